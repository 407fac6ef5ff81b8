"""第十六条 in a rehearsal: drafts, notices in the unit, objections to them, filing, and review level by level."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from demo.rehearsal.context import Context, Item, nominations_of, post, posts_of, unions_of
from demo.rehearsal.crew import Done
from demo.rehearsal.people import Assignment
from demo.rehearsal.plan import Days, Fate, case_of, is_titled, spread
from demo.walking import drafted, reasons_when_untitled, shown
from nominations.actions.drafts import save
from nominations.actions.filing import file, resubmit
from nominations.models import Nomination
from nominations.moves import State
from nominations.sections import Filled
from publicity.actions.letters import Sent, accept, dismiss, object_to, uphold
from publicity.actions.notices import complete
from publicity.models import Letter, Notice, NoticeItem
from publicity.queries import calendar
from regulation.honours import Honour
from regulation.refusals import Refused
from reviews.actions.chain import endorse, refuse, send_back
from reviews.actions.departures import withdraw
from unions.models import Post

HEARD = "听取了申报单位党组织、职工代表和所在地有关部门的意见，均同意推荐。"
KNOWN: dict[Honour, tuple[str, ...]] = {}
OBJECTED = "反映的情况：事迹材料中竞赛场次与实际不符，请予核实。"


def draft(context: Context, assignments: Sequence[Assignment]) -> Done:
    """起草: begin, fill in, collect opinions and attestations."""
    done = Done()
    posts = posts_of(a.post for a in assignments)
    unions = unions_of([pk for a in assignments for pk in (a.union, a.sub_union)])
    for assignment in assignments:
        honour, at = Honour(assignment.honour), spread(Days.begun, assignment.number)
        case = case_of(
            assignment.number,
            honour,
            union=unions[assignment.union],
            sub_union=unions[assignment.sub_union] if assignment.sub_union else None,
            on=at.date(),
        )
        by = posts[assignment.post]
        nomination = drafted(
            case, round=context.of_round(), by=by, at=at, held=context.held(), line=assignment.line, known=KNOWN
        )
        done.items.append((nomination.pk, assignment.number, assignment.post))
        done.number += 1
    return done


def show(context: Context, items: Sequence[Item]) -> Done:
    """本单位公示."""
    done = Done()
    posts = posts_of(by for _, _, by in items)
    nominations = nominations_of(context, items)
    for pk, number, by in items:
        shown(nominations[pk], by=posts[by], at=spread(Days.on_notice, number), held=context.held())
        done.number += 1
    return done


def object_in_unit(context: Context, items: Sequence[Item]) -> Done:
    """An objection to the notice in the unit, which the next higher union decides."""
    done = Done()
    nominations = nominations_of(context, items)
    for pk, number, _ in items:
        found = NoticeItem.objects.select_related("notice__round", "notice__handler", "union").get(
            notice=nominations[pk].unit_notice_id
        )
        letter = objected(found, number, at=Days.unit_objected)
        handler = found.notice.handler_id
        staff = context.staff
        by = post(staff.reviewers.get(handler) or staff.signers[handler])
        outcome = Fate(number).unit_objection
        decided(letter, upheld=outcome == "upheld", by=by, at=Days.unit_decided)
        done.count("异议成立" if outcome == "upheld" else "异议不成立")
        done.number += 1
    return done


def objected(item: NoticeItem, number: int, *, at: datetime) -> Letter:
    """Somebody objects by name."""
    sent = Sent(sender="person", name=f"演示来信人{number}", contact="19900000000", text=OBJECTED)
    return object_to(item, sent=sent, submission=f"rehearsal-{item.pk}", at=at).letter


def decided(letter: Letter, *, upheld: bool, by: Post, at: datetime) -> None:
    """The handling union accepts it, inquires and decides."""
    accept(letter, by=by, at=at, version=letter.version)
    verb = uphold if upheld else dismiss
    answer = "经核查，反映情况属实。" if upheld else "经核查，反映情况不实。"
    verb(letter, finding=answer, answer=answer, by=by, at=at, version=letter.version)


def complete_notices(context: Context, items: Sequence[Item]) -> Done:
    """公示期满, as the sweep does it: each notice in its own transaction."""
    done = Done()
    known = calendar()
    notices = Notice.objects.defer("body").select_related("chain").filter(items__subject__in=_keys(context, items))
    for notice in notices:
        complete(notice, at=Days.unit_over, calendar=known)
        done.number += 1
    return done


def _keys(context: Context, items: Sequence[Item]) -> list[str]:
    return [nomination.key for nomination in nominations_of(context, items).values()]


def file_all(context: Context, items: Sequence[Item]) -> Done:
    """申报. What an upheld objection holds is refused by the law itself; some withdraw after filing."""
    done = Done()
    posts = posts_of(by for _, _, by in items)
    nominations = nominations_of(context, items)
    for pk, number, by in items:
        nomination, fate = nominations[pk], Fate(number)
        at = spread(Days.filed, number)
        reasons = {} if is_titled(number) else reasons_when_untitled(nomination.kind)
        try:
            file(nomination, by=posts[by], at=at, version=nomination.version, reasons=reasons)
        except Refused as refused:
            if refused.code != "objection_upheld" or fate.unit_objection != "upheld":
                raise
            done.count("异议成立，不能申报")
            continue
        done.number += 1
        if fate.withdrawn:
            nomination.refresh_from_db()
            nomination.round = context.of_round()
            at += timedelta(hours=1)
            withdraw(nomination, by=posts[by], at=at, version=nomination.version, reason="本单位改制，主动撤回申报。")
            done.count("撤回")
    return done


def review(context: Context, items: Sequence[Item]) -> Done:
    """逐级审查: endorsed from step to step up to the recommending unit; some are returned or refused on the way."""
    done = Done()
    nominations = nominations_of(context, items)
    posts = posts_of(by for _, _, by in items)
    for pk, number, by in items:
        nomination = nominations[pk]
        if nomination.state != State.UNDER_REVIEW:
            continue
        _reviewed(context, nomination, number, posts[by], done)
        done.number += 1
    return done


def _reviewed(context: Context, nomination: Nomination, number: int, clerk: Post, done: Done) -> None:
    fate, at = Fate(number), spread(Days.reviewed, number)
    staff = context.staff
    first = _reviewer(context, nomination)
    if fate.returned:
        _returned(nomination, by=first, clerk=clerk, at=at)
        done.count("退回后重报")
        at += timedelta(hours=2)
    if fate.refused:
        refuse(nomination, by=first, at=at, version=nomination.version, reason="事迹不够突出，择优后不予推荐。")
        done.count("审查不通过")
        return
    while nomination.holder_id not in staff.preparers:
        by = _reviewer(context, nomination)
        endorse(nomination, by=by, at=at, version=nomination.version, opinions_heard=HEARD)
        done.count("上报")
        at += timedelta(hours=1)


def _reviewer(context: Context, nomination: Nomination) -> Post:
    staff = context.staff
    return post(staff.reviewers.get(nomination.holder_id) or staff.preparers[nomination.holder_id])


def _returned(nomination: Nomination, *, by: Post, clerk: Post, at: datetime) -> None:
    """Returned with a reason per field, mended by the clerk, sent again to the step that returned it."""
    where = ("basic", "industry", "行业") if nomination.kind.collective else ("work", "resume", "简历")
    section, field, label = where
    send_back(
        nomination,
        by=by,
        at=at,
        version=nomination.version,
        reasons=[(label, "填写不完整，请补充。")],
        summary="请一次补齐。",
    )
    application = nomination.collective if nomination.kind.collective else nomination.person
    application.refresh_from_db()
    later = at + timedelta(hours=1)
    save(
        nomination,
        section=section,
        filled=Filled({field: f"{getattr(application, field)}（已补充）"}),
        revision=application.revision,
        by=clerk,
        at=later,
    )
    nomination.refresh_from_db(fields=["version", "state"])
    resubmit(nomination, by=clerk, at=later, version=nomination.version, reasons={})
