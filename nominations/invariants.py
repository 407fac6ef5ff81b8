"""What must always hold of nominations (`manage.py check_invariants`): asked of the whole database, not row by row."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet

from honors.models import Round
from honors.queries import setting
from honors.settings import TWO_HONOURS_ONE_PERSON
from ledger.models import Entry
from ledger.sealing import Fault
from nominations.models import ChainStep, Nomination, Opinion, OpinionKind, StepKind
from nominations.moves import State
from nominations.queries import FROM_FILING, names_of
from publicity.models import NoticeItem
from publicity.moves import NoticeState

SENT_UP = (*FROM_FILING, State.REFUSED, State.UNFIT, State.DISQUALIFIED, State.STRUCK)
"""States that are reached only through a filing whose notice still stands."""
SHOWN = 100  # faults of one kind that are named one by one


def check() -> Iterator[Fault]:
    """Every fault, named so that a person can look at it."""
    yield from check_notices()
    yield from check_opinions()
    yield from check_chains()
    yield from check_subjects()
    yield from check_disqualified()
    yield from check_states()


def _named(rows: QuerySet[Nomination], said: str) -> Iterator[Fault]:
    for row in rows.select_related("round").order_by("pk")[:SHOWN]:
        yield Fault(f"申报 {row.number}“{row.subject_name}”", said)


def _sent_up() -> QuerySet[Nomination]:
    return Nomination.objects.filter(state__in=[str(s) for s in SENT_UP])


def check_notices() -> Iterator[Fault]:
    """Whatever was filed stood on a completed notice in the unit, with proof, and with this very text (第十六条第一款)."""
    rows = _sent_up()
    yield from _named(rows.filter(filed_at__isnull=True), "没有申报时间，却已报送")
    over = Q(unit_notice__state=NoticeState.OVER, unit_notice__medium_visible_at__isnull=False)
    proven = ~Q(unit_notice__medium_address="") | ~Q(unit_notice__medium_page="")
    proven |= Q(unit_notice__medium_photo__isnull=False)
    yield from _named(rows.exclude(over & proven), "没有期满且有载体证明的本单位公示，却已报送")
    item = NoticeItem.objects.filter(
        notice=OuterRef("unit_notice"), subject=OuterRef("chain__key"), text_digest=OuterRef("public_digest")
    )
    yield from _named(rows.filter(over).exclude(Exists(item)), "所报送的内容与本单位公示的内容不符")


def check_opinions() -> Iterator[Fault]:
    """Everybody who must be heard was heard (第十六条第一、二款)."""

    def without(kind: OpinionKind) -> QuerySet[Nomination]:
        given = Opinion.objects.filter(nomination=OuterRef("pk"), kind=kind.value)
        return _sent_up().exclude(Exists(given))

    yield from _named(without(OpinionKind.MEMBERS), "没有会员大会或会员代表大会意见，却已报送")
    party = Q(collective__has_party_organ=True) | Q(person__has_party_organ=True)
    yield from _named(without(OpinionKind.PARTY).filter(party), "有党组织而没有它的意见，却已报送")
    discipline = Q(collective__has_discipline_organ=True) | Q(person__has_discipline_organ=True)
    yield from _named(without(OpinionKind.DISCIPLINE).filter(discipline), "有纪检组织而没有它的意见，却已报送")
    official = Q(person__party_leading_cadre=True) | Q(person__public_official=True)
    for kind in (OpinionKind.SUPERVISION, OpinionKind.PERSONNEL):
        yield from _named(without(kind).filter(official), f"党员领导干部、公职人员没有{kind.label}意见，却已报送")


def check_chains() -> Iterator[Fault]:
    """The frozen chain has no gap, ends with department and secretariat, and its step holds the case."""
    rows = _sent_up().annotate(
        steps_held=Count("steps"), first_step=Min("steps__position"), last_step=Max("steps__position")
    )
    gap = ~Q(first_step=1) | ~Q(last_step=F("steps_held")) | Q(steps_held__lt=3)
    yield from _named(rows.filter(Q(first_step__isnull=True) | gap), "固定的报送路径不连续")
    for kind, words in (
        (StepKind.RECOMMEND, "推荐单位"),
        (StepKind.NATIONAL, "全总"),
        (StepKind.SECRETARIAT, "书记处"),
    ):
        held = ChainStep.objects.filter(nomination=OuterRef("pk"), kind=kind.value)
        yield from _named(_sent_up().exclude(Exists(held)), f"固定的报送路径没有{words}环节")
    holding = ChainStep.objects.filter(
        nomination=OuterRef("pk"), position=OuterRef("position"), union=OuterRef("holder")
    )
    waiting = _sent_up().filter(state=State.UNDER_REVIEW)
    yield from _named(waiting.exclude(Exists(holding)), "当前办理单位不是报送路径上的环节")
    passed = ChainStep.objects.filter(
        nomination=OuterRef("pk"), position__lt=OuterRef("position"), kind=StepKind.REVIEW, endorsed_at__isnull=True
    )
    yield from _named(waiting.filter(Exists(passed)), "有的环节没有审查就已上报")


def check_subjects() -> Iterator[Fault]:
    """One person, and one collective, once in a round, unless the round says otherwise (第五条第六款, 决定 18)."""
    live = Nomination.objects.filter(state__in=[str(s) for s in FROM_FILING]).order_by()
    lenient = [r.pk for r in Round.objects.exclude(state="draft") if setting(r, TWO_HONOURS_ONE_PERSON)]
    persons = live.exclude(person_key="")
    strict = persons.exclude(round__in=lenient).values("round", "person_key")
    loose = persons.filter(round__in=lenient).values("round", "person_key", "honour")
    collectives = live.filter(subject_union__isnull=False).values("round", "subject_union", "honour")
    for rows, words in ((strict, "同一人"), (loose, "同一人同一项目"), (collectives, "同一集体")):
        for found in rows.annotate(cases=Count("pk"), first=Min("pk")).filter(cases__gt=1)[:SHOWN]:
            yield Fault(f"评选 {found['round']} 申报 {found['first']}", f"{words}在本轮有 {found['cases']} 件申报")


def check_disqualified() -> Iterator[Fault]:
    """A disqualified subject never comes back in its round, under whatever name (第十九条第二款)."""
    shown = [State.ON_NOTICE.value, *[str(s) for s in FROM_FILING]]
    for row in Nomination.objects.filter(state=State.DISQUALIFIED).select_related("round", "subject_union"):
        same = Q(person_key=row.person_key) if row.person_key else Q(pk__in=[])
        if row.subject_union is not None:
            same |= Q(subject_union__in=names_of(row.subject_union))
        if row.subject_code:
            same |= Q(subject_code=row.subject_code)
        again = Nomination.objects.filter(same, round=row.round_id, state__in=shown).exclude(pk=row.pk)
        yield from _named(again, f"与已撤销评选资格的 {row.number} 是同一对象")


def check_states() -> Iterator[Fault]:
    """The state of a case is what its last entry says: every change of state has its entry."""
    last = Entry.objects.filter(chain=OuterRef("chain"), number=OuterRef("chain__length"), to_state=OuterRef("state"))
    yield from _named(Nomination.objects.exclude(Exists(last)), "状态与台账最后一条不符")
