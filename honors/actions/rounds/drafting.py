"""A round as a draft: what the notice of 全总 will say (第十五条)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from honors.actions.acting import national_staff
from honors.actions.rounds.changing import changing
from honors.actions.rounds.grants import write_grants
from honors.models import Deadline, Quota, Round, RoundHonour, RoundSetting, StructureRequirement
from honors.moves import ROUND
from ledger.actions import begin
from regulation.honours import Honour
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post

TEXTS = (
    "name",
    "year",
    "kind",
    "notice_number",
    "notice_title",
    "subjects",
    "conditions",
    "procedure",
    "organisation",
    "front_line_definition",
    "contacts",
    "discipline_contacts",
    "third_round_document",
    "unusual_reason",
)
# A new round has a new notice; its exceptions are its own too.
NOT_CLONED = ("name", "year", "kind", "notice_number", "notice_title", "third_round_document", "unusual_reason")


@dataclass(frozen=True)
class HonourPlan:
    """One honour that the round offers, with its planned totals."""

    honour: Honour
    total: int = 0
    elevated_total: int = 0


def draft_round(
    *,
    name: str,
    year: int,
    kind: str,
    honours: Iterable[HonourPlan | Honour | str] = (),
    by: Post,
    at: datetime,
    invented: bool = False,
    **texts: object,
) -> Round:
    """Begin a round. Refused "not_allowed" to all but national staff, "unknown_field" for a text that a round has not."""
    who = national_staff(by, at=at)
    _known(texts)
    with transaction.atomic():
        round = Round(name=name, year=year, kind=kind, prepared_by=by.person, invented=invented, **texts)
        begin(round, table=ROUND, by=who, at=at, act="拟定评选", article="第十五条", details={"name": name})
        _write_honours(round, honours)
    return round


def revise_round(round: Round, *, by: Post, at: datetime, version: int, **texts: object) -> Round:
    """Change what the notice says. Refused "wrong_state" once open, Stale if somebody else changed the draft meanwhile."""
    _known(texts)
    changed = sorted(name for name, value in texts.items() if getattr(round, name) != value)
    with changing(round, act="修改通知内容", by=by, at=at, version=version, details={"fields": changed}):
        Round.objects.filter(pk=round.pk).update(**texts)
        round.refresh_from_db()
    return round


def set_honours(
    round: Round,
    honours: Iterable[HonourPlan | Honour | str],
    *,
    by: Post,
    at: datetime,
    version: int | None = None,
) -> Round:
    """Say which honours the round offers. Refused "places_granted" for leaving one out that has places."""
    plans = [_plan(one) for one in honours]
    kept = {plan.honour for plan in plans}
    details: dict[str, object] = {"honours": {plan.honour.value: [plan.total, plan.elevated_total] for plan in plans}}
    with changing(round, act="确定项目", by=by, at=at, version=version, details=details):
        if left_out := Quota.objects.filter(round=round, granted__gt=0).exclude(honour__in=kept).first():
            title = Honour(left_out.honour).title
            raise Refused("places_granted", f"“{title}”已下达名额。请先收回名额，再去掉这一项目。", "第十五条")
        round.honours.exclude(honour__in=kept).delete()
        _write_honours(round, plans)
    return round


def clone_round(
    source: Round, *, name: str, year: int, kind: str, by: Post, at: datetime, invented: bool = False
) -> Round:
    """Begin a round with the texts, honours, deadlines, settings, requirements and places of an earlier one.

    Deadlines move by whole years; the notice and the reasons for an exception are not taken over.
    """
    texts = {name: getattr(source, name) for name in TEXTS if name not in NOT_CLONED}
    with transaction.atomic():
        plans = [HonourPlan(Honour(row.honour), row.total, row.elevated_total) for row in source.honours.all()]
        round = draft_round(name=name, year=year, kind=kind, honours=plans, by=by, at=at, invented=invented, **texts)
        _clone_rows(source, round)
        who = national_staff(by, at=at)
        granted = [(quota.recommender, quota.honour, quota.cell, quota.granted) for quota in source.quotas.all()]
        write_grants(round, [row for row in granted if row[3]], who=who, at=at, reason=f"沿用{source.name}")
    return round


def _clone_rows(source: Round, round: Round) -> None:
    Deadline.objects.bulk_create(
        Deadline(round=round, step=row.step, due_at=_years_later(row.due_at, round.year - source.year))
        for row in source.deadlines.all()
    )
    RoundSetting.objects.bulk_create(
        RoundSetting(round=round, code=row.code, value=row.value, paper=row.paper, set_by=row.set_by, set_at=row.set_at)
        for row in source.settings.all()
    )
    StructureRequirement.objects.bulk_create(
        StructureRequirement(
            round=round,
            honours=row.honours,
            trait=row.trait,
            ceiling=row.ceiling,
            percent=row.percent,
            number=row.number,
            generally=row.generally,
            source=row.source,
        )
        for row in source.requirements.all()
    )


def _years_later(moment: datetime, years: int) -> datetime:
    local = in_beijing(moment)
    day = min(local.day, 28) if local.month == 2 else local.day
    return local.replace(year=local.year + years, day=day)


def _known(texts: Mapping[str, object]) -> None:
    if unknown := sorted(set(texts) - set(TEXTS)):
        raise Refused("unknown_field", f"评选没有这些栏目：{'、'.join(unknown)}。", "第十五条")


def _plan(one: HonourPlan | Honour | str) -> HonourPlan:
    return one if isinstance(one, HonourPlan) else HonourPlan(Honour(one))


def _write_honours(round: Round, honours: Iterable[HonourPlan | Honour | str]) -> None:
    for plan in map(_plan, honours):
        RoundHonour.objects.update_or_create(
            round=round,
            honour=plan.honour.value,
            defaults={"total": plan.total, "elevated_total": plan.elevated_total if plan.honour.elevated else 0},
        )
