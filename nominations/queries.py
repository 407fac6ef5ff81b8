"""Who sees which nomination, what waits at a union, and what else is open about the same subject."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from decisions.queries import recused_subjects, union_subject
from honors.models import Round
from honors.queries import setting
from honors.settings import TWO_HONOURS_ONE_PERSON
from nominations.models import Attachment, Attested, ChainStep, Nomination, Opinion, PersonApplication
from nominations.moves import AT_NATION, State
from regulation.facts import MatchedBy
from unions.models import Post, Role, Union

FROM_FILING = (State.UNDER_REVIEW, State.RETURNED, State.LISTED, *AT_NATION, State.CONFERRED)
"""States in which a case is live after it was filed; a draft or a notice of the same subject is only a hint."""
LIVE = (State.DRAFT, State.ON_NOTICE, *FROM_FILING)
RIVAL_STATES = tuple(str(state) for state in (*FROM_FILING, State.DISQUALIFIED))
"""In which states another case stands in the way of the same subject: filed, or disqualified in the round."""
WAITING = {
    Role.CLERK: (State.RETURNED, State.MENDING, State.ON_NOTICE, State.DRAFT),
    Role.REVIEWER: (State.UNDER_REVIEW,),
    Role.RECOMMENDER: (State.UNDER_REVIEW,),
    Role.NATIONAL: (State.RECOMMENDED,),
    Role.SECRETARIAT: (),
}
"""In which states a case waits for a post of each role, where its union holds the case."""


def nominations_seen_by(post: Post) -> QuerySet[Nomination]:
    """What a post may see: a draft the clerks of its union; a filed case its union, its frozen chain and the nation.

    Ids come from indexed columns and the rows of the chain, so that a list below a county stays as fast as it is short.
    """
    rows = Nomination.objects.select_related("round", "union", "subject_union", "holder", "recommender", "chain")
    union = post.union
    if union.is_national:
        return rows.filter(Q(filed_at__isnull=False))
    if post.role == Role.CLERK:
        return rows.filter(union=union)
    if union.is_recommender:
        return rows.filter(recommender=union, filed_at__isnull=False)
    own = Nomination.objects.filter(union=union).order_by()
    if not own.exists():  # the plain join reads the steps of the union in the order of the list
        return rows.filter(steps__union=union)
    passed = ChainStep.objects.filter(union=union).order_by().values("nomination_id")
    return rows.filter(pk__in=own.filter(filed_at__isnull=False).values("pk").union(passed))


def case_seen_by(post: Post, pk: int) -> QuerySet[Nomination]:
    """The same for one case: asked by its id, without looking for what else the post may see."""
    union = post.union
    if union.is_national or union.is_recommender or post.role == Role.CLERK:
        return nominations_seen_by(post).filter(pk=pk)
    rows = Nomination.objects.select_related("round", "union", "subject_union", "holder", "recommender", "chain")
    passed = Exists(ChainStep.objects.filter(nomination=OuterRef("pk"), union=union))
    return rows.filter(Q(passed) | Q(union=union, filed_at__isnull=False), pk=pk)


def case_subjects(nomination: Nomination) -> set[str]:
    """What a declared relation may name to concern a case: the case, the union that files, and the union it is about."""
    unions = {pk for pk in (nomination.union_id, nomination.subject_union_id) if pk is not None}
    return {nomination.key, *(union_subject(pk) for pk in unions)}


def minus_recused(
    rows: QuerySet[Nomination], post: Post, *, recused: Collection[str] | None = None
) -> QuerySet[Nomination]:
    """Without what the person of a post takes no part in: the own case and declared relations (决定 15).

    `recused`: what `recused_subjects` has just said, where a page asks several questions.
    """
    person = post.person
    if person.person_key:
        rows = rows.exclude(person_key=person.person_key)
    recused = recused_subjects(person) if recused is None else recused
    unions = [int(s.partition(":")[2]) for s in recused if s.startswith("union:")]
    if unions:
        rows = rows.exclude(union__in=unions).exclude(subject_union__in=unions)
    keys = [s for s in recused if not s.startswith("union:")]
    return rows.exclude(chain__key__in=keys) if keys else rows


def queue_of(
    post: Post, *, states: Sequence[str] | None = None, recused: Collection[str] | None = None
) -> QuerySet[Nomination]:
    """What waits for a post: held by its union, in a state in which its role acts; without what it is recused from."""
    asked = WAITING[Role(post.role)] if states is None else states
    rows = Nomination.objects.filter(holder=post.union_id, state__in=[str(s) for s in asked])
    if post.role != Role.CLERK:
        rows = minus_recused(rows, post, recused=recused)
    return rows.select_related("round", "union", "subject_union", "holder", "recommender", "chain")


def documents_of(nomination: Nomination) -> QuerySet[Any, Any]:
    """The ids of every document of a case: attachments, opinions, attestations, photo and the photo of its notice."""
    pk = nomination.pk
    parts = [
        Attachment.objects.filter(nomination=pk).order_by().values("document_id"),
        Opinion.objects.filter(nomination=pk).order_by().values("document_id"),
        Attested.objects.filter(nomination=pk).order_by().values("document_id"),
        PersonApplication.objects.filter(nomination=pk, photo__isnull=False).order_by().values("photo_id"),
        Nomination.objects.filter(pk=pk, unit_notice__medium_photo__isnull=False)
        .order_by()
        .values("unit_notice__medium_photo_id"),
    ]
    return parts[0].union(*parts[1:])


# --- the same subject elsewhere (第五条第六款, 决定 18、21) -----------------------------------------------------------


@dataclass(frozen=True)
class Same:
    """Another nomination of the round about the same subject."""

    nomination: Nomination
    matched_by: MatchedBy

    @property
    def certain(self) -> bool:
        return self.matched_by is MatchedBy.CODE


def names_of(union: Union) -> list[int]:
    """A union under any name: itself, what it was merged into, and what was merged into it."""
    found = {union.pk}
    edge = {union.pk}
    while edge:
        rows = Union.objects.filter(Q(pk__in=edge, successor__isnull=False) | Q(successor__in=edge))
        pairs = rows.values_list("pk", "successor_id")
        edge = {pk for pair in pairs for pk in pair if pk is not None} - found
        found |= edge
    return sorted(found)


def by_code(nomination: Nomination) -> Q:
    """The condition that a row speaks of the same subject: keyed hash, credit code, or the union itself."""
    if not nomination.kind.collective:
        return Q(person_key=nomination.person_key) if nomination.person_key else Q(pk__in=[])
    same = Q(subject_union__in=names_of(nomination.subject_union)) if nomination.subject_union else Q(pk__in=[])
    return same | Q(subject_code=nomination.subject_code) if nomination.subject_code else same


def open_in_round(nomination: Nomination, *, states: Sequence[str] = LIVE) -> list[Same]:
    """Live nominations of the round about the same subject: by code a finding, by name a hint for people."""
    others = Nomination.objects.filter(round=nomination.round_id, state__in=[str(s) for s in states])
    others = others.exclude(pk=nomination.pk).select_related("union", "round")
    certain = [Same(row, MatchedBy.CODE) for row in others.filter(by_code(nomination))]
    known = {same.nomination.pk for same in certain}
    hints = others.filter(subject_name=nomination.subject_name, recommender=nomination.recommender_id)
    if not nomination.subject_name:
        return certain
    return certain + [Same(row, MatchedBy.NAME) for row in hints[:20] if row.pk not in known]


def excluded_by(nomination: Nomination) -> list[Nomination]:
    """The filed cases that this one may not stand beside, and those disqualified in the round (`state` tells).

    One honour per person and round, unless the round says so (决定 18); a disqualified subject bars every honour.
    """
    rows = Nomination.objects.filter(by_code(nomination), round=nomination.round_id, state__in=RIVAL_STATES)
    return excluding(nomination, rows.exclude(pk=nomination.pk).select_related("union", "round"))


def excluding(nomination: Nomination, rivals: Iterable[Nomination]) -> list[Nomination]:
    """Those of the same subject's cases that a case may not stand beside (决定 18)."""
    found = list(rivals)
    if not nomination.kind.collective and setting(nomination.round, TWO_HONOURS_ONE_PERSON):
        return [n for n in found if n.honour == nomination.honour or n.state == State.DISQUALIFIED]
    return found


def barred_in(round: Round, condition: Q) -> Nomination | None:
    """The disqualified nomination of the round that bars this subject, under whatever name it filed (第十九条第二款)."""
    rows = Nomination.objects.filter(condition, round=round, state=State.DISQUALIFIED)
    return rows.select_related("union", "round").first()
