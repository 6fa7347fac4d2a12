"""What an author is told about a mistake: what was written, why it cannot be taken, the way out."""

from __future__ import annotations

from dataclasses import dataclass, field

from vervain.base.span import Span

MOST_FINDINGS = 100
"""Nobody reads more at once; what reads a text may stop looking when it has so many."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `code` is stable (`V012`) and has a page; `hint` is the way out, or empty."""

    code: str
    span: Span
    message: str
    hint: str = ""


@dataclass(slots=True)
class Report:
    """Collects the findings of one stage; at its end `settle` raises them together."""

    findings: list[Diagnostic] = field(default_factory=list)

    def add(self, code: str, span: Span, message: str, hint: str = "") -> None:
        """Note one finding."""
        self.findings.append(Diagnostic(code, span, message, hint))

    @property
    def full(self) -> bool:
        """There are more findings than are shown."""
        return len(self.findings) > MOST_FINDINGS

    def settle(self) -> None:
        """Raise `Rejected` with all findings, if there are any: each once, in order of place.

        Of very many the first are kept, and a last one (V112) says so.
        """
        if not self.findings:
            return
        found = sorted(set(self.findings), key=lambda d: (d.span, d.code, d.message, d.hint))
        if len(found) > MOST_FINDINGS:
            last = found[MOST_FINDINGS - 1].span
            more = f"there are more than {MOST_FINDINGS} findings"
            found[MOST_FINDINGS:] = [Diagnostic("V112", last, more, "mend these first")]
        raise Rejected(tuple(found))


class Rejected(Exception):
    """The author's text cannot be taken; `findings` says why. Never an internal error."""

    def __init__(self, findings: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(f"{d.span.file}:{d.span.line}: {d.message}" for d in findings))
        self.findings = findings

    def __reduce__(self) -> tuple[type[Rejected], tuple[tuple[Diagnostic, ...]]]:
        """A process hands it to another with its findings."""
        return Rejected, (self.findings,)


class Unreadable(ValueError):
    """A file that cannot be taken, in plain words."""


class Aimless(ValueError):
    """There is nothing to plan for."""
