"""撤销评选资格的不得重报: a disqualified subject does not come back in the round (第十九条第二款)."""

from __future__ import annotations

from django.db.models import Q

from honors.models import Round
from nominations.models import Nomination
from nominations.queries import barred_in
from regulation.refusals import Refused


def require_not_barred(round: Round, condition: Q) -> None:
    """Refused `barred_this_round`: a disqualified subject cannot come back in the round, under whatever name."""
    barred = barred_in(round, condition)
    if barred is not None:
        raise barred_this_round(barred)


def barred_this_round(barred: Nomination) -> Refused:
    """What is said of a subject that was disqualified in the round."""
    return Refused(
        "barred_this_round",
        f"“{barred.subject_name}”（{barred.union.name}申报）在本轮已被撤销评选资格，不得重报。",
        "第十九条第二款",
    )
