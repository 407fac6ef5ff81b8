"""The palette keeps WCAG 2.2 AA: 4.5 : 1 for text, 3 : 1 for the borders of fields and the focus ring."""

import re
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings

CSS = Path(settings.BASE_DIR, "static", "css")
TOKENS = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", (CSS / "tokens.css").read_text()))
TONES = ("neutral", "info", "success", "warning", "danger", "honour")


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXT = [
    *product(("ink", "ink-2", "accent"), ("surface", "paper", "sunken")),
    *product(("ink-3",), ("surface", "paper")),
    *product(TONES, ("surface", "paper")),
    *((tone, f"{tone}-wash") for tone in TONES),
    *(("ink-2", f"{tone}-wash") for tone in TONES),
]


@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_is_readable(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("edge", "ground"), list(product(("control", "focus"), ("surface", "paper", "sunken"))))
def test_edges_are_visible(edge: str, ground: str) -> None:
    assert contrast(edge, ground) >= 3


def test_main_css_imports_every_file_once() -> None:
    imported = re.findall(r'@import url\("([^"]+)"\)', (CSS / "main.css").read_text())
    present = [p.relative_to(CSS).as_posix() for p in CSS.rglob("*.css") if p.name != "main.css"]
    assert sorted(imported) == sorted(present)


def test_components_take_their_colours_from_tokens() -> None:
    used = {name for p in CSS.rglob("*.css") for name in re.findall(r"var\(--([\w-]+)", p.read_text())}
    known = set(re.findall(r"--([\w-]+):", (CSS / "tokens.css").read_text()))
    assert used - known == set()
