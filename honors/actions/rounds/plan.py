"""The plan of a draft: deadlines, interpretive settings, requirements on the make-up of lists (第十五、三十条)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from honors.actions.rounds.changing import changing
from honors.models import Deadline, Round, RoundSetting, StructureRequirement
from honors.queries.deadlines import moment_words
from honors.settings import checked
from regulation.honours import Honour
from regulation.refusals import Refused
from unions.models import Post


def set_deadline(
    round: Round, step: str, due_at: datetime | None, *, by: Post, at: datetime, version: int | None = None
) -> None:
    """Set the deadline of a step; None takes it away."""
    details: dict[str, object] = {"step": str(step), "due_at": due_at.isoformat() if due_at else ""}
    with changing(round, act="set_deadline", by=by, at=at, version=version, details=details):
        if due_at is None:
            round.deadlines.filter(step=step).delete()
            return
        if due_at <= at:
            raise Refused("deadline_in_past", f"{moment_words(due_at)}已经过去，请填写以后的时间。", "第十五条")
        Deadline.objects.update_or_create(round=round, step=step, defaults={"due_at": due_at})


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
    """Decide one interpretive setting, with the paper's number and who set it (第三十条). Refused as `settings.checked`."""
    held = checked(code, value)
    details: dict[str, object] = {"code": code, "value": held, "paper": paper}
    with changing(round, act="set_setting", by=by, at=at, version=version, details=details) as who:
        RoundSetting.objects.update_or_create(
            round=round,
            code=code,
            defaults={"value": held, "paper": paper, "set_by": who.words[:200], "set_at": at},
        )


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
    with changing(round, act="add_requirement", by=by, at=at, version=version, details=details):
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
    """Take a requirement back while the round is a draft."""
    details: dict[str, object] = {"trait": requirement.trait, "source": requirement.source}
    with changing(round, act="drop_requirement", by=by, at=at, version=version, details=details):
        round.requirements.filter(pk=requirement.pk).delete()
