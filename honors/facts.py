"""Rounds, quotas and measures in the law's nouns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from django.db.models import Sum

from honors.models import Measure as MeasureRow
from honors.models import Round
from honors.models import StructureRequirement as RequirementRow
from honors.models.rounds import Step
from honors.moves import RoundState
from honors.queries.conditions import extra_documents
from honors.traits import cell_title
from regulation.engine import Judgement
from regulation.honours import Honour
from regulation.lists import Bound, StructureRequirement
from regulation.measures import Measure, MeasurePapers, MeasureValue, Provision, ProvisionKind, papers_law
from regulation.measures import law as measures_law
from regulation.round_notice import NoticeDetails, StepDue
from regulation.round_notice import law as notice_law
from regulation.rounds import RecommenderKind, RoundKind, RoundNotice, RoundPlan
from regulation.rounds import law as rounds_law
from regulation.windows import in_beijing
from unions.models import Kind, Union

FIRST_CONGRESS_COUNTED = 1998  # 中国工会第十三次全国代表大会; every five years since (工会章程第十七条)
CONGRESS_EVERY = 5
NEEDED_STEPS = (Step.FILE, Step.RECOMMEND, Step.AUDIT)

_KINDS = {
    Kind.REGIONAL: RecommenderKind.PROVINCE,
    Kind.INDUSTRIAL: RecommenderKind.INDUSTRIAL,
    Kind.ORGANS: RecommenderKind.CENTRAL,
}


def recommender_kind(union: Union) -> RecommenderKind:
    """Who a union is under Article 14; 兵团 and every union below a recommending unit are "other" here."""
    return _KINDS.get(Kind(union.kind), RecommenderKind.OTHER) if union.is_recommender else RecommenderKind.OTHER


def congress_years(until: int) -> tuple[int, ...]:
    """The years of the national congresses up to five years ahead."""
    return tuple(range(FIRST_CONGRESS_COUNTED, until + CONGRESS_EVERY + 1, CONGRESS_EVERY))


def round_plan(round: Round, *, on: date) -> RoundPlan:
    """The round as Article 14 looks at it. Invented rounds count only among themselves."""
    others = Round.objects.exclude(pk=round.pk).exclude(state=RoundState.DRAFT).filter(invented=round.invented)
    granted = granted_places(round)
    return RoundPlan(
        kind=RoundKind(round.kind),
        opens_on=on,
        honours=offered(round),
        congress_years=congress_years(on.year),
        earlier_rounds=tuple(day for day in others.values_list("opened_on", flat=True) if day),
        document_number=round.third_round_document,
        unusual_year_reason=round.unusual_reason,
        notice=RoundNotice(
            subjects=round.subjects,
            conditions=round.conditions,
            procedure=round.procedure,
            quotas="、".join(f"{honour.title}{number}个" for honour, number in granted.items()),
            organisation=round.organisation,
        ),
    )


def notice_details(round: Round, *, at: datetime) -> NoticeDetails:
    """The round as Article 15 looks at it."""
    due = dict(round.deadlines.values_list("step", "due_at"))
    return NoticeDetails(
        number=round.notice_number,
        title=round.notice_title,
        honours=offered(round),
        planned={Honour(row.honour): row.total for row in round.honours.all()},
        granted=granted_places(round),
        opens_at=at,
        steps=tuple(StepDue(step=step.label, due_at=due[step.value]) for step in Step if step.value in due),
        steps_missing=tuple(step.label for step in NEEDED_STEPS if step.value not in due),
        front_line_definition=round.front_line_definition,
        contacts=round.contacts,
        discipline_contacts=round.discipline_contacts,
    )


def judge_opening(round: Round, *, at: datetime) -> Judgement:
    """What stands in the way of opening a round at a moment (第二、十四、十五条)."""
    on = in_beijing(at).date()
    plan = rounds_law.judge(round_plan(round, on=on), version=on, as_of=on)
    return plan + notice_law.judge(notice_details(round, at=at), version=on, as_of=on)


def offered(round: Round) -> tuple[Honour, ...]:
    """The honours of a round, in the order of the regulation."""
    held = set(round.honours.values_list("honour", flat=True))
    return tuple(honour for honour in Honour if honour.value in held)


def granted_places(round: Round) -> dict[Honour, int]:
    """Places granted per honour, over all recommending units."""
    rows = round.quotas.values_list("honour").annotate(total=Sum("granted"))
    found = {honour: total for honour, total in rows if total}
    return {honour: found[honour.value] for honour in Honour if honour.value in found}


def measure_facts(row: MeasureRow) -> Measure:
    """A provincial or industrial measure as Article 29 looks at it; extra papers are provisions that add."""
    papers = [
        Provision(text=f"{Honour(honour).title}增加材料：{name}")
        for honour, names in row.documents.items()
        for name in names
    ]
    written = [
        Provision(
            text=one["text"],
            kind=ProvisionKind(one["kind"]),
            article=one.get("article", ""),
            interpreted=row.interpreted,
            interpretation=row.interpretation_number,
        )
        for one in row.provisions
    ]
    return Measure(
        by=recommender_kind(row.union),
        document_number=row.number,
        values=tuple(MeasureValue(parameter=code, value=Fraction(text)) for code, text in row.parameters.items()),
        provisions=(*papers, *written),
    )


def judge_measure(row: MeasureRow, *, on: date) -> Judgement:
    """Whether a measure keeps within the regulation on a day (第二十九条)."""
    return measures_law.judge(measure_facts(row), version=on, as_of=on)


def judge_measure_papers(
    round: Round, recommender: Union, honour: str, attached: Iterable[str], *, as_of: date
) -> Judgement:
    """Whether a filing carries what the measures of its recommending unit add (第二十九条); nothing to say where none do."""
    asked = extra_documents(round, recommender, honour)
    if not asked:
        return Judgement(())
    papers = MeasurePapers(asked=asked, attached=tuple(attached))
    return papers_law.judge(papers, version=round.law_version, as_of=as_of)


def list_requirements(round: Round) -> tuple[StructureRequirement, ...]:
    """The round's requirements on the make-up of lists, as the law on lists judges them."""
    return tuple(_requirement(row) for row in round.requirements.order_by("pk"))


def _requirement(row: RequirementRow) -> StructureRequirement:
    return StructureRequirement(
        code=str(row.pk),
        title=requirement_words(row),
        honours=tuple(Honour(honour) for honour in row.honours) or tuple(Honour),
        trait=row.trait,
        bound=Bound.CEILING if row.ceiling else Bound.FLOOR,
        share=None if row.percent is None else Fraction(row.percent) / 100,
        number=row.number,
        generally=row.generally,
        source=row.source,
    )


def requirement_words(row: RequirementRow) -> str:
    """A requirement as one line: 之家、小家中，非公有制单位一般不少于50%."""
    honours = "、".join(Honour(honour).short for honour in row.honours) or "全部项目"
    bound = Bound.CEILING if row.ceiling else Bound.FLOOR
    limit = f"{row.number}个" if row.percent is None else f"{row.percent.normalize():f}%"
    return f"{honours}中，{cell_title(row.trait)}{'一般' if row.generally else ''}{bound.label}{limit}"
