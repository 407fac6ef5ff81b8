"""Lists of a county, a province and the nation at 5,000, 50,000 and 500,000 nominations on PostgreSQL.

First page and a deep page (keyset), with filters (honour, state, name), through the real views: Django's handler with
all its middleware in this process. The same readers at every size: a county holds 4 % of all cases, a province 10 %.
The rows are made in bulk, which only a benchmark may.
"""

from __future__ import annotations

import base64
import json
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.ground.machine import aimed, report
from bench.ground.site import HOST, Site, copy_database, database_settings, drop_database, tell

SIZES = tuple(int(n) for n in os.environ.get("BENCH_SIZES", "5000,50000,500000").split(","))
PROVINCES = 10
COUNTIES = 2
REPEATS = int(os.environ.get("BENCH_REPEATS", "25"))
AIM, QUERIES_AIM = 1.5, 12
GROWING = {"nominations_nomination", "nominations_chainstep", "ledger_chain"}
BOUND = 10_000
"""A scan that a LIMIT ends early is none; one that looks at more rows than this is."""


@dataclass(frozen=True)
class Page:
    """One page that somebody opens."""

    name: str
    reader: str
    address: str
    deep: str = ""  # the order of the list, where a deep page is opened
    one_honour: bool = False

    def url(self, place: tuple[Any, ...] | None) -> str:
        if place is None:
            return self.address
        token = base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")
        return f"{self.address}{'&' if '?' in self.address else '?'}after={token}"


def pages() -> list[Page]:
    from django.urls import reverse

    lists = {"queue": (reverse("reviews:queue"), "arrived"), "list": (reverse("nominations:list"), "newest")}
    filters = {
        "": "",
        ", honour": "honour=outstanding_activist",
        ", name": "q=机械五",
    }
    found = []
    for reader in ("county", "province", "nation"):
        for kind, (address, order) in lists.items():
            for words, query in filters.items():
                found.append(Page(f"{reader}: {kind}{words}", reader, f"{address}{'?' + query if query else ''}"))
            found.append(Page(f"{reader}: {kind}, deep", reader, address, order))
            if kind == "list":
                found.append(Page(f"{reader}: {kind}, state", reader, f"{address}?state=under_review"))
                found.append(Page(f"{reader}: {kind}, state, deep", reader, f"{address}?state=under_review", order))
    return found


def main() -> None:
    with Site("lists", SECOND_FACTOR_REQUIRED="false") as site:
        site.collect_static()
        _measure(site)


def _measure(site: Site) -> None:
    from bench.ground import many

    maker = many.Maker.prepared(provinces=PROVINCES, counties=COUNTIES)
    clients = {name: _browser(post) for name, post in maker.readers.items()}
    with ExitStack() as stack:
        stages = {size: _stage(maker, size, site, stack) for size in SIZES}
        times, notes = _open_all(stages, clients)
        _report(times, notes)


@dataclass(frozen=True)
class Stage:
    """A database of one size, kept open, and the places of its deep pages."""

    connection: Any
    places: dict[str, tuple[Any, ...]]

    def enter(self) -> None:
        """Let Django speak to this database."""
        from django.db import connections

        connections["default"] = self.connection


def _stage(maker: Any, size: int, site: Site, stack: ExitStack) -> Stage:
    """Fill up to a size and keep a copy: so that the sizes are measured side by side, under the same load."""
    from django.db import connection, connections

    began = time.perf_counter()
    maker.fill_to(size)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    places = {page.name: maker.place_in_the_middle(page.reader, page.deep) for page in pages() if page.deep}
    connection.close()
    name = f"{site.database}_{size}"
    stack.callback(drop_database, name)
    copy_database(site.database, name)
    copied = connections.create_connection("default")
    copied.settings_dict = {**copied.settings_dict, "NAME": name}
    stack.callback(copied.close)
    tell(f"{size} nominations after {time.perf_counter() - began:.0f} s")
    return Stage(copied, places)


def _open_all(
    stages: dict[int, Stage], clients: dict[str, Any]
) -> tuple[dict[str, dict[int, float]], dict[str, dict[str, Any]]]:
    times: dict[str, dict[int, float]] = {}
    notes: dict[str, dict[str, Any]] = {}
    for page in pages():
        client = clients[page.reader]
        taken: dict[int, list[float]] = {size: [] for size in stages}
        for size, stage in stages.items():
            stage.enter()
            notes[page.name] = _looked_at(client, page.url(stage.places.get(page.name)), scans=size == SIZES[-1])
        for _ in range(REPEATS):
            for size, stage in stages.items():
                stage.enter()
                url = page.url(stage.places.get(page.name))
                began = time.perf_counter()
                client.get(url)
                taken[size].append(time.perf_counter() - began)
        times[page.name] = {size: median(told) for size, told in taken.items()}
        tell(f"{page.name}: {[round(t * 1000, 1) for t in times[page.name].values()]} ms, {notes[page.name]}")
    return times, notes


def _report(times: dict[str, dict[int, float]], notes: dict[str, dict[str, Any]]) -> None:
    ratios = {}
    for page in pages():
        told = times[page.name]
        ratio = told[SIZES[-1]] / told[SIZES[0]]
        ratios[page.name] = ratio
        report(
            "lists",
            page=page.name,
            median_ms={str(size): round(value * 1000, 2) for size, value in told.items()},
            **notes[page.name],
            queries_met=notes[page.name]["queries"] <= QUERIES_AIM and not notes[page.name]["scans"],
            **aimed("ratio", ratio, AIM, at_least=False),
        )
    worst = max(ratios, key=lambda name: ratios[name])
    report(
        "lists",
        page="all of them",
        dataset={"nominations": list(SIZES), "repeats": REPEATS},
        database=database_settings(),
        worst=worst,
        most_queries=max(note["queries"] for note in notes.values()),
        pages_with_scans=[name for name, note in notes.items() if note["scans"]],
        **aimed("ratio", ratios[worst], AIM, at_least=False),
    )


def _browser(post: Any) -> Any:
    from django.test import Client

    from unions.queries import SESSION_POST

    client = Client(headers={"host": HOST, "x-forwarded-proto": "https"})
    client.force_login(post.person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session[SESSION_POST] = post.pk
    session.save()
    return client


def _looked_at(client: Any, url: str, *, scans: bool) -> dict[str, Any]:
    """A page's queries, its rows, and what it reads from end to end."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
    queries = len(asked)
    if answer.status_code != 200:
        raise SystemExit(f"{url}: {answer.status_code} {answer.headers.get('Location', '')}")
    rows = answer.content.decode().partition("<tbody>")[2].partition("</tbody>")[0].count("<tr")
    return {"queries": queries, "rows": rows, "scans": _scans(client, url) if scans else []}


def _scans(client: Any, url: str) -> list[str]:
    """What the page reads from end to end, of the tables that grow."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    found: set[str] = set()
    with connection.cursor() as cursor:
        for query in asked.captured_queries:
            if not query["sql"].lstrip("(").startswith("SELECT"):
                continue
            cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) " + query["sql"].replace("%", "%%"), [])
            (told,) = cursor.fetchone()[0]
            read = set(_read_whole(told["Plan"]))
            found |= read
            if os.environ.get("BENCH_SHOW_QUERIES") and (read or told["Execution Time"] > 50):
                tell(query["sql"][:120] + "…" + query["sql"][query["sql"].find("WHERE") :][:400])
                tell(json.dumps(told, indent=1))
    return sorted(found)


def _read_whole(plan: dict[str, Any]) -> Iterator[str]:
    looked_at = (plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)) * plan["Actual Loops"]
    if plan["Node Type"] == "Seq Scan" and plan["Relation Name"] in GROWING and looked_at > BOUND:
        yield plan["Relation Name"]
    for inner in plan.get("Plans", ()):
        yield from _read_whole(inner)


if __name__ == "__main__":
    main()
