"""名额 over the API: read, granted one by one, or brought to what a sheet says after a check of every row."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from honors.actions.acting import national_staff
from honors.actions.rounds import grant_places, import_quotas, plan_quotas
from honors.actions.rounds.imports import QuotaRow
from honors.api.bodies import PlacesGranted
from honors.api.serializers import QuotaSerializer
from honors.confirming import checked, signed
from honors.models import Round
from honors.queries import quotas_seen_by
from honors.sheets import export, read
from unions.api.calling import now_of, post_of
from unions.api.doors import AnySerializer, ReadRecords, Versioned, door, given, refusals_of
from unions.api.fields import SheetField, Text
from unions.api.files import XLSX, FileRenderer
from unions.models import Role

MOST_SIGNED = 400_000


class PlacesSheetGiven(AnySerializer):
    """A sheet of places (multipart)."""

    file = SheetField(limit_mb=5, help_text="名额表（.xlsx），一行一个推荐单位")


class PlacesChangeSerializer(AnySerializer):
    """One cell that the sheet changes."""

    honour = serializers.CharField(source="column.honour.value")
    cell = serializers.CharField(source="column.cell", allow_blank=True)
    before = serializers.IntegerField()
    after = serializers.IntegerField()


class PlacesRowSerializer(AnySerializer):
    """What would become of one row: its changes, or its faults; neither when it says what stands already."""

    number = serializers.IntegerField(source="row.number", help_text="表中行号")
    code = serializers.CharField(source="row.code", allow_blank=True)
    name = serializers.CharField(source="row.name", allow_blank=True)
    changes = PlacesChangeSerializer(many=True)
    faults = serializers.ListField(child=serializers.CharField())


class PlacesCheckSerializer(AnySerializer):
    """The check of a sheet. `sheet` is handed back to confirm it; empty while there are faults, or nothing to change."""

    version = serializers.IntegerField(help_text="核对时本轮评选的版本号，确认时带上")
    changed = serializers.IntegerField(help_text="将变更的名额数")
    faults = serializers.IntegerField(help_text="有误的行数")
    rows = PlacesRowSerializer(many=True)
    sheet = serializers.CharField(allow_blank=True)


class PlacesConfirmGiven(Versioned):
    """The sheet that was checked; once the round is open, with a reason."""

    sheet = Text(MOST_SIGNED, help_text="核对时返回的 sheet")
    reason = Text(300, required=False, default="", help_text="评选开始后必填")


class PlacesImportedSerializer(AnySerializer):
    """How many cells changed, and the round's version then."""

    changed = serializers.IntegerField()
    version = serializers.IntegerField()


class PlacesOfRound(ReadRecords):
    """The places of a round."""

    @extend_schema(summary="名额", responses=QuotaSerializer(many=True))
    @action(detail=True, methods=["get"])
    def quotas(self, request: Request, **_kwargs: Any) -> Response:
        """The places that the acting post sees."""
        return self.paged(quotas_seen_by(post_of(request), self.get_object()).order_by(), QuotaSerializer)

    @extend_schema(summary="导出名额表", responses={(200, XLSX): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"], url_path="quotas/sheet", renderer_classes=[FileRenderer])
    def quotas_sheet(self, request: Request, **_kwargs: Any) -> HttpResponse:
        """The places as a sheet, for national staff: filled in and loaded again it is the import."""
        round = self.get_object()
        if post_of(request).role != Role.NATIONAL:
            raise PermissionDenied
        return HttpResponse(export(round), content_type=XLSX)

    @extend_schema(
        summary="核对名额表",
        description=f"只核对，不写入。{refusals_of(read)}",
        request={"multipart/form-data": PlacesSheetGiven},
        responses={200: PlacesCheckSerializer},
    )
    @action(detail=True, methods=["post"], url_path="quotas/import", parser_classes=[MultiPartParser])
    def quotas_import(self, request: Request, **_kwargs: Any) -> Response:
        """What would become of every row; nothing is written."""
        round = self.get_object()
        national_staff(post_of(request), at=now_of(request))
        columns, rows = read(given(PlacesSheetGiven, request)["file"])
        planned = plan_quotas(round, columns, rows)
        changed, faults = sum(len(one.changes) for one in planned), sum(bool(one.faults) for one in planned)
        sheet = signed(round, columns, rows) if changed and not faults else ""
        return Response(_told(round, planned, changed, faults, sheet))

    @extend_schema(
        summary="确认导入名额",
        description=f"sheet_expired：核对已过期；其余为 {refusals_of(import_quotas)}",
        request=PlacesConfirmGiven,
        responses={200: PlacesImportedSerializer},
    )
    @action(detail=True, methods=["post"], url_path="quotas/import/confirmation")
    def quotas_import_confirmation(self, request: Request, **_kwargs: Any) -> Response:
        """Write what was checked: all rows, or none."""
        round, said = self.get_object(), given(PlacesConfirmGiven, request)
        sheet = checked(said.pop("sheet"), round)
        changed = import_quotas(round, sheet.columns, sheet.rows, by=post_of(request), at=now_of(request), **said)
        round.refresh_from_db(fields=["version"])
        return Response(PlacesImportedSerializer({"changed": changed, "version": round.version}).data)

    grants = door("grants", "下达或调整名额", grant_places, PlacesGranted, answer=QuotaSerializer)


def _told(round: Round, planned: list[QuotaRow], changed: int, faults: int, sheet: str) -> Any:
    told = {"version": round.version, "changed": changed, "faults": faults, "rows": planned, "sheet": sheet}
    return PlacesCheckSerializer(told).data
