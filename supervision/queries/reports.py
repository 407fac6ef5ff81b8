"""举报 of an honouree: whom it accuses, and which union looks into it (第二十二条第（六）项)."""

from __future__ import annotations

from django.db.models import QuerySet

from honors.models import Conferral
from publicity.queries.letters import HANDLING_ROLES
from publicity.queries.routing import is_accused
from regulation.refusals import Refused
from supervision.queries.responsible import line_above, original_of, supervised_by, unit_of
from unions.models import Post, Union
from unions.models.tree import Level
from unions.moves import PostState
from unions.queries import national, successor_of

MAY_BE_UNSTAFFED = (Level.TOWNSHIP, Level.GRASSROOTS, Level.SUB)
"""Unions that take letters only where somebody has that post: most grassroots unions have none."""


def accused_by(conferral: Conferral) -> Union:
    """The unit that a report about the honour accuses: the one that filed for it, as long as the holder stands below.

    A 小家's is the grassroots union that recommended it; for everybody else it is the holder's own union.
    """
    unit, filed = unit_of(conferral), successor_of(original_of(conferral))
    found = filed if unit.is_below(filed) and not filed.is_national else unit
    while found.level == Level.SUB and found.parent is not None:
        found = successor_of(found.parent)
    return found


def handler_of_report(conferral: Conferral) -> Union:
    """The next higher existing union above the accused unit at which somebody takes letters; 全总 above a recommending unit.

    A holder whose line is broken is nobody's own: its report goes to 全总, rather than nowhere.
    """
    about = accused_by(conferral)
    try:
        line = line_above(conferral)
    except Refused:
        line = []
    return next((union for union in line if not is_accused(union, about) and _takes_letters(union)), national())


def reportable_by(post: Post) -> QuerySet[Conferral]:
    """The honours to which a post enters a report that came on paper: those that its union stands over, never its own."""
    return supervised_by(post) if post.role in HANDLING_ROLES else Conferral.objects.none()


def _takes_letters(union: Union) -> bool:
    if union.level not in MAY_BE_UNSTAFFED:
        return True
    return Post.objects.filter(union=union, role__in=HANDLING_ROLES, state=PostState.HELD).exists()
