"""Calls every operation of the OpenAPI document as every role, on whatever data there is; each call is taken back."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import QuerySet
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from drf_spectacular.generators import SchemaGenerator
from rest_framework.throttling import SimpleRateThrottle

from documents.actions import store
from honors.models import Round
from honors.queries import conferrals_public, conferrals_seen_by, measures_seen_by, rounds_seen_by
from nominations.content import application_of
from nominations.models import Nomination
from nominations.queries import documents_of, nominations_seen_by
from publicity.models import NoticeItem
from publicity.queries import letters_seen_by, notices_public, notices_seen_by
from publicity.queries.letters import items_handled_by
from regulation.honours import Honour
from reviews.queries import (
    inquiries_seen_by,
    items_of,
    lists_seen_by,
    mendings_seen_by,
    proposals_seen_by,
    queue_seen_by,
    rows_of_proposal,
    waiting_at,
)
from tests.api.sampling import WORDS, files_in, sample
from tests.honors.builders import a_pdf
from unions.actions import make_token
from unions.models import Person, Post, Union
from unions.queries import actor, posts_seen_by, tokens_of, unions_seen_by

METHODS = ("get", "post", "put", "patch", "delete")
AT_MOST = 24
"""How many records of one kind a caller tries an operation on."""


@dataclass(frozen=True)
class Operation:
    """One operation of the document."""

    name: str
    method: str
    path: str
    said: dict[str, Any]

    @property
    def keys(self) -> list[tuple[str, str]]:
        """Each path parameter with the word before it."""
        parts = self.path.split("/")
        return [(before, part[1:-1]) for before, part in pairwise(parts) if part.startswith("{")]


@dataclass
class Caller:
    """A role with its token."""

    name: str
    post: Post
    token: str
    paper: str


@dataclass
class Report:
    """What happened: the first 2xx of each operation, and every fault."""

    answered: dict[str, str] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    code: str = "XXXX"


def callers(posts: dict[str, Post], *, at: datetime) -> list[Caller]:
    """A token for each post, and an uploaded paper."""
    found = []
    for name, post in posts.items():
        _, text = make_token(post, name="schemathesis", days=30, second_factor=True, at=at)
        upload = SimpleUploadedFile("纪要.pdf", a_pdf(), "application/pdf")
        found.append(Caller(name, post, text, str(store(upload, by=actor(post), at=at).key)))
    return found


def document() -> dict[str, Any]:
    """The OpenAPI document."""
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # the library carries no types
    return found


def operations(told: dict[str, Any]) -> Iterator[Operation]:
    """Every operation of a document."""
    for path, item in told["paths"].items():
        for method in METHODS:
            if method in item:
                yield Operation(item[method]["operationId"], method.upper(), path, item[method])


@contextmanager
def unthrottled() -> Iterator[None]:
    """Nobody is asked to wait."""
    rates = dict(SimpleRateThrottle.THROTTLE_RATES)
    SimpleRateThrottle.THROTTLE_RATES.update(dict.fromkeys(rates))
    try:
        yield
    finally:
        SimpleRateThrottle.THROTTLE_RATES.update(rates)


class Faults(logging.Handler):
    """Keeps the last line of what went wrong."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.last = ""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1] is not None:
            self.last = f"{type(record.exc_info[1]).__name__}: {record.exc_info[1]}"[:300]


@contextmanager
def listening() -> Iterator[Faults]:
    """Collect what the site logs as a fault."""
    handler, logger = Faults(), logging.getLogger("django.request")
    logger.addHandler(handler)
    propagates, logger.propagate = logger.propagate, False
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates


KEPT = (
    "rounds_copies_create", "measures_create", "measures_enactment_create", "measures_create", "letters_acceptance_create",
    "nominations_attachments_create", "nominations_mending_create", "nominations_inquiries_create",
    "inquiries_verification_create", "notices_items_objections_create", "proposals_approval_create", "nominations_clearance_create",
    "proposals_create", "unions_accounts_create", "lists_create", "lists_entries_create",
)  # fmt: skip
"""What is done for good before the walk, in this order, so that the moves that follow from it find their record."""


# --- one plausible call of each operation -------------------------------------------------------------------------------


def walk(told: dict[str, Any], people: Iterable[Caller], report: Report, *, at: datetime) -> None:
    """Call each operation as each caller on each kind of record until one answers 2xx; note every fault."""
    everybody = list(people)
    known = {operation.name: operation for operation in operations(told)}
    with listening() as heard:
        for name in KEPT:
            _one(told, known[name], everybody, report, heard, at, keep=True)
        for operation in known.values():
            _one(told, operation, everybody, report, heard, at)


def _one(
    told: dict[str, Any],
    operation: Operation,
    people: list[Caller],
    report: Report,
    heard: Faults,
    at: datetime,
    *,
    keep: bool = False,
) -> None:
    """The first caller and record for which the operation answers 2xx."""
    for caller in people:
        for way in ways(operation, caller):
            if _answers(told, operation, caller, way, report, heard, at, keep=keep):
                return


def _answers(
    told: dict[str, Any],
    operation: Operation,
    caller: Caller,
    way: dict[tuple[str, str], Any],
    report: Report,
    heard: Faults,
    at: datetime,
    *,
    keep: bool,
) -> bool:
    answer = call(told, operation, caller, way, at=at, code=report.code, keep=keep)
    place = f"{operation.method} {filled(operation, way)} ({caller.name})"
    if answer.status_code >= 500:
        report.faults.append(f"{place} → {answer.status_code} {heard.last}")
    if answer.status_code < 300:
        report.answered[operation.name] = place
        if keep and operation.name == "notices_items_objections_create":
            report.code = answer.json()["code"]
        return True
    if answer.status_code not in (403, 404) and b"not_allowed" not in answer.content:
        report.last[operation.name] = f"{place} → {answer.status_code} {answer.content.decode(errors='replace')[:400]}"
    return False


def filled(operation: Operation, way: dict[tuple[str, str], Any]) -> str:
    """The address with its parameters."""
    path = operation.path
    for key, value in way.items():
        path = path.replace(f"{key[0]}/{{{key[1]}}}", f"{key[0]}/{value}", 1)
    return path


def call(
    told: dict[str, Any],
    operation: Operation,
    caller: Caller,
    way: dict[tuple[str, str], Any],
    *,
    at: datetime,
    code: str = "",
    keep: bool = False,
) -> Any:
    """One call; nothing of it stays, unless it is to be kept and has succeeded."""
    client = Client(raise_request_exception=False, headers={"authorization": f"Bearer {caller.token}"})
    with transaction.atomic():
        content = operation.said.get("requestBody", {}).get("content", {})
        if "application/json" in content:
            said = sample(
                told, content["application/json"]["schema"], known_to(caller, operation, way, at=at) | {"code": code}
            )
            data, kind = json.dumps(said), "application/json"
        elif content:
            schema = next(iter(content.values()))["schema"]
            said = sample(told, schema, known_to(caller, operation, way, at=at) | {"code": code})
            fields = {name: value for name, value in said.items() if value is not None and value != {}}
            data, kind = encode_multipart(BOUNDARY, fields | files_in(told, schema, empty=False)), MULTIPART_CONTENT  # type: ignore[assignment]  # bytes or text
        else:
            data, kind = "", "application/octet-stream"
        answer = client.generic(operation.method, filled(operation, way), data, content_type=kind)
        transaction.set_rollback(not (keep and answer.status_code < 300))
    return answer


def ways(operation: Operation, caller: Caller) -> Iterator[dict[tuple[str, str], Any]]:
    """The records that the caller could try this operation on."""
    if not operation.keys:
        yield {}
        return
    first, *rest = operation.keys
    for value in candidates(first[0], caller, operation)[:AT_MOST]:
        if not rest:
            yield {first: value}
        for further in below(rest[0], first[0], value, caller) if rest else []:
            yield {first: value, rest[0]: further}


def candidates(kind: str, caller: Caller, operation: Operation) -> list[Any]:
    """Ids of the records of a kind that a caller sees, one or two of every state, its own desk's first."""
    post = caller.post
    if kind == "nominations":
        return _of_each_state(nominations_seen_by(post), post)
    if kind == "certificates":
        return list(conferrals_public().values_list("check_code", flat=True)[:1])
    writing = operation.method != "GET"
    rows: dict[str, QuerySet[Any]] = {
        "unions": unions_seen_by(post),
        "posts": posts_seen_by(post),
        "tokens": tokens_of(post),
        "rounds": rounds_seen_by(post),
        "measures": measures_seen_by(post),
        "honours": conferrals_public(),
        "archive": conferrals_seen_by(post),
        "notices": notices_seen_by(post) if writing and "items" not in operation.path else notices_public(),
        "letters": letters_seen_by(post),
        "lists": lists_seen_by(post),
        "proposals": proposals_seen_by(post),
        "inquiries": inquiries_seen_by(post),
        "mendings": mendings_seen_by(post),
    }
    found = rows[kind].order_by("-pk")
    if kind in ("unions", "posts"):
        return [post.union_id if kind == "unions" else post.pk, *found.values_list("pk", flat=True)[:AT_MOST]]
    if not hasattr(found.model, "state"):
        return list(found.values_list("pk", flat=True)[:3])
    chosen: dict[str, list[Any]] = {}
    for pk, state in found.values_list("pk", "state")[:400]:
        chosen.setdefault(state, []).append(pk)
    return [pk for pks in chosen.values() for pk in pks[:5]]


def _of_each_state(rows: QuerySet[Nomination], post: Post) -> list[Any]:
    chosen: dict[tuple[str, bool], list[Any]] = {}
    for pk, state, holder in rows.order_by("-pk").values_list("pk", "state", "holder_id")[:2000]:
        chosen.setdefault((state, holder == post.union_id), []).append(pk)
    ordered = sorted(chosen.items(), key=lambda one: not one[0][1])
    return [pk for _, pks in ordered for pk in pks[:2]]


def below(key: tuple[str, str], kind: str, value: Any, caller: Caller) -> list[Any]:
    """What hangs on a record: documents of a case, names of a notice, rows of a list."""
    if kind == "notices":
        return list(NoticeItem.objects.filter(notice=value).values_list("pk", flat=True)[:1])
    if kind == "proposals":
        found = proposals_seen_by(caller.post).filter(pk=value).first()
        return list(rows_of_proposal(found).values_list("pk", flat=True)[:3]) if found else []
    case = Nomination.objects.get(pk=value)
    if key[0] == "documents":
        from documents.models import Document

        return [str(k) for k in Document.objects.filter(pk__in=documents_of(case)).values_list("key", flat=True)[:1]]
    if key[0] == "attachments":
        return list(case.attachments.values_list("pk", flat=True)[:1])
    return {"opinions": ["members"], "sections": ["basic"]}.get(key[0], [])


def known_to(caller: Caller, operation: Operation, way: dict[tuple[str, str], Any], *, at: datetime) -> dict[str, Any]:
    """What a caller would fill in by name: ids, versions, papers, days."""
    post, open_round = caller.post, Round.objects.filter(state="open").order_by("-pk").first()
    later = at + timedelta(days=150)
    papers = ("minutes", "document", "scan", "medium_photo", "elevated_document", "photo", "documents[]")
    known = {
        **WORDS, **dict.fromkeys(papers, caller.paper), "round": open_round.pk if open_round else 1,
        "held_on": at.date().isoformat(), "issued_on": at.date().isoformat(), "as_of": at.date().isoformat(),
        "since": at.date().isoformat(), "effective_on": later.date().isoformat(), "due_at": later.isoformat(),
        "received_at": (at - timedelta(hours=3)).isoformat(), "visible_at": at.isoformat(), "sent_on": None,
        "medium_visible_at": at.isoformat(), "on": at.date().isoformat(), "union": post.union_id, "honours[]": "model_home",
        "honour": "union_friend" if operation.name == "nominations_create" else "model_home", "nominations[]": 1, "person": None,
    }  # fmt: skip
    known["recommender"] = Union.objects.filter(level="province").values_list("pk", flat=True).first()
    sister = Union.objects.filter(parent=post.union_id, state="active").order_by("-pk").first()
    known |= {"parent": sister.pk if sister else 1, "into": sister.pk if sister else 1}
    if "further" in operation.name:
        other = Person.objects.exclude(pk=post.person_id).filter(is_active=True).order_by("pk").first()
        known |= {"person": other.username if other else "", "role": "clerk"}
    if operation.name == "queue_clearance_create":
        waiting = queue_seen_by(post).filter(state="recommended").order_by("-pk").values_list("pk", flat=True)
        known["nominations"] = list(waiting[:2]) or [1]
    if operation.name == "nominations_reasons_create":
        known["reasons"] = {"holds_the_provincial_title": "首次申报，尚无省级荣誉"}
    if operation.name == "rounds_honours_create":
        known["honours"] = [{"honour": h.value, "total": 0, "elevated_total": 0} for h in Honour]
    if operation.name == "unions_children_create":
        known["kind"] = "group" if post.role == "clerk" else "single"
    item = items_handled_by(post).order_by("-pk").values_list("pk", flat=True).first()
    known["item"] = item or 1
    for (kind, _), value in way.items():
        known |= _known_of(kind, value, caller)
    return known


def _known_of(kind: str, value: Any, caller: Caller) -> dict[str, Any]:
    """The version of the record, and what its verbs ask by id."""
    post = caller.post
    if kind == "nominations":
        case = Nomination.objects.select_related("round").get(pk=value)
        key = case.attestations.values_list("key", flat=True).first() or "x"
        return {"version": case.version, "revision": application_of(case).revision, "union": case.union_id, "key": key}
    if kind == "lists":
        listed = lists_seen_by(post).get(pk=value)
        items = list(items_of(listed))
        honour = items[0].nomination.honour if items else ""
        waiting = list(waiting_at(listed.recommender, listed.round).values_list("pk", flat=True)[:3])
        return {
            "version": listed.version,
            "order": [i.pk for i in items if i.nomination.honour == honour],
            "nominations": waiting or [1],
        }
    found = {
        "unions": unions_seen_by(post),
        "posts": posts_seen_by(post),
        "rounds": rounds_seen_by(post),
        "measures": measures_seen_by(post),
        "notices": notices_public(),
        "letters": letters_seen_by(post),
        "proposals": proposals_seen_by(post),
        "inquiries": inquiries_seen_by(post),
    }.get(kind)
    record = found.filter(pk=value).first() if found is not None else None
    more = {"union": record.pk} if isinstance(record, Union) else {}
    return {**more, "version": record.version} if record is not None else {}
