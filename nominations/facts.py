"""Records into the law's nouns: what is known of a candidate, in a constant number of queries however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from honors.facts import judge_measure_papers
from honors.queries import Sought, earlier_honours_of_all, held, settings_for
from nominations.dossier import conditions_of, dossier_of
from nominations.gathering import Rows
from nominations.models import (
    Attested,
    EmployerRow,
    GeneralReason,
    Nomination,
    Opinion,
    TermRow,
    YearRow,
)
from nominations.models.person import GradeRow
from nominations.recorded import collective, person
from publicity.models import Notice
from publicity.moves import NoticeState
from publicity.queries import overlaid
from regulation import article_16
from regulation import notices as law_notices
from regulation import opinions as law_opinions
from regulation.engine import Judgement
from regulation.facts import Attestation, Candidate, EarlierHonour, Settings
from regulation.honours import Honour, law_of


@dataclass
class Gathered:
    """The rows of many nominations, by nomination."""

    years: dict[int, list[YearRow]] = field(default_factory=lambda: defaultdict(list))
    employers: dict[int, list[EmployerRow]] = field(default_factory=lambda: defaultdict(list))
    terms: dict[int, list[TermRow]] = field(default_factory=lambda: defaultdict(list))
    grades: dict[int, list[GradeRow]] = field(default_factory=lambda: defaultdict(list))
    attested: dict[int, list[Attestation]] = field(default_factory=lambda: defaultdict(list))
    earlier: dict[int, list[EarlierHonour]] = field(default_factory=lambda: defaultdict(list))
    settings: dict[tuple[int, int], Settings] = field(default_factory=dict)

    def common(self, nomination: Nomination) -> dict[str, Any]:
        """What every candidate brings, whatever the honour."""
        return {
            "name": nomination.subject_name,
            "filed_on": nomination.filed_on,
            "earlier_honours": tuple(self.earlier[nomination.pk]),
            "attestations": tuple(self.attested[nomination.pk]),
            "settings": self.settings[nomination.round_id, nomination.recommender_id],
        }


def facts_of(nomination: Nomination, *, as_of: date) -> Candidate:
    """The facts of one nomination, as the law of its honour wants them. One query."""
    rows = conditions_of(nomination)
    return _facts(rows.one("case"), _gathered(rows, as_of))


def facts_of_all(nominations: Iterable[Nomination], *, as_of: date) -> dict[int, Candidate]:
    """The facts of many nominations by id, in a constant number of queries.

    Honours given after `as_of` are left out here; accidents, penalties and opinions after it by the rules themselves.
    """
    ids = [nomination.pk for nomination in nominations]
    rows = list(
        Nomination.objects.filter(pk__in=ids).select_related(
            "round", "recommender", "union", "subject_union", "collective", "person", "provincial_honour"
        )
    )
    gathered = _gather(rows, as_of)
    return {row.pk: _facts(row, gathered) for row in rows}


def _facts(row: Nomination, gathered: Gathered) -> Candidate:
    common = gathered.common(row)
    if row.kind.collective:
        return collective.facts(row, common, gathered.years[row.pk], gathered.employers[row.pk])
    return person.facts(row, common, gathered.terms[row.pk], gathered.grades[row.pk])


def _gather(rows: Sequence[Nomination], as_of: date) -> Gathered:
    found = Gathered()
    collectives = [row.pk for row in rows if row.kind.collective]
    persons = [row.pk for row in rows if not row.kind.collective]
    if collectives:
        for year in YearRow.objects.filter(nomination__in=collectives).order_by("nomination_id", "year"):
            found.years[year.nomination_id].append(year)
        employers = EmployerRow.objects.filter(nomination__in=collectives).order_by("pk")
        for employer in employers.prefetch_related("records"):
            found.employers[employer.nomination_id].append(employer)
    if persons:
        for term in TermRow.objects.filter(nomination__in=persons).order_by("nomination_id", "since"):
            found.terms[term.nomination_id].append(term)
        for grade in GradeRow.objects.filter(nomination__in=persons).order_by("nomination_id", "year"):
            found.grades[grade.nomination_id].append(grade)
    attestations = Attested.objects.filter(nomination__in=[r.pk for r in rows]).select_related("document")
    for attested in attestations.order_by("pk"):
        found.attested[attested.nomination_id].append(_attestation(attested))
    found.earlier = earlier_of_all(rows, as_of=as_of)
    for row in rows:
        key = (row.round_id, row.recommender_id)
        if key not in found.settings:
            found.settings[key] = settings_for(row.round, row.recommender)
    return found


def _gathered(rows: Rows, as_of: date) -> Gathered:
    """The same for one case whose rows came in one statement."""
    found = Gathered()
    case: Nomination = rows.one("case")
    found.years[case.pk] = sorted(rows.of("years"), key=lambda year: year.year)
    found.employers[case.pk] = rows.of("employers")
    found.terms[case.pk] = sorted(rows.of("terms"), key=lambda term: term.since)
    found.grades[case.pk] = sorted(rows.of("grades"), key=lambda grade: grade.year)
    found.attested[case.pk] = [_attestation(one) for one in rows.of("attested")]
    found.earlier[case.pk] = list(held(_sought(case), rows.of("earlier"), until=as_of))
    found.settings[case.round_id, case.recommender_id] = settings_for(case.round, case.recommender)
    return found


def _attestation(row: Attested) -> Attestation:
    return Attestation(
        key=row.key, by=row.by, statement=row.statement, document=row.document.name, holds=row.holds, on=row.on
    )


# --- earlier honours (第五条第六款) -------------------------------------------------------------------------------------


def earlier_of_all(rows: Sequence[Nomination], *, as_of: date) -> dict[int, list[EarlierHonour]]:
    """What the register already holds of each candidate: by code a finding, by name a hint (决定 21)."""
    found: dict[int, list[EarlierHonour]] = defaultdict(list)
    for round_id in {row.round_id for row in rows}:
        mine = [row for row in rows if row.round_id == round_id]
        answers = earlier_honours_of_all([_sought(row) for row in mine], excluding_round=round_id, until=as_of)
        found |= {row.pk: list(answer) for row, answer in zip(mine, answers, strict=True)}
    return found


def _sought(row: Nomination) -> Sought:
    home = row.subject_union_id if row.honour == Honour.MODEL_HOME else None
    return Sought(row.person_key, row.subject_code, row.subject_name, home)


# --- the procedure of Article 16 ----------------------------------------------------------------------------------------


def filing_facts(rows: Rows, *, as_of: date) -> article_16.Filing:
    """What Article 16 looks at: the opinions, and the notice of names and deeds in the unit."""
    candidate = _facts(rows.one("case"), _gathered(rows, as_of))
    return article_16.Filing(
        candidate=candidate,
        opinions=tuple(_opinion(row) for row in rows.of("opinions")),
        notice=_notice(rows, candidate.settings, as_of),
    )


def _opinion(row: Opinion) -> law_opinions.Opinion:
    return law_opinions.Opinion(
        kind=law_opinions.OpinionKind(row.kind),
        given_by=row.giver,
        agrees=row.agrees,
        as_of=row.as_of,
        document=row.document.name,
        assembly=law_opinions.Assembly(row.assembly) if row.assembly else None,
        in_favour=row.in_favour or 0,
        against=row.against or 0,
        abstained=row.abstained or 0,
        answer=row.dissent_answer,
        within_authority=row.within_authority,
    )


def _notice(rows: Rows, settings: Settings, as_of: date) -> law_notices.Notice | None:
    case: Nomination = rows.one("case")
    notice: Notice | None = rows.one("notice")
    if notice is None or notice.state == NoticeState.VOID:
        return None
    item = next((item for item in rows.of("items") if item.subject == case.key), None)
    calendar = overlaid(rows.of("calendar"))
    return law_notices.Notice(
        working_days=0 if notice.end_unknown else calendar.count(notice.first_on, notice.last_on),
        first_on=notice.first_on,
        last_on=notice.last_on,
        over=notice.is_over_on(as_of),
        names_shown=item is not None,
        deeds_shown=item is not None and item.text_digest == case.public_digest,
        medium=law_notices.Medium.UNIT,
        proof=_proof(notice),
        open_objections=item.open_objections if item else 0,
        stricter=settings.stricter,
    )


def _proof(notice: Notice) -> str:
    """The proof of the statutory medium; a page or a photo without its time is none."""
    if not notice.has_proof:
        return ""
    return notice.medium_address or notice.medium_page or f"{notice.medium}照片"


# --- judgements -----------------------------------------------------------------------------------------------------


def judge(nomination: Nomination, *, as_of: date) -> Judgement:
    """Every condition of the honour, by the law of the round's opening day, on the facts as of another (决定 3)."""
    facts = facts_of(nomination, as_of=as_of)
    return law_of(nomination.kind).law.judge(facts, version=nomination.round.law_version, as_of=as_of)


def judge_all(nominations: Sequence[Nomination], *, as_of: date) -> dict[int, Judgement]:
    """The same for many: what a list shows or decides on."""
    known = facts_of_all(nominations, as_of=as_of)
    return {n.pk: law_of(n.kind).law.judge(known[n.pk], version=n.round.law_version, as_of=as_of) for n in nominations}


def judge_filing(nomination: Nomination, *, as_of: date) -> Judgement:
    """Conditions and procedure together: what stands between a draft and its filing."""
    return judge_dossier(dossier_of(nomination.pk, union=nomination.union, by=None, on=as_of), as_of=as_of)


def judge_dossier(rows: Rows, *, as_of: date) -> Judgement:
    """The same for a case that has been read with everything around it."""
    case: Nomination = rows.one("case")
    filing = filing_facts(rows, as_of=as_of)
    version = case.round.law_version
    conditions = law_of(case.kind).law.judge(filing.candidate, version=version, as_of=as_of)
    papers = case.attachments.select_related("document").iterator()  # asked only where a measure adds papers
    attached = (f"{row.note} {row.document.name}" for row in papers)
    extra = judge_measure_papers(case.round, case.recommender, case.honour, attached, as_of=as_of)
    return conditions + article_16.law.judge(filing, version=version, as_of=as_of) + extra


def reasons_of(nomination: Nomination) -> dict[str, str]:
    """The written reasons for departing from 一般 rules, by rule; the level that spoke last stands last."""
    return reasons_of_all([nomination])[nomination.pk]


def reasons_of_all(nominations: Iterable[Nomination]) -> dict[int, dict[str, str]]:
    """The same for many, in one query."""
    found: dict[int, list[GeneralReason]] = {n.pk: [] for n in nominations}
    for row in GeneralReason.objects.filter(nomination__in=found).select_related("union"):
        found[row.nomination_id].append(row)
    return {pk: reasons_said(rows) for pk, rows in found.items()}


def reasons_said(rows: Iterable[GeneralReason]) -> dict[str, str]:
    """The reasons of one case, by rule, in the order in which they were given."""
    said: dict[str, list[str]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.given_at, row.pk)):
        said[row.rule].append(f"{row.union.name}：{row.reason}")
    return {rule: "；".join(reasons) for rule, reasons in said.items()}
