"""立案: a case names one honouree, several, or a whole decision; an honour stands in one open case at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from decisions.models import DecisionDocument
from honors.models import Conferral
from honors.moves import ConferralState
from honors.queries.titles import falls_with_base
from ledger.actions import begin, note, touch
from ledger.actors import Actor
from publicity.models import Letter
from publicity.queries.letters import honour_of, letters_seen_by
from regulation.refusals import Refused
from regulation.revocation_route import Route
from revocations.actions.asking import ARTICLE, law_day, national_staff, not_own_honours, require_text
from revocations.models import CaseSource, CaseSubject, RevocationCase
from revocations.moves import CASE, OPEN
from supervision.actions.rechecks import find_unfit
from supervision.models import Recheck
from supervision.queries import originals_of, supervised_by
from unions.models import Post, Union
from unions.queries import actor, require

PART = 500
MOST_NAMED = 10
READ = ("chain", "round", "union", "recommender", "decision", "base")


@dataclass(frozen=True, kw_only=True)
class Opened:
    """Where a case comes from and who works on it."""

    source: CaseSource
    summary: str
    holder: Union
    opener: Union | None = None
    letter: Letter | None = None
    recheck: Recheck | None = None
    whole: DecisionDocument | None = None
    drafters: str = ""


def open_case(
    conferrals: Sequence[Conferral],
    *,
    source: CaseSource,
    summary: str,
    by: Post,
    at: datetime,
    letter: Letter | None = None,
) -> RevocationCase:
    """立案研判: by a union that supervises each of the honours, by their original recommender, or by 全总 (第二十六条).

    Refused: "not_supervised", "not_allowed"; "own_case"; "no_subjects", "not_standing", "in_open_case" naming the
    honours; "reason_missing" without what it is about; "letter_unknown" for a letter that the post does not handle, or about
    another honour; "letter_not_found_true".
    """
    require(by, "supervise", by.union, on=law_day(at))
    chosen = _read([one.pk for one in conferrals])
    _answers_for(by, chosen)
    not_own_honours(chosen, by)
    _may_use(letter, source, chosen, by)
    opened = Opened(
        source=CaseSource(source),
        summary=summary,
        holder=by.union,
        opener=by.union,
        letter=letter,
        drafters=f",{by.person_id},",
    )
    return open_with(chosen, opened, by=actor(by), at=at)


def open_whole_decision(document: DecisionDocument, *, summary: str, by: Post, at: datetime) -> RevocationCase:
    """对整份表彰决定立案: every honour of it that still stands, by national staff, in a constant number of queries.

    Refused: "not_allowed"; "nothing_stands"; "in_open_case" naming those that stand in another open case; "own_case".
    """
    national_staff(by, at=at)
    rows = Conferral.objects.filter(decision=document, state=ConferralState.VALID).select_related(*READ)
    standing = list(rows.order_by("pk"))
    within = {one.pk for one in standing}
    # A title that falls with a base of the same decision needs no place of its own.
    chosen = [one for one in standing if one.base_id not in within or not falls_with_base(one)]
    if not chosen:
        raise Refused("nothing_stands", f"{document.number}中已没有有效的荣誉。", ARTICLE)
    not_own_honours(chosen, by)
    opened = Opened(
        source=CaseSource.NATIONAL,
        summary=summary,
        holder=by.union,
        opener=by.union,
        whole=document,
        drafters=f",{by.person_id},",
    )
    return open_with(chosen, opened, by=actor(by), at=at)


@transaction.atomic
def unfit(recheck: Recheck, *, finding: str, by: Post, at: datetime, version: int) -> RevocationCase:
    """复查不合格: concludes the re-check and opens the case, both or neither (第二十二条第（四）项).

    An honour that stands in another open case gets no second one: the re-check joins it. Refused: as `find_unfit`,
    and "in_open_case" where that case has a re-check already.
    """
    recheck = find_unfit(recheck, finding=finding, by=by, at=at, version=version)
    standing = CaseSubject.objects.filter(conferral=recheck.conferral_id, open=True).select_related("case__chain")
    subject = standing.first()
    if subject is not None:
        return _join(subject.case, recheck, by=actor(by), at=at)
    opened = Opened(
        source=CaseSource.RECHECK,
        summary=finding,
        holder=by.union,
        opener=by.union,
        recheck=recheck,
        drafters=f",{by.person_id},",
    )
    return open_with(_read([recheck.conferral_id]), opened, by=actor(by), at=at)


def open_with(conferrals: Sequence[Conferral], opened: Opened, *, by: Actor, at: datetime) -> RevocationCase:
    """Write the case and its subjects. Refused "no_subjects", "not_standing", "in_open_case", "reason_missing"."""
    summary = require_text(opened.summary, "reason_missing", "请写明案由。")
    if not conferrals:
        raise Refused("no_subjects", "请选择拟撤销的荣誉。", ARTICLE)
    _standing(conferrals)
    _in_no_open_case([one.pk for one in conferrals])
    originals = originals_of(conferrals)
    case = RevocationCase(
        source=opened.source,
        route=Route.DIRECT if opened.holder.is_national else Route.STEP_BY_STEP,
        summary=summary,
        letter=opened.letter,
        recheck=opened.recheck,
        whole_decision=opened.whole,
        holder=opened.holder,
        opened_at=at,
        opened_by=by.words[:200],
        opener=opened.opener,
        drafters=opened.drafters,
    )
    details = {"honours": len(conferrals), "first": conferrals[0].certificate_number}
    try:
        with transaction.atomic():
            begin(case, table=CASE, by=by, at=at, act="立案研判", article=ARTICLE, details=details)
            CaseSubject.objects.bulk_create(
                [
                    CaseSubject(case=case, conferral=one, position=position, original=originals[one.pk])
                    for position, one in enumerate(conferrals, start=1)
                ],
                batch_size=PART,
            )
    except IntegrityError:
        _in_no_open_case([one.pk for one in conferrals])
        raise
    return case


def _may_use(letter: Letter | None, source: str, conferrals: Sequence[Conferral], by: Post) -> None:
    """A report is named as the source by whoever handles it, in a case about the honour that it is about."""
    if letter is None and source != CaseSource.LETTER:
        return
    honour = honour_of(letter) if letter is not None and letters_seen_by(by).filter(pk=letter.pk).exists() else None
    if source != CaseSource.LETTER or honour is None or honour.pk not in {one.pk for one in conferrals}:
        raise Refused(
            "letter_unknown", "请从本工会办理的举报立案，对象应为该举报所反映的荣誉。", "第二十二条第（六）项"
        )


def _join(case: RevocationCase, recheck: Recheck, *, by: Actor, at: datetime) -> RevocationCase:
    touch(case, states=OPEN)
    if not RevocationCase.objects.filter(pk=case.pk, recheck__isnull=True).update(recheck=recheck):
        _in_no_open_case([recheck.conferral_id])
    case.recheck = recheck
    note(case, act="复查不合格，并入本案", article="第二十二条第（四）项", by=by, at=at, reason=recheck.finding)
    return case


def _read(ids: Sequence[int]) -> list[Conferral]:
    found: dict[int, Conferral] = {}
    for start in range(0, len(ids), PART):
        rows = Conferral.objects.filter(pk__in=ids[start : start + PART]).select_related(*READ)
        found |= {one.pk: one for one in rows}
    return [found[pk] for pk in dict.fromkeys(ids)]


def _answers_for(by: Post, conferrals: Sequence[Conferral]) -> None:
    if by.union.is_national:
        return
    ids = [one.pk for one in conferrals]
    over: set[int] = set()
    for start in range(0, len(ids), PART):
        over |= set(supervised_by(by).filter(pk__in=ids[start : start + PART]).values_list("pk", flat=True))
    rest = [one for one in conferrals if one.pk not in over]
    originals = originals_of(rest)
    for one in rest:
        if originals[one.pk].pk != by.union_id:
            raise Refused("not_supervised", f"{one}不由本工会监督管理，也不是本工会推荐的，不能立案。", ARTICLE)


def _standing(conferrals: Sequence[Conferral]) -> None:
    ended = [str(one) for one in conferrals if one.state != ConferralState.VALID]
    if ended:
        named = "、".join(ended[:MOST_NAMED])
        raise Refused("not_standing", f"以下荣誉已不在有效状态，不能立案：{named}。", ARTICLE)


def _in_no_open_case(ids: Collection[int]) -> None:
    every, held = sorted(ids), list[str]()
    for start in range(0, len(every), PART):
        rows = CaseSubject.objects.filter(conferral__in=every[start : start + PART], open=True)
        held += [str(row.conferral) for row in rows.select_related("conferral").order_by("pk")]
    if held:
        more = f"等 {len(held)} 项" if len(held) > MOST_NAMED else ""
        named = "、".join(held[:MOST_NAMED])
        raise Refused("in_open_case", f"以下荣誉已在另一件未办结的撤销案中：{named}{more}。", ARTICLE)
