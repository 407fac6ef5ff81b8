"""The canonical text of a list and its digest: what a decision, a notice and a conferral are bound to."""

from __future__ import annotations

from collections.abc import Iterable

from decisions.models import CollectiveDecision
from ledger.canonical import canonical, digest
from regulation.honours import Honour
from reviews.models import ElevationItem, ListItem, ProposedItem, ProposedList, RecommendationList

ORDER = {honour.value: place for place, honour in enumerate(Honour)}


def digest_of(listed: RecommendationList, *, items: Iterable[ListItem] | None = None) -> str:
    """The digest of a recommendation list: of what stands on it while it is a draft, of what was decided afterwards.

    A row that leaves later stays part of what was decided (decision 9): departures never change the digest; a row
    that entered, was exchanged or re-ranked does.
    """
    if items is None:
        rows = listed.items.select_related("nomination__chain", "quota")
        items = rows.filter(left_at__isnull=True) if listed.state == "draft" else rows.filter(decided=True)
    lines: list[tuple[str, int, str, str, str, str, str]] = [
        (
            item.nomination.honour,
            item.rank,
            item.nomination.key,
            item.nomination.subject_name,
            item.nomination.unit_name,
            item.nomination.public_digest,
            item.quota.cell,
        )
        for item in items
    ]
    lines.sort(key=lambda line: (ORDER[line[0]], line[1], line[2]))
    return digest(
        canonical(
            {
                "list": listed.chain.key,
                "round": listed.round_id,
                "recommender": listed.recommender_id,
                "number": listed.number,
                "items": list(lines),
            }
        )
    )


def proposal_digest_of(proposal: ProposedList, *, approved: bool = False) -> str:
    """The digest of a proposed list as drafted or submitted, elevated titles included; or (approved) of what was approved."""
    part = {"submitted": True}
    if approved:
        part = {"approved_at__isnull": False}
    elif proposal.state == "draft":
        part = {"left_at__isnull": True}
    rows = proposal.items.select_related("nomination__chain").filter(**part)
    return _digest_of_rows(
        proposal, rows, proposal.elevations.select_related("conferral__chain", "document").filter(**part)
    )


def final_digest_of(
    proposal: ProposedList,
    decision: CollectiveDecision | None,
    rows: Iterable[ProposedItem] | None = None,
    elevations: Iterable[ElevationItem] = (),
) -> str:
    """The digest of the names that one final decision settled: as stored, or (rows given) of what it will settle."""
    if rows is None:
        rows = proposal.items.filter(final_decision=decision).select_related("nomination__chain")
        elevations = proposal.elevations.filter(final_decision=decision).select_related("conferral__chain", "document")
    return _digest_of_rows(proposal, rows, elevations)


def elevation_digest(row: ElevationItem) -> str:
    """The digest of what is said of an earlier holder: who, which title, on which honour, by what merit (第九条)."""
    held = row.conferral
    return digest(
        canonical(
            {
                "honour": held.honour,
                "certificate": held.certificate_number,
                "name": held.subject_name,
                "unit": held.unit_name,
                "elevated": row.elevated,
                "statement": row.statement,
                "document": row.document.sha256,
            }
        )
    )


def _digest_of_rows(proposal: ProposedList, rows: Iterable[ProposedItem], elevations: Iterable[ElevationItem]) -> str:
    lines = [
        [
            row.nomination.honour,
            row.position,
            row.nomination.key,
            row.nomination.subject_name,
            row.nomination.unit_name,
            row.nomination.public_digest,
            row.elevated,
        ]
        for row in rows
    ]
    lines.sort(key=lambda line: (line[1], line[2]))
    text: dict[str, object] = {
        "list": proposal.chain.key,
        "round": proposal.round_id,
        "number": proposal.number,
        "items": list(lines),
    }
    earlier = sorted([row.elevated, row.key, elevation_digest(row)] for row in elevations)
    if earlier:
        text["elevations"] = earlier
    return digest(canonical(text))
