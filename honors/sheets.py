"""The Excel sheet of places: one row for each recommending unit, one column for each honour (and type)."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from documents.sheets import cells
from honors.models import Round
from honors.traits import CELLS, cell_title
from regulation.honours import Honour
from regulation.refusals import Refused
from unions.models import Level, Union
from unions.moves import UnionState

CODE, NAME = "编码", "推荐单位"
MARK = "·"  # between an honour and the type of its places
MOST_ROWS = 500
MOST_BYTES_UNPACKED = 20 * 1024 * 1024


@dataclass(frozen=True)
class Column:
    """One cell of the quota table: an honour, and a type or none."""

    honour: Honour
    cell: str = ""

    @property
    def title(self) -> str:
        return self.honour.title + (f"{MARK}{cell_title(self.cell)}" if self.cell else "")


@dataclass(frozen=True)
class SheetRow:
    """One row as it was typed; `number` is its row in the sheet."""

    number: int
    code: str
    name: str
    places: tuple[str, ...]


def columns_of(round: Round) -> tuple[Column, ...]:
    """The columns of a round: its honours, each followed by the types that it has places for."""
    offered = set(round.honours.values_list("honour", flat=True))
    typed = set(round.quotas.exclude(cell="").values_list("honour", "cell"))
    found: list[Column] = []
    for honour in Honour:
        if honour.value in offered:
            found.append(Column(honour))
            found += [Column(honour, cell) for cell in CELLS if cell and (honour.value, cell) in typed]
    return tuple(found)


def recommenders() -> list[Union]:
    """The recommending units, provinces first, as the sheet lists them."""
    return list(Union.objects.filter(level=Level.PROVINCE, state=UnionState.ACTIVE).order_by("code"))


def export(round: Round) -> bytes:
    """The places as they stand, with a row for every recommending unit: filled in and loaded again it is the import."""
    columns = columns_of(round)
    held = {(q.recommender_id, q.honour, q.cell): q.granted for q in round.quotas.all()}
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    sheet.title = "名额"
    sheet.append([CODE, NAME, *(column.title for column in columns)])
    for union in recommenders():
        row = [held.get((union.pk, column.honour.value, column.cell)) for column in columns]
        sheet.append([union.code, union.name, *row])
    thin = Side(style="thin", color="BBBBBB")
    for row_cells in sheet.iter_rows(max_col=len(columns) + 2):
        for cell in row_cells:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="F3E9D2")
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 10, 34
    for number in range(len(columns)):
        sheet.column_dimensions[get_column_letter(number + 3)].width = 16
    sheet.freeze_panes = "C2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(file: IO[bytes]) -> tuple[tuple[Column, ...], list[SheetRow]]:
    """The columns and rows of a sheet. Refused "file_broken", "columns", "too_many_rows", "no_rows"."""
    rows = _cells(file)
    columns = _columns(rows[0] if rows else [])
    filled = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(row)]
    if not filled:
        raise Refused("no_rows", "表里没有内容，请从第 2 行起填写。", "第十五条")
    if len(filled) > MOST_ROWS:
        raise Refused("too_many_rows", f"一次最多导入 {MOST_ROWS} 行。", "第十五条")
    width = len(columns) + 2
    padded = ((number, (row + [""] * width)[:width]) for number, row in filled)
    return columns, [SheetRow(number, row[0], row[1], tuple(row[2:])) for number, row in padded]


def _cells(file: IO[bytes]) -> list[list[str]]:
    found = cells(
        file, rows=MOST_ROWS + 50, columns=60, most_bytes=MOST_BYTES_UNPACKED,
        mend="请导出现有名额，改好后保存为 .xlsx 再上传。", article="第十五条",
    )  # fmt: skip
    return [[_text(value) for value in row] for row in found]


def _columns(header: list[str]) -> tuple[Column, ...]:
    while header and not header[-1]:
        header = header[:-1]
    if header[:2] != [CODE, NAME] or len(header) < 3:
        raise Refused(
            "columns", f"表头前两列应为“{CODE}”“{NAME}”，其后每列一个项目。请使用本页导出的表格。", "第十五条"
        )
    found = tuple(_column(title) for title in header[2:])
    if len(set(found)) != len(found):
        raise Refused("columns", "表头有重复的列，请删去一列。", "第十五条")
    return found


def _column(title: str) -> Column:
    name, _, kind = title.partition(MARK)
    honour = next((honour for honour in Honour if name in (honour.title, honour.value)), None)
    cell = next((code for code, label in CELLS.items() if kind in (label, code)), None)
    if honour is None or cell is None:
        raise Refused(
            "columns",
            f"不认识表头“{title}”。请写项目全称，分类型的写成“全国模范职工之家{MARK}非公有制单位”。",
            "第十五条",
        )
    return Column(honour, cell)


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()
