"""开通账号 from a sheet, over the API: every row is checked first, then all are opened or none."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from unions.actions.imports import dry_run, import_accounts
from unions.actions.posts import roles_below
from unions.api.calling import now_of, post_of
from unions.api.doors import AnySerializer, ReadRecords, given, refusals_of
from unions.api.fields import SheetField, Text
from unions.api.files import XLSX, FileRenderer
from unions.confirming import checked, signed
from unions.models import Kind
from unions.placing import kinds_below
from unions.sheets import read, template

MOST_SIGNED = 400_000


class AccountsSheetGiven(AnySerializer):
    """A sheet of accounts (multipart)."""

    file = SheetField(limit_mb=2, help_text="账号表（.xlsx），一行一个账号，最多 200 行")


class AccountsRowSerializer(AnySerializer):
    """What would become of one row."""

    number = serializers.IntegerField(source="row.number", help_text="表中行号")
    union = serializers.CharField(source="row.union", allow_blank=True)
    name = serializers.CharField(source="row.name", allow_blank=True)
    role = serializers.CharField(source="row.role", allow_blank=True)
    result = serializers.ChoiceField(choices=["opened", "exists", "fault"])
    sentence = serializers.CharField()


class AccountsCheckSerializer(AnySerializer):
    """The check of a sheet. `sheet` is handed back to confirm it; empty while there are faults, or nothing to open."""

    fresh = serializers.IntegerField(help_text="将开通的账号数")
    faults = serializers.IntegerField(help_text="有误的行数")
    rows = AccountsRowSerializer(many=True)
    sheet = serializers.CharField(allow_blank=True)


class AccountsConfirmGiven(AnySerializer):
    """The sheet that was checked."""

    sheet = Text(MOST_SIGNED, help_text="核对时返回的 sheet")


class OpenedRowSerializer(AnySerializer):
    """One account that was opened, with its activation code, told once."""

    union = serializers.CharField(source="row.union")
    name = serializers.CharField(source="row.name")
    username = serializers.CharField()
    code = serializers.CharField(help_text="激活码，只显示这一次")


class AccountsImportedSerializer(AnySerializer):
    """The accounts that were opened, and how many rows were there already."""

    opened = OpenedRowSerializer(many=True)
    skipped = serializers.IntegerField()


class AccountsFromSheet(ReadRecords):
    """The sheet by which the acting union opens accounts for its direct children."""

    @extend_schema(summary="账号表模板", responses={(200, XLSX): OpenApiTypes.BINARY})
    @action(detail=False, methods=["get"], url_path="accounts/template", renderer_classes=[FileRenderer])
    def accounts_template(self, request: Request) -> HttpResponse:
        """The empty sheet, with the roles and kinds that fit below the acting union."""
        union = post_of(request).union
        roles = [role.label for role in roles_below(union)]
        kinds = [Kind(kind).label for kind in kinds_below(union)]
        return HttpResponse(template(roles, kinds), content_type=XLSX)

    @extend_schema(
        summary="核对账号表",
        description=f"只核对，不写入；每一行的问题见 rows。{refusals_of(read)}",
        request={"multipart/form-data": AccountsSheetGiven},
        responses={200: AccountsCheckSerializer},
    )
    @action(detail=False, methods=["post"], url_path="accounts/import", parser_classes=[MultiPartParser])
    def accounts_import(self, request: Request) -> Response:
        """What would become of every row; nothing is written."""
        post = post_of(request)
        rows = read(given(AccountsSheetGiven, request)["file"])
        found = dry_run(rows, parent=post.union, by=post, at=now_of(request))
        fresh, faults = (sum(one.result == result for one in found) for result in ("opened", "fault"))
        sheet = signed(post.union, rows) if fresh and not faults else ""
        told: Any = {"fresh": fresh, "faults": faults, "rows": found, "sheet": sheet}
        return Response(AccountsCheckSerializer(told).data)

    @extend_schema(
        summary="确认开通账号",
        description=f"sheet_expired：核对已过期；其余为 {refusals_of(import_accounts)}",
        request=AccountsConfirmGiven,
        responses={201: AccountsImportedSerializer},
    )
    @action(detail=False, methods=["post"], url_path="accounts/import/confirmation")
    def accounts_import_confirmation(self, request: Request) -> Response:
        """Open the accounts of the rows that were checked: all, or none."""
        post = post_of(request)
        rows = checked(given(AccountsConfirmGiven, request)["sheet"], post.union)
        found = import_accounts(rows, parent=post.union, by=post, at=now_of(request))
        opened = [one for one in found if one.result == "opened"]
        told: Any = {"opened": opened, "skipped": len(found) - len(opened)}
        return Response(AccountsImportedSerializer(told).data, status=201)
