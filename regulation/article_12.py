"""第十二条: what bars the union of an employer from 之家 and 小家. Every employer of a joint union is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from regulation.engine import Dates, Law, Observation
from regulation.facts import Accident, AccidentClass, Collective, Employer, MassIncident
from regulation.observing import asked, denied, met, not_met, stated
from regulation.parameters import (
    DUES_YEARS,
    INCIDENT_YEARS,
    LARGER_ACCIDENT_YEARS,
    MAJOR_ACCIDENT_YEARS,
    ORDINARY_ACCIDENT_YEARS,
    applied,
)
from regulation.periods import filing_day, within
from regulation.words import day_words

law = Law("article_12", "第十二条：不得申报推荐为之家、小家的情形")

Named = tuple[str, Callable[[str], str], Employer]


def employers(facts: Collective) -> Iterator[Named]:
    """Each employer: how it is named in a sentence, how its attestation keys are made, and its facts."""
    joint = len(facts.employers) > 1

    def keys_of(employer: Employer) -> Callable[[str], str]:
        own = employer.credit_code or employer.name
        return (lambda part: f"{own}.{part}") if joint else (lambda part: part)

    for employer in facts.employers:
        yield f"{employer.name or '本单位'}：" if joint else "", keys_of(employer), employer


def nobody(facts: Collective) -> Iterator[Observation]:
    """Where there is no employer (乡镇、联合会), a person attests (决定 19)."""
    if not facts.employers:
        yield asked(
            "没有填写所在单位", "填写所在单位情况；确无所在单位的（如乡镇工会、联合会），由审查单位认定并附材料"
        )


@law.rule("第十二条第（一）项")
def employer_keeps_labour_law(facts: Collective, at: Dates) -> Iterator[Observation]:
    """单位不得存在未全员签订劳动合同、拖欠职工工资、不按规定缴纳职工社会保险费等违反劳动法律法规行为"""
    yield from nobody(facts)
    for who, key, unit in employers(facts):
        yield stated(unit.contracts_with_all, f"{who}与全体职工签订劳动合同", "补签劳动合同", part=key("contracts"))
        yield denied(unit.wages_in_arrears, f"{who}拖欠职工工资", "足额补发后再申报", part=key("wages"))
        item = f"{who}按规定缴纳职工社会保险费"
        yield stated(unit.social_insurance_paid, item, "依法补缴后再申报", part=key("insurance"))
        item = f"{who}其他违反劳动法律法规行为"
        yield denied(unit.other_labour_breach, item, "改正后再申报", part=key("other"))


@law.rule("第十二条第（二）项")
def employer_had_no_barring_accident(facts: Collective, at: Dates) -> Iterator[Observation]:
    """近一年内未发生一般安全生产责任事故、三年内未发生重大安全生产责任事故

    较大 is not named by the text: it bars one year, then a person must attest up to three; 特别重大 counts as 重大.
    """
    yield from nobody(facts)
    for who, key, unit in employers(facts):
        if unit.accidents is None:
            yield asked(f"{who}近三年安全生产事故：未说明", "填写事故记录；没有发生的，填写“无”", part=key("accidents"))
        elif not unit.accidents:
            yield met(f"{who}近三年没有安全生产事故")
        for accident in unit.accidents or ():
            yield _accident(accident, who, key(f"accident-{accident.on}"), facts, at)


def _accident(accident: Accident, who: str, part: str, facts: Collective, at: Dates) -> Observation:
    seen = f"{who}{day_words(accident.on)}发生{accident.grade.label}安全生产事故"
    filed = filing_day(facts, at.as_of)
    if accident.on > at.as_of:
        return met(f"{seen}，晚于检查日{day_words(at.as_of)}，尚不计入")
    if accident.responsible is False:
        return met(f"{seen}，经认定不是责任事故")
    own = facts.settings.stricter
    bars = {
        AccidentClass.ORDINARY: ORDINARY_ACCIDENT_YEARS,
        AccidentClass.LARGER: LARGER_ACCIDENT_YEARS,
        AccidentClass.MAJOR: MAJOR_ACCIDENT_YEARS,
        AccidentClass.GRAVE: MAJOR_ACCIDENT_YEARS,
    }[accident.grade]
    years = applied(bars, at.version, own)
    barred = within(accident.on, years, filed)
    doubtful = accident.grade is AccidentClass.LARGER and within(
        accident.on, applied(MAJOR_ACCIDENT_YEARS, at.version, own), filed
    )
    if not barred and not doubtful:
        return met(f"{seen}，至申报日{day_words(filed)}已超过回溯期")
    if accident.responsible is None:
        return asked(f"{seen}，是否责任事故未认定", "查明并填写责任认定结论，附事故调查报告", part=part)
    if barred:
        return not_met(f"{seen}（责任事故），至申报日{day_words(filed)}未满 {years} 年", f"满 {years} 年后方可申报")
    return asked(
        f"{seen}（责任事故），已满一年、未满三年", "由审查单位认定是否影响申报，附事故调查报告和整改材料", part=part
    )


@law.rule("第十二条第（二）项")
def employer_is_safe_and_clean(facts: Collective, at: Dates) -> Iterator[Observation]:
    """单位不得职业病危害严重，能源消耗超标、环境污染严重，存在重大安全隐患拒不整改"""
    yield from nobody(facts)
    for who, key, unit in employers(facts):
        mend = "治理达标后再申报"
        yield denied(unit.severe_occupational_hazard, f"{who}职业病危害严重", mend, part=key("occupational"))
        yield denied(unit.energy_over_limit, f"{who}能源消耗超标", mend, part=key("energy"))
        yield denied(unit.severe_pollution, f"{who}环境污染严重", mend, part=key("pollution"))
        if unit.major_hazard is False:
            yield met(f"{who}没有重大安全隐患")
        elif unit.major_hazard is None and unit.refuses_to_mend_hazard is None:
            yield denied(None, f"{who}重大安全隐患拒不整改", mend, part=key("hazard"))
        else:
            item = f"{who}对重大安全隐患拒不整改"
            yield denied(unit.refuses_to_mend_hazard, item, "完成整改并经验收后再申报", part=key("hazard"))


@law.rule("第十二条第（三）项")
def employer_had_no_mass_incident(facts: Collective, at: Dates) -> Iterator[Observation]:
    """劳动争议案件不得多发，近三年内不得因违反法律法规引发职工群体性事件"""
    yield from nobody(facts)
    for who, key, unit in employers(facts):
        yield denied(unit.frequent_disputes, f"{who}劳动争议案件多发", "化解争议后再申报", part=key("disputes"))
        if unit.mass_incidents is None:
            yield asked(f"{who}近三年职工群体性事件：未说明", "填写事件记录；没有的，填写“无”", part=key("incidents"))
        elif not unit.mass_incidents:
            yield met(f"{who}近三年没有职工群体性事件")
        for incident in unit.mass_incidents or ():
            yield _incident(incident, who, key(f"incident-{incident.on}"), facts, at)


def _incident(incident: MassIncident, who: str, part: str, facts: Collective, at: Dates) -> Observation:
    years = applied(INCIDENT_YEARS, at.version, facts.settings.stricter)
    seen = f"{who}{day_words(incident.on)}发生职工群体性事件"
    if incident.on > at.as_of:
        return met(f"{seen}，晚于检查日{day_words(at.as_of)}，尚不计入")
    if incident.caused_by_breach is False:
        return met(f"{seen}，不是因单位违反法律法规引发")
    if not within(incident.on, years, filing_day(facts, at.as_of)):
        return met(f"{seen}，已超过 {years} 年")
    if incident.caused_by_breach is None:
        return asked(f"{seen}，是否因违反法律法规引发未查明", "查明起因并附材料", part=part)
    return not_met(f"{seen}，因单位违反法律法规引发", f"满 {years} 年后方可申报")


@law.rule("第十二条第（四）项")
def employer_paid_its_dues(facts: Collective, at: Dates) -> Iterator[Observation]:
    """近三年内依法及时足额拨缴工会经费

    Paid later is not paid on time: arrears bar until three years after they were settled.
    """
    yield from nobody(facts)
    years = applied(DUES_YEARS, at.version, facts.settings.stricter)
    for who, key, unit in employers(facts):
        if unit.dues_arrears is None:
            yield asked(f"{who}近三年拨缴工会经费：未说明", "填写欠缴记录；没有欠缴的，填写“无”", part=key("dues"))
        elif not unit.dues_arrears:
            yield met(f"{who}近三年及时足额拨缴工会经费")
        for arrears in unit.dues_arrears or ():
            paid = f"{day_words(arrears.paid_on)}补缴" if arrears.paid_on else "尚未补缴"
            seen = f"{who}{day_words(arrears.due_on)}应拨缴的工会经费未及时足额拨缴，{paid}"
            last = arrears.paid_on or at.as_of
            if arrears.due_on > at.as_of:
                yield met(f"{seen}；晚于检查日{day_words(at.as_of)}，尚不计入")
            elif within(last, years, filing_day(facts, at.as_of)):
                yield not_met(seen, f"足额补缴，并自补缴之日起满 {years} 年后方可申报")
            else:
                yield met(f"{seen}；已超过 {years} 年")


@law.rule("第十二条第（五）项")
def employer_keeps_its_institutions(facts: Collective, at: Dates) -> Iterator[Observation]:
    """民主管理、集体协商、劳动争议调解等制度机制落实"""
    yield from nobody(facts)
    for who, key, unit in employers(facts):
        yield stated(unit.democratic_management, f"{who}民主管理制度机制落实", "落实后再申报", part=key("democracy"))
        yield stated(unit.collective_bargaining, f"{who}集体协商制度机制落实", "落实后再申报", part=key("bargaining"))
        yield stated(unit.dispute_mediation, f"{who}劳动争议调解制度机制落实", "落实后再申报", part=key("mediation"))


@law.rule("第十二条第（六）项")
def employer_is_under_no_penalty(facts: Collective, at: Dates) -> Iterator[Observation]:
    """没有违法违纪行为受到处罚并在影响期之内

    A penalty that weighed on the filing day bars until conferral; one whose end nobody knows must be looked into.
    """
    yield from nobody(facts)
    filed = filing_day(facts, at.as_of)
    for who, key, unit in employers(facts):
        if unit.penalties is None:
            yield asked(f"{who}违法违纪受处罚情况：未说明", "填写处罚记录；没有的，填写“无”", part=key("penalties"))
        elif not unit.penalties:
            yield met(f"{who}没有违法违纪受处罚的记录")
        for penalty in unit.penalties or ():
            seen = f"{who}{day_words(penalty.imposed_on)}受到处罚{f'（{penalty.about}）' if penalty.about else ''}"
            if penalty.imposed_on > at.as_of:
                yield met(f"{seen}，晚于检查日{day_words(at.as_of)}，尚不计入")
            elif penalty.weighs_until is None:
                part = key(f"penalty-{penalty.imposed_on}")
                yield asked(f"{seen}，影响期截止日不明", "向处罚机关查明影响期截止日", part=part)
            elif penalty.weighs_until >= filed:
                yield not_met(f"{seen}，影响期至{day_words(penalty.weighs_until)}", "影响期届满后方可申报")
            else:
                yield met(f"{seen}，影响期已于{day_words(penalty.weighs_until)}届满")


@law.rule("第十二条第（六）项")
def employer_is_not_under_inquiry(facts: Collective, at: Dates) -> Iterator[Observation]:
    """没有正在被执法执纪部门调查处理"""
    yield from nobody(facts)
    for who, key, unit in employers(facts):
        if unit.investigations is None:
            part = key("investigations")
            yield asked(f"{who}执法执纪部门调查情况：未说明", "填写调查情况；没有的，填写“无”", part=part)
        elif not unit.investigations:
            yield met(f"{who}没有被执法执纪部门调查")
        for inquiry in unit.investigations or ():
            seen = f"{who}{day_words(inquiry.opened_on)}被{inquiry.by or '执法执纪部门'}调查"
            if inquiry.opened_on > at.as_of:
                yield met(f"{seen}，晚于检查日{day_words(at.as_of)}，尚不计入")
            elif inquiry.closed_on is None or inquiry.closed_on > at.as_of:
                yield not_met(f"{seen}，尚未结案", "结案后方可申报")
            else:
                yield met(f"{seen}，已于{day_words(inquiry.closed_on)}结案")
