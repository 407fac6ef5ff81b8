"""Schemathesis: generated calls, lawful and not, with real ids and versions mixed in. No answer may be a fault."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import Any

import requests
import schemathesis
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from tests.api.callers import Caller
from tests.api.driver import Faults, Report, listening
from tests.api.operations import Operation, document, operations
from tests.api.seeing import Seen

QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large, HealthCheck.large_base_example]
REAL = 0.8
"""How often an id, or a version, is one that the caller sees."""
NOTHING_TO_GENERATE = ("Unsatisfiable", "SkipTest", "InvalidSchema")


def fuzz(
    people: Iterable[Caller], report: Report, *, examples: int, seed: int = 0, only: Iterable[str] | None = None
) -> int:
    """`examples` generated calls of each kind for every operation, each sent as every caller; how many were made."""
    told = document()
    known = {operation.name: operation for operation in operations(told)}
    shots = Shots(list(people), report, Seen(known.values()), seed=seed)
    with listening() as heard:
        for result in schemathesis.openapi.from_dict(told).get_all_operations():
            if not isinstance(result, Ok):
                report.faults.append(f"schema: {result.err()}")
                continue
            found = result.ok()
            operation = known[found.definition.raw["operationId"]]
            if only is None or operation.name in only:
                for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
                    shots.fire(found, operation, mode, heard, examples=examples)
    return shots.made


class Shots:
    """Generated calls: a case is made once and sent as everybody."""

    def __init__(self, people: Sequence[Caller], report: Report, seen: Seen, *, seed: int) -> None:
        self.people, self.report, self.seen, self.seed = people, report, seen, seed
        self.made = 0

    def fire(self, generated: Any, operation: Operation, mode: GenerationMode, heard: Faults, *, examples: int) -> None:
        """All the cases of one operation in one mode."""
        chance = random.Random(f"{self.seed} {generated.label} {mode}")
        ids = {caller.name: self._ids(operation, caller) for caller in self.people}

        @settings(
            max_examples=examples, database=None, derandomize=True, deadline=None, phases=[Phase.generate],
            suppress_health_check=QUIET,
        )  # fmt: skip
        @given(case=generated.as_strategy(generation_mode=mode))
        def one(case: Any) -> None:
            made = case.path_parameters, case.body
            for caller in self.people:
                case.path_parameters, case.body = made
                self._aim(case, operation, caller, ids[caller.name], chance)
                answer = self._sent(case, caller)
                if answer.status_code >= 500:
                    place = f"{case.method} {case.formatted_path} ({caller.name})"
                    self.report.faults.append(f"{place} → {heard.last} body={str(case.body)[:300]}")

        try:
            one()
        except Exception as wrong:  # nothing can be generated for some operations in one of the modes
            if type(wrong).__name__ not in NOTHING_TO_GENERATE:
                self.report.faults.append(f"{generated.label}: {type(wrong).__name__}: {wrong}"[:400])

    def _aim(self, case: Any, operation: Operation, caller: Caller, ids: list[Any], chance: random.Random) -> None:
        """Real ids, and the version that the record has now."""
        if not ids or chance.random() > REAL:
            return
        case.path_parameters = dict(chance.choice(ids))
        if isinstance(case.body, dict) and "version" in case.body and chance.random() < REAL:
            kind, name = operation.keys[0]
            version = self.seen.row(caller, kind, case.path_parameters[name]).get("version")
            case.body = {**case.body, "version": version if version is not None else case.body["version"]}

    def _ids(self, operation: Operation, caller: Caller) -> list[dict[str, Any]]:
        """Path parameters that lead to something the caller sees."""
        if not operation.keys:
            return []
        (_, name), *rest = operation.keys
        values = self.seen.records(caller, operation)[:12]
        if not rest:
            return [{name: value} for value in values]
        pairs = [(value, more) for value in values for more in self.seen.below(caller, operation, value)]
        return [{name: value, rest[0][1]: more} for value, more in pairs]

    def _sent(self, case: Any, caller: Caller) -> Any:
        """The generated call, as the wire would bring it; nothing of it stays."""
        self.made += 1
        asked = requests.Request(**case.as_transport_kwargs(base_url="http://testserver")).prepare()
        ours = ("cookie", "content-length", "content-type", "authorization")
        headers = {str(name): str(value) for name, value in asked.headers.items() if name.lower() not in ours}
        kind = str(asked.headers.get("Content-Type", "application/octet-stream"))
        with transaction.atomic():
            answer = caller.ask(str(case.method), str(asked.path_url), asked.body or b"", kind, **headers)
            transaction.set_rollback(True)
        return answer
