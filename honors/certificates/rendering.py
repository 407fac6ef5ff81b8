"""Certificates as PDF: one page each, many pages to a document."""

from __future__ import annotations

import atexit
import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from math import ceil
from pathlib import Path
from threading import Lock
from typing import Any

import segno
from django.conf import settings
from django.template.loader import render_to_string
from PIL import Image

from honors.certificates.fonts import RARE_PACKAGES, Face, faces_for, font_faces, missing_characters
from honors.certificates.wording import Wording, wording_of
from honors.models import Conferral
from honors.moves import ConferralState
from regulation.refusals import Refused

HERE = Path(__file__).parent
# Name sizes: how many characters fit on one line, and the size in points.
SIZES = ((14, 33), (20, 27), (28, 21))
QR_MASK = 4  # any of the eight reads alike; weighing them against each other costs a fifth of the page
QR_SCALE = 4  # 180 dots to the inch: printers and screens that smooth pictures keep its edges
SPACED = 1.04  # the style sheet sets names with a little space between the characters
_one_at_a_time = Lock()  # a font configuration is shared, and Pango's is not for two threads at once


def render(conferral: Conferral) -> bytes:
    """One certificate. Refused "not_standing" for a revoked one, "missing_glyph" naming what no font has."""
    return render_many([conferral])


def render_many(conferrals: Sequence[Conferral]) -> bytes:
    """Many certificates in one document, in their order. Refused as `render`; nothing is printed then."""
    pages = [_page(conferral) for conferral in conferrals]
    _require_glyphs(pages)
    html = render_to_string("honors/certificate.html", {"pages": pages, "title": _title(pages)})
    chosen = faces_for("".join(page["wording"].text for page in pages))
    pictures = {page["qr"]: picture(conferral) for page, conferral in zip(pages, conferrals, strict=True)}
    with _one_at_a_time, _nothing_to_collect():
        return _pdf(html, pictures, *_shared_sheet(chosen))


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """A document makes millions of objects, none of them garbage before it is done: looking for some takes a sixth."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def check_address(conferral: Conferral) -> str:
    """What the QR code holds: nothing but where to ask."""
    return f"{settings.SITE_URL}/certificates/{conferral.check_code}/"


def _page(conferral: Conferral) -> dict[str, Any]:
    if conferral.state != ConferralState.VALID:
        raise Refused("not_standing", f"{conferral.certificate_number}已撤销或收回，不能打印证书。", "第二十六条")
    wording = wording_of(conferral)
    width, size = _fitting(f"{wording.name}{wording.suffix}")
    return {
        "wording": wording,
        "size": size,
        "width": width,
        "qr": f"qr:{conferral.check_code}",
        "check": grouped(conferral.check_code),
    }


def picture(conferral: Conferral) -> bytes:
    """The QR code as a small grey PNG: as an SVG path its hundreds of strokes cost more than all else on the page."""
    modules = segno.make(check_address(conferral), error="m", mask=QR_MASK).matrix
    side = len(modules)
    grey = Image.frombytes("L", (side, side), bytes(0 if dark else 255 for row in modules for dark in row))
    kept = BytesIO()
    grey.resize((side * QR_SCALE, side * QR_SCALE), Image.Resampling.NEAREST).save(kept, "PNG")
    return kept.getvalue()


def grouped(code: str) -> str:
    """A check code in groups of four, as people read it."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4)).upper()


def _fitting(name: str) -> tuple[float, int]:
    """Width in em and size in points: short names large, long names on lines of about the same length."""
    for capacity, size in SIZES:
        if len(name) <= capacity:
            return round((len(name) + 1) * SPACED, 2), size
    capacity, size = (28, 21) if len(name) <= 56 else (36, 17)
    lines = ceil(len(name) / capacity)
    return round((ceil(len(name) / lines) + 0.4) * SPACED, 2), size


def _require_glyphs(pages: Sequence[dict[str, Any]]) -> None:
    for page in pages:
        wording: Wording = page["wording"]
        if missing := missing_characters(wording.text):
            named = "、".join(f"“{character}”（U+{ord(character):04X}）" for character in missing)
            raise Refused(
                "missing_glyph",
                f"{wording.number} {wording.name}：现有字体没有{named}，没有打印。请安装含有该字的字体（{RARE_PACKAGES}）后重试。",
                "第二十一条",
            )


def _title(pages: Sequence[dict[str, Any]]) -> str:
    wording: Wording = pages[0]["wording"]
    return f"{wording.title}证书 {wording.number}" if len(pages) == 1 else f"荣誉证书（{len(pages)}份）"


@cache
def _shared_sheet(chosen: tuple[Face, ...]) -> tuple[Any, Any]:
    """The parsed style sheet and the font configuration that it filled: both are costly, so all pages share them.

    Cutting the fonts down to a batch first was measured too: with many pages to a document it gains nothing more.
    """
    # Loaded when the first certificate is printed: no other page or command has to wait for the printer.
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    configuration = FontConfiguration()
    atexit.register(_shared_sheet.cache_clear)  # while the interpreter stands: its fonts lie in a folder to be removed
    text = font_faces(chosen) + (HERE / "certificate.css").read_text()
    return CSS(string=text, base_url=HERE.as_uri() + "/", font_config=configuration), configuration


def _pdf(html: str, pictures: Mapping[str, bytes], sheet: Any, configuration: Any) -> bytes:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    files = URLFetcher(allowed_protocols={"file"})  # nothing that is printed comes from a network

    def fetch(url: str) -> Any:
        if url in pictures:
            return URLFetcherResponse(url, pictures[url], {"Content-Type": "image/png"})
        return files.fetch(url)

    document = HTML(string=html, base_url=HERE.as_uri() + "/", url_fetcher=fetch)
    printed: bytes = document.write_pdf(stylesheets=[sheet], font_config=configuration)
    return printed
