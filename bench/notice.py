"""A public national notice with 1,000 names, through nginx and gunicorn as shipped, against a plain file of the same bytes.

docker/nginx.conf, docker/web.sh and the environment of docker-compose, started natively on loopback; wrk keeps its
connections. Two readers are measured: one that takes no compression (the ratio that is aimed at), and a browser.
"""

from __future__ import annotations

import gzip
import hashlib
import http.client
import os
import re
import subprocess
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from bench.ground.machine import aimed, report
from bench.ground.site import HOST, Site, tell

NAMES = 1000
CONNECTIONS, THREADS = 64, 2
SECONDS = int(os.environ.get("BENCH_SECONDS", "2"))
ROUNDS = 9
AIM = 0.9
READERS = {"plain": None, "browser": "gzip, deflate, br"}


@dataclass(frozen=True)
class Load:
    """What wrk measured."""

    rate: float
    p99_ms: float
    failed: int


def main() -> None:
    with Site("notice") as site:
        number = _notice()
        with site.web() as upstream:
            page = f"/notices/{number}/"
            status, _, body = _ask(upstream, page)
            if status != 200:
                raise SystemExit(f"{page}: {status}\n{site.web_log()}")
            file = site.folder / "static" / "notice.html"
            file.write_bytes(body)
            # What collectstatic does for every file that compresses: nginx sends it as it is.
            file.with_suffix(".html.gz").write_bytes(gzip.compress(body, 6, mtime=0))
            with site.nginx(upstream) as port:
                _same_for_everybody(port, page, body)
                for reader, accepts in READERS.items():
                    _measure(port, page, len(body), hashlib.sha256(body).hexdigest(), reader, accepts)


def _notice() -> int:
    from bench.ground import cases
    from clock.reading import now
    from ledger.canonical import digest
    from publicity.actions.notices import ItemToShow, open_notice
    from regulation.honours import Honour

    at = now() - timedelta(hours=1)
    cases.know_calendar(at)
    unions = cases.tree(1, provinces=1, at=at)
    staff = cases.nation(unions, at=at)
    round = cases.open_one(staff, [unions["P0"]], at=at)
    items = [
        ItemToShow(
            subject=f"nomination:{n:032x}",
            honour=Honour.MODEL_HOME.value,
            name=f"第{n}省第{n % 17}市第{n}机械制造有限责任公司工会委员会",
            text_digest=digest(str(n)),
        )
        for n in range(1, NAMES + 1)
    ]
    rows = "".join(
        f"<tr><td>{n}</td><td>{item.name}</td><td>第{n % 40}省总工会</td><td>全国模范职工之家</td></tr>"
        for n, item in enumerate(items, start=1)
    )
    notice = open_notice(
        kind="national",
        round=round,
        publisher=unions["N"],
        handler=unions["N"],
        title="关于拟表彰全国模范职工之家的公示",
        contacts="基层工作部，电话 010-00000000",
        items=items,
        body=f"<table><tbody>{rows}</tbody></table>".encode(),
        medium="《工人日报》",
        medium_visible_at=at,
        medium_page="第 1 版",
        days_needed=5,
        strict_first_day=False,
        by=staff.signer,
        at=at,
    )
    return int(notice.pk)


def _ask(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    told = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": "https", **told})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def _same_for_everybody(port: int, page: str, body: bytes) -> None:
    """The cache serves the same bytes to everybody: a visitor with a session, another one, and the file."""
    if body.count(b"</tr>") < NAMES:
        raise SystemExit("the notice does not hold all its names")
    _ask(port, page)
    signed_in = _ask(port, page, Cookie="sessionid=a; csrftoken=b", Accept_Language="en")
    another = _ask(port, page, Cookie="sessionid=c")
    packed = _ask(port, page, Accept_Encoding="gzip")
    file = _ask(port, "/static/notice.html")
    for status, headers, got in (signed_in, another):
        wanted = (200, "HIT", False, True)
        seen = (status, headers.get("x-cache"), "set-cookie" in headers, got == body)
        if seen != wanted:
            raise SystemExit(f"(status, cache, cookie, same bytes): {seen}, not {wanted}; {headers}")
    if "cookie" in signed_in[1].get("vary", "").lower():
        raise SystemExit("the notice varies by cookie: no cache would keep it")
    if gzip.decompress(packed[2]) != body or file[2] != body:
        raise SystemExit("compressed page or plain file hold other bytes")


def _measure(port: int, page: str, size: int, digest: str, reader: str, accepts: str | None) -> None:
    pages, files = [], []
    _load(port, page, accepts, seconds=2)
    _load(port, "/static/notice.html", accepts, seconds=2)
    for _ in range(ROUNDS):  # one after another, so that other work on the machine weighs on both
        files.append(_load(port, "/static/notice.html", accepts, seconds=SECONDS))
        pages.append(_load(port, page, accepts, seconds=SECONDS))
        tell(f"{reader}: file {files[-1].rate:.0f}/s, notice {pages[-1].rate:.0f}/s")
    ratio = median(p.rate / f.rate for p, f in zip(pages, files, strict=True))
    report(
        "notice",
        reader=reader,
        dataset={"names": NAMES, "bytes": size, "sha256": digest[:16]},
        load={"tool": "wrk", "connections": CONNECTIONS, "threads": THREADS, "seconds": SECONDS, "rounds": ROUNDS},
        notice={"requests_per_second": [round(p.rate) for p in pages], "p99_ms": [p.p99_ms for p in pages]},
        plain_file={"requests_per_second": [round(f.rate) for f in files], "p99_ms": [f.p99_ms for f in files]},
        failed=sum(one.failed for one in (*pages, *files)),
        **aimed("ratio", ratio, AIM, at_least=True),
    )


def _load(port: int, path: str, accepts: str | None, *, seconds: int) -> Load:
    command = ["wrk", f"-c{CONNECTIONS}", f"-t{THREADS}", f"-d{seconds}s", "--latency", "-H", f"Host: {HOST}"]
    if accepts:
        command += ["-H", f"Accept-Encoding: {accepts}"]
    done = subprocess.run([*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True)
    rate = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", done.stdout)
    failed = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    if rate is None or p99 is None:
        raise SystemExit(f"wrk: {done.stdout}{done.stderr}")
    scale = {"us": 0.001, "ms": 1.0, "s": 1000.0}[p99[2]]
    return Load(float(rate[1]), round(float(p99[1]) * scale, 2), int(failed[1]) if failed else 0)


if __name__ == "__main__":
    main()
