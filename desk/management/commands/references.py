"""`manage.py references [--check]`: write docs/reference/, or say which page no longer tells the truth."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from desk.references import PAGES


class Command(BaseCommand):
    help = "Write the generated references, or compare them (--check)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing; fail if a page is stale")

    def handle(self, *_args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR) / "docs" / "reference"
        folder.mkdir(parents=True, exist_ok=True)
        stale = []
        for name, made in PAGES.items():
            text = made().rstrip() + "\n"
            path = folder / name
            if path.exists() and path.read_text() == text:
                continue
            stale.append(name)
            if not options["check"]:
                path.write_text(text)
        if stale and options["check"]:
            raise CommandError(f"docs/reference is stale: {', '.join(stale)}. Run: python manage.py references")
        self.stdout.write(f"docs/reference: {len(PAGES)} pages, {len(stale)} written")
