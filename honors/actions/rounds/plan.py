"""The plan of a draft: deadlines, interpretive settings, requirements on the make-up of lists (第十五、三十条)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from honors.actions.rounds.changing import changing
from honors.models import Deadline, Round, RoundSetting, StructureRequirement
from honors.models.rounds import Step
from honors.queries.deadlines import moment_words
from honors.settings import SETTINGS, checked
from regulation.honours import Honour
from regulation.refusals import Refused
from unions.models import Post


def set_deadline(
    round: Round, step: str, due_at: datetime | None, *, by: Post, at: datetime, version: int | None = None
) -> None:
    """Set the deadline of one step; None takes it away. Refused as `set_deadlines`."""
    set_deadlines(round, {step: due_at}, by=by, at=at, version=version)


def set_deadlines(
    round: Round, dues: Mapping[str, datetime | None], *, by: Post, at: datetime, version: int | None = None
) -> None:
    """Set the deadlines of steps; None takes one away. Refused "deadline_in_past"."""
    details: dict[str, object] = {
        str(step): due_at.isoformat() if due_at else "" for step, due_at in sorted(dues.items())
    }
    with changing(round, act="规定期限", by=by, at=at, version=version, details=details):
        for step, due_at in dues.items():
            if due_at is None:
                round.deadlines.filter(step=step).delete()
            elif due_at <= at:
                label = Step(step).label
                raise Refused(
                    "deadline_in_past",
                    f"“{label}”的截止时间{moment_words(due_at)}已经过去，请填写以后的时间。",
                    "第十五条",
                )
            else:
                Deadline.objects.update_or_create(round=round, step=step, defaults={"due_at": due_at})


@dataclass(frozen=True)
class Decided:
    """One interpretive setting as it was decided, with the number of the paper."""

    value: object
    paper: str = ""


def set_setting(
    round: Round,
    code: str,
    value: object,
    *,
    paper: str = "",
    by: Post,
    at: datetime,
    version: int | None = None,
) -> None:
    """Decide one interpretive setting. Refused as `set_settings`."""
    set_settings(round, {code: Decided(value, paper)}, by=by, at=at, version=version)


def set_settings(
    round: Round, decided: Mapping[str, Decided], *, by: Post, at: datetime, version: int | None = None
) -> None:
    """Decide interpretive settings, each with its paper and who set it (第三十条).

    What did not change keeps the person who set it first. Refused as `settings.checked`.
    """
    held = {row.code: (row.value, row.paper) for row in round.settings.all()}
    wanted = {code: (checked(code, one.value), one.paper.strip()) for code, one in decided.items()}
    fresh = {code: one for code, one in wanted.items() if one != held.get(code, (SETTINGS[code].initial, ""))}
    details: dict[str, object] = {code: list(one) for code, one in sorted(fresh.items())}
    with changing(round, act="作出解释性设置", by=by, at=at, version=version, details=details) as who:
        for code, (value, paper) in fresh.items():
            given = {"value": value, "paper": paper, "set_by": who.words[:200], "set_at": at}
            RoundSetting.objects.update_or_create(round=round, code=code, defaults=given)


def add_requirement(
    round: Round,
    *,
    honours: Sequence[str],
    trait: str,
    source: str,
    percent: Decimal | int | str | None = None,
    number: int | None = None,
    ceiling: bool = False,
    generally: bool = True,
    by: Post,
    at: datetime,
    version: int | None = None,
) -> StructureRequirement:
    """Ask for a share or a number on the lists. Refused "share_or_number" unless exactly one of the two is given."""
    if (percent is None) == (number is None):
        raise Refused("share_or_number", "请填写百分比或者数量，两者只填一个。", "第十五条")
    share = None if percent is None else Decimal(percent)
    if share is not None and not 0 <= share <= 100:
        raise Refused("share_out_of_range", "百分比请填写0到100之间的数。", "第十五条")
    details: dict[str, object] = {
        "honours": [Honour(honour).value for honour in honours],
        "trait": trait,
        "percent": None if share is None else str(share),
        "number": number,
        "ceiling": ceiling,
        "generally": generally,
        "source": source,
    }
    with changing(round, act="提出结构要求", by=by, at=at, version=version, details=details):
        return StructureRequirement.objects.create(
            round=round,
            honours=[Honour(honour).value for honour in honours],
            trait=trait,
            ceiling=ceiling,
            percent=share,
            number=number,
            generally=generally,
            source=source,
        )


def drop_requirement(
    round: Round, requirement: StructureRequirement, *, by: Post, at: datetime, version: int | None = None
) -> None:
    """Take a requirement back. Refused "not_allowed", "wrong_state" once the round is open."""
    details: dict[str, object] = {"trait": requirement.trait, "source": requirement.source}
    with changing(round, act="删除结构要求", by=by, at=at, version=version, details=details):
        round.requirements.filter(pk=requirement.pk).delete()
