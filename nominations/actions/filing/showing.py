"""公示: name and deeds are shown in the unit for at least five working days, or taken back to revise (第十六条第一款)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string

from documents.models import Document
from honors.queries import setting, settings_for
from honors.settings import STRICT_FIRST_DAY, UNIT_NOTICE_DAYS
from ledger.actions import moving
from nominations.actions.drafts import require_not_barred
from nominations.chain import next_union
from nominations.content import application_of, public_digest, public_text
from nominations.models import Nomination
from nominations.moves import OPEN_UNIT_NOTICE, REVISE
from nominations.queries import by_code
from nominations.texts import missing_for_notice, notice_title
from publicity.actions.notices import ItemToShow, open_notice, void
from publicity.models import Notice, NoticeKind
from publicity.moves import NoticeState
from regulation.parameters import NOTICE_WORKING_DAYS, applied
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post
from unions.queries import actor, require

UNIT_MEDIUM = "本单位公告栏（公示栏）"


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
