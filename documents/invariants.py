"""What must always hold of files; `check_invariants` reads it on any database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from documents.models import Document
from ledger.sealing import Fault

PART = 1000
BLOCK = 1024 * 1024


def check() -> Iterator[Fault]:
    """Each file that is missing, or is no longer the one that was handed in."""
    for document in Document.objects.order_by("pk").iterator(chunk_size=PART):
        where = f"文件 {document.key}"
        try:
            found = _digest(document)
        except OSError:
            yield Fault(where, "文件不在存储中")
            continue
        if found != document.sha256:
            yield Fault(where, "内容与登记的摘要不符")


def _digest(document: Document) -> str:
    running = hashlib.sha256()
    with document.file.open("rb") as file:
        while block := file.read(BLOCK):
            running.update(block)
    return running.hexdigest()
