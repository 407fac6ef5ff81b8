"""申报 over HTTP: 16 clients file cases spread over 40 provinces, against a POST that updates one row behind the same doors.

Both go through docker/web.sh with the environment of docker-compose on PostgreSQL: session, CSRF token, acting post,
a form with a version, a message, a redirect. Rounds of filings and of the yardstick alternate, so that other work on
the machine weighs on both. Afterwards every case is counted: none lost, none doubled.
"""

from __future__ import annotations

import os
from collections import Counter
from datetime import timedelta
from itertools import chain
from typing import Any

from bench.ground.browsing import Browser, Run, Session, crowd
from bench.ground.machine import aimed, report
from bench.ground.site import Site, database_settings, tell

CLIENTS = 16
WORKS = int(os.environ.get("BENCH_FILING_UNIONS", "2"))
"""Grassroots unions of each of the 40 provinces; each has one clerk."""
EACH = int(os.environ.get("BENCH_FILINGS_EACH", "8"))
ROUNDS = 4
YARDSTICK = 1280
AIM, QUERIES_AIM = 0.5, 10
WARM = 40
"""Cases filed before the clock starts: every web process has then read what it keeps."""


def main() -> None:
    with Site("filings", DJANGO_SETTINGS_MODULE="bench.ground.settings") as site:
        _measure(site)


def _measure(site: Site) -> None:
    from django.contrib.auth.hashers import make_password

    from bench.ground import cases
    from clock.reading import now
    from publicity.actions import sweep
    from unions.models import Role

    at = now() - timedelta(days=40)
    cases.know_calendar(at)
    unions = cases.tree(WORKS, at=at)
    staff = cases.nation(unions, at=at)
    round = cases.open_one(staff, [unions["P0"], unions["P1"]], at=at)
    works = [union for code, union in unions.items() if code.startswith("W")]
    wanted = [(f"clerk-{n}", union, Role.CLERK) for n, union in enumerate(works)]
    clerks = cases.people(wanted, password=make_password(cases.PASSWORD), at=at)
    ready = list(cases.ready_to_file(round, clerks, each=EACH, at=at))
    sweep.run(at=now())  # as the beat does every minute: the windows that are over are completed
    queries = _queries_of_one(ready.pop())
    analyze()
    # One case of every clerk after another, so that neighbours in time belong to different provinces.
    ready = list(chain.from_iterable(ready[start::EACH] for start in range(EACH)))
    with site.web() as port:
        sessions = _signed_in(port, clerks)
        crowd(port, CLIENTS, ready[:WARM], lambda b, case: _file(b, sessions[case.union_id], case))
        _touch_all(port, sessions, round, 160)
        runs: list[tuple[Run, Run]] = []
        rest = ready[WARM:]
        for part in (rest[start::ROUNDS] for start in range(ROUNDS)):
            filed = crowd(port, CLIENTS, part, lambda b, case: _file(b, sessions[case.union_id], case))
            runs.append((filed, _touch_all(port, sessions, round, YARDSTICK // ROUNDS)))
            tell(f"filings {filed.rate:.1f}/s, one row {runs[-1][1].rate:.1f}/s")
    _report(runs, ready, queries)


def analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _signed_in(port: int, clerks: list[Any]) -> dict[int, Session]:
    tell(f"{len(clerks)} clerks sign in")
    from bench.ground.cases import PASSWORD

    browser = Browser(port)
    return {clerk.union_id: browser.sign_in(clerk.person.username, PASSWORD) for clerk in clerks}


def _file(browser: Browser, session: Session, case: Any) -> tuple[int, str]:
    path = f"/nominations/{case.pk}/filing/"
    status, location, content = browser.ask("POST", path, session, {"version": str(case.version)})
    if status != 302:
        raise SystemExit(f"{path}: {status} {content.decode()[:3000]}")
    return status, location


def _touch_all(port: int, sessions: dict[int, Session], round: Any, times: int) -> Run:
    """The yardstick: the same clerks, each with a row of its own."""
    from nominations.models import SubjectGuard

    rows = {union: SubjectGuard.objects.get_or_create(round=round, key=f"bench:{union}")[0].pk for union in sessions}
    unions = list(sessions)

    def touch(browser: Browser, number: int) -> tuple[int, str]:
        union = unions[number % len(unions)]
        path = f"/bench/rows/{rows[union]}/"
        status, location, content = browser.ask("POST", path, sessions[union], {"version": "1"})
        if status != 302:
            raise SystemExit(f"{path}: {status} {content.decode()[:3000]}")
        return status, location

    return crowd(port, CLIENTS, range(times), touch)


def _queries_of_one(case: Any) -> int:
    """The queries of one filing, from the session to the redirect, through the real page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from bench.ground.site import HOST
    from unions.models import Post

    client = Client(headers={"host": HOST, "x-forwarded-proto": "https"})
    clerk = Post.objects.select_related("person").get(union=case.union_id)
    client.force_login(clerk.person, backend="django.contrib.auth.backends.ModelBackend")
    with CaptureQueriesContext(connection) as asked:
        answer = client.post(f"/nominations/{case.pk}/filing/", {"version": case.version})
    if answer.status_code != 302:
        raise SystemExit(f"filing: {answer.status_code} {answer.content.decode()[:3000]}")
    told = [query["sql"] for query in asked.captured_queries]
    if os.environ.get("BENCH_SHOW_QUERIES"):
        for sql in told:
            tell(sql[:260])
    kept = [sql for sql in told if sql.split(" ", 1)[0] not in {"BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"}]
    return len(kept)


def _report(runs: list[tuple[Run, Run]], cases: list[Any], queries: int) -> None:
    from ledger.models import Entry
    from nominations.models import ChainStep, Nomination
    from nominations.moves import State

    ids = [case.pk for case in cases]
    states = Counter(Nomination.objects.filter(pk__in=ids).values_list("state", flat=True))
    chains = list(Nomination.objects.filter(pk__in=ids).values_list("chain_id", flat=True))
    entries = Counter(Entry.objects.filter(chain__in=chains, act="file").values_list("chain_id", flat=True))
    steps = Counter(ChainStep.objects.filter(nomination__in=ids, position=1).values_list("nomination_id", flat=True))
    filed_rate = sum(len(f.answers) for f, _ in runs) / sum(f.seconds for f, _ in runs)
    row_rate = sum(len(r.answers) for _, r in runs) / sum(r.seconds for _, r in runs)
    lost = len(ids) - states[State.UNDER_REVIEW]
    doubled = sum(n > 1 for n in entries.values()) + sum(n > 1 for n in steps.values())
    each = Run(0, [], [time for filed, _ in runs for time in filed.each])
    report(
        "filings",
        dataset={"filings": sum(len(f.answers) for f, _ in runs), "clients": CLIENTS, "provinces": 40},
        database=database_settings(),
        filings_per_second=round(filed_rate, 1),
        filing_ms={"median": round(each.percentile(0.5), 1), "p99": round(each.percentile(0.99), 1)},
        one_row_per_second=round(row_rate, 1),
        lost=lost,
        without_entry=len(ids) - len(entries),
        doubled=doubled,
        queries_per_filing={"number": queries, "aim": f"<= {QUERIES_AIM}", "met": queries <= QUERIES_AIM},
        ratios_of_rounds=[round(f.rate / r.rate, 3) for f, r in runs],
        **aimed("ratio", filed_rate / row_rate, AIM, at_least=True),
    )
    if lost or doubled or len(entries) != len(ids):
        raise SystemExit("filings were lost or doubled")


if __name__ == "__main__":
    main()
