"""What every page for a move shares: GET shows the verdicts and the form or the reason there is none; POST runs one verb."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render

from documents.actions import store
from honors.models import Round
from ledger.models import Record
from ledger.moves import Move
from nominations.models import Nomination
from regulation.engine import Judgement
from regulation.refusals import Refused
from reviews.actions.judging import (
    law_day,
    no_open_inquiry,
    not_own_case,
    require_in_time,
)
from ui.doors import Refusal, VersionForm, perform
from unions.doors import PostRequest, repeated
from unions.models import Union
from unions.queries import actor, require


@dataclass
class MovePage:
    """One move of one record, as a page: everything its template needs."""

    title: str
    article: str
    record: Record
    form: VersionForm
    verb: Callable[[], object]
    success: str
    to: str | Callable[[Any], str]
    template: str
    move: Move | None = None
    submit: str = ""
    tone: str = "primary"
    lead: str = ""
    why: str = ""
    judgement: Any = None
    reasons: dict[str, str] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    back: str = ""


def answer(request: PostRequest, page: MovePage) -> HttpResponse:
    """GET renders; POST acts, or renders again with what was typed and the reason for the refusal."""
    refusal: Refusal | None = None
    status = 200
    if request.method == "POST":
        status = 422
        if page.form.is_valid():
            outcome = perform(request, page.verb, success=page.success, to=page.to, repeated=_repeated(request, page))
            if not isinstance(outcome, Refusal):
                return outcome
            refusal, status = outcome, int(outcome.status)
            page.record.refresh_from_db()
            page.form.renew(page.record.version)
    context = {
        "page": page,
        "form": page.form,
        "refusal": refusal,
        "possible": not page.why,
        **page.context,
    }
    return render(request, page.template, context, status=status)


def _repeated(request: PostRequest, page: MovePage) -> Callable[[], str] | None:
    """The same form sent twice leads where the first one led; only a move of the table can be recognised."""
    if page.move is None:
        return None
    return repeated(request, page.record, page.move, page.form.cleaned_data["version"])


def given(request: PostRequest, form: VersionForm) -> dict[str, Any]:
    """What a form says, as its verb is told: by whom, when, of which version, and every upload taken in.

    Called inside the verb, so that the refusal of an upload is shown like any other.
    """
    by, at = request.post, request.now
    said = {
        name: store(value, by=actor(by), at=at) if isinstance(value, UploadedFile) else value
        for name, value in form.cleaned_data.items()
    }
    return said | {"by": by, "at": at}


def stands_in_the_way(*checks: Callable[[], object]) -> str:
    """The first sentence with which the law would say no to this reader now; empty when the button may be shown."""
    for check in checks:
        try:
            check()
        except Refused as refused:
            return f"{refused.sentence}（{refused.article}）" if refused.article else refused.sentence
    return ""


def in_state(record: Record, move: Move, shown: str) -> Callable[[], None]:
    """The move starts in the record's state."""

    def check() -> None:
        if record.state not in move.sources:
            raise Refused(
                "wrong_state", f"当前状态为“{shown}”，不能办理“{move.title}”。请在前面的环节办结后再来。", move.article
            )

    return check


def permitted(request: PostRequest, perm: str, union: Union) -> Callable[[], None]:
    """The acting post may do this at that union."""

    def check() -> None:
        require(request.post, perm, union, on=law_day(request.now))

    return check


def own(request: PostRequest, *nominations: Nomination) -> Callable[[], None]:
    """It is not the reader's own case."""

    def check() -> None:
        not_own_case(request.post, nominations)

    return check


def in_time(round: Round, union: Union, at: datetime) -> Callable[[], None]:
    """The deadline of the union's level has not passed."""

    def check() -> None:
        require_in_time(round, union, at=at)

    return check


def uninquired(nomination: Nomination) -> Callable[[], None]:
    """Nobody inquires into the case."""

    def check() -> None:
        no_open_inquiry([nomination])

    return check


def lawful(judgement: Judgement | None) -> Callable[[], None]:
    """No hard rule stands in the way; what is only 一般 may be departed from with a reason in the form."""

    def check() -> None:
        hard = [f for f in judgement.open({}) if not f.generally] if judgement is not None else []
        if hard:
            named = "；".join(f"{f.article} {f.title}" for f in hard)
            raise Refused("unlawful", f"不符合规定：{named}。请按每一条的提示补正后再办理。")

    return check


def said_no(condition: bool, sentence: str, article: str = "") -> Callable[[], None]:
    """A further reason, of one page only."""

    def check() -> None:
        if condition:
            raise Refused("not_now", sentence, article)

    return check
