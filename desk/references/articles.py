"""Article → rules, parameters, moves, tests."""

from __future__ import annotations

from collections import defaultdict

from desk.references.gathering import articles_in, numeral_of, tables, tests, worked_cases
from regulation.parameters import PARAMETERS
from regulation.registry import laws

LAST_ARTICLE = 31
KINDS = ("规则", "参数", "步骤", "判例", "测试")


def articles() -> str:
    """The page docs/reference/articles.md."""
    rows = _rows()
    lines = [
        "# 条款对照",
        "",
        "由代码生成（`manage.py references`），不手工修改。每一条：规则、参数、步骤、判例（`tests/data/law_examples.csv`，"
        "逐条测试）、测试。",
        "",
    ]
    for number in range(1, LAST_ARTICLE + 1):
        lines += [f"## 第{numeral_of(number)}条", ""]
        if not rows[number]:
            lines += ["本条没有可执行的规则、参数或步骤。", ""]
        for kind in KINDS:
            if found := list(dict.fromkeys(rows[number][kind])):
                lines += [f"**{kind}**", "", *(f"- {text}" for text in found), ""]
    return "\n".join(lines)


def _rows() -> dict[int, dict[str, list[str]]]:
    rows: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for law in laws():
        for rule in law:
            generally = "（一般）" if rule.generally else ""
            _add(rows, rule.article, "规则", f"{rule.article} {rule.title}{generally} — `{law.name}.{rule.code}`")
    for parameter in PARAMETERS.values():
        values = "；".join(f"{since} 起 {held}" for since, held in parameter.values)
        text = f"{parameter.title}：{values} — `{parameter.code}`，{parameter.stricter.label}"
        _add(rows, parameter.article, "参数", text)
    for table in tables():
        for move in table:
            _add(rows, move.article, "步骤", f"{move.title}（{move.who.title}）— `{table.record}.{move.code}`")
    for article, case in worked_cases():
        _add(rows, article, "判例", case)
    for name, named in tests():
        for number in named:
            rows[number]["测试"].append(f"`{name}`")
    return rows


def _add(rows: dict[int, dict[str, list[str]]], article: str, kind: str, text: str) -> None:
    for number in articles_in(article):
        rows[number][kind].append(text)
