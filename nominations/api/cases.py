"""The cases that the acting post sees, and reading what came of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response

from ledger.queries import history
from nominations.api import shown
from nominations.api.asked import ChangesQuestion
from nominations.content import content_at, difference
from nominations.models import Nomination
from nominations.moves import State
from nominations.queries import nominations_seen_by
from regulation.honours import Honour
from unions.api.calling import post_of
from unions.api.doors import ReadRecords, asked
from unions.api.history import EntrySerializer
from unions.search import matching

KNOWN = {"honour": {h.value for h in Honour}, "state": {s.value for s in State}}


class Cases(ReadRecords):
    """The nominations that the acting post sees."""

    model = Nomination
    serializer_class = shown.NominationDetailSerializer
    list_serializer_class = shown.NominationSerializer
    queryset = Nomination.objects.none()
    parser_classes = [JSONParser]

    def rows(self) -> QuerySet[Nomination]:
        rows = nominations_seen_by(post_of(self.request))
        return _filtered(rows, self.request.query_params) if self.action == "list" else rows


def _filtered(rows: QuerySet[Nomination], said: Mapping[str, str]) -> QuerySet[Nomination]:
    for name, values in KNOWN.items():
        if said.get(name):
            rows = rows.filter(**{name: said[name]}) if said[name] in values else rows.none()
    if said.get("round"):
        number = said["round"]
        rows = rows.filter(round=int(number)) if number.isdecimal() and len(number) < 10 else rows.none()
    return matching(rows, said.get("q", ""))


class CaseHistory(Cases):
    """What happened to a case, for everybody who sees it."""

    @extend_schema(summary="办理记录", responses=EntrySerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def history(self, request: Request, **_kwargs: Any) -> Response:
        """Every entry of the case, the latest first."""
        return Response(EntrySerializer(history(self.get_object().chain), many=True).data)

    @extend_schema(summary="退回意见", responses=shown.ReturnSerializer(many=True), filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def returns(self, request: Request, **_kwargs: Any) -> Response:
        """Every return for correction with its reasons, the latest first."""
        rows = self.get_object().returns.select_related("union", "revision").prefetch_related("reasons")
        return Response(shown.ReturnSerializer(rows.order_by("-pk"), many=True).data)

    @extend_schema(summary="修改记录", parameters=[ChangesQuestion], responses=shown.ChangesSerializer, filters=False)
    @action(detail=True, methods=["get"], pagination_class=None)
    def changes(self, request: Request, **_kwargs: Any) -> Response:
        """What differs between two savings; without a question, what was changed since the last return."""
        case, said = self.get_object(), asked(ChangesQuestion, request)
        returned = case.returns.select_related("revision").last()
        newest = case.revisions.order_by("-number").values_list("number", flat=True).first() or 0
        since = said.get("since") or (returned.revision.number if returned and returned.revision else 0)
        until = said.get("until") or newest
        old, new = content_at(case, since) or {}, content_at(case, until) or {}
        found = difference(case.kind, old, new) if since else []
        return Response(shown.ChangesSerializer({"since": since, "until": until, "changes": found}).data)
