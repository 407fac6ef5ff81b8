"""之家 and 小家: columns, yearly counts and employers into facts (第六条、第七条、第十二条)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nominations.models import CollectiveApplication, EmployerRecord, EmployerRow, Nomination, ProvincialHonour, YearRow
from nominations.models.collective import RecordKind
from regulation.facts import (
    Accident,
    AccidentClass,
    Ballot,
    Collective,
    DuesArrears,
    Employer,
    Investigation,
    MassIncident,
    Penalty,
    ProvincialTitle,
    TitleIssuer,
    UnitNature,
    YearFigures,
)
from regulation.honours import Honour
from regulation.model_home import Founding, Level, ModelHome, UnionKind
from regulation.model_small_home import SmallHome, SubUnit


def facts(
    nomination: Nomination, common: dict[str, Any], years: Iterable[YearRow], employers: Iterable[EmployerRow]
) -> Collective:
    """The facts of a collective."""
    application = nomination.collective
    known = {
        **common,
        "provincial_title": provincial_title(nomination),
        "years": tuple(_year(row) for row in years),
        "employers": tuple(_employer(row) for row in employers),
        "has_party_organ": application.has_party_organ,
        "has_discipline_organ": application.has_discipline_organ,
        "organs_absent_statement": application.organs_absent_statement,
        "qualifies_for_legal_person": application.qualifies_for_legal_person,
        "is_legal_person": application.is_legal_person,
        "factory_openness": application.factory_openness,
        "collective_bargaining": application.collective_bargaining,
    }
    if nomination.kind is Honour.MODEL_HOME:
        return _home(application, known)
    return _small_home(application, known)


def _home(row: CollectiveApplication, known: dict[str, Any]) -> ModelHome:
    return ModelHome(
        **known,
        union_kind=UnionKind(row.union_kind or UnionKind.OTHER),
        founding=Founding(row.founding or Founding.SINGLE),
        level=Level(row.federation_level) if row.federation_level else None,
        separate_organisation=row.separate_organisation,
        committee=row.committee,
        audit_committee=row.audit_committee,
        women_committee=row.women_committee,
        protection_committee=row.protection_committee,
        supervision_committee=row.supervision_committee,
        own_account=row.own_account,
        account_proof=row.account_proof,
        dues_paid=row.dues_paid,
        funds_in_order=row.funds_in_order,
        assembly_system=row.assembly_system,
        election_system=row.election_system,
        openness_system=row.openness_system,
        review_system=row.review_system,
        workers_congress=row.workers_congress,
        collective_contract=row.collective_contract,
        mediation=row.mediation,
    )


def _small_home(row: CollectiveApplication, known: dict[str, Any]) -> SmallHome:
    return SmallHome(
        **known,
        sub_unit=SubUnit(row.sub_unit or SubUnit.OTHER),
        leader_elected=row.leader_elected,
        union_openness=row.openness_system,
        innovation=row.innovation,
        premises=row.premises,
    )


def provincial_title(nomination: Nomination) -> ProvincialTitle | None:
    """The earlier title of the same kind, if one was named (第六、七、八条)."""
    try:
        row = nomination.provincial_honour
    except ProvincialHonour.DoesNotExist:
        return None
    return ProvincialTitle(
        kind=nomination.kind, issuer=TitleIssuer(row.issuer), title=row.title, document_number=row.number
    )


def _year(row: YearRow) -> YearFigures:
    ballot = None
    if row.issued is not None and row.returned is not None and row.satisfied is not None:
        ballot = Ballot(
            issued=row.issued,
            returned=row.returned,
            satisfied=row.satisfied,
            basically=row.basically or 0,
            dissatisfied=row.dissatisfied or 0,
        )
    return YearFigures(
        year=row.year,
        employees=row.employees,
        members=row.members,
        ballot=ballot,
        counted_under=row.counted_under,
    )


def _employer(row: EmployerRow) -> Employer:
    by_kind: dict[str, list[EmployerRecord]] = {kind.value: [] for kind in RecordKind}
    for record in row.records.all():
        by_kind[record.kind].append(record)

    def listed(found: tuple[Any, ...]) -> tuple[Any, ...] | None:
        # Until somebody has checked, a kind without rows is not "none" but not said.
        return found if found or row.records_checked else None

    return Employer(
        name=row.name,
        credit_code=row.credit_code,
        nature=UnitNature(row.nature) if row.nature else None,
        contracts_with_all=row.contracts_with_all,
        wages_in_arrears=row.wages_in_arrears,
        social_insurance_paid=row.social_insurance_paid,
        other_labour_breach=row.other_labour_breach,
        severe_occupational_hazard=row.severe_occupational_hazard,
        energy_over_limit=row.energy_over_limit,
        severe_pollution=row.severe_pollution,
        major_hazard=row.major_hazard,
        refuses_to_mend_hazard=row.refuses_to_mend_hazard,
        frequent_disputes=row.frequent_disputes,
        democratic_management=row.democratic_management,
        collective_bargaining=row.collective_bargaining,
        dispute_mediation=row.dispute_mediation,
        accidents=listed(tuple(_accident(r) for r in by_kind[RecordKind.ACCIDENT])),
        mass_incidents=listed(
            tuple(MassIncident(on=r.on, caused_by_breach=r.verdict) for r in by_kind[RecordKind.MASS_INCIDENT]),
        ),
        dues_arrears=listed(
            tuple(DuesArrears(due_on=r.on, paid_on=r.ended_on) for r in by_kind[RecordKind.DUES_ARREARS]),
        ),
        penalties=listed(
            tuple(
                Penalty(imposed_on=r.on, weighs_until=r.ended_on, about=r.about) for r in by_kind[RecordKind.PENALTY]
            ),
        ),
        investigations=listed(
            tuple(
                Investigation(opened_on=r.on, closed_on=r.ended_on, by=r.about)
                for r in by_kind[RecordKind.INVESTIGATION]
            ),
        ),
    )


def _accident(row: EmployerRecord) -> Accident:
    return Accident(on=row.on, grade=AccidentClass(row.grade), responsible=row.verdict)
