"""Shared reads of rounds, places, measures and the register."""

from honors.queries.above import next_higher_unions, recoverers
from honors.queries.conditions import (
    extra_documents,
    frozen,
    is_public_nature,
    measures_of,
    notice_days,
    setting,
    settings_for,
    settings_of,
    stricter_parameters,
)
from honors.queries.deadlines import (
    STEP_OF_LEVEL,
    deadline,
    deadlines,
    latest,
    moment_words,
    overdue,
    require_before,
)
from honors.queries.places import cells_for, holds_place, quota_of, quotas_of
from honors.queries.register import (
    Sought,
    conferral_by_code,
    conferrals_public,
    conferrals_seen_by,
    conferrals_shown,
    earlier_honours,
    earlier_honours_of_all,
    held,
    known_by,
)
from honors.queries.seen import measures_seen_by, quotas_seen_by, rounds_seen_by

__all__ = [
    "STEP_OF_LEVEL",
    "Sought",
    "cells_for",
    "conferral_by_code",
    "conferrals_public",
    "conferrals_seen_by",
    "conferrals_shown",
    "deadline",
    "deadlines",
    "earlier_honours",
    "earlier_honours_of_all",
    "extra_documents",
    "frozen",
    "held",
    "holds_place",
    "is_public_nature",
    "known_by",
    "latest",
    "measures_of",
    "measures_seen_by",
    "moment_words",
    "next_higher_unions",
    "notice_days",
    "overdue",
    "quota_of",
    "quotas_of",
    "quotas_seen_by",
    "recoverers",
    "require_before",
    "rounds_seen_by",
    "setting",
    "settings_for",
    "settings_of",
    "stricter_parameters",
]
