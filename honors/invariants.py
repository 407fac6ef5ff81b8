"""What must always hold for rounds, places and the register; `check_invariants` reads it on any database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.db.models import Case, Count, F, Max, Q, Sum, Value, When

from honors.models import CertificateSeries, Conferral, PlaceEntry, PlaceKind, Quota, Round
from honors.moves import ConferralState, RoundState
from honors.numbers import place_in_series
from honors.queries.conditions import frozen
from honors.queries.snapshot import WORDS
from honors.queries.titles import falls_with_base
from ledger.canonical import digest
from ledger.sealing import Fault
from regulation.honours import CONFERRED, NAMED, Elevated, Honour

PART = 2000


def check() -> Iterator[Fault]:
    """Each place at which rounds, places or the register contradict themselves."""
    yield from _places()
    yield from _places_held_once()
    yield from _rounds_frozen()
    yield from _namings()
    yield from _numbers()
    yield from _ended()
    yield from _titles()


def _places() -> Iterator[Fault]:
    """The columns of a quota are the sums of its entries, and never more than granted."""
    sums: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for quota, kind, total in PlaceEntry.objects.values_list("quota_id", "kind").annotate(total=Sum("amount")):
        sums[quota][kind] = total
    for quota in Quota.objects.select_related("recommender").iterator(chunk_size=PART):
        held = sums[quota.pk]
        burned, lapsed = held.get(PlaceKind.BURN, 0), held.get(PlaceKind.LAPSE, 0)
        used = held.get(PlaceKind.USE, 0) - held.get(PlaceKind.RELEASE, 0) - burned - lapsed
        by_entries = (held.get(PlaceKind.GRANT, 0), used, burned, lapsed)
        by_columns = (quota.granted, quota.used, quota.burned, quota.lapsed)
        if by_entries != by_columns:
            yield Fault(_where(quota), f"名额（下达、已用、取消、失效）为{by_columns}，流水合计为{by_entries}")
        if quota.left < 0:
            yield Fault(_where(quota), f"名额超用{-quota.left}个")


def _places_held_once() -> Iterator[Fault]:
    """No subject holds two places of a round, gives up what it does not hold, or holds one after it was burned."""
    signed = Case(When(kind=PlaceKind.USE, then=Value(1)), default=Value(-1))
    rows = (
        PlaceEntry.objects.exclude(subject="")
        .values("quota__round_id", "subject")
        .annotate(held=Sum(signed), burned=Count("pk", filter=Q(kind=PlaceKind.BURN)), last=Max("pk"))
        .annotate(last_burned=Max("pk", filter=Q(kind=PlaceKind.BURN)))
        .filter(Q(held__gt=1) | Q(held__lt=0) | Q(burned__gt=1) | Q(burned=1, last__gt=F("last_burned")))
    )
    for row in rows.iterator(chunk_size=PART):
        where = f"{row['subject']}（第{row['quota__round_id']}轮）"
        yield Fault(where, f"占用名额{row['held']}个，其中取消{row['burned']}次")


def _rounds_frozen() -> Iterator[Fault]:
    """What was frozen at the opening is unaltered, and the round's own columns still say the same."""
    for round in Round.objects.exclude(state=RoundState.DRAFT):
        if digest(round.frozen) != round.frozen_digest:
            yield Fault(f"{round}（round {round.pk}）", "开启时固化的内容与摘要不符")
            continue
        said = frozen(round)
        changed = [name for name in WORDS if said.get(name) != getattr(round, name)]
        if said["opened_on"] != f"{round.opened_on}":
            changed.append("opened_on")
        if set(said["honours"]) != set(round.honours.values_list("honour", flat=True)):
            changed.append("honours")
        if changed:
            yield Fault(f"{round}（round {round.pk}）", f"开启后被改动：{'、'.join(changed)}")


def _namings() -> Iterator[Fault]:
    """积极分子 and 之友 only in a congress year, and together with the three (第十四条第一款)."""
    offered: defaultdict[Round, set[Honour]] = defaultdict(set)
    for round in Round.objects.exclude(state=RoundState.DRAFT).prefetch_related("honours"):
        offered[round] = {Honour(row.honour) for row in round.honours.all()}
    for round, honours in offered.items():
        if honours & NAMED and (round.kind != "congress" or not honours >= CONFERRED):
            yield Fault(f"{round}（round {round.pk}）", "积极分子、之友只在换届之年与之家、小家、工作者同时命名")
    for conferral in (
        Conferral.objects.filter(honour__in=NAMED).exclude(round__kind="congress").iterator(chunk_size=PART)
    ):
        yield Fault(str(conferral), "在届中命名")


def _numbers() -> Iterator[Fault]:
    """Certificate numbers: one for each number of its series, from 1 to the last one taken."""
    taken: defaultdict[str, set[int]] = defaultdict(set)
    for printed, honour, elevated, year in Conferral.objects.values_list(
        "certificate_number", "honour", "elevated", "round__year"
    ).iterator(chunk_size=PART):
        found = place_in_series(printed)
        if found is None or found[0] != f"{elevated or honour}:{year}":
            yield Fault(printed, "证书编号与项目、年度不符")
        elif found[1] in taken[found[0]]:
            yield Fault(printed, "证书编号重复")
        else:
            taken[found[0]].add(found[1])
    last = dict(CertificateSeries.objects.values_list("code", "last"))
    for code in sorted({*taken, *last}):
        missing = sorted(set(range(1, last.get(code, 0) + 1)) ^ taken[code])
        if missing:
            yield Fault(code, f"证书编号不连续：{'、'.join(map(str, missing[:10]))}")


def _ended() -> Iterator[Fault]:
    """A revoked honour names its decision; one that stands names none; none ends before it began."""
    odd = (
        Q(state=ConferralState.REVOKED) & (Q(ended_by=None) | Q(ended_on=None) | Q(ended_on__lt=F("conferred_on")))
    ) | (Q(state=ConferralState.VALID) & (Q(ended_by__isnull=False) | Q(ended_on__isnull=False)))
    for conferral in Conferral.objects.filter(odd).iterator(chunk_size=PART):
        yield Fault(str(conferral), "撤销状态与撤销决定不符")


def _titles() -> Iterator[Fault]:
    """An elevated title stands only on its own base, and not longer than it (第九条)."""
    for row in Conferral.objects.exclude(elevated="").select_related("base", "round").iterator(chunk_size=PART):
        base = row.base
        if base is None or base.elevated or base.honour != Elevated(row.elevated).base or base.union_id != row.union_id:
            yield Fault(str(row), "红旗单位、标兵没有对应的荣誉")
        elif row.state == ConferralState.VALID and base.state == ConferralState.REVOKED and falls_with_base(row):
            yield Fault(str(row), "所依据的荣誉已撤销，称号仍然有效")
    for row in Conferral.objects.filter(elevated="", base__isnull=False).iterator(chunk_size=PART):
        yield Fault(str(row), "普通荣誉不应依据另一荣誉")


def _where(quota: Quota) -> str:
    cell = f"（{quota.cell}）" if quota.cell else ""
    return f"第{quota.round_id}轮 {quota.recommender} {Honour(quota.honour).title}{cell}"
