"""第二十七条: what the next higher union finds: the unit ended, goes on in a successor, or has not ended at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from honors.models import Conferral
from honors.moves import ConferralState
from ledger.actions import moving, note, touch
from ledger.actors import Actor
from regulation.after import UnitEnd as EndKind
from regulation.refusals import Refused
from supervision.actions.ends.shared import ARTICLE, at_holder, law_day, named, needed, not_own
from supervision.actions.recovery import demand_all, give_back_all
from supervision.models import Cause, EndHonour, EndStep, ItemKind, UnitEnd
from supervision.moves import DISMISS_END, ESTABLISH, KEEP_IN_SUCCESSOR, TAKE_OVER_END, ItemState
from supervision.queries.ends import ending_with, next_higher, standing_of, way_up
from supervision.queries.recovery import items_of_end
from supervision.queries.standing_in import existing
from unions.models import Post, Union
from unions.queries import actor, require, successor_of

READING = ("union", "holder")


def establish(
    end: UnitEnd,
    *,
    finding: str,
    due_on: date,
    kind: EndKind | None = None,
    honours: Sequence[Conferral] | None = None,
    also: Sequence[ItemKind] = (),
    by: Post,
    at: datetime,
    version: int,
) -> UnitEnd:
    """核实单位终止: the honours that end with it are named, and their certificates and plaques demanded.

    All its own collective honours; of the 小家 below it those in `honours` (all, where nothing is said). Nothing has ended
    yet: the honours stand until everything is recovered.

    Refused: "not_holder", "own_honour", "own_case"; "finding_missing"; "unit_goes_on" for a rename or a merger that
    continues; "due_passed"; "no_standing_honour"; "honour_left_out", "not_of_this_unit"; "in_another_end".
    """
    at_holder(end, by, at=at)
    finding = needed(finding, "finding_missing", "请写明核实的情况和依据。")
    kind = EndKind(kind or end.kind)
    if kind is EndKind.RENAMED:
        raise Refused("unit_goes_on", "更名或合并后存续的，保留荣誉，请办理“更名或合并后存续”。", ARTICLE)
    if due_on < law_day(at):
        raise Refused("due_passed", "交回期限不能早于今天。", ARTICLE)
    chosen = _chosen(end, honours)
    way = way_up(end, by.union, chosen)
    who = actor(by)
    with moving(
        end, ESTABLISH, by=who, at=at, version=version, reading=READING,
        kind=kind.value, finding=finding, holder=by.union, recoverer=by.union, due_on=due_on,
    ) as writing:  # fmt: skip
        writing.reason = finding
        writing.details["honours"] = [one.certificate_number for one in chosen]
        _name(end, chosen)
        steps = [
            EndStep(end=end, position=place, union=union, union_name=union.name) for place, union in enumerate(way, 1)
        ]
        EndStep.objects.bulk_create(steps)
        demand_all(chosen, cause=Cause.UNIT_END, due_on=due_on, also=also, by=who, at=at, collector=by.union)
    return end


def keep_in_successor(
    end: UnitEnd,
    *,
    finding: str,
    paper_number: str,
    successor: Union | None = None,
    by: Post,
    at: datetime,
    version: int,
) -> UnitEnd:
    """更名或合并后存续: the honours stay, by paper; what had been handed in is given back.

    Refused: "not_holder", "own_honour", "own_case"; "finding_missing", "paper_needed"; "not_active".
    """
    at_holder(end, by, at=at)
    finding = needed(finding, "finding_missing", "请写明核实的情况。")
    paper = needed(paper_number, "paper_needed", "请填写批准更名或合并的文件的文号。")
    heir = successor or successor_of(end.union)
    if not heir.is_active and heir.pk != end.union_id:
        raise Refused("not_active", f"“{heir}”已合并或撤销，请填写现在存续的工会。", ARTICLE)
    who = actor(by)
    with moving(
        end, KEEP_IN_SUCCESSOR, by=who, at=at, version=version, reading=READING,
        finding=finding, paper_number=paper, successor=heir,
    ) as writing:  # fmt: skip
        writing.reason = finding
        writing.details |= {"paper": paper, "successor": heir.name}
        _let_go(end, by=who, at=at)
        for conferral in standing_of(end.union):
            note(
                conferral, act="更名或合并后存续，保留荣誉", article=ARTICLE, by=who, at=at,
                details={"paper": paper, "successor": heir.name},
            )  # fmt: skip
    return end


def dismiss_end(end: UnitEnd, *, finding: str, by: Post, at: datetime, version: int) -> UnitEnd:
    """核实单位没有终止; what had been handed in is given back.

    Refused: "not_holder", "own_honour", "own_case"; "finding_missing".
    """
    at_holder(end, by, at=at)
    finding = needed(finding, "finding_missing", "请写明核实的情况和依据。")
    who = actor(by)
    with moving(end, DISMISS_END, by=who, at=at, version=version, reading=READING, finding=finding) as writing:
        writing.reason = finding
        _let_go(end, by=who, at=at)
    return end


def take_over_end(end: UnitEnd, *, by: Post, at: datetime, version: int) -> UnitEnd:
    """转由现在的上一级工会办理, when the unit was moved or the union that had it is gone: the new one takes it over.

    Refused: "not_next_higher"; "own_honour", "own_case"; "already_holder".
    """
    require(by, "supervise", by.union, on=law_day(at))
    not_own(end, by)
    if next_higher(end.union).pk != by.union_id:
        raise Refused("not_next_higher", "由单位现在的上一级工会办理。", ARTICLE)
    if existing(end.holder).pk == by.union_id:
        raise Refused("already_holder", "这件事已经由本工会办理。", ARTICLE)
    former = end.holder
    with moving(end, TAKE_OVER_END, by=actor(by), at=at, version=version, reading=READING, holder=by.union) as writing:
        writing.details |= {"from": former.name, "to": by.union.name}
        if end.recoverer_id is not None:
            _collect_instead(end, by.union)
    return end


def _chosen(end: UnitEnd, honours: Sequence[Conferral] | None) -> list[Conferral]:
    possible = ending_with(end.union)
    elsewhere = set(
        EndHonour.objects.filter(conferral__in=possible, released_at__isnull=True)
        .exclude(end=end)
        .values_list("conferral_id", flat=True)
    )
    if honours is None:
        found = [one for one in possible if one.pk not in elsewhere]
    else:
        wanted = {one.pk for one in honours}
        if wanted - {one.pk for one in possible}:
            raise Refused("not_of_this_unit", "只能选择该单位及其下属小家现在有效的集体荣誉。", ARTICLE)
        own = {one.pk for one in standing_of(end.union)}
        if own - wanted:
            raise Refused("honour_left_out", "该单位自己的集体荣誉都随单位终止，不能略过。", ARTICLE)
        found = [one for one in possible if one.pk in wanted]
    if not found:
        raise Refused(
            "no_standing_honour", "该单位已没有有效的集体荣誉。核实后请办理“单位没有终止”或说明情况。", ARTICLE
        )
    return found


def _name(end: UnitEnd, chosen: Sequence[Conferral]) -> None:
    for conferral in chosen:
        touch(conferral, states=(ConferralState.VALID,))
    rows = [EndHonour(end=end, conferral=one, position=place) for place, one in enumerate(chosen, 1)]
    try:
        with transaction.atomic():
            EndHonour.objects.bulk_create(rows)
    except IntegrityError as twice:
        raise Refused("in_another_end", "其中有的荣誉正在另一件单位终止中收回，请核对。", ARTICLE) from twice


def _let_go(end: UnitEnd, *, by: Actor, at: datetime) -> None:
    conferrals = named(end)
    end.honours.filter(released_at__isnull=True).update(released_at=at)
    give_back_all(conferrals, by=by, at=at, cause=Cause.UNIT_END)


def _collect_instead(end: UnitEnd, union: Union) -> None:
    """The new holder also collects what has not come in yet, and reports along its own line."""
    items_of_end(end).filter(state=ItemState.DEMANDED).update(union=union)
    end.steps.all().delete()
    way = way_up(end, union, named(end))
    EndStep.objects.bulk_create(
        EndStep(end=end, position=place, union=one, union_name=one.name) for place, one in enumerate(way, 1)
    )
    UnitEnd.objects.filter(pk=end.pk).update(recoverer=union)
    end.recoverer = union
