"""A judgement as the page shows it: what is wrong first, each finding with its word and its colour."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from regulation.engine import Finding, Judgement, Result

TONES = {Result.MET: "success", Result.NOT_MET: "danger", Result.NEEDS_EVIDENCE: "warning"}
ORDER = (Result.NOT_MET, Result.NEEDS_EVIDENCE, Result.MET)

Judged = Judgement | Mapping[str, Any] | Iterable[Finding | Mapping[str, Any]]


@dataclass(frozen=True)
class Verdict:
    """What one article says about a case."""

    finding: Finding

    @property
    def met(self) -> bool:
        return self.finding.result is Result.MET

    @property
    def may_depart(self) -> bool:
        """一般: not met, yet a written reason lets the case go on."""
        return self.finding.generally and not self.met

    @property
    def excused(self) -> bool:
        """The reason has been written."""
        return self.may_depart and self.finding.excused

    @property
    def word(self) -> str:
        return self.finding.result.label

    @property
    def tone(self) -> str:
        return "warning" if self.may_depart else TONES[self.finding.result]


def verdicts(judged: Judged | None, reasons: Mapping[str, str] | None = None) -> list[Verdict]:
    """Every verdict, what is wrong first and the articles in their order within that.

    Takes the law's own objects, or the JSON that the ledger keeps. `reasons` are what was just typed under 一般 rules.
    """
    found = [_reasoned(f, reasons or {}) for f in _findings(judged)]
    return [Verdict(f) for f in sorted(found, key=lambda f: ORDER.index(f.result))]


def _findings(judged: Judged | None) -> list[Finding]:
    if judged is None:
        return []
    if isinstance(judged, Judgement):
        return list(judged.findings)
    items = judged.get("findings", ()) if isinstance(judged, Mapping) else judged
    return [f if isinstance(f, Finding) else Finding.from_json({"reason": "", **f}) for f in items]


def _reasoned(finding: Finding, reasons: Mapping[str, str]) -> Finding:
    typed = reasons.get(finding.code)
    return finding if typed is None else replace(finding, reason=typed)
