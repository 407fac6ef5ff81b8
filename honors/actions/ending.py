"""How honours end: revoked by a decision of the secretariat, reinstated by another, recovered with their unit's end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from decisions.models import DecisionDocument, DecisionKind
from honors.models import Conferral
from honors.moves import RECOVER, REINSTATE, REVOKE, ConferralState
from honors.queries.above import recoverers
from honors.queries.titles import fallen_with, titles_on
from ledger.actions import bulk_move, moving
from ledger.moves import Move
from regulation.refusals import Refused, Stale
from regulation.windows import in_beijing
from unions.models import Post, Union
from unions.queries import actor, national, require

MOST_NAMED = 10


def revoke_all(
    conferrals: Sequence[Conferral], *, decision: DecisionDocument, by: Post, at: datetime
) -> list[Conferral]:
    """REVOKE by a decision of the secretariat, in a constant number of queries for each 500; all or none (第二十六条).

    Elevated titles fall with their base, where the round of the title has it so (决定 20); the answer holds everything
    that fell. Refused "not_allowed" to all but the secretariat, "no_revocation_decision" for a document that rests on
    no such decision, "not_standing" naming the honours that stand no more.
    """
    require(by, "decide", national(), on=in_beijing(at).date())
    _rests_on(decision, DecisionKind.REVOCATION)
    falling = fallen_with(conferrals)
    _are(ConferralState.VALID, falling)
    _move_all(falling, REVOKE, decision=decision, ended=True, by=by, at=at)
    return falling


def reinstate_all(
    conferrals: Sequence[Conferral], *, decision: DecisionDocument, by: Post, at: datetime
) -> list[Conferral]:
    """REINSTATE by a decision that reverses a revocation; titles that fell by the same decision stand again.

    Refused "not_allowed", "no_reversal_decision", "not_revoked" naming those that are not, "base_not_standing" for a
    title whose base stays revoked.
    """
    require(by, "decide", national(), on=in_beijing(at).date())
    _rests_on(decision, DecisionKind.REVERSAL)
    named = {one.pk for one in conferrals}
    _bases_stand(conferrals, named)
    fell_by = {one.pk: one.ended_by_id for one in conferrals}
    titles = [
        row
        for row in titles_on(named, ConferralState.REVOKED)
        if row.pk not in named and row.ended_by_id == fell_by[row.base_id or 0]
    ]
    rising = [*conferrals, *titles]
    _are(ConferralState.REVOKED, rising)
    _move_all(rising, REINSTATE, decision=decision, ended=False, by=by, at=at)
    return rising


def revoke(conferral: Conferral, *, decision: DecisionDocument, by: Post, at: datetime, version: int) -> Conferral:
    """REVOKE one honour as it was seen. Refused as `revoke_all`, and "stale"."""
    _as_seen(conferral, version)
    revoke_all([conferral], decision=decision, by=by, at=at)
    return conferral


def reinstate(conferral: Conferral, *, decision: DecisionDocument, by: Post, at: datetime, version: int) -> Conferral:
    """REINSTATE one honour as it was seen. Refused as `reinstate_all`, and "stale"."""
    _as_seen(conferral, version)
    reinstate_all([conferral], decision=decision, by=by, at=at)
    return conferral


def recover(
    conferral: Conferral,
    *,
    on: date,
    reason: str,
    by: Post,
    at: datetime,
    version: int,
    ended: Union | None = None,
) -> Conferral:
    """RECOVER certificate and plaque of a unit that went bankrupt, ended or was dissolved: no revocation (第二十七条).

    `ended`: the unit that came to its end, where the honour is of a 小家 that ends with it. Refused "not_collective": a
    person's honour does not end with the unit; "not_next_higher" unless the acting union is the next existing one above;
    "reason_missing" without the ground.
    """
    require(by, "supervise", by.union, on=in_beijing(at).date())
    if not conferral.kind.collective:
        raise Refused("not_collective", "个人荣誉不因单位终止而收回。", "第二十七条")
    if by.union_id not in {above.pk for above in recoverers(conferral, ended=ended)}:
        raise Refused("not_next_higher", "由上一级工会收回证书和奖牌。", "第二十七条")
    if not reason.strip():
        raise Refused("reason_missing", "请写明所在单位破产、终止或撤销的情况。", "第二十七条")
    with moving(conferral, RECOVER, by=actor(by), at=at, version=version, ended_on=on) as writing:
        writing.reason = reason
    return conferral


def _rests_on(document: DecisionDocument, kind: DecisionKind) -> None:
    if document.decision is not None and document.decision.kind == kind:
        return
    if kind is DecisionKind.REVOCATION:
        raise Refused("no_revocation_decision", "请先登记书记处撤销荣誉称号、取消命名的决定文件。", "第二十六条")
    raise Refused("no_reversal_decision", "恢复荣誉须有书记处更正撤销决定的文件，请先登记。", "第二十六条")


def _are(state: ConferralState, conferrals: Sequence[Conferral]) -> None:
    others = [one for one in conferrals if one.state != state]
    if not others:
        return
    names = "、".join(str(one) for one in others[:MOST_NAMED])
    if state is ConferralState.VALID:
        raise Refused("not_standing", f"以下荣誉已不在有效状态：{names}。请先移出，再办理。", "第二十六条")
    raise Refused("not_revoked", f"以下荣誉不在撤销状态，不能恢复：{names}。", "第二十六条")


def _bases_stand(conferrals: Sequence[Conferral], rising: Collection[int]) -> None:
    ids = [one.base_id for one in conferrals if one.base_id is not None and one.base_id not in rising]
    if Conferral.objects.filter(pk__in=ids).exclude(state=ConferralState.VALID).exists():
        raise Refused("base_not_standing", "所依据的荣誉仍处于撤销状态，请先恢复该荣誉。", "第九条")


def _as_seen(conferral: Conferral, version: int) -> None:
    found = Conferral.objects.filter(pk=conferral.pk).values_list("state", "version").get()
    conferral.state = found[0]
    if found[1] != version:
        raise Stale()


def _move_all(
    conferrals: Sequence[Conferral], move: Move, *, decision: DecisionDocument, ended: bool, by: Post, at: datetime
) -> None:
    bulk_move(
        conferrals,
        move,
        by=actor(by),
        at=at,
        details=lambda _: {"decision": decision.number},
        ended_by=decision if ended else None,
        ended_on=decision.issued_on if ended else None,
    )
