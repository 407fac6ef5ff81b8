"""A plausible body for every operation, made from the OpenAPI document and from what the caller can see."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.honors.builders import a_pdf

WORDS: dict[str, Any] = {
    "year": 2029, "reasons": {}, "declined": [], "credit_code": "", "region_code": "320508", "revision": 1, "id_number": "",
    "level": None, "industrial_parent": None, "subject_union": None, "percent": "10.00", "elevated_total": 0,
    "off": ["2029-01-01"], "worked": [], "username": "somebody.new", "email": "", "numerator": 95, "denominator": 100,
    "parameters": [], "documents_of_measure": [], "provisions": [], "columns": {}, "rows": {}, "evidence": [], "cell": "",
    "holds": True, "number": None, "entitled": 80, "present": 78, "in_favour": 78, "against": 0, "abstained": 0, "dissent_answer": "",
    "kind": "other", "industrial_line": False, "title": "标题", "follow_up": "nothing",
    "name": "郑市民", "contact": "13800000000", "statement": "情况属实", "finding": "经核查，情况属实",
}  # fmt: skip
ALTERNATIVES = {"record"}
"""Of two fields of which only one is filled in, the other."""


def sample(document: dict[str, Any], schema: dict[str, Any], known: dict[str, Any], *, name: str = "") -> Any:
    """One value that fits a schema; what is known by name comes first, where it fits."""
    schema = resolved(document, schema)
    for joined in ("allOf", "oneOf", "anyOf"):
        if joined in schema:
            return sample(document, schema[joined][0], known, name=name)
    if name in known and fits(schema, known[name]):
        return known[name]
    if "enum" in schema:
        return next(value for value in schema["enum"] if value not in ("", None))
    kind = schema.get("type", "object")
    kind = next((k for k in kind if k != "null"), "string") if isinstance(kind, list) else kind
    if kind == "object":
        needed = schema.get("required", [])
        return {
            field: sample(document, part, known, name=field)
            for field, part in schema.get("properties", {}).items()
            if field not in ALTERNATIVES
            and not part.get("readOnly")
            and not _is_file(document, part)
            and (field in needed or field in known or not _may_be_left_out(part))
        }
    if kind == "array":
        return [sample(document, schema.get("items", {}), known, name=f"{name}[]")] if schema.get("minItems") else []
    return {
        "integer": max(1, int(schema.get("minimum", 1))),
        "number": 1,
        "boolean": True,
        "string": _text(schema),
    }[kind]


def _may_be_left_out(part: dict[str, Any]) -> bool:
    """What has a value of its own, may be empty or is a list is left as it is by a caller who knows nothing of it."""
    return "default" in part or "null" in part.get("type", []) or part.get("type") == "array"


def _is_file(document: dict[str, Any], part: dict[str, Any]) -> bool:
    part = resolved(document, part)
    return part.get("format") == "binary" or part.get("items", {}).get("format") == "binary"


def fits(schema: dict[str, Any], value: Any) -> bool:
    """Whether a known value has the type and stands among the choices."""
    if value is None:
        return "null" in schema.get("type", []) or schema.get("nullable", False)
    if "enum" in schema:
        return value in schema["enum"]
    kinds = schema.get("type", "object")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    of = {bool: "boolean", int: "integer", str: "string", list: "array", dict: "object"}[type(value)]
    return of in kinds


def resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The schema behind a reference."""
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
    return schema


def files_in(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """A file for each field of a multipart body that takes one."""
    properties = resolved(document, schema).get("properties", {})
    names = [n for n, part in properties.items() if part.get("format") == "binary"]
    return {n: SimpleUploadedFile("材料.pdf", a_pdf(), "application/pdf") for n in names}


def _text(schema: dict[str, Any]) -> str:
    made = {
        "date": "2026-03-02",
        "date-time": "2026-03-02T09:00:00+08:00",
        "uuid": "00000000-0000-0000-0000-000000000000",
        "uri": "https://example.org/notice",
        "email": "",
        "decimal": "100.00",
    }
    return made.get(schema.get("format", ""), "文字说明"[: schema.get("maxLength", 4)])
