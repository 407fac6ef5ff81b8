"""申报: a case leaves its union, judged by the law of its round, for the first time or again after a return."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from honors.models.rounds import Step
from honors.queries import latest, overdue
from ledger.actions import Writing, moving, refuse_wrong_state
from nominations.actions.filing.once import require_one_of_its_kind
from nominations.actions.reasons import keep_reasons
from nominations.chain import freeze, path_of
from nominations.content import known_application, public_digest, public_text
from nominations.dossier import dossier_of, renew
from nominations.facts import judge_dossier, reasons_of, reasons_said
from nominations.gathering import Rows
from nominations.models import ChainStep, Nomination, Return
from nominations.moves import FILE, OPEN_UNIT_NOTICE, RESUBMIT
from publicity.actions.notices import take_items
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post, Union
from unions.queries import actor, not_allowed, ordered_line


def file(
    nomination: Nomination,
    *,
    by: Post,
    at: datetime,
    version: int,
    reasons: Mapping[str, str] | None = None,
    known: Rows | None = None,
) -> Nomination:
    """申报: after the notice has run, with every opinion, judged by the law of the round as of today (第十六条).

    The chain is frozen as rows. A case that had been returned and shown anew goes back to the step that returned it.
    `known` is the dossier that a door has just read.

    Refused: `not_allowed`, `wrong_state`, `deadline_passed`, `notice_running`, `objection_open`, `objection_upheld`,
    `not_on_notice`, `text_changed`, `duplicate`, `barred_this_round`; Unlawful with the findings; Stale.
    """
    return _send(nomination, FILE, by=by, at=at, version=version, reasons=reasons or {}, known=known)


def resubmit(
    nomination: Nomination,
    *,
    by: Post,
    at: datetime,
    version: int,
    reasons: Mapping[str, str] | None = None,
    known: Rows | None = None,
) -> Nomination:
    """修改后重新报送: back to the step that returned it, if what the unit was shown has not changed.

    Refused as `file`, and `new_notice_needed` if name or deeds differ from what was shown.
    """
    return _send(nomination, RESUBMIT, by=by, at=at, version=version, reasons=reasons or {}, known=known)


def _send(
    nomination: Nomination,
    move: Any,
    *,
    by: Post,
    at: datetime,
    version: int,
    reasons: Mapping[str, str],
    known: Rows | None,
) -> Nomination:
    day = in_beijing(at).date()
    union = by.union if by.union_id == nomination.union_id else nomination.union
    known = known or dossier_of(nomination.pk, union=union, by=by, on=day)
    if not known.of("may"):
        raise not_allowed(by, union)
    refuse_wrong_state(nomination, move)  # by what the caller saw: a second click is told that it was late
    renew(nomination, known)
    if move is RESUBMIT:
        _require_same_text(nomination)
    returned = _last_return(nomination)
    path = None
    if returned is None:
        path = path_of(union, industrial=nomination.industrial_line, line=ordered_line(union, known.of("unions")))
    target = (path[0].union, path[0].position) if path else _returned_to(nomination, returned)
    changes: dict[str, Any] = {"holder": target[0], "position": target[1], "arrived_at": at}
    if first_time := nomination.filed_at is None:
        changes |= {"filed_at": at, "filed_on": day}
    with moving(nomination, move, by=actor(by), at=at, version=version, known=True, **changes) as writing:
        if first_time and (late := overdue(Step.FILE, union, due_at=_due_at(known, union), at=at)):
            raise late
        require_one_of_its_kind(nomination, known)
        _require_shown(nomination, at)
        keep_reasons(nomination, reasons, by=by, at=at)
        given = reasons_of(nomination) if reasons else reasons_said(known.of("reasons"))
        writing.judged(judge_dossier(known, as_of=day), given)
        if path is not None:
            writing.details["chain"] = [step.union_name for step in freeze(nomination, path)]
        elif returned is not None:
            Return.objects.filter(pk=returned.pk).update(resubmitted_at=at)
        _say(nomination, writing, target[0])
    return nomination


def _require_same_text(nomination: Nomination) -> None:
    if _digest_now(nomination) != nomination.public_digest:
        raise Refused(
            "new_notice_needed",
            "推荐对象或事迹与本单位公示的内容不同，须先重新公示不少于五个工作日，再报送。",
            "第十六条第一款",
        )


def _digest_now(nomination: Nomination) -> str:
    return public_digest(public_text(nomination, known_application(nomination)))


def _due_at(known: Rows, union: Union) -> datetime | None:
    line = {*union.ancestor_ids, union.pk}
    due = ((row.step, row.due_at) for row in known.of("deadlines"))
    later = ((row.step, row.due_at) for row in known.of("extensions") if row.union_id in line)
    return latest(due, later).get(Step.FILE)


def _say(nomination: Nomination, writing: Writing, holder: Union) -> None:
    writing.details |= {
        "public_digest": nomination.public_digest,
        "revision": known_application(nomination).revision,
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


def _require_shown(nomination: Nomination, at: datetime) -> None:
    """The very text that stands was shown in the unit, its days are over, and nobody's objection is open."""
    if nomination.unit_notice is None:
        raise Refused("not_on_notice", "还没有在本单位公示，请先发布公示。", FILE.article)
    if _digest_now(nomination) != nomination.public_digest:
        raise Refused("text_changed", "申报内容与公示内容不同，请停止公示、修改后重新公示。", OPEN_UNIT_NOTICE.article)
    take_items(nomination.unit_notice, [nomination.key], at=at)
