"""The demo's unions and people: who they are, where they stand, what each can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from demo.papers import portrait
from ledger.actors import SYSTEM
from unions.actions import Grant, Row, grant_posts, plant
from unions.models import Kind, Person, Post, Role, Union

SINCE = date(2022, 1, 1)
USERNAME = "demo-"

UNIONS = (
    # 江苏: township, county, prefecture, province
    Row("D-JS1", "苏州某某精密机械有限公司工会委员会", Kind.SINGLE, "320508", invented=True),
    Row("D-JS1A", "总装车间第四班工会小组", Kind.GROUP, "D-JS1", invented=True),
    Row("D-JS1B", "动力分厂工会", Kind.BRANCH, "D-JS1", invented=True),
    Row("D-JS1C", "数控车间工会", Kind.BRANCH, "D-JS1", invented=True),
    Row("D-JS2", "苏州某某生物医药有限公司工会委员会", Kind.SINGLE, "320508", invented=True),
    Row("D-JS2A", "制剂一班工会小组", Kind.GROUP, "D-JS2", invented=True),
    Row("D-JS3", "姑苏区某某街道总工会", Kind.TOWNSHIP, "320508", invented=True),
    Row("D-JS4", "苏州某某银行工会委员会", Kind.SINGLE, "320508", industrial_parent="900010", invented=True),
    Row("D-JS5", "苏州某某现代物流有限公司工会委员会", Kind.SINGLE, "320506", invented=True),
    Row("D-JS5A", "分拣中心夜班工会小组", Kind.GROUP, "D-JS5", invented=True),
    Row("D-JS6", "姑苏区某某社区工会", Kind.VILLAGE, "D-JS3", invented=True),
    # 浙江
    Row("D-ZJ1", "杭州某某软件有限公司工会委员会", Kind.SINGLE, "330106", invented=True),
    Row("D-ZJ1A", "10000号客户服务中心工会分会", Kind.BRANCH, "D-ZJ1", invented=True),
    Row("D-ZJ2", "杭州某某纺织有限公司工会委员会", Kind.SINGLE, "330106", invented=True),
    Row("D-ZJ2A", "织造车间工会", Kind.BRANCH, "D-ZJ2", invented=True),
    # 北京: districts stand directly below the province
    Row("D-BJ1", "北京某某科技有限公司工会委员会", Kind.SINGLE, "110105", invented=True),
    Row("D-BJ2", "北京某某医院工会委员会", Kind.SINGLE, "110105", invented=True),
    Row("D-BJ3", "朝阳区某某商圈工会联合会", Kind.AREA_FEDERATION, "110105", invented=True),
    Row("D-BJ4", "北京某某餐饮有限公司工会委员会", Kind.SINGLE, "110105", invented=True),
    # 新疆, with 兵团 below it
    Row("D-XJ1", "第一师某某农场工会委员会", Kind.SINGLE, "660100", invented=True),
    Row("D-XJ1A", "棉麻加工车间工会", Kind.BRANCH, "D-XJ1", invented=True),
    Row("D-XJ2", "乌鲁木齐某某新能源有限公司工会委员会", Kind.SINGLE, "650102", invented=True),
    Row("D-XJ3", "乌鲁木齐某某商贸有限公司工会委员会", Kind.SINGLE, "650102", invented=True),
    # an industrial union, and 中央和国家机关: grassroots unions stand directly below
    Row("D-JR1", "某某保险股份有限公司工会委员会", Kind.SINGLE, "900010", invented=True),
    Row("D-JR1A", "理赔中心工会", Kind.BRANCH, "D-JR1", invented=True),
    Row("D-JR2", "某某证券有限公司工会委员会", Kind.SINGLE, "900010", invented=True),
    Row("D-ZY1", "某某部机关服务中心工会委员会", Kind.SINGLE, "980000", invented=True),
    Row("D-ZY2", "某某署信息中心工会委员会", Kind.SINGLE, "980000", invented=True),
)


@dataclass(frozen=True)
class Part:
    """One post of the cast."""

    key: str
    name: str
    union: str
    role: Role
    title: str
    does: str

    @property
    def person(self) -> str:
        """Who plays it: one person may play several parts."""
        return f"{USERNAME}{self.key.partition('/')[0]}"


_FILES = "起草申报、征求意见、发布本单位公示、申报和补正"
_REVIEWS = "审查下级申报：同意上报、退回修改、不予通过；受理对下级单位公示的异议"
_PREPARES = "审核申报、列入推荐名单和排序、发布公示（经办）"
_SIGNS = "集体研究后签发名单、办理异议、向全总推荐（签发）"


def _clerk(key: str, name: str, union: str, does: str = _FILES) -> Part:
    return Part(key, name, union, Role.CLERK, "经办人", does)


def _reviewer(key: str, name: str, union: str) -> Part:
    return Part(key, name, union, Role.REVIEWER, "审查人员", _REVIEWS)


def _two(key: str, preparer: str, signer: str, union: str) -> tuple[Part, Part]:
    return (
        Part(f"{key}-preparer", preparer, union, Role.RECOMMENDER, "基层工作部干事", _PREPARES),
        Part(f"{key}-signer", signer, union, Role.RECOMMENDER, "基层工作部部长", _SIGNS),
    )


NATION = (
    Part("nation-preparer", "郑国强", "000000", Role.NATIONAL, "基层工作部处长", "开启评选、审核推荐材料、核查、拟定建议名单（经办）"),
    Part("nation-signer", "王淑芬", "000000", Role.NATIONAL, "基层工作部部长", "提请审议、全国公示、确定名单、印发表彰决定（签发）"),
    Part("secretariat", "冯立新", "000000", Role.SECRETARIAT, "书记处书记", "审议建议名单；决定撤销荣誉"),
)  # fmt: skip
PARTS = (
    *NATION,
    *_two("js", "李文博", "吴海燕", "320000"),
    _reviewer("suzhou", "孙丽华", "320500"),
    _reviewer("gusu", "钱卫东", "320508"),
    _reviewer("wuzhong", "金秀英", "320506"),
    _reviewer("township", "蒋玉兰", "D-JS3"),
    _clerk("township/clerk", "蒋玉兰", "D-JS3", "同一人的第二个岗位：为本街道总工会申报"),
    _clerk("js1", "周晓梅", "D-JS1"),
    _clerk("js2", "卫䶮", "D-JS2"),
    _clerk("js4", "许静怡", "D-JS4", "按产业系统上报中国金融工会"),
    _clerk("js5", "何向阳", "D-JS5"),
    _clerk("js6", "陶桂兰", "D-JS6"),
    *_two("zj", "褚建平", "陈志远", "330000"),
    _reviewer("hangzhou", "魏雪梅", "330100"),
    _reviewer("xihu", "章庆华", "330106"),
    _clerk("zj1", "尤佳慧", "D-ZJ1"),
    _clerk("zj2", "苏㛃", "D-ZJ2"),
    *_two("bj", "朱琳", "秦立川", "110000"),
    _reviewer("chaoyang", "杨一帆", "110105"),
    _clerk("bj1", "韩雪", "D-BJ1"),
    _clerk("bj2", "潘俊杰", "D-BJ2"),
    _clerk("bj3", "葛素珍", "D-BJ3"),
    _clerk("bj4", "范宏伟", "D-BJ4"),
    *_two("xj", "马志强", "鲁红霞", "650000"),
    _reviewer("corps", "彭德明", "660000"),
    _reviewer("division", "韦彩云", "660100"),
    _reviewer("urumqi", "柳伟民", "650100"),
    _reviewer("tianshan", "方丹丹", "650102"),
    _clerk("xj1", "施东升", "D-XJ1"),
    _clerk("xj2", "俞长江", "D-XJ2"),
    _clerk("xj3", "任亚楠", "D-XJ3"),
    *_two("jr", "何永勇", "吕敏霞", "900010"),
    _clerk("jr1", "曹思琪", "D-JR1"),
    _clerk("jr2", "严浩然", "D-JR2"),
    *_two("zy", "华文博", "姜美玲", "980000"),
    _clerk("zy1", "谢𫖯之", "D-ZY1"),
    _clerk("zy2", "邹𬱖宁", "D-ZY2"),
)
BY_USERNAME = {part.person: part for part in reversed(PARTS)}


@dataclass(frozen=True)
class Cast:
    """Everybody, by the key of the part, and the demo's unions by code."""

    posts: dict[str, Post]
    unions: dict[str, Union]

    def clerk_of(self, union: Union) -> Post:
        """Whoever files for a union."""
        return next(p for p in self.posts.values() if p.union_id == union.pk and p.role == Role.CLERK)

    def reviewer_of(self, union: Union) -> Post:
        """Whoever reviews at a union: at a recommending unit the one who prepares."""
        reviewing = (Role.REVIEWER, Role.RECOMMENDER)
        return next(p for p in self.posts.values() if p.union_id == union.pk and p.role in reviewing)

    def preparer(self, place: str) -> Post:
        return self.posts[f"{place}-preparer"]

    def signer(self, place: str) -> Post:
        return self.posts[f"{place}-signer"]


def engaged(*, at: datetime) -> Cast:
    """Set up the unions, the people and their posts."""
    plant(UNIONS, by=SYSTEM, at=at)
    codes = {part.union for part in PARTS} | {row.code for row in UNIONS}
    unions = {u.code: u for u in Union.objects.select_related("recommender", "parent").filter(code__in=codes)}
    people: dict[str, Person] = {}
    for part in PARTS:
        if part.person not in people:
            person = Person(username=part.person, name=part.name, password="!", activated_at=at, invented=True)
            person.save()
            people[part.person] = person
    grants = [Grant(people[part.person], unions[part.union], part.role, SINCE, part.title) for part in PARTS]
    posts = grant_posts(grants, by=SYSTEM, at=at)
    return Cast(dict(zip((part.key for part in PARTS), posts, strict=True)), unions)


__all__ = ["BY_USERNAME", "PARTS", "UNIONS", "USERNAME", "Cast", "Part", "engaged", "portrait"]
