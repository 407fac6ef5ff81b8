"""实施办法 of provinces and national industrial unions: stricter only, for rounds that open later (第二十九条)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction

from honors.facts import judge_measure
from honors.models import Measure
from honors.moves import DISCARD, ENACT, INTERPRET, MEASURE, REFER, REPEAL, MeasureState
from ledger.actions import begin, moving
from ledger.actors import Actor
from regulation.engine import Judgement
from regulation.honours import Honour
from regulation.measures import ProvisionKind, removals_are_interpreted
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post, Union
from unions.queries import actor, national, require

ARTICLE = "第二十九条"
INTERPRETING = "第三十条"


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
    """Draft a measure; the same draft sent twice is one.

    Refused "not_allowed" to anybody but the recommending unit itself, "unlawful" with the article when a value is
    looser than the regulation's or when the union may make none (中央和国家机关工会联合会 and all below). What leaves out a
    category or a step may be drafted, and waits for 全总's interpretation (第三十条).
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
    _but_for_removals(judge_measure(measure, on=in_beijing(at).date())).require()
    drafts = Measure.objects.filter(union=union, number=number, state=MeasureState.DRAFT, prepared_by=by.person)
    same = ("title", "text", "effective_on", "parameters", "documents", "provisions")
    for draft in drafts:
        if all(getattr(draft, name) == getattr(measure, name) for name in same):
            return draft
    return begin(measure, table=MEASURE, by=who, at=at, act="登记办法", article=ARTICLE, details={"number": number})


def enact_measure(measure: Measure, *, by: Post, at: datetime, version: int) -> Measure:
    """ENACT: rounds that open from its day on freeze it; rounds already open never see it.

    Refused "same_person" unless another person than the drafter signs (决定 15), "number_taken" where another measure of
    the union is in force under this number, "unlawful" as for filing.
    """
    who = _recommender(by, measure.union, at=at)
    if measure.prepared_by_id == by.person_id:
        raise Refused("same_person", "拟稿和签发不能是同一个人。请由另一位工作人员核对后施行。", ARTICLE)
    with moving(measure, ENACT, by=who, at=at, version=version) as writing:
        standing = Measure.objects.filter(union=measure.union, number=measure.number, state=MeasureState.IN_FORCE)
        if standing.exclude(pk=measure.pk).exists():
            said = f"文号“{measure.number}”的办法已经施行，请核对文号；替代原办法的，先废止原办法。"
            raise Refused("number_taken", said, ARTICLE)
        writing.judged(judge_measure(measure, on=in_beijing(at).date()))
    return measure


def refer_measure(measure: Measure, *, by: Post, at: datetime, version: int) -> Measure:
    """REFER to 全总 what leaves out a category or a step (第三十条). Refused "nothing_to_interpret", "interpreted"."""
    who = _recommender(by, measure.union, at=at)
    if not any(one["kind"] == ProvisionKind.REMOVES for one in measure.provisions):
        raise Refused("nothing_to_interpret", "这份办法没有不设项目或环节的规定，不需要报全总解释。", INTERPRETING)
    if measure.interpreted is not None:
        raise Refused("interpreted", "全总已经作出解释。", INTERPRETING)
    with moving(measure, REFER, by=who, at=at, version=version):
        pass
    return measure


def interpret_measure(
    measure: Measure, *, agreed: bool, text: str, number: str, by: Post, at: datetime, version: int
) -> Measure:
    """INTERPRET, by national staff with a paper: agreed, it can be enacted; not agreed, it cannot (第三十条).

    Refused "not_allowed", "text_missing", "number_needed".
    """
    require(by, "audit", national(), on=in_beijing(at).date())
    if not text.strip():
        raise Refused("text_missing", "请写明解释的内容。", INTERPRETING)
    if not number.strip():
        raise Refused("number_needed", "请填写解释的文号。", INTERPRETING)
    with moving(
        measure,
        INTERPRET,
        by=actor(by),
        at=at,
        version=version,
        interpreted=agreed,
        interpretation=text.strip(),
        interpretation_number=number.strip(),
    ) as writing:
        writing.reason = text.strip()
        writing.details |= {"agreed": agreed, "number": number.strip()}
    return measure


def discard_measure(measure: Measure, *, by: Post, at: datetime, version: int) -> Measure:
    """DISCARD a draft that was wrong: it stays in the record and is never enacted. Refused "wrong_state"."""
    who = _recommender(by, measure.union, at=at)
    with moving(measure, DISCARD, by=who, at=at, version=version):
        pass
    return measure


def repeal_measure(measure: Measure, *, reason: str, by: Post, at: datetime, version: int) -> Measure:
    """REPEAL: rounds that open later no longer freeze it. Refused "reason_missing"."""
    who = _recommender(by, measure.union, at=at)
    if not reason.strip():
        raise Refused("reason_missing", "废止办法，请写明理由或文号。", ARTICLE)
    with moving(measure, REPEAL, by=who, at=at, version=version) as writing:
        writing.reason = reason
    return measure


def _but_for_removals(judgement: Judgement) -> Judgement:
    """What stands in the way of drafting: an interpretation is only needed before it is enacted."""
    code = removals_are_interpreted.__name__
    return Judgement(tuple(finding for finding in judgement.findings if finding.code != code))


def _recommender(by: Post, union: Union, *, at: datetime) -> Actor:
    require(by, "recommend", union, on=in_beijing(at).date())
    return actor(by)
