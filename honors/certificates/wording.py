"""What a certificate says: 授予 and 命名 are worded apart (第二条、第二十一条)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from honors.models import Conferral
from regulation.honours import Act, Elevated, Honour

ISSUER = "中华全国总工会"
SPECIMEN = "演示样张　人物和单位均为虚构　不作凭证"
_NUMERALS = "〇一二三四五六七八九"


@dataclass(frozen=True)
class Wording:
    """Every text that is printed."""

    heading: str
    name: str
    suffix: str
    unit: str
    ground: str
    act: str
    title: str
    ending: str
    number: str
    issuer: str
    on: str
    specimen: str = ""

    @property
    def text(self) -> str:
        """All of it, for the fonts."""
        return "".join(getattr(self, field.name) for field in fields(self))

    @property
    def sentence(self) -> str:
        """授予……荣誉称号, or 命名为……, as `regulation.conferral.wording` has it."""
        return f"{self.act}{self.title}{self.ending.split('，')[0] if self.act == '授予' else ''}"


def wording_of(conferral: Conferral) -> Wording:
    """The words for one honour; the elevated title has a certificate of its own."""
    honour = Honour(conferral.honour)
    title = Elevated(conferral.elevated).title if conferral.elevated else honour.title
    named = honour.act is Act.NAMED
    return Wording(
        heading="荣誉证书",
        name=conferral.subject_name,
        suffix="" if honour.collective else "同志",
        unit=_unit(conferral, honour),
        ground=f"根据{ISSUER}《{conferral.decision.title}》（{conferral.decision.number}），",
        act="命名为" if named else "授予",
        title=title,
        ending="特发此证。" if named else "荣誉称号，特发此证。",
        number=conferral.certificate_number,
        issuer=ISSUER,
        on=chinese_month(conferral.conferred_on),
        specimen=SPECIMEN if conferral.invented else "",
    )


def chinese_month(day: date) -> str:
    """二〇二六年七月."""
    year = "".join(_NUMERALS[int(digit)] for digit in str(day.year))
    tens, ones = divmod(day.month, 10)
    month = ("十" if tens else "") + (_NUMERALS[ones] if ones else "")
    return f"{year}年{month}月"


def _unit(conferral: Conferral, honour: Honour) -> str:
    """The unit is printed where the name alone does not say whose it is."""
    if not conferral.unit_name or conferral.unit_name in conferral.subject_name:
        return ""
    return "" if honour is Honour.MODEL_HOME else conferral.unit_name
