"""The nouns that the honours share: what is known of a candidate, as counts, days and declared yes, no or not said.

Every field carries its Chinese description (`Annotated`), from which the JSON schema is made. A question nobody has
answered is `None` and asks for evidence; an empty tuple says "there was none".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Annotated

from regulation.honours import Honour
from regulation.words import Worded

Said = bool | None  # 是、否、未说明


class UnitNature(Worded):
    """单位性质, as the forms of the award list it; each round maps it to public or non-public once."""

    STATE = "state", "国有企业"
    STATE_HOLDING = "state_holding", "国有控股企业"
    COLLECTIVE = "collective", "集体企业"
    PRIVATE = "private", "民营企业"
    FOREIGN = "foreign", "外商投资企业"
    HMT = "hmt", "港澳台商投资企业"
    ORGAN = "organ", "机关"
    INSTITUTION = "institution", "事业单位"
    ASSOCIATION = "association", "社会团体"
    SOCIAL_SERVICE = "social_service", "社会服务机构"
    OTHER = "other", "其他"


class Reading(Worded):
    """Readings of the satisfaction rate; the round decides which one counts, all are shown."""

    SATISFIED_OF_RETURNED = "satisfied_of_returned", "满意票÷收回票"
    CONTENT_OF_RETURNED = "content_of_returned", "（满意票＋基本满意票）÷收回票"
    SATISFIED_OF_ISSUED = "satisfied_of_issued", "满意票÷发出票"


class TitleIssuer(Worded):
    """Who gave an earlier title of the same kind."""

    PROVINCE = "province", "省（区、市）"
    INDUSTRIAL = "industrial", "全国产业工会"
    CENTRAL = "central", "中央和国家机关工会联合会"
    CORPS = "corps", "新疆生产建设兵团"
    OTHER = "other", "其他（地市级、县级等）"


class AccidentClass(Worded):
    """Classes of work-safety accidents (生产安全事故报告和调查处理条例第三条)."""

    ORDINARY = "ordinary", "一般"
    LARGER = "larger", "较大"
    MAJOR = "major", "重大"
    GRAVE = "grave", "特别重大"


class Grade(Worded):
    """Grade that the members' representative assembly gave a chair in a year."""

    SATISFIED = "satisfied", "满意"
    BASICALLY = "basically", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"


class Post(Worded):
    """Post in a union."""

    CHAIR = "chair", "主席"
    VICE_CHAIR = "vice_chair", "副主席"
    OTHER = "other", "其他"


class Rank(Worded):
    """职务级别, highest first."""

    NATIONAL = "national", "国家级"
    MINISTRY = "ministry", "省部级"
    BUREAU = "bureau", "厅局级"
    DIVISION = "division", "县处级"
    SECTION = "section", "乡科级"
    BELOW = "below", "科级以下"
    NONE = "none", "无行政级别"

    def is_above(self, other: Rank) -> bool:
        """Higher in rank; 以下 includes the rank itself."""
        order = list(Rank)
        return order.index(self) < order.index(other)


@dataclass(frozen=True, kw_only=True)
class Attestation:
    """A person answers for one item that numbers cannot decide, with a document (认定)."""

    key: Annotated[str, "所认定的条款：检查结果中给出的认定编号"]
    by: Annotated[str, "认定人或认定单位"]
    statement: Annotated[str, "认定内容"]
    document: Annotated[str, "证明材料；没有材料的认定不算数"] = ""
    holds: Annotated[bool, "认定结论：是=符合，否=经查不符合"] = True
    on: Annotated[date | None, "认定日期"] = None


@dataclass(frozen=True, kw_only=True)
class Ballot:
    """The ballots of one year's 会员评议职工之家. Counts, never percentages."""

    issued: Annotated[int, "发出票数"]
    returned: Annotated[int, "收回票数"]
    satisfied: Annotated[int, "满意票数"]
    basically: Annotated[int, "基本满意票数"] = 0
    dissatisfied: Annotated[int, "不满意票数"] = 0

    def count(self, reading: Reading) -> tuple[int, int]:
        """Votes counted, and what they are counted against."""
        if reading is Reading.CONTENT_OF_RETURNED:
            return self.satisfied + self.basically, self.returned
        if reading is Reading.SATISFIED_OF_ISSUED:
            return self.satisfied, self.issued
        return self.satisfied, self.returned

    @property
    def consistent(self) -> bool:
        """No more returned than issued, no more cast than returned."""
        return 0 <= self.satisfied + self.basically + self.dissatisfied <= self.returned <= self.issued


@dataclass(frozen=True, kw_only=True)
class YearFigures:
    """Employees, members and ballots of one calendar year (第六条第（二）（六）项，第七条第（二）（五）项)."""

    year: Annotated[int, "年度"]
    employees: Annotated[int, "职工数（含农民工、劳务派遣工）"]
    members: Annotated[int, "会员数（含农民工、劳务派遣工）"]
    includes_all: Annotated[bool, "职工数、会员数已含农民工、劳务派遣工"] = True
    ballot: Annotated[Ballot | None, "当年评议职工之家的票数；由会员大会或会员代表大会评议"] = None
    counted_under: Annotated[str, "更名、合并前的单位名称（当年以原单位名义统计的）"] = ""


@dataclass(frozen=True, kw_only=True)
class YearGrade:
    """The grade that the members' representatives gave a chair or vice-chair in one year (第八条第（四）项)."""

    year: Annotated[int, "年度"]
    grade: Annotated[Grade, "测评等次"]
    document: Annotated[str, "测评结果材料"] = ""


@dataclass(frozen=True, kw_only=True)
class Term:
    """Time in office in one union."""

    post: Annotated[Post, "工会职务"]
    since: Annotated[date, "任职起始日"]
    until: Annotated[date | None, "任职结束日；在任的不填"] = None
    grassroots: Annotated[bool, "是否基层工会的职务"] = True
    union: Annotated[str, "工会名称"] = ""

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, kw_only=True)
class Accident:
    """A work-safety accident at an employer."""

    on: Annotated[date, "发生日期"]
    grade: Annotated[AccidentClass, "事故等级"]
    responsible: Annotated[Said, "是否经认定为生产安全责任事故；未认定的不填"] = None


@dataclass(frozen=True, kw_only=True)
class MassIncident:
    """A collective incident of employees."""

    on: Annotated[date, "发生日期"]
    caused_by_breach: Annotated[Said, "是否因单位违反法律法规引发；未查明的不填"] = None


@dataclass(frozen=True, kw_only=True)
class DuesArrears:
    """Union dues that were not paid on time or in full; paying later does not undo it."""

    due_on: Annotated[date, "应拨缴日期"]
    paid_on: Annotated[date | None, "补缴日期；尚未补缴的不填"] = None


@dataclass(frozen=True, kw_only=True)
class Penalty:
    """A penalty for a breach of law or discipline and how long it weighs."""

    imposed_on: Annotated[date, "处罚决定日期"]
    weighs_until: Annotated[date | None, "影响期截止日；不明的不填"] = None
    about: Annotated[str, "处罚机关和事由"] = ""


@dataclass(frozen=True, kw_only=True)
class Investigation:
    """An inquiry by a body of law enforcement or discipline."""

    opened_on: Annotated[date, "立案或开始调查日期"]
    closed_on: Annotated[date | None, "结案日期；尚未结案的不填"] = None
    by: Annotated[str, "执法执纪部门"] = ""


@dataclass(frozen=True, kw_only=True)
class Employer:
    """One employer whose union is a candidate, as Article 12 looks at it."""

    name: Annotated[str, "单位名称"]
    credit_code: Annotated[str, "统一社会信用代码"] = ""
    nature: Annotated[UnitNature | None, "单位性质"] = None
    contracts_with_all: Annotated[Said, "与全体职工签订劳动合同"] = None
    wages_in_arrears: Annotated[Said, "拖欠职工工资"] = None
    social_insurance_paid: Annotated[Said, "按规定缴纳职工社会保险费"] = None
    other_labour_breach: Annotated[Said, "有其他违反劳动法律法规行为"] = None
    accidents: Annotated[tuple[Accident, ...] | None, "近三年安全生产事故；没有发生的填空列表"] = None
    severe_occupational_hazard: Annotated[Said, "职业病危害严重"] = None
    energy_over_limit: Annotated[Said, "能源消耗超标"] = None
    severe_pollution: Annotated[Said, "环境污染严重"] = None
    major_hazard: Annotated[Said, "存在重大安全隐患"] = None
    refuses_to_mend_hazard: Annotated[Said, "对重大安全隐患拒不整改"] = None
    frequent_disputes: Annotated[Said, "劳动争议案件多发"] = None
    mass_incidents: Annotated[tuple[MassIncident, ...] | None, "近三年职工群体性事件；没有的填空列表"] = None
    dues_arrears: Annotated[
        tuple[DuesArrears, ...] | None, "近三年未依法及时足额拨缴工会经费的情况；没有的填空列表"
    ] = None
    democratic_management: Annotated[Said, "民主管理制度机制落实"] = None
    collective_bargaining: Annotated[Said, "集体协商制度机制落实"] = None
    dispute_mediation: Annotated[Said, "劳动争议调解制度机制落实"] = None
    penalties: Annotated[tuple[Penalty, ...] | None, "违法违纪受到的处罚；没有的填空列表"] = None
    investigations: Annotated[tuple[Investigation, ...] | None, "执法执纪部门的调查处理；没有的填空列表"] = None


@dataclass(frozen=True, kw_only=True)
class ProvincialTitle:
    """The earlier title from which a national one is drawn as a rule (第六、七、八条)."""

    kind: Annotated[Honour, "称号种类：与申报荣誉同类"]
    issuer: Annotated[TitleIssuer, "授予单位"] = TitleIssuer.PROVINCE
    title: Annotated[str, "称号全称"] = ""
    document_number: Annotated[str, "表彰文号"] = ""


class MatchedBy(Worded):
    """A match by code is a finding, a match by name only a hint for people."""

    CODE = "code", "代码一致"
    NAME = "name", "名称相同"


@dataclass(frozen=True, kw_only=True)
class EarlierHonour:
    """One of the five honours that the candidate already holds (第五条第六款)."""

    honour: Annotated[Honour, "已获荣誉"]
    year: Annotated[int, "表彰或命名年度"]
    document_number: Annotated[str, "表彰决定文号"] = ""
    matched_by: Annotated[MatchedBy, "如何查得：代码一致或仅名称相同"] = MatchedBy.CODE


ACCEPTED_ISSUERS = (TitleIssuer.PROVINCE, TitleIssuer.INDUSTRIAL, TitleIssuer.CENTRAL, TitleIssuer.CORPS)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a round has decided where the regulation is silent, and what its recommending unit asks beyond it."""

    satisfaction: Annotated[Reading, "满意率算法"] = Reading.SATISFIED_OF_RETURNED
    title_issuers: Annotated[tuple[TitleIssuer, ...], "视同省级称号的授予单位"] = ACCEPTED_ISSUERS
    several_honours: Annotated[bool, "允许同一人在本轮申报多项荣誉"] = False
    stricter: Annotated[Mapping[str, Fraction], "本地区、本产业更严的标准（第二十九条）：参数编号和数值"] = field(
        default_factory=dict
    )


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """What every collective and every person brings."""

    name: Annotated[str, "集体名称或个人姓名"] = ""
    filed_on: Annotated[date | None, "申报日；不填的按检查日"] = None
    inside_china: Annotated[bool, "在我国境内"] = True
    earlier_honours: Annotated[tuple[EarlierHonour, ...], "已获五项荣誉的记录"] = ()
    also_filed_for: Annotated[tuple[Honour, ...], "同一对象在本轮申报推荐的其他荣誉"] = ()
    has_party_organ: Annotated[Said, "本单位有党组织"] = None
    has_discipline_organ: Annotated[Said, "本单位有纪检组织"] = None
    organs_absent_statement: Annotated[str, "没有党组织或纪检组织的情况说明"] = ""
    attestations: Annotated[tuple[Attestation, ...], "对定性条件的认定"] = ()
    settings: Annotated[Settings, "本轮设置"] = field(default_factory=Settings)


@dataclass(frozen=True, kw_only=True)
class Collective(Candidate):
    """A union or a part of one, with its years and its employers."""

    provincial_title: Annotated[ProvincialTitle | None, "省级同类荣誉"] = None
    years: Annotated[tuple[YearFigures, ...], "近三年逐年数据，每年一条"] = ()
    employers: Annotated[tuple[Employer, ...], "所在单位；联合基层工会填全部成员单位"] = ()
    qualifies_for_legal_person: Annotated[Said, "具备取得社会团体法人资格的条件"] = None
    is_legal_person: Annotated[Said, "已取得社会团体法人资格"] = None


@dataclass(frozen=True, kw_only=True)
class Person(Candidate):
    """A person, and what decides whose opinions must be heard (第十六条第二款)."""

    party_leading_cadre: Annotated[Said, "党员领导干部"] = None
    public_official: Annotated[Said, "公职人员"] = None
    managed_by: Annotated[str, "按照干部管理权限管理本人的单位"] = ""
    rank: Annotated[Rank, "职务级别"] = Rank.NONE
    woman: Annotated[bool, "女性"] = False
