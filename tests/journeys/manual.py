"""Pictures for docs/manual/: made by the journeys when MANUAL=1 asks for them, and only then."""

from __future__ import annotations

import io
import os
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "manual" / "img"
MAKING = os.environ.get("MANUAL") == "1"
WIDTH, HIGHEST, LARGEST = 1180, 1500, 120_000
HIDE = "for (const e of document.querySelectorAll('.demo-strip, .demo-ribbon')) e.style.display = 'none'"


def shoot(page: Page, name: str, *, top: str = "") -> None:
    """The page, or what is below the element `top`, as docs/manual/img/<name>.png of less than 120 kB."""
    if not MAKING:
        return
    page.set_viewport_size({"width": WIDTH, "height": 800})
    page.evaluate(HIDE)
    page.evaluate("window.scrollTo(0, 0); document.activeElement?.blur()")
    start = page.locator(top).first.bounding_box() if top else None
    with Image.open(io.BytesIO(page.screenshot(full_page=True))) as taken:
        above = int(start["y"]) - 12 if start else 0
        part = taken.convert("RGB").crop((0, max(above, 0), taken.width, min(taken.height, above + HIGHEST)))
    save(part, FOLDER / f"{name}.png")


def save(picture: Image.Image, path: Path) -> None:
    """As few colours, and then as few pixels, as the size asks for."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for colours, scale in ((64, 1.0), (32, 1.0), (32, 0.85), (16, 0.75), (16, 0.6)):
        size = (int(picture.width * scale), int(picture.height * scale))
        smaller = picture if scale == 1.0 else picture.resize(size, Image.Resampling.LANCZOS)
        smaller.quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)
        if path.stat().st_size < LARGEST:
            return
