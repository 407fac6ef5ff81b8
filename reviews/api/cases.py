"""The moves of one case, below its address in the API of nominations; and the queue they come from."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from nominations.api.shown import NominationDetailSerializer, NominationSerializer
from nominations.models import Nomination
from nominations.queries import minus_recused, nominations_seen_by
from reviews.actions import audit, chain, departures, lists
from reviews.api.asked import (
    ClearanceGiven,
    EndorseGiven,
    InquiryGiven,
    MeetingGiven,
    MendedGiven,
    MendingGiven,
    MoveGiven,
    QueueQuestion,
    ReturnGiven,
)
from reviews.api.shown import ClearanceSerializer, InquirySerializer, MendingSerializer
from reviews.queries import inquiries_seen_by, mendings_seen_by, queue_seen_by
from unions.api.calling import now_of, post_of
from unions.api.doors import Reasoned, Records, asked, door, given, refusals_of
from unions.models import Post
from unions.search import matching


def _enter(case: Nomination, *, by: Post, at: datetime, version: int, reasons: dict[str, str] | None = None) -> object:
    """Refused "no_place_left", "barred", "own_case", "deadline_passed", "wrong_state", "not_allowed"."""
    listed = lists.draft_list(case.round, case.recommender, by=by, at=at)
    return lists.enter(listed, case, by=by, at=at, version=version, reasons=reasons)


class CaseMoves(Records):
    """The moves of a case. Who may see it is asked first, who may move it by the verb."""

    model = Nomination
    serializer_class = NominationDetailSerializer
    queryset = Nomination.objects.none()

    def rows(self) -> QuerySet[Nomination]:
        return nominations_seen_by(post_of(self.request))

    endorsement = door("endorsement", "审查通过，逐级上报", chain.endorse, EndorseGiven)
    sending_back = door("sending_back", "退回修改", chain.send_back, ReturnGiven)
    refusal = door("refusal", "审查不通过", chain.refuse, Reasoned)
    withdrawal = door("withdrawal", "撤回申报", departures.withdraw, Reasoned)
    entry = door("entry", "列入推荐名单", _enter, MoveGiven)
    departure = door("departure", "移出推荐名单", departures.leave, Reasoned)
    striking = door("striking", "公示后不予推荐", departures.strike, Reasoned)
    clearance = door("clearance", "审核合格", audit.clear, MoveGiven)
    mending = door("mending", "退回补正", audit.ask_mending, MendingGiven, answer=MendingSerializer, status=201)
    mended = door("mended", "补正后报送", audit.mend, MendedGiven, answer=MendingSerializer)
    unfitness = door("unfitness", "审核不合格", audit.find_unfit, Reasoned)
    disqualification = door("disqualification", "撤销评选资格，取消名额", audit.disqualify, MeetingGiven)
    unproposal = door("unproposal", "移出建议名单", departures.take_out, Reasoned)
    lapse = door("lapse", "期满失效", departures.lapse, Reasoned)

    @extend_schema(summary="一件申报的核查", responses=InquirySerializer(many=True))
    @action(detail=True, methods=["get"])
    def inquiries(self, request: Request, **_kwargs: Any) -> Response:
        """The inquiries into a case, for the national department."""
        rows = inquiries_seen_by(post_of(request)).filter(nomination=self.get_object())
        return self.paged(rows, InquirySerializer)

    @extend_schema(
        summary="立案核查",
        description="可能的拒绝代码：inquiry_open、reason_missing、wrong_state、not_allowed。",
        request=InquiryGiven,
        responses={201: InquirySerializer},
    )
    @inquiries.mapping.post
    def open_inquiry(self, request: Request, **_kwargs: Any) -> Response:
        """While it runs the case neither advances nor is withdrawn (第十九条第二款)."""
        case, said = self.get_object(), given(InquiryGiven, request)
        found = audit.open_inquiry(case, by=post_of(request), at=now_of(request), **said)
        return Response(InquirySerializer(found).data, status=201)

    @extend_schema(summary="一件申报的补正", responses=MendingSerializer(many=True))
    @action(detail=True, methods=["get"])
    def mendings(self, request: Request, **_kwargs: Any) -> Response:
        """The requests for papers in a case."""
        rows = mendings_seen_by(post_of(request)).filter(nomination=self.get_object())
        return self.paged(rows, MendingSerializer)


@extend_schema_view(list=extend_schema(summary="本级待办的申报", parameters=[QueueQuestion]))
class QueueViewSet(mixins.ListModelMixin, Records):
    """What stands at the acting post's union, less what its holder takes no part in."""

    model = Nomination
    serializer_class = NominationSerializer
    queryset = Nomination.objects.none()

    def rows(self) -> QuerySet[Nomination]:
        post = post_of(self.request)
        rows = minus_recused(queue_seen_by(post), post)
        said = asked(QueueQuestion, self.request)
        rows = matching(rows, said.pop("q", ""))
        return rows.filter(**said)

    @extend_schema(
        summary="批量审核合格",
        description=refusals_of(audit.clear_all),
        request=ClearanceGiven,
        responses={200: ClearanceSerializer},
    )
    @action(detail=False, methods=["post"])
    def clearance(self, request: Request) -> Response:
        """Clear those whose conditions all hold (第十九条第一款); the answer says why the others stay."""
        post = post_of(request)
        seen = given(ClearanceGiven, request)["cases"]
        rows = list(queue_seen_by(post).filter(pk__in=list(seen)))
        passed, stays = audit.clear_all(rows, by=post, at=now_of(request), versions=seen)
        told = {
            "cleared": [n.pk for n in passed],
            "stays": [{"nomination": pk, "why": why} for pk, why in stays.items()],
        }
        return Response(ClearanceSerializer(told).data)
