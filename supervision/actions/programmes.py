"""复查计划: drafted, drawn once by its seed, finished when every re-check of it has ended (第二十二条第（四）项)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from decisions.queries import SENTENCE
from honors.models import Conferral
from ledger.actions import Writing, begin, begin_all, moving
from ledger.actors import Actor
from regulation.refusals import Refused
from supervision.actions.rechecks.authority import hold_standing, law_day, words
from supervision.actions.rechecks.opening import in_future, write_checklists
from supervision.facts.drawing import digest_of_choice, drawn
from supervision.facts.rechecks import ARTICLE, judge_recheck
from supervision.models import Method, Recheck, RecheckProgramme
from supervision.moves import CANCEL_PROGRAMME, DRAW, FINISH, OPEN_RECHECKS, PROGRAMME, RECHECK
from supervision.queries.candidates import Scope, candidates_of
from supervision.queries.rechecks import programmes_seen_by
from unions.models import Post, Union
from unions.queries import actor, require, successor_of

MOST = 2000
"""More than this in one programme is no re-check that somebody goes and sees; it is drawn, or split by region."""


@transaction.atomic
def draft_programme(
    *,
    title: str,
    scope: Scope,
    method: str,
    due_on: date,
    size: int | None = None,
    seed: str = "",
    by: Post,
    at: datetime,
) -> RecheckProgramme:
    """拟定复查计划 of the acting post's union: whom it may choose from, and how. Nobody is chosen yet.

    Refused: "not_allowed", "own_case" where an honour within its filters is one from which the person is recused;
    "title_missing", "due_passed", "region_outside", "years_reversed", "size_missing", "seed_missing".
    """
    require(by, "supervise", by.union, on=law_day(at))
    in_future(due_on, at)
    _check_scope(scope, by)
    sampling = Method(method) is Method.SAMPLE
    if sampling and not size:
        raise Refused("size_missing", "抽样复查请填写抽取数量，至少 1 个。", ARTICLE)
    if sampling and not seed.strip():
        raise Refused("seed_missing", "抽样复查请填写随机种子，例如当天公开的开奖号码。", ARTICLE)
    programme = RecheckProgramme(
        union=by.union,
        title=words(title, "请填写计划名称。", "title_missing"),
        method=Method(method),
        size=size if sampling else None,
        seed=seed.strip() if sampling else "",
        due_on=due_on,
        **{name: getattr(scope, name) for name in Scope.__dataclass_fields__},
    )
    details = {"title": programme.title, "method": programme.method, "seed": programme.seed, "size": programme.size}
    begin(programme, table=PROGRAMME, by=actor(by), at=at, act="拟定复查计划", article=ARTICLE, details=details)
    _organiser(programme, by, at)
    return programme


def draw(programme: RecheckProgramme, *, by: Post, at: datetime, version: int) -> RecheckProgramme:
    """确定复查对象: freezes from whom was chosen, who was chosen and the digest of both, and opens one re-check each.

    Whoever is under re-check already is named and skipped. Refused: "not_allowed", "own_case"; "due_passed";
    "nobody_matches", "too_many", "all_under_recheck"; "honour_ended" if one ends at this very moment.
    """
    who = _organiser(programme, by, at)
    with moving(programme, DRAW, by=who, at=at, version=version, reading=["union", "region", "round"]) as writing:
        in_future(programme.due_on, at)
        found = dict(candidates_of(programme, on=law_day(at)).values_list("chain__key", "pk"))
        chosen = drawn(found, method=programme.method, seed=programme.seed, size=programme.size)
        if not chosen:
            raise Refused("nobody_matches", "没有符合条件的荣誉。请取消本计划，放宽条件后重新拟定。", ARTICLE)
        if len(chosen) > MOST:
            said = f"一个计划最多复查{MOST}个对象，现有{len(chosen)}个。请抽样，或者按地区、项目分成几个计划。"
            raise Refused("too_many", said, ARTICLE)
        hold_standing(found[key] for key in chosen)
        rows = _rows([found[key] for key in chosen])
        opened = _open(programme, rows, who=who, at=at)
        skipped = sorted({row.chain.key for row in rows} - {recheck.conferral.chain.key for recheck in opened})
        if not opened:
            raise Refused("all_under_recheck", "选中的对象都已在复查，本计划没有需要复查的对象。", ARTICLE)
        _freeze(programme, sorted(found), chosen, skipped, at)
        _tell(writing, programme, rows, on=law_day(at))
    return programme


def finish(programme: RecheckProgramme, *, by: Post, at: datetime, version: int) -> RecheckProgramme:
    """复查结束, when every re-check of it has its outcome. Refused: "not_allowed", "own_case"; "rechecks_open"."""
    who = _organiser(programme, by, at)
    with moving(programme, FINISH, by=who, at=at, version=version) as writing:
        left = programme.rechecks.filter(state__in=OPEN_RECHECKS).count()
        if left:
            raise Refused("rechecks_open", f"还有{left}件复查没有结论，全部办结后才能结束。", ARTICLE)
        outcomes = programme.rechecks.values_list("outcome", flat=True)
        writing.details["outcomes"] = {str(name): list(outcomes).count(name) for name in sorted(set(outcomes))}
    return programme


def cancel(programme: RecheckProgramme, *, reason: str, by: Post, at: datetime, version: int) -> RecheckProgramme:
    """取消复查计划 that was not drawn yet. Refused: "not_allowed", "own_case"; "reason_missing"."""
    who = _organiser(programme, by, at)
    told = words(reason, "请写明取消的理由。")
    with moving(programme, CANCEL_PROGRAMME, by=who, at=at, version=version) as writing:
        writing.reason = told
    return programme


def _organiser(programme: RecheckProgramme, by: Post, at: datetime) -> Actor:
    require(by, "supervise", by.union, on=law_day(at))
    holder = successor_of(programme.union)
    if holder.pk != by.union_id:
        raise Refused("not_handler", f"这个计划由“{holder}”办理。", ARTICLE)
    if not programmes_seen_by(by).filter(pk=programme.pk).exists():
        raise Refused("own_case", SENTENCE, "第四条第（二）项")
    return actor(by)


def _check_scope(scope: Scope, by: Post) -> None:
    region = scope.region
    if region is not None and not (region.is_below(by.union) or _on_line(region, by)):
        raise Refused("region_outside", f"“{region}”不在本工会的范围内，请选择本工会的下级工会。", ARTICLE)
    least, most = scope.least_years, scope.most_years
    if least is not None and most is not None and least > most:
        raise Refused("years_reversed", "获得荣誉的年限填反了：“满”的年数不能大于“不超过”的年数。", ARTICLE)


def _on_line(region: Union, by: Post) -> bool:
    line = region.industrial_parent
    return line is not None and line.is_below(by.union)


def _rows(pks: list[int]) -> list[Conferral]:
    rows: list[Conferral] = []
    for start in range(0, len(pks), 500):
        part = Conferral.objects.filter(pk__in=pks[start : start + 500])
        rows += part.select_related("chain", "round", "union")
    return sorted(rows, key=lambda row: row.chain.key)


def _open(programme: RecheckProgramme, rows: list[Conferral], *, who: Actor, at: datetime) -> list[Recheck]:
    running = Recheck.objects.filter(conferral__in=[row.pk for row in rows], state__in=OPEN_RECHECKS)
    busy = set(running.values_list("conferral_id", flat=True))
    opened = [
        Recheck(
            programme=programme,
            conferral=row,
            union=programme.union,
            due_on=programme.due_on,
            opened_at=at,
            opened_by=who.words[:200],
        )
        for row in rows
        if row.pk not in busy
    ]
    begin_all(
        opened,
        table=RECHECK,
        by=who,
        at=at,
        act="立项复查",
        article=ARTICLE,
        details=lambda recheck: {
            "conferral": recheck.conferral.certificate_number,
            "due_on": recheck.due_on.isoformat(),
            "programme": programme.chain.key,
        },
    )
    write_checklists(opened)
    return opened


def _freeze(
    programme: RecheckProgramme, candidates: list[str], chosen: list[str], skipped: list[str], at: datetime
) -> None:
    programme.candidates, programme.skipped = candidates, skipped
    programme.chosen_from, programme.drawn_at = len(candidates), at
    programme.digest = digest_of_choice(candidates, chosen, method=programme.method, seed=programme.seed)
    programme.save(update_fields=["candidates", "skipped", "chosen_from", "drawn_at", "digest"])


def _tell(writing: Writing, programme: RecheckProgramme, rows: list[Conferral], *, on: date) -> None:
    for row in {row.honour: row for row in rows}.values():
        writing.judged(judge_recheck(row, by_union_above=True, on=on))
    writing.details |= {
        "digest": programme.digest,
        "chosen_from": programme.chosen_from,
        "chosen": len(rows),
        "skipped": programme.skipped,
    }
