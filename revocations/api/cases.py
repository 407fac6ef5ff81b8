"""撤销案 over the API: the same verbs as the pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from regulation.refusals import Refused
from revocations.actions import applying, arranging, charging, closing, consenting, deciding, reversing, verifying
from revocations.actions import hearings as hearing_verbs
from revocations.actions.opening import open_case, open_whole_decision, unfit
from revocations.api import asked as bodies
from revocations.api.shown import CaseRow, CaseSerializer
from revocations.models import CaseGround, CaseSource, CaseSubject, GroundEvidence, RevocationCase
from revocations.moves import State
from revocations.queries import cases_seen_by, last_hearings, queue_of, subjects_seen_by
from unions.api.calling import now_of, post_of
from unions.api.doors import ReadRecords, Reasoned, Versioned, door, given

STATES = [str(state) for state in State]


@extend_schema_view(
    list=extend_schema(
        summary="撤销案",
        parameters=[
            OpenApiParameter("state", OpenApiTypes.STR, enum=STATES, description="状态"),
            OpenApiParameter("mine", OpenApiTypes.BOOL, description="只看等当前岗位办理的"),
        ],
    ),
    retrieve=extend_schema(summary="一件撤销案"),
)
class CaseViewSet(ReadRecords):
    """Cases that the acting post may know of."""

    model = RevocationCase
    serializer_class = CaseSerializer
    list_serializer_class = CaseRow
    queryset = RevocationCase.objects.none()

    def rows(self) -> QuerySet[RevocationCase]:
        post, said = post_of(self.request), self.request.query_params
        rows = queue_of(post) if self.action == "list" and said.get("mine") in ("true", "1") else cases_seen_by(post)
        state = said.get("state", "") if self.action == "list" else ""
        return rows.filter(state=state) if state else rows

    @extend_schema(summary="立案研判", request=bodies.OpenGiven, responses={201: CaseSerializer})
    def create(self, request: Request) -> Response:
        """Open a case about one honour or several."""
        said = given(bodies.OpenGiven, request)
        conferrals, source = said.pop("conferrals"), CaseSource(said.pop("origin"))
        made = open_case(conferrals, source=source, by=post_of(request), at=now_of(request), **said)
        return self.told(made, 201)

    @extend_schema(summary="对整份表彰决定立案", request=bodies.WholeGiven, responses={201: CaseSerializer})
    @action(detail=False, methods=["post"], url_path="whole-decision")
    def whole_decision(self, request: Request) -> Response:
        """Open a case about every standing honour of one decision; national staff only."""
        said = given(bodies.WholeGiven, request)
        made = open_whole_decision(said["document"], summary=said["summary"], by=post_of(request), at=now_of(request))
        return self.told(made, 201)

    @extend_schema(summary="复查不合格，转入撤销研判", request=bodies.UnfitGiven, responses={201: CaseSerializer})
    @action(detail=False, methods=["post"])
    def unfitness(self, request: Request) -> Response:
        """Conclude a re-check as unfit and open the case, both or neither."""
        said = given(bodies.UnfitGiven, request)
        recheck = said.pop("recheck")
        return self.told(unfit(recheck, by=post_of(request), at=now_of(request), **said), 201)

    # --- The file -----------------------------------------------------------------------------------------------------

    summary = door("summary", "修改案由", arranging.set_summary, bodies.SummaryGiven)
    handing_over = door("handing_over", "转请研判", arranging.hand_over, bodies.HandOverGiven)
    taking_over = door("taking_over", "全总直接办理", arranging.take_over, Reasoned)

    @extend_schema(summary="加列对象", request=bodies.SubjectGiven, responses=CaseSerializer)
    @action(detail=True, methods=["post"])
    def subjects(self, request: Request, **_kwargs: Any) -> Response:
        """Add an honour that the holder answers for."""
        case, said = self.get_object(), given(bodies.SubjectGiven, request)
        arranging.add_subject(case, by=post_of(request), at=now_of(request), **said)
        return self.told(case)

    @extend_schema(summary="移出对象", request=bodies.DropGiven, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="subject-removal")
    def subject_removal(self, request: Request, **_kwargs: Any) -> Response:
        """Take an honour out of the case; it stands."""
        case, said = self.get_object(), given(bodies.DropGiven, request)
        arranging.drop(self._subject(case, said.pop("subject")), by=post_of(request), at=now_of(request), **said)
        return self.told(case)

    @extend_schema(summary="列明情形", request=bodies.GroundGiven, responses=CaseSerializer)
    @action(detail=True, methods=["post"])
    def grounds(self, request: Request, **_kwargs: Any) -> Response:
        """List one item of Articles 23 to 25 with its facts."""
        case, said = self.get_object(), given(bodies.GroundGiven, request)
        number = said.pop("subject", None)
        subject = self._subject(case, number) if number else None
        charging.add_ground(case, subject=subject, by=post_of(request), at=now_of(request), **said)
        return self.told(case)

    @extend_schema(summary="修改情形", request=bodies.GroundChanged, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="ground-change")
    def ground_change(self, request: Request, **_kwargs: Any) -> Response:
        """Change what is said of an item."""
        case, said = self.get_object(), given(bodies.GroundChanged, request)
        charging.change_ground(_ground(case, said.pop("ground")), by=post_of(request), at=now_of(request), **said)
        return self.told(case)

    @extend_schema(summary="删除情形", request=bodies.GroundNamed, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="ground-removal")
    def ground_removal(self, request: Request, **_kwargs: Any) -> Response:
        """Remove an item with its evidence."""
        case, said = self.get_object(), given(bodies.GroundNamed, request)
        charging.remove_ground(_ground(case, said.pop("ground")), by=post_of(request), at=now_of(request), **said)
        return self.told(case)

    @extend_schema(summary="补充证据", request=bodies.EvidenceGiven, responses=CaseSerializer)
    @action(detail=True, methods=["post"])
    def evidence(self, request: Request, **_kwargs: Any) -> Response:
        """Prove one element of an item by a document."""
        case, said = self.get_object(), given(bodies.EvidenceGiven, request)
        charging.add_evidence(_ground(case, said.pop("ground")), by=post_of(request), at=now_of(request), **said)
        return self.told(case)

    @extend_schema(summary="移出证据", request=bodies.EvidenceNamed, responses=CaseSerializer)
    @action(detail=True, methods=["post"], url_path="evidence-removal")
    def evidence_removal(self, request: Request, **_kwargs: Any) -> Response:
        """Take a document out of the case."""
        case, said = self.get_object(), given(bodies.EvidenceNamed, request)
        rows = GroundEvidence.objects.select_related("ground__case", "paper").filter(ground__case=case)
        row = get_object_or_404(rows, pk=said.pop("evidence"))
        charging.remove_evidence(row, by=post_of(request), at=now_of(request), **said)
        return self.told(case)

    # --- Hearing ------------------------------------------------------------------------------------------------------

    hearing = door("hearing", "告知拟撤销的情形", hearing_verbs.notify_hearing, bodies.HearingGiven)

    @extend_schema(summary="登记陈述意见", request=bodies.SubjectStatement, responses=CaseSerializer)
    @action(detail=True, methods=["post"])
    def statement(self, request: Request, **_kwargs: Any) -> Response:
        """Enter what the unit or person concerned said on paper."""
        case, said = self.get_object(), given(bodies.SubjectStatement, request)
        found = last_hearings(case).get(self._subject(case, said.pop("subject")).pk)
        if found is None:
            raise Refused("not_told", "该对象还没有告知拟撤销的情形，请先告知。", "第二十六条")
        hearing_verbs.state(found, by=post_of(request), at=now_of(request), **said)
        return self.told(case)

    # --- The way ------------------------------------------------------------------------------------------------------

    application = door("application", "申请撤销", applying.apply, bodies.ApplyGiven)
    agreement = door("agreement", "同意上报", applying.agree, bodies.OpinionGiven)
    declining = door("declining", "不同意撤销", applying.decline, Reasoned)
    withdrawal = door("withdrawal", "不提出或撤回", applying.withdraw, Reasoned)
    consent = door("consent", "推荐单位集体研究同意", consenting.consent, bodies.ConsentGiven)
    reconsideration = door("reconsideration", "撤回集体研究", consenting.reconsider, Reasoned)
    report = door("report", "提出书面报告", consenting.report, bodies.NumberedGiven)
    verification = door("verification", "核查属实", verifying.verify, bodies.VerifyGiven)
    returning = door("returning", "退回推荐单位补充", verifying.return_report, Reasoned)
    rejection = door("rejection", "不予撤销", verifying.reject, Reasoned)
    petition = door("petition", "请示书记处", verifying.request, bodies.NumberedGiven)
    approval = door("approval", "书记处批准撤销", deciding.approve, bodies.DecideGiven)
    direct_decision = door("direct_decision", "书记处直接决定", deciding.decide_directly, bodies.DecideGiven)
    sending_back = door("sending_back", "书记处退回补充核查", deciding.send_back, Reasoned)
    refusal = door("refusal", "书记处不予批准", deciding.refuse_request, Reasoned)
    notice = door("notice", "书面通报推荐单位", closing.notify_recommender, bodies.NoticeGiven)
    closing = door("closing", "办结", closing.close, Versioned)
    reversal_request = door("reversal_request", "提请更正", reversing.ask_reversal, Reasoned)
    reversal = door("reversal", "另行决定更正", reversing.reverse, bodies.ReverseGiven)

    def _subject(self, case: RevocationCase, pk: int) -> CaseSubject:
        return get_object_or_404(subjects_seen_by(case, post_of(self.request)), pk=pk)


def _ground(case: RevocationCase, pk: int) -> CaseGround:
    found = get_object_or_404(case.grounds.select_related("subject__conferral"), pk=pk)
    found.case = case
    return found
