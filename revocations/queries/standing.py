"""What a case is about, as the database has it: the honours that stand in it, the items against them, who was told what."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from regulation.refusals import Refused
from revocations.models import CaseGround, CaseStep, CaseSubject, Hearing, RevocationCase


def subjects_of(case: RevocationCase) -> list[CaseSubject]:
    """The honours of the case that were not taken out of it, in its order."""
    rows = case.subjects.filter(dropped_at__isnull=True).select_related(
        "conferral__chain",
        "conferral__round",
        "conferral__union",
        "conferral__recommender",
        "conferral__decision",
        "original",
    )
    return list(rows.order_by("position"))


def grounds_of(case: RevocationCase) -> list[CaseGround]:
    """The items that stand against them, each with its evidence."""
    return list(_grounds(case).order_by("pk"))


def last_hearings(case: RevocationCase) -> dict[int, Hearing]:
    """The last hearing of each subject of the case, by the subject's id."""
    rows = Hearing.objects.filter(subject__case=case, subject__dropped_at__isnull=True)
    return {row.subject_id: row for row in rows.prefetch_related("papers").order_by("subject_id", "pk")}


def here(case: RevocationCase) -> tuple[CaseStep, CaseStep | None]:
    """The step at which the case stands, and the one after it. The last one stays, agreed to, until the report.

    Refused "wrong_state" for a case that nobody applied for.
    """
    steps = list(case.steps.select_related("union", "agreed_by_person").order_by("position"))
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        if step.agreed_at is None or following is None:
            return step, following
    raise Refused("wrong_state", "本案还没有提出申请，没有审查环节。", "第二十六条第一款")


def _grounds(case: RevocationCase) -> QuerySet[CaseGround]:
    rows = case.grounds.filter(Q(subject__isnull=True) | Q(subject__dropped_at__isnull=True))
    return rows.select_related("subject__conferral__chain").prefetch_related("evidence__paper")
