"""Taking a file in: what it is is read from its content, never from its name."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Callable
from datetime import datetime
from typing import Any

import filetype
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from documents.models import Document
from ledger.actors import Actor
from regulation.refusals import Refused

MOST_PIXELS = 60_000_000
"""A page of A3 at 500 dpi has 48 million; a picture that unpacks to more is a bomb or no scan."""
MOST_PAGES = 2000


def store(upload: UploadedFile[Any], *, by: Actor, at: datetime) -> Document:
    """Keep a PDF, JPEG or PNG under a random name.

    Raises:
        Refused: "file_too_large"; "file_type": its content is none of the three; "file_broken": it does not open, is
            encrypted, or unpacks to too much.
    """
    name = _plain_name(upload.name or "")
    _fits(name, upload.size or 0)
    content = upload.read()
    _fits(name, len(content))
    kind = filetype.guess_mime(content[:8192])
    if kind not in _OPENERS:
        raise Refused(
            "file_type", f"“{name}”不是 PDF、JPG 或 PNG 文件（按内容判断，与扩展名无关）。请转换格式后再上传。"
        )
    pages = _OPENERS[kind](name, content)
    document = Document(
        name=name,
        content_type=kind,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        pages=pages,
        uploaded_at=at,
        uploaded_by=by.words[:200],
        uploaded_by_union_id=by.union_id,
    )
    document.file.save(name, ContentFile(content), save=False)
    document.save(force_insert=True)
    return document


def _fits(name: str, size: int) -> None:
    limit = settings.UPLOAD_LIMIT_BYTES
    if size > limit:
        said = f"“{name}”有 {_megabytes(size)} MB，超过 {_megabytes(limit)} MB 的上限。请压缩或分成几个文件后再上传。"
        raise Refused("file_too_large", said)
    if size == 0:
        raise Refused("file_broken", f"“{name}”是空文件，请重新选择。")


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}".removesuffix(".0")


def _plain_name(name: str) -> str:
    """The name as the person knows it, without a path and without characters that steer a terminal or a header."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return re.sub(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", last).strip()[-120:] or "未命名文件"


def _open_picture(name: str, content: bytes) -> int:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
                width, height = picture.size
                if width * height > MOST_PIXELS:
                    raise Refused("file_broken", f"“{name}”有 {width}×{height} 像素，过大。请缩小后再上传。")
                kind = picture.format
                picture.verify()  # a PNG proves itself by its checksums
            if kind == "JPEG":
                _read_through(content)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as wrong:
        raise Refused("file_broken", f"“{name}”打不开，可能已损坏。请重新扫描或导出后再上传。") from wrong
    return 1


def _read_through(content: bytes) -> None:
    """A JPEG has no checksums: it is decoded to its end, at an eighth of its size, to spare the memory."""
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as picture:
        picture.draft("L", (max(1, picture.width // 8), max(1, picture.height // 8)))
        picture.load()


def _open_pdf(name: str, content: bytes) -> int:
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise Refused("file_broken", f"“{name}”设有密码，无法存档查看。请去掉密码后再上传。")
        pages = len(reader.pages)
        if pages:
            _ = reader.pages[0].mediabox
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as wrong:
        raise Refused("file_broken", f"“{name}”打不开，可能已损坏。请重新扫描或导出后再上传。") from wrong
    if not 1 <= pages <= MOST_PAGES:
        raise Refused("file_broken", f"“{name}”有 {pages} 页，应为 1 至 {MOST_PAGES} 页。")
    return pages


_OPENERS: dict[str, Callable[[str, bytes], int]] = {
    "application/pdf": _open_pdf,
    "image/jpeg": _open_picture,
    "image/png": _open_picture,
}
