"""What must always hold for programmes and re-checks."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q

from honors.moves import ConferralState
from ledger.sealing import Fault
from supervision.facts.drawing import digest_of_choice, drawn
from supervision.models import CheckResult, Outcome, Recheck, RecheckProgramme
from supervision.moves import OPEN_RECHECKS, ProgrammeState, RecheckState

ALL_MET = (Outcome.KEPT, Outcome.KEPT_RENAMED, Outcome.RESTORED)
DRAWN = (ProgrammeState.RUNNING, ProgrammeState.FINISHED)
PART = 500


def check() -> Iterator[Fault]:
    """Each place at which programmes or re-checks contradict themselves."""
    yield from _outcomes()
    yield from _checklists()
    yield from _honours()
    yield from _choices()


def _outcomes() -> Iterator[Fault]:
    """Concluded means: with an outcome, at a time; and one honour is under one re-check at a time."""
    concluded = Q(state=RecheckState.CONCLUDED)
    odd = (concluded & (Q(outcome="") | Q(concluded_at__isnull=True))) | (~concluded & ~Q(outcome=""))
    for recheck in Recheck.objects.filter(odd).iterator(chunk_size=PART):
        yield Fault(_where(recheck), "复查的状态与结论不符")
    open_now = Recheck.objects.filter(state__in=OPEN_RECHECKS).values("conferral").annotate(n=Count("pk"))
    for row in open_now.filter(n__gt=1):
        yield Fault(f"荣誉 {row['conferral']}", f"同时有 {row['n']} 件复查")
    for recheck in Recheck.objects.filter(state=RecheckState.MENDING, mend_what="").iterator(chunk_size=PART):
        yield Fault(_where(recheck), "限期整改没有写明要求")


def _checklists() -> Iterator[Fault]:
    """Every re-check asks something; what was found fit has every condition answered and none not met."""
    for recheck in Recheck.objects.filter(items__isnull=True).iterator(chunk_size=PART):
        yield Fault(_where(recheck), "复查没有清单")
    fit = Recheck.objects.filter(outcome__in=ALL_MET, items__result__in=["", CheckResult.NOT_MET])
    for recheck in fit.distinct().iterator(chunk_size=PART):
        yield Fault(_where(recheck), "认定合格，但有条件没有填写或者不符合")


def _honours() -> Iterator[Fault]:
    """No re-check goes on of an honour that has ended, and none is of an elevated title by itself (决定 20)."""
    running = Recheck.objects.filter(state__in=OPEN_RECHECKS).exclude(conferral__state=ConferralState.VALID)
    for recheck in running.iterator(chunk_size=PART):
        yield Fault(_where(recheck), "荣誉已经终止，复查没有终止")
    for recheck in Recheck.objects.exclude(conferral__elevated="").iterator(chunk_size=PART):
        yield Fault(_where(recheck), "红旗单位、标兵不单独复查")


def _choices() -> Iterator[Fault]:
    """The digest of a programme binds its candidates and its re-checks; drawn again, the choice is the same."""
    for programme in RecheckProgramme.objects.filter(state__in=DRAWN).iterator(chunk_size=PART):
        where = f"复查计划 {programme.pk}"
        keys = list(programme.rechecks.values_list("conferral__chain__key", flat=True))
        chosen = [*keys, *programme.skipped]
        how = {"method": programme.method, "seed": programme.seed}
        if digest_of_choice(programme.candidates, chosen, **how) != programme.digest:
            yield Fault(where, "复查对象与摘要不符")
        elif drawn(programme.candidates, size=programme.size, **how) != _in_order(programme, chosen):
            yield Fault(where, "按种子重新抽取，结果不同")
        if programme.chosen_from != len(programme.candidates):
            yield Fault(where, "符合条件的数量不符")
        if programme.state == ProgrammeState.FINISHED and programme.rechecks.filter(state__in=OPEN_RECHECKS).exists():
            yield Fault(where, "已经结束，仍有复查没有结论")


def _in_order(programme: RecheckProgramme, keys: list[str]) -> list[str]:
    return drawn(keys, method=programme.method, seed=programme.seed, size=None)


def _where(recheck: Recheck) -> str:
    return f"复查 {recheck.pk}"
