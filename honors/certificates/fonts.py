"""The fonts of a certificate and which characters they have.

Noto Serif SC first, then Noto Sans SC, then Debian's HanaMin where it is installed: character by character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pylopdf_fonts_zh_cn
from fontTools.ttLib import TTFont

HANAZONO = (
    Path("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf"),
    Path("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf"),
)


@dataclass(frozen=True)
class Face:
    """One font file under the family name that the style sheet uses."""

    family: str
    path: Path


@cache
def faces() -> tuple[Face, ...]:
    """The fonts that are there, best first."""
    found = [
        Face("Certificate Serif", pylopdf_fonts_zh_cn.serif_path()),
        Face("Certificate Sans", pylopdf_fonts_zh_cn.sans_path()),
    ]
    found += [Face(f"Certificate {path.stem}", path) for path in HANAZONO if path.exists()]
    return tuple(found)


@cache
def coverage(path: Path) -> frozenset[int]:
    """The code points for which a font has a glyph of its own."""
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def missing_characters(text: str) -> tuple[str, ...]:
    """The characters that no font has, in their order: they would be printed as boxes."""
    seen = dict.fromkeys(character for character in text if not _invisible(character))
    return tuple(character for character in seen if not any(ord(character) in coverage(f.path) for f in faces()))


def _invisible(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) in {"Cc", "Cf"}


def font_faces(chosen: Iterable[Face]) -> str:
    """The @font-face rules that tell the printer where the files lie."""
    return "\n".join(
        f'@font-face {{ font-family: "{face.family}"; src: url("{face.path.resolve().as_uri()}"); }}' for face in chosen
    )
