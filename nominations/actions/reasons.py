"""The written reasons for departing from 一般 rules: each level gives its own, and all travel with the case (决定 13)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from nominations.models import GeneralReason, Nomination
from unions.models import Post
from unions.queries import actor


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
