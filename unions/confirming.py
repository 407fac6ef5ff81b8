"""A sheet of accounts between its check and its confirmation: signed, so that what is opened is exactly what was shown."""

from __future__ import annotations

from collections.abc import Sequence

from django.core import signing

from regulation.refusals import Refused
from unions.models import Union
from unions.sheets import SheetRow

SALT = "unions.accounts.import"
CONFIRM_WITHIN = 3600


def signed(parent: Union, rows: Sequence[SheetRow]) -> str:
    """The sheet as the reader hands it back to confirm it."""
    return signing.dumps({"parent": parent.pk, "rows": [row.as_json() for row in rows]}, salt=SALT, compress=True)


def checked(text: str, parent: Union) -> list[SheetRow]:
    """The sheet that was handed back. Refused "sheet_expired": an hour has passed, or another union checked it."""
    try:
        said = signing.loads(text, salt=SALT, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        said = {}
    if said.get("parent") != parent.pk:
        raise Refused("sheet_expired", "核对结果已经过期，请重新上传表格，核对后再确认。")
    return [SheetRow(**row) for row in said["rows"]]
