"""第九条: 红旗单位 and 标兵, proposed on top of their base and within the round's totals."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from documents.models import Document
from ledger.actions import moving
from regulation import elevated as elevated_law
from regulation.engine import Judgement
from regulation.facts import Attestation
from regulation.honours import Elevated, Honour
from regulation.refusals import Refused
from reviews.actions.earlier import within_total
from reviews.actions.judging import (
    law_day,
    not_own_case,
)
from reviews.models import ProposedItem, ProposedList
from reviews.moves import DRAW_UP
from reviews.queries import rows_of_proposal
from unions.models import Post
from unions.queries import actor, national, require


def elevate(
    row: ProposedItem,
    *,
    title: str,
    statement: str = "",
    document: Document | None = None,
    by: Post,
    at: datetime,
    version: int,
) -> ProposedItem:
    """拟授予红旗单位、标兵 on top of its base in this list, or (title "") take it back (第九条).

    `version` is the list's. Refused: "no_elevated_places" above the round's total; "wrong_state" once submitted;
    Unlawful when the title does not stand on this honour or nobody attests the outstanding merit with a document.
    """
    require(by, "audit", national(), on=law_day(at))
    proposal = row.list
    with moving(proposal, DRAW_UP, by=actor(by), at=at, version=version, prepared_by=by.person) as writing:
        not_own_case(by, [row.nomination])
        if title:
            writing.judged(_elevation(row, title, statement, document, at=at))
            within_total(proposal, Elevated(title), without=row.pk)
        ProposedItem.objects.filter(pk=row.pk, left_at__isnull=True).update(
            elevated=title,
            elevated_statement=statement.strip() if title else "",
            elevated_document=document if title else None,
        )
        writing.details |= {"nomination": row.nomination.key, "elevated": title, "statement": statement.strip()}
    row.refresh_from_db()
    return row


def elevate_row(proposal: ProposedList, row: int, **said: Any) -> ProposedItem:
    """The same by the row's id. Refused "not_on_list" where the list has no such row, and as `elevate`."""
    found = rows_of_proposal(proposal).select_related("list__round", "list__chain").filter(pk=row).first()
    if found is None:
        raise Refused("not_on_list", "名单上没有这一行。", "第九条")
    return elevate(found, **said)


def _elevation(row: ProposedItem, title: str, statement: str, document: Document | None, *, at: datetime) -> Judgement:
    told = Attestation(
        key="is_outstanding",
        by="全总基层工作部",
        statement=statement.strip(),
        document=document.name if document and statement.strip() else "",
        on=law_day(at),
    )
    facts = elevated_law.Elevation(
        title=Elevated(title),
        honour=Honour(row.nomination.honour),
        on_this_list=row.left_at is None,
        attestations=(told,),
    )
    return elevated_law.law.judge(facts, version=row.list.round.law_version, as_of=law_day(at))
