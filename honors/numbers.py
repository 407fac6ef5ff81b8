"""Certificate numbers: 总工模家〔2026〕0001号, one series per title and year of the round."""

from __future__ import annotations

import re

from regulation.honours import Elevated, Honour

PREFIXES: dict[str, str] = {
    Honour.MODEL_HOME.value: "总工模家",
    Honour.MODEL_SMALL_HOME.value: "总工小家",
    Honour.OUTSTANDING_WORKER.value: "总工优工",
    Honour.OUTSTANDING_ACTIVIST.value: "总工积极",
    Honour.UNION_FRIEND.value: "总工之友",
    Elevated.RED_FLAG_UNIT.value: "总工红旗",
    Elevated.PACESETTER.value: "总工标兵",
}
_NUMBER = re.compile(r"^(?P<prefix>\D+)〔(?P<year>\d{4})〕(?P<number>\d{4,})号$")


def series_code(title: str, year: int) -> str:
    """The series of a title (an honour's or an elevated title's value) in a round's year."""
    return f"{title}:{year}"


def certificate_number(title: str, year: int, number: int) -> str:
    """The number as printed."""
    return f"{PREFIXES[title]}〔{year}〕{number:04d}号"


def place_in_series(printed: str) -> tuple[str, int] | None:
    """The series and the number that a printed number belongs to; None for a text that is no certificate number."""
    match = _NUMBER.match(printed)
    title = next((t for t, prefix in PREFIXES.items() if match and prefix == match["prefix"]), None)
    if match is None or title is None:
        return None
    return series_code(title, int(match["year"])), int(match["number"])
