"""A sheet of places between its check and its confirmation: signed, so that what is written is exactly what was shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.core import signing

from honors.models import Round
from honors.sheets import Column, SheetRow
from regulation.honours import Honour
from regulation.refusals import Refused

SALT = "honors.quotas.import"
CONFIRM_WITHIN = 3600


@dataclass(frozen=True)
class Checked:
    """A sheet that was checked, with the version of the round that it was checked against."""

    columns: tuple[Column, ...]
    rows: tuple[SheetRow, ...]
    version: int


def signed(round: Round, columns: Sequence[Column], rows: Sequence[SheetRow]) -> str:
    """The sheet as the reader hands it back to confirm it."""
    said = {
        "round": round.pk,
        "version": round.version,
        "columns": [[column.honour.value, column.cell] for column in columns],
        "rows": [asdict(row) for row in rows],
    }
    return signing.dumps(said, salt=SALT, compress=True)


def checked(text: str, round: Round) -> Checked:
    """The sheet that was handed back. Refused "sheet_expired": an hour has passed, or it belongs to another round."""
    try:
        said = signing.loads(text, salt=SALT, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        said = {}
    if said.get("round") != round.pk:
        raise Refused("sheet_expired", "核对结果已经过期，请重新上传表格，核对后再确认。", "第十五条")
    return Checked(
        tuple(Column(Honour(honour), cell) for honour, cell in said["columns"]),
        tuple(SheetRow(row["number"], row["code"], row["name"], tuple(row["places"])) for row in said["rows"]),
        said["version"],
    )
