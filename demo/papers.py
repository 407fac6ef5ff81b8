"""Small papers for the demo: a sealed page as PDF, a scan as PNG, a portrait as JPEG. Made by code, about nobody."""

from __future__ import annotations

import io
import zlib
from functools import lru_cache
from pathlib import Path
from random import Random

import pylopdf_fonts_zh_cn
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

FONT = Path(pylopdf_fonts_zh_cn.__file__).parent / "NotoSansSC-Regular.otf"
PAPER, INK, RED = (253, 252, 248), (40, 40, 44), (176, 42, 36)


def pdf(name: str, title: str, lines: list[str]) -> SimpleUploadedFile:
    """One page of text, in the reader's own Chinese font."""
    return SimpleUploadedFile(f"{name}.pdf", _pdf(title, lines), "application/pdf")


def scan(name: str, title: str, lines: list[str]) -> SimpleUploadedFile:
    """A sealed page as it comes from a scanner."""
    return SimpleUploadedFile(f"{name}.png", _picture(title, lines, "PNG"), "image/png")


def photo_of_board(name: str, title: str, lines: list[str]) -> SimpleUploadedFile:
    """A photograph of a notice on the board of a unit."""
    return SimpleUploadedFile(f"{name}.jpg", _picture(title, lines, "JPEG"), "image/jpeg")


def portrait(name: str, rng: Random) -> SimpleUploadedFile:
    """A drawn head, so that nobody's face stands for somebody invented."""
    ground = (222 + rng.randrange(20), 230 + rng.randrange(12), 236 + rng.randrange(12))
    cloth = (60 + rng.randrange(60), 70 + rng.randrange(50), 90 + rng.randrange(60))
    image = Image.new("RGB", (295, 413), ground)
    draw = ImageDraw.Draw(image)
    draw.ellipse((28, 270, 267, 560), fill=cloth)
    draw.ellipse((92, 92, 203, 238), fill=(236, 204, 176))
    draw.pieslice((84, 70, 211, 226), 180, 360, fill=(46, 40, 38))
    return SimpleUploadedFile(f"{name}.jpg", _bytes(image, "JPEG"), "image/jpeg")


def _picture(title: str, lines: list[str], kind: str) -> bytes:
    image = Image.new("RGB", (827, 1169), PAPER)
    draw = ImageDraw.Draw(image)
    draw.text((413, 110), title[:22], font=_font(34), fill=INK, anchor="mm")
    for row, line in enumerate(lines):
        draw.text((92, 200 + 48 * row), line[:30], font=_font(22), fill=INK)
    draw.ellipse((520, 800, 740, 1020), outline=RED, width=6)
    draw.text((630, 910), "演示用章", font=_font(34), fill=RED, anchor="mm")
    draw.text((413, 1120), "演示材料，内容均为虚构", font=_font(18), fill=(140, 140, 140), anchor="mm")
    return _bytes(image, kind)


@lru_cache(maxsize=8)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size)


def _bytes(image: Image.Image, kind: str) -> bytes:
    held = io.BytesIO()
    image.save(held, kind, quality=82)
    return held.getvalue()


def _pdf(title: str, lines: list[str]) -> bytes:
    """A minimal PDF: one A4 page, text in a standard Chinese font that every reader brings along."""
    rows = [(20, title), *((12, line) for line in lines), (9, "演示材料，内容均为虚构")]
    text = ["BT", "72 760 Td"]
    for size, line in rows:
        text += [f"/F1 {size} Tf", f"<{line.encode('utf-16-be').hex()}> Tj", f"0 -{size * 2} Td"]
    stream = zlib.compress("\n".join([*text, "ET"]).encode("ascii"))
    return _assembled(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream),
            b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[6 0 R]>>",
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 7 0 R"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>>>",
            b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
            b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
        ]
    )


def _assembled(objects: list[bytes]) -> bytes:
    held = b"%PDF-1.5\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(held))
        held += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    return (
        held
        + b"xref\n0 %d\n0000000000 65535 f \n" % count
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(held))
    )
