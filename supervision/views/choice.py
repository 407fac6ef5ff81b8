"""The choice of a programme, for whoever wants to draw it again: candidates, ranks, who was chosen."""

from __future__ import annotations

import csv
import io

from honors.models import Conferral
from supervision.facts.drawing import drawn, drawn_again, rank
from supervision.models import RecheckProgramme

HEAD = ("序号", "对象编号", "证书编号", "名称", "排序值（SHA-256）", "结果")
FORMULA = "=+-@\t\r"


def choice_table(programme: RecheckProgramme) -> str:
    """Every candidate in the order of the draw, as a table that a spreadsheet opens."""
    order = drawn(programme.candidates, method=programme.method, seed=programme.seed, size=None)
    chosen, skipped = set(drawn_again(programme).chosen), set(programme.skipped)
    known = _named(order)
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(HEAD)
    for number, key in enumerate(order, 1):
        result = "未选中" if key not in chosen else "选中，正在复查，略过" if key in skipped else "选中"
        certificate, name = known.get(key, ("", ""))
        table.writerow([number, key, certificate, _plain(name), rank(programme.seed, key), result])
    return "\ufeff" + out.getvalue()


def _named(keys: list[str]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for start in range(0, len(keys), 500):
        rows = Conferral.objects.filter(chain__key__in=keys[start : start + 500])
        found |= {
            key: (number, name)
            for key, number, name in rows.values_list("chain__key", "certificate_number", "subject_name")
        }
    return found


def _plain(text: str) -> str:
    """A name is a name to a spreadsheet, never a formula."""
    return f"'{text}" if text.startswith(tuple(FORMULA)) else text
