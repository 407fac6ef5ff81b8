"""A whole case from JSON: the facts of one honour and, where given, how it was filed (第十六条)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from regulation import article_16
from regulation.engine import Judgement
from regulation.facts import Candidate
from regulation.honours import Honour, law_of
from regulation.notices import Notice
from regulation.opinions import Opinion
from regulation.schema import BadFacts, json_schema, load_as, schema_of

FILING = "filing"


@dataclass(frozen=True, kw_only=True)
class Papers:
    """申报程序：征求意见和单位公示"""

    opinions: Annotated[tuple[Opinion, ...], "已征求的意见"] = ()
    notice: Annotated[Notice | None, "本单位公示"] = None


def case_schema(honour: Honour) -> dict[str, Any]:
    """The JSON schema of a case: the facts of the honour, and optionally its filing."""
    schema, papers = json_schema(honour), schema_of(Papers)
    schema["$defs"] = dict(sorted((schema["$defs"] | papers.pop("$defs")).items()))
    told = {"description": "申报程序（第十六条）；不填的不检查"}
    schema["properties"][FILING] = {k: papers[k] for k in ("type", "properties", "required", "additionalProperties")}
    schema["properties"][FILING] |= told
    return schema


def load_case(honour: Honour, data: object) -> tuple[Candidate, article_16.Filing | None]:
    """Facts, and the filing if the JSON tells of one. Refused (`bad_facts`) with every fault of both."""
    own = {key: item for key, item in data.items() if key != FILING} if isinstance(data, Mapping) else data
    given = data.get(FILING) if isinstance(data, Mapping) else None
    faults: list[str] = []
    facts = _loaded(law_of(honour).facts, own, faults)
    papers = _loaded(Papers, given, faults) if given is not None else None
    if faults:
        raise BadFacts(faults)
    if papers is None:
        return facts, None
    return facts, article_16.Filing(candidate=facts, opinions=papers.opinions, notice=papers.notice)


def _loaded(kind: type, data: object, faults: list[str]) -> Any:
    try:
        return load_as(kind, data)
    except BadFacts as bad:
        faults.extend(f"{FILING}.{fault}" if kind is Papers else fault for fault in bad.faults)
        return None


def judge_case(honour: Honour, data: object, *, version: date, as_of: date) -> Judgement:
    """Every finding about a case: the law of the honour, then Article 16 where the filing is told."""
    facts, filing = load_case(honour, data)
    judged = law_of(honour).law.judge(facts, version=version, as_of=as_of)
    if filing is None:
        return judged
    return judged + article_16.law.judge(filing, version=version, as_of=as_of)
