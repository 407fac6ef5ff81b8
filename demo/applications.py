"""What an invented clerk fills in: every section of an application, its opinions and its attestations, lawful throughout."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from demo.invented import Somebody, credit_code, person_name, somebody, words
from nominations.sections import Filled
from regulation.facts import UnitNature
from regulation.honours import Honour
from regulation.words import day_words
from unions.models import Union

Sections = dict[str, Filled]
OFFICIAL = frozenset({UnitNature.ORGAN, UnitNature.INSTITUTION})
STATE = frozenset({UnitNature.STATE, UnitNature.STATE_HOLDING, *OFFICIAL})
YEARS = 3


@dataclass(frozen=True)
class Case:
    """Who is nominated for what: everything from which the application follows."""

    honour: Honour
    union: Union
    number: int  # of its own among all invented cases: codes and ID numbers follow from it
    on: date  # the day on which it is filled in
    nature: UnitNature = UnitNature.PRIVATE
    subject_union: Union | None = None
    front_line: bool = True
    titled: bool = True
    official: bool = False
    name: str = ""
    trade: str = "装备制造"

    @property
    def rng(self) -> Random:
        return Random(self.number)

    @property
    def employer(self) -> str:
        """The unit behind the filing union."""
        return self.union.name.removesuffix("委员会").removesuffix("工会").removesuffix("总") or self.union.name


def sections(case: Case) -> Sections:
    """All sections of the application."""
    return _BUILDERS[case.honour](case) | {"deeds": _deeds(case), "opinions": _organs(case)} | _title(case)


def opinions(case: Case, *, on: date) -> list[dict[str, Any]]:
    """Every opinion that Article 16 asks for this case; the papers are added by who records them."""
    members = 60 + case.number % 240
    present = members - case.number % 7
    found: list[dict[str, Any]] = [
        {
            "kind": "members",
            "giver": "会员代表大会",
            "assembly": "representatives",
            "statement": f"同意推荐。截至{day_words(on)}，会员代表未提出不同意见。",
            "counts": {"entitled": members, "present": present, "in_favour": present, "against": 0, "abstained": 0},
        },
        {"kind": "party", "giver": f"中共{case.employer}委员会", "statement": _clean(on)},
    ]
    if case.nature in STATE:
        found.append({"kind": "discipline", "giver": f"{case.employer}纪委", "statement": _clean(on)})
    if case.official:
        found.append({"kind": "supervision", "giver": "有管理权限的纪委监委", "statement": _clean(on)})
        found.append({"kind": "personnel", "giver": "有管理权限的组织人事部门", "statement": _clean(on)})
    return [row | {"as_of": on} for row in found]


def _clean(on: date) -> str:
    return f"同意推荐。截至{day_words(on)}，未发现违法违纪问题。"


# --- collectives --------------------------------------------------------------------------------------------------------

_TRUE_OF_HOMES = words(
    "separate_organisation committee audit_committee women_committee protection_committee supervision_committee own_account dues_paid funds_in_order "
    "assembly_system election_system openness_system review_system workers_congress factory_openness collective_bargaining collective_contract mediation"
)
_TRUE_OF_SMALL = [
    "leader_elected",
    "openness_system",
    "factory_openness",
    "collective_bargaining",
    "innovation",
    "premises",
]


def _home(case: Case) -> Sections:
    year = case.on.year
    return {
        "basic": Filled(_basic(case) | {"founding": "single"} if _founded_by_one(case) else _basic(case)),
        "organisation": Filled(
            dict.fromkeys(_TRUE_OF_HOMES, True)
            | {
                "account_proof": "基本存款账户信息（已上传）",
                "workers_congress_on": date(year - 1, 11, 20),
                "collective_contract_until": date(year + 2, 6, 30),
            }
        ),
        "years": _years(case),
        "employers": _employers(case),
    }


def _founded_by_one(case: Case) -> bool:
    return case.union.kind == "single"


def _small_home(case: Case) -> Sections:
    basic = _basic(case) | {"qualifies_for_legal_person": False, "is_legal_person": False, "union_credit_code": ""}
    return {
        "basic": Filled(basic),
        "organisation": Filled(dict.fromkeys(_TRUE_OF_SMALL, True)),
        "years": _years(case),
        "employers": _employers(case),
    }


def _basic(case: Case) -> dict[str, Any]:
    rng, year = case.rng, case.on.year
    chair = person_name(rng)
    return {
        "industry": case.trade,
        "founded_on": date(1992 + case.number % 24, 5, 1),
        "term_since": date(year - 2, 6, 1),
        "term_until": date(year + 3, 5, 31),
        "chair": chair,
        "contact": person_name(rng),
        "phone": f"1990{case.number % 10_000_000:07d}",
        "qualifies_for_legal_person": True,
        "is_legal_person": True,
        "union_credit_code": credit_code(case.number, prefix="81"),
    }


def _years(case: Case) -> Filled:
    """Counts of the three complete years; the rates lie between 91 and 99 percent."""
    rows = []
    employees = 120 + case.number * 37 % 900
    for year in range(case.on.year - YEARS, case.on.year):
        members = employees - employees * (1 + (case.number + year) % 8) // 100
        issued = members - members // 20
        returned = issued - issued // 40
        basically = returned * (1 + (case.number + year) % 6) // 100
        rows.append(
            {
                "year": year,
                "employees": employees,
                "members": members,
                "issued": issued,
                "returned": returned,
                "satisfied": returned - basically - returned // 100,
                "basically": basically,
                "dissatisfied": returned // 100,
                "counted_under": "",
            }
        )
        employees += employees // 30
    return Filled(rows={"years": rows})


def _employers(case: Case) -> Filled:
    row: dict[str, Any] = {
        "name": case.employer,
        "credit_code": credit_code(case.number),
        "nature": case.nature.value,
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
    }
    return Filled(rows={"employers": [row], "records": []})


# --- persons ------------------------------------------------------------------------------------------------------------


def _person(case: Case) -> tuple[Somebody, dict[str, Any], dict[str, Any]]:
    who, year = somebody(case.number, rng=case.rng), case.on.year
    basic = {
        "name": case.name or who.name,
        "sex": who.sex,
        "ethnicity": who.ethnicity,
        "born_on": who.born_on,
        "id_number": who.id_number,
        "phone": who.phone,
        "native_place": "江苏苏州" if case.number % 2 else "山东济南",
        "political_status": "中共党员" if case.official or case.number % 3 else "群众",
        "education": ("大学本科", "大学专科", "硕士研究生", "高中")[case.number % 4],
        "work_since": date(who.born_on.year + 22, 7, 1),
    }
    work = {
        "workplace": case.employer,
        "workplace_code": credit_code(case.number),
        "workplace_nature": case.nature.value,
        "rank": "division" if case.official else "none",
        "leads_unit": False,
        "front_line": False,
        "migrant": case.number % 9 == 0,
        "party_leading_cadre": case.official,
        "public_official": case.official,
        "managed_by": "市委组织部" if case.official else "",
        "resume": f"{who.born_on.year + 22}年至{year - 8}年，在本单位从事技术工作；{year - 8}年至今，参与、主持本单位工会工作。",
    }
    return who, basic, work


def _worker(case: Case) -> Sections:
    _, basic, work = _person(case)
    year = case.on.year
    chair = case.number % 2 == 0
    terms = [
        {
            "union_name": case.union.name,
            "post": "chair" if chair else "other",
            "grassroots": True,
            "since": date(year - 7, 3, 1),
            "until": None,
        }
    ]
    grades = [{"year": y, "grade": "satisfied"} for y in range(year - YEARS, year)] if chair else []
    kind = ("full_time", "part_time", "socialised")[case.number % 3]
    return {
        "basic": Filled(basic),
        "work": Filled(work | {"cadre": kind, "job": "工会主席" if chair else "工会干事"}),
        "terms": Filled(rows={"terms": terms, "grades": grades}),
        "union": Filled(
            dict.fromkeys(_OF_ITS_UNION, True)
            | {"structure_arbitrarily_removed": False, "serious_funds_problem": False}
        ),
    }


_OF_ITS_UNION = words(
    "elections_on_time qualifies_for_legal_person is_legal_person own_account workers_congress factory_openness collective_bargaining collective_contract"
)


def _activist(case: Case) -> Sections:
    _, basic, work = _person(case)
    job = "装配车间高级技师" if case.front_line else "行政专员"
    own = {"activist_kind": "backbone", "keeps_job": True, "front_line": case.front_line, "job": job}
    return {"basic": Filled(basic), "work": Filled(work | own)}


def _friend(case: Case) -> Sections:
    _, basic, work = _person(case)
    kind = "party_government" if case.nature is UnitNature.ORGAN else "enterprise"
    own = {
        "leader_kind": kind,
        "refuses_dues": False,
        "leads_unit": True,
        "job": "党组书记、局长" if kind == "party_government" else "党委书记、董事长",
    }
    if kind == "party_government":
        own["rank"] = "division"
    return {"basic": Filled(basic), "work": Filled(work | own)}


# --- what all of them have ------------------------------------------------------------------------------------------------


def _organs(case: Case) -> Filled:
    discipline = case.nature in STATE
    absent = "" if discipline else "本单位设有党组织，没有设立纪检组织，由上级党组织纪检委员履行职责。"
    return Filled({"has_party_organ": True, "has_discipline_organ": discipline, "organs_absent_statement": absent})


def _title(case: Case) -> Sections:
    if case.honour in (Honour.OUTSTANDING_ACTIVIST, Honour.UNION_FRIEND):
        return {}
    if not case.titled:
        return {"title": Filled(rows={"title": []})}
    year = case.on.year - 1 - case.number % 3
    row = {
        "issuer": "province",
        "title": case.honour.title.replace("全国", "省级"),
        "number": f"总工发〔{year}〕{1 + case.number % 60}号",
        "year": year,
    }
    return {"title": Filled(rows={"title": [row]})}


_OPENINGS = (
    "坚持把思想引领摆在首位，组织宣讲进车间、进班组，职工听得懂、记得住。",
    "把会员需要放在心上，每年走访慰问，困难职工一户一策建档帮扶。",
    "推动职工代表大会质量评估，职工代表提案件件有答复、事事有着落。",
)
_MIDDLES = (
    "近三年开展劳动和技能竞赛三十余场，职工提出合理化建议四百多条，采纳实施一百六十余条。",
    "建成职工书屋、心灵驿站和母婴休息室，错峰开放，倒班职工也能用得上。",
    "集体协商先听职工意见，工资集体合同续签后一线岗位年均增收百分之五以上。",
    "设立劳动争议调解室，小纠纷不出班组，近三年没有一起争议进入仲裁。",
    "实行会务公开，经费收支按季上墙、上网，接受会员监督。",
)
_ENDINGS = (
    "会员评议职工之家满意率连年保持在百分之九十以上。",
    "职工说：有事找工会，心里有底。",
    "工会工作得到职工和上级工会的一致认可。",
)


def _deeds(case: Case) -> Filled:
    rng = case.rng
    middles = rng.sample(_MIDDLES, 4)
    short = rng.choice(_OPENINGS) + middles[0] + rng.choice(_ENDINGS)
    long = "\n".join(
        [
            f"一、思想引领有声有色。{rng.choice(_OPENINGS)}{middles[0]}",
            f"二、服务职工有心有力。{middles[1]}{middles[2]}",
            f"三、民主管理有章有法。{middles[3]}{rng.choice(_ENDINGS)}",
        ]
    )
    return Filled({"deeds_short": short, "deeds": long})


_BUILDERS: dict[Honour, Callable[[Case], Sections]] = {
    Honour.MODEL_HOME: _home,
    Honour.MODEL_SMALL_HOME: _small_home,
    Honour.OUTSTANDING_WORKER: _worker,
    Honour.OUTSTANDING_ACTIVIST: _activist,
    Honour.UNION_FRIEND: _friend,
}
