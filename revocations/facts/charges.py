"""The items of a case as the law sees them: what stands against each honour, and whether every part of it is evidenced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from regulation import casefile
from regulation.casefile import Accused, CaseOfRevocation
from regulation.engine import Judgement
from regulation.facts import Ballot, Grade, Post, YearGrade
from regulation.grounds import GROUNDS
from regulation.revocation import Evidence, Revocation, Sanction, YearBallot, ground_law
from regulation.revocation_route import Route
from revocations.models import CaseGround, CaseSubject, RevocationCase
from revocations.queries.standing import grounds_of, subjects_of


@dataclass(frozen=True)
class Charge:
    """One item against one honour, and what the law found of it."""

    subject: CaseSubject
    ground: CaseGround
    judgement: Judgement

    @property
    def stands(self) -> bool:
        """It reaches this honour and this post, and every element is evidenced."""
        return not self.judgement.open()


def charges_of(case: RevocationCase, *, on: date) -> list[Charge]:
    """Each item against each honour that it is named for; judged once for each kind of holder, however many there are."""
    return _charges(subjects_of(case), grounds_of(case), by_nation=_direct(case), on=on)


def judge_case(case: RevocationCase, *, on: date) -> Judgement:
    """Every item is lawful and evidenced, and every honour of the case is reached by one (第二十三至二十五条、第三十一条)."""
    subjects, grounds = subjects_of(case), grounds_of(case)
    charges = _charges(subjects, grounds, by_nation=_direct(case), on=on)
    judged = Judgement(())
    for ground in grounds:
        mine = [charge for charge in charges if charge.ground.pk == ground.pk]
        # The holder that the item reaches speaks for it; if it reaches none, whichever comes first says so.
        shown = next((charge for charge in mine if charge.stands or _reaches(charge)), mine[0] if mine else None)
        if shown is not None:
            judged += shown.judgement
    return judged + casefile.law.judge(_accused(subjects, charges), version=on, as_of=on)


def revocation_of(ground: CaseGround, subject: CaseSubject, *, by_nation: bool) -> Revocation:
    """One item against one holder, as facts of the law."""
    held = subject.conferral
    return Revocation(
        honour=held.kind,
        ground=ground.code,
        post=Post(held.post),
        grassroots=True,  # the register keeps 主席 and 副主席 of grassroots unions only (第二十五条)
        evidence=tuple(
            Evidence(element=row.element, document=row.paper.name, about=row.about) for row in ground.evidence.all()
        ),
        sanction=Sanction(ground.sanction) if ground.sanction else None,
        ballots=tuple(_ballot(row) for row in ground.ballots),
        grades=tuple(YearGrade(year=int(row["year"]), grade=Grade(row["grade"])) for row in ground.grades),
        lawfully_removed=ground.lawfully_removed,
        reasons=ground.facts,
        document_number=ground.document_number,
        happened_on=ground.happened_on,
        by_nation=by_nation,
    )


def _direct(case: RevocationCase) -> bool:
    return case.kind is Route.DIRECT


def _charges(
    subjects: Sequence[CaseSubject], grounds: Sequence[CaseGround], *, by_nation: bool, on: date
) -> list[Charge]:
    judged: dict[tuple[int, str, str], Judgement] = {}
    found = []
    for ground in grounds:
        for subject in subjects:
            if ground.subject_id not in (None, subject.pk):
                continue
            key = (ground.pk, subject.conferral.honour, subject.conferral.post)
            if key not in judged:
                facts = revocation_of(ground, subject, by_nation=by_nation)
                judged[key] = ground_law.judge(facts, version=on, as_of=on)
            found.append(Charge(subject, ground, judged[key]))
    return found


def _reaches(charge: Charge) -> bool:
    return not any(f.code == "ground_reaches_the_holder" for f in charge.judgement.open())


def _accused(subjects: Sequence[CaseSubject], charges: Sequence[Charge]) -> CaseOfRevocation:
    standing: dict[int, list[str]] = {}
    for charge in charges:
        if charge.stands:
            standing.setdefault(charge.subject.pk, []).append(GROUNDS[charge.ground.code].article)
    return CaseOfRevocation(
        accused=tuple(
            Accused(
                name=subject.conferral.subject_name,
                honour=subject.conferral.kind,
                grounds=tuple(standing.get(subject.pk, ())),
            )
            for subject in subjects
        )
    )


def _ballot(row: dict[str, int]) -> YearBallot:
    counts = {name: int(row.get(name, 0)) for name in ("issued", "returned", "satisfied", "basically", "dissatisfied")}
    return YearBallot(year=int(row["year"]), ballot=Ballot(**counts))
