"""The manual shows what exists: every picture and page that it names is there, small, and every picture is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.journeys.manual import FOLDER, LARGEST

CHAPTERS = sorted(FOLDER.parent.glob("*.md"))
LINK = re.compile(r"\]\(([^)#]+)\)")


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.name)
def test_what_a_chapter_names_is_there(chapter: Path) -> None:
    targets = [found for found in LINK.findall(chapter.read_text(encoding="utf-8")) if "://" not in found]
    assert [target for target in targets if not (chapter.parent / target).exists()] == []


def test_every_picture_is_named_and_small() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in CHAPTERS)
    pictures = sorted(FOLDER.glob("*.png"))
    assert [path.name for path in pictures if f"img/{path.name}" not in said] == []
    assert [path.name for path in pictures if path.stat().st_size >= LARGEST] == []


def test_every_chapter_is_in_the_index() -> None:
    index = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in CHAPTERS if path.name != "README.md" and f"({path.name})" not in index] == []
