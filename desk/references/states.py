"""State diagrams and move tables of every kind of record."""

from __future__ import annotations

from desk.references.gathering import tables
from ledger.moves import MoveTable


def states() -> str:
    """The page docs/reference/states.md."""
    lines = ["# 状态与步骤", "", "由代码生成（`manage.py references`），不手工修改。表中没有的步骤不会发生。", ""]
    for table in tables():
        lines += [f"## {table.record}", "", *_diagram(table), "", *_rows(table), ""]
    return "\n".join(lines)


def _diagram(table: MoveTable) -> list[str]:
    lines = ["```mermaid", "stateDiagram-v2", f"    [*] --> {table.initial}"]
    for move in table:
        lines += [f"    {source} --> {move.target or source}: {move.title}" for source in sorted(move.sources)]
    return [*lines, "```"]


def _rows(table: MoveTable) -> list[str]:
    lines = ["| 步骤 | 从 | 到 | 谁 | 条款 |", "|---|---|---|---|---|"]
    for move in table:
        sources = "、".join(sorted(move.sources))
        lines.append(
            f"| {move.title} `{move.code}` | {sources} | {move.target or '不变'} | {move.who.title} | {move.article} |"
        )
    return lines
