"""第二十三、二十四、二十五条: the grounds on which an honour *may* be revoked, item by item, as data.

`可撤销` is never automatic: a ground opens the path of Article 26 and no more. Items with two elements need evidence
of each (`elements`: every group must be evidenced, by any one of its alternatives).
"""

from __future__ import annotations

from dataclasses import dataclass

from regulation.facts import Post
from regulation.honours import Honour
from regulation.words import Worded


class Measured(Worded):
    """What a ground measures by facts of its own, beyond a document for each element."""

    NOTHING = "nothing", "书面证明"
    DISSATISFIED_BALLOTS = "dissatisfied_ballots", "连续两年评议票数"
    DISSATISFIED_GRADES = "dissatisfied_grades", "连续两年测评等次或依法罢免"
    SANCTION = "sanction", "处分种类"
    OTHER = "other", "其他情形（须写明理由，有文件的填写文号）"


@dataclass(frozen=True)
class Element:
    """One fact to be evidenced; the alternatives are words of the text joined by 或."""

    key: str
    alternatives: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """One item: whom it reaches, and what has to be shown."""

    code: str
    article: str
    text: str
    honours: frozenset[Honour]
    elements: tuple[Element, ...]
    measured: Measured = Measured.NOTHING
    only_chairs: bool = False  # 第二十五条: chairs and vice-chairs of grassroots unions

    def reaches(self, honour: Honour, post: Post, *, grassroots: bool) -> bool:
        """Whether this item may be used against a holder of the honour in that post."""
        in_office = grassroots and post in (Post.CHAIR, Post.VICE_CHAIR)
        return honour in self.honours and (in_office or not self.only_chairs)


HOMES = frozenset({Honour.MODEL_HOME, Honour.MODEL_SMALL_HOME})
PERSONS = frozenset(Honour) - HOMES
WORKERS = frozenset({Honour.OUTSTANDING_WORKER})


def _one(*alternatives: str) -> tuple[Element, ...]:
    return (Element("fact", alternatives),)


def _two(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[Element, ...]:
    return (Element("fact", first), Element("consequence", second))


def _of(article: str, number: int, item: str) -> tuple[str, str]:
    return f"{number}.{'一二三四五六七八九十'.index(item) + 1}", f"{article}第（{item}）项"


_23, _24, _25 = "第二十三条", "第二十四条", "第二十五条"
_FAILED = ("工会未依法履行职责",)
_BALLOTS = "工会会员代表大会评议职工之家不满意率连续两年超过百分之五十的"
_ELECTIONS = "工会不依法按期换届选举，不依法进行工会法人资格变更登记的"
_ELECTION_FACTS = _one("工会不依法按期换届选举", "不依法进行工会法人资格变更登记")
_DUES = "工会经费不依法足额拨缴或使用管理出现严重问题的"
_DUES_FACTS = _one("工会经费不依法足额拨缴", "工会经费使用管理出现严重问题")
_OPENNESS = "不推动落实职工代表大会、厂务公开制度，不进行集体协商签订集体合同的"
_OPENNESS_FACTS = _one("不推动落实职工代表大会、厂务公开制度", "不进行集体协商签订集体合同")

COLLECTIVE_GROUNDS = (
    Ground(*_of(_23, 23, "一"), "弄虚作假，骗取荣誉的", HOMES, _one("弄虚作假，骗取荣誉")),
    Ground(
        *_of(_23, 23, "二"),
        "工会组织和工作机构被随意撤销、合并或归属到党政部门的",
        HOMES,
        _one("工会组织和工作机构被随意撤销、合并或归属到党政部门"),
    ),
    Ground(*_of(_23, 23, "三"), _ELECTIONS, HOMES, _ELECTION_FACTS),
    Ground(*_of(_23, 23, "四"), _DUES, HOMES, _DUES_FACTS),
    Ground(*_of(_23, 23, "五"), _OPENNESS, HOMES, _OPENNESS_FACTS),
    Ground(
        *_of(_23, 23, "六"),
        "所在单位发生重大安全生产责任事故或严重职业危害，工会未依法履行职责的",
        HOMES,
        _two(("所在单位发生重大安全生产责任事故", "所在单位发生严重职业危害"), _FAILED),
    ),
    Ground(
        *_of(_23, 23, "七"),
        "所在单位发生群体性事件，造成恶劣影响的",
        HOMES,
        _two(("所在单位发生群体性事件",), ("造成恶劣影响",)),
    ),
    Ground(
        *_of(_23, 23, "八"),
        "所在单位拖欠职工工资，不按规定缴纳职工养老、医疗、工伤、失业、生育等社会保险费，工会未依法履行职责的",
        HOMES,
        _two(("所在单位拖欠职工工资", "不按规定缴纳职工社会保险费"), _FAILED),
    ),
    Ground(*_of(_23, 23, "九"), _BALLOTS, HOMES, (), Measured.DISSATISFIED_BALLOTS),
    Ground(*_of(_23, 23, "十"), "其他需要撤销的情形", HOMES, _one("其他需要撤销的情形"), Measured.OTHER),
)

PERSONAL_GROUNDS = (
    Ground(*_of(_24, 24, "一"), "弄虚作假，骗取荣誉的", PERSONS, _one("弄虚作假，骗取荣誉")),
    Ground(
        *_of(_24, 24, "二"),
        "工作严重过失，经批评教育仍不改正的",
        PERSONS,
        _two(("工作严重过失",), ("经批评教育仍不改正",)),
    ),
    Ground(
        *_of(_24, 24, "三"),
        "存在道德败坏、腐化堕落等不良行为，造成恶劣社会影响的",
        PERSONS,
        _two(("存在道德败坏、腐化堕落等不良行为",), ("造成恶劣社会影响",)),
    ),
    Ground(
        *_of(_24, 24, "四"),
        "受到党内严重警告以上处分，或受到记大过以上政务处分的",
        PERSONS,
        _one("处分决定"),
        Measured.SANCTION,
    ),
    Ground(*_of(_24, 24, "五"), "被依法追究刑事责任的", PERSONS, _one("被依法追究刑事责任")),
    Ground(*_of(_24, 24, "六"), "其他需要撤销、取消的情形", PERSONS, _one("其他需要撤销、取消的情形"), Measured.OTHER),
)

CHAIR_GROUNDS = (
    Ground(
        *_of(_25, 25, "一"),
        "不履行职责或履行职责不到位，工会会员代表大会测评等次连续两年为不满意，或被依法罢免的",
        WORKERS,
        (),
        Measured.DISSATISFIED_GRADES,
        only_chairs=True,
    ),
    Ground(*_of(_25, 25, "二"), _ELECTIONS, WORKERS, _ELECTION_FACTS, only_chairs=True),
    Ground(*_of(_25, 25, "三"), _DUES, WORKERS, _DUES_FACTS, only_chairs=True),
    Ground(*_of(_25, 25, "四"), _OPENNESS, WORKERS, _OPENNESS_FACTS, only_chairs=True),
    Ground(*_of(_25, 25, "五"), _BALLOTS, WORKERS, (), Measured.DISSATISFIED_BALLOTS, only_chairs=True),
)

GROUNDS = {ground.code: ground for ground in COLLECTIVE_GROUNDS + PERSONAL_GROUNDS + CHAIR_GROUNDS}


def grounds_of(honour: Honour) -> tuple[Ground, ...]:
    """Every item that may ever be used against a holder of this honour."""
    return tuple(ground for ground in GROUNDS.values() if honour in ground.honours)
