"""实施办法 of provinces and national industrial unions: stricter only, for rounds that open later (第二十九条)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction

from honors.facts import judge_measure
from honors.models import Measure
from honors.moves import ENACT, MEASURE, REPEAL
from ledger.actions import begin, moving
from ledger.actors import Actor
from regulation.honours import Honour
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post, Union
from unions.queries import actor, require

ARTICLE = "第二十九条"


def file_measure(
    *,
    union: Union,
    title: str,
    number: str,
    text: str,
    effective_on: date,
    parameters: Mapping[str, Fraction],
    documents: Mapping[str, Sequence[str]],
    provisions: Sequence[Mapping[str, str]] = (),
    by: Post,
    at: datetime,
) -> Measure:
    """Draft a measure.

    Refused "not_allowed" to anybody but the recommending unit itself, "unlawful" with the article when a value is
    looser than the regulation's or when the union may make none (中央和国家机关工会联合会 and all below).
    """
    who = _recommender(by, union, at=at)
    measure = Measure(
        union=union,
        title=title,
        number=number,
        text=text,
        effective_on=effective_on,
        parameters={code: str(value) for code, value in sorted(parameters.items())},
        documents={Honour(honour).value: [name for name in names if name] for honour, names in documents.items()},
        provisions=[dict(provision) for provision in provisions],
        prepared_by=by.person,
    )
    judge_measure(measure, on=in_beijing(at).date()).require()
    return begin(measure, table=MEASURE, by=who, at=at, act="登记办法", article=ARTICLE, details={"number": number})


def enact_measure(measure: Measure, *, by: Post, at: datetime, version: int) -> Measure:
    """ENACT: rounds that open from its day on freeze it; rounds already open never see it.

    Refused "same_person" unless another person than the drafter signs (决定 15), "unlawful" as for filing.
    """
    who = _recommender(by, measure.union, at=at)
    if measure.prepared_by_id == by.person_id:
        raise Refused("same_person", "拟稿和签发不能是同一个人。请由另一位工作人员核对后施行。", ARTICLE)
    with moving(measure, ENACT, by=who, at=at, version=version) as writing:
        writing.judged(judge_measure(measure, on=in_beijing(at).date()))
    return measure


def repeal_measure(measure: Measure, *, reason: str, by: Post, at: datetime, version: int) -> Measure:
    """REPEAL: rounds that open later no longer freeze it. Refused "reason_missing"."""
    who = _recommender(by, measure.union, at=at)
    if not reason.strip():
        raise Refused("reason_missing", "废止办法，请写明理由或文号。", ARTICLE)
    with moving(measure, REPEAL, by=who, at=at, version=version) as writing:
        writing.reason = reason
    return measure


def _recommender(by: Post, union: Union, *, at: datetime) -> Actor:
    require(by, "recommend", union, on=in_beijing(at).date())
    return actor(by)
