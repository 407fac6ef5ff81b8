"""The API on the demo, as every role: no fault, and how many operations answer 2xx. `bin/schemathesis` runs it.

Each call is taken back, so the demo stays as it is. Exit status 1 for any fault, or below 90 % of the operations.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from collections import Counter
from typing import Any

WANTED = 90


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from clock.reading import now
    from tests.api.callers import callers, unthrottled
    from tests.api.driver import Report, walk
    from tests.api.fuzz import fuzz
    from tests.api.operations import document, operations

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--examples", type=int, default=10, help="生成的请求数：每个操作、每个角色、合法与不合法各若干")
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--roles", nargs="*", help="生成的请求用哪些岗位（如 js-preparer），不写为每种岗位一个")
    asked.add_argument("--only", nargs="*", help="只跑这些操作（operationId）")
    given: Any = asked.parse_args()
    logging.disable(logging.WARNING)
    report, start = Report(), time.monotonic()
    at = now()
    from django.db import transaction

    with unthrottled(), transaction.atomic():
        people = callers(_posts(), at=at)
        told = document()
        if not given.only:
            walk(told, people, report, at=at)
        first = {one.post.role: one.name for one in reversed(people)}
        acting = [one for one in people if one.name in (given.roles or first.values())]
        made = fuzz(acting, report, examples=given.examples, seed=given.seed, only=given.only) if given.examples else 0
        transaction.set_rollback(True)
    every = [] if given.only else list(operations(told))
    silent = report.silent(every)
    out = sys.stdout.write
    for operation in silent:
        out(f"没有 2xx：{operation.name}　{report.why(operation)}\n")
    for fault in dict.fromkeys(report.faults):
        out(f"5xx：{fault}\n")
    rooms = Counter(operation.room for operation in every)
    without = Counter(operation.room for operation in silent)
    out("　".join(f"{room} {count - without[room]}/{count}" for room, count in sorted(rooms.items())) + "\n")
    share = 100 * (len(every) - len(silent)) / len(every) if every else 100
    out(
        f"{len(every)} 个操作，{len(people)} 个岗位逐一调用 {report.calls} 次，{len(acting)} 个岗位的生成请求 {made} 个，"
        f"{time.monotonic() - start:.0f} 秒；"
        f"至少一次 2xx：{len(every) - len(silent)}（{share:.1f} %），5xx：{len(set(report.faults))}\n"
    )
    return 0 if not report.faults and share >= WANTED else 1


def _posts() -> dict[str, Any]:
    """Every part of the demo's cast: whoever holds a record is among them."""
    from demo.parts import PARTS
    from unions.models import Post

    rows = Post.objects.select_related("union", "person")
    return {part.key: rows.get(person__username=part.person, union__code=part.union, role=part.role) for part in PARTS}


if __name__ == "__main__":
    sys.exit(main())
