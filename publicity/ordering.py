"""The order of names on a notice: by region (行政区划), then by the strokes of the surname (姓氏笔画, 决定 12)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "strokes.txt"
UNKNOWN = 99
"""Where the data has no count: after all that have one."""

_COMPOUND = (
    "欧阳 司马 上官 诸葛 东方 独孤 南宫 万俟 闻人 夏侯 皇甫 尉迟 公羊 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 公孙 仲孙 "
    "轩辕 令狐 钟离 宇文 长孙 慕容 鲜于 闾丘 司徒 司空 司寇 端木 呼延 拓跋 夹谷 百里 东郭 南门 第五 西门"
)
COMPOUND = frozenset(_COMPOUND.split())


@cache
def _counts() -> dict[int, int]:
    found: dict[int, int] = {}
    for line in DATA.read_text(encoding="ascii").splitlines():
        if line.startswith("#"):
            continue
        start, row = line.split(" ", 1)
        first = int(start, 16)
        found.update({first + n: ord(mark) - 40 for n, mark in enumerate(row) if mark != "("})
    return found


def strokes(character: str) -> int:
    """How many strokes a character has (Unihan)."""
    return _counts().get(ord(character), UNKNOWN)


def surname(name: str) -> str:
    """The surname of a Chinese name: two characters where they are a compound surname and a given name follows."""
    name = name.strip()
    return name[:2] if name[:2] in COMPOUND and len(name) > 2 else name[:1]


PersonOrder = tuple[tuple[int, ...], str, tuple[int, ...], str]


def person_order(name: str) -> PersonOrder:
    """姓氏笔画: strokes of the surname, so that one surname stays together; then strokes of the given name."""
    family = surname(name)
    given = name.strip()[len(family) :]
    return tuple(strokes(c) for c in family), family, tuple(strokes(c) for c in given), name


def order_persons(region_code: str, name: str) -> tuple[str, PersonOrder]:
    """Sort key of a person on a list: region, then strokes of the surname."""
    return region_code or "999999", person_order(name)


def order_collectives(region_code: str, name: str) -> tuple[str, str]:
    """Sort key of a collective on a list: region, then name."""
    return region_code or "999999", name
