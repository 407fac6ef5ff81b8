"""`manage.py open_account`: the first accounts of 全总, from which all others are opened on the pages."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clock.reading import now
from ledger.actors import SYSTEM
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.actions import open_account
from unions.models import Role, Union


class Command(BaseCommand):
    help = "开通账号并打印激活码（只显示一次）：用于全总的第一批账号，其余账号由上级工会在网页上开通"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="姓名")
        parser.add_argument("--role", default=Role.NATIONAL, choices=Role.values, help="岗位，默认 national")
        parser.add_argument("--union", default="000000", help="工会编码，默认 000000（中华全国总工会）")
        parser.add_argument("--username", default="", help="账号，空着则自动生成")

    def handle(self, *_args: Any, **options: Any) -> None:
        at = now()
        union = Union.objects.filter(code=options["union"]).first()
        if union is None:
            raise CommandError(f"没有编码为 {options['union']} 的工会。请先执行 manage.py load_unions。")
        try:
            person, code = open_account(
                name=options["name"],
                union=union,
                role=Role(options["role"]),
                since=in_beijing(at).date(),
                username=options["username"],
                by=SYSTEM,
                at=at,
            )
        except Refused as refused:
            raise CommandError(refused.sentence) from refused
        self.stdout.write(f"账号：{person.username}\n激活码：{code}\n请在 14 天内打开 /activation/ 设置密码。")
