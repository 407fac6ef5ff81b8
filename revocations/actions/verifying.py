"""核查属实, then 书面请示: the national department looks into what was reported, or into what it took up itself (第二十六条第二款)."""

from __future__ import annotations

from datetime import datetime

from documents.models import Document
from ledger.actions import moving
from regulation.refusals import Refused
from regulation.revocation_route import Route
from revocations.actions.asking import (
    another_person,
    drafters_of,
    everybody_heard,
    file_unchanged,
    law_day,
    lawful,
    national_staff,
    not_own_case,
    require_paper,
    require_text,
)
from revocations.actions.consenting import put_back
from revocations.actions.ending import release
from revocations.facts import judge_route, requested_digest
from revocations.facts.route import AGREED, APPLIED
from revocations.facts.route import VERIFIED as FACTS_VERIFIED
from revocations.models import RevocationCase
from revocations.moves import REJECT, REQUEST, RETURN_REPORT, VERIFY, State
from unions.models import Post
from unions.queries import actor, national

ARTICLE = "第二十六条第二款"


def verify(
    case: RevocationCase, *, conclusion: str, paper: Document | None, by: Post, at: datetime, version: int
) -> RevocationCase:
    """核查属实, with conclusion and paper; by somebody who did not arrange the case.

    A draft is verified only where the nation takes the direct route. Refused: "not_allowed", "own_case", "same_person",
    "not_direct", "conclusion_missing", "paper_missing", "file_changed"; Unlawful.
    """
    national_staff(by, at=at)
    not_own_case(case, by)
    if by.person_id in drafters_of(case):
        raise Refused("same_person", "整理案卷的人不能核查本案，请由另一位同志核查。", ARTICLE)
    if case.state == State.DRAFT and not (case.kind is Route.DIRECT and case.holder_id == national().pk):
        raise Refused("not_direct", "本案还在下级工会研判。由全总直接办理的，请先接手。", "第二十六条第三款")
    found = require_text(conclusion, "conclusion_missing", "请写明核查结论和依据。")
    scan = require_paper(paper, "请上传核查结论材料。")
    with moving(
        case,
        VERIFY,
        by=actor(by),
        at=at,
        version=version,
        reading=("consent",),
        verification=found,
        verification_paper=scan,
        verified_by=by.person,
    ) as writing:
        file_unchanged(case)
        writing.judged(lawful(case, at=at) + judge_route(case, APPLIED, AGREED, on=law_day(at)), _reasons(case))
        writing.reason = found
        writing.details["paper"] = scan.sha256
    return case


def return_report(case: RevocationCase, *, reason: str, by: Post, at: datetime, version: int) -> RevocationCase:
    """书面报告退回补充: the recommending unit works on the file again and decides anew. Refused: "reason_missing"."""
    national_staff(by, at=at)
    not_own_case(case, by)
    why = require_text(reason, "reason_missing", "请写明需要补充的内容。")
    last = case.steps.select_related("union").order_by("-position").first()
    if last is None:
        raise Refused("wrong_state", "本案不是逐级申请的案件，不能退回推荐单位。", ARTICLE)
    with moving(
        case,
        RETURN_REPORT,
        by=actor(by),
        at=at,
        version=version,
        holder=last.union,
        consent=None,
        digest="",
        report_number="",
        report_paper=None,
    ) as writing:
        writing.reason = why
        put_back(case)
    return case


def reject(case: RevocationCase, *, reason: str, by: Post, at: datetime, version: int) -> RevocationCase:
    """核查不属实，不予撤销: the honour stands, and the record keeps why. Refused: "reason_missing", "own_case"."""
    national_staff(by, at=at)
    not_own_case(case, by)
    why = require_text(reason, "reason_missing", "请写明不予撤销的理由。")
    with moving(case, REJECT, by=actor(by), at=at, version=version, ended_at=at, ended_reason=why) as writing:
        writing.reason = why
        release(case)
    return case


def request(
    case: RevocationCase, *, number: str, paper: Document | None, by: Post, at: datetime, version: int
) -> RevocationCase:
    """向书记处提出书面请示: by another person than the one who verified; fixes what the secretariat decides on.

    Refused: "direct_case" (the secretariat decides directly), "same_person", "not_heard", "hearing_running",
    "file_changed", "number_missing", "paper_missing", "not_allowed", "own_case"; Unlawful.
    """
    national_staff(by, at=at)
    not_own_case(case, by)
    if case.kind is Route.DIRECT:
        raise Refused("direct_case", "直接办理的案件由书记处直接决定，不用请示。", "第二十六条第三款")
    another_person(by, case.verified_by_id, "核查和请示必须由两个人办理，请由另一位同志请示。")
    named = require_text(number, "number_missing", "请填写请示的文号。")
    scan = require_paper(paper, "请上传书面请示。")
    with moving(
        case,
        REQUEST,
        by=actor(by),
        at=at,
        version=version,
        reading=("consent", "verification_paper"),
        request_number=named,
        request_paper=scan,
        requested_by=by.person,
    ) as writing:
        file_unchanged(case)
        everybody_heard(case, at=at)
        way = judge_route(case, APPLIED, AGREED, FACTS_VERIFIED, on=law_day(at))
        writing.judged(lawful(case, at=at) + way, _reasons(case))
        case.digest = requested_digest(case)
        RevocationCase.objects.filter(pk=case.pk).update(digest=case.digest)
        writing.details |= {"number": named, "paper": scan.sha256, "digest": case.digest}
    return case


def _reasons(case: RevocationCase) -> dict[str, str]:
    return {APPLIED: case.applicant_reason}
