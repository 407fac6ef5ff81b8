"""Whose a letter is: never the accused unit's, nor of what it was merged into, nor of a union below it."""

from __future__ import annotations

from publicity.models import Letter, NoticeItem, NoticeKind
from publicity.moves import FORWARD
from regulation.honours import Honour
from regulation.refusals import Refused
from unions.models import Union
from unions.placing import BELOW_GRASSROOTS
from unions.queries import chain_above, national, successor_of


def accused_of(item: NoticeItem) -> Union | None:
    """The unit that a letter about a name on a notice accuses: the union that nominated."""
    if item.union is not None:
        return item.union
    return item.notice.publisher if item.notice.kind == NoticeKind.UNIT else None


def concerned_by(letter: Letter) -> list[Union]:
    """The unions that a letter is about, for whoever declared a relation to one of them (决定 15).

    A 小家 concerns its own unit and the union that filed for it. A name on a notice does not say which unit below the
    filing union it is: each of them counts.
    """
    found = [letter.about, letter.item.union if letter.item else None]
    if letter.item is not None and letter.item.union is not None and letter.item.honour == Honour.MODEL_SMALL_HOME:
        found += Union.objects.filter(path__startswith=letter.item.union.path, kind__in=BELOW_GRASSROOTS)
    if letter.conferral is not None:
        found.append(letter.conferral.union)
        if letter.conferral.kind is Honour.MODEL_SMALL_HOME:
            found.append(letter.conferral.union.parent)
    return [union for union in found if union is not None]


def next_higher(union: Union) -> Union:
    """The union to which a letter is forwarded. Refused "no_higher_union" at the national level."""
    union = successor_of(union)
    if union.is_national:
        raise Refused("no_higher_union", "全总已是最高一级，不能再向上转送。", FORWARD.article)
    return national() if union.is_recommender else chain_above(union)[0]


def clear_of(handler: Union, about: Union | None) -> Union:
    """The union that handles it today: `handler`, what it became, or the first existing one above that is not accused."""
    found = successor_of(handler)
    while not found.is_national and (not found.is_active or is_accused(found, about)):
        found = next_higher(found)
    return found


def higher_than(letter: Letter) -> Union:
    """Where the letter is forwarded to. Refused "no_higher_union"."""
    return clear_of(next_higher(letter.handler), letter.about)


def is_accused(union: Union, about: Union | None) -> bool:
    """Whether a union is the accused unit, what it was merged into, or below it."""
    return about is not None and union.is_below(successor_of(about))
