"""What the public sees of notices, and what became of each name on one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from publicity.models import Notice, NoticeItem, NoticeKind
from publicity.moves import NoticeState
from unions.models import Post
from unions.search import matching

UNIT_NOTICE_STAYS = timedelta(days=30)
"""How long after its last day a unit notice shows more than its title and digest (决定 11)."""

RUNNING, OVER, VOID = "running", "over", "void"
STATES = {RUNNING: "公示中", OVER: "已结束", VOID: "已作废"}


@dataclass(frozen=True)
class Standing:
    """Whether one name has passed its notice, and if not, the code and sentence of what stands in the way."""

    passes: bool
    code: str = ""
    why: str = ""


def notices_public() -> QuerySet[Notice]:
    """Every notice: all are public, with or without their text (`shows_text`). The bytes are left in the database."""
    return Notice.objects.defer("body").select_related("publisher", "round")


def notices_found(
    *,
    on: date,
    text: str = "",
    kind: str = "",
    recommender: int | None = None,
    round: int | None = None,
    state: str = "",
) -> QuerySet[Notice]:
    """The public index: by level, region, round and state, and by words in title or publisher."""
    rows = notices_public()
    for column, value in (("kind", kind), ("recommender_id", recommender), ("round_id", round)):
        if value:
            rows = rows.filter(**{column: value})
    if state in STATES:
        rows = rows.filter(_in_state(state, on))
    return matching(rows, text)


def notices_seen_by(post: Post) -> QuerySet[Notice]:
    """The notices that the post's union published, or a union merged into it."""
    return Notice.objects.defer("body").filter(Q(publisher=post.union) | Q(publisher__successor=post.union))


def state_on(notice: Notice, day: date) -> str:
    """公示中, 已结束 or 已作废, by its dates: right with every worker down."""
    if notice.state == NoticeState.VOID:
        return VOID
    return OVER if notice.is_over_on(day) else RUNNING


def shows_text(notice: Notice, day: date) -> bool:
    """A unit notice shows its text while it runs and 30 days after; after that, title and digest only (决定 11)."""
    if notice.kind != NoticeKind.UNIT or state_on(notice, day) == RUNNING:
        return True
    return day <= notice.last_on + UNIT_NOTICE_STAYS


def standing(notice: Notice) -> dict[str, Standing]:
    """Every name of a notice with what stands in its way. One query."""
    over = notice.state == NoticeState.OVER
    return {item.subject: _standing(item, over=over) for item in notice.items.all()}


def unending(post: Post) -> QuerySet[Notice]:
    """Running notices whose last day waits for a year's calendar: of the post's union; for 全总, of all."""
    rows = Notice.objects.defer("body").filter(state=NoticeState.OPEN, end_unknown=True)
    return rows if post.union.is_national else rows.filter(publisher=post.union)


def _standing(item: NoticeItem, *, over: bool) -> Standing:
    if item.left_at is not None:
        return Standing(False, "not_on_notice", f"已撤下：{item.left_reason}")
    if item.upheld:
        return Standing(False, "objection_upheld", "异议经查成立")
    if item.open_objections:
        return Standing(False, "objection_open", f"有 {item.open_objections} 件异议尚未办结")
    return Standing(True) if over else Standing(False, "notice_running", "公示期未满")


def _in_state(state: str, on: date) -> Q:
    ended = Q(state=NoticeState.OVER) | (
        Q(state=NoticeState.OPEN, last_on__lt=on, medium_visible_at__isnull=False, end_unknown=False)
        & (~Q(medium_address="") | ~Q(medium_page="") | Q(medium_photo__isnull=False))
    )
    if state == OVER:
        return ended
    return Q(state=NoticeState.VOID) if state == VOID else Q(state=NoticeState.OPEN) & ~ended
