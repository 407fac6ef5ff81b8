"""Rounds: drafted, planned, opened, extended, closed by national staff (第十四、十五条)."""

from honors.actions.rounds.drafting import HonourPlan, clone_round, draft_round, revise_round, set_honours
from honors.actions.rounds.grants import Grant, grant_many, grant_places
from honors.actions.rounds.imports import QuotaChange, QuotaRow, import_quotas, plan_quotas
from honors.actions.rounds.opening import close_round, extend_deadline, open_round
from honors.actions.rounds.plan import (
    Decided,
    add_requirement,
    drop_requirement,
    set_deadline,
    set_deadlines,
    set_setting,
    set_settings,
)

__all__ = [
    "Decided",
    "Grant",
    "HonourPlan",
    "QuotaChange",
    "QuotaRow",
    "add_requirement",
    "clone_round",
    "close_round",
    "draft_round",
    "drop_requirement",
    "extend_deadline",
    "grant_many",
    "grant_places",
    "import_quotas",
    "open_round",
    "plan_quotas",
    "revise_round",
    "set_deadline",
    "set_deadlines",
    "set_honours",
    "set_setting",
    "set_settings",
]
