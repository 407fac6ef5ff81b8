"""Reading an Excel file that people hand in: whatever is wrong with it, the answer is a sentence."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import IO

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from regulation.refusals import Refused

BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, InvalidFileException, ArithmeticError, AttributeError, EOFError,
    LookupError, NotImplementedError, OSError, RuntimeError, SyntaxError, TypeError, ValueError,
)  # fmt: skip
"""What the libraries raise for a file that is no sheet, is cut off, encrypted, or was written by something else.

A part that is no XML raises a SyntaxError: `xml.etree.ElementTree.ParseError` is one.
"""


def cells(
    file: IO[bytes], *, rows: int, columns: int, most_bytes: int, mend: str, article: str = ""
) -> list[tuple[object, ...]]:
    """The values of the first sheet, row by row. Refused "file_broken", with `mend` as the way out."""
    try:
        with zipfile.ZipFile(file) as packed:
            if sum(part.file_size for part in packed.infolist()) > most_bytes:
                raise Refused("file_broken", f"文件展开后过大。{mend}", article)
        file.seek(0)
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        return list(sheet.iter_rows(values_only=True, max_row=rows, max_col=columns))
    except BROKEN as wrong:
        raise Refused("file_broken", f"打不开这个文件。{mend}", article) from wrong
