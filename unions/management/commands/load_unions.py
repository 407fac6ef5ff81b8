"""`manage.py load_unions`: the real tree, from 全总 to the counties. Running it again adds only what is missing."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clock.reading import now
from ledger.actors import SYSTEM
from unions.actions import Row, plant
from unions.models import Kind
from unions.models.tree import Level

DATA = Path(__file__).resolve().parents[2] / "data" / "unions.csv"


class Command(BaseCommand):
    help = "登记全国县级以上工会、全国产业工会和中央和国家机关工会联合会（可重复执行）"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--file", type=Path, default=DATA, help="code,name,level,kind,parent 的 CSV")

    def handle(self, *_args: Any, **options: Any) -> None:
        rows = list(read(options["file"]))
        made = plant(rows, by=SYSTEM, at=now())
        self.stdout.write(f"表中 {len(rows)} 个工会，新登记 {len(made)} 个。")


def read(path: Path) -> list[Row]:
    """The rows of the file. A region's code is that of its administrative division."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                code=line["code"],
                name=line["name"],
                kind=Kind(line["kind"]),
                parent=line["parent"],
                level=Level(line["level"]) if line["kind"] == Kind.REGIONAL else None,
                region_code=line["code"] if line["kind"] == Kind.REGIONAL else "",
            )
            for line in csv.DictReader(file)
        ]
