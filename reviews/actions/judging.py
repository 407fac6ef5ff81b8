"""What every verb here asks first: may this post move it, is it somebody's own case, do the conditions still hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from decisions.queries import recused_subjects, refuse_own_case
from honors.models import Round, Step
from honors.queries import STEP_OF_LEVEL, require_before
from ledger.models import Record
from ledger.moves import Move
from nominations.facts import judge
from nominations.models import GeneralReason, Nomination
from nominations.queries import case_subjects
from regulation.engine import Judgement
from regulation.refusals import Refused, Stale
from regulation.windows import in_beijing
from reviews.models import Inquiry
from reviews.queries import HOLDING, barred_among, parts
from unions.models import Post, Union


def law_day(at: datetime) -> date:
    """The law's day of a moment: a day in Beijing."""
    return in_beijing(at).date()


def require_in_time(round: Round, union: Union, *, at: datetime) -> None:
    """Refused "deadline_passed" after the deadline of the union's level (extensions counted)."""
    require_before(round, STEP_OF_LEVEL.get(union.level, Step.TOWNSHIP), union, at=at)


def not_own_case(post: Post, nominations: Iterable[Nomination]) -> None:
    """Refused "own_case": the drafter, the nominee and declared relations take no part (decision 15)."""
    subjects: set[str] = set()
    drafters: set[int] = set()
    keys: set[str] = set()
    for nomination in nominations:
        subjects |= case_subjects(nomination)
        drafters.add(nomination.drafted_by_id)
        keys.add(nomination.person_key)
    # Of a long list only what the person has declared is asked for.
    subjects &= recused_subjects(post.person)
    refuse_own_case(post, subjects=subjects, drafters=drafters, person_keys=keys - {""})


def not_the_preparer(post: Post, prepared_by_id: int | None, *, article: str = "第十七条第二款") -> None:
    """Refused "same_person": one person prepares, another signs; persons, not posts (decision 15)."""
    if prepared_by_id == post.person_id:
        raise Refused("same_person", "拟稿人和签发人必须是两个人。请由另一位同志签发。", article)


def no_open_inquiry(nominations: Collection[Nomination]) -> None:
    """Refused "inquiry_open": ask after the claim, so that an inquiry opened meanwhile is seen.

    A verified one holds its case too, until it is disqualified.
    """
    for part in parts([n.pk for n in nominations]):
        first = Inquiry.objects.filter(HOLDING, nomination__in=part).select_related("nomination__round").first()
        if first is not None:
            raise Refused(
                "inquiry_open",
                f"{first.nomination} 正在核查，或者查证属实待处理。核查办结前不能继续办理，也不能撤回。",
                "第十九条第二款",
            )


def not_barred(nominations: Sequence[Nomination]) -> None:
    """Refused "barred": who was disqualified in this round does not come back, under whatever name (decision 10)."""
    for nomination in barred_among(nominations):
        raise Refused(
            "barred",
            f"{nomination.subject_name} 在本轮评选中已被撤销评选资格，不得递补或重报。",
            "第十九条第二款",
        )


def verdict(nomination: Nomination, *, at: datetime) -> Judgement:
    """What the conditions say as of today: they must hold until conferral."""
    return judge(nomination, as_of=law_day(at))


def keep_reasons(
    nomination: Nomination, judgement: Judgement, reasons: Mapping[str, str], *, union: Union, by: str, at: datetime
) -> None:
    """Keep this level's own reasons for the 一般 rules that the case departs from."""
    wanted = {f.code for f in judgement.open() if f.generally}
    for rule, reason in reasons.items():
        if rule in wanted and reason.strip():
            GeneralReason.objects.update_or_create(
                nomination=nomination,
                rule=rule,
                union=union,
                defaults={"reason": reason.strip(), "given_by": by, "given_at": at},
            )


def as_seen(record: Record, move: Move, version: int) -> None:
    """Ask state and version before a verb prepares what its claim will name; the claim still decides.

    Refused "wrong_state", or Stale when somebody else was first (a second click).
    """
    row = type(record)._base_manager.filter(pk=record.pk).values_list("state", "version").get()
    if row[1] != version:
        raise Stale()
    if row[0] not in move.sources:
        raise Refused("wrong_state", f"当前状态下不能办理“{move.title}”。请刷新页面，查看最新进度。", move.article)


def require_text(text: str, code: str, sentence: str, article: str) -> str:
    """A written reason that the law wants; Refused with `code` when it is blank."""
    if not text.strip():
        raise Refused(code, sentence, article)
    return text.strip()
