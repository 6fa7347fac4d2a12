"""Small panels of lines as SVG, for the page on performance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Points = Sequence[tuple[float, float]]


def panels(lines: Mapping[str, Points]) -> str:
    """Seconds over what is varied: a panel for each name, from nought to its greatest values."""
    width, height, gap = 150, 110, 30
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(lines) * (width + gap) + gap} '
        f'{height + 70}" font-family="Georgia, serif" font-size="11" fill="#3a342b">',
        '<rect width="100%" height="100%" rx="8" fill="#fbf8f2"/>',
    ]
    for number, (name, found) in enumerate(lines.items()):
        far, high = max(x for x, _ in found), max(0.1, *(y for _, y in found))
        left = gap + number * (width + gap)
        points = [(left + x / far * width, 30 + height - y / high * height) for x, y in found]
        line = " ".join(f"{x:.0f},{y:.0f}" for x, y in points)
        out += [
            f'<path d="M{left},30V{30 + height}H{left + width}" stroke="#b8a888" fill="none"/>',
            f'<polyline points="{line}" fill="none" stroke="#3b6ea5" stroke-width="2"/>',
            *(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="#3b6ea5"/>' for x, y in points),
            f'<text x="{left}" y="24">{high:.2f} s</text>',
            f'<text x="{left + width}" y="{height + 46}" text-anchor="end">'
            f"{far} {escape(name)}</text>",
        ]
    return "\n".join([*out, "</svg>"]) + "\n"
