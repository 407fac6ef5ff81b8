"""How a rule says what it saw: declared facts, items that a person attests, and counts with their rate."""

from __future__ import annotations

from fractions import Fraction

from regulation.engine import WHOLE, Observation, Result
from regulation.facts import Said

ATTEST = "由申报单位或审查单位认定，并附证明材料"


def met(seen: str) -> Observation:
    return Observation(Result.MET, seen)


def not_met(seen: str, mend: str) -> Observation:
    return Observation(Result.NOT_MET, seen, mend)


def asked(what: str, mend: str = ATTEST, *, part: str = WHOLE) -> Observation:
    """A question that only a person with a document can answer."""
    return Observation(Result.NEEDS_EVIDENCE, what, mend, part)


def unfilled(item: str) -> Observation:
    """A fact that nobody has filled in: neither an attestation nor a reason stands in for it."""
    return not_met(f"{item}：未填写", f"填写{item}")


def attested(item: str, *, part: str = WHOLE) -> Observation:
    """A qualitative item: nothing but an attestation decides it."""
    return asked(f"{item}：尚无认定材料", part=part)


def stated(value: Said, item: str, mend: str, *, part: str) -> Observation:
    """A declared fact that must be so."""
    if value is None:
        return asked(f"{item}：未说明", mend, part=part)
    if value:
        return Observation(Result.MET, f"{item}：是", key=part)
    return Observation(Result.NOT_MET, f"{item}：否", mend, part)


def denied(value: Said, item: str, mend: str, *, part: str) -> Observation:
    """A declared fact that must not be so."""
    if value is None:
        return asked(f"{item}：未说明有无", f"查明有无此情形并填写：{item}", part=part)
    if value:
        return Observation(Result.NOT_MET, f"{item}：有", mend, part)
    return Observation(Result.MET, f"{item}：无", key=part)


def percent(share: Fraction) -> str:
    """A rate as people read it, never rounded across a threshold: what is cut off is marked 约."""
    hundredths = share * 10_000
    whole = hundredths.numerator // hundredths.denominator
    text = f"{whole // 100}.{whole % 100:02d}".rstrip("0").rstrip(".")
    return f"{text}%" if hundredths.denominator == 1 else f"约{text}%"


def rate(part: int, whole: int) -> str:
    """Counts first, the rate beside them."""
    return percent(Fraction(part, whole)) if whole else "无法计算"
