"""What a decision of the secretariat brings: the meeting with its minutes, and the paper that is issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents.models import Document
from supervision.models import ItemKind


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """When, where and by whom it was decided, with the minutes."""

    held_on: date
    place: str
    attendees: str
    minutes: Document


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The decision document as it is issued, and by when certificate and plaque are to be back.

    `also`: what is demanded besides; `scan`: the signed copy.
    """

    number: str
    title: str
    issued_on: date
    due_on: date
    also: Sequence[ItemKind] = ()
    scan: Document | None = None
