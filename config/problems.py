"""What the API answers when it says no: problem details (RFC 9457) with code, Chinese sentence, article and findings."""

from dataclasses import asdict, is_dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from regulation.refusals import Refused, Stale, Unlawful

CONTENT_TYPE = "application/problem+json"

SENTENCES = {
    400: "请求的内容有误，请按各字段的说明改正。",
    401: "请提供有效的令牌。",
    403: "当前岗位不能做这件事。",
    404: "没有这条记录，或者当前岗位看不到它。",
    405: "这个地址不支持这种请求方法。",
    406: "不能按所要求的格式返回，请改用 application/json。",
    415: "不支持这种内容格式，请改用 application/json。",
    429: "请求太频繁，请稍后再试。",
}
CODES = {
    400: "invalid",
    401: "not_authenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    415: "unsupported_media_type",
    429: "too_many_requests",
}


def problem_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to anything a view raises: a refusal by the law or by the state of the record, or a fault in the request.

    `Unlawful` answers 422 with the findings; `Stale` and every other refusal 409. What nobody expected stays a 500.
    """
    if isinstance(exc, Refused):
        return _refused(exc)
    answer = exception_handler(exc, context)
    if answer is None:
        return None
    status = answer.status_code
    problem: dict[str, Any] = {
        "type": "about:blank",
        "status": status,
        "code": CODES.get(status, "error"),
        "title": SENTENCES.get(status, "请求没有完成。"),
        "detail": _said(exc, SENTENCES.get(status, "请求没有完成。")),
    }
    if isinstance(exc, exceptions.ValidationError):
        problem["errors"] = answer.data
    answer.data = problem
    answer.content_type = CONTENT_TYPE
    return answer


def status_of(exc: Refused) -> int:
    """422 when the law forbids it, 409 when the record is not (or no longer) where the move starts."""
    return 422 if isinstance(exc, Unlawful) and not isinstance(exc, Stale) else 409


def _refused(exc: Refused) -> Response:
    status = status_of(exc)
    problem = {
        "type": "about:blank",
        "status": status,
        "code": exc.code,
        "title": exc.sentence,
        "detail": exc.sentence,
        "article": exc.article,
        "findings": [_finding(finding) for finding in getattr(exc, "findings", ())],
    }
    return Response(problem, status=status, content_type=CONTENT_TYPE)


def _finding(finding: Any) -> Any:
    as_json = getattr(finding, "as_json", None)
    if callable(as_json):
        return as_json()
    return asdict(finding) if is_dataclass(finding) and not isinstance(finding, type) else str(finding)


def _said(exc: Exception, default: str) -> str:
    """Only sentences written for the reader pass; a missing record never says which record it is."""
    if isinstance(exc, (Http404, PermissionDenied, exceptions.NotFound, exceptions.MethodNotAllowed)):
        return default
    detail = getattr(exc, "detail", None)
    return str(detail) if isinstance(detail, str) and not detail.isascii() else default
