"""Nominations in any early state, walked there through the real verbs. The other apps' tests build on these.

round = opened(cast)                                  # tests.honors.builders
case = filed(complete(draft(cast, round, Honour.MODEL_HOME), by=cast.clerk))
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from stdnum.cn import ric

from documents.actions import store
from documents.models import Document
from honors.models import Round
from nominations.actions.drafts import begin, save_all
from nominations.actions.filing import file, open_unit_notice
from nominations.actions.papers import attest_all, record_opinion
from nominations.content import application_of
from nominations.facts import judge
from nominations.models import Nomination
from nominations.sections import Filled
from publicity.models import Notice
from regulation.engine import Result
from regulation.honours import Honour
from regulation.opinions import OpinionKind
from regulation.windows import in_beijing
from tests.cast import AT, Cast
from tests.honors.builders import a_pdf
from unions.models import Post, Union
from unions.queries import actor

DEEDS_SHORT = "三年来组织职工技能竞赛二十余场，为职工办实事百余件，职工满意度连年保持在百分之九十五以上。"
DEEDS = "该工会坚持以职工为中心，健全制度，维护权益，服务职工。" * 20
CONTACTS = "工会办公室，电话 0512-60000000；纪检组织，电话 0512-60000001，工作日 9:00—17:00"
YEARS = (2023, 2024, 2025)


def draft(
    cast: Cast,
    round: Round,
    honour: Honour = Honour.MODEL_HOME,
    *,
    by: Post | None = None,
    union: Union | None = None,
    subject: Union | None = None,
    at: datetime = AT,
    **more: Any,
) -> Nomination:
    """An empty draft: by the clerk of 苏州某某有限公司, for the union itself, its 工会小组, or a person."""
    post = by or cast.clerk
    if honour is Honour.MODEL_SMALL_HOME and subject is None:
        subject = cast.group
    return begin(round=round, honour=honour, union=union or post.union, subject_union=subject, by=post, at=at, **more)


def draft_home(cast: Cast, round: Round, **more: Any) -> Nomination:
    """An empty draft of a 之家."""
    return draft(cast, round, Honour.MODEL_HOME, **more)


def id_number(serial: int = 1, *, born: date = date(1980, 5, 6), woman: bool = False) -> str:
    """A valid ID number of an invented person; another serial is another person."""
    order = serial * 2 + (0 if woman else 1)
    body = f"110105{born:%Y%m%d}{order:03d}"
    return str(body + ric.calc_check_digit(body + "0"))


def paper(post: Post, at: datetime = AT, name: str = "材料.pdf") -> Document:
    """A scanned document."""
    return store(SimpleUploadedFile(name, a_pdf(), content_type="application/pdf"), by=actor(post), at=at)


def years(*, members: int = 95, employees: int = 100, satisfied: int = 95, returned: int = 100) -> list[dict[str, Any]]:
    """Three whole years of counts."""
    return [
        {
            "year": year,
            "employees": employees,
            "members": members,
            "issued": returned,
            "returned": returned,
            "satisfied": satisfied,
            "basically": returned - satisfied,
            "dissatisfied": 0,
            "counted_under": "",
        }
        for year in YEARS
    ]


def employer(name: str = "苏州某某有限公司", nature: str = "private", **more: Any) -> dict[str, Any]:
    """An employer with nothing against it."""
    return {
        "name": name,
        "credit_code": "",
        "nature": nature,
        "contracts_with_all": True,
        "wages_in_arrears": False,
        "social_insurance_paid": True,
        "other_labour_breach": False,
        "severe_occupational_hazard": False,
        "energy_over_limit": False,
        "severe_pollution": False,
        "major_hazard": False,
        "refuses_to_mend_hazard": False,
        "frequent_disputes": False,
        "democratic_management": True,
        "collective_bargaining": True,
        "dispute_mediation": True,
        "records_checked": True,
        **more,
    }


def title(name: str = "江苏省模范职工之家") -> list[dict[str, Any]]:
    """A provincial title."""
    return [{"issuer": "province", "title": name, "number": "苏工发〔2023〕8号", "year": 2023}]


ORGANS = {"has_party_organ": True, "has_discipline_organ": True, "organs_absent_statement": ""}
HOME_YES = (
    "separate_organisation",
    "committee",
    "audit_committee",
    "women_committee",
    "protection_committee",
    "supervision_committee",
    "own_account",
    "dues_paid",
    "funds_in_order",
    "assembly_system",
    "election_system",
    "openness_system",
    "review_system",
    "workers_congress",
    "factory_openness",
    "collective_bargaining",
    "collective_contract",
    "mediation",
)
SMALL_YES = (
    "leader_elected",
    "openness_system",
    "factory_openness",
    "collective_bargaining",
    "innovation",
    "premises",
)


def sections_for(nomination: Nomination, *, serial: int | None = None) -> dict[str, Filled]:
    """Every section, filled so that nothing stands in the way."""
    if nomination.kind.collective:
        return _collective(nomination)
    return _person(nomination, serial or nomination.pk % 400 + 1)


def _collective(nomination: Nomination) -> dict[str, Filled]:
    home = nomination.kind is Honour.MODEL_HOME
    basic = {
        "chair": "周建国",
        "founded_on": date(2005, 4, 1),
        "term_since": date(2023, 1, 1),
        "term_until": date(2027, 12, 31),
        "contact": "周晓梅",
        "phone": "0512-60000000",
        "qualifies_for_legal_person": False,
        "is_legal_person": False,
    }
    yes = HOME_YES if home else SMALL_YES
    organisation: dict[str, Any] = dict.fromkeys(yes, True)
    if home:
        organisation["account_proof"] = "基本存款账户信息（某某银行苏州分行）"
    return {
        "basic": Filled(basic),
        "organisation": Filled(organisation),
        "years": Filled(rows={"years": years()}),
        "employers": Filled(rows={"employers": [employer()], "records": []}),
        "title": Filled(rows={"title": title("江苏省模范职工之家" if home else "江苏省模范职工小家")}),
        "deeds": Filled({"deeds_short": DEEDS_SHORT, "deeds": DEEDS}),
        "opinions": Filled(dict(ORGANS)),
    }


def _person(nomination: Nomination, serial: int) -> dict[str, Filled]:
    honour = nomination.kind
    woman = serial % 2 == 0
    born = date(1980, 5, 6)
    work: dict[str, Any] = {
        "workplace": "苏州某某有限公司",
        "workplace_nature": "private",
        "job": "工会副主席" if honour is Honour.OUTSTANDING_WORKER else "装配工",
        "rank": "none",
        "front_line": honour is Honour.OUTSTANDING_ACTIVIST,
        "party_leading_cadre": False,
        "public_official": False,
        "resume": "2002年参加工作，历任装配工、班长。",
    }
    if honour is Honour.OUTSTANDING_WORKER:
        work["cadre"] = "part_time"
    elif honour is Honour.OUTSTANDING_ACTIVIST:
        work |= {"activist_kind": "backbone", "keeps_job": True}
    else:
        work |= {"leader_kind": "enterprise", "job": "董事长", "refuses_dues": False}
    sections = {
        "basic": Filled(
            {
                "name": f"王𬱖{'一二三四五六七八九十'[serial % 10]}",
                "sex": "female" if woman else "male",
                "ethnicity": "汉族",
                "born_on": born,
                "id_number": id_number(serial, born=born, woman=woman),
                "phone": "13800000000",
                "political_status": "群众",
                "education": "大学本科",
                "work_since": date(2002, 7, 1),
            }
        ),
        "work": Filled(work),
        "deeds": Filled({"deeds_short": DEEDS_SHORT, "deeds": DEEDS}),
        "opinions": Filled(dict(ORGANS)),
    }
    if honour is Honour.OUTSTANDING_WORKER:
        sections |= _worker()
    return sections


def _worker() -> dict[str, Filled]:
    term = {
        "union_name": "苏州某某有限公司工会委员会",
        "post": "vice_chair",
        "grassroots": True,
        "since": date(2018, 1, 1),
        "until": None,
    }
    union = {
        "structure_arbitrarily_removed": False,
        "elections_on_time": True,
        "qualifies_for_legal_person": False,
        "is_legal_person": False,
        "own_account": True,
        "serious_funds_problem": False,
        "workers_congress": True,
        "factory_openness": True,
        "collective_bargaining": True,
        "collective_contract": True,
    }
    return {
        "terms": Filled(rows={"terms": [term], "grades": [{"year": y, "grade": "satisfied"} for y in YEARS]}),
        "union": Filled(union),
        "title": Filled(rows={"title": title("江苏省优秀工会工作者")}),
    }


def complete(
    nomination: Nomination, *, by: Post, at: datetime = AT, serial: int | None = None, **sections: Filled
) -> Nomination:
    """Fill every section in (those given instead), collect every opinion, attest every condition that asks for it."""
    filled = {**sections_for(nomination, serial=serial), **sections}
    save_all(nomination, sections=filled, revision=application_of(nomination).revision, by=by, at=at)
    with_opinions(nomination, by=by, at=at)
    return attested(nomination, by=by, at=at)


def with_opinions(
    nomination: Nomination,
    *,
    by: Post,
    at: datetime = AT,
    kinds: tuple[OpinionKind, ...] = (OpinionKind.MEMBERS, OpinionKind.PARTY, OpinionKind.DISCIPLINE),
) -> Nomination:
    """The opinions of the members' assembly, the party organ and the discipline organ, all in favour."""
    scan = paper(by, at)
    nomination.refresh_from_db()
    for kind in kinds:
        members = kind is OpinionKind.MEMBERS
        record_opinion(
            nomination,
            kind=kind,
            giver="第五届会员代表大会第三次会议" if members else f"苏州某某有限公司{kind.label}",
            as_of=in_beijing(at).date(),
            document=scan,
            assembly="representatives" if members else "",
            counts={"entitled": 80, "present": 78, "in_favour": 78, "against": 0, "abstained": 0} if members else None,
            by=by,
            at=at,
            version=nomination.version,
        )
    return nomination


def attested(nomination: Nomination, *, by: Post, at: datetime = AT) -> Nomination:
    """Every condition that needs evidence, attested with one paper."""
    nomination.refresh_from_db()
    findings = judge(nomination, as_of=in_beijing(at).date()).findings
    keys = [o.key for f in findings for o in f.observations if o.result is Result.NEEDS_EVIDENCE and o.key]
    if keys:
        attest_all(
            nomination,
            keys=keys,
            attested_by="姑苏区总工会",
            statement="经实地核查，情况属实",
            document=paper(by, at, "认定材料.pdf"),
            by=by,
            at=at,
            version=nomination.version,
        )
    nomination.refresh_from_db()
    return nomination


def on_notice(nomination: Nomination, *, by: Post, at: datetime = AT) -> Nomination:
    """On notice in the unit, with proof of its medium; visible before 17:00 of a working day, that day counts."""
    nomination.refresh_from_db()
    open_unit_notice(
        nomination,
        contacts=CONTACTS,
        medium_visible_at=at,
        medium_page="厂区公示栏",
        by=by,
        at=at,
        version=nomination.version,
    )
    nomination.refresh_from_db()
    return nomination


def notice_of(nomination: Nomination) -> Notice:
    """The notice in the unit that speaks for the case now."""
    assert nomination.unit_notice_id is not None
    return Notice.objects.get(pk=nomination.unit_notice_id)


def after_notice(nomination: Nomination) -> datetime:
    """The morning after the window has ended."""
    return notice_of(nomination).ends_at + timedelta(hours=9)


def filed(nomination: Nomination, *, by: Post, at: datetime = AT, reasons: dict[str, str] | None = None) -> Nomination:
    """Filed on the morning after its notice: shown first, where it has not been."""
    if nomination.unit_notice_id is None:
        on_notice(nomination, by=by, at=at)
    nomination.refresh_from_db()
    return file(nomination, by=by, at=after_notice(nomination), version=nomination.version, reasons=reasons)


def filed_case(
    cast: Cast,
    round: Round,
    honour: Honour = Honour.MODEL_HOME,
    *,
    by: Post | None = None,
    serial: int | None = None,
    **more: Any,
) -> Nomination:
    """From nothing to filed, for any honour."""
    post = by or cast.clerk
    return filed(complete(draft(cast, round, honour, by=post, **more), by=post, serial=serial), by=post)
