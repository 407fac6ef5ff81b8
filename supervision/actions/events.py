"""监督记录: what happened and what was done, each with who and when; a mistake is withdrawn and stays (第二十二条)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from documents.models import Document
from honors.models import Conferral
from honors.moves import ConferralState
from ledger.actions import note, touch
from ledger.canonical import digest
from regulation.refusals import Refused
from regulation.windows import in_beijing
from regulation.words import day_words
from supervision.models import Event, EventKind
from supervision.models.events import CHANGES, IMPORTANT, SERVICES
from supervision.queries import supervised_by
from supervision.queries.years import reports_on
from unions.models import Post
from unions.queries import actor, require

ARTICLES = {
    **dict.fromkeys((*CHANGES, *IMPORTANT), "第二十二条第（二）项"),
    EventKind.POLICY: "第二十二条第（一）项",
    EventKind.GUIDANCE: "第二十二条第（一）项",
    EventKind.PUBLICISED: "第二十二条第（三）项",
    EventKind.HELP: "第二十二条第（五）项",
}


def record_event(
    conferral: Conferral,
    *,
    kind: EventKind,
    happened_on: date,
    text: str,
    for_chair: bool = False,
    accident_class: str = "",
    sanction: str = "",
    paper: Document | None = None,
    by: Post,
    at: datetime,
) -> Event:
    """记入监督记录, by the unit itself or a union above it. Decides nothing: what follows is examined by people.

    Refused: "not_allowed"; "text_missing"; "date_ahead"; "before_conferral" for a service; "sanction_missing" for 处分 without its kind; "chair_of_home"
    for help to the chair of what is no 之家 or 小家 (第二十二条第（五）项).
    """
    kind, today = EventKind(kind), in_beijing(at).date()
    article = ARTICLES[kind]
    require(by, "supervise", by.union, on=today)
    if not (reports_on(by) | supervised_by(by)).filter(pk=conferral.pk).exists():
        raise Refused("not_allowed", "只能记录本单位或下级工会所获荣誉的情况。", article)
    _check(conferral, kind, happened_on, text, for_chair=for_chair, sanction=sanction, today=today)
    who = actor(by)
    with transaction.atomic():
        touch(conferral, states=tuple(ConferralState))
        event = Event.objects.create(
            conferral=conferral,
            kind=kind,
            happened_on=happened_on,
            text=text.strip(),
            for_chair=for_chair,
            accident_class=accident_class if kind == EventKind.ACCIDENT else "",
            sanction=sanction if kind == EventKind.DISCIPLINE else "",
            paper=paper,
            union=by.union,
            recorded_at=at,
            recorded_by=who.words[:200],
        )
        details = {"kind": kind.value, "on": happened_on.isoformat(), "text": digest(event.text)}
        note(conferral, act="记入监督记录", article=article, by=who, at=at, details=details)
    return event


def withdraw_event(event: Event, *, reason: str, by: Post, at: datetime) -> Event:
    """撤回 an entry made by mistake: it stays, crossed out, with the reason. By the union that made it, or one above.

    Refused: "not_allowed", "reason_missing", "already_withdrawn".
    """
    article = ARTICLES[EventKind(event.kind)]
    require(by, "supervise", by.union, on=in_beijing(at).date())
    mine = event.union_id == by.union_id
    if not mine and not supervised_by(by).filter(pk=event.conferral_id).exists():
        raise Refused("not_allowed", "由记录的工会或其上级工会撤回。", article)
    if not reason.strip():
        raise Refused("reason_missing", "请写明撤回的理由。", article)
    who = actor(by)
    with transaction.atomic():
        touch(event.conferral, states=tuple(ConferralState))
        changed = Event.objects.filter(pk=event.pk, withdrawn_at__isnull=True).update(
            withdrawn_at=at, withdrawn_by=who.words[:200], withdrawn_reason=reason.strip()
        )
        if not changed:
            raise Refused("already_withdrawn", "这条记录已经撤回。", article)
        details = {"kind": event.kind, "on": event.happened_on.isoformat(), "text": digest(event.text)}
        note(
            event.conferral,
            act="撤回监督记录",
            article=article,
            by=who,
            at=at,
            reason=reason.strip(),
            details=details,
        )
    event.refresh_from_db()
    return event


def _check(
    conferral: Conferral,
    kind: EventKind,
    happened_on: date,
    text: str,
    *,
    for_chair: bool,
    sanction: str,
    today: date,
) -> None:
    article = ARTICLES[kind]
    if not text.strip():
        raise Refused("text_missing", "请写明情况。", article)
    if happened_on > today:
        raise Refused("date_ahead", "日期不能晚于今天。", article)
    if kind in SERVICES and happened_on < conferral.conferred_on:
        said = f"日期早于表彰、命名的{day_words(conferral.conferred_on)}：这里记录对获得荣誉的集体和个人的管理服务。请核对。"
        raise Refused("before_conferral", said, article)
    if kind == EventKind.DISCIPLINE and not sanction:
        raise Refused("sanction_missing", "请选择处分种类。", article)
    if for_chair and (kind not in SERVICES or not conferral.kind.collective):
        said = "只有关心、宣传等服务事项可以记在工会主席名下，且只限模范职工之家、小家的工会主席。"
        raise Refused("chair_of_home", said, article)
