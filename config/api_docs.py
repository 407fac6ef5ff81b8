"""The API's documentation as one plain page, written from the same OpenAPI document that machines read."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from config.problems import CONTENT_TYPE

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    required: bool
    text: str


@dataclass(frozen=True)
class Operation:
    name: str
    method: str
    path: str
    text: str
    note: str
    public: bool
    parameters: list[Field]
    body: list[Field]
    answers: list[tuple[str, str, list[Field]]]


@require_safe
def api_docs(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters, its body and its answers; readable without JavaScript."""
    document = _document()
    groups: dict[str, list[Operation]] = {}
    for tag, operation in _operations(document):
        groups.setdefault(tag, []).append(operation)
    problem = _content_fields(
        document, {"content": {"": {"schema": document["components"]["schemas"].get("Problem", {})}}}
    )
    told = {"info": document["info"], "groups": groups.items(), "problem": problem}
    return render(request, "config/api_docs.html", told)


def _document() -> dict[str, Any]:
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]  # the library carries no types
    return found


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, Operation]]:
    for path, item in document.get("paths", {}).items():
        for method in METHODS:
            if method in item:
                described = item[method]
                tag = next(iter(described.get("tags", [])), "api")
                yield tag, _operation(document, path, method, described)


def _operation(document: dict[str, Any], path: str, method: str, described: dict[str, Any]) -> Operation:
    return Operation(
        name=described["operationId"],
        method=method.upper(),
        path=path,
        text=described.get("summary") or described.get("description", ""),
        note=described.get("description", "") if described.get("summary") else "",
        public={} in described.get("security", []) or not described.get("security", []),
        parameters=[
            Field(f["name"], _kind(f.get("schema", {})), f.get("required", False), f.get("description", ""))
            for f in described.get("parameters", [])
        ],
        body=_content_fields(document, described.get("requestBody", {})),
        answers=[
            (code, answer.get("description", ""), _content_fields(document, answer))
            for code, answer in described.get("responses", {}).items()
        ],
    )


def _content_fields(document: dict[str, Any], body: dict[str, Any]) -> list[Field]:
    content = body.get("content", {})
    if list(content) == [CONTENT_TYPE]:
        return []  # every refusal looks the same; the page says it once
    media: dict[str, Any] = next(iter(content.values()), {})
    schema = _resolved(document, media.get("schema", {}))
    if schema.get("type") == "array":
        schema = _resolved(document, schema.get("items", {}))
    required = schema.get("required", [])
    return [
        Field(name, _kind(part), name in required, part.get("description", part.get("title", "")))
        for name, part in schema.get("properties", {}).items()
    ]


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return found


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[-1])
    for joined in ("allOf", "oneOf", "anyOf"):
        if joined in schema:
            return " | ".join(_kind(part) for part in schema[joined])
    kind = schema.get("type", "")
    if kind == "array":
        return f"{_kind(schema.get('items', {}))}[]"
    text = " | ".join(kind) if isinstance(kind, list) else str(kind)
    return f"{text} ({schema['format']})" if "format" in schema else text
