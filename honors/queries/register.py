"""Reads of the register: what is public, and which of the five honours somebody already has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from honors.models import Conferral, Round
from honors.moves import ConferralState
from regulation.facts import EarlierHonour, MatchedBy
from regulation.honours import Elevated, Honour
from unions.models import Post, Union
from unions.search import matching

BATCH = 200
_CODE = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Sought:
    """By what the register is asked for somebody: codes are findings, a name is only a hint (决定 21).

    `home`: the union that asks for a 之家; one without a credit code is still the same union.
    """

    person_key: str = ""
    code: str = ""
    name: str = ""
    home: int | None = None


def conferrals_public() -> QuerySet[Conferral]:
    """The public register, revoked honours included: they say so."""
    return Conferral.objects.select_related("round", "decision", "ended_by", "recommender", "union")


@dataclass(frozen=True)
class Search:
    """What the register is searched by; `title` is an honour or an elevated title."""

    name: str = ""
    title: str = ""
    recommender: Union | None = None
    round: Round | None = None


def searched(rows: QuerySet[Conferral], search: Search) -> QuerySet[Conferral]:
    """The rows of a register that a search asks for."""
    if search.round is not None:
        rows = rows.filter(round=search.round)
    if search.recommender is not None:
        rows = rows.filter(recommender=search.recommender)
    if search.title in {title.value for title in Elevated}:
        rows = rows.filter(elevated=search.title)
    elif search.title:
        rows = rows.filter(honour=search.title, elevated="")
    return matching(rows, search.name)


def conferral_by_code(code: str) -> Conferral | None:
    """The honour of a certificate's check code, capital or small; None for what no certificate has."""
    wanted = code.lower()
    return conferrals_public().filter(check_code=wanted).first() if _CODE.fullmatch(wanted) else None


def conferrals_seen_by(post: Post) -> QuerySet[Conferral]:
    """The archive of a post (第二十二条第（二）项): its own union's honours and those of all below; its line for an industry."""
    rows = conferrals_public()
    if post.union.is_national:
        return rows
    return rows.filter(Q(union__path__startswith=post.union.path) | Q(recommender=post.union))


def conferrals_shown(sought: Sought, *, excluding_round: int | None = None) -> list[tuple[Conferral, MatchedBy]]:
    """Everything in the register that matches, revoked and recovered included, with how it matched."""
    rows = _candidates([sought], excluding_round)
    return [(row, by) for row in rows if (by := _match(row, sought)) is not None]


def earlier_honours(
    *, person_key: str, code: str, name: str, excluding_round: int | None = None
) -> tuple[EarlierHonour, ...]:
    """Which of the five honours the candidate holds (第五条第六款): by code a finding, by name a hint; revoked ones are not held."""
    return earlier_honours_of_all([Sought(person_key, code, name)], excluding_round=excluding_round)[0]


def earlier_honours_of_all(
    sought: Sequence[Sought], *, excluding_round: int | None = None, until: date | None = None
) -> list[tuple[EarlierHonour, ...]]:
    """The same for many candidates, in their order, in a number of queries that grows only with batches of 200.

    `until`: only what was conferred up to that day.
    """
    found: list[tuple[EarlierHonour, ...]] = []
    for start in range(0, len(sought), BATCH):
        part = sought[start : start + BATCH]
        rows = _candidates(part, excluding_round)
        found += [held(one, rows, until=until) for one in part]
    return found


def held(sought: Sought, rows: Iterable[Conferral], *, until: date | None = None) -> tuple[EarlierHonour, ...]:
    """What these rows of the register say that the candidate holds: revoked ones are not held."""
    standing = [
        row for row in rows if row.state != ConferralState.REVOKED and (until is None or row.conferred_on <= until)
    ]
    return tuple(
        EarlierHonour(
            honour=Honour(row.honour),
            year=row.conferred_on.year,
            document_number=row.decision.number,
            matched_by=matched,
        )
        for row in sorted(standing, key=lambda row: (row.conferred_on, row.pk))
        if (matched := _match(row, sought)) is not None
    )


def known_by(person_key: Any, code: Any, name: Any, home: Any, excluding_round: Any) -> list[QuerySet[Conferral]]:
    """The rows of the register that may be about one candidate, by each way; the values may be slots or subqueries."""
    ways = (Q(person_key=person_key), Q(subject_code=code), Q(subject_name=name), _homes(union=home))
    return [Conferral.objects.filter(way, elevated="").exclude(round=excluding_round) for way in ways]


def _candidates(sought: Iterable[Sought], excluding_round: int | None) -> list[Conferral]:
    keys = {one.person_key for one in sought} - {""}
    codes = {one.code for one in sought} - {""}
    names = {one.name for one in sought} - {""}
    homes = {one.home for one in sought} - {None}
    same = Q(person_key__in=keys) | Q(subject_code__in=codes) | Q(subject_name__in=names)
    if homes:
        same |= _homes(union__in=homes)
    rows = Conferral.objects.filter(same, elevated="")
    if excluding_round is not None:
        rows = rows.exclude(round_id=excluding_round)
    return list(rows.select_related("round", "decision").order_by("conferred_on", "pk"))


def _homes(**union: Any) -> Q:
    return Q(honour=Honour.MODEL_HOME.value, **union)


def _match(row: Conferral, sought: Sought) -> MatchedBy | None:
    if sought.person_key and row.person_key == sought.person_key:
        return MatchedBy.CODE
    if sought.code and row.subject_code == sought.code:
        return MatchedBy.CODE
    if sought.home == row.union_id and row.honour == Honour.MODEL_HOME and row.state == ConferralState.VALID:
        return MatchedBy.CODE
    if sought.name and row.subject_name == sought.name:
        return MatchedBy.NAME
    return None
