"""What a file is, is read from its content."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter

from documents.actions import store
from documents.invariants import check
from documents.models import Document
from documents.responses import send
from ledger.actors import SYSTEM
from regulation.refusals import Refused
from tests.cast import AT


def pdf(*, password: str = "", pages: int = 2) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 300)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def picture(kind: str, size: tuple[int, int] = (60, 40)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind)
    return out.getvalue()


def bomb() -> bytes:
    """A small PNG that claims 60,000 × 60,000 pixels."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


def stored(name: str, content: bytes) -> Document:
    return store(SimpleUploadedFile(name, content), by=SYSTEM, at=AT)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "kind", "pages"),
    [
        ("请示.pdf", pdf(), "application/pdf", 2),
        ("照片.JPG", picture("JPEG"), "image/jpeg", 1),
        ("比八个像素还窄.jpg", picture("JPEG", (5, 40)), "image/jpeg", 1),
        ("没有扩展名", picture("PNG"), "image/png", 1),
        ("其实是图片.pdf", picture("PNG"), "image/png", 1),
    ],
)
def test_three_kinds_are_kept_under_a_random_name(name: str, content: bytes, kind: str, pages: int) -> None:
    document = stored(name, content)
    assert (document.content_type, document.pages, document.size, document.name) == (kind, pages, len(content), name)
    assert document.file.name == f"documents/{document.key.hex[:2]}/{document.key.hex}"
    assert Path(settings.MEDIA_ROOT, document.file.name).read_bytes() == content


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("表.xlsx", b"PK\x03\x04" + b"0" * 200, "file_type"),
        ("页.pdf", b"<html><script>alert(1)</script></html>", "file_type"),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "file_type"),
        ("动图.gif", picture("GIF"), "file_type"),
        ("空.pdf", b"", "file_broken"),
        ("坏.pdf", b"%PDF-1.7\n" + b"0" * 500, "file_broken"),
        ("密.pdf", pdf(password="geheim"), "file_broken"),
        ("断.png", picture("PNG")[:60], "file_broken"),
        ("断.jpg", picture("JPEG")[:300], "file_broken"),
        ("弹.png", bomb(), "file_broken"),
    ],
)
def test_anything_else_is_refused_and_leaves_nothing(name: str, content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        stored(name, content)
    assert refused.value.code == code
    assert Document.objects.count() == 0


@pytest.mark.django_db
def test_the_size_sentence_says_both_sizes() -> None:
    settings.UPLOAD_LIMIT_BYTES, kept = 1024 * 1024, settings.UPLOAD_LIMIT_BYTES
    try:
        with pytest.raises(Refused) as refused:
            stored("大.pdf", b"%PDF" + b"0" * (1536 * 1024))
    finally:
        settings.UPLOAD_LIMIT_BYTES = kept
    assert refused.value.code == "file_too_large"
    assert refused.value.sentence == "“大.pdf”有 1.5 MB，超过 1 MB 的上限。请压缩或分成几个文件后再上传。"


@pytest.mark.django_db
def test_names_carry_no_path_and_no_control_characters() -> None:
    assert stored("../../etc/推\r\n荐\u202e表.png", picture("PNG")).name == "推荐表.png"


@pytest.mark.django_db
def test_a_file_goes_out_guarded() -> None:
    answer = send(stored("推荐表.pdf", pdf()))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == "inline; filename*=utf-8''%E6%8E%A8%E8%8D%90%E8%A1%A8.pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, max-age=300"
    assert b"".join(answer.streaming_content) == pdf()  # type: ignore[arg-type]  # a synchronous response


@pytest.mark.django_db
def test_a_file_can_be_sent_as_a_download() -> None:
    answer = send(stored("a.png", picture("PNG")), download=True)
    assert answer["Content-Disposition"] == 'attachment; filename="a.png"'


@pytest.mark.django_db
def test_a_file_that_was_changed_or_lost_is_named() -> None:
    kept, changed, lost = (stored(f"{n}.png", picture("PNG")) for n in range(3))
    Path(changed.file.path).write_bytes(b"x")
    Path(lost.file.path).unlink()
    assert [str(fault) for fault in check()] == [
        f"文件 {changed.key}：内容与登记的摘要不符",
        f"文件 {lost.key}：文件不在存储中",
    ]
    assert kept.size == len(picture("PNG"))


@pytest.mark.django_db
def test_a_large_scan_is_taken_and_a_larger_one_refused() -> None:
    out = io.BytesIO()
    Image.new("L", (7000, 8000), 255).save(out, "JPEG", quality=20)
    assert stored("A3扫描件.jpg", out.getvalue()).content_type == "image/jpeg"
    out = io.BytesIO()
    Image.new("1", (8000, 8000), 1).save(out, "PNG")
    with pytest.raises(Refused) as refused:
        stored("过大.png", out.getvalue())
    assert refused.value.code == "file_broken"
