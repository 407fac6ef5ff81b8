"""The route of a case as the law sees it (第二十六条)."""

from __future__ import annotations

from datetime import date

from regulation.engine import Judgement
from regulation.revocation_route import RevocationRoute, route_law
from regulation.words import day_words
from revocations.models import RevocationCase
from revocations.queries.standing import subjects_of
from unions.models import Union
from unions.queries import successor_of

APPLIED = "is_applied_for_by_the_original_recommender"
AGREED = "recommender_agreed_and_reported"
VERIFIED = "facts_were_verified"
DECIDED = "secretariat_decided"


def judge_route(case: RevocationCase, *codes: str, on: date) -> Judgement:
    """What the law says of the way so far: of all its rules, or of those named; a departure carries its reason."""
    judged = route_law.judge(route_of(case), version=on, as_of=on)
    wanted = tuple(f for f in judged.findings if not codes or f.code in codes)
    return Judgement(wanted).reasoned({APPLIED: case.applicant_reason})


def route_of(case: RevocationCase) -> RevocationRoute:
    """The facts of the way: who applied, who agreed, what was verified, asked for and decided."""
    return RevocationRoute(
        route=case.kind,
        by_original_recommender=_by_original(case),
        recommender_agreed=case.consent_id is not None,
        written_report=case.report_number,
        verified=bool(case.verified_by_id and case.verification.strip()),
        verification=case.verification_paper.name if case.verification_paper else "",
        request=case.request_number,
        secretariat_approval=_decided(case),
        recommender_notified=_notified(case),
    )


def recommenders_of(case: RevocationCase) -> list[Union]:
    """The recommending units that are told in writing: of every honour that stands in the case."""
    return list(
        {subject.conferral.recommender_id: subject.conferral.recommender for subject in subjects_of(case)}.values()
    )


def _by_original(case: RevocationCase) -> bool:
    if case.applicant_id is None:
        return False
    originals = {subject.original_id: subject.original for subject in subjects_of(case)}
    return all(successor_of(union).pk == case.applicant_id for union in originals.values())


def _decided(case: RevocationCase) -> str:
    if case.decision is None or case.document is None:
        return ""
    return f"{day_words(case.decision.held_on)}{case.decision.place}，{case.document.number}"


def _notified(case: RevocationCase) -> str:
    sent = {row.recommender_id: row.number for row in case.notices.all()}
    wanted = [union.pk for union in recommenders_of(case)]
    return "、".join(dict.fromkeys(sent.values())) if all(pk in sent for pk in wanted) else ""
