"""The fonts of a certificate and which characters they have.

Noto Serif SC first, then Noto Sans SC, which come with the site; then, where Debian's packages are installed, BabelStone
Han (the shapes of the mainland, a third of CJK Extension B, parts of G and H) and HanaMin (nearly all of Extensions B to F): character by
character. No Python package has fonts of that reach.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTFont

RARE = (
    Path("/usr/share/fonts/truetype/babelstone/BabelStoneHan.ttf"),
    Path("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"),
    Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
)
RARE_PACKAGES = "fonts-babelstone-han fonts-hanazono"


@dataclass(frozen=True)
class Face:
    """One font file under the family name that the style sheet uses."""

    family: str
    path: Path


@cache
def own_faces() -> tuple[Face, ...]:
    """The fonts that come with the site, best first: they have the characters of nearly every name."""
    return (
        Face("Certificate Serif", pylopdf_fonts_zh_cn.serif_path()),
        Face("Certificate Sans", pylopdf_fonts_zh_cn.sans_path()),
    )


@cache
def rare_faces() -> tuple[Face, ...]:
    """The fonts of rare characters that this machine has: a hundred megabytes, opened only for a name that needs them."""
    return tuple(Face(f"Certificate {path.stem}", path) for path in RARE if path.exists())


def faces_for(text: str) -> tuple[Face, ...]:
    """The fonts with which a text is printed, best first."""
    own = own_faces()
    return (*own, *rare_faces()) if _without_glyph(text, own) else own


@cache
def coverage(path: Path) -> frozenset[int]:
    """The code points for which a font has a glyph of its own."""
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def missing_characters(text: str) -> tuple[str, ...]:
    """The characters that no font has, in their order: they would be printed as boxes."""
    return _without_glyph(text, faces_for(text))


def _without_glyph(text: str, chosen: Iterable[Face]) -> tuple[str, ...]:
    seen = dict.fromkeys(character for character in text if not _invisible(character))
    covered = [coverage(face.path) for face in chosen]
    return tuple(c for c in seen if _private(c) or not any(ord(c) in each for each in covered))


def _private(character: str) -> bool:
    """Private use: what a font draws there is its own, and nobody's name."""
    return unicodedata.category(character) == "Co"


def _invisible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf"}


def font_faces(chosen: Iterable[Face]) -> str:
    """The @font-face rules that tell the printer where the files lie."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; src: url("{face.path.resolve().as_uri()}"); }}' for face in chosen
    )
