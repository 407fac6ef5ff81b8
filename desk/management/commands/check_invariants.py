"""`manage.py check_invariants`: what must always hold, proven on any database."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ledger.sealing import Fault

APPS = (
    "ledger",
    "documents",
    "unions",
    "decisions",
    "honors",
    "publicity",
    "nominations",
    "supervision",
    "reviews",
    "revocations",
)
TITLES = {
    "ledger": "台账、链和封存",
    "documents": "文件",
    "unions": "工会、人员和岗位",
    "decisions": "决定和回避",
    "honors": "评选、名额和荣誉登记",
    "publicity": "公示和来信",
    "nominations": "申报",
    "supervision": "监督管理",
    "reviews": "审查、名单和表彰",
    "revocations": "撤销",
}


def faults_of(app: str) -> Iterator[Fault]:
    """What one app finds wrong with its own records."""
    yield from import_module(f"{app}.invariants").check()


def watched() -> list[str]:
    """The apps that say what must always hold."""
    return [app for app in APPS if find_spec(f"{app}.invariants")]


class Command(BaseCommand):
    help = "检查全部不变量：逐一列出不符之处；有不符之处时以状态 1 退出。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--app", action="append", choices=APPS, help="只检查这些部分，可重复")
        parser.add_argument("--most", type=int, default=1000, help="每部分最多列出多少处（默认 1000）")

    def handle(self, *_args: Any, **options: Any) -> None:
        total = 0
        for app in options["app"] or watched():
            total += self._report(app, options["most"])
        if total:
            self.stdout.write(self.style.ERROR(f"共发现 {total} 处不符。"))
            raise SystemExit(1)
        self.stdout.write(self.style.SUCCESS("全部不变量成立，没有发现不符之处。"))

    def _report(self, app: str, most: int) -> int:
        found = 0
        for fault in faults_of(app):
            found += 1
            if found <= most:
                self.stderr.write(f"{TITLES[app]}：{fault}")
        self.stdout.write(f"{TITLES[app]}：{'符合' if not found else f'{found} 处不符'}")
        return found
