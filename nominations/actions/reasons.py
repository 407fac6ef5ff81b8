"""The written reasons for departing from 一般 rules: each level gives its own, and all travel with the case (决定 13)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from ledger.actions import touch
from nominations.actions.papers.taking import waited_for
from nominations.models import GeneralReason, Nomination
from nominations.moves import EDITABLE, State
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post
from unions.queries import actor, require

WITH_FILER = (*EDITABLE, State.ON_NOTICE)


def give_reasons(nomination: Nomination, reasons: Mapping[str, str], *, by: Post, at: datetime, version: int) -> None:
    """Write the filing union's reasons down before it files, while the case is still with it; twice is once.

    Refused: `not_allowed`, `wrong_state`, `no_reason`.
    """
    require(by, "nominate", nomination.union, on=in_beijing(at).date())
    if not any(reason.strip() for reason in reasons.values()):
        raise Refused("no_reason", "请至少填写一条理由。", "第五条第六款")
    with transaction.atomic():
        waited_for(nomination)
        if _kept_already(nomination, reasons, by=by):
            return
        touch(nomination, states=WITH_FILER, version=version)
        keep_reasons(nomination, reasons, by=by, at=at)


def _kept_already(nomination: Nomination, reasons: Mapping[str, str], *, by: Post) -> bool:
    rows = GeneralReason.objects.filter(nomination=nomination, union=by.union_id, rule__in=list(reasons))
    held = dict(rows.values_list("rule", "reason"))
    return all(held.get(rule) == reason.strip() for rule, reason in reasons.items() if reason.strip())


def keep_reasons(nomination: Nomination, reasons: Mapping[str, str], *, by: Post, at: datetime) -> None:
    """Keep the reasons of the acting union, by rule. Call it inside the move that departs from them."""
    for rule, reason in reasons.items():
        if reason.strip():
            GeneralReason.objects.update_or_create(
                nomination=nomination,
                rule=rule,
                union=by.union,
                defaults={"reason": reason.strip(), "given_by": actor(by).words[:200], "given_at": at},
            )
