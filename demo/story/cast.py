"""The demo's unions and people: who they are, where they stand, what each can do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from demo.parts import PARTS
from ledger.actors import SYSTEM
from unions.actions import Grant, Row, grant_posts, plant
from unions.models import Kind, Person, Post, Role, Union

SINCE = date(2022, 1, 1)
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
