"""演示数据：两轮评选，每个环节都有正在办理的申报件。"""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from demo.story.loading import is_loaded, load
from nominations.models import Nomination


class Command(BaseCommand):
    help = "装入演示数据（只装一次；再次执行不改动已有数据）"

    def handle(self, **options: Any) -> None:
        if is_loaded():
            self.stdout.write("演示数据已经装好，保留现有数据。")
            return
        self.stdout.write("装入演示数据：全国工会、演示人物和两轮评选，大约需要一分钟……")
        at = load(quiet=options["verbosity"] == 0)
        number = Nomination.objects.filter(invented=True).count()
        self.stdout.write(f"演示数据装好：{number} 件申报。演示时间：{at:%Y年%-m月%-d日 %H:%M}（北京时间）。")
