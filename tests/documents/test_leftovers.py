"""Files of uploads that were rolled back go after two days; nothing else does."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from documents.leftovers import clear_leftovers
from documents.models import Document
from documents.tasks import sweep_leftovers
from tests.cast import AT
from tests.documents.test_storing import pdf, stored

NOW = AT


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> None:
    """A store of its own: what other tests left behind is not counted."""
    settings.MEDIA_ROOT = tmp_path


class StoppedError(Exception):
    """The verb that took the file was refused."""


def rolled_back() -> Path:
    """A file whose row never came to be."""
    try:
        with transaction.atomic():
            left = Path(stored("退回.pdf", pdf()).file.path)
            raise StoppedError
    except StoppedError:
        return left


def aged(path: Path, moment: datetime) -> Path:
    os.utime(path, (moment.timestamp(), moment.timestamp()))
    return path


@pytest.mark.django_db
def test_what_was_rolled_back_goes_after_two_days_and_only_that() -> None:
    kept = aged(Path(stored("留存.pdf", pdf()).file.path), NOW - timedelta(days=900))
    old = aged(rolled_back(), NOW - timedelta(days=2, seconds=1))
    young = aged(rolled_back(), NOW - timedelta(days=2) + timedelta(seconds=1))
    foreign = old.with_name("not-a-key")
    foreign.write_bytes(b"x")
    aged(foreign, NOW - timedelta(days=900))

    assert clear_leftovers(at=NOW) == 1
    assert [p.exists() for p in (kept, old, young, foreign)] == [True, False, True, True]
    assert clear_leftovers(at=NOW) == 0


@pytest.mark.django_db
def test_without_any_document_nothing_goes() -> None:
    old = aged(rolled_back(), NOW - timedelta(days=30))

    assert Document.objects.count() == 0
    assert clear_leftovers(at=NOW) == 0
    assert old.exists()


@pytest.mark.django_db
def test_the_task_goes_by_the_machine_and_leaves_what_is_new() -> None:
    kept, fresh = Path(stored("留存.pdf", pdf()).file.path), rolled_back()

    assert sweep_leftovers() == 0
    assert (kept.exists(), fresh.exists()) == (True, True)
