"""全国优秀工会工作者: cadres of grassroots unions and, up to 处级, of union offices (第五条第三款、第八条、第十三条)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from regulation import article_5, article_13
from regulation.contract import Contract
from regulation.engine import Dates, Law, Observation
from regulation.facts import Grade, Person, Post, ProvincialTitle, Rank, Said, Term, UnitNature, YearGrade
from regulation.grounds import grounds_of
from regulation.honours import Honour
from regulation.observing import asked, attested, met, not_met, unfilled
from regulation.opinions import opinions_required
from regulation.paperwork import Paper, PaperKind, papers_of_filing
from regulation.parameters import YEARS_LOOKED_AT, applied
from regulation.periods import complete_years_before, filing_day
from regulation.words import Worded
from regulation.yearly import drawn_from

law = Law("outstanding_worker", Honour.OUTSTANDING_WORKER.title)


class CadreKind(Worded):
    """In what capacity a person works for a union."""

    FULL_TIME = "full_time", "基层工会专职干部"
    PART_TIME = "part_time", "基层工会兼职干部"
    SOCIALISED = "socialised", "专职社会化工会工作者"
    OFFICE = "office", "工会领导机关干部"
    NONE = "none", "未担任工会职务"


@dataclass(frozen=True, kw_only=True)
class CadreUnion:
    """The grassroots union whose cadre the candidate is, as Article 13 looks at it."""

    name: Annotated[str, "所在基层工会名称"] = ""
    nature: Annotated[UnitNature | None, "所在单位性质"] = None
    structure_arbitrarily_removed: Annotated[Said, "工会组织和工作机构被随意撤销、合并或归属到党政部门"] = None
    elections_on_time: Annotated[Said, "依法按期换届选举"] = None
    qualifies_for_legal_person: Annotated[Said, "具备工会法人资格登记条件"] = None
    is_legal_person: Annotated[Said, "已依法进行工会法人资格登记"] = None
    own_account: Annotated[Said, "依法独立设立工会经费账户"] = None
    serious_funds_problem: Annotated[Said, "工会经费使用管理出现严重问题"] = None
    workers_congress: Annotated[Said, "推动落实职工代表大会制度"] = None
    factory_openness: Annotated[Said, "推动落实厂务公开制度"] = None
    collective_bargaining: Annotated[Said, "进行集体协商"] = None
    collective_contract: Annotated[Said, "签订集体合同"] = None


@dataclass(frozen=True, kw_only=True)
class Worker(Person):
    """申报全国优秀工会工作者的个人情况"""

    cadre: Annotated[CadreKind | None, "工会干部类型；尚未填写的为空"]
    provincial_title: Annotated[ProvincialTitle | None, "省级同类荣誉"] = None
    posts: Annotated[tuple[Term, ...], "工会任职经历（主席、副主席必填，含以前任职的基层工会）"] = ()
    yearly_grades: Annotated[tuple[YearGrade, ...], "任基层工会主席、副主席期间的会员代表大会年度测评"] = ()
    union: Annotated[CadreUnion, "所在基层工会情况；工会领导机关干部不适用"] = field(default_factory=CadreUnion)

    @property
    def of_grassroots_union(self) -> bool:
        """A cadre of a grassroots union, whom Article 13 reaches; those of union offices are not."""
        return self.cadre in (CadreKind.FULL_TIME, CadreKind.PART_TIME, CadreKind.SOCIALISED)

    def terms_as_chair(self) -> tuple[Term, ...]:
        """Time in office as chair or vice-chair of any grassroots union."""
        return tuple(t for t in self.posts if t.grassroots and t.post in (Post.CHAIR, Post.VICE_CHAIR))


@law.rule("第五条第三款")
def is_in_scope(facts: Worker, at: Dates) -> Iterator[Observation]:
    """从基层工会专兼职干部、专职社会化工会工作者、各级工会领导机关处级以下干部中评选

    处级以下 limits only the cadres of union offices.
    """
    if facts.cadre is None:
        yield unfilled("工会干部类型")
    elif facts.cadre is CadreKind.NONE:
        yield not_met("未担任工会职务", "只有工会干部或专职社会化工会工作者可以申报；骨干会员可推荐为积极分子")
    elif facts.cadre is CadreKind.OFFICE and facts.rank.is_above(Rank.DIVISION):
        yield not_met(f"{facts.cadre.label}，{facts.rank.label}", "工会领导机关干部须为处级以下")
    elif facts.cadre is CadreKind.OFFICE:
        yield met(f"{facts.cadre.label}，{facts.rank.label}")
    else:
        yield met(facts.cadre.label)


@law.rule("第八条", generally=True)
def comes_from_provincial_outstanding_workers(facts: Worker, at: Dates) -> Iterator[Observation]:
    """一般从省级优秀工会工作者中产生"""
    yield drawn_from(facts.provincial_title, Honour.OUTSTANDING_WORKER, facts.settings)


@law.rule("第八条第（一）项")
def is_politically_sound(facts: Worker, at: Dates) -> Iterator[Observation]:
    """学习贯彻习近平新时代中国特色社会主义思想，坚定走中国特色社会主义工会发展道路"""
    yield attested("政治表现")


@law.rule("第八条第（二）项")
def keeps_the_institutions(facts: Worker, at: Dates) -> Iterator[Observation]:
    """坚持原则，模范执行工会各项制度，推动落实民主管理、厂务公开和集体协商，所在单位劳动关系和谐稳定"""
    yield attested("执行会员代表大会、民主选举、会务公开、会员评议职工之家等制度情况", part="institutions")
    yield attested("推动落实职工代表大会、厂务公开和集体协商情况", part="democracy")
    yield attested("所在单位劳动关系和谐稳定", part="harmony")


@law.rule("第八条第（三）项")
def serves_the_workers(facts: Worker, at: Dates) -> Iterator[Observation]:
    """尽职尽责，热忱服务职工群众，维护职工合法权益，受到职工广泛信赖"""
    yield attested("履职、服务职工和受职工信赖情况")


@law.rule("第八条第（四）项")
def is_honest(facts: Worker, at: Dates) -> Iterator[Observation]:
    """遵纪守法，廉洁自律，作风民主，密切联系职工群众，自觉接受批评监督"""
    yield attested("遵纪守法、廉洁自律、作风民主情况")


@law.rule("第八条第（四）项")
def was_graded_satisfied_each_year_in_office(facts: Worker, at: Dates) -> Iterator[Observation]:
    """基层工会主席、副主席近三年的工会会员代表大会测评等次均为满意

    Looked at are the years at whose end the person was chair or vice-chair of any grassroots union; a year left in
    midterm is asked about; none yet asks for evidence (决定 3).
    """
    filed = filing_day(facts, at.as_of)
    terms = facts.terms_as_chair()
    if not any(term.covers(filed) for term in terms):
        yield met("申报时不是基层工会主席、副主席，不要求会员代表大会测评")
        return
    number = applied(YEARS_LOOKED_AT, at.version, facts.settings.stricter)
    looked_at = [y for y in complete_years_before(filed, number) if any(_in_year(t, y) for t in terms)]
    if not looked_at:
        yield asked(
            "近三年尚无任基层工会主席、副主席的完整测评年度", "由审查单位认定任职以来的履职评价并附材料", part="new"
        )
    for year in looked_at:
        yield _grade(facts, year, terms)


def _in_year(term: Term, year: int) -> bool:
    return term.since.year <= year and (term.until is None or term.until.year >= year)


def _grade(facts: Worker, year: int, terms: tuple[Term, ...]) -> Observation:
    grades = [g for g in facts.yearly_grades if g.year == year]
    if len(grades) > 1:
        return not_met(f"{year} 年测评填报了 {len(grades)} 次", "每一年度只保留一条测评结果")
    if grades:
        seen = f"{year} 年测评等次：{grades[0].grade.label}"
        return met(seen) if grades[0].grade is Grade.SATISFIED else not_met(seen, "近三年测评等次须均为满意")
    if not any(term.covers(date(year, 12, 31)) for term in terms):
        return asked(f"{year} 年内离任，没有测评结果", "由审查单位认定当年履职评价并附材料", part=f"year-{year}")
    return not_met(f"{year} 年在任，没有测评结果", "补填当年会员代表大会（会员大会）测评等次；当年没有测评的，不符合")


law.include(article_13.law)
law.include(article_5.law)


def documents(facts: Worker) -> tuple[Paper, ...]:
    """The papers expected with a filing."""
    return (
        *papers_of_filing(facts),
        Paper(PaperKind.PROVINCIAL_TITLE, facts.provincial_title is not None, "第八条"),
        Paper(PaperKind.YEARLY_GRADES, bool(facts.terms_as_chair()), "第八条第（四）项"),
    )


CONTRACT = Contract(
    Honour.OUTSTANDING_WORKER, Worker, law, opinions_required, documents, grounds_of(Honour.OUTSTANDING_WORKER)
)
