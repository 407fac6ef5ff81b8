"""What a figure is worth nothing without: the machine, the versions, and what was aimed at."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("django", "gunicorn", "psycopg", "psycopg2-binary", "whitenoise", "weasyprint")


@cache
def machine() -> dict[str, Any]:
    """Processor, cores and memory."""
    told = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    model = re.search(r"model name\s*:\s*(.+)", told)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cpu": model[1].strip() if model else platform.processor() or platform.machine(),
        "cores": len(os.sched_getaffinity(0)),
        "memory_gb": round(memory / 2**30, 1),
        "system": platform.platform(terse=True),
    }


@cache
def versions() -> dict[str, str]:
    """Python, the packages that matter for speed, the programs, and the commit that was measured."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except ImportError:
            continue
    for program, arguments, pattern in (
        ("nginx", ["nginx", "-v"], r"nginx/(\S+)"),
        ("wrk", ["wrk", "-v"], r"wrk (\S+)"),
        ("commit", ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], r"^([0-9a-f]{7,})"),
    ):
        said = _said(arguments)
        match = re.search(pattern, said)
        if match:
            found[program] = match[1]
    return found


def _said(arguments: list[str]) -> str:
    try:
        done = subprocess.run(arguments, capture_output=True, text=True, timeout=20, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout + done.stderr


def report(benchmark: str, **numbers: Any) -> None:
    """One JSON line on standard output."""
    head = {"benchmark": benchmark, "at": datetime.now(UTC).isoformat(timespec="seconds")}
    about = {"load_average_before": _LOAD, "machine": machine(), "versions": versions()}
    print(json.dumps(head | numbers | about, ensure_ascii=False), flush=True)


def aimed(name: str, ratio: float, aim: float, *, at_least: bool) -> dict[str, Any]:
    """A ratio beside its aim."""
    met = ratio >= aim if at_least else ratio <= aim
    return {name: round(ratio, 3), "aim": f"{'>=' if at_least else '<='} {aim}", "met": met}


_LOAD = round(os.getloadavg()[0], 2)  # of other work on this machine: a figure taken beside it is worth less
