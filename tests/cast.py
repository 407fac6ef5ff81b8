"""The cast of every test: named people at named unions, made through the real verbs, at a fixed moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from clock.models import DemoClock
from ledger.actors import SYSTEM
from ledger.models import Entry
from tests.remembered import remembered
from unions.actions import Grant, Row, grant_posts, plant
from unions.models import Kind, Person, Post, Role, Union
from unions.models.tree import Level
from unions.queries import SESSION_POST

AT = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Monday and a working day, nine in the morning in Beijing."""
SINCE = date(2024, 1, 1)

TREE = [
    Row("000000", "中华全国总工会", Kind.FEDERATION),
    Row("110000", "北京市总工会", Kind.REGIONAL, "000000", region_code="110000"),
    Row("320000", "江苏省总工会", Kind.REGIONAL, "000000", region_code="320000"),
    Row("330000", "浙江省总工会", Kind.REGIONAL, "000000", region_code="330000"),
    Row("650000", "新疆维吾尔自治区总工会", Kind.REGIONAL, "000000", region_code="650000"),
    Row("900010", "中国金融工会", Kind.INDUSTRIAL, "000000"),
    Row("980000", "中央和国家机关工会联合会", Kind.ORGANS, "000000"),
    Row("110105", "北京市朝阳区总工会", Kind.REGIONAL, "110000", Level.COUNTY, region_code="110105"),
    Row("320500", "苏州市总工会", Kind.REGIONAL, "320000", Level.PREFECTURE, region_code="320500"),
    Row("330100", "杭州市总工会", Kind.REGIONAL, "330000", Level.PREFECTURE, region_code="330100"),
    Row("660000", "新疆生产建设兵团总工会", Kind.REGIONAL, "650000", Level.PREFECTURE, region_code="660000"),
    Row("320508", "苏州市姑苏区总工会", Kind.REGIONAL, "320500", Level.COUNTY, region_code="320508"),
    Row("320506", "苏州市吴中区总工会", Kind.REGIONAL, "320500", Level.COUNTY, region_code="320506"),
    Row("330106", "杭州市西湖区总工会", Kind.REGIONAL, "330100", Level.COUNTY, region_code="330106"),
    Row("660100", "新疆生产建设兵团第一师总工会", Kind.REGIONAL, "660000", Level.COUNTY, region_code="660100"),
    Row("T1", "姑苏区平江街道总工会", Kind.TOWNSHIP, "320508"),
    Row("F1", "姑苏区餐饮行业工会联合会", Kind.AREA_FEDERATION, "320508"),
    Row("G1", "苏州某某有限公司工会委员会", Kind.SINGLE, "320508"),
    Row("G2", "姑苏区某某事业单位工会委员会", Kind.SINGLE, "320508"),
    Row("G3", "北京某某科技有限公司工会委员会", Kind.SINGLE, "110105"),
    Row("G4", "杭州某某有限公司工会委员会", Kind.SINGLE, "330106"),
    Row("G5", "苏州某某银行工会委员会", Kind.SINGLE, "320508", industrial_parent="900010"),
    Row("G6", "第一师某某农场工会委员会", Kind.SINGLE, "660100"),
    Row("S1", "总装车间第四班工会小组", Kind.GROUP, "G1"),
]


@dataclass(frozen=True)
class Cast:
    """Who is there. Every post is held from 2024-01-01; every person holds one post, `clerk.person` and so on."""

    at: datetime
    # 姑苏 line: clerk → county → prefecture → province → nation
    clerk: Post
    county: Post
    prefecture: Post
    province_preparer: Post
    province_signer: Post
    nation_preparer: Post
    nation_signer: Post
    secretariat: Post
    # next door: nobody of these may ever see the case of the 姑苏 line
    next_province: Post
    next_county: Post
    # others who file or review
    other_clerk: Post
    township_clerk: Post
    federation_clerk: Post
    beijing_clerk: Post
    beijing_district: Post
    beijing_preparer: Post
    beijing_signer: Post
    hangzhou_clerk: Post
    bank_clerk: Post
    finance_preparer: Post
    finance_signer: Post
    farm_clerk: Post
    unions: dict[str, Union]
    entries: int
    """How many entries of the ledger tell of all this: where there are more, somebody has acted."""

    @property
    def union(self) -> Union:
        """苏州某某有限公司工会委员会, the clerk's union."""
        return self.unions["G1"]

    @property
    def group(self) -> Union:
        """总装车间第四班工会小组, below the clerk's union."""
        return self.unions["S1"]

    @property
    def national(self) -> Union:
        """中华全国总工会."""
        return self.unions["000000"]

    @property
    def province(self) -> Union:
        """江苏省总工会."""
        return self.unions["320000"]


PARTS: dict[str, tuple[str, str, Role]] = {
    "clerk": ("周晓梅", "G1", Role.CLERK),
    "county": ("钱卫东", "320508", Role.REVIEWER),
    "prefecture": ("孙丽华", "320500", Role.REVIEWER),
    "province_preparer": ("李文博", "320000", Role.RECOMMENDER),
    "province_signer": ("吴海燕", "320000", Role.RECOMMENDER),
    "nation_preparer": ("郑国强", "000000", Role.NATIONAL),
    "nation_signer": ("王淑芬", "000000", Role.NATIONAL),
    "secretariat": ("冯立新", "000000", Role.SECRETARIAT),
    "next_province": ("陈志远", "330000", Role.RECOMMENDER),
    "next_county": ("褚建平", "330106", Role.REVIEWER),
    "other_clerk": ("卫春生", "G2", Role.CLERK),
    "township_clerk": ("蒋玉兰", "T1", Role.CLERK),
    "federation_clerk": ("沈国良", "F1", Role.CLERK),
    "beijing_clerk": ("韩雪", "G3", Role.CLERK),
    "beijing_district": ("杨帆", "110105", Role.REVIEWER),
    "beijing_preparer": ("朱琳", "110000", Role.RECOMMENDER),
    "beijing_signer": ("秦川", "110000", Role.RECOMMENDER),
    "hangzhou_clerk": ("尤佳", "G4", Role.CLERK),
    "bank_clerk": ("许静", "G5", Role.CLERK),
    "finance_preparer": ("何勇", "900010", Role.RECOMMENDER),
    "finance_signer": ("吕敏", "900010", Role.RECOMMENDER),
    "farm_clerk": ("施东升", "G6", Role.CLERK),
}


def make_cast() -> Cast:
    """Set the cast up, once in a database."""
    DemoClock.objects.update_or_create(pk=1, defaults={"now_at": AT})
    unions = {union.code: union for union in plant(TREE, by=SYSTEM, at=AT)}
    people = Person.objects.bulk_create(
        [
            Person(username=f"cast-{part}", name=name, password="!", activated_at=AT)
            for part, (name, _, _) in PARTS.items()
        ]
    )
    posts = grant_posts(
        [
            Grant(person, unions[code], role, SINCE)
            for person, (_, code, role) in zip(people, PARTS.values(), strict=True)
        ],
        by=SYSTEM,
        at=AT,
    )
    return Cast(at=AT, unions=unions, entries=Entry.objects.count(), **dict(zip(PARTS, posts, strict=True)))


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001  asks for the database
    """Everybody, in the database of this test; the site's clock shows `cast.at`."""
    return remembered("cast", make_cast)


def client_for(post: Post) -> Client:
    """A browser in which the post's person is signed in and acts with this very post."""
    client = Client()
    client.force_login(post.person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[SESSION_POST] = post.pk
    session.save()
    return client


@pytest.fixture
def client_of() -> Callable[[Post], Client]:
    """`client_of(cast.clerk)`: a browser acting with that post."""
    return client_for


def set_clock(at: datetime) -> None:
    """Let the site's doors read this moment."""
    DemoClock.objects.update_or_create(pk=1, defaults={"now_at": at})
