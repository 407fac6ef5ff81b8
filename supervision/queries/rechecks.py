"""Programmes and re-checks: who sees them, whose they are to handle, and what the unit itself is told."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from honors.models import Conferral
from publicity.queries import letters_seen_by
from supervision.models import Outcome, Recheck, RecheckProgramme
from supervision.moves import OPEN_RECHECKS, RecheckState
from supervision.queries.candidates import Scope, candidates
from supervision.queries.responsible import (
    held_by,
    not_recused,
    recused_from,
    responsible_for,
    stood_over_by,
    supervised_by,
)
from unions.models import Post, Union
from unions.queries import successor_of

TOLD = (Outcome.KEPT, Outcome.KEPT_RENAMED, Outcome.WARNED, Outcome.RESTORED)
"""The outcomes that are addressed to the unit; an unfit one is told by the case, when it is heard."""


def programmes_seen_by(post: Post) -> QuerySet[RecheckProgramme]:
    """The programmes of the post's union and of those below it.

    Less those whose filters reach an honour from which the person is recused: who draws or counts there decides in the
    own case (决定 15). By the public filters alone, so that what is hidden tells nothing of reports or figures.
    """
    union = post.union
    rows = RecheckProgramme.objects.filter(Q(union__path__startswith=union.path) | Q(union__successor=union))
    for conferral in recused_from(post):
        rows = rows.exclude(_reaching(conferral))
    return rows.select_related("union", "region", "round", "chain").defer("candidates", "skipped")


def reaches_own(post: Post, scope: Scope) -> bool:
    """Whether filters would reach an honour from which the person is recused: then nothing is counted for them."""
    own = [conferral.pk for conferral in recused_from(post)]
    public = Scope(honour=scope.honour, region=scope.region, round=scope.round)
    return bool(own) and candidates(post.union, public, on=date.max).filter(pk__in=own).exists()


def rechecks_seen_by(post: Post) -> QuerySet[Recheck]:
    """The re-checks of honours that the post's union stands over, and those it opened itself; never of its own honour."""
    over = Q(conferral__in=supervised_by(post).values("pk"))
    rows = not_recused(Recheck.objects.filter(over | _handled_at(post.union)), post, prefix="conferral__")
    rows = rows.exclude(Q(conferral__union=post.union_id) | Q(conferral__union__successor=post.union_id))
    return rows.select_related("conferral__union", "conferral__round", "union", "programme", "letter", "chain")


def rechecks_waiting(post: Post) -> QuerySet[Recheck]:
    """Those that wait for the post's union."""
    return rechecks_seen_by(post).filter(_handled_at(post.union), state__in=OPEN_RECHECKS)


def told_to_holder(post: Post) -> QuerySet[Recheck]:
    """What the post's union is told of re-checks of its own honours: what to mend by when, and how they ended.

    Not that one is under way, why it was opened, or by whose word.
    """
    told = Q(state=RecheckState.MENDING) | Q(outcome__in=TOLD)
    rows = Recheck.objects.filter(told, conferral__in=held_by(post).values("pk"))
    return rows.select_related("conferral", "union").order_by("state", "-pk")


def handler_of(recheck: Recheck) -> Union:
    """Who brings it to its end: the union that opened it, or its successor; else whoever is next above the unit today."""
    union = successor_of(recheck.union)
    over = union.is_active and stood_over_by(union).filter(pk=recheck.conferral_id).exists()
    return union if over else responsible_for(recheck.conferral)


def reason_for(recheck: Recheck, post: Post) -> str:
    """Why it was opened, for the union that opened it and those above; after a letter only for whoever reads letters of it."""
    if not recheck.union.is_below(post.union) and handler_of(recheck).pk != post.union_id:
        return ""
    if recheck.letter_id and not letters_seen_by(post).filter(pk=recheck.letter_id).exists():
        return ""
    return recheck.reason


def _handled_at(union: Union) -> Q:
    return Q(union=union) | Q(union__successor=union)


def _reaching(conferral: Conferral) -> Q:
    """Programmes whose filters (all but the indicator and the age) the honour passes."""
    unit = conferral.union
    line = [*unit.ancestor_ids, unit.pk, conferral.recommender_id]
    if unit.industrial_parent is not None:
        line += [*unit.industrial_parent.ancestor_ids, unit.industrial_parent.pk]
    return (
        Q(union__in=line)
        & Q(honour__in=["", conferral.honour])
        & (Q(round__isnull=True) | Q(round=conferral.round_id))
        & (Q(region__isnull=True) | Q(region__in=line))
    )
