"""复查结论: kept, kept under a new name, to be mended by a date, warned, unfit. None of them changes the honour by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from documents.models import Document
from honors.moves import ConferralState
from ledger.actions import moving
from ledger.moves import Move
from regulation.refusals import Refused
from regulation.words import day_words
from supervision.actions.rechecks.authority import at_its_desk, law_day, words
from supervision.actions.rechecks.checking import require_all_met, require_answers
from supervision.facts.rechecks import ARTICLE
from supervision.models import Outcome, Recheck
from supervision.moves import ACCEPT_MENDING, FIND_UNFIT, KEEP, KEEP_RENAMED, ORDER_MENDING, WARN
from unions.models import Post

Check = Callable[[Recheck], None]


def keep(recheck: Recheck, *, finding: str = "", by: Post, at: datetime, version: int) -> Recheck:
    """复查合格，保留荣誉. Refused: "not_allowed", "own_case", "not_handler"; "checklist_open", "condition_not_met"."""
    return _conclude(recheck, KEEP, Outcome.KEPT, finding.strip(), require_all_met, by=by, at=at, version=version)


def keep_renamed(
    recheck: Recheck,
    *,
    new_name: str,
    paper_number: str,
    paper: Document | None = None,
    finding: str = "",
    by: Post,
    at: datetime,
    version: int,
) -> Recheck:
    """更名后保留荣誉, by the paper on the new name. The certificate keeps the name of its day.

    Refused as `keep`; also "name_missing", "paper_missing".
    """
    name = words(new_name, "请填写更名后的名称。", "name_missing")
    number = words(paper_number, "请填写更名、合并的批准文件文号。", "paper_missing")
    return _conclude(
        recheck, KEEP_RENAMED, Outcome.KEPT_RENAMED, finding.strip(), require_all_met, by=by, at=at, version=version,
        new_name=name, paper_number=number, paper=paper,
    )  # fmt: skip


def warn(recheck: Recheck, *, reason: str, by: Post, at: datetime, version: int) -> Recheck:
    """警示: the honour stays, the unit is told why. Refused as `keep`, but for "condition_not_met"; "reason_missing"."""
    told = words(reason, "请写明警示的事由，单位会看到。")
    return _conclude(recheck, WARN, Outcome.WARNED, told, require_answers, by=by, at=at, version=version)


def order_mending(recheck: Recheck, *, what: str, mend_by: date, by: Post, at: datetime, version: int) -> Recheck:
    """限期整改: what the unit has to put right, and by when.

    Refused: "not_allowed", "own_case", "not_handler", "honour_ended"; "checklist_open"; "reason_missing"; "mend_by_passed"
    for a day that is not in the future.
    """
    who, judged = at_its_desk(recheck, by=by, at=at)
    told = words(what, "请写明需要整改的问题和要求，单位会看到。")
    if mend_by <= law_day(at):
        raise Refused("mend_by_passed", f"整改期限应晚于今天（{day_words(law_day(at))}）。", ARTICLE)
    due_on = recheck.due_on
    # The list is ordered by what is due: from now on that is the mending.
    changes: dict[str, Any] = {"mend_by": mend_by, "mend_what": told, "due_on": mend_by}
    with moving(recheck, ORDER_MENDING, by=who, at=at, version=version, reading=["conferral"], **changes) as writing:
        _standing(recheck)
        require_answers(recheck)
        writing.findings += judged.findings
        writing.reason = told
        writing.details |= {"mend_by": mend_by.isoformat(), "was_due_on": due_on.isoformat()}
    return recheck


def accept_mending(recheck: Recheck, *, finding: str, by: Post, at: datetime, version: int) -> Recheck:
    """整改合格，恢复: after the checklist was filled in anew. Refused as `keep`; "finding_missing"."""
    found = words(finding, "请写明整改情况。", "finding_missing")
    return _conclude(recheck, ACCEPT_MENDING, Outcome.RESTORED, found, require_all_met, by=by, at=at, version=version)


def find_unfit(recheck: Recheck, *, finding: str, by: Post, at: datetime, version: int) -> Recheck:
    """复查不合格: called by the verb that opens the case of revocation, in its transaction (`revocations`).

    Refused: "not_allowed", "own_case", "not_handler", "honour_ended"; "finding_missing".
    """
    found = words(finding, "请写明不合格的情况和依据。", "finding_missing")
    return _conclude(recheck, FIND_UNFIT, Outcome.UNFIT, found, _standing, by=by, at=at, version=version)


def _conclude(
    recheck: Recheck,
    move: Move,
    outcome: Outcome,
    finding: str,
    check: Check,
    *,
    by: Post,
    at: datetime,
    version: int,
    **changes: Any,
) -> Recheck:
    who, judged = at_its_desk(recheck, by=by, at=at)
    changes |= {"outcome": outcome, "finding": finding, "concluded_at": at, "concluded_by": who.words[:200]}
    with moving(recheck, move, by=who, at=at, version=version, reading=["conferral"], **changes) as writing:
        _standing(recheck)
        check(recheck)
        writing.findings += judged.findings
        writing.reason = finding
        writing.details["outcome"] = outcome.value
    return recheck


def _standing(recheck: Recheck) -> None:
    if recheck.conferral.state != ConferralState.VALID:
        raise Refused("honour_ended", "该荣誉已经终止，不再复查。", ARTICLE)
