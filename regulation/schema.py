"""Facts in and out of JSON: a schema made from the dataclasses, and a strict loader that names every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from regulation.facts import Candidate
from regulation.honours import Honour, law_of
from regulation.refusals import Refused
from regulation.words import Worded

DRAFT = "https://json-schema.org/draft/2020-12/schema"
PLAIN: dict[Any, tuple[str, str]] = {
    str: ("string", "文字"),
    int: ("integer", "整数"),
    bool: ("boolean", "是（true）或否（false）"),
}


class BadFacts(Refused):
    """JSON that cannot be read as facts (code `bad_facts`); `faults` names each place and what is wrong there."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("bad_facts", "数据有误：" + "；".join(faults) + "。请改正后再检查。")


@cache
def described(kind: type) -> dict[str, tuple[Any, str]]:
    """Type and Chinese description of each field of a facts dataclass."""
    hints = get_type_hints(kind, include_extras=True)
    found = {}
    for each in fields(kind):
        hint = hints[each.name]
        annotated = get_origin(hint) is Annotated
        found[each.name] = (hint.__origin__, hint.__metadata__[0]) if annotated else (hint, "")
    return found


def is_required(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


# --- the schema -------------------------------------------------------------------------------------------------------


def json_schema(honour: Honour) -> dict[str, Any]:
    """The JSON schema of one honour's facts."""
    return schema_of(law_of(honour).facts, f"{honour.title}：申报情况")


def schema_of(kind: type, title: str = "") -> dict[str, Any]:
    """The JSON schema of any facts dataclass."""
    definitions: dict[str, Any] = {}
    top = _object(kind, definitions)
    described_as = {"title": title or kind.__name__, "description": (kind.__doc__ or "").partition("\n")[0]}
    return {"$schema": DRAFT, **described_as, **top, "$defs": dict(sorted(definitions.items()))}


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    told = described(kind)
    return {
        "type": "object",
        "properties": {
            each.name: _property(told[each.name][0], definitions) | _default(each) | {"description": told[each.name][1]}
            for each in fields(kind)
        },
        "required": [each.name for each in fields(kind) if is_required(each)],
        "additionalProperties": False,
    }


def _default(each: Field[Any]) -> dict[str, Any]:
    return {} if each.default is MISSING else {"default": dump(each.default)}


def _property(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    options, nullable = _options(hint)
    if nullable:
        return {"anyOf": [_property(options, definitions), {"type": "null"}]}
    if options in PLAIN:
        return {"type": PLAIN[options][0]} | ({"minimum": 0} if options is int else {})
    if options is date:
        return {"type": "string", "format": "date"}
    if options is Fraction:
        return {"type": "string", "pattern": r"^\d+(/[1-9]\d*|\.\d+)?$"}
    origin = get_origin(options)
    if origin is tuple:
        return {"type": "array", "items": _property(get_args(options)[0], definitions)}
    if origin is not None and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _property(get_args(options)[1], definitions)}
    if issubclass(options, Worded):
        return _enumeration(options, definitions)
    if options.__name__ not in definitions:
        definitions[options.__name__] = {}  # taken before its fields are looked at, in case it contains itself
        definitions[options.__name__] = _object(options, definitions)
    return {"$ref": f"#/$defs/{options.__name__}"}


def _enumeration(kind: type[Worded], definitions: dict[str, Any]) -> dict[str, Any]:
    words = "；".join(f"{member.value}：{member.label}" for member in kind)
    definitions[kind.__name__] = {"type": "string", "enum": [m.value for m in kind], "description": words}
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _options(hint: Any) -> tuple[Any, bool]:
    """The type behind an optional one, and whether null is allowed."""
    if get_origin(hint) is Annotated:
        hint = hint.__origin__
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    return next(a for a in get_args(hint) if a is not NoneType), True


# --- the loader -------------------------------------------------------------------------------------------------------


def load(honour: Honour, data: object) -> Candidate:
    """Facts of one honour from parsed JSON. Refused (`bad_facts`): unknown field, wrong type, bad date, missing field."""
    facts = load_as(law_of(honour).facts, data)
    assert isinstance(facts, Candidate)
    return facts


def load_as(kind: type, data: object) -> Any:
    """Facts of any dataclass from parsed JSON."""
    faults: list[str] = []
    facts = _read(kind, data, "", faults)
    if faults:
        raise BadFacts(faults)
    return facts


def _read(hint: Any, data: object, path: str, faults: list[str]) -> Any:
    kind, nullable = _options(hint)
    if data is None and nullable:
        return None
    if kind in PLAIN:
        return _plain(kind, data, path, faults)
    if kind is date:
        return _date(data, path, faults)
    if kind is Fraction:
        return _fraction(data, path, faults)
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple(get_args(kind)[0], data, path, faults)
    if origin is not None and issubclass(origin, Mapping):
        return _mapping(get_args(kind)[1], data, path, faults)
    if issubclass(kind, Worded):
        return _member(kind, data, path, faults)
    return _record(kind, data, path, faults)


def _fault(faults: list[str], path: str, what: str) -> None:
    faults.append(f"{path or '最外层'}：{what}")


def _plain(kind: Any, data: object, path: str, faults: list[str]) -> Any:
    if type(data) is not kind:
        _fault(faults, path, f"应为{PLAIN[kind][1]}")
    elif isinstance(data, int) and data < 0:
        _fault(faults, path, "不能是负数")
    return data


def _date(data: object, path: str, faults: list[str]) -> date | None:
    try:
        if isinstance(data, str) and len(data) == 10:
            return date.fromisoformat(data)
    except ValueError:
        pass
    _fault(faults, path, "应为日期，如 2026-03-16")
    return None


def _fraction(data: object, path: str, faults: list[str]) -> Fraction | None:
    try:
        if isinstance(data, str):
            return Fraction(data)
    except (ValueError, ZeroDivisionError):
        pass
    _fault(faults, path, '应为分数或小数的文字，如 "19/20" 或 "0.95"')
    return None


def _tuple(hint: Any, data: object, path: str, faults: list[str]) -> tuple[Any, ...]:
    if not isinstance(data, list | tuple):
        _fault(faults, path, "应为列表")
        return ()
    return tuple(_read(hint, item, f"{path}[{n}]", faults) for n, item in enumerate(data))


def _mapping(hint: Any, data: object, path: str, faults: list[str]) -> dict[str, Any]:
    if not isinstance(data, Mapping):
        _fault(faults, path, "应为对象")
        return {}
    return {str(key): _read(hint, item, f"{path}.{key}", faults) for key, item in data.items()}


def _member(kind: type[Worded], data: object, path: str, faults: list[str]) -> Worded | None:
    found = next((m for m in kind if m.value == data), None)
    if found is None:
        _fault(faults, path, "应为以下之一：" + "、".join(f"{m.value}（{m.label}）" for m in kind))
    return found


def _record(kind: type, data: object, path: str, faults: list[str]) -> Any:
    if not isinstance(data, Mapping):
        _fault(faults, path, "应为对象")
        return None
    before, told, given = len(faults), described(kind), {}
    for name in data:
        if name not in told:
            _fault(faults, f"{path}.{name}".lstrip("."), "没有这一项")
    for each in fields(kind):
        place = f"{path}.{each.name}".lstrip(".")
        if each.name in data:
            given[each.name] = _read(told[each.name][0], data[each.name], place, faults)
        elif is_required(each):
            _fault(faults, place, f"缺少“{told[each.name][1]}”")
    return kind(**given) if len(faults) == before else None


# --- and back ---------------------------------------------------------------------------------------------------------


def dump(facts: Any) -> Any:
    """Facts as plain JSON values; `load` of a dump gives the same facts."""
    if is_dataclass(facts):
        return {each.name: dump(getattr(facts, each.name)) for each in fields(facts)}
    if isinstance(facts, Enum):
        return facts.value
    if isinstance(facts, date):
        return facts.isoformat()
    if isinstance(facts, Fraction):
        return str(facts)
    if isinstance(facts, Mapping):
        return {str(key): dump(item) for key, item in facts.items()}
    if isinstance(facts, tuple | list | frozenset):
        return [dump(item) for item in facts]
    return facts
