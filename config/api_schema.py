"""What the OpenAPI document says of every operation: how it says no."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework import serializers
from rest_framework.permissions import AllowAny

from config.problems import CONTENT_TYPE, SENTENCES


class FindingProblem(serializers.Serializer[Any]):
    """One finding of the law, with what was seen and how to mend it."""

    article = serializers.CharField()
    code = serializers.CharField()
    title = serializers.CharField(required=False)
    result = serializers.CharField()
    generally = serializers.BooleanField(required=False)
    observations = serializers.ListField(child=serializers.DictField(), required=False)


class Problem(serializers.Serializer[Any]):
    """Problem details (RFC 9457)."""

    type = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField(help_text="稳定的代码，供程序判断")
    title = serializers.CharField(help_text="一句话说明")
    detail = serializers.CharField(help_text="原因和改正办法")
    article = serializers.CharField(required=False, help_text="依据的条款")
    findings = serializers.ListField(child=FindingProblem(), required=False, help_text="逐条判断的结果")
    errors = serializers.DictField(required=False, help_text="逐个字段的错误")  # type: ignore[assignment]  # a declared field, not the serializer's own


REFUSED = {
    409: "未办成：记录的状态、办理人或版本不允许，见 code 和 detail。",
    422: "不符合规定：逐条结果见 findings。",
}


class ApiSchema(AutoSchema):
    """Every operation with the answers that any of them may give besides its own."""

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        """The answers that the view names (`extend_schema` replaces whatever stood before), and every way to say no."""
        found: dict[str, Any] = super()._get_response_bodies(direction)
        told: Any = self._get_response_for_code  # the library carries no types
        for code in self._refusals(found):
            found[str(code)] = told(self._problem(code), str(code), [CONTENT_TYPE], direction)
        return dict(sorted(found.items()))

    def _refusals(self, said: Collection[str]) -> list[int]:
        public = any(isinstance(permission, AllowAny) for permission in self.view.get_permissions())
        codes = [400, *([] if public else [403]), 401, 429]  # a wrong token is refused at a public door too
        if "{" in self.path:
            codes.append(404)
        if self.method != "GET":
            codes += [409, 415, 422]
        elif "拒绝代码" in (self.get_description() or ""):
            codes.append(409)  # a certificate that must not be printed any more
        return sorted(code for code in codes if str(code) not in said)

    def _problem(self, code: int) -> OpenApiResponse:
        return OpenApiResponse(Problem, description=REFUSED.get(code, SENTENCES.get(code, "")))
