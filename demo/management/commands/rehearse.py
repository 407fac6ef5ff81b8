"""演练：用真实的办理动作走完一轮全国评选。"""

from __future__ import annotations

import os
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from demo.rehearsal.crew import Crew
from demo.rehearsal.plan import NOMINATIONS_2018, Size
from demo.rehearsal.running import Rehearsal, next_run

QUICK = {"units": 6, "nominations": 300}


class Command(BaseCommand):
    help = "演练一轮全国评选：从起草到表彰，全部用真实的办理动作，最后检查不变量。规模默认同 2018 年。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--units", type=int, default=42, help="推荐单位数（默认 42）")
        parser.add_argument("--nominations", type=int, default=NOMINATIONS_2018, help="申报件数（默认 30000）")
        parser.add_argument("--seed", type=int, default=1, help="随机种子：相同的种子得到相同的一轮")
        parser.add_argument("--quick", action="store_true", help="小规模：6 个推荐单位，300 件")
        parser.add_argument("--workers", type=int, help="工作进程数（PostgreSQL 默认比处理器多一个，SQLite 只能 1）")

    def handle(self, *, units: int, nominations: int, seed: int, quick: bool, **options: Any) -> None:
        if quick:
            units, nominations = QUICK["units"], QUICK["nominations"]
        if not 1 <= units <= 42:
            raise CommandError("推荐单位数应为 1 至 42。")
        if nominations < 10 * units:
            raise CommandError(f"{units} 个推荐单位至少要有 {10 * units} 件申报。")
        sqlite = connection.vendor == "sqlite"
        workers = 1 if sqlite else options["workers"] or (os.cpu_count() or 1) + 1
        size = Size(units, nominations, seed, next_run())
        crew = Crew(workers, out=self.stdout, quiet=options["verbosity"] == 0)  # type: ignore[arg-type]  # writes as a file does
        self.stdout.write(f"演练：{units} 个推荐单位，{nominations:,} 件申报，{workers} 个进程，{connection.vendor}")
        round = Rehearsal(size, crew).run()
        total = sum(timing.seconds for timing in crew.timings)
        self.stdout.write(f"“{round.name}”走完，共 {total:,.0f} 秒。")
        call_command("check_invariants", stdout=self.stdout)
