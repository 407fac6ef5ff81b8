"""What waits for a post and until when: gathered from the apps below, written nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from clock.reading import law_day
from honors.models import Round, Step
from honors.moves import RoundState
from honors.queries import deadline
from nominations.models import Nomination
from nominations.moves import ENDED, State
from nominations.queries import nominations_seen_by, queue_of
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


def tasks_of(post: Post, *, at: datetime) -> list[Task]:
    """All that waits for a post, the nearest deadline first."""
    found = [task for source in _SOURCES[Role(post.role)] for task in source(post, at)]
    return sorted(found, key=lambda task: (task.due is None, task.due))


def sent_by(post: Post) -> list[Nomination]:
    """What the post's union filed and where it is now, the latest first."""
    rows = nominations_seen_by(post).filter(union=post.union_id, filed_at__isnull=False).exclude(state__in=ENDED)
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


def _task(title: str, url: str, *, at: datetime, due: datetime | None = None, what: str = "", who: str = "") -> Task:
    days = (law_day(due) - law_day(at)).days if due else None
    return Task(title, url, what, who, due, days)


def _own_cases(post: Post, at: datetime) -> Iterator[Task]:
    said = {
        State.DRAFT: "填写申报材料，征求意见，发布本单位公示",
        State.RETURNED: "按退回意见修改后重新报送",
        State.ON_NOTICE: "公示期满后申报",
        State.MENDING: "按全总基层工作部要求补正材料",
    }
    rounds: dict[int, datetime | None] = {}
    for case in queue_of(post).order_by("arrived_at", "pk")[:SHOWN]:
        if case.round_id not in rounds:
            rounds[case.round_id] = deadline(case.round, Step.FILE, post.union)
        url = reverse("nominations:case", args=[case.pk])
        title = f"{case.subject_name or '未填写名称的申报'}（{case.kind.short}）"
        yield _task(
            title, url, at=at, due=rounds[case.round_id], what=f"{case.state_title}：{said.get(State(case.state), '')}"
        )


def _notices_without_proof(post: Post, at: datetime) -> Iterator[Task]:
    for notice in running_notices(post):
        if not notice.has_proof:
            url = reverse("publicity:medium", args=[notice.pk])
            yield _task(f"登记法定公示载体：{notice.title}", url, at=at, what="没有载体证明，公示不能期满")


def _without_calendar(post: Post, at: datetime) -> Iterator[Task]:
    """Windows that cannot end because a year is unknown; for 全总 also next year's calendar, once it is published."""
    for notice in unending(post)[:SHOWN]:
        url = reverse("publicity:notice", args=[notice.pk])
        yield _task(f"公示末日待定：{notice.title}", url, at=at, what="公示期进入没有放假安排的年份，录入之前不会结束")
    following = law_day(at).year + 1
    if post.union.is_national and law_day(at).month >= PAPER_MONTH and following not in calendar().years:
        url = reverse("publicity:calendar-year")
        yield _task(f"录入{following}年放假安排", url, at=at, what=f"末日会进入{following}年的公示现在不能发起")


def _review_queue(post: Post, at: datetime) -> Iterator[Task]:
    step = _STEPS.get(Level(post.union.level))
    for round in open_rounds():
        rows = queue_of(post).filter(round=round)
        number = bounded(rows)
        if number == "0":
            continue
        due = deadline(round, step, post.union) if step else None
        url = f"{reverse('reviews:queue')}?{urlencode({'round': round.pk})}"
        word = "审核" if post.union.is_national else "审查"
        yield _task(f"待{word}申报 {number} 件", url, at=at, due=due, what=round.name)


def _letters(post: Post, at: datetime) -> Iterator[Task]:
    number = letters_seen_by(post).filter(state__in=OPEN_LETTER_STATES).count()
    if number:
        yield _task(
            f"待办理的异议和举报 {number} 件",
            reverse("publicity:letters"),
            at=at,
            what="有异议的对象在办结前不能进入下一步",
        )


def _recommendation_lists(post: Post, at: datetime) -> Iterator[Task]:
    said = {
        ListState.DRAFT: "拟定名单、排序，提交领导班子集体研究",
        ListState.DECIDED: "名单已经集体研究，请发布公示",
        ListState.ON_NOTICE: "公示期满后向全总推荐",
    }
    rows = RecommendationList.objects.filter(
        recommender=post.union_id, state__in=list(said), round__state=RoundState.OPEN
    )
    for row in rows.select_related("round", "recommender"):
        due = deadline(row.round, Step.RECOMMEND, post.union)
        yield _task(str(row), reverse("reviews:list", args=[row.pk]), at=at, due=due, what=said[ListState(row.state)])


def _proposals(_post: Post, at: datetime) -> Iterator[Task]:
    said = {
        ProposalState.DRAFT: "拟定建议名单，提请书记处审议",
        ProposalState.APPROVED: "书记处已审议通过，请发布全国公示",
        ProposalState.ON_NOTICE: "公示期满后，根据公示结果确定名单",
        ProposalState.FINAL: "名单已确定，请印发表彰决定",
    }
    for row in ProposedList.objects.filter(state__in=list(said), round__state=RoundState.OPEN).select_related("round"):
        yield _task(str(row), reverse("reviews:proposal", args=[row.pk]), at=at, what=said[ProposalState(row.state)])


def _to_approve(_post: Post, at: datetime) -> Iterator[Task]:
    for row in ProposedList.objects.filter(state=ProposalState.SUBMITTED).select_related("round"):
        yield _task(str(row), reverse("reviews:proposal", args=[row.pk]), at=at, what="审议建议名单（第二十条第一款）")


def _inquiries(_post: Post, at: datetime) -> Iterator[Task]:
    rows = Inquiry.objects.filter(state=InquiryState.OPEN).select_related("nomination__round")
    for row in rows.order_by("opened_at")[:SHOWN]:
        url = reverse("reviews:inquiries", args=[row.nomination_id])
        yield _task(f"核查：{row.nomination.subject_name}", url, at=at, what=row.get_ground_display())


def _draft_rounds(_post: Post, at: datetime) -> Iterator[Task]:
    for row in Round.objects.filter(state=RoundState.DRAFT).defer("frozen"):
        yield _task(
            f"筹备中的评选：{row.name}",
            reverse("honors:round", args=[row.pk]),
            at=at,
            what="下达名额、核对通知内容，开启评选",
        )


Source = Callable[[Post, datetime], Iterator[Task]]
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
