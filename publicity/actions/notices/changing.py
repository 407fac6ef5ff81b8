"""更正、作废、撤下: what may still happen to a notice whose text is frozen (决定 8、9)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from ledger.actions import moving
from publicity.models import Correction, Notice
from publicity.moves import CORRECT, VOID
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post
from unions.queries import actor, require


def correct(notice: Notice, *, text: str, by: Post, at: datetime, version: int) -> Correction:
    """更正: a dated block for a wrong name or a typing error, beside the frozen text (决定 8).

    Refused: "not_allowed", "no_text", "wrong_state", "stale". A change of substance needs `void` and a new notice.
    """
    require(by, "publish", notice.publisher, on=in_beijing(at).date())
    if not text.strip():
        raise Refused("no_text", "请写明更正内容。", CORRECT.article)
    who = actor(by)
    with moving(notice, CORRECT, by=who, at=at, version=version) as writing:
        writing.reason = text.strip()
        return Correction.objects.create(notice=notice, at=at, text=text.strip(), by=who.words)


def void(notice: Notice, *, reason: str, by: Post, at: datetime, version: int) -> Notice:
    """公示作废: for a change of substance; every name leaves it, and a new notice runs anew (决定 8).

    Refused: "not_allowed", "no_reason", "already_advanced" (a name has gone on by it), "wrong_state", "stale".
    """
    require(by, "publish", notice.publisher, on=in_beijing(at).date())
    if not reason.strip():
        raise Refused("no_reason", "请写明公示作废的原因。", VOID.article)
    with moving(notice, VOID, by=actor(by), at=at, version=version) as writing:
        writing.reason = reason.strip()
        # A move that is about to take an item finds that it has left; one that was faster is found below.
        items = notice.items.all()
        items.filter(left_at__isnull=True, advanced=False).update(
            left_at=at, left_reason="公示作废", version=F("version") + 1
        )
        if items.filter(advanced=True).exists():
            raise Refused(
                "already_advanced", "已有公示对象据此报出，公示不能作废。请按退回或撤下程序办理。", VOID.article
            )
    return notice


def item_left(notice: Notice, subject: str, *, reason: str, at: datetime) -> None:
    """One name leaves the notice (withdrawn, struck, disqualified); the frozen text stays. Idempotent."""
    notice.items.filter(subject=subject, left_at__isnull=True).update(
        left_at=at, left_reason=reason[:300], version=F("version") + 1
    )
