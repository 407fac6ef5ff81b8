"""How items to be handed in and ended units are named on every page: a word and its tone."""

from __future__ import annotations

from datetime import date

from supervision.models import RecoveryItem, UnitEnd
from supervision.moves import OPEN_ENDS, EndState, ItemState

ITEMS = {
    ItemState.DEMANDED: ("待交回", "warning"),
    ItemState.RECEIVED: ("已收回", "success"),
    ItemState.LOST: ("遗失，已说明", "neutral"),
    ItemState.DESTROYED: ("已销毁", "neutral"),
    ItemState.GIVEN_BACK: ("已发还", "info"),
    ItemState.CALLED_OFF: ("不再收回", "neutral"),
}
ENDS = {
    EndState.REPORTED: ("待核实", "warning"),
    EndState.RECOVERING: ("收回中", "info"),
    EndState.PASSED_UP: ("逐级上报中", "info"),
    EndState.CLOSED: ("已备案", "success"),
    EndState.KEPT: ("存续，保留荣誉", "success"),
    EndState.DISMISSED: ("没有终止", "neutral"),
}


def item_words(item: RecoveryItem, on: date) -> tuple[str, str]:
    """The state of an item; one whose day has passed is overdue."""
    if item.state == ItemState.DEMANDED and item.due_on < on:
        return "逾期未交", "danger"
    return ITEMS[ItemState(item.state)]


def item_days(item: RecoveryItem, on: date) -> int | None:
    """The days until it is to be handed in; nothing once it is settled."""
    return (item.due_on - on).days if item.state == ItemState.DEMANDED else None


def end_words(end: UnitEnd) -> tuple[str, str]:
    """The state of a report."""
    return ENDS[EndState(end.state)]


def end_days(end: UnitEnd, on: date) -> int | None:
    """The days until the next step is due; nothing once it is concluded."""
    return (end.due_on - on).days if end.state in OPEN_ENDS else None
