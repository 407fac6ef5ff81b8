"""公示和申报: show name and deeds in the unit, take them back to revise, file, and file again after a return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.template.loader import render_to_string

from documents.models import Document
from honors.models.rounds import Step
from honors.queries import require_before, setting, settings_for
from honors.settings import STRICT_FIRST_DAY, UNIT_NOTICE_DAYS
from ledger.actions import Writing, moving
from nominations.actions.drafts import barred_this_round, require_not_barred
from nominations.actions.reasons import keep_reasons
from nominations.chain import Place, freeze, next_union, path_of
from nominations.content import Application, application_of, public_digest, public_text
from nominations.facts import judge_filing, reasons_of
from nominations.models import ChainStep, Nomination, Return, SubjectGuard
from nominations.moves import FILE, OPEN_UNIT_NOTICE, RESUBMIT, REVISE, State
from nominations.queries import by_code, excluded_by
from nominations.texts import missing_for_notice, notice_title
from publicity.actions.notices import ItemToShow, open_notice, take_items, void
from publicity.models import Notice, NoticeKind
from publicity.moves import NoticeState
from regulation.parameters import NOTICE_WORKING_DAYS, applied
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post, Union
from unions.queries import actor, require

UNIT_MEDIUM = "本单位公告栏（公示栏）"
JUDGED_WITH = ("round", "unit_notice")
"""What the judgement of a filing looks at: read with the case. Its unions have been read already, with its path."""


def open_unit_notice(
    nomination: Nomination,
    *,
    contacts: str,
    by: Post,
    at: datetime,
    version: int,
    medium: str = UNIT_MEDIUM,
    medium_visible_at: datetime | None = None,
    medium_address: str = "",
    medium_page: str = "",
    medium_photo: Document | None = None,
) -> Notice:
    """发布本单位公示: name and deeds, frozen, for not less than five working days (第十六条第一款).

    From here on the application is locked. Objections go to the next higher union.

    Refused: `not_allowed`, `wrong_state`, `incomplete`, `no_contacts`, `barred_this_round`, and what `open_notice`
    refuses (`unknown_year`, `too_short`, `medium_without_proof`, …); Stale.
    """
    require(by, "nominate", nomination.union, on=in_beijing(at).date())
    if not contacts.strip():
        raise Refused(
            "no_contacts", "请填写公示联系方式：工会和纪检两个渠道的电话、地址和受理时间。", OPEN_UNIT_NOTICE.article
        )
    text = public_text(nomination)
    digest = public_digest(text)
    with moving(nomination, OPEN_UNIT_NOTICE, by=actor(by), at=at, version=version, public_digest=digest) as writing:
        if faults := missing_for_notice(nomination):
            raise Refused("incomplete", f"公示前还要填写：{'、'.join(faults)}。", OPEN_UNIT_NOTICE.article)
        require_not_barred(nomination.round, by_code(nomination))
        application = application_of(nomination)
        type(application)._default_manager.filter(pk=application.pk).update(submitted=True)
        notice = open_notice(
            kind=NoticeKind.UNIT,
            round=nomination.round,
            publisher=nomination.union,
            handler=next_union(nomination),
            title=notice_title(nomination),
            contacts=contacts.strip(),
            items=[_item(nomination, digest)],
            body=render_to_string("nominations/notice_body.html", {"text": text, "nomination": nomination}).encode(),
            medium=medium,
            medium_visible_at=medium_visible_at,
            medium_address=medium_address,
            medium_page=medium_page,
            medium_photo=medium_photo,
            replaces=_voided(nomination),
            by=by,
            at=at,
            **_window(nomination),
        )
        Nomination.objects.filter(pk=nomination.pk).update(unit_notice=notice)
        nomination.unit_notice = notice
        writing.details |= {"public_digest": digest, "notice": notice.chain.key, "revision": application.revision}
    return notice


def revise(nomination: Nomination, *, reason: str, by: Post, at: datetime, version: int) -> Nomination:
    """停止公示，修改后重新公示: the notice becomes void, and the next one runs its full days (决定 8).

    Refused: `not_allowed`, `wrong_state`, `no_reason`; Stale.
    """
    require(by, "nominate", nomination.union, on=in_beijing(at).date())
    notice = nomination.unit_notice
    with moving(nomination, REVISE, by=actor(by), at=at, version=version, unit_notice=None) as writing:
        writing.reason = reason.strip()
        if notice is not None:
            notice.refresh_from_db(fields=["state", "version"])
            if notice.state != NoticeState.VOID:
                void(notice, reason=reason, by=by, at=at, version=notice.version)
            writing.details["notice"] = notice.chain.key
    return nomination


def file(
    nomination: Nomination, *, by: Post, at: datetime, version: int, reasons: Mapping[str, str] | None = None
) -> Nomination:
    """申报: after the notice has run, with every opinion, judged by the law of the round as of today (第十六条).

    The chain is frozen as rows. A case that had been returned and shown anew goes back to the step that returned it.

    Refused: `not_allowed`, `wrong_state`, `deadline_passed`, `notice_running`, `objection_open`, `objection_upheld`,
    `not_on_notice`, `text_changed`, `duplicate`, `barred_this_round`; Unlawful with the findings; Stale.
    """
    return _send(nomination, FILE, by=by, at=at, version=version, reasons=reasons or {})


def resubmit(
    nomination: Nomination, *, by: Post, at: datetime, version: int, reasons: Mapping[str, str] | None = None
) -> Nomination:
    """修改后重新报送: back to the step that returned it, if what the unit was shown has not changed.

    Refused as `file`, and `new_notice_needed` if name or deeds differ from what was shown.
    """
    if public_digest(public_text(nomination)) != nomination.public_digest:
        raise Refused(
            "new_notice_needed",
            "推荐对象或事迹与本单位公示的内容不同，须先重新公示不少于五个工作日，再报送。",
            "第十六条第一款",
        )
    return _send(nomination, RESUBMIT, by=by, at=at, version=version, reasons=reasons or {})


def _send(
    nomination: Nomination, move: Any, *, by: Post, at: datetime, version: int, reasons: Mapping[str, str]
) -> Nomination:
    day = in_beijing(at).date()
    union = by.union if by.union_id == nomination.union_id else nomination.union
    require(by, "nominate", union, on=day)
    returned = _last_return(nomination)
    path = path_of(union, industrial=nomination.industrial_line) if returned is None else None
    target = (path[0].union, path[0].position) if path else _returned_to(nomination, returned)
    changes: dict[str, Any] = {"holder": target[0], "position": target[1], "arrived_at": at}
    first_time = nomination.filed_at is None
    if first_time:
        changes |= {"filed_at": at, "filed_on": day}
    with moving(nomination, move, by=actor(by), at=at, version=version, reading=JUDGED_WITH, **changes) as writing:
        _set_unions(nomination, union, path)
        if first_time:
            require_before(nomination.round, Step.FILE, union, at=at)
        application = application_of(nomination)
        _require_one_of_its_kind(nomination)
        _require_shown(nomination, application, at)
        keep_reasons(nomination, reasons, by=by, at=at)
        writing.judged(judge_filing(nomination, as_of=day), reasons_of(nomination))
        if returned is None:
            chain = freeze(nomination, path)
            writing.details["chain"] = [step.union_name for step in chain]
        else:
            Return.objects.filter(pk=returned.pk).update(resubmitted_at=at)
        _say(nomination, application, writing, target[0])
    return nomination


def _set_unions(nomination: Nomination, union: Union, path: Sequence[Place] | None) -> None:
    """Its unions are those that were read for its path."""
    nomination.union = union
    if nomination.subject_union_id == union.pk:
        nomination.subject_union = union
    for place in path or ():
        if place.union.pk == nomination.recommender_id:
            nomination.recommender = place.union


def _say(nomination: Nomination, application: Application, writing: Writing, holder: Union) -> None:
    writing.details |= {
        "public_digest": nomination.public_digest,
        "revision": application.revision,
        "holder": holder.name,
        "subject": nomination.subject_name,
    }


def _last_return(nomination: Nomination) -> Return | None:
    if nomination.filed_at is None:
        return None
    return nomination.returns.filter(resubmitted_at__isnull=True).order_by("pk").last()


def _returned_to(nomination: Nomination, returned: Return | None) -> tuple[Union, int]:
    """To whom a returned case goes: the step that returned it."""
    position = returned.position if returned is not None else 1
    step = ChainStep.objects.select_related("union").get(nomination=nomination, position=position)
    return step.union, step.position


def _require_one_of_its_kind(nomination: Nomination) -> None:
    """One person or collective once in a round (决定 18). The subject's own row is taken first, so that two never pass."""
    key = nomination.person_key or f"union:{nomination.subject_union_id}"
    _take_guard(nomination.round_id, key)
    others = excluded_by(nomination)
    barred = next((other for other in others if other.state == State.DISQUALIFIED), None)
    if barred is not None:
        raise barred_this_round(barred)
    if others:
        said = "、".join(f"{o.union.name}申报的{o.kind.title}（{o.number}）" for o in others)
        raise Refused(
            "duplicate", f"“{nomination.subject_name}”在本轮已有申报：{said}。同一对象不重复申报。", "第五条第六款"
        )


def _take_guard(round_id: int, key: str) -> None:
    """Take the subject's row, or make it: one statement, so that two at once queue and neither collides."""
    table = SubjectGuard._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (round_id, key, filings) VALUES (%s, %s, 1) "
            f"ON CONFLICT (round_id, key) DO UPDATE SET filings = {table}.filings + 1",
            [round_id, key],
        )


def _require_shown(nomination: Nomination, application: Application, at: datetime) -> None:
    """The very text that stands was shown in the unit, its days are over, and nobody's objection is open."""
    if nomination.unit_notice is None:
        raise Refused("not_on_notice", "还没有在本单位公示，请先发布公示。", FILE.article)
    if public_digest(public_text(nomination, application)) != nomination.public_digest:
        raise Refused("text_changed", "申报内容与公示内容不同，请停止公示、修改后重新公示。", OPEN_UNIT_NOTICE.article)
    take_items(nomination.unit_notice, [nomination.key], at=at)


def _item(nomination: Nomination, digest: str) -> ItemToShow:
    return ItemToShow(
        subject=nomination.key,
        honour=nomination.honour,
        name=nomination.subject_name,
        text_digest=digest,
        person_key=nomination.person_key,
        drafters=(nomination.drafted_by_id,),
        union_id=nomination.union_id,
    )


def _window(nomination: Nomination) -> dict[str, Any]:
    """How many working days: the round's number, or a stricter one of the province or industry (第二十九条)."""
    stricter = settings_for(nomination.round, nomination.recommender).stricter
    least = applied(NOTICE_WORKING_DAYS, nomination.round.law_version, stricter)
    return {
        "days_needed": max(int(setting(nomination.round, UNIT_NOTICE_DAYS)), least),
        "strict_first_day": bool(setting(nomination.round, STRICT_FIRST_DAY)),
    }


def _voided(nomination: Nomination) -> Notice | None:
    """The void notice that a new one replaces."""
    rows = Notice.objects.filter(
        kind=NoticeKind.UNIT, items__subject=nomination.key, state=NoticeState.VOID, replaced_by__isnull=True
    )
    return rows.order_by("-pk").first()
