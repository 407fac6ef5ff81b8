"""`manage.py workdays` as a person calls it: a process of its own, with and without a database."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def workdays(folder: Path, *words: str, database: str = "") -> tuple[int, str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment = kept | {"VAR_DIR": str(folder)} | ({"DATABASE_URL": database} if database else {})
    done = subprocess.run(
        [sys.executable, "manage.py", "workdays", *words],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr.strip()


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("count", "2026-02-12", "2026-02-25"), "5"),
        (("count", "2024-01-31", "2024-02-05"), "5"),
        (("count", "2017-12-27", "2018-01-02"), "4"),
        (("last", "2026-02-12", "5"), "2026-02-25"),
        (("last", "2026-04-30", "5"), "2026-05-09"),
    ],
)
def test_the_bare_answer_on_an_unmigrated_database_and_no_file_is_made(
    tmp_path: Path, words: tuple[str, ...], answer: str
) -> None:
    assert workdays(tmp_path, *words) == (0, f"{answer}\n", "")
    assert list(tmp_path.glob("**/*.sqlite3")) == []


@pytest.mark.parametrize("database", ["postgres://nobody@127.0.0.1:1/nowhere", "sqlite:///:memory:"])
def test_it_answers_when_the_database_does_not(tmp_path: Path, database: str) -> None:
    assert workdays(tmp_path, "last", "2026-03-02", "5", database=database) == (0, "2026-03-06\n", "")


def test_an_unknown_year_is_status_three(tmp_path: Path) -> None:
    sentence = "没有 2027 年的放假安排，不能计算工作日。请由全总录入国务院办公厅公布的 2027 年放假安排后再办理。"
    assert workdays(tmp_path, "last", "2026-12-30", "5") == (3, "", sentence)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("count", "2026-02-30", "2026-03-01"), "“2026-02-30”不是日期，请按 2026-03-02 的格式填写。"),
        (("last", "2026-03-02", "0"), "“0”不是工作日数，请填写 1 至 10000 的整数。"),
        (("count", "2026-03-02", "2026-03-01"), "末日2026年3月1日早于首日2026年3月2日，请核对日期。"),
    ],
)
def test_what_makes_no_sense_is_status_two(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    assert workdays(tmp_path, *words) == (2, "", sentence)
