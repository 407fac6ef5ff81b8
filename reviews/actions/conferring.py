"""第二十条第二款、第二十一条: the final list by the result of the notice, the decision document, the honours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from decisions.actions import issue_document
from decisions.models import DecisionDocument
from documents.models import Document
from honors.actions.register import ToConfer, confer_all
from honors.models import Conferral, SubjectPost
from ledger.actions import bulk_move, moving
from ledger.actors import Actor
from nominations.models import ChainStep, Nomination, TermRow
from nominations.moves import CONFER as CONFER_ITEM
from regulation.facts import Post as UnionPost
from regulation.honours import Honour
from regulation.refusals import Refused
from reviews.actions.earlier import refuse_own_elevation, still_standing
from reviews.actions.judging import as_seen, law_day, no_open_inquiry, not_barred, not_own_case, not_the_preparer
from reviews.facts import final_digest_of
from reviews.facts.decision_text import decision_text
from reviews.models import ElevationItem, ProposedItem, ProposedList
from reviews.moves import CONFER
from reviews.queries import elevations_of, parts, rows_of_proposal
from unions.models import Post
from unions.queries import actor, national, require


def confer(
    proposal: ProposedList,
    *,
    number: str,
    title: str,
    issued_on: date,
    by: Post,
    at: datetime,
    version: int,
    scan: Document | None = None,
) -> list[Conferral]:
    """印发表彰决定: the document is generated from the final list and frozen, the register opens (第二十一条).

    Refused: "same_person"; "inquiry_open"; "number_taken"; "list_changed" when the list is not the final one.
    """
    require(by, "audit", national(), on=law_day(at))
    not_the_preparer(by, proposal.prepared_by_id, article="第二十一条")
    as_seen(proposal, CONFER, version)
    who = actor(by)
    with transaction.atomic():
        rows = list(
            rows_of_proposal(proposal)
            .filter(final_decision=proposal.final_decision, conferred_at__isnull=True)
            .select_related("nomination__union", "nomination__subject_union")
        )
        titles = list(elevations_of(proposal).filter(final_decision=proposal.final_decision, conferred_at__isnull=True))
        if not (rows or titles) or final_digest_of(proposal, proposal.final_decision) != proposal.final_digest:
            raise Refused("list_changed", "名单与最终确定的不一致，不能印发表彰决定。", "第二十一条")
        not_own_case(by, [row.nomination for row in rows])
        refuse_own_elevation(by, [row.conferral for row in titles])
        document = issue_document(
            number=number,
            title=title,
            issued_on=issued_on,
            body=decision_text(proposal.round, rows, titles, number=number, title=title, issued_on=issued_on),
            decision=proposal.final_decision,
            scan=scan,
        )
        with moving(proposal, CONFER, by=who, at=at, version=version, document=document) as writing:
            conferred = _confer_rows(proposal, rows, titles, document, on=issued_on, by=who, at=at)
            writing.details |= {"document": number, "digest": document.digest, "conferrals": len(conferred)}
    return conferred


def _confer_rows(
    proposal: ProposedList,
    rows: Sequence[ProposedItem],
    titles: Sequence[ElevationItem],
    document: DecisionDocument,
    *,
    on: date,
    by: Actor,
    at: datetime,
) -> list[Conferral]:
    nominations = [row.nomination for row in rows]
    not_barred(nominations)
    bulk_move(nominations, CONFER_ITEM, by=by, at=at, details=lambda _: {"document": document.number})
    no_open_inquiry(nominations)
    for part in parts([row.pk for row in rows]):
        ProposedItem.objects.filter(pk__in=part).update(conferred_at=at)
    still_standing(titles)
    ElevationItem.objects.filter(pk__in=[row.pk for row in titles]).update(conferred_at=at)
    return _register(rows, titles, proposal, document, on=on, by=by, at=at)


def _register(
    rows: Sequence[ProposedItem],
    titles: Sequence[ElevationItem],
    proposal: ProposedList,
    document: DecisionDocument,
    *,
    on: date,
    by: Actor,
    at: datetime,
) -> list[Conferral]:
    nominations = [row.nomination for row in rows]
    posts, paths = posts_of(nominations), paths_of(nominations)
    told = [
        ToConfer(
            nomination=n.key,
            honour=n.honour,
            subject_name=n.subject_name,
            union=n.subject_union or n.union,
            recommender=n.recommender,
            elevated=row.elevated,
            unit_name=n.unit_name,
            person_key=n.person_key,
            subject_code=n.subject_code,
            post=posts.get(n.pk, SubjectPost.OTHER),
            nature=n.nature,
            region_code=n.region_code,
            path=paths.get(n.pk, []),
            invented=n.invented,
        )
        for row, n in ((row, row.nomination) for row in rows)
    ]
    told += [_on_top(row) for row in titles]
    return confer_all(told, round=proposal.round, decision=document, on=on, by=by, at=at)


def _on_top(row: ElevationItem) -> ToConfer:
    """The title alone, on the honour of an earlier round (第九条): what the register knows of its holder goes with it."""
    held = row.conferral
    return ToConfer(
        nomination=held.nomination,
        honour=held.honour,
        subject_name=held.subject_name,
        union=held.union,
        recommender=held.recommender,
        elevated=row.elevated,
        base=held,
        unit_name=held.unit_name,
        person_key=held.person_key,
        subject_code=held.subject_code,
        post=held.post,
        nature=held.nature,
        region_code=held.region_code,
        path=held.path,
        invented=held.invented,
    )


def posts_of(nominations: Sequence[Nomination]) -> dict[int, str]:
    """Chair or vice-chair of a grassroots union on the filing day: Article 25 asks for it, of 工作者 only."""
    workers = {n.pk: n for n in nominations if n.honour == Honour.OUTSTANDING_WORKER.value}
    found: dict[int, str] = {}
    for part in parts(list(workers)):
        for term in TermRow.objects.filter(nomination__in=part, grassroots=True).exclude(post=UnionPost.OTHER.value):
            day = workers[term.nomination_id].filed_on
            if day and term.since <= day and (term.until is None or day <= term.until):
                chair = term.post == UnionPost.CHAIR.value
                if chair or term.nomination_id not in found:
                    found[term.nomination_id] = SubjectPost.CHAIR if chair else SubjectPost.VICE_CHAIR
    return found


def paths_of(nominations: Sequence[Nomination]) -> dict[int, list[dict[str, object]]]:
    """The frozen chain of each, as the register keeps it."""
    found: dict[int, list[dict[str, object]]] = {}
    for part in parts([n.pk for n in nominations]):
        for step in ChainStep.objects.filter(nomination__in=part).order_by("nomination_id", "position"):
            found.setdefault(step.nomination_id, []).append(
                {"union": step.union_id, "name": step.union_name, "kind": step.kind}
            )
    return found
