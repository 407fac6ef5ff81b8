"""What every paper of a case shares: who may hand it in, until when, and one line of history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Union

from django.core.files.uploadedfile import UploadedFile

from documents.actions import store
from documents.models import Document
from ledger.actions import note
from nominations.models import Nomination
from nominations.moves import State
from regulation.windows import in_beijing
from unions.models import Post
from unions.queries import actor, require

OPEN_FOR_PAPERS = (State.DRAFT, State.ON_NOTICE, State.RETURNED, State.MENDING)
"""With the filing union: its papers may still be completed."""
OPEN_FOR_REVIEWERS = (State.UNDER_REVIEW, State.RECOMMENDED)
"""With a reviewing union: it attests what numbers cannot decide (第十二条, 决定 13)."""
Given = Union["UploadedFile[Any]", Document]


def require_filer(nomination: Nomination, by: Post, at: datetime) -> None:
    """Refused `not_allowed` for everybody but the filing union."""
    require(by, "nominate", nomination.union, on=in_beijing(at).date())


def kept(given: Given | None, by: Post, at: datetime) -> Document | None:
    """A file that was uploaded with the form is stored; one that is stored stays as it is."""
    return store(given, by=actor(by), at=at) if isinstance(given, UploadedFile) else given


def waited_for(nomination: Nomination) -> None:
    """Wait for whoever writes to the case now: a second click then finds what the first has done, and does nothing."""
    Nomination.objects.select_for_update().filter(pk=nomination.pk).values_list("pk").first()


def write_down(nomination: Nomination, act: str, by: Post, at: datetime, details: Mapping[str, object]) -> None:
    """One entry of the case."""
    note(nomination, act=act, article="第十六条", by=actor(by), at=at, details=details)
