"""填写复查情况: what was found on each condition. The lines are read by every conclusion, so the re-check is taken first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ledger.actions import moving
from regulation.refusals import Refused
from supervision.actions.rechecks.authority import at_its_desk
from supervision.facts.rechecks import ARTICLE
from supervision.models import CheckResult, Recheck, RecheckItem
from supervision.moves import TICK
from unions.models import Post


@dataclass(frozen=True)
class Answer:
    """What was found on one condition; an empty result leaves it open."""

    result: str
    remark: str = ""


def tick(recheck: Recheck, *, rows: Mapping[str, Answer], by: Post, at: datetime, version: int) -> Recheck:
    """填写复查情况 on the conditions named; the others stay as they are.

    Refused: "not_allowed", "own_case", "not_handler"; "unknown_condition"; "remark_missing" for what is not met and not
    described.
    """
    who, judged = at_its_desk(recheck, by=by, at=at)
    with moving(recheck, TICK, by=who, at=at, version=version) as writing:
        writing.findings += judged.findings
        items = {item.code: item for item in recheck.items.all()}
        changed = []
        for code, answer in rows.items():
            item = items.get(code)
            if item is None:
                raise Refused("unknown_condition", f"复查清单里没有“{code}”这一条。", ARTICLE)
            if _fill(item, answer):
                changed.append(item)
        RecheckItem.objects.bulk_update(changed, ["result", "remark"])
        writing.details["results"] = {item.code: item.result for item in changed}
    return recheck


def unanswered(recheck: Recheck) -> int:
    """How many conditions nobody has answered yet."""
    return recheck.items.filter(result="").count()


def require_answers(recheck: Recheck) -> None:
    """Refused "checklist_open" while a condition is unanswered."""
    left = unanswered(recheck)
    if left:
        raise Refused("checklist_open", f"还有{left}项条件没有填写复查结果，请先填写。", ARTICLE)


def require_all_met(recheck: Recheck) -> None:
    """Refused "checklist_open"; "condition_not_met" where one of them is not met."""
    require_answers(recheck)
    wrong = recheck.items.filter(result=CheckResult.NOT_MET).first()
    if wrong is not None:
        raise Refused(
            "condition_not_met",
            f"“{wrong.text}”不符合，不能认定合格。请责令整改、警示，或者认定不合格。",
            wrong.article,
        )


def _fill(item: RecheckItem, answer: Answer) -> bool:
    result = CheckResult(answer.result) if answer.result else ""
    remark = answer.remark.strip()
    if result == CheckResult.NOT_MET and not remark:
        raise Refused("remark_missing", f"“{item.text}”不符合，请写明具体情况。", item.article)
    if (item.result, item.remark) == (result, remark):
        return False
    item.result, item.remark = result, remark
    return True
