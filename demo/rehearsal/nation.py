"""第十九至二十一条 in a rehearsal: audit, inquiries, the proposed list, approval, national notice, honours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, zip_longest
from typing import TypedDict

from demo.rehearsal.context import Context, Item, loaded, nominations_of, post, posts_of
from demo.rehearsal.crew import Done
from demo.rehearsal.filing import decided, objected
from demo.rehearsal.plan import Days, Fate
from honors.models import Round
from nominations.models import Nomination
from nominations.moves import State
from publicity.actions.notices import complete
from publicity.models import Notice, NoticeItem
from regulation.honours import Elevated, Honour
from reviews.actions.audit import ask_mending, clear_all, disqualify, find_unfit, mend, open_inquiry, unfound, verify
from reviews.actions.departures import lapse_round
from reviews.actions.proposal import (
    approve,
    confer,
    draw_up,
    elevate,
    finalise,
    publish_national,
    submit,
)
from reviews.models import ProposedItem, ProposedList
from reviews.queries import rows_of_proposal
from unions.models import Post


class Meeting(TypedDict):
    """Where a body met, and who was there."""

    place: str
    attendees: str


MEETING: Meeting = {"place": "全国总工会机关（演示）", "attendees": "书记处书记（演示）"}
AFTER_NOTICE = {"front_line_share_survives_departures": "公示后有对象撤下，一线职工比例略低，不再调整名单。"}


def audit(context: Context, items: Sequence[Item]) -> Done:
    """审核: some mend papers, some are unfit, some are inquired into; two of every three inquiries end in a burned place."""
    done = Done()
    nominations = nominations_of(context, items)
    clerks = posts_of(by for _, _, by in items)
    for pk, number, by in items:
        nomination = nominations[pk]
        if nomination.state == State.RECOMMENDED:
            _examined(context, nomination, Fate(number).at_audit, clerks[by], done)
            done.number += 1
    return done


def _examined(context: Context, nomination: Nomination, found: str, clerk: Post, done: Done) -> None:
    preparer = post(context.staff.national_preparer)
    version = nomination.version
    if found == "mending":
        ask_mending(
            nomination, union=nomination.union, gaps="推荐审批表盖章不清，请重新扫描。", by=preparer, at=Days.audited, version=version
        )  # fmt: skip
        nomination.refresh_from_db(fields=["version", "state", "holder"])
        answer = "已重新盖章扫描。"
        papers = [context.held().answer]
        mend(nomination, answer=answer, documents=papers, by=clerk, at=Days.mended, version=nomination.version)
        done.count("补正")
    elif found == "unfit":
        reason = "近三年入会率的统计口径与本轮通知不符，不合格。"
        find_unfit(nomination, by=preparer, at=Days.audited, version=version, reason=reason)
        done.count("不合格")
    elif found in ("verified", "unfounded"):
        _inquired(context, nomination, found, done)


def _inquired(context: Context, nomination: Nomination, found: str, done: Done) -> None:
    preparer, signer = post(context.staff.national_preparer), post(context.staff.national_signer)
    inquiry = open_inquiry(nomination, ground="forged", clues="来信反映荣誉证明系伪造。", by=preparer, at=Days.audited)
    if found == "unfounded":
        unfound(inquiry, finding="经核查，材料属实。", by=preparer, at=Days.mended, version=inquiry.version)
        done.count("查无实据")
        return
    verify(inquiry, finding="经核查，荣誉证明系伪造。", by=preparer, at=Days.mended, version=inquiry.version)
    nomination.refresh_from_db(fields=["version", "state"])
    disqualify(
        nomination,
        held_on=Days.mended.date(),
        minutes=context.held().minutes,
        by=signer,
        at=Days.mended,
        version=nomination.version,
        **MEETING,
    )
    done.count("撤销资格，名额作废")


def clear(context: Context, ids: Sequence[int]) -> Done:
    """审核合格, in batches."""
    nominations = list(loaded(context, ids).values())
    seen = {one.pk: one.version for one in nominations}
    passed, stays = clear_all(nominations, by=post(context.staff.national_preparer), at=Days.cleared, versions=seen)
    if stays:
        raise AssertionError(f"not cleared: {sorted(set(stays.values()))[:3]}")
    return Done(len(passed))


def propose(context: Context, elevated: int) -> Done:
    """拟定建议名单，含红旗单位和标兵，提请书记处审议；审议通过."""
    round = context.of_round()
    preparer, signer, secretary = _three(context)
    proposal = draw_up(round, by=preparer, at=Days.drawn_up)
    done = Done(rows_of_proposal(proposal).count())
    for row in _best(proposal, elevated):
        title = Elevated.RED_FLAG_UNIT if row.nomination.honour == Honour.MODEL_HOME else Elevated.PACESETTER
        proposal.refresh_from_db()
        row.list = proposal
        elevate(
            row,
            title=title.value,
            statement="工作成绩优异，贡献突出，在全国同行业中起到示范作用。",
            document=context.held().attestation,
            by=preparer,
            at=Days.drawn_up,
            version=proposal.version,
        )
        done.count(title.label)
    proposal.refresh_from_db()
    submit(proposal, by=signer, at=Days.drawn_up, version=proposal.version)
    proposal.refresh_from_db()
    approve(
        proposal,
        held_on=Days.approved.date(),
        minutes=context.held().minutes,
        by=secretary,
        at=Days.approved,
        version=proposal.version,
        **MEETING,
    )
    return done


def _best(proposal: ProposedList, amount: int) -> list[ProposedItem]:
    rows = rows_of_proposal(proposal)
    homes = rows.filter(nomination__honour=Honour.MODEL_HOME)[:amount]
    workers = rows.filter(nomination__honour=Honour.OUTSTANDING_WORKER)[:amount]
    return [row for row in chain.from_iterable(zip_longest(homes, workers)) if row is not None]


def publish(context: Context) -> Done:
    """全国公示; objections to some names: one dismissed, one upheld, one still open when the window is over."""
    done = Done()
    preparer, signer, _ = _three(context)
    proposal = proposal_of(context)
    publish_national(
        proposal,
        medium="工人日报",
        medium_visible_at=Days.national,
        medium_page="第3版",
        by=preparer,
        at=Days.national,
        version=proposal.version,
    )
    items = NoticeItem.objects.select_related("notice__round", "notice__handler", "union").filter(
        notice=proposal.notice
    )
    done.number = items.count()
    for turn, item in enumerate(items.order_by("-position")[:9]):
        letter = objected(item, item.pk, at=Days.national_objected)
        if turn % 3 == 2:
            done.count("异议未办结")
            continue
        decided(letter, upheld=turn % 3 == 1, by=signer, at=Days.national_answered)
        done.count("异议成立" if turn % 3 == 1 else "异议不成立")
    return done


def settle(context: Context) -> Done:
    """根据公示结果最终确定名单."""
    done = Done()
    _, signer, _ = _three(context)
    proposal = proposal_of(context)
    assert proposal.notice_id is not None
    complete(Notice.objects.defer("body").select_related("chain").get(pk=proposal.notice_id), at=Days.national_over)
    outcome = finalise(
        proposal,
        held_on=Days.finalised.date(),
        minutes=context.held().minutes,
        by=signer,
        at=Days.finalised,
        version=proposal.version,
        reasons=AFTER_NOTICE,
        **MEETING,
    )
    done.number = len(outcome.advanced)
    done.counts["暂缓"] += len(outcome.held)
    done.counts["异议成立，不予表彰"] += len(outcome.struck)
    return done


def confer_on_all(context: Context, *, number: str) -> Done:
    """印发表彰决定，颁发证书."""
    _, signer, _ = _three(context)
    proposal = proposal_of(context)
    conferred = confer(
        proposal,
        number=number,
        title=f"关于表彰{proposal.round.name}先进集体和个人的决定",
        issued_on=Days.conferred.date(),
        by=signer,
        at=Days.conferred,
        version=proposal.version,
    )
    return Done(len(conferred))


def lapse_the_rest(context: Context) -> Done:
    """评选结束，未办结的期满失效."""
    round, signer = Round.objects.get(pk=context.round), post(context.staff.national_signer)
    return Done(lapse_round(round, by=signer, at=Days.closed, version=round.version))


def proposal_of(context: Context) -> ProposedList:
    """The round's only proposed list."""
    return ProposedList.objects.select_related(
        "round", "chain", "decision", "notice", "prepared_by", "final_decision"
    ).get(round=context.round)


def _three(context: Context) -> tuple[Post, Post, Post]:
    staff = context.staff
    return post(staff.national_preparer), post(staff.national_signer), post(staff.secretariat)
