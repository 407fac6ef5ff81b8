"""Every law of this package, for the pages and documents that are made from it."""

from __future__ import annotations

from regulation import (
    after,
    article_16,
    casefile,
    conferral,
    elevated,
    lists,
    measures,
    revocation,
    revocation_route,
    round_notice,
    rounds,
)
from regulation.engine import Law
from regulation.honours import Honour, law_of


def laws() -> tuple[Law, ...]:
    """All laws: the five honours, then the order of the articles."""
    return (
        *(law_of(honour).law for honour in Honour),
        elevated.law,
        rounds.law,
        round_notice.law,
        article_16.law,
        article_16.endorsement_law,
        lists.law,
        conferral.recommendation_law,
        conferral.disqualification_law,
        conferral.final_law,
        after.recheck_law,
        revocation.ground_law,
        casefile.law,
        revocation_route.route_law,
        after.recovery_law,
        after.support_law,
        measures.law,
        measures.papers_law,
    )
