"""登记法定公示载体: when it appeared, with what proof; days count from the later of medium and site."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from documents.models import Document
from ledger.actions import moving
from publicity import windows
from publicity.actions.notices.saying import medium_said, window_said
from publicity.models import Notice
from publicity.moves import RECORD_MEDIUM
from publicity.queries import calendar
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post
from unions.queries import actor, require

LONGEST_AGO = timedelta(days=366)
"""A medium that appeared earlier than this is a slip of the pen in the year."""


def record_medium(
    notice: Notice,
    *,
    visible_at: datetime,
    address: str = "",
    page: str = "",
    photo: Document | None = None,
    by: Post,
    at: datetime,
    version: int,
) -> Notice:
    """登记法定公示载体: when it appeared and the proof; days count from the later of medium and site (决定 7).

    Refused: "not_allowed", "medium_in_future", "medium_too_early", "medium_without_proof", "wrong_state", "stale".
    The window may end later than before, never earlier; if it now reaches into a year without a calendar it stays open.
    """
    require(by, "publish", notice.publisher, on=in_beijing(at).date())
    check_medium(visible_at, address, page, photo, at)
    span = windows.restarted(notice, visible_at, calendar())
    medium: dict[str, Any] = {
        "medium_visible_at": visible_at,
        "medium_address": address,
        "medium_page": page,
        "medium_photo": photo,
    }
    with moving(notice, RECORD_MEDIUM, by=actor(by), at=at, version=version, **medium, **span.columns()) as writing:
        writing.details |= {**window_said(span), **medium_said(notice)}
    return notice


def check_medium(visible_at: datetime, address: str, page: str, photo: Document | None, at: datetime) -> None:
    """Refused: "medium_in_future", "medium_too_early", "medium_without_proof"."""
    if visible_at > at:
        raise Refused(
            "medium_in_future", "法定载体的刊登时间不能晚于现在。请在刊登之后登记实际时间。", RECORD_MEDIUM.article
        )
    if visible_at < at - LONGEST_AGO:
        raise Refused("medium_too_early", "法定载体的刊登时间早于一年以前，请核对年份。", RECORD_MEDIUM.article)
    if not (address.strip() or page.strip() or photo is not None):
        raise Refused(
            "medium_without_proof", "请提供法定载体的公示证明：网址、报纸版面或照片，至少一项。", RECORD_MEDIUM.article
        )
