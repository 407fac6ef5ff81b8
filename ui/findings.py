"""A judgement as the page shows it: taken from the law's own objects or from the JSON that the ledger keeps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Literal

Mark = Literal["met", "not met", "needs evidence"]

WORDS: dict[Mark, str] = {"met": "符合", "not met": "不符合", "needs evidence": "需举证"}
TONES: dict[Mark, str] = {"met": "success", "not met": "danger", "needs evidence": "warning"}
ORDER: tuple[Mark, ...] = ("not met", "needs evidence", "met")


@dataclass(frozen=True)
class Seen:
    """One thing a rule looked at."""

    result: Mark
    seen: str
    mend: str


@dataclass(frozen=True)
class Verdict:
    """What one article says about a case."""

    article: str
    title: str
    code: str
    result: Mark
    generally: bool
    observations: tuple[Seen, ...]
    reason: str = ""

    @property
    def word(self) -> str:
        return WORDS[self.result]

    @property
    def tone(self) -> str:
        return "warning" if self.may_depart else TONES[self.result]

    @property
    def met(self) -> bool:
        return self.result == "met"

    @property
    def may_depart(self) -> bool:
        """一般: not met, yet a written reason lets the case go on."""
        return self.generally and not self.met


def verdicts(judgement: Any, reasons: Mapping[str, str] | None = None) -> list[Verdict]:
    """Every verdict of a judgement, what is wrong first; the order of the articles is kept within each result."""
    found = [_verdict(f, reasons or {}) for f in _findings(judgement)]
    return sorted(found, key=lambda v: ORDER.index(v.result))


def _findings(judgement: Any) -> Iterable[Any]:
    if judgement is None:
        return ()
    if isinstance(judgement, Mapping):
        findings: Iterable[Any] = judgement.get("findings", ())
        return findings
    inner: Iterable[Any] = getattr(judgement, "findings", judgement)
    return inner


def _verdict(finding: Any, reasons: Mapping[str, str]) -> Verdict:
    # A finding of the law may speak through its rule; in JSON the rule's words stand beside the result.
    rule = _of(finding, "rule") or finding
    code = str(_of(rule, "code"))
    observations = tuple(
        Seen(_mark(_of(o, "result")), str(_of(o, "seen") or ""), str(_of(o, "mend") or ""))
        for o in _of(finding, "observations") or ()
    )
    return Verdict(
        article=str(_of(rule, "article") or ""),
        title=str(_of(rule, "title") or ""),
        code=code,
        result=_mark(_of(finding, "result")),
        generally=bool(_of(rule, "generally")),
        observations=observations,
        reason=reasons.get(code) or str(_of(finding, "reason") or ""),
    )


def _of(item: Any, name: str) -> Any:
    return item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)


def _mark(result: Any) -> Mark:
    text = str(result.value if isinstance(result, Enum) else result).lower().replace("_", " ").replace("-", " ")
    for mark in ORDER:
        if text == mark:
            return mark
    raise ValueError(f"unknown result {result!r}")
