"""Places from a sheet: first what would become of every row, then all rows or none (第十五条 名额分配)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from honors.actions.rounds.grants import Grant, grant_many
from honors.models import Quota, Round
from honors.sheets import Column, SheetRow, recommenders
from regulation.refusals import Refused
from unions.models import Post, Union

MOST_PLACES = 100_000


@dataclass(frozen=True)
class QuotaChange:
    """One cell that the sheet changes."""

    column: Column
    before: int
    after: int


@dataclass(frozen=True)
class QuotaRow:
    """What would become of one row: its changes, or its faults; neither when it says what stands already."""

    row: SheetRow
    union: Union | None
    changes: tuple[QuotaChange, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return "有误" if self.faults else "变更" if self.changes else "不变"

    @property
    def tone(self) -> str:
        return "danger" if self.faults else "success" if self.changes else "neutral"


def plan_quotas(round: Round, columns: Sequence[Column], rows: Sequence[SheetRow]) -> list[QuotaRow]:
    """What a sheet would change. Nothing is written; an empty cell leaves things as they are."""
    units = {union.code: union for union in recommenders()}
    held = {(quota.recommender_id, Column(quota.kind, quota.cell)): quota for quota in round.quotas.all()}
    offered = set(round.honours.values_list("honour", flat=True))
    seen: set[str] = set()
    planned = []
    for row in rows:
        planned.append(_planned(row, columns, units, held, offered, again=row.code in seen))
        seen.add(row.code)
    return planned


def import_quotas(
    round: Round,
    columns: Sequence[Column],
    rows: Sequence[SheetRow],
    *,
    by: Post,
    at: datetime,
    reason: str = "",
    version: int | None = None,
) -> int:
    """Bring the places to what the sheet says; how many cells changed. The same sheet twice changes nothing.

    Refused "rows_at_fault" if any row has a fault, and as `grant_many`.
    """
    planned = plan_quotas(round, columns, rows)
    faults = [f"第 {one.row.number} 行：{fault}" for one in planned for fault in one.faults]
    if faults:
        raise Refused("rows_at_fault", f"有 {len(faults)} 处有误，一行也没有导入。{'；'.join(faults[:5])}", "第十五条")
    grants = [
        Grant(one.union, change.column.honour.value, change.after - change.before, change.column.cell)
        for one in planned
        if one.union is not None
        for change in one.changes
    ]
    grant_many(round, grants, by=by, at=at, reason=reason, version=version)
    return len(grants)


def _planned(
    row: SheetRow,
    columns: Sequence[Column],
    units: Mapping[str, Union],
    held: Mapping[tuple[int, Column], Quota],
    offered: set[str],
    *,
    again: bool,
) -> QuotaRow:
    union = units.get(row.code)
    if union is None:
        return QuotaRow(row, None, faults=(f"没有编码为“{row.code}”的推荐单位",))
    if again:
        return QuotaRow(row, union, faults=(f"编码“{row.code}”出现了两次",))
    if row.name and row.name != union.name:
        return QuotaRow(row, union, faults=(f"编码“{row.code}”是{union.name}，与所填“{row.name}”不一致",))
    changes, faults = [], []
    for column, text in zip(columns, row.places, strict=True):
        if not text:
            continue
        quota = held.get((union.pk, column))
        fault = _fault(column, text, quota, offered)
        if fault:
            faults.append(fault)
        elif int(text) != (before := quota.granted if quota else 0):
            changes.append(QuotaChange(column, before, int(text)))
    return QuotaRow(row, union, tuple(changes), tuple(faults))


def _fault(column: Column, text: str, quota: Quota | None, offered: set[str]) -> str:
    if column.honour.value not in offered:
        return f"本轮不评选“{column.honour.title}”"
    if not (text.isascii() and text.isdigit()) or int(text) > MOST_PLACES:
        return f"“{column.title}”的名额“{text}”不是整数"
    taken = quota.granted - quota.left if quota else 0
    if int(text) < taken:
        return f"“{column.title}”已占用、取消和失效{taken}个，不能少于这个数"
    return ""
