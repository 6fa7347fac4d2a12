"""What an author is told about a mistake: what was written, why it cannot be taken, the way out."""

from __future__ import annotations

from dataclasses import dataclass, field

from vervain.base.span import Span


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

    def settle(self) -> None:
        """Raise `Rejected` with all findings, if there are any."""
        if self.findings:
            raise Rejected(tuple(sorted(self.findings, key=lambda d: (d.span, d.code))))


class Rejected(Exception):
    """The author's text cannot be taken; `findings` says why. Never an internal error."""

    def __init__(self, findings: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(f"{d.span.file}:{d.span.line}: {d.message}" for d in findings))
        self.findings = findings
