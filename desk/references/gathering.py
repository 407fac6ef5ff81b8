"""Where the references look: every law, every move table, every test that names an article."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings

from ledger.moves import MoveTable

APPS = ("honors", "publicity", "nominations", "reviews", "revocations", "unions")
_DIGITS = "零一二三四五六七八九"
_ARTICLE = re.compile(r"第([一二三四五六七八九十]+)条")


def tables() -> list[MoveTable]:
    """Every move table of the apps."""
    found: list[MoveTable] = []
    for app in APPS:
        if find_spec(f"{app}.moves"):
            found += [value for value in vars(import_module(f"{app}.moves")).values() if isinstance(value, MoveTable)]
    return found


def number_of(numeral: str) -> int:
    """一 … 九十九 as a number."""
    tens, _, ones = numeral.rpartition("十")
    if "十" not in numeral:
        return _DIGITS.index(numeral)
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def numeral_of(number: int) -> str:
    """The article's number as it is written."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def articles_in(text: str) -> set[int]:
    """The numbers of all articles that a text names; 第十六、十七、二十条 names three."""
    found = {number_of(n) for n in _ARTICLE.findall(text)}
    for many in re.findall(r"第([一二三四五六七八九十、至]+)条", text):
        parts = [number_of(p) for p in re.split("[、至]", many) if p]
        found |= set(range(parts[0], parts[-1] + 1)) if "至" in many else set(parts)
    return found


def tests() -> Iterator[tuple[str, set[int]]]:
    """Every test function and the articles that it names."""
    root = Path(settings.BASE_DIR)
    for path in sorted((root / "tests").rglob("test_*.py")):
        source = path.read_text()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                first = min([node.lineno, *(d.lineno for d in node.decorator_list)])
                text = "\n".join(source.splitlines()[first - 1 : node.end_lineno])
                yield f"{path.relative_to(root)}::{node.name}", articles_in(text)


def worked_cases() -> Iterator[tuple[str, str]]:
    """Every worked case of the law that the tests try: its article, and the case with the expected outcome."""
    with (Path(settings.BASE_DIR) / "tests" / "data" / "law_examples.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            yield row["article"], f"{row['id']} {row['situation']} → {row['expected']}"
