"""公示: opened once and frozen; who never handles a letter about a name is written beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from documents.models import Document
from honors.models import Round
from ledger.actions import begin
from ledger.actors import Actor
from ledger.canonical import digest
from ledger.sealing import last_seal
from publicity import windows
from publicity.actions.notices.medium import check_medium
from publicity.actions.notices.saying import ARTICLES, medium_said, window_said
from publicity.models import Notice, NoticeItem, NoticeKind
from publicity.moves import NOTICE, NoticeState
from publicity.queries import calendar
from regulation.refusals import Refused
from unions.models import Post, Union
from unions.queries import actor
from unions.search import tokens


@dataclass(frozen=True)
class ItemToShow:
    """One name to be put on a notice.

    `person_key`, `drafters` and `union_id` say who never handles a letter about it: the nominee, those who drafted it,
    and whoever declared a relation to the union that it comes from.
    """

    subject: str
    honour: str
    name: str
    text_digest: str
    person_key: str = ""
    drafters: tuple[int, ...] = ()
    union_id: int | None = None


def open_notice(
    *,
    kind: str,
    round: Round,
    publisher: Union,
    handler: Union,
    title: str,
    contacts: str,
    items: Sequence[ItemToShow],
    body: bytes,
    medium: str,
    days_needed: int,
    strict_first_day: bool,
    list_digest: str = "",
    medium_visible_at: datetime | None = None,
    medium_address: str = "",
    medium_page: str = "",
    medium_photo: Document | None = None,
    replaces: Notice | None = None,
    by: Post | Actor,
    at: datetime,
) -> Notice:
    """公示: freeze the bytes, name the statutory medium, start the window (第十六、十七、二十条).

    The caller has checked that the acting post may publish. Refused: "unknown_year", "too_short" (the window),
    "no_items", "handler_is_publisher" (决定 11), "medium_in_future", "medium_too_early", "medium_without_proof",
    "replaces_running".
    """
    _check_opening(kind, publisher, handler, items, replaces)
    if medium_visible_at is not None:
        check_medium(medium_visible_at, medium_address, medium_page, medium_photo, at)
    moment = windows.counts_from(at, medium_visible_at)
    span = windows.opening(moment, calendar(), days=days_needed, strict=strict_first_day)
    with transaction.atomic():
        seal = last_seal()
        notice = Notice(
            kind=kind,
            round=round,
            publisher=publisher,
            handler=handler,
            recommender_id=publisher.pk if publisher.is_recommender else publisher.recommender_id,
            title=title,
            contacts=contacts,
            days_needed=days_needed,
            strict_first_day=strict_first_day,
            visible_at=at,
            medium=medium,
            medium_visible_at=medium_visible_at,
            medium_address=medium_address,
            medium_page=medium_page,
            medium_photo=medium_photo,
            body=body,
            body_digest=digest(body),
            list_digest=list_digest,
            seal=seal.hash if seal else "",
            replaces=replaces,
            search=tokens(f"{title} {publisher.name}"),
            **span.columns(),
        )
        begin(
            notice,
            table=NOTICE,
            by=actor(by),
            at=at,
            act="open_notice",
            article=ARTICLES[NoticeKind(kind)],
            details={
                "body_digest": notice.body_digest,
                "list_digest": list_digest,
                "items": len(items),
                **window_said(span),
                **medium_said(notice),
            },
        )
        NoticeItem.objects.bulk_create(
            [
                NoticeItem(
                    notice=notice,
                    subject=item.subject,
                    position=position,
                    honour=item.honour,
                    name=item.name,
                    text_digest=item.text_digest,
                    person_key=item.person_key,
                    drafted_by="".join(f",{pk}" for pk in item.drafters) + "," if item.drafters else "",
                    union_id=item.union_id,
                )
                for position, item in enumerate(items, start=1)
            ],
            batch_size=500,
        )
    return notice


def _check_opening(
    kind: str, publisher: Union, handler: Union, items: Sequence[ItemToShow], replaces: Notice | None
) -> None:
    article = ARTICLES[NoticeKind(kind)]
    if not items:
        raise Refused("no_items", "公示名单是空的，请先确定名单。", article)
    if kind == NoticeKind.UNIT and handler.pk == publisher.pk:
        raise Refused("handler_is_publisher", "本单位公示的异议由上一级工会受理，不能由申报工会自己受理。", article)
    if replaces is not None and replaces.state != NoticeState.VOID:
        raise Refused("replaces_running", "原公示尚未作废，不能以新公示代替。请先将原公示作废。", article)
