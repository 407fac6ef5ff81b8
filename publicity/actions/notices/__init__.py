"""Notices: opened once and frozen, proven by their statutory medium, corrected beside the text, completed by their dates."""

from publicity.actions.notices.changing import correct, item_left, void
from publicity.actions.notices.completing import complete, extend
from publicity.actions.notices.medium import record_medium
from publicity.actions.notices.opening import ItemToShow, open_notice
from publicity.actions.notices.saying import article_of
from publicity.actions.notices.taking import take_items

__all__ = [
    "ItemToShow",
    "article_of",
    "complete",
    "correct",
    "extend",
    "item_left",
    "open_notice",
    "record_medium",
    "take_items",
    "void",
]
