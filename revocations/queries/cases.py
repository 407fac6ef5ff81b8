"""Who sees which case: the nation, its holder, the unions above the holder, the frozen steps; never the unit it accuses."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from decisions.queries import recused_subjects
from publicity.queries import letters_seen_by
from regulation.revocation_route import Route
from revocations.models import CaseSource, CaseStep, CaseSubject, RevocationCase
from revocations.moves import State
from supervision.queries import not_recused
from unions.models import Post, Role, Union

NATION = (Role.NATIONAL, Role.SECRETARIAT)
DECIDED = (State.APPROVED, State.CLOSED, State.REVERSED)
READ = ("chain", "holder", "opener", "applicant", "consent", "decision", "document", "reversal", "whole_decision")


def cases_seen_by(post: Post) -> QuerySet[RevocationCase]:
    """The cases that a post may know of, less those in which the person has a part (决定 15).

    A recommending unit sees the cases of route one about its honours, and direct ones once they are decided. The unit
    accused, and what has become of it, sees a case only while it holds it or after it applied itself.
    """
    rows = not_recused(RevocationCase.objects.all(), post, prefix="subjects__conferral__")
    rows = rows.exclude(chain__key__in=recused_subjects(post.person)).select_related(*READ)
    if post.role in NATION:
        return rows
    union = post.union
    own = _is("holder", union) | _is("applicant", union)
    return rows.filter(own | (_above(union) & ~Exists(_accusing(union))))


def queue_of(post: Post) -> QuerySet[RevocationCase]:
    """What waits for the post: at its union, at the department, or before the secretariat."""
    rows = cases_seen_by(post).order_by("opened_at", "pk")
    direct = Q(route=Route.DIRECT.value)
    if post.role == Role.SECRETARIAT:
        asked = Q(state__in=[State.APPROVED, State.CLOSED], reversal_asked_by__isnull=False)
        return rows.filter(Q(state=State.REQUESTED) | (Q(state=State.VERIFIED) & direct) | asked)
    if post.role == Role.NATIONAL:
        held = Q(state=State.DRAFT, holder=post.union_id)
        return rows.filter(held | Q(state__in=[State.REPORTED, State.APPROVED]) | (Q(state=State.VERIFIED) & ~direct))
    return rows.filter(_is("holder", post.union), state__in=[State.DRAFT, State.UNDER_REVIEW])


def subjects_seen_by(case: RevocationCase, post: Post) -> QuerySet[CaseSubject]:
    """The honours of a case that the post is shown: a recommending unit those that it recommended, where it has no other part."""
    rows = case.subjects.select_related("conferral__union", "conferral__recommender", "conferral__round", "original")
    if post.role in NATION or RevocationCase.objects.filter(_working(post.union), pk=case.pk).exists():
        return rows
    return rows.filter(conferral__recommender=post.union_id)


def source_words(case: RevocationCase, post: Post) -> str:
    """Where the case comes from, as this post may know it: that a report is behind it is for who handles the letter."""
    source = CaseSource(case.source)
    if source is not CaseSource.LETTER:
        return source.label
    seen = case.letter_id is not None and letters_seen_by(post).filter(pk=case.letter_id).exists()
    return source.label if seen else CaseSource.UNION.label


def _above(union: Union) -> Q:
    recommended = CaseSubject.objects.filter(case=OuterRef("pk"), conferral__recommender=union)
    open_to_it = Q(route=Route.STEP_BY_STEP.value) | Q(state__in=DECIDED)
    return _working(union) | (Q(Exists(recommended)) & open_to_it)


def _working(union: Union) -> Q:
    steps = CaseStep.objects.filter(_is("union", union), case=OuterRef("pk"))
    below = Q(holder__path__startswith=union.path) | Q(holder__industrial_parent__path__startswith=union.path)
    return _is("holder", union) | _is("applicant", union) | _is("opener", union) | below | Q(Exists(steps))


def _accusing(union: Union) -> QuerySet[CaseSubject]:
    return CaseSubject.objects.filter(_is("conferral__union", union), case=OuterRef("pk"))


def _is(field: str, union: Union) -> Q:
    return Q(**{field: union.pk}) | Q(**{f"{field}__successor": union.pk})
