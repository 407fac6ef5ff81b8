"""The file of a case as canonical text, and its digest: what a collective decision is bound to."""

from __future__ import annotations

import json
from typing import Any

from ledger.canonical import canonical, digest
from revocations.models import CaseGround, CaseSubject, Hearing, RevocationCase
from revocations.queries.standing import grounds_of, last_hearings, subjects_of

CHARGED = ("subjects", "grounds")
"""What nobody may add to once the recommending unit has decided; honours may leave (决定 9)."""


def case_text(case: RevocationCase) -> str:
    """The whole file: honours, items, facts, evidence, what was said in their defence, and the verification."""
    return canonical(_file(case))


def case_digest(case: RevocationCase) -> str:
    """The digest of the whole file."""
    return digest(case_text(case))


def requested_digest(case: RevocationCase) -> str:
    """The digest of what the department asks the secretariat to decide: the file less what may still be said in defence."""
    return digest(canonical({name: said for name, said in _file(case).items() if name != "hearings"}))


def entered_since(text: str, case: RevocationCase) -> bool:
    """Whether an honour, an item, a fact or a piece of evidence is in the file now that was not in this text."""
    before, now = json.loads(text), json.loads(case_text(case))
    return any(line not in before[part] for part in CHARGED for line in now[part])


def _file(case: RevocationCase) -> dict[str, Any]:
    subjects = subjects_of(case)
    hearings = last_hearings(case)
    return {
        "case": case.chain.key,
        "route": case.route,
        "applicant": [case.applicant_id, case.applicant_reason],
        "summary": case.summary,
        "subjects": [_subject(one) for one in subjects],
        "grounds": [_ground(one) for one in grounds_of(case)],
        "hearings": [_hearing(one, hearings[one.pk]) for one in subjects if one.pk in hearings],
        "verification": [case.verification, case.verification_paper.sha256 if case.verification_paper else ""],
    }


def _subject(row: CaseSubject) -> list[object]:
    held = row.conferral
    return [row.position, held.chain.key, held.certificate_number, held.subject_name, row.original_id]


def _ground(row: CaseGround) -> dict[str, Any]:
    return {
        "code": row.code,
        "subject": row.subject.conferral.chain.key if row.subject else "",
        "facts": row.facts,
        "happened_on": row.happened_on.isoformat(),
        "sanction": row.sanction,
        "removed": row.lawfully_removed,
        "ballots": row.ballots,
        "grades": row.grades,
        "document": row.document_number,
        "evidence": sorted([one.element, one.paper.sha256, one.about] for one in row.evidence.all()),
    }


def _hearing(subject: CaseSubject, row: Hearing) -> list[object]:
    return [
        subject.conferral.chain.key,
        row.told,
        row.notified_on.isoformat(),
        row.due_on.isoformat(),
        row.statement,
        row.waived,
        sorted(paper.sha256 for paper in row.papers.all()),
    ]
