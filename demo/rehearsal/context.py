"""What every piece of work needs to know: the round, the papers, and whose posts act. Read once in each process."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from demo.rehearsal.people import Staff
from demo.walking import Papers
from documents.models import Document
from honors.models import Round
from nominations.models import Nomination
from unions.models import Post, Union

Item = tuple[int, int, int]  # nomination, its number, its clerk's post
WITH = ("union", "subject_union", "holder", "recommender", "chain", "drafted_by")


@dataclass(frozen=True)
class Context:
    """Ids only, so that it travels to every worker."""

    round: int
    papers: tuple[int, int, int, int, int]
    staff: Staff

    def held(self) -> Papers:
        """The documents that every case refers to."""
        return _papers(self.papers)

    def of_round(self) -> Round:
        """The round, as it was frozen."""
        return _round(self.round)


def posts_of(ids: Iterable[int]) -> dict[int, Post]:
    """Posts by id, in one query."""
    rows = Post.objects.select_related("union", "union__recommender", "person", "chain").filter(pk__in=set(ids))
    return {post.pk: post for post in rows}


@cache
def post(pk: int) -> Post:
    """One post that acts again and again: a reviewer's, a recommending unit's, the nation's."""
    return posts_of([pk])[pk]


def nominations_of(context: Context, items: Sequence[Item]) -> dict[int, Nomination]:
    """The nominations of a piece of work by id, in one query; all share the one round."""
    return loaded(context, [pk for pk, _, _ in items])


def loaded(context: Context, ids: Iterable[int]) -> dict[int, Nomination]:
    """Nominations by id, as they stand now."""
    round = context.of_round()
    found = {}
    for nomination in Nomination.objects.select_related(*WITH).filter(pk__in=list(ids)).order_by("pk"):
        nomination.round = round
        found[nomination.pk] = nomination
    return found


def unions_of(ids: Iterable[int | None]) -> dict[int, Union]:
    """Unions by id."""
    wanted = {pk for pk in ids if pk is not None}
    return {union.pk: union for union in Union.objects.select_related("recommender", "parent").filter(pk__in=wanted)}


@cache
def _papers(ids: tuple[int, ...]) -> Papers:
    rows = Document.objects.in_bulk(list(ids))
    return Papers(*(rows[pk] for pk in ids))


@cache
def _round(pk: int) -> Round:
    return Round.objects.select_related("chain").get(pk=pk)
