"""`manage.py workdays`: how many working days, and which is the last one. Answers without a migrated database."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error, connection

from publicity.queries import base_calendar, calendar
from regulation.refusals import Refused
from regulation.workdays import Calendar, UnknownYear

UNKNOWN_YEAR = 3
BAD_INPUT = 2


class Command(BaseCommand):
    help = "按国务院办公厅放假安排（含调休）计算工作日。年份没有放假安排的，退出码为 3。"
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, metavar="count|last")
        count = what.add_parser("count", help="首日至末日（含首尾）共有几个工作日")
        count.add_argument("first", metavar="FIRST", help="首日，如 2026-02-12")
        count.add_argument("last", metavar="LAST", help="末日，如 2026-02-25")
        last = what.add_parser("last", help="从首日起第几个工作日是哪一天")
        last.add_argument("first", metavar="FIRST", help="首日，如 2026-02-12")
        last.add_argument("days", metavar="DAYS", help="工作日数，如 5")

    def handle(self, *_args: Any, **options: Any) -> None:
        known = _known()
        try:
            first = _day(options["first"])
            if options["what"] == "count":
                self.stdout.write(str(known.count(first, _day(options["last"]))))
            else:
                self.stdout.write(known.last_day(first, _number(options["days"])).isoformat())
        except UnknownYear as unknown:
            self._say_no(unknown, UNKNOWN_YEAR)
        except Refused as refused:
            self._say_no(refused, BAD_INPUT)

    def _say_no(self, refused: Refused, status: int) -> NoReturn:
        self.stderr.write(refused.sentence)
        sys.exit(status)


def _known() -> Calendar:
    """The calendar with the papers entered; without a database that has them, the base data alone."""
    if connection.vendor == "sqlite" and not _is_there(str(connection.settings_dict["NAME"])):
        return base_calendar()  # asking would create an empty file
    try:
        return calendar()
    except Error:
        return base_calendar()


def _is_there(name: str) -> bool:
    return name.startswith("file:") or name == ":memory:" or Path(name).is_file()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("bad_date", f"“{text}”不是日期，请按 2026-03-02 的格式填写。") from None


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 10_000:
        raise Refused("bad_number", f"“{text}”不是工作日数，请填写 1 至 10000 的整数。")
    return int(text)
