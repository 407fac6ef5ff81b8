"""第二十七条: who is told that a unit has ended, which honours end with it, and who sees the report on its way up."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from honors.models import Conferral
from honors.moves import ConferralState
from honors.queries import next_higher_unions
from regulation.honours import Honour
from regulation.refusals import Refused
from supervision.models import EndHonour, EndStep, UnitEnd
from supervision.moves import OPEN_ENDS, EndState
from supervision.queries.responsible import recused_from
from supervision.queries.standing_in import existing, taken_over
from unions.models import Kind, Post, Role, Union
from unions.models.tree import Level
from unions.moves import UnionState
from unions.queries import chain_above, national, successor_of

COLLECTIVE = [honour.value for honour in Honour if honour.collective]
HOME_AND_BELOW = (Level.GRASSROOTS, Level.TOWNSHIP, Level.SUB)


def standing_of(union: Union) -> QuerySet[Conferral]:
    """The standing collective honours of a unit, with those of what was merged into it."""
    rows = Conferral.objects.filter(taken_over("union", union), state=ConferralState.VALID, honour__in=COLLECTIVE)
    return rows.select_related("union__successor", "recommender", "round", "chain", "base").order_by("pk")


def ending_with(union: Union) -> list[Conferral]:
    """The honours that may end with a unit: its own, and by analogy those of the 小家 directly below it (决定 40).

    A 小家 of another grassroots union further below is that union's.
    """
    own = list(standing_of(union))
    if union.level not in HOME_AND_BELOW:
        return own
    small = Conferral.objects.filter(
        union__path__startswith=union.path, union__level=Level.SUB, honour=Honour.MODEL_SMALL_HOME,
        state=ConferralState.VALID,
    ).exclude(pk__in=[one.pk for one in own])  # fmt: skip
    found = list(small.select_related("union__successor", "recommender", "round", "chain", "base").order_by("pk"))
    between = {one.pk: set(_between(one.union, union)) for one in found}
    others = Union.objects.filter(pk__in=set().union(*between.values())).exclude(level=Level.SUB)
    apart = set(others.values_list("pk", flat=True))
    return own + [one for one in found if not between[one.pk] & apart]


def _between(lower: Union, upper: Union) -> list[int]:
    line = lower.ancestor_ids
    return line[line.index(upper.pk) + 1 :] if upper.pk in line else []


def next_higher(union: Union) -> Union:
    """上一级工会 of a unit that has ended, as it stands today: who examines, recovers and reports.

    On the industrial line where every honour that ends was recommended by a national industrial union.
    """
    lines = next_higher_unions(successor_of(union), ended=union)
    honours = standing_of(union)
    industrial = Q(recommender__kind=Kind.INDUSTRIAL)
    if len(lines) > 1 and honours.filter(industrial).exists() and not honours.exclude(industrial).exists():
        return lines[1]
    return lines[0]


def way_up(end: UnitEnd, first: Union, honours: list[Conferral]) -> list[Union]:
    """The levels that the report passes: whoever recovers, those above it, and every recommending unit concerned."""
    if first.is_national:
        return []
    local = next_higher_unions(successor_of(end.union), ended=end.union)[0]
    found = [first] if first.is_recommender else [first, *_line(first, industrial=first.pk != local.pk)]
    for recommender in (existing(one.recommender) for one in honours):
        if recommender not in found and not recommender.is_national:
            found.append(recommender)
    return found


def _line(union: Union, *, industrial: bool) -> list[Union]:
    try:
        return chain_above(union, industrial=industrial)
    except Refused:
        return chain_above(union)


def ends_seen_by(post: Post) -> QuerySet[UnitEnd]:
    """The reports about the post's union, those below it, and those that pass its desk; minus the own case (决定 15)."""
    union = post.union
    rows = UnitEnd.objects.select_related("union__successor", "holder__successor", "recoverer", "successor", "chain")
    if not union.is_national:
        below = Q(union__path__startswith=union.path) | Q(union__industrial_parent__path__startswith=union.path)
        passing = EndStep.objects.filter(taken_over("union", union), end=OuterRef("pk"))
        named = EndHonour.objects.filter(end=OuterRef("pk"), conferral__recommender=union.pk)
        rows = rows.filter(below | taken_over("holder", union) | Exists(passing) | Exists(named))
    return _without_own_case(rows, post)


def _without_own_case(rows: QuerySet[UnitEnd], post: Post) -> QuerySet[UnitEnd]:
    own = recused_from(post)
    subjects = set(post.person.relations.values_list("subject", flat=True))
    declared = {int(one.removeprefix("union:")) for one in subjects if one.startswith("union:")}
    rows = rows.exclude(union_id__in=declared | {one.union_id for one in own})
    if own:
        rows = rows.exclude(Exists(EndHonour.objects.filter(end=OuterRef("pk"), conferral__in=[one.pk for one in own])))
    return rows.exclude(chain__key__in=subjects) if subjects else rows


def ends_waiting(post: Post) -> QuerySet[UnitEnd]:
    """Those that wait for the post's union."""
    if post.role == Role.SECRETARIAT:
        return UnitEnd.objects.none()  # it decides; the national department supervises
    return ends_seen_by(post).filter(taken_over("holder", post.union), state__in=OPEN_ENDS).exclude(union=post.union_id)


def open_end_of(union: Union) -> UnitEnd | None:
    """The report about a unit that is not yet concluded."""
    return UnitEnd.objects.filter(union=union, state__in=OPEN_ENDS).select_related("holder").first()


def closed_with_honours() -> QuerySet[Union]:
    """Units that the tree shows as merged or dissolved, that still hold collective honours, and that nobody has reported.

    A report that was concluded after the unit was closed is an answer: it is not asked for again.
    """
    standing = Conferral.objects.filter(union=OuterRef("pk"), state=ConferralState.VALID, honour__in=COLLECTIVE)
    answered = UnitEnd.objects.filter(union=OuterRef("pk")).filter(
        Q(state__in=[*OPEN_ENDS, EndState.KEPT]) | Q(reported_at__date__gte=OuterRef("closed_on"))
    )
    rows = Union.objects.exclude(state=UnionState.ACTIVE).filter(Exists(standing)).exclude(Exists(answered))
    return rows.select_related("parent", "successor").order_by(F("closed_on").desc(), "pk")


def closed_seen_by(post: Post) -> QuerySet[Union]:
    """Those of them that the post's union stands over: a hint for whoever should report."""
    union = post.union
    rows = closed_with_honours()
    if not union.is_national:
        below = Q(path__startswith=union.path) | Q(industrial_parent__path__startswith=union.path)
        rows = rows.filter(below | Q(successor=union.pk))
    own = recused_from(post)
    return rows.exclude(pk__in=[one.union_id for one in own]) if own else rows


def next_level(end: UnitEnd, union: Union) -> tuple[Union, list[EndStep]]:
    """Who has the report after a union, and the steps that are done then: its own, and those that no longer exist.

    A merged union's step is its successor's; a dissolved one's is passed over; after the last comes 全总.
    """
    done: list[EndStep] = []
    for step in end.steps.filter(passed_at__isnull=True).select_related("union__successor").order_by("position"):
        heir = successor_of(step.union)
        if heir.is_active and heir.pk != union.pk:
            return heir, done
        done.append(step)
    return national(), done
