"""Items that a move advances: taken once, only from a notice that is over, with no objection open (决定 8)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, QuerySet

from ledger.prepared import PreparedUpdate, Slot
from publicity.actions.notices.completing import complete
from publicity.actions.notices.saying import article_of
from publicity.models import Notice, NoticeItem
from publicity.moves import NoticeState
from regulation.refusals import Refused, Stale
from regulation.words import day_words


def take_items(notice: Notice, subjects: Collection[str], *, at: datetime | None = None) -> None:
    """Take the rows of items that a move advances; call it inside the moving transaction.

    With `at`, a window that is over by its dates is completed first, so that no move waits for a worker.
    Refused: "notice_running" (also while proof is missing), "not_on_notice", "objection_open", "objection_upheld".
    """
    if at is not None:
        complete(notice, at=at)
    # A notice read as over can only have become void since, and then its items have left.
    state = notice.state
    if state != NoticeState.OVER:
        state = Notice.objects.values_list("state", flat=True).get(pk=notice.pk)
    if state == NoticeState.VOID:
        raise Refused("not_on_notice", f"“{notice.title}”已作废，须重新公示。", article_of(notice))
    if state != NoticeState.OVER:
        raise Refused("notice_running", _running_because(notice), article_of(notice))
    wanted = sorted(set(subjects))
    # One UPDATE naming all conditions on the very rows: an objection that commits first is seen, one that comes later
    # finds the row advanced and is kept as a report.
    if len(wanted) == 1:  # every filing takes the one item of its notice
        taken = _TAKE_ONE.run(notice=notice.pk, subject=wanted[0])
    else:
        parts = (wanted[n : n + 500] for n in range(0, len(wanted), 500))
        taken = sum(_free(notice=notice, subject__in=part).update(**_TAKEN) for part in parts)
    if taken != len(wanted):
        raise _why_not(notice, wanted)


def _free(**which: Any) -> QuerySet[NoticeItem]:
    return NoticeItem.objects.filter(open_objections=0, upheld=False, left_at__isnull=True, **which)


_TAKEN = {"version": F("version") + 1, "advanced": True}
_TAKE_ONE = PreparedUpdate(lambda: (_free(notice=Slot("notice"), subject=Slot("subject")), _TAKEN))


def _running_because(notice: Notice) -> str:
    if not notice.has_proof:
        return f"“{notice.title}”还没有登记法定公示载体（{notice.medium}）的证明，公示不能期满。"
    if notice.end_unknown:
        return f"“{notice.title}”的末日尚不能确定：缺少有关年份的放假安排。"
    return f"“{notice.title}”公示期未满：末日为{day_words(notice.last_on)}。"


def _why_not(notice: Notice, wanted: Sequence[str]) -> Refused:
    found = {item.subject: item for item in notice.items.filter(subject__in=wanted)}
    for subject in wanted:
        item = found.get(subject)
        if item is None:
            return Refused("not_on_notice", f"名单中有一项不在“{notice.title}”中，须先公示。", article_of(notice))
        if item.left_at is not None:
            return Refused("not_on_notice", f"“{item.name}”已从公示中撤下（{item.left_reason}）。", article_of(notice))
        if item.upheld:
            return Refused("objection_upheld", f"对“{item.name}”的异议经查成立，不能继续报送。", article_of(notice))
        if item.open_objections:
            return Refused(
                "objection_open",
                f"“{item.name}”有 {item.open_objections} 件异议尚未办结，办结后再办理。",
                article_of(notice),
            )
    return Stale()
