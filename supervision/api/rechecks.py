"""复查计划 and 复查 over the API: the same verbs as the pages (第二十二条第（四）项)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from ledger.queries import history
from supervision.actions import programmes, rechecks
from supervision.api import recheck_asked as body
from supervision.api.recheck_shown import (
    ChoiceSerializer,
    ProgrammeSerializer,
    ReachSerializer,
    RecheckDetailSerializer,
    RecheckSerializer,
    ToldSerializer,
)
from supervision.facts.drawing import drawn_again
from supervision.models import Recheck, RecheckProgramme
from supervision.moves import ProgrammeState
from supervision.queries.reach import reach_of
from supervision.queries.rechecks import programmes_seen_by, rechecks_seen_by, rechecks_waiting, told_to_holder
from unions.api.calling import day_of, now_of, post_of
from unions.api.doors import ReadRecords, Reasoned, Records, asked, door, given, refusals_of
from unions.api.history import EntrySerializer

DRAWN = (ProgrammeState.RUNNING, ProgrammeState.FINISHED)


@extend_schema_view(
    list=extend_schema(summary="复查计划", parameters=[body.ProgrammeQuestion]),
    retrieve=extend_schema(summary="一个复查计划"),
)
class ProgrammeViewSet(ReadRecords):
    """The programmes of the acting post's union and of those below it."""

    model = RecheckProgramme
    serializer_class = ProgrammeSerializer
    queryset = RecheckProgramme.objects.none()

    def rows(self) -> QuerySet[RecheckProgramme]:
        rows = programmes_seen_by(post_of(self.request))
        return rows.filter(**asked(body.ProgrammeQuestion, self.request)) if self.action == "list" else rows

    @extend_schema(
        summary="拟定复查计划",
        description=refusals_of(programmes.draft_programme),
        request=body.ProgrammeGiven,
        responses={201: ProgrammeSerializer},
    )
    def create(self, request: Request) -> Response:
        """Whom it may choose from, how, and until when; nobody is chosen yet."""
        said = given(body.ProgrammeGiven, request)
        return self.told(programmes.draft_programme(by=post_of(request), at=now_of(request), **said), 201)

    @extend_schema(summary="符合条件的数量", responses=ReachSerializer, filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def reach(self, request: Request, **_kwargs: Any) -> Response:
        """How many the filters reach today."""
        return Response(ReachSerializer(reach_of(self.get_object(), on=day_of(request))).data)

    @extend_schema(summary="候选对象和抽取结果", responses=ChoiceSerializer, filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def choice(self, request: Request, **_kwargs: Any) -> Response:
        """From whom was chosen and who was, to be drawn again by anybody; 404 before the draw."""
        found = self.get_object()
        if found.state not in DRAWN:
            raise Http404
        again = drawn_again(found)
        names = ("seed", "candidates", "skipped", "digest")
        told = {**{name: getattr(found, name) for name in names}, "chosen": again.chosen, "same": again.same}
        return Response(ChoiceSerializer(told).data)

    drawing = door("drawing", "确定复查对象，开始复查", programmes.draw)
    finishing = door("finishing", "复查结束", programmes.finish)
    cancellation = door("cancellation", "取消复查计划", programmes.cancel, Reasoned)


@extend_schema_view(
    list=extend_schema(summary="复查", parameters=[body.RecheckQuestion]), retrieve=extend_schema(summary="一件复查")
)
class RecheckViewSet(ReadRecords):
    """The re-checks of honours that the acting post's union stands over."""

    model = Recheck
    serializer_class = RecheckDetailSerializer
    list_serializer_class = RecheckSerializer
    queryset = Recheck.objects.none()

    def rows(self) -> QuerySet[Recheck]:
        post = post_of(self.request)
        if self.action != "list":
            return rechecks_seen_by(post)
        said = asked(body.RecheckQuestion, self.request)
        rows = rechecks_waiting(post) if said.pop("waiting", False) else rechecks_seen_by(post)
        return rows.filter(**said)

    @extend_schema(
        summary="立项复查",
        description=refusals_of(rechecks.open_recheck),
        request=body.RecheckGiven,
        responses={201: RecheckDetailSerializer},
    )
    def create(self, request: Request) -> Response:
        """One honour, with one line for each of its conditions."""
        said = given(body.RecheckGiven, request)
        made = rechecks.open_recheck(said.pop("conferral"), by=post_of(request), at=now_of(request), **said)
        return self.told(made, 201)

    @extend_schema(summary="办理记录", responses=EntrySerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def history(self, request: Request, **_kwargs: Any) -> Response:
        """Every entry of the re-check, the latest first."""
        return Response(EntrySerializer(history(self.get_object().chain), many=True).data)

    checklist = door("checklist", "填写复查情况", rechecks.tick, body.ChecklistGiven)
    keeping = door("keeping", "复查合格，保留荣誉", rechecks.keep, body.KeepGiven)
    renaming = door("renaming", "更名后保留荣誉", rechecks.keep_renamed, body.KeepRenamedGiven)
    mending = door("mending", "限期整改", rechecks.order_mending, body.MendGiven)
    acceptance = door("acceptance", "整改合格，恢复", rechecks.accept_mending, body.RecheckMendedGiven)
    warning = door("warning", "警示", rechecks.warn, body.WarnGiven)


@extend_schema_view(list=extend_schema(summary="本单位的复查结果"))
class OwnRecheckViewSet(mixins.ListModelMixin, Records):
    """What the acting post's union is told of re-checks of its own honours."""

    model = Recheck
    serializer_class = ToldSerializer
    queryset = Recheck.objects.none()

    def rows(self) -> QuerySet[Recheck]:
        return told_to_holder(post_of(self.request))
