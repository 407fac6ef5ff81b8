"""Invented people, numbers and names: valid in form, of nobody. The same seed gives the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from stdnum.cn import ric, uscc


def words(text: str) -> tuple[str, ...]:
    """A list of words, written in one line."""
    return tuple(text.split())


SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹柏水窦章云苏潘葛范彭郎鲁韦马苗方俞任袁柳"
)
GIVEN = words(
    "晓梅 卫东 丽华 文博 海燕 国强 淑芬 立新 志远 建平 春生 玉兰 国良 佳慧 一帆 思琪 立川 静怡 永勇 敏霞 东升 "
    "秀英 建国 桂兰 志强 晓东 雪梅 伟民 红霞 俊杰 丹丹 德明 彩云 浩然 美玲 庆华 素珍 宏伟 亚楠 长江 桂英 天佑 "
    "晨曦 向阳 㛃 㛃雯 䶮 䶮飞 𬱖 𬱖宁 𫖯 𫖯之"
)
"""Given names; those of the last line are written with characters that many fonts lack."""
WOMEN = frozenset(
    words("晓梅 丽华 海燕 淑芬 玉兰 佳慧 思琪 静怡 敏霞 秀英 桂兰 雪梅 红霞 丹丹 彩云 美玲 素珍 亚楠 桂英 晨曦 㛃 㛃雯")
)
TRADES = (
    ("智能装备", "装备制造"),
    ("新材料", "新材料"),
    ("精密机械", "机械制造"),
    ("电子科技", "电子信息"),
    ("生物医药", "医药制造"),
    ("物流", "交通运输"),
    ("食品", "食品加工"),
    ("纺织", "纺织服装"),
    ("软件", "软件和信息服务"),
    ("建设", "建筑业"),
    ("环保", "生态环保"),
    ("商贸", "批发零售"),
)
WORDS = words("华明 恒远 鼎新 博远 天工 瑞丰 宏图 嘉禾 永安 盛达 启航 聚力 长虹 金桥 广源 同心 海纳 云帆 正泰和 立信诚")
ETHNICITIES = ("汉族",) * 18 + ("回族", "维吾尔族", "满族", "壮族")
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class Somebody:
    """One invented person."""

    name: str
    sex: str
    born_on: date
    id_number: str
    phone: str
    ethnicity: str


def person_name(rng: Random) -> str:
    """A surname and a given name."""
    return rng.choice(SURNAMES) + rng.choice(GIVEN)


def somebody(number: int, *, rng: Random) -> Somebody:
    """The `number`-th invented person: no two numbers share an ID number."""
    surname, given = rng.choice(SURNAMES), rng.choice(GIVEN)
    woman = given in WOMEN
    born_on = date(1968, 1, 1) + timedelta(days=number % 10_000)
    order = 2 * ((number // 10_000) % 499) + (2 if woman else 1)
    return Somebody(
        name=surname + given,
        sex="female" if woman else "male",
        born_on=born_on,
        id_number=id_number(born_on, order),
        phone=f"1990{number % 10_000_000:07d}",
        ethnicity=rng.choice(ETHNICITIES),
    )


def id_number(born_on: date, order: int) -> str:
    """A 公民身份号码 with its check digit; its place is a district that has existed under one code in every year."""
    stem = f"110105{born_on:%Y%m%d}{order:03d}"
    return stem + str(ric.calc_check_digit(stem + "0"))


def credit_code(number: int, *, prefix: str = "91") -> str:
    """A 统一社会信用代码 with its check character: 91 an enterprise, 81 a union that is a legal person."""
    body = ""
    for _ in range(9):
        number, digit = divmod(number, 10)
        body = str(digit) + body
    stem = f"{prefix}110000{body}"
    return stem + str(uscc.calc_check_digit(stem))


def company_name(place: str, number: int) -> tuple[str, str]:
    """An invented enterprise of a place, and its trade."""
    word = WORDS[number % len(WORDS)]
    business, trade = TRADES[(number // len(WORDS)) % len(TRADES)]
    rest = number // (len(WORDS) * len(TRADES))
    return f"{place}{word}{business}{'第' + str(rest) if rest else ''}有限公司", trade
