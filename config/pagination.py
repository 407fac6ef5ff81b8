"""Keyset pages of the API: as fast at the end as at the beginning."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError as BadValue
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.views import APIView

CURSOR_WRONG = "翻页标记无效。请使用上一页返回的 next 或 previous 地址。"


class KeysetPages(CursorPagination):
    """Pages that cost the same however deep they are; a view with another order names it on its paginator."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
    ordering = "-pk"
    cursor_query_description = "翻页标记：取自上一页的 next 或 previous"
    page_size_query_description = f"每页条数，最多 {max_page_size}"

    def paginate_queryset(self, queryset: Any, request: Request, view: APIView | None = None) -> list[Any] | None:
        """The rows of a page. A cursor that this site never gave out is a fault of the request, not of the site."""
        try:
            return super().paginate_queryset(queryset, request, view)
        except (NotFound, BadValue, ValueError, TypeError, OverflowError) as wrong:
            if "cursor" not in request.query_params:
                raise
            raise ValidationError({"cursor": [CURSOR_WRONG]}) from wrong

    def get_page_size(self, request: Request) -> int | None:
        asked = request.query_params.get(self.page_size_query_param)
        if asked is None:
            return self.page_size
        if not (asked.isascii() and asked.isdigit() and len(asked) <= 9 and int(asked) >= 1):
            raise ValidationError({"page_size": [f"请填写 1 至 {self.max_page_size} 的整数。"]})
        return min(int(asked), self.max_page_size)

    def get_schema_operation_parameters(self, view: APIView) -> list[dict[str, Any]]:
        """As DRF says it, with the limits of the page size."""
        found: list[dict[str, Any]] = super().get_schema_operation_parameters(view)
        for parameter in found:
            if parameter["name"] == self.page_size_query_param:
                parameter["schema"] = {"type": "integer", "minimum": 1, "maximum": self.max_page_size}
        return found
