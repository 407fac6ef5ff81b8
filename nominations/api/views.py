"""`/api/nominations/`: read by the queries of the pages, written by their verbs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from nominations.actions.drafts import begin, save
from nominations.actions.filing import file, open_unit_notice, resubmit, revise
from nominations.actions.reasons import give_reasons
from nominations.api import asked, shown
from nominations.api import sections as through_forms
from nominations.api.papers import CasePapers
from nominations.facts import judge_filing, reasons_of
from nominations.models import Nomination
from nominations.moves import State
from nominations.sections import section_of
from regulation.honours import Honour
from unions.api.calling import day_of, now_of, post_of
from unions.api.doors import door, given, refusals_of

if TYPE_CHECKING:
    from ui.routing import Router

LIST_PARAMETERS = [
    OpenApiParameter("round", OpenApiTypes.INT, description="评选编号"),
    OpenApiParameter("honour", OpenApiTypes.STR, description="项目", enum=[h.value for h in Honour]),
    OpenApiParameter("state", OpenApiTypes.STR, description="状态", enum=[s.value for s in State]),
    OpenApiParameter("q", OpenApiTypes.STR, description="名称或编号中的字词"),
]


def _give_reasons(nomination: Nomination, *, reasons: dict[str, str] | None = None, **said: Any) -> None:
    """Refused "not_allowed", "wrong_state", "no_reason"."""
    give_reasons(nomination, reasons or {}, **said)


@extend_schema_view(
    list=extend_schema(summary="申报列表", parameters=LIST_PARAMETERS), retrieve=extend_schema(summary="一件申报")
)
class NominationViewSet(CasePapers):
    """The nominations that the acting post sees: begun, filled in, shown in the unit and filed."""

    @extend_schema(
        summary="开始申报",
        description=refusals_of(begin),
        request=asked.BeginSerializer,
        responses={201: shown.NominationDetailSerializer},
    )
    def create(self, request: Request) -> Response:
        """Begin a nomination for the acting post's union; the open draft of the same subject is answered again."""
        post = post_of(request)
        said = given(asked.BeginSerializer, request)
        return self.told(begin(union=post.union, by=post, at=now_of(request), **said), 201)

    @extend_schema(summary="申报材料", responses=shown.ApplicationSerializer)
    @action(detail=True, methods=["get"])
    def application(self, request: Request, **_kwargs: Any) -> Response:
        """Every section with its columns and what is filled in; without ID number and phone."""
        return Response(shown.ApplicationSerializer(through_forms.shown(self.get_object())).data)

    @extend_schema(
        summary="保存一部分申报材料",
        description=refusals_of(save),
        request=asked.SaveSerializer,
        responses=asked.SavedSerializer,
    )
    @action(detail=True, methods=["put"], url_path=r"sections/(?P<code>[a-z]+)")
    def section(self, request: Request, code: str, **_kwargs: Any) -> Response:
        """Save columns and lists of one section, complete or not."""
        case = self.get_object()
        found = section_of(case.kind, code)
        if found is None:
            raise Http404
        said = given(asked.SaveSerializer, request)
        filled = through_forms.filled(case, found, said.get("columns", {}), said.get("rows", {}))
        seen = said["revision"]
        revision = save(case, section=code, filled=filled, revision=seen, by=post_of(request), at=now_of(request))
        return Response(asked.SavedSerializer({"revision": revision, "version": case.version}).data)

    @extend_schema(summary="逐条判断", responses=shown.JudgementSerializer)
    @action(detail=True, methods=["get"])
    def judgement(self, request: Request, **_kwargs: Any) -> Response:
        """Every finding on conditions and procedure, as of today, with the reasons given so far."""
        case, as_of = self.get_object(), day_of(request)
        found = judge_filing(case, as_of=as_of).reasoned(reasons_of(case))
        return Response({"as_of": as_of, "findings": found.as_json()})

    reasons = door("reasons", "写明不符合“一般”要求的理由", _give_reasons, asked.MoveSerializer)
    unit_notice = door("unit_notice", "发布本单位公示", open_unit_notice, asked.UnitNoticeSerializer)
    revision = door("revision", "停止公示，修改后重新公示", revise, asked.ReviseSerializer)
    filing = door("filing", "申报", file, asked.MoveSerializer)
    resubmission = door("resubmission", "修改后重新报送", resubmit, asked.MoveSerializer)


def register(router: Router) -> None:
    """`/api/nominations/`."""
    router.register("nominations", NominationViewSet, basename="nomination")
