"""The interpretive settings of a round: where the regulation is silent, each has its default and its ground (第三十条)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from regulation.facts import ACCEPTED_ISSUERS, Reading, TitleIssuer, UnitNature
from regulation.refusals import Refused

SATISFACTION_READING = "satisfaction_reading"
STRICT_FIRST_DAY = "strict_first_day"
TWO_HONOURS_ONE_PERSON = "two_honours_one_person"
ELEVATED_EARLIER_HOLDERS = "elevated_earlier_holders"
ELEVATED_FALLS_WITH_BASE = "elevated_falls_with_base"
TITLE_ISSUERS = "title_issuers"
LETTERS_COUNT_BY = "letters_count_by"
NON_PUBLIC_NATURES = "non_public_natures"
UNIT_NOTICE_DAYS = "unit_notice_days"
PROVINCIAL_NOTICE_DAYS = "provincial_notice_days"
NATIONAL_NOTICE_DAYS = "national_notice_days"

LEAST_NOTICE_DAYS = 5
MOST_NOTICE_DAYS = 30

Value = bool | int | str | list[str]


class Shape(StrEnum):
    """What kind of value a setting holds."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    CHOICES = "choices"
    DAYS = "days"


@dataclass(frozen=True)
class RoundSettingKind:
    """One setting: its question, the default, and the decision or article it rests on."""

    code: str
    title: str
    shape: Shape
    default: bool | int | str | tuple[str, ...]
    article: str
    ground: str
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def initial(self) -> Value:
        """The default, as JSON keeps it."""
        return list(self.default) if isinstance(self.default, tuple) else self.default

    def words(self, value: Value) -> str:
        """The value as the page prints it."""
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, int):
            return f"{value} 个工作日"
        names = dict(self.choices)
        if isinstance(value, str):
            return names.get(value, value)
        return "、".join(names.get(part, part) for part in value) or "（无）"


_KINDS = (
    RoundSettingKind(
        SATISFACTION_READING,
        "满意率算法",
        Shape.CHOICE,
        Reading.SATISFIED_OF_RETURNED.value,
        "第六条第（六）项、第七条第（五）项",
        "条文未定分子分母：默认满意票÷收回票，其他算法同时列示",
        tuple(Reading.choices()),
    ),
    RoundSettingKind(
        STRICT_FIRST_DAY,
        "公示首日从严：可见当日一律不计，次一工作日起算",
        Shape.YES_NO,
        False,
        "第十六条、第十七条、第二十条",
        "默认工作日17时前可见的，当日计为第一日",
    ),
    RoundSettingKind(
        UNIT_NOTICE_DAYS,
        "本单位公示工作日数",
        Shape.DAYS,
        LEAST_NOTICE_DAYS,
        "第十六条第一款",
        "不少于五个工作日，只能增加",
    ),
    RoundSettingKind(
        PROVINCIAL_NOTICE_DAYS,
        "推荐单位公示工作日数",
        Shape.DAYS,
        LEAST_NOTICE_DAYS,
        "第十七条第二款",
        "不少于五个工作日，只能增加",
    ),
    RoundSettingKind(
        NATIONAL_NOTICE_DAYS,
        "全国公示工作日数",
        Shape.DAYS,
        LEAST_NOTICE_DAYS,
        "第二十条第一款",
        "不少于五个工作日，只能增加",
    ),
    RoundSettingKind(
        TWO_HONOURS_ONE_PERSON,
        "同一人本轮可获两项荣誉",
        Shape.YES_NO,
        False,
        "第五条第六款",
        "一般不重复评选表彰或命名：默认不可以",
    ),
    RoundSettingKind(
        ELEVATED_EARLIER_HOLDERS,
        "红旗单位、标兵可从往届获得者中产生",
        Shape.YES_NO,
        False,
        "第九条",
        "默认只从本轮最终名单中产生；通知载明的，可含往届荣誉有效的获得者",
    ),
    RoundSettingKind(
        ELEVATED_FALLS_WITH_BASE,
        "红旗单位、标兵随所依据的荣誉一并撤销",
        Shape.YES_NO,
        True,
        "第九条、第二十六条",
        "默认一并撤销；设为“否”的，须在撤销案中单独列明",
    ),
    RoundSettingKind(
        TITLE_ISSUERS,
        "视同省级荣誉的授予单位",
        Shape.CHOICES,
        tuple(issuer.value for issuer in ACCEPTED_ISSUERS),
        "第六条、第七条、第八条",
        "全国产业工会、中央和国家机关工会联合会、新疆生产建设兵团的同类荣誉视同省级",
        tuple(TitleIssuer.choices()),
    ),
    RoundSettingKind(
        NON_PUBLIC_NATURES,
        "计为非公有制单位的单位性质",
        Shape.CHOICES,
        (
            UnitNature.PRIVATE.value,
            UnitNature.FOREIGN.value,
            UnitNature.HMT.value,
            UnitNature.SOCIAL_SERVICE.value,
        ),
        "第十八条",
        "每种单位性质每轮只归类一次",
        tuple(UnitNature.choices()),
    ),
    RoundSettingKind(
        LETTERS_COUNT_BY,
        "异议是否在期限内提出的认定",
        Shape.CHOICE,
        "arrival",
        "第二十条",
        "默认以收到时间为准",
        (("arrival", "以收到时间为准"), ("postmark", "信函以寄出邮戳为准")),
    ),
)
SETTINGS: dict[str, RoundSettingKind] = {kind.code: kind for kind in _KINDS}


def checked(code: str, value: object) -> Value:
    """The value, if this setting may hold it.

    Raises Refused "setting_unknown" for a code that is none of `SETTINGS`, "setting_value" for a value that it cannot
    hold, and "too_short" for fewer than five working days (第十六、十七、二十条).
    """
    kind = SETTINGS.get(code)
    if kind is None:
        raise Refused("setting_unknown", f"没有“{code}”这项设置。", "第三十条")
    if kind.shape is Shape.YES_NO and isinstance(value, bool):
        return value
    if kind.shape is Shape.DAYS and isinstance(value, int) and not isinstance(value, bool):
        return _days(kind, value)
    known = dict(kind.choices)
    if kind.shape is Shape.CHOICE and isinstance(value, str) and value in known:
        return value
    if kind.shape is Shape.CHOICES and isinstance(value, list | tuple) and all(str(part) in known for part in value):
        return [part for part in known if part in value]
    raise Refused("setting_value", f"“{kind.title}”不能设为这个值。请从列出的选项中选择。", kind.article)


def _days(kind: RoundSettingKind, days: int) -> int:
    if days < LEAST_NOTICE_DAYS:
        raise Refused("too_short", f"“{kind.title}”不得少于{LEAST_NOTICE_DAYS}个工作日，只能增加。", kind.article)
    if days > MOST_NOTICE_DAYS:
        raise Refused("setting_value", f"“{kind.title}”请填写不超过{MOST_NOTICE_DAYS}的天数。", kind.article)
    return days
