"""Certificates, many pages to a document, against WeasyPrint's defaults: a document, style sheet and fonts for each.

The same pages, the same template and the same style sheet, on one core. A batch is what the product prints at once.
"""

from __future__ import annotations

import os
import tempfile
import time
from datetime import date
from typing import Any

from bench.ground.machine import aimed, report
from bench.ground.site import tell

BATCH = int(os.environ.get("BENCH_CERTIFICATES", "200"))
SINGLE = 6
ROUNDS = 3
AIM = 7


def main() -> None:
    core = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    with tempfile.TemporaryDirectory(prefix="bench-certificates-") as folder:
        os.environ.update(DJANGO_SETTINGS_MODULE="config.settings", HONORS_PROFILE="embedded", VAR_DIR=folder)
        import django

        django.setup()
        _measure()


def _measure() -> None:
    from honors.certificates.rendering import render, render_many

    rows = [_conferral(n) for n in range(BATCH)]
    render(rows[0])  # fonts are read once in a process
    _by_default(rows[0])
    batches, singles = [], []
    for turn in range(ROUNDS):
        singles.append(_rate(lambda: [_by_default(row) for row in rows[:SINGLE]], SINGLE))
        batches.append(_rate(lambda: render_many(rows), BATCH))
        tell(f"{turn}: defaults {singles[-1]:.1f}/s, batch {batches[-1]:.1f}/s")
    ratios = sorted(batch / single for batch, single in zip(batches, singles, strict=True))
    report(
        "certificates",
        dataset={"batch": BATCH, "rounds": ROUNDS, "cores": 1},
        batch_per_second=[round(rate, 1) for rate in batches],
        defaults_per_second=[round(rate, 2) for rate in singles],
        **aimed("ratio", ratios[len(ratios) // 2], AIM, at_least=True),
    )


def _rate(work: Any, number: int) -> float:
    """Per second of this process's own time, so that other work on the machine does not count."""
    began = time.process_time()
    work()
    return number / (time.process_time() - began)


def _by_default(row: Any) -> bytes:
    """As WeasyPrint's first page shows it: everything anew for each document."""
    from base64 import b64encode

    from django.template.loader import render_to_string
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from honors.certificates import rendering
    from honors.certificates.fonts import font_faces, own_faces

    page = rendering._page(row) | {"qr": f"data:image/png;base64,{b64encode(rendering.picture(row)).decode()}"}
    html = render_to_string("honors/certificate.html", {"pages": [page], "title": "证书"})
    base = rendering.HERE.as_uri() + "/"
    configuration = FontConfiguration()
    text = font_faces(own_faces()) + (rendering.HERE / "certificate.css").read_text()
    sheet = CSS(string=text, base_url=base, font_config=configuration)
    printed: bytes = HTML(string=html, base_url=base).write_pdf(stylesheets=[sheet], font_config=configuration)
    return printed


def _conferral(number: int) -> Any:
    from decisions.models import DecisionDocument
    from honors.models import Conferral, Round
    from honors.moves import ConferralState
    from regulation.honours import Honour
    from unions.models import Union

    honour = list(Honour)[number % 5]
    on = date(2026, 4, 28)
    name = f"第{number}省第{number % 17}机械制造有限责任公司工会委员会" if honour.collective else "王𬱖宁"
    return Conferral(
        state=ConferralState.VALID,
        honour=honour.value,
        round=Round(name="2026年评选表彰", year=2026),
        union=Union(name="某某有限公司工会委员会"),
        recommender=Union(name="某某省总工会"),
        decision=DecisionDocument(number="总工发〔2026〕20号", title="关于表彰的决定", issued_on=on),
        certificate_number=f"2026-{number:05d}",
        check_code=f"{number:032x}",
        subject_name=name,
        unit_name="" if honour.collective else "某某机械制造有限责任公司",
        conferred_on=on,
    )


if __name__ == "__main__":
    main()
