"""Making a letter of what the API was sent."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from documents.actions import store
from ledger.actors import Actor
from publicity.actions.letters import Sent


def sent_of(given: Mapping[str, Any], *, by: Actor, at: datetime) -> Sent:
    """The letter, its files stored. Refused as `documents.actions.store`."""
    seal = given.get("seal")
    return Sent(
        sender=given["sender"],
        name=given["name"],
        contact=given["contact"],
        text=given["text"],
        seal=store(seal, by=by, at=at) if seal else None,
        evidence=[store(file, by=by, at=at) for file in given.get("evidence", [])],
        sent_on=given.get("sent_on"),
    )


def submission_of(given: Mapping[str, Any]) -> str:
    """The caller's own key, or a new one."""
    return str(given.get("submission") or uuid.uuid4())
