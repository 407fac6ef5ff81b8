"""What must always hold of decisions; `check_invariants` reads it on any database."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from decisions.models import CollectiveDecision, DecisionDocument
from ledger.canonical import digest
from ledger.sealing import Fault

PART = 500


def check() -> Iterator[Fault]:
    """Each decision signed by its preparer, and each document whose text is no longer the one that was issued."""
    for decision in CollectiveDecision.objects.filter(prepared_by=F("signed_by")):
        yield Fault(f"决定 {decision.pk}", "经办人和签发人是同一个人")
    for document in DecisionDocument.objects.select_related("decision").iterator(chunk_size=PART):
        if document.digest != digest(document.body):
            yield Fault(f"文件 {document.number}", "正文与摘要不符")
        if document.decision is not None and document.issued_on < document.decision.held_on:
            yield Fault(f"文件 {document.number}", "印发日期早于会议日期")
