"""One body for every POST: all fields that any form or verb asks for, filled plausibly, with the record's version."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from honors.models import Measure, Round
from nominations.content import application_of
from nominations.models import Nomination
from publicity.models import Letter, Notice
from reviews.models import Inquiry, ProposedList, RecommendationList
from revocations.models import RevocationCase
from supervision.models import Recheck, RecheckProgramme, RecoveryItem, Support, UnitEnd, YearReport
from supervision.queries.ends import ending_with
from tests.contracts.routes import Route
from tests.contracts.world import World
from tests.honors.builders import a_pdf
from tests.publicity.pictures import png as a_png
from unions.models import Post, Union

RECORDS: dict[str, Any] = {
    "nominations/<pk>": Nomination,
    "lists/<pk>": RecommendationList,
    "proposals/<pk>": ProposedList,
    "notices/<pk>": Notice,
    "own-notices/<pk>": Notice,
    "letters/<pk>": Letter,
    "rounds/<pk>": Round,
    "measures/<pk>": Measure,
    "unions/<pk>": Union,
    "posts/<pk>": Post,
    "inquiries/<pk>": Inquiry,
    "programmes/<pk>": RecheckProgramme,
    "rechecks/<pk>": Recheck,
    "recovery/<pk>": RecoveryItem,
    "ends/<pk>": UnitEnd,
    "years/<pk>": YearReport,
    "support/<pk>": Support,
    "revocations/<pk>": RevocationCase,
}
"""What a parameter names: its version goes into the body."""
FILES = (
    "minutes", "document", "documents", "file", "file_1", "medium_photo", "photo", "scan", "seal", "evidence_1",
)  # fmt: skip
WORDS: dict[str, Any] = {
    "reason": "理由充分", "reasons": {}, "summary": "总体说明", "opinions_heard": "听取了各方面意见", "answer": "已答复",
    "finding": "经核查", "gaps": "缺页", "clues": "来信反映", "ground": "forged", "outcome": "verify", "text": "更正文字",
    "held_on": "2026-04-08", "place": "三楼会议室", "attendees": "领导班子全体", "contacts": "电话 0512-60000000",
    "medium": "省（区、市）工会网络媒体", "medium_address": "https://example.org/n", "visible_at": "2026-04-08T09:00",
    "address": "https://example.org/n", "page": "第4版", "title": "标题", "statement": "情况属实", "elevated": "",
    "number": "总工发〔2026〕99号", "issued_on": "2026-04-08", "name": "某某", "year": 2028, "kind": "other", "honour": "model_home",
    "honours": ["model_home"], "role": "reviewer", "since": "2026-04-01", "on": "2026-04-08", "paper": "苏工〔2026〕1号",
    "username": "somebody.new", "amount": 1, "step": "file", "due_at": "2026-12-31T18:00", "source": "通知", "trait": "woman",
    "percent": 10, "effective_on": "2026-12-01", "giver": "会员代表大会", "as_of": "2026-04-08", "agrees": "yes",
    "attested_by": "区总工会", "holds": "yes", "keys": ["x"], "key": "x", "contact": "13800000000", "sender": "person",
    "received_at": "2026-04-07T09:00", "submission": "7d3f1d66-58a2-4a3b-9f0e-0f3b6f0a7a11", "consent": "on", "days": 30, "here": "no",
    "off": "2027-01-01", "worked": "", "order": [1], "nominations": [1], "case": ["1"], "code": "ABCD-EFGH-JKLM-NPQR",
    "password": "一个足够长的密码 42", "old": "x", "new": "y", "token": "000000", "declined": [], "revision": 1, "columns": {},
    "reasons-TOTAL_FORMS": "1", "reasons-INITIAL_FORMS": "0", "reasons-0-field": "事迹", "reasons-0-reason": "太简略",
    "declines-TOTAL_FORMS": "0", "declines-INITIAL_FORMS": "0", "deeds": "事迹", "deeds_short": "简要事迹",
    "due_on": "2026-12-31", "method": "all", "rows": [{"code": "serves_its_members", "result": "met"}], "what": "补选主席",
    "mend_by": "2026-12-31", "new_name": "新名称", "paper_number": "苏工〔2026〕1号",
}  # fmt: skip

ENDINGS: dict[str, Any] = {
    "kind": "bankrupt", "happened_on": "2026-04-01", "finding": "经核实", "due_on": "2026-12-31", "paper": None,
    "received_on": "2026-04-08", "destroyed_on": "2026-04-08", "statement": "搬迁时遗失", "successor": None,
}  # fmt: skip
"""What the same words mean where certificates are handed in and units come to their end."""


def _ending(route: Route, said: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """The bodies of those doors: on a page each field stands below the word of its move, and many name their items."""
    item = values["recovery/<pk>"]
    version = RecoveryItem.objects.filter(pk=item).values_list("version", flat=True).first()
    end = UnitEnd.objects.get(pk=values["ends/<pk>"])
    named = [row.pk for row in ending_with(end.union)]
    said = {**said, **ENDINGS, "union": values["unions/<pk>"], "honours": named}
    said["items"] = [{"id": item, "version": version}]
    if route.is_api:
        return said
    move = route.template.rstrip("/").rpartition("/")[2]
    given = {name: value for name, value in said.items() if value is not None and name != "items"}
    return {**given, **{f"{move}-{name}": value for name, value in given.items()}, "item": [f"{item}:{version}"]}


AFTER: dict[str, Any] = {
    "summary": "案由", "means": "送达书面告知书", "opinion": "同意", "conclusion": "属实", "facts": "事实", "about": "证明",
    "happened_on": "2025-11-03", "sent_on": "2026-04-08", "due_on": "2026-12-31", "element": "fact", "waived": True,
    "employees": 100, "members": 96, "year": 2024, "spending_rules": "按规定列支", "paid_on": "2026-04-08", "agreed": "yes",
}  # fmt: skip
"""What the same words mean after the honour."""
AFTER_KINDS = {"events": "guidance", "support": "subsidy"}
MEETING = {name: WORDS[name] for name in ("held_on", "place", "attendees")}


def is_after(route: Route) -> bool:
    """Whether a door is one of the supervision record or of revocation."""
    nouns = {"revocations", "revocation", "hearings", "years", "events", "support", "unfit", "interpretation"}
    return bool(nouns & set(route.template.split("/")))


def _after(route: Route, said: dict[str, Any], values: dict[str, Any], world: World, key: str) -> dict[str, Any]:
    """The bodies of those doors; over the API nested, with papers by their key."""
    said = {**said, **AFTER, "to": world.cast.unions["320500"].pk, "honour": values["accused"]}
    said["kind"] = next((kind for noun, kind in AFTER_KINDS.items() if noun in route.template), "guidance")
    said |= {"subject": values["subjects/<subject>"], "evidence": values["evidence/<row>"]}
    if not route.is_api:
        said["paper"] = SimpleUploadedFile("材料.pdf", a_pdf(), "application/pdf")
        return {name: value for name, value in said.items() if value is not None}
    told = {"facts": "事实", "happened_on": "2025-11-03"}
    issued = {"number": "总工发〔2026〕99号", "title": "标题", "issued_on": "2026-04-08", "due_on": "2026-12-31"}
    said |= {"conferral": values["accused"], "conferrals": [values["accused"]], "told": told, "code": "23.2"}
    said |= {
        "ground": values["grounds/<ground>"],
        "recheck": values["rechecks/<pk>"],
        "document": values["decisions/<pk>"],
    }
    said |= {"figures": {"employees": 100, "members": 96}, "days": [{"step": "unit", "due_on": "2026-03-31"}]}
    said |= {"paper": key, "minutes": key, "meeting": {**MEETING, "minutes": key}, "agreed": True}
    if "decision" in route.template or "approval" in route.template or "reversal" in route.template:
        said["paper"] = issued
    return said


def version_of(route: Route, values: dict[str, Any]) -> int:
    """The version of the record that the address names; 1 where it names none."""
    for key in route.keys:
        if key in RECORDS:
            found: int = RECORDS[key].objects.filter(pk=values[key]).values_list("version", flat=True).first() or 1
            return found
    return 1


def body(route: Route, values: dict[str, Any], world: World, *, who: str, papers: dict[str, str]) -> dict[str, Any]:
    """Everything at once, as the page's form or as JSON."""
    post = world.people.get(who)
    said = {**WORDS, "version": version_of(route, values)}
    said |= {
        "round": world.own["rounds/<pk>"],
        "union": post.union_id if post else world.cast.union.pk,
        "recommender": world.cast.province.pk,
        "post": post.pk if post else 1,
        "person": post.person.username if post and "further" in route.template else (post.person_id if post else 1),
        "parent": world.cast.unions["320508"].pk if route.is_api else "320508",
        "into": world.cast.unions["G2"].pk if route.is_api else "G2",
        "item": world.own["items/<item_pk>"],
        "conferral": world.own["honours/<pk>"],
    }
    case = Nomination.objects.filter(pk=values["nominations/<pk>"]).first()
    if case is not None:
        said["revision"] = application_of(case).revision
    if (
        route.template.split("/")[1:2] in (["recovery"], ["ends"])
        or "ends/<pk>" in route.keys
        or route.name.endswith("report-end")
    ):
        said = _ending(route, said, values)
        if route.is_api:
            return said
    if is_after(route):
        said = _after(route, said, values, world, papers.get(who, "00000000-0000-0000-0000-000000000000"))
        if route.is_api:
            return said
    if route.is_api:
        key = papers.get(who, "00000000-0000-0000-0000-000000000000")
        sending = {"reasons": [{"field": "事迹", "reason": "太简略"}]} if "sending-back" in route.template else {}
        return {**said, **sending, **dict.fromkeys(FILES, key), "documents": [key]}
    said = {name: value for name, value in said.items() if not isinstance(value, dict)}
    picture = ("photo", "medium_photo")
    return said | {
        name: SimpleUploadedFile("照片.png", a_png(), "image/png")
        if name in picture
        else SimpleUploadedFile("材料.pdf", a_pdf(), "application/pdf")
        for name in FILES
    }
