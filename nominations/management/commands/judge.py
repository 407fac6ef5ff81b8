"""`manage.py judge HONOUR FACTS.json`: what the law says about facts, one object per finding. No database is asked."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from clock.reading import law_day, machine_now
from regulation.honours import Honour, law_of
from regulation.refusals import Refused
from regulation.schema import json_schema, load


class Command(BaseCommand):
    """Judge facts from a JSON file by the rules of one honour."""

    help = "按一项荣誉的规定判断 JSON 事实，逐条输出结果（符合的也输出）。--schema 输出事实的 JSON schema。"
    requires_system_checks = []  # answers on an unmigrated database

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "honour",
            choices=[honour.value for honour in Honour],
            help="、".join(f"{h.value} {h.title}" for h in Honour),
        )
        parser.add_argument("facts", nargs="?", help="事实文件（JSON）；“-”表示从标准输入读")
        parser.add_argument("--on", type=_day, help="判断日（ISO 日期），事实和规定都以这一天为准；不填为今天")
        parser.add_argument("--law", type=_day, help="以哪一天的规定判断；不填同 --on")
        parser.add_argument("--schema", action="store_true", help="输出事实的 JSON schema，不判断")

    def handle(self, *_args: Any, **options: Any) -> None:
        honour = Honour(options["honour"])
        if options["schema"]:
            self._print(json_schema(honour))
            return
        if not options["facts"]:
            raise CommandError("请给出事实文件（JSON），或者用 --schema 查看它的格式。", returncode=2)
        as_of = options["on"] or law_day(machine_now())
        try:
            facts = load(honour, _read(options["facts"]))
            found = law_of(honour).law.judge(facts, version=options["law"] or as_of, as_of=as_of)
        except Refused as refused:
            raise CommandError(refused.sentence, returncode=2) from refused
        self._print(found.as_json())

    def _print(self, value: object) -> None:
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=2))


def _read(name: str) -> object:
    try:
        return json.loads(sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8"))
    except OSError as wrong:
        raise CommandError(f"打不开“{name}”：{wrong.strerror}。", returncode=2) from wrong
    except (json.JSONDecodeError, UnicodeDecodeError) as wrong:
        raise CommandError(f"“{name}”不是有效的 JSON：{wrong}。", returncode=2) from wrong


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise CommandError(f"日期“{text}”应写作 2026-03-02。", returncode=2) from wrong
