"""What waits during a round: applications, queues, notices, letters, lists, inquiries; until when, or since when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from clock.reading import law_day
from honors.models import Step
from honors.moves import RoundState
from ledger.models import Entry
from nominations.models import Nomination
from nominations.moves import State
from nominations.queries import queue_of
from publicity.models import Notice
from publicity.moves import OPEN_LETTER_STATES
from publicity.queries import calendar, letters_seen_by
from regulation.words import day_words
from reviews.models import Inquiry, ProposedList, RecommendationList
from reviews.moves import SUBMIT, InquiryState, ListState, ProposalState
from unions.models import Level

if TYPE_CHECKING:
    from desk.queries import Desk, Task

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


def bounded(rows: QuerySet[Nomination]) -> str:
    """A count that never reads more than COUNTED rows."""
    number = rows.order_by()[: COUNTED + 1].count()
    return f"{COUNTED}+" if number > COUNTED else str(number)


def own_cases(desk: Desk) -> Iterator[Task]:
    """The union's own applications: to be written, shown, filed, mended. What has been filed once has no filing deadline."""
    said = {
        State.DRAFT: "填写申报材料，征求意见，发布本单位公示",
        State.RETURNED: "按退回意见修改后重新报送",
        State.ON_NOTICE: "期满后申报",
        State.MENDING: "按全总基层工作部要求补正材料",
    }
    rows = queue_of(desk.post).select_related("unit_notice").defer("unit_notice__body")
    for case in rows.order_by("arrived_at", "pk")[:SHOWN]:
        title = f"{case.subject_name or '未填写名称的申报'}（{case.kind.short}）"
        step = Step.FILE if case.filed_at is None else Step.AUDIT if case.state == State.MENDING else None
        what = f"{case.state_title}：{_window(desk, case.unit_notice)}{said.get(State(case.state), '')}"
        yield desk.task(
            title,
            reverse("nominations:case", args=[case.pk]),
            due=desk.deadline(case.round, step),
            what=what,
            since=case.arrived_at,
        )


def _window(desk: Desk, notice: Notice | None) -> str:
    """How long a notice runs, as the first words of what is to be done after it."""
    if notice is None:
        return ""
    if notice.is_over_on(law_day(desk.at)):
        return f"公示已于{day_words(notice.last_on)}期满，"
    return "公示末日待定，" if notice.end_unknown else f"公示到{day_words(notice.last_on)}，"


def notices_without_proof(desk: Desk) -> Iterator[Task]:
    """Notices of the union that cannot end, for want of proof of their statutory medium."""
    for notice in desk.notices:
        if not notice.has_proof:
            url = reverse("publicity:medium", args=[notice.pk])
            title = f"登记法定公示载体：{notice.title}"
            yield desk.task(title, url, what="没有载体证明，公示不能期满", since=notice.visible_at)


def without_calendar(desk: Desk) -> Iterator[Task]:
    """Windows that cannot end because a year is unknown; for 全总 also next year's calendar, once it is published."""
    for notice in desk.unending:
        url = reverse("publicity:notice", args=[notice.pk])
        yield desk.task(f"公示末日待定：{notice.title}", url, what="公示期进入没有放假安排的年份，录入之前不会结束")
    following = law_day(desk.at).year + 1
    if desk.post.union.is_national and law_day(desk.at).month >= PAPER_MONTH and following not in calendar().years:
        url = reverse("publicity:calendar-year")
        yield desk.task(f"录入{following}年放假安排", url, what=f"末日会进入{following}年的公示现在不能发起")


def review_queue(desk: Desk) -> Iterator[Task]:
    """The cases at the union, counted for each round."""
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


def letters(desk: Desk) -> Iterator[Task]:
    """Objections and reports that the union handles."""
    number = letters_seen_by(desk.post, recused=desk.recused).filter(state__in=OPEN_LETTER_STATES).count()
    if number:
        yield desk.task(
            f"待办理的异议和举报 {number} 件",
            reverse("publicity:letters"),
            what="有异议的对象在办结前不能进入下一步",
        )


def recommendation_lists(desk: Desk) -> Iterator[Task]:
    """The lists of a recommending unit that are not recommended yet."""
    said = {
        ListState.DRAFT: "拟定名单、排序，提交领导班子集体研究",
        ListState.DECIDED: "名单已经集体研究，请发布公示",
        ListState.ON_NOTICE: "期满后向全总推荐",
    }
    rows = RecommendationList.objects.filter(
        recommender=desk.post.union_id, state__in=list(said), round__state=RoundState.OPEN
    )
    for row in rows.select_related("round", "recommender", "notice").defer("notice__body"):
        due = desk.deadline(row.round, Step.RECOMMEND)
        what = f"{_window(desk, row.notice)}{said[ListState(row.state)]}"
        yield desk.task(str(row), reverse("reviews:list", args=[row.pk]), due=due, what=what)


def proposals(desk: Desk) -> Iterator[Task]:
    """The national lists: until the audit ends while one is drawn up, afterwards since when the next step waits."""
    said = {
        ProposalState.DRAFT: "拟定建议名单，提请书记处审议",
        ProposalState.APPROVED: "书记处已审议通过，请发布全国公示",
        ProposalState.ON_NOTICE: "期满后根据公示结果确定名单",
        ProposalState.FINAL: "名单已确定，请印发表彰决定",
    }
    rows = ProposedList.objects.filter(state__in=list(said), round__state=RoundState.OPEN)
    for row in rows.select_related("round", "decision", "final_decision", "notice").defer("notice__body"):
        drafting = row.state == ProposalState.DRAFT
        yield desk.task(
            str(row),
            reverse("reviews:proposal", args=[row.pk]),
            due=desk.deadline(row.round, Step.AUDIT) if drafting else None,
            what=f"{_window(desk, row.notice)}{said[ProposalState(row.state)]}",
            since=_settled(row),
        )


def _settled(row: ProposedList) -> datetime | None:
    """When the last step of a national list was done."""
    if row.final_decision is not None:
        return row.final_decision.signed_at
    if row.notice is not None:
        return row.notice.visible_at
    return row.decision.signed_at if row.decision else None


def to_approve(desk: Desk) -> Iterator[Task]:
    """What the secretariat decides on, since it was submitted."""
    submitted = Entry.objects.filter(chain=OuterRef("chain"), act=SUBMIT.code).order_by("-number")
    rows = ProposedList.objects.filter(state=ProposalState.SUBMITTED).select_related("round")
    for row in rows.annotate(submitted_at=Subquery(submitted.values("at")[:1])):
        url, what = reverse("reviews:proposal", args=[row.pk]), "审议建议名单（第二十条第一款）"
        yield desk.task(str(row), url, what=what, since=row.submitted_at)


def inquiries(desk: Desk) -> Iterator[Task]:
    """The open inquiries: a case that is held until the audit ends is lost."""
    rows = Inquiry.objects.filter(state=InquiryState.OPEN).select_related("nomination__round")
    for row in rows.order_by("opened_at")[:SHOWN]:
        yield desk.task(
            f"核查：{row.nomination.subject_name}",
            reverse("reviews:inquiries", args=[row.nomination_id]),
            due=desk.deadline(row.nomination.round, Step.AUDIT),
            what=f"{row.get_ground_display()}，{day_words(law_day(row.opened_at))}立案",
            since=row.opened_at,
        )


def draft_rounds(desk: Desk) -> Iterator[Task]:
    """Rounds that are being prepared."""
    for row in desk.drafts:
        yield desk.task(
            f"筹备中的评选：{row.name}",
            reverse("honors:round", args=[row.pk]),
            what="下达名额、核对通知内容，开启评选",
        )
