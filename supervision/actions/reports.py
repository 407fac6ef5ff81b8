"""举报 of an honouree, by the public or on paper: kept as a letter of the union that looks into it (第二十二条第（六）项)."""

from __future__ import annotations

from datetime import datetime

from decisions.queries import refuse_own_case
from honors.models import Conferral
from publicity.actions.receiving import Receipt, Reported, Sent, report
from publicity.models import NoticeItem
from publicity.moves import LETTER_ARTICLE
from publicity.queries.routing import is_accused
from regulation.refusals import Refused
from supervision.queries.reports import accused_by, handler_of_report, reportable_by
from unions.models import Post


def report_honour(conferral: Conferral, *, sent: Sent, submission: str, at: datetime) -> Receipt:
    """群众举报 of anybody in the register, ended honours too: by name or anonymous, with evidence, for a receipt.

    It goes to the next higher union of the accused unit, never to that unit; `submission` is the form's own key, so that
    sending it twice is one letter. Refused: "no_text", "name_and_contact_needed", "seal_needed".
    """
    handler = handler_of_report(conferral)
    return report(_reported(conferral), handler=handler, sent=sent, submission=submission, at=at)


def enter_report(
    conferral: Conferral,
    *,
    sent: Sent,
    submission: str,
    received_at: datetime,
    here: bool = False,
    by: Post,
    at: datetime,
) -> Receipt:
    """登记纸质举报: by a union above the honouree, which sends it to the one that answers for it or keeps it (`here`).

    Refused: "not_allowed" (an honour that the union does not stand over), "own_unit" (it filed for it), "own_case", and
    as `report_honour`, "received_in_future".
    """
    reported = _reported(conferral)
    if is_accused(by.union, reported.about):
        raise Refused("own_unit", "举报涉及本单位申报的对象，请转送上级工会登记。", LETTER_ARTICLE)
    if not reportable_by(by).filter(pk=conferral.pk).exists():
        raise Refused("not_allowed", "这个对象不在本工会监督管理的范围内，不能登记。", LETTER_ARTICLE)
    keys = {reported.person_key} if reported.person_key else set()
    refuse_own_case(by, subjects=set(), drafters=_ids(reported.drafted_by), person_keys=keys)
    handler = by.union if here else handler_of_report(conferral)
    return report(reported, handler=handler, sent=sent, submission=submission, received_at=received_at, by=by, at=at)


def _reported(conferral: Conferral) -> Reported:
    drafted = NoticeItem.objects.filter(subject=conferral.nomination).exclude(drafted_by="")
    return Reported(
        subject=conferral.chain.key,
        name=f"{conferral.subject_name}（{conferral.title_name}）",
        about=accused_by(conferral),
        conferral=conferral,
        person_key=conferral.person_key,
        drafted_by=drafted.values_list("drafted_by", flat=True).first() or "",
    )


def _ids(listed: str) -> set[int]:
    return {int(part) for part in listed.split(",") if part}
