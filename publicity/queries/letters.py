"""Who reads which letter: the handling union's posts, never the accused unit's, nobody in the own case (决定 11、15、36)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import F, Q, QuerySet

from decisions.queries import recused_subjects
from honors.models import Conferral
from honors.moves import ConferralState
from publicity.models import FollowUp, Letter, LetterKind, NoticeItem, NoticeKind
from publicity.moves import OPEN_LETTER_STATES, NoticeState
from publicity.receipts import receipt_hash
from regulation.honours import Honour
from unions.models import Post, Role, Union
from unions.placing import BELOW_GRASSROOTS

HANDLING_ROLES = frozenset({Role.REVIEWER, Role.RECOMMENDER, Role.NATIONAL})


def letters_seen_by(post: Post, *, recused: Collection[str] | None = None) -> QuerySet[Letter]:
    """The letters that the post's union handles, less those in which the union or the person has a part.

    A union has a part in what accuses it, a union merged into it, or one above it: handed to it by a change of the
    tree, such a letter is out of its sight at once, and the sweep gives it to the next higher union. `recused`: what
    `recused_subjects` has just said, where a page asks several questions.
    """
    if post.role not in HANDLING_ROLES:
        return Letter.objects.none()
    rows = Letter.objects.filter(Q(handler=post.union) | Q(handler__successor=post.union))
    return without_own(rows, post, recused=recused).select_related("item__notice", "handler")


def without_own(rows: QuerySet[Letter], post: Post, *, recused: Collection[str] | None = None) -> QuerySet[Letter]:
    """Less the letters in which the post's union or the person has a part: for every list and every count of letters."""
    line = [*post.union.ancestor_ids, post.union_id]
    for became in ("", "__successor", "__successor__successor"):
        rows = rows.exclude(**{f"about{became}__in": line})
    rows = rows.exclude(drafted_by__contains=f",{post.person_id},")
    if post.person.person_key:
        rows = rows.exclude(person_key=post.person.person_key)
    subjects = recused_subjects(post.person) if recused is None else recused
    return _without(rows, subjects) if subjects else rows


def _without(rows: QuerySet[Letter], subjects: Collection[str]) -> QuerySet[Letter]:
    """Less what is about these records and unions; see `routing.concerned_by` for the same of one letter."""
    unions = {int(s.removeprefix("union:")) for s in subjects if s.startswith("union:")}
    if unions:
        small_homes = Union.objects.filter(pk__in=unions, kind__in=BELOW_GRASSROOTS)
        above = {pk for union in small_homes for pk in union.ancestor_ids}
        rows = rows.exclude(item__honour=Honour.MODEL_SMALL_HOME, item__union_id__in=above)
        rows = rows.exclude(conferral__honour=Honour.MODEL_SMALL_HOME, conferral__union__parent_id__in=unions)
    for place in ("about_id", "conferral__union_id", "item__union_id"):
        rows = rows.exclude(**{f"{place}__in": unions})
    for place in ("subject", "chain__key", "conferral__nomination"):
        rows = rows.exclude(**{f"{place}__in": subjects})
    return rows


def open_letters(post: Post) -> QuerySet[Letter]:
    """Those of them that wait for the union."""
    return letters_seen_by(post).filter(state__in=[str(state) for state in OPEN_LETTER_STATES])


def letter_of_receipt(code: str) -> Letter | None:
    """The letter that a receipt code was given for. No identity is needed to follow the outcome, only the code."""
    return Letter.objects.select_related("item__notice", "handler").filter(receipt_hash=receipt_hash(code)).first()


def substantiated_reports() -> QuerySet[Letter]:
    """The reports that were looked into and found true (查证属实), of any handler.

    `subject` is the chain key of the honour, or of the nomination that a name on a notice stood for; `conferral` is the
    honour where it is about one. For what follows from reports, never for a page that the accused unit reads.
    """
    return Letter.objects.filter(kind=LetterKind.REPORT, substantiated=True)


def honour_of(letter: Letter) -> Conferral | None:
    """The honour that the letter is about: named by it, or conferred upon the nominee since. None before that."""
    if letter.conferral is not None:
        return letter.conferral
    about = Q(nomination=letter.subject) | Q(chain__key=letter.subject)
    return Conferral.objects.filter(about).order_by("elevated", "pk").first() if letter.subject else None


def follow_ups(letter: Letter) -> list[FollowUp]:
    """Which 处理意见 the report allows: of an honour that stands, a re-check, and its revocation where it was found true.

    A name that only stood on a notice goes to whoever holds its nomination.
    """
    honour = honour_of(letter)
    if honour is None:
        return [FollowUp.CANDIDACY, FollowUp.TALK, FollowUp.NOTHING]
    if honour.state != ConferralState.VALID:
        return [FollowUp.TALK, FollowUp.NOTHING]
    of_honour = [FollowUp.RECHECK, *([FollowUp.REVOCATION] if letter.substantiated else [])]
    return [*of_honour, FollowUp.TALK, FollowUp.NOTHING]


def items_handled_by(post: Post) -> QuerySet[NoticeItem]:
    """The names on notices to which the post's union takes letters: one that came on paper is entered to one of them.

    Where the union that takes objections to a notice is itself on it, the next higher one takes them.
    """
    if post.role not in HANDLING_ROLES:
        return NoticeItem.objects.none()
    own = Q(notice__handler=F("union"))
    rows = NoticeItem.objects.filter(
        (Q(notice__handler=post.union) | Q(notice__handler__successor=post.union)) & ~own
        | own & Q(union__parent=post.union)
    )
    rows = rows.exclude(union=post.union).exclude(notice__state=NoticeState.VOID)
    rows = rows.exclude(notice__kind=NoticeKind.UNIT, notice__publisher=post.union)
    return rows.select_related("notice__publisher", "notice__handler", "notice__round", "union").defer("notice__body")
