"""Schemathesis: generated calls, lawful and not, with real ids and versions mixed in. No answer may be a fault."""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Any

import requests
import schemathesis
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from tests.api.driver import Caller, Report, below, candidates, document, listening, operations

QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large, HealthCheck.large_base_example]


def fuzz(
    people: Iterable[Caller], report: Report, *, examples: int, seed: int = 0, only: Iterable[str] | None = None
) -> int:
    """Run `examples` generated calls of each kind for every operation and caller; how many were made."""
    told = document()
    schema = schemathesis.openapi.from_dict(told)
    known = {operation.name: operation for operation in operations(told)}
    everybody, made = list(people), 0
    with listening() as heard:
        for result in schema.get_all_operations():
            if not isinstance(result, Ok):
                report.faults.append(f"schema: {result.err()}")
                continue
            operation = result.ok()
            name = operation.definition.raw["operationId"]
            if only is not None and name not in only:
                continue
            for caller in everybody:
                ids = _ids(known[name], caller)
                for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                    made += _run(operation, caller, ids, mode, report, heard, examples=examples, seed=seed)
    return made


def _ids(operation: Any, caller: Caller) -> list[dict[str, Any]]:
    """Path parameters that lead to something the caller sees."""
    if not operation.keys:
        return []
    first, *rest = operation.keys
    found = []
    for value in candidates(first[0], caller, operation)[:12]:
        if not rest:
            found.append({first[1]: value})
        found += [
            {first[1]: value, rest[0][1]: more} for more in (below(rest[0], first[0], value, caller) if rest else [])
        ]
    return found


def _sent(case: Any, caller: Caller) -> Any:
    """The generated call, as the wire would bring it; nothing of it stays."""
    asked = requests.Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
    headers = {
        str(name): str(value)
        for name, value in asked.headers.items()
        if name.lower() not in ("cookie", "content-length")
    }
    headers["Authorization"] = f"Bearer {caller.token}"
    client = Client(raise_request_exception=False, headers=headers)
    kind = str(asked.headers.get("Content-Type", "application/octet-stream"))
    with transaction.atomic():
        answer = client.generic(case.method, str(asked.path_url), asked.body or b"", content_type=kind)
        transaction.set_rollback(True)
    return answer


def _run(
    operation: Any,
    caller: Caller,
    ids: list[dict[str, Any]],
    mode: GenerationMode,
    report: Report,
    heard: Any,
    *,
    examples: int,
    seed: int,
) -> int:
    chance, made = random.Random(f"{seed} {operation.label} {caller.name} {mode}"), 0

    @settings(
        max_examples=examples, database=None, derandomize=True, deadline=None, phases=[Phase.generate],
        suppress_health_check=QUIET,
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def one(case: Any) -> None:
        nonlocal made
        made += 1
        if ids and chance.random() < 0.8:
            case.path_parameters = dict(chance.choice(ids))
        answer = _sent(case, caller)
        if answer.status_code >= 500:
            report.faults.append(
                f"{case.method} {case.formatted_path} ({caller.name}) → {heard.last} body={str(case.body)[:300]}"
            )

    try:
        one()
    except Exception as wrong:  # nothing can be generated for some operations in one of the modes
        if type(wrong).__name__ not in ("Unsatisfiable", "SkipTest", "InvalidSchema"):
            report.faults.append(f"{operation.label}: {type(wrong).__name__}: {wrong}"[:400])
    return made
