"""Rounds and honours for tests, made through the real verbs."""

from __future__ import annotations

import io
from datetime import date, datetime
from functools import cache
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from decisions.actions import decide, issue_document
from decisions.models import DecisionDocument, DecisionKind
from documents.actions import store
from honors.actions.register import ToConfer, confer_all
from honors.actions.rounds import HonourPlan, draft_round, grant_places, open_round, set_deadline
from honors.models import Conferral, Round
from honors.models.rounds import Step
from ledger.canonical import digest
from ledger.models import Entry
from regulation.honours import Honour
from regulation.windows import BEIJING
from tests.cast import Cast
from tests.remembered import remembered
from unions.queries import actor

FILE_BY = datetime(2026, 5, 29, 18, 0, tzinfo=BEIJING)
RECOMMEND_BY = datetime(2026, 7, 31, 18, 0, tzinfo=BEIJING)
AUDIT_BY = datetime(2026, 9, 30, 18, 0, tzinfo=BEIJING)
WORDS: dict[str, Any] = {
    "notice_number": "总工发〔2026〕3号",
    "notice_title": "关于开展全国模范职工之家等评选表彰的通知",
    "subjects": "基层工会及其下属工会、工会干部和会员。",
    "conditions": "按照评选表彰管理办法第二章执行。",
    "procedure": "基层申报、逐级审查、推荐、审核、公示。",
    "organisation": "由全总基层工作部组织实施。",
    "front_line_definition": "在生产、服务岗位直接从事劳动的职工。",
    "contacts": "基层工作部，电话 010-00000000",
    "discipline_contacts": "机关纪委，电话 010-00000001",
    "unusual_reason": "测试所用年份",
}


def drafted(cast: Cast, *, honours: tuple[Honour, ...] = tuple(Honour), **words: Any) -> Round:
    """A draft with texts and deadlines, without places."""
    given = {"name": "2026年评选表彰", "year": 2026, "kind": "congress", **WORDS, **words}
    plans = [HonourPlan(honour) for honour in honours]
    round = draft_round(honours=plans, by=cast.nation_preparer, at=cast.at, **given)
    for step, due_at in ((Step.FILE, FILE_BY), (Step.RECOMMEND, RECOMMEND_BY), (Step.AUDIT, AUDIT_BY)):
        set_deadline(round, step, due_at, by=cast.nation_preparer, at=cast.at)
    return round


def ready(cast: Cast, *, places: int = 2, **words: Any) -> Round:
    """A draft that can be opened: places for every honour at 江苏 and 北京."""
    round = drafted(cast, **words)
    for honour in round.honours.values_list("honour", flat=True):
        for code in ("320000", "110000"):
            grant_places(round, cast.unions[code], honour, places, by=cast.nation_preparer, at=cast.at)
    return round


def opened(cast: Cast, *, places: int = 2, **words: Any) -> Round:
    """A round that is open. Where nothing but the cast is there yet, it is opened once in a process."""

    def made() -> Round:
        round = ready(cast, places=places, **words)
        return open_round(round, by=cast.nation_signer, at=cast.at, version=round.version)

    if words or Entry.objects.count() != cast.entries:
        return made()
    # Not every cast is the remembered one: a world of many tests makes its own, with other keys on PostgreSQL.
    return remembered(f"opened(cast, places={places}) by {cast.clerk.pk}", made)


def document(
    cast: Cast, number: str, kind: DecisionKind = DecisionKind.FINAL, on: date = date(2026, 3, 2)
) -> DecisionDocument:
    """A decision document resting on a collective decision of the secretariat."""
    upload = SimpleUploadedFile(f"{digest(number)[:8]}.pdf", a_pdf(), content_type="application/pdf")
    minutes = store(upload, by=actor(cast.nation_preparer), at=cast.at)
    decision = decide(
        kind=kind,
        body=cast.national,
        held_on=on,
        place="全总机关",
        attendees="书记处全体同志",
        minutes=minutes,
        subject="list:test",
        digest=digest(number),
        prepared_by=cast.nation_preparer.person,
        signed_by=cast.nation_signer.person,
        at=cast.at,
    )
    return issue_document(number=number, title="关于表彰的决定", issued_on=on, body="正文", decision=decision)


def to_confer(cast: Cast, subject: str, honour: Honour = Honour.MODEL_HOME, **more: Any) -> ToConfer:
    """A row of the final list at the clerk's union."""
    given: dict[str, Any] = {
        "nomination": f"nomination:{digest(subject + honour.value)[:32]}",
        "honour": honour.value,
        "subject_name": subject,
        "union": cast.union,
        "recommender": cast.province,
        "region_code": "320508",
        "unit_name": "" if honour.collective else "苏州某某有限公司",
    }
    return ToConfer(**{**given, **more})


def conferred(cast: Cast, round: Round, *rows: ToConfer, number: str = "总工发〔2026〕20号") -> list[Conferral]:
    """Confer rows in a round, by one decision document."""
    on = date(2026, 3, 2)
    return confer_all(
        rows, round=round, decision=document(cast, number, on=on), on=on, by=actor(cast.nation_signer), at=cast.at
    )


@cache
def a_pdf() -> bytes:
    """One blank page, the same each time."""
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
