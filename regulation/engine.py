"""Rules are pure functions from facts to observations, each tied to one article and to the dates it is in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from regulation.facts import Attestation
from regulation.refusals import Unlawful
from regulation.words import Worded

ISSUED = date(2020, 8, 10)  # 第三十一条: in force from the day it was issued
WHOLE = "."  # an observation that one attestation answers for the whole rule


class Result(Worded):
    """Three results: the third asks a person to attest, with a document (决定 13)."""

    MET = "met", "符合"
    NEEDS_EVIDENCE = "needs evidence", "待证明"
    NOT_MET = "not met", "不符合"


@dataclass(frozen=True)
class Observation:
    """One thing a rule looked at: what it saw, how to mend it, and the key under which an attestation may answer it."""

    result: Result
    seen: str
    mend: str = ""
    key: str = ""


@dataclass(frozen=True)
class Dates:
    """The law as it stood on one day (for a nomination: the day its round opened), the facts as of another."""

    version: date
    as_of: date


Check = Callable[[Any, Dates], Iterable[Observation]]


@dataclass(frozen=True)
class Rule:
    """One condition: its article, the days it is in force [since, until), and whether it holds only 一般."""

    article: str
    code: str
    title: str
    since: date
    until: date | None
    generally: bool
    check: Check

    def in_force(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)

    def judge(self, facts: object, at: Dates) -> Finding:
        """Look at the facts; attestations answer what the rule had to ask."""
        given = [a for a in getattr(facts, "attestations", ()) if a.on is None or a.on <= at.as_of]
        seen = tuple(answered(self._keyed(o), given) for o in self.check(facts, at))
        return Finding(self.article, self.code, self.title, self.generally, seen)

    def _keyed(self, observation: Observation) -> Observation:
        if not observation.key:
            return observation
        key = self.code if observation.key == WHOLE else f"{self.code}.{observation.key}"
        return replace(observation, key=key)


def answered(observation: Observation, attestations: Iterable[Attestation]) -> Observation:
    """Let attestations decide an observation: an adverse one with a document always, a good one where it was asked."""
    mine = [a for a in attestations if observation.key and a.key == observation.key]
    for attestation in sorted(mine, key=lambda a: a.holds):
        if not attestation.document:
            continue
        seen = f"{attestation.statement}（{attestation.by}认定，材料：{attestation.document}）"
        if not attestation.holds:
            mend = observation.mend or "整改后由认定单位重新认定"
            return replace(observation, result=Result.NOT_MET, seen=f"经查不符合：{seen}", mend=mend)
        if observation.result is Result.NEEDS_EVIDENCE:
            return replace(observation, result=Result.MET, seen=seen, mend="")
    if mine and observation.result is Result.NEEDS_EVIDENCE:
        return replace(observation, seen=f"{observation.seen}；认定没有附材料", mend="为认定上传证明材料")
    return observation


@dataclass(frozen=True)
class Finding:
    """What one rule found, met or not: shown on the page, kept in the ledger."""

    article: str
    code: str
    title: str
    generally: bool
    observations: tuple[Observation, ...]
    reason: str = ""

    @property
    def result(self) -> Result:
        """The worst of what was seen; a rule that saw nothing to hold against the case is met."""
        seen = {o.result for o in self.observations}
        return next((r for r in (Result.NOT_MET, Result.NEEDS_EVIDENCE) if r in seen), Result.MET)

    @property
    def excused(self) -> bool:
        """A rule that holds 一般 is departed from with a written reason, never without one."""
        return self.generally and bool(self.reason.strip())

    @property
    def stands(self) -> bool:
        """It stands in the way."""
        return self.result is not Result.MET and not self.excused

    def as_json(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "code": self.code,
            "title": self.title,
            "result": self.result.value,
            "generally": self.generally,
            "observations": [
                {"result": o.result.value, "seen": o.seen, "mend": o.mend, "key": o.key} for o in self.observations
            ],
            "reason": self.reason,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read a finding back from the ledger."""
        observations = tuple(
            Observation(Result(o["result"]), o["seen"], o["mend"], o.get("key", "")) for o in data["observations"]
        )
        return cls(data["article"], data["code"], data["title"], data["generally"], observations, data["reason"])


@dataclass(frozen=True)
class Judgement:
    """Every rule in force and what it looked at."""

    findings: tuple[Finding, ...]

    @property
    def result(self) -> Result:
        """The worst finding, reasons not counted."""
        found = {f.result for f in self.findings}
        return next((r for r in (Result.NOT_MET, Result.NEEDS_EVIDENCE) if r in found), Result.MET)

    def reasoned(self, reasons: Mapping[str, str]) -> Judgement:
        """The same findings, carrying the written reasons for departing from 一般 rules."""
        return Judgement(
            tuple(
                replace(f, reason=reasons.get(f.code, "").strip()) if f.generally and f.result is not Result.MET else f
                for f in self.findings
            )
        )

    def open(self, reasons: Mapping[str, str] | None = None) -> tuple[Finding, ...]:
        """The findings that stand in the way, given these reasons."""
        judged = self if reasons is None else self.reasoned(reasons)
        return tuple(f for f in judged.findings if f.stands)

    def require(self, reasons: Mapping[str, str] | None = None) -> Judgement:
        """Raise Unlawful unless nothing stands in the way; the answer carries the reasons into the ledger."""
        judged = self if reasons is None else self.reasoned(reasons)
        if standing := judged.open():
            raise Unlawful(standing)
        return judged

    def find(self, code: str) -> Finding:
        """The finding of one rule."""
        return next(f for f in self.findings if f.code == code)

    def as_json(self) -> list[dict[str, Any]]:
        return [f.as_json() for f in self.findings]

    @classmethod
    def from_json(cls, data: Iterable[Mapping[str, Any]]) -> Self:
        return cls(tuple(Finding.from_json(f) for f in data))

    def __add__(self, other: Judgement) -> Judgement:
        return Judgement(self.findings + other.findings)


class Law:
    """The rules about one kind of facts; laws that share articles include one another's rules."""

    def __init__(self, name: str, title: str) -> None:
        self.name = name
        self.title = title
        self._rules: list[Rule] = []

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(self._rules)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._rules)

    def rule(
        self, article: str, *, since: date = ISSUED, until: date | None = None, generally: bool = False
    ) -> Callable[[Check], Check]:
        """Register a function as a rule: its name is the code, the first line of its docstring the title."""

        def register(check: Check) -> Check:
            title = (check.__doc__ or "").partition("\n")[0]
            self._add(Rule(article, check.__name__, title, since, until, generally, check))
            return check

        return register

    def include(self, other: Law) -> None:
        """Take over the rules of a shared article."""
        for rule in other:
            self._add(rule)

    def _add(self, rule: Rule) -> None:
        for held in self._rules:
            apart = (held.until is not None and held.until <= rule.since) or (
                rule.until is not None and rule.until <= held.since
            )
            if held.code == rule.code and not apart:
                raise ValueError(f"{self.name}: two rules named {rule.code} are in force at once")
        self._rules.append(rule)

    def judge(self, facts: object, *, version: date, as_of: date) -> Judgement:
        """Judge facts as of a day, by the rules in force on another."""
        at = Dates(version, as_of)
        return Judgement(tuple(r.judge(facts, at) for r in self._rules if r.in_force(version)))
