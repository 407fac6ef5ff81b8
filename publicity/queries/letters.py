"""Who reads which letter: the handling union's posts, never the nominating one, nobody in the own case (决定 11、15)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from decisions.queries import recused_subjects
from publicity.models import Letter, NoticeItem, NoticeKind
from publicity.moves import OPEN_LETTER_STATES, NoticeState
from publicity.receipts import receipt_hash
from unions.models import Post, Role

HANDLING_ROLES = frozenset({Role.REVIEWER, Role.RECOMMENDER, Role.NATIONAL})


def letters_seen_by(post: Post, *, recused: Collection[str] | None = None) -> QuerySet[Letter]:
    """The letters that the post's union handles, less those in which the person has a part.

    `recused`: what `recused_subjects` has just said, where a page asks several questions.
    """
    if post.role not in HANDLING_ROLES:
        return Letter.objects.none()
    rows = Letter.objects.filter(Q(handler=post.union) | Q(handler__successor=post.union))
    rows = rows.exclude(item__notice__kind=NoticeKind.UNIT, item__notice__publisher=post.union)
    rows = rows.exclude(item__drafted_by__contains=f",{post.person_id},")
    if post.person.person_key:
        rows = rows.exclude(item__person_key=post.person.person_key)
    subjects = recused_subjects(post.person) if recused is None else recused
    if subjects:
        of_unions = {int(s.removeprefix("union:")) for s in subjects if s.startswith("union:")}
        rows = rows.exclude(subject__in=subjects).exclude(item__union_id__in=of_unions)
    return rows.select_related("item__notice", "handler")


def open_letters(post: Post) -> QuerySet[Letter]:
    """Those of them that wait for the union."""
    return letters_seen_by(post).filter(state__in=[str(state) for state in OPEN_LETTER_STATES])


def letter_of_receipt(code: str) -> Letter | None:
    """The letter that a receipt code was given for. No identity is needed to follow the outcome, only the code."""
    return Letter.objects.select_related("item__notice", "handler").filter(receipt_hash=receipt_hash(code)).first()


def items_handled_by(post: Post) -> QuerySet[NoticeItem]:
    """The names on notices whose objections the post's union handles: a letter on paper is entered to one of them."""
    if post.role not in HANDLING_ROLES:
        return NoticeItem.objects.none()
    rows = NoticeItem.objects.filter(Q(notice__handler=post.union) | Q(notice__handler__successor=post.union))
    rows = rows.exclude(notice__state=NoticeState.VOID).exclude(
        notice__kind=NoticeKind.UNIT, notice__publisher=post.union
    )
    return rows.select_related("notice__publisher", "notice__handler", "notice__round").defer("notice__body")
