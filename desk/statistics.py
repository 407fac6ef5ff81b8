"""统计 after the honour: reports, re-checks and their outcomes, revocations by item, what is still to be recovered.

Counted over the honours that the reader's union stands over, never its own, less what the reader is recused from: no
number here tells of a case that the reader may not know of.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from honors.models import Conferral, Round
from honors.moves import ConferralState
from publicity.models import Letter, LetterKind
from publicity.queries import without_own
from regulation.grounds import GROUNDS
from regulation.honours import Honour
from revocations.models import CaseGround
from revocations.moves import State as CaseState
from supervision.models import Outcome, Recheck, RecoveryItem
from supervision.moves import OPEN_RECHECKS, ItemState
from supervision.queries import supervised_by
from unions.models import Post, Union


class By(StrEnum):
    """By what the figures are broken down."""

    ROUND = "round"
    REGION = "region"
    HONOUR = "honour"

    @property
    def label(self) -> str:
        """As the page says it."""
        return {By.ROUND: "评选轮次", By.REGION: "推荐单位", By.HONOUR: "荣誉"}[self]


SHORT: dict[str, str] = {Outcome.CALLED_OFF: "随荣誉终止"}
"""What is too long for the head of a column."""
COLUMNS = {
    "honours": "荣誉数",
    "standing": "有效",
    "reports": "举报",
    "substantiated": "查实",
    "rechecks": "复查",
    "rechecking": "复查中",
    **{f"outcome_{outcome.value}": SHORT.get(outcome, outcome.label) for outcome in Outcome},
    "revoked": "撤销、取消",
    "recovered": "终止收回",
    "demanded": "应收回",
    "outstanding": "未收回",
    "overdue": "逾期未收回",
}
"""What is counted, and how the page and the sheet head it."""
KEPT_OR_LOST = ("honours", "standing", "revoked", "recovered", "demanded", "outstanding", "overdue")
"""What the page shows first; the rest is its second table."""

_FIELDS = {By.ROUND: "round_id", By.REGION: "recommender_id", By.HONOUR: "honour"}


@dataclass(frozen=True)
class Line:
    """One line of the table."""

    label: str
    counts: Mapping[str, int]

    @property
    def fate(self) -> list[tuple[str, int]]:
        """What became of the honours: each column's head with its number."""
        return [(COLUMNS[name], self.counts[name]) for name in KEPT_OR_LOST]

    @property
    def looked_into(self) -> list[tuple[str, int]]:
        """Reports and re-checks: each column's head with its number."""
        return [(head, self.counts[name]) for name, head in COLUMNS.items() if name not in KEPT_OR_LOST]


@dataclass(frozen=True)
class Statistics:
    """A table with its sum, and the items that revocations rested on."""

    by: By
    lines: tuple[Line, ...]
    total: Line
    grounds: tuple[tuple[str, str, int], ...]  # article, its text, how many honours


def statistics(post: Post, *, by: By, on: date, round: Round | None = None) -> Statistics:
    """The figures for the reader, in a constant number of queries."""
    honours = supervised_by(post).filter(elevated="").order_by()
    if round is not None:
        honours = honours.filter(round=round)
    figures: Counter[tuple[object, str]] = Counter()
    field = _FIELDS[by]
    _add(figures, honours, field, honours=Q(), standing=Q(state=ConferralState.VALID))
    _add(figures, honours, field, revoked=Q(state=ConferralState.REVOKED), recovered=Q(state=ConferralState.RECOVERED))
    mine = honours.values("pk")
    outcomes = {f"outcome_{outcome.value}": Q(outcome=outcome) for outcome in Outcome}
    rechecks = Recheck.objects.filter(conferral__in=mine).order_by()
    _add(figures, rechecks, f"conferral__{field}", rechecks=Q(), rechecking=Q(state__in=OPEN_RECHECKS), **outcomes)
    items = RecoveryItem.objects.filter(conferral__in=mine).exclude(
        state__in=[ItemState.CALLED_OFF, ItemState.GIVEN_BACK]
    )
    waits = Q(state=ItemState.DEMANDED)
    late = waits & Q(due_on__lt=on)
    _add(figures, items.order_by(), f"conferral__{field}", demanded=Q(), outstanding=waits, overdue=late)
    _add_reports(figures, honours, field, post)
    keys = sorted({key for key, _ in figures}, key=str)
    labels = _labels(by, keys)
    lines = [Line(labels[key], {name: figures[key, name] for name in COLUMNS}) for key in keys]
    total = {name: sum(line.counts[name] for line in lines) for name in COLUMNS}
    ordered = sorted(lines, key=lambda line: (-line.counts["honours"], line.label))
    return Statistics(by, tuple(ordered), Line("合计", total), _grounds(mine))


def as_sheet(found: Iterable[Statistics]) -> bytes:
    """An Excel file: a sheet for each breakdown, and one for the items."""
    book = Workbook()
    first = book.active
    grounds: tuple[tuple[str, str, int], ...] = ()
    for one in found:
        grounds = one.grounds
        sheet = book.create_sheet(f"按{one.by.label}")
        sheet.append([one.by.label, *COLUMNS.values()])
        for line in (*one.lines, one.total):
            sheet.append([line.label, *(line.counts[name] for name in COLUMNS)])
        _heads(sheet)
    sheet = book.create_sheet("撤销的情形")
    sheet.append(["条款", "情形", "荣誉数"])
    for row in grounds:
        sheet.append(list(row))
    _heads(sheet)
    if first is not None:
        book.remove(first)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _add(figures: Counter[tuple[object, str]], rows: QuerySet[object], field: str, **asked: Q) -> None:  # type: ignore[type-var]  # any model that leads to an honour
    counted = {f"n_{name}": Count("pk", filter=wanted) if wanted else Count("pk") for name, wanted in asked.items()}
    for row in rows.values(field).annotate(**counted):
        for name in asked:
            figures[row[field], name] += row[f"n_{name}"]


def _add_reports(figures: Counter[tuple[object, str]], honours: QuerySet[Conferral], field: str, post: Post) -> None:
    """Reports on the honour or on the title that stands on it, less those in which the reader or its union has a part."""
    about = Q(conferral__in=honours.values("pk")) | Q(conferral__base__in=honours.values("pk"))
    letters = without_own(Letter.objects.filter(about, kind=LetterKind.REPORT), post)
    rows = list(letters.values_list("conferral", "conferral__base", "substantiated"))
    groups = dict(honours.filter(pk__in={base or held for held, base, _ in rows}).values_list("pk", field))
    for held, base, substantiated in rows:
        figures[groups[base or held], "reports"] += 1
        figures[groups[base or held], "substantiated"] += bool(substantiated)


def _grounds(mine: QuerySet[Conferral, Any]) -> tuple[tuple[str, str, int], ...]:
    """How many honours ended by each item: of decided cases, those that the item was named for and reaches."""
    decided = CaseGround.objects.filter(
        case__state__in=[CaseState.APPROVED, CaseState.CLOSED],
        case__subjects__conferral__in=mine,
        case__subjects__conferral__state=ConferralState.REVOKED,
        case__subjects__dropped_at__isnull=True,
    ).filter(Q(subject__isnull=True) | Q(subject=F("case__subjects")))
    counts: Counter[str] = Counter()
    rows = decided.values("code", "case__subjects__conferral__honour").annotate(number=Count("case__subjects"))
    for row in rows:
        if Honour(row["case__subjects__conferral__honour"]) in GROUNDS[row["code"]].honours:
            counts[row["code"]] += row["number"]
    return tuple((item.article, item.text, counts[code]) for code, item in GROUNDS.items() if counts[code])


def _labels(by: By, keys: Iterable[object]) -> dict[object, str]:
    if by is By.HONOUR:
        return {key: Honour(str(key)).title for key in keys}
    model = Round if by is By.ROUND else Union
    return dict(model._default_manager.filter(pk__in=list(keys)).values_list("pk", "name"))


def _heads(sheet: object) -> None:
    for cell in sheet[1]:  # type: ignore[index]  # a worksheet gives its rows
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(cell.column)].width = max(10, 2 * len(str(cell.value)))  # type: ignore[attr-defined]  # a worksheet has columns
    sheet.freeze_panes = "B2"  # type: ignore[attr-defined]  # a worksheet can be frozen
