"""What the public reported of the honourees of 2023, and how far each report has come on the demo's day (第二十二条第（六）项)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from demo.story.cast import Cast
from demo.story.timeline import Timeline, moment
from demo.walking import Papers
from honors.models import Conferral
from publicity.actions.letters import Sent, accept, answer, find, handle, investigate, not_accept
from publicity.models import FollowUp, Letter
from regulation.honours import Honour
from supervision.actions.reports import report_honour
from unions.models import Post


@dataclass(frozen=True)
class Told:
    """One report: about whom, what it says, what was found, and how many steps have been taken."""

    union: str
    honour: Honour
    text: str
    steps: int
    anonymous: bool = False
    true: bool = False
    follow_up: FollowUp = FollowUp.NOTHING


REPORTS = (
    Told("D-BJ4", Honour.OUTSTANDING_ACTIVIST, "已离开工会岗位两年，仍以积极分子名义参加活动。", 0, anonymous=True),
    Told("D-JS1", Honour.OUTSTANDING_ACTIVIST, "职工活动经费的使用没有公开。", 1),
    Told("D-JS1", Honour.OUTSTANDING_WORKER, "去年没有召开会员代表大会，测评表是补填的。", 2, anonymous=True),
    Told("D-JS2A", Honour.MODEL_SMALL_HOME, "评家满意率与实际投票不符。", 3, true=True),
    Told("D-JS5", Honour.MODEL_HOME, "集体合同到期一年没有续签。", 4, true=True, follow_up=FollowUp.RECHECK),
    Told("D-BJ1", Honour.MODEL_HOME, "入会率没有达到百分之九十。", 5),
)
REFUSED = Told("D-XJ1", Honour.OUTSTANDING_WORKER, "听说有问题，请查一查。", 0, anonymous=True)
LEFT = "没有可以核查的线索。请补充时间、地点、经过后再来信。"


def tell(line: Timeline, cast: Cast, _held: Papers) -> None:
    """Lay them out over February 2026, one step a day."""
    for n, told in enumerate((*REPORTS, REFUSED)):
        line.on(moment(2026, 2, 9, 10, 5 * n), partial(_written, told))
        for step in range(told.steps):
            line.on(moment(2026, 2, 10 + step, 11, 5 * n), partial(_taken, cast, told, step))
    line.on(moment(2026, 2, 11, 16), partial(_turned_away, cast))


def _written(told: Told, at: datetime) -> None:
    by_name = Sent(sender="person", name="演示来信人", contact="199-0000-0000", text=told.text)
    sent = Sent(sender="anonymous", text=told.text) if told.anonymous else by_name
    report_honour(_honour(told), sent=sent, submission=f"demo-report-{told.union}-{told.honour}", at=at)


def _taken(cast: Cast, told: Told, step: int, at: datetime) -> None:
    """The next of the five steps, by whoever handles it."""
    letter = _letter(told)
    by, version = _handler(cast, letter), letter.version
    said = "反映的情况属实。" if told.true else "经查阅台账并走访职工，反映的情况不属实。"
    if step == 0:
        accept(letter, by=by, at=at, version=version)
    elif step == 1:
        who, how = f"{by.person.name}等二人（{by.union.name}）", "查阅台账、会议记录，走访职工二十人。"
        investigate(letter, on=at.date(), by_whom=who, text=how, by=by, at=at, version=version)
    elif step == 2:
        find(letter, substantiated=told.true, finding=said, by=by, at=at, version=version)
    elif step == 3:
        why = "需要全面核对荣誉保持情况。" if told.true else "没有发现问题。"
        handle(letter, follow_up=told.follow_up, handling=why, by=by, at=at, version=version)
    else:
        answer(letter, answer=said, by=by, at=at, version=version)


def _turned_away(cast: Cast, at: datetime) -> None:
    letter = _letter(REFUSED)
    not_accept(letter, reason=LEFT, by=_handler(cast, letter), at=at, version=letter.version)


def _honour(told: Told) -> Conferral:
    rows = Conferral.objects.select_related("chain", "union", "recommender")
    return rows.get(round__year=2023, elevated="", honour=told.honour, union__code=told.union)


def _letter(told: Told) -> Letter:
    return Letter.objects.select_related("chain", "handler", "about").get(conferral=_honour(told))


def _handler(cast: Cast, letter: Letter) -> Post:
    return cast.reviewer_of(letter.handler)
