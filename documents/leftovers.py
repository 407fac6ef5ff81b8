"""Files that no row names: a file is written before its transaction commits, and a rollback leaves it behind."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files.storage import Storage

from documents.models import Document

KEPT_FOR = timedelta(days=2)
"""No upload takes this long: what is older and has no row will never get one."""
_FOLDER = re.compile(r"[0-9a-f]{2}")
_NAME = re.compile(r"[0-9a-f]{32}")
log = logging.getLogger(__name__)


def clear_leftovers(*, at: datetime) -> int:
    """Delete files below documents/ that are older than two days and have no row; how many. Idempotent.

    Only files that `store` could have named are looked at. Without a single document it deletes nothing: then this is
    more likely another database than a store full of leftovers.
    """
    if not Document.objects.exists():
        return 0
    storage, gone = Document._meta.get_field("file").storage, 0
    for folder in _listed(storage, "documents", folders=True):
        if _FOLDER.fullmatch(folder):
            gone += _clear_folder(storage, folder, before=at - KEPT_FOR)
    if gone:
        log.info("cleared %s files without a document", gone)
    return gone


def _clear_folder(storage: Storage, folder: str, *, before: datetime) -> int:
    names = [n for n in _listed(storage, f"documents/{folder}") if _NAME.fullmatch(n) and n.startswith(folder)]
    gone = 0
    for start in range(0, len(names), 500):
        part = names[start : start + 500]
        known = {key.hex for key in _known(part)}
        gone += sum(_clear(storage, f"documents/{folder}/{n}", before=before) for n in part if n not in known)
    return gone


def _known(names: list[str]) -> Iterator[uuid.UUID]:
    return Document.objects.filter(key__in=[uuid.UUID(n) for n in names]).values_list("key", flat=True).iterator()


def _clear(storage: Storage, path: str, *, before: datetime) -> bool:
    """Old enough by the store's own clock, and still there: another worker may have been faster."""
    try:
        if storage.get_modified_time(path) >= before:
            return False
        storage.delete(path)
    except FileNotFoundError:
        return False
    return True


def _listed(storage: Storage, path: str, *, folders: bool = False) -> list[str]:
    try:
        found = storage.listdir(path)
    except FileNotFoundError:
        return []
    return sorted(found[0] if folders else found[1])
