"""Which unions answer for an honour after it was conferred: they follow from the tree as it stands today (第二十二条)."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from decisions.queries import recused_subjects
from honors.models import Conferral
from honors.queries.register import conferrals_public
from nominations.models import Nomination
from unions.models import Kind, Post, Union
from unions.queries import chain_above, national, successor_of

M = TypeVar("M", bound=Model)


def unit_of(conferral: Conferral) -> Union:
    """The unit that holds the honour, or the person's union: what a merged one has become."""
    return successor_of(conferral.union)


def original_of(conferral: Conferral) -> Union:
    """原推荐单位: the union that filed the nomination; a 小家's is the union above it (第十六条、第二十六条第一款)."""
    filed = Nomination.objects.filter(chain__key=conferral.nomination).select_related("union").first()
    return filed.union if filed is not None else conferral.union


def line_above(conferral: Conferral) -> list[Union]:
    """The existing unions above the unit, from the next higher one up to its recommending unit.

    On the industrial line where a national industrial union recommended it. Empty for a recommending unit's own.
    """
    unit = unit_of(conferral)
    if unit.is_recommender:
        return []
    industrial = conferral.recommender.kind == Kind.INDUSTRIAL and unit.recommender_id != conferral.recommender_id
    return chain_above(unit, industrial=industrial)


def responsible_for(conferral: Conferral) -> Union:
    """The next higher existing union: it confirms, handles and recovers; 全总 for a recommending unit's own."""
    line = line_above(conferral)
    return line[0] if line else national()


def supervised_by(post: Post) -> QuerySet[Conferral]:
    """The honours that the post's union stands over (第二十二条): of units below it, or recommended by it; never its own.

    Less those from which the person is recused, so that no list and no count tells of them (决定 15).
    """
    return not_recused(stood_over_by(post.union), post)


def stood_over_by(union: Union) -> QuerySet[Conferral]:
    """The same for a union, whoever acts for it: what a programme of re-checks may choose from."""
    rows = conferrals_public()
    if union.is_national:
        return rows
    below = Q(union__path__startswith=union.path) | Q(union__industrial_parent__path__startswith=union.path)
    return rows.filter(below | Q(recommender=union)).exclude(Q(union=union.pk) | Q(union__successor=union.pk))


def held_by(post: Post) -> QuerySet[Conferral]:
    """The honours of the post's own union and of its people: what it reports on every year."""
    return not_recused(conferrals_public(), post).filter(Q(union=post.union_id) | Q(union__successor=post.union_id))


def not_recused(rows: QuerySet[M], post: Post, *, prefix: str = "") -> QuerySet[M]:
    """Without the honours that the person declared a relation to, or holds in person."""
    for own in _own(post, prefix):
        rows = rows.exclude(own)
    return rows


def recused_from(post: Post) -> list[Conferral]:
    """The honours that the person declared a relation to, or holds in person: hardly ever more than one or two."""
    own = _own(post, "")
    return list(conferrals_public().filter(reduce(or_, own)).select_related("union__industrial_parent")) if own else []


def _own(post: Post, prefix: str) -> list[Q]:
    found = []
    if post.person.person_key:
        found.append(Q(**{f"{prefix}person_key": post.person.person_key}))
    subjects = recused_subjects(post.person)
    of_unions = {int(subject.removeprefix("union:")) for subject in subjects if subject.startswith("union:")}
    keys = {subject for subject in subjects if not subject.startswith("union:")}
    if of_unions:
        found.append(Q(**{f"{prefix}union_id__in": of_unions}))
    if keys:
        found += [Q(**{f"{prefix}chain__key__in": keys}), Q(**{f"{prefix}nomination__in": keys})]
    return found
