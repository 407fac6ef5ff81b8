"""Rounds: drafted, planned, opened, extended, closed by national staff (第十四、十五条)."""

from honors.actions.rounds.drafting import HonourPlan, clone_round, draft_round, revise_round, set_honours
from honors.actions.rounds.grants import Grant, grant_many, grant_places
from honors.actions.rounds.opening import close_round, extend_deadline, open_round
from honors.actions.rounds.plan import add_requirement, drop_requirement, set_deadline, set_setting

__all__ = [
    "Grant",
    "HonourPlan",
    "add_requirement",
    "clone_round",
    "close_round",
    "draft_round",
    "drop_requirement",
    "extend_deadline",
    "grant_many",
    "grant_places",
    "open_round",
    "revise_round",
    "set_deadline",
    "set_honours",
    "set_setting",
]
