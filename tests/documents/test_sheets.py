"""Whatever is handed in as a sheet, the answer is a sentence and never a fault."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from documents.sheets import cells
from regulation.refusals import Refused

MEND = "请下载模板填写。"


def workbook() -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.append(["编码", "推荐单位", 3])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The same parts, each as `change` leaves it; None leaves it out."""
    source, out = zipfile.ZipFile(io.BytesIO(workbook())), io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in source.namelist():
            content = change(name, source.read(name))
            if content is not None:
                packed.writestr(name, content)
    return out.getvalue()


def read(content: bytes, *, most_bytes: int = 10**7) -> list[tuple[object, ...]]:
    return cells(io.BytesIO(content), rows=10, columns=3, most_bytes=most_bytes, mend=MEND)


def test_a_sheet_is_read_row_by_row() -> None:
    assert read(workbook()) == [("编码", "推荐单位", 3)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.4",
        workbook()[:900],
        rewritten(lambda name, content: None if "sheet1" in name else content),
        rewritten(lambda name, content: b"" if "sheet1" in name else content),
        rewritten(lambda name, content: content[:200] if "sheet1" in name else content),
        rewritten(lambda name, content: b"\xff\xfe\x00" if "styles" in name else content),
        rewritten(lambda _name, content: content.replace(b"A1", b"ZZZZZ99999999")),
    ],
)
def test_what_does_not_open_is_refused_with_the_way_out(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read(content)
    assert (refused.value.code, MEND in refused.value.sentence) == ("file_broken", True)


def test_what_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read(workbook(), most_bytes=1000)
    assert refused.value.sentence == f"文件展开后过大。{MEND}"


def test_a_single_wrong_byte_never_breaks_the_reader() -> None:
    good, chance = workbook(), random.Random(7)
    for _ in range(300):
        place = chance.randrange(len(good))
        content = good[:place] + bytes([chance.randrange(256)]) + good[place + 1 :]
        try:
            read(content)
        except Refused as refused:
            assert refused.code == "file_broken"  # noqa: PT017  either is right: read, or refused
