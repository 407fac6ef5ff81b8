"""Who may be asked to apply, and whether a union is the one accused."""

from __future__ import annotations

from django.db.models import Q

from honors.models import Conferral
from regulation.refusals import Refused
from revocations.models import RevocationCase
from revocations.queries.standing import subjects_of
from unions.models import Kind, Union
from unions.queries import chain_above, national, successor_of

MOST = 50
"""A case of more original recommenders than this is the nation's."""


def applicants_of(case: RevocationCase) -> tuple[list[Union], list[Union]]:
    """Who applies as a rule (原推荐单位), and the next existing union above it, who may with a reason; in common to all honours."""
    rule: dict[int, Union] | None = None
    next_up: dict[int, Union] | None = None
    for original, conferral in _originals(case):
        mine = {original.pk: original}
        above = {union.pk: union for union in line_from(original, conferral)[:1]}
        rule = mine if rule is None else {pk: union for pk, union in rule.items() if pk in mine}
        either = mine | above
        next_up = either if next_up is None else {pk: union for pk, union in next_up.items() if pk in either}
    rule = rule or {}
    return list(rule.values()), [union for pk, union in (next_up or {}).items() if pk not in rule]


def targets_of(case: RevocationCase) -> list[Union]:
    """The unions that a draft may be handed to: the original recommender, those above it on its line, 全总."""
    common: dict[int, Union] | None = None
    for original, conferral in _originals(case):
        mine = {union.pk: union for union in [original, *line_from(original, conferral)]}
        common = mine if common is None else {pk: union for pk, union in common.items() if pk in mine}
    nation = national()
    return [*(common or {}).values(), nation]


def line_from(union: Union, conferral: Conferral) -> list[Union]:
    """The existing unions above a union up to its recommending unit, on the line by which the honour was recommended."""
    if union.is_recommender or union.is_national:
        return []
    try:
        return chain_above(union, industrial=goes_by_industry(union, conferral))
    except Refused:
        return []


def goes_by_industry(union: Union, conferral: Conferral) -> bool:
    """Whether a national industrial union recommended the honour, on another line than the union's local one."""
    return conferral.recommender.kind == Kind.INDUSTRIAL and union.recommender_id != conferral.recommender_id


def accused_by(case: RevocationCase, union: Union) -> bool:
    """Whether the union is a unit that the case is about, or what has become of one."""
    standing = case.subjects.filter(dropped_at__isnull=True)
    return standing.filter(Q(conferral__union=union) | Q(conferral__union__successor=union)).exists()


def _originals(case: RevocationCase) -> list[tuple[Union, Conferral]]:
    """Each original recommender once, with one honour of its line."""
    found: dict[tuple[int, int], tuple[Union, Conferral]] = {}
    for subject in subjects_of(case):
        key = (subject.original_id, subject.conferral.recommender_id)
        if key not in found:
            found[key] = (subject.original, subject.conferral)
    return [(successor_of(union), conferral) for union, conferral in found.values()] if len(found) <= MOST else []
