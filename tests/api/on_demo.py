"""The API on the demo, as every role: no fault, and how many operations answer 2xx. `bin/schemathesis` runs it.

Each call is taken back, so the demo stays as it is. Exit status 1 for any fault, or below 90 % of the operations.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import time
from typing import Any

WANTED = 90


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from clock.reading import now
    from tests.api.driver import Report, callers, document, operations, unthrottled, walk
    from tests.api.fuzz import fuzz

    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--examples", type=int, default=10, help="生成的请求数：每个操作、每个角色、合法与不合法各若干")
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--roles", nargs="*", help="生成的请求只用这些岗位（如 js-preparer），不写为全部")
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
        acting = [one for one in people if not given.roles or one.name in given.roles]
        made = fuzz(acting, report, examples=given.examples, seed=given.seed, only=given.only) if given.examples else 0
        transaction.set_rollback(True)
    names = [operation.name for operation in operations(told) if not given.only]
    silent = [name for name in names if name not in report.answered]
    share = 100 * (len(names) - len(silent)) / len(names) if names else 100
    out = sys.stdout.write
    for name in silent:
        out(f"没有 2xx：{name}　{report.last.get(name, '没有可用的记录')}\n")
    for fault in dict.fromkeys(report.faults):
        out(f"5xx：{fault}\n")
    out(
        f"{len(names)} 个操作，{len(people)} 个角色，生成请求 {made} 个，{time.monotonic() - start:.0f} 秒；"
        f"至少一次 2xx：{len(names) - len(silent)}（{share:.1f} %），5xx：{len(set(report.faults))}\n"
    )
    return 0 if not report.faults and share >= WANTED else 1


def _posts() -> dict[str, Any]:
    """A post of each role, the recommending unit's and the nation's twice: one prepares, another signs."""
    from demo.parts import PARTS
    from unions.models import Post

    wanted = (
        "gusu", "suzhou", "js-preparer", "js-signer", "bj-preparer", "bj-signer", "zj-preparer", "nation-preparer",
        "nation-signer", "secretariat",
    )  # fmt: skip
    people = {part.key: part for part in PARTS}
    clerks = [part.key for part in PARTS if part.role == "clerk" and part.union in ("D-JS1", "D-JS2", "D-ZJ1", "D-ZJ2")]
    found = {}
    for key in (*clerks, *(key for key in wanted if key in people)):
        part = people[key]
        found[key] = Post.objects.select_related("union", "person").get(
            person__username=part.person, union__code=part.union, role=part.role
        )
    return found


if __name__ == "__main__":
    sys.exit(main())
