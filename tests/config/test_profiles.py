"""The production profile starts with everything or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = {
    "SECRET_KEY": "k" * 60 + "0123456789",
    "FIELD_ENCRYPTION_KEYS": "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
    "FIELD_HASH_KEY": "hash",
    "ALLOWED_HOSTS": "honors.example",
    "SITE_URL": "https://honors.example",
    "DATABASE_URL": "postgres://honors@127.0.0.1/honors",
    "EMAIL_URL": "smtp://mail.example",
    "DEFAULT_FROM_EMAIL": "honors@honors.example",
    "REDIS_URL": "redis://127.0.0.1/0",
}


def ask(settings: dict[str, str], folder: Path, question: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name not in NEEDED}
    return subprocess.run(
        [sys.executable, "-c", f"import django; django.setup()\nfrom django.conf import settings\n{question}"],
        env={**inherited, "DJANGO_SETTINGS_MODULE": "config.settings", "VAR_DIR": str(folder), **settings},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def named(answer: subprocess.CompletedProcess[str]) -> list[str]:
    sentence = next(line for line in answer.stderr.splitlines() if line.startswith("The production profile misses: "))
    return sentence.removeprefix("The production profile misses: ").partition(".")[0].split(", ")


def test_production_names_all_that_is_missing_at_once(tmp_path: Path) -> None:
    answer = ask({"HONORS_PROFILE": "production"}, tmp_path, "")

    assert answer.returncode == 1
    assert named(answer) == list(NEEDED)


def test_an_empty_value_is_a_missing_one(tmp_path: Path) -> None:
    answer = ask({"HONORS_PROFILE": "production", **NEEDED, "SITE_URL": ""}, tmp_path, "")

    assert named(answer) == ["SITE_URL"]


def test_production_has_no_demo_and_no_demo_clock(tmp_path: Path) -> None:
    answer = ask(
        {"HONORS_PROFILE": "production", **NEEDED, "DEMO_CLOCK": "1"},
        tmp_path,
        "print('demo' in settings.INSTALLED_APPS, settings.DEMO_CLOCK)",
    )

    assert answer.stdout == "False False\n"


def test_a_secret_may_be_kept_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("from-the-file\n")
    answer = ask(
        {"HONORS_PROFILE": "production", **NEEDED, "SECRET_KEY": "", "SECRET_KEY_FILE": str(secret)},
        tmp_path,
        "print(settings.SECRET_KEY)",
    )

    assert answer.stdout == "from-the-file\n"


@pytest.mark.parametrize("name", ["secret_key", "field_encryption_key", "field_hash_key"])
def test_embedded_makes_its_secrets_once_and_for_its_owner_only(tmp_path: Path, name: str) -> None:
    ask({}, tmp_path, "")
    first = (tmp_path / name).read_text()
    ask({}, tmp_path, "")

    assert (tmp_path / name).read_text() == first
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
