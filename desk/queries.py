"""What waits for a post and until when: gathered from the apps below, written nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from clock.reading import law_day
from decisions.queries import recused_subjects
from honors.models import Round, Step
from honors.moves import RoundState
from honors.queries import deadlines
from nominations.models import Nomination
from nominations.moves import ENDED, State
from nominations.queries import queue_of
from publicity.models import Notice
from publicity.moves import OPEN_LETTER_STATES, NoticeState
from publicity.queries import calendar, letters_seen_by, unending
from reviews.models import Inquiry, ProposedList, RecommendationList
from reviews.moves import InquiryState, ListState, ProposalState
from unions.models import Level, Post, Role

SHOWN = 8
COUNTED = 1000
"""Counts on the desk are bounded: beyond it the page says "1000+"."""

PAPER_MONTH = 10
"""From this month on the State Council's paper about the next year can be expected."""

_STEPS = {
    Level.TOWNSHIP: Step.TOWNSHIP,
    Level.COUNTY: Step.COUNTY,
    Level.PREFECTURE: Step.PREFECTURE,
    Level.PROVINCE: Step.RECOMMEND,
    Level.NATIONAL: Step.AUDIT,
}


@dataclass(frozen=True)
class Task:
    """One thing that waits: what, until when, and where to do it."""

    title: str
    url: str
    what: str = ""
    who: str = ""
    due: datetime | None = None
    days: int | None = None


class Desk:
    """One reading of the desk of a post: what several parts of the page ask is asked once."""

    def __init__(self, post: Post, *, at: datetime) -> None:
        self.post, self.at = post, at
        self._deadlines: dict[int, dict[str, datetime]] = {}

    @cached_property
    def tasks(self) -> list[Task]:
        """All that waits for the post, the nearest deadline first."""
        found = [task for source in _SOURCES[Role(self.post.role)] for task in source(self)]
        return sorted(found, key=lambda task: (task.due is None, task.due))

    @cached_property
    def notices(self) -> list[Notice]:
        """The notices that the post's union has open."""
        return running_notices(self.post)

    @cached_property
    def rounds(self) -> list[Round]:
        """The rounds in which one can file now."""
        return [round for round in self._unclosed if round.state == RoundState.OPEN]

    @cached_property
    def drafts(self) -> list[Round]:
        """The rounds that are being prepared."""
        return [round for round in self._unclosed if round.state == RoundState.DRAFT]

    @cached_property
    def _unclosed(self) -> list[Round]:
        return list(Round.objects.exclude(state=RoundState.CLOSED).defer("frozen").order_by("-year", "-pk"))

    @cached_property
    def sent(self) -> list[Nomination]:
        """What the post's union filed and where it is now; 全总 files nothing."""
        return [] if self.post.union.is_national else sent_by(self.post)

    @cached_property
    def unending(self) -> list[Notice]:
        """Running notices whose last day waits for a year's calendar."""
        if self.post.union.is_national or len(self.notices) == SHOWN:
            return list(unending(self.post)[:SHOWN])
        return [notice for notice in self.notices if notice.end_unknown]  # these are all that the union has open

    @cached_property
    def recused(self) -> set[str]:
        """From what the person is recused."""
        return recused_subjects(self.post.person)

    def deadline(self, round: Round, step: str | None) -> datetime | None:
        """The last moment for a step of a round at the post's union."""
        if step is None:
            return None
        if round.pk not in self._deadlines:
            self._deadlines[round.pk] = deadlines(round, self.post.union)
        return self._deadlines[round.pk].get(str(step))

    def task(self, title: str, url: str, *, due: datetime | None = None, what: str = "") -> Task:
        """A task, with the days that are left."""
        days = (law_day(due) - law_day(self.at)).days if due else None
        return Task(title, url, what, "", due, days)


def tasks_of(post: Post, *, at: datetime) -> list[Task]:
    """All that waits for a post, the nearest deadline first."""
    return Desk(post, at=at).tasks


def sent_by(post: Post) -> list[Nomination]:
    """What the post's union filed and where it is now, the latest first."""
    rows = Nomination.objects.filter(union=post.union_id, filed_at__isnull=False).exclude(state__in=ENDED)
    rows = rows.select_related("round", "union", "subject_union", "holder", "recommender")
    return list(rows.order_by("-filed_at", "-pk")[:SHOWN])


def running_notices(post: Post) -> list[Notice]:
    """The notices that the post's union has open."""
    rows = Notice.objects.filter(publisher=post.union_id, state=NoticeState.OPEN).defer("body")
    return list(rows.order_by("last_on", "pk")[:SHOWN])


def open_rounds() -> list[Round]:
    """The rounds in which one can file now."""
    return list(Round.objects.filter(state=RoundState.OPEN).defer("frozen").order_by("-year", "-pk"))


def bounded(rows: QuerySet[Nomination]) -> str:
    """A count that never reads more than COUNTED rows."""
    number = rows.order_by()[: COUNTED + 1].count()
    return f"{COUNTED}+" if number > COUNTED else str(number)


def _own_cases(desk: Desk) -> Iterator[Task]:
    said = {
        State.DRAFT: "填写申报材料，征求意见，发布本单位公示",
        State.RETURNED: "按退回意见修改后重新报送",
        State.ON_NOTICE: "公示期满后申报",
        State.MENDING: "按全总基层工作部要求补正材料",
    }
    for case in queue_of(desk.post).order_by("arrived_at", "pk")[:SHOWN]:
        url = reverse("nominations:case", args=[case.pk])
        title = f"{case.subject_name or '未填写名称的申报'}（{case.kind.short}）"
        due = desk.deadline(case.round, Step.FILE)
        yield desk.task(title, url, due=due, what=f"{case.state_title}：{said.get(State(case.state), '')}")


def _notices_without_proof(desk: Desk) -> Iterator[Task]:
    for notice in desk.notices:
        if not notice.has_proof:
            url = reverse("publicity:medium", args=[notice.pk])
            yield desk.task(f"登记法定公示载体：{notice.title}", url, what="没有载体证明，公示不能期满")


def _without_calendar(desk: Desk) -> Iterator[Task]:
    """Windows that cannot end because a year is unknown; for 全总 also next year's calendar, once it is published."""
    for notice in desk.unending:
        url = reverse("publicity:notice", args=[notice.pk])
        yield desk.task(f"公示末日待定：{notice.title}", url, what="公示期进入没有放假安排的年份，录入之前不会结束")
    following = law_day(desk.at).year + 1
    if desk.post.union.is_national and law_day(desk.at).month >= PAPER_MONTH and following not in calendar().years:
        url = reverse("publicity:calendar-year")
        yield desk.task(f"录入{following}年放假安排", url, what=f"末日会进入{following}年的公示现在不能发起")


def _review_queue(desk: Desk) -> Iterator[Task]:
    step = _STEPS.get(Level(desk.post.union.level))
    for round in desk.rounds:
        rows = queue_of(desk.post, recused=desk.recused).filter(round=round)
        number = bounded(rows)
        if number == "0":
            continue
        due = desk.deadline(round, step)
        url = f"{reverse('reviews:queue')}?{urlencode({'round': round.pk})}"
        word = "审核" if desk.post.union.is_national else "审查"
        yield desk.task(f"待{word}申报 {number} 件", url, due=due, what=round.name)


def _letters(desk: Desk) -> Iterator[Task]:
    number = letters_seen_by(desk.post, recused=desk.recused).filter(state__in=OPEN_LETTER_STATES).count()
    if number:
        yield desk.task(
            f"待办理的异议和举报 {number} 件",
            reverse("publicity:letters"),
            what="有异议的对象在办结前不能进入下一步",
        )


def _recommendation_lists(desk: Desk) -> Iterator[Task]:
    said = {
        ListState.DRAFT: "拟定名单、排序，提交领导班子集体研究",
        ListState.DECIDED: "名单已经集体研究，请发布公示",
        ListState.ON_NOTICE: "公示期满后向全总推荐",
    }
    rows = RecommendationList.objects.filter(
        recommender=desk.post.union_id, state__in=list(said), round__state=RoundState.OPEN
    )
    for row in rows.select_related("round", "recommender"):
        due = desk.deadline(row.round, Step.RECOMMEND)
        yield desk.task(str(row), reverse("reviews:list", args=[row.pk]), due=due, what=said[ListState(row.state)])


def _proposals(desk: Desk) -> Iterator[Task]:
    said = {
        ProposalState.DRAFT: "拟定建议名单，提请书记处审议",
        ProposalState.APPROVED: "书记处已审议通过，请发布全国公示",
        ProposalState.ON_NOTICE: "公示期满后，根据公示结果确定名单",
        ProposalState.FINAL: "名单已确定，请印发表彰决定",
    }
    for row in ProposedList.objects.filter(state__in=list(said), round__state=RoundState.OPEN).select_related("round"):
        yield desk.task(str(row), reverse("reviews:proposal", args=[row.pk]), what=said[ProposalState(row.state)])


def _to_approve(desk: Desk) -> Iterator[Task]:
    for row in ProposedList.objects.filter(state=ProposalState.SUBMITTED).select_related("round"):
        yield desk.task(str(row), reverse("reviews:proposal", args=[row.pk]), what="审议建议名单（第二十条第一款）")


def _inquiries(desk: Desk) -> Iterator[Task]:
    rows = Inquiry.objects.filter(state=InquiryState.OPEN).select_related("nomination__round")
    for row in rows.order_by("opened_at")[:SHOWN]:
        url = reverse("reviews:inquiries", args=[row.nomination_id])
        yield desk.task(f"核查：{row.nomination.subject_name}", url, what=row.get_ground_display())


def _draft_rounds(desk: Desk) -> Iterator[Task]:
    for row in desk.drafts:
        yield desk.task(
            f"筹备中的评选：{row.name}",
            reverse("honors:round", args=[row.pk]),
            what="下达名额、核对通知内容，开启评选",
        )


Source = Callable[[Desk], Iterator[Task]]
_SOURCES: dict[Role, tuple[Source, ...]] = {
    Role.CLERK: (_own_cases, _notices_without_proof, _without_calendar),
    Role.REVIEWER: (_review_queue, _letters, _notices_without_proof, _without_calendar),
    Role.RECOMMENDER: (_review_queue, _recommendation_lists, _letters, _notices_without_proof, _without_calendar),
    Role.NATIONAL: (
        _review_queue,
        _inquiries,
        _proposals,
        _letters,
        _notices_without_proof,
        _without_calendar,
        _draft_rounds,
    ),
    Role.SECRETARIAT: (_to_approve,),
}
