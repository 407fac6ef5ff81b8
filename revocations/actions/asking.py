"""What every verb here asks first: who holds the case, is it somebody's own, was it already decided on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime

from decisions.queries import recused_subjects, refuse_own_case, union_subject
from documents.models import Document
from honors.models import Conferral
from ledger.models import Record
from ledger.moves import Move
from regulation.engine import Judgement
from regulation.refusals import Refused, Stale
from regulation.windows import in_beijing
from regulation.words import day_words
from revocations.facts import entered_since, heard, judge_case
from revocations.models import RevocationCase
from revocations.queries.standing import subjects_of
from unions.models import Post, Union
from unions.queries import national, require, successor_of

ARTICLE = "第二十六条"


def law_day(at: datetime) -> date:
    """The law's day of a moment: a day in Beijing."""
    return in_beijing(at).date()


def holder_of(case: RevocationCase) -> Union:
    """Who works on the case now: what a merged union has become."""
    return successor_of(case.holder)


def require_holder(case: RevocationCase, by: Post, *, at: datetime, perm: str = "supervise") -> None:
    """Refused "not_holder" to every union but the one that holds the case, "not_allowed" to a post without the right."""
    holder = holder_of(case)
    if by.union_id != holder.pk:
        raise Refused("not_holder", f"本案现在由{holder}办理，请等待其办理，或与其联系。", ARTICLE)
    require(by, perm, holder, on=law_day(at))


def national_staff(by: Post, *, at: datetime) -> None:
    """Refused "not_allowed" unless the post may work for 全总基层工作部."""
    require(by, "audit", national(), on=law_day(at))


def secretariat(by: Post, *, at: datetime) -> None:
    """Refused "not_allowed" to all but the secretariat."""
    require(by, "decide", national(), on=law_day(at))


def not_own_case(case: RevocationCase, by: Post) -> None:
    """Refused "own_case": whoever holds one of the honours in person, and declared relations (决定 15)."""
    not_own_honours([subject.conferral for subject in subjects_of(case)], by, also={case.chain.key})


def not_own_honours(conferrals: Iterable[Conferral], by: Post, *, also: Collection[str] = ()) -> None:
    """The same for honours that no case is about yet."""
    subjects, keys = set(also), set()
    for one in conferrals:
        subjects |= {one.chain.key, one.nomination, union_subject(one.union)}
        keys.add(one.person_key)
    # Of a whole decision only what the person has declared is asked for.
    refuse_own_case(by, subjects=subjects & recused_subjects(by.person), person_keys=keys - {""})


def drafters_of(case: RevocationCase) -> set[int]:
    """The persons who arranged the case: none of them verifies it."""
    return {int(part) for part in case.drafters.split(",") if part}


def with_drafter(case: RevocationCase, by: Post) -> str:
    """The list of drafters with one more."""
    return "".join(f",{pk}" for pk in sorted(drafters_of(case) | {by.person_id})) + ","


def another_person(by: Post, person_id: int | None, sentence: str) -> None:
    """Refused "same_person": two persons, not two posts (决定 15)."""
    if person_id == by.person_id:
        raise Refused("same_person", sentence, ARTICLE)


def require_text(text: str, code: str, sentence: str) -> str:
    """A written text that the law wants; Refused with `code` when it is blank."""
    if not text.strip():
        raise Refused(code, sentence, ARTICLE)
    return text.strip()


def require_paper(paper: Document | None, sentence: str) -> Document:
    """Refused "paper_missing"."""
    if paper is None:
        raise Refused("paper_missing", sentence, ARTICLE)
    return paper


def not_ahead(on: date, *, at: datetime) -> None:
    """Refused "day_ahead"."""
    if on > law_day(at):
        raise Refused("day_ahead", f"日期（{day_words(on)}）不能晚于今天，请核对。", ARTICLE)


def lawful(case: RevocationCase, *, at: datetime) -> Judgement:
    """What the law says of the items and honours of the case today; a verb demands that it stands."""
    return judge_case(case, on=law_day(at))


def file_unchanged(case: RevocationCase) -> None:
    """Refused "file_changed": nothing was added since the recommending unit decided; honours may have left (决定 9)."""
    if case.consent is None:
        return
    text = case.files.filter(decision=case.consent).values_list("text", flat=True).first()
    if text is None or entered_since(text, case):
        raise Refused(
            "file_changed",
            "案卷与推荐单位领导班子集体研究时不一致，不能继续办理。请退回推荐单位重新研究。",
            "第二十六条第一款",
        )


def everybody_heard(case: RevocationCase, *, at: datetime) -> None:
    """Refused "not_heard", "hearing_running": the units and persons concerned are told, and may answer, first (决定 41)."""
    found = heard(case, on=law_day(at))
    if found.untold:
        name = found.untold[0].conferral.subject_name
        raise Refused(
            "not_heard", f"还有 {len(found.untold)} 个对象（{name}等）未告知拟撤销的情形，请先告知并听取陈述。", ARTICLE
        )
    if found.last_day is not None:
        raise Refused(
            "hearing_running",
            f"听取陈述的期限到{day_words(found.last_day)}为止，还有 {len(found.running)} 个对象没有陈述。请等待期满，"
            "或登记其陈述意见、明确表示不陈述。",
            ARTICLE,
        )


def as_seen(record: Record, move: Move, version: int) -> None:
    """Ask state and version before a verb prepares what its claim will name; the claim still decides.

    Refused "wrong_state", or Stale when somebody else was first.
    """
    state, found = type(record)._base_manager.filter(pk=record.pk).values_list("state", "version").get()
    if found != version:
        raise Stale()
    if state not in move.sources:
        raise Refused("wrong_state", f"当前状态下不能办理“{move.title}”。请刷新页面，查看最新进度。", move.article)
