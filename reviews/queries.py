"""Shared reads of lists, proposals and inquiries: who sees what, and what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Subquery

from honors.models import Round
from nominations.models import Nomination
from nominations.moves import State
from nominations.queries import names_of
from reviews.models import ElevationItem, Inquiry, ListItem, Mending, ProposedItem, ProposedList, RecommendationList
from reviews.moves import InquiryState
from unions.models import Post, Role, Union

HOLDING = Q(state=InquiryState.OPEN) | Q(state=InquiryState.VERIFIED, decision__isnull=True)
"""An inquiry holds its case while it runs and, verified, until the case is disqualified."""
NATION = (Role.NATIONAL, Role.SECRETARIAT)


def lists_seen_by(post: Post) -> QuerySet[RecommendationList]:
    """A recommending unit sees its own lists; the nation those that were decided on too."""
    lists = RecommendationList.objects.select_related(
        "round", "recommender", "chain", "decision", "notice", "prepared_by"
    ).defer("notice__body")
    if post.role in NATION:
        return lists
    if post.role == Role.RECOMMENDER:
        return lists.filter(recommender=post.union_id)
    return lists.none()


def proposals_seen_by(post: Post) -> QuerySet[ProposedList]:
    """The national department and the secretariat see the proposed lists; nobody else before the national notice."""
    proposals = ProposedList.objects.select_related(
        "round", "chain", "decision", "notice", "document", "prepared_by"
    ).defer("notice__body")
    return proposals if post.role in NATION else proposals.none()


def inquiries_seen_by(post: Post) -> QuerySet[Inquiry]:
    """Inquiries are the national department's."""
    inquiries = Inquiry.objects.select_related("nomination__round", "nomination__chain", "chain")
    return inquiries if post.role in NATION else inquiries.none()


def mendings_seen_by(post: Post) -> QuerySet[Mending]:
    """Requests for papers: the nation's own, and those put to the post's union."""
    mendings = Mending.objects.select_related("nomination__round", "nomination__chain", "union")
    return mendings if post.role in NATION else mendings.filter(union=post.union_id)


def queue_seen_by(post: Post) -> QuerySet[Nomination]:
    """What stands at the post's own union now; whoever holds a case sees it."""
    rows = Nomination.objects.filter(holder=post.union_id, filed_at__isnull=False)
    return rows.select_related("round", "union", "subject_union", "holder", "recommender", "chain")


def open_inquiry_of(nomination: Nomination) -> Inquiry | None:
    """The inquiry that holds this case, if there is one."""
    return Inquiry.objects.filter(nomination=nomination, state=InquiryState.OPEN).select_related("chain").first()


def under_inquiry(nominations: Sequence[Nomination]) -> set[int]:
    """Which of these cases are held by an inquiry."""
    found: set[int] = set()
    for part in parts([n.pk for n in nominations]):
        found |= set(Inquiry.objects.filter(HOLDING, nomination__in=part).values_list("nomination_id", flat=True))
    return found


def barred_among(nominations: Sequence[Nomination]) -> list[Nomination]:
    """Those whose subject was disqualified in the same round, by code, by keyed hash or as the same union."""
    found: list[Nomination] = []
    for round_id in {n.round_id for n in nominations}:
        out = Nomination.objects.filter(round=round_id, state=State.DISQUALIFIED)
        told = list(out.select_related("subject_union"))
        if not told:
            continue
        keys = {n.person_key for n in told} - {""}
        codes = {n.subject_code for n in told} - {""}
        unions = {pk for n in told if n.subject_union is not None for pk in names_of(n.subject_union)}
        found += [
            n
            for n in nominations
            if n.round_id == round_id
            and n.state != State.DISQUALIFIED
            and (n.person_key in keys or n.subject_code in codes or n.subject_union_id in unions)
        ]
    return found


def items_of(listed: RecommendationList) -> QuerySet[ListItem]:
    """What stands on a list now, in its order."""
    rows = listed.items.filter(left_at__isnull=True)
    return rows.select_related("nomination__chain", "nomination__round", "nomination__union", "quota").order_by(
        "nomination__honour", "rank"
    )


def rows_of_proposal(proposal: ProposedList) -> QuerySet[ProposedItem]:
    """What stands on the proposed list now, in its order."""
    rows = proposal.items.filter(left_at__isnull=True)
    return rows.select_related("nomination__chain", "nomination__round", "nomination__recommender").order_by("position")


def elevations_of(proposal: ProposedList) -> QuerySet[ElevationItem]:
    """Earlier holders on the proposed list now, with what the law asks of each (第九条)."""
    rows = proposal.elevations.filter(left_at__isnull=True)
    return rows.select_related(
        "conferral__chain", "conferral__round", "conferral__union", "conferral__recommender", "document"
    ).order_by("pk")


def waiting_at(recommender: Union, round: Round) -> QuerySet[Nomination]:
    """Candidates that arrived at the recommending unit and are on no list yet."""
    return (
        Nomination.objects.filter(holder=recommender, recommender=recommender, round=round, state=State.UNDER_REVIEW)
        .select_related("chain", "round", "union")
        .order_by("honour", "arrived_at", "pk")
    )


COUNTED = 1000
"""Tallies are bounded: beyond it a page says "1000+", and never reads more rows to say it."""


def tally(rows: QuerySet[Nomination], states: Sequence[str]) -> dict[str, int]:
    """How many of these rows stand in each state, up to COUNTED + 1, in one query.

    Give the rows minus what the reader is recused from: a count must not tell what a list hides.
    """
    counts = {
        f"n_{state}": _bounded(rows.filter(state=state).order_by().values("pk")[: COUNTED + 1]) for state in states
    }
    found = Union.objects.filter(parent=None).values_list(*counts.values()).first()
    return dict(zip(states, found or (), strict=False))


def _bounded(rows: QuerySet[Nomination, Any]) -> Subquery:
    """The count of rows that are already limited."""
    return Subquery(rows, template="(SELECT COUNT(*) FROM (%(subquery)s) bounded)", output_field=IntegerField())


def parts(ids: Sequence[int], size: int = 500) -> list[Sequence[int]]:
    """Slices that every database takes in one statement."""
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def returned_before(nomination: Nomination) -> bool:
    """Whether the case came back after a return."""
    return nomination.returns.filter(resubmitted_at__isnull=False).exists()
