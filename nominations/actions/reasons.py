"""The written reasons for departing from 一般 rules: each level gives its own, and all travel with the case (决定 13)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from ledger.actions import touch
from nominations.models import GeneralReason, Nomination
from nominations.moves import EDITABLE, State
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post
from unions.queries import actor, require

WITH_FILER = (*EDITABLE, State.ON_NOTICE)


def give_reasons(nomination: Nomination, reasons: Mapping[str, str], *, by: Post, at: datetime) -> None:
    """Write the filing union's reasons down before it files, while the case is still with it.

    Refused: `not_allowed`, `wrong_state`, `no_reason`.
    """
    require(by, "nominate", nomination.union, on=in_beijing(at).date())
    if not any(reason.strip() for reason in reasons.values()):
        raise Refused("no_reason", "请至少填写一条理由。", "第五条第六款")
    with transaction.atomic():
        touch(nomination, states=WITH_FILER)
        keep_reasons(nomination, reasons, by=by, at=at)


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
