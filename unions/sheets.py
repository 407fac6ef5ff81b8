"""The Excel sheet by which a union opens accounts for its direct children: its template, and how it is read."""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from documents.sheets import cells
from regulation.refusals import Refused
from unions.models import Kind, Role

COLUMNS = {
    "union": "工会名称或编码",
    "kind": "工会类型（新建工会时填写）",
    "name": "姓名",
    "role": "岗位",
    "title": "职务",
    "since": "任职开始",
    "phone": "手机",
    "email": "电子邮箱",
    "username": "账号（可空）",
}
MOST_ROWS = 200
MOST_BYTES_UNPACKED = 50 * 1024 * 1024


@dataclass(frozen=True)
class SheetRow:
    """One row as it was typed; `number` is the row in the sheet."""

    number: int
    union: str
    kind: str
    name: str
    role: str
    title: str
    since: str
    phone: str
    email: str
    username: str

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def template(role_labels: list[str], kind_labels: list[str]) -> bytes:
    """An empty sheet with lists to choose from."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("a new workbook has a sheet")
    sheet.title = "账号"
    sheet.append(list(COLUMNS.values()))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in zip("ABCDEFGHI", (36, 26, 12, 20, 20, 14, 16, 26, 20), strict=True):
        sheet.column_dimensions[column].width = width
    _choices(sheet, "B", kind_labels)
    _choices(sheet, "D", role_labels)
    for row in range(2, MOST_ROWS + 2):
        sheet[f"G{row}"].number_format = "@"
        sheet[f"F{row}"].number_format = "yyyy-mm-dd"
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _choices(sheet: Any, column: str, labels: list[str]) -> None:
    joined = ",".join(labels)
    if labels and len(joined) <= 250:  # Excel's limit of a list written into the rule
        rule = DataValidation(type="list", formula1=f'"{joined}"', allow_blank=True)
        sheet.add_data_validation(rule)
        rule.add(f"{column}2:{column}{MOST_ROWS + 1}")


def read(file: IO[bytes]) -> list[SheetRow]:
    """The rows of a sheet. Refused "file_broken", "columns", "too_many_rows", "no_rows"."""
    found = cells(
        file, rows=MOST_ROWS + 50, columns=len(COLUMNS), most_bytes=MOST_BYTES_UNPACKED,
        mend="请下载模板填写，保存为 .xlsx 后再上传。",
    )  # fmt: skip
    rows = [[_text(value) for value in row] for row in found]
    if not rows or rows[0][: len(COLUMNS)] != list(COLUMNS.values()):
        raise Refused("columns", f"表头应为：{'、'.join(COLUMNS.values())}。请使用下载的模板。")
    filled = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(row)]
    if not filled:
        raise Refused("no_rows", "表里没有内容，请从第 2 行起填写。")
    if len(filled) > MOST_ROWS:
        raise Refused("too_many_rows", f"一次最多导入 {MOST_ROWS} 行，请分成几个文件。")
    return [SheetRow(number, *(row + [""] * len(COLUMNS))[: len(COLUMNS)]) for number, row in filled]


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def role_of(text: str) -> Role:
    """The role by its printed name. Refused "role_unknown"."""
    for role in Role:
        if text in (role.label, role.value):
            return role
    raise Refused("role_unknown", f"没有“{text}”这个岗位，可选：{'、'.join(r.label for r in Role)}。")


def kind_of(text: str) -> Kind:
    """The kind of union by its printed name. Refused "kind_unknown"."""
    for kind in Kind:
        if text in (kind.label, kind.value):
            return kind
    raise Refused("kind_unknown", f"没有“{text}”这种工会类型，请从模板的列表中选择。")


def day_of(text: str) -> date:
    """A day as people write it. Refused "day_wrong"."""
    for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise Refused("day_wrong", f"任职开始“{text}”不是日期，请写成 2026-03-02。")
