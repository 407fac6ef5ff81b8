"""Calls every operation of the OpenAPI document as every role, on whatever data there is; each call is taken back."""

from __future__ import annotations

import json
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from tests.api.callers import Caller
from tests.api.knowing import Knowing, Known, Way
from tests.api.operations import Operation, operations
from tests.api.sampling import files_in, resolved, sample
from tests.api.seeing import Seen

_REPORT = ("notices_items_objections_create", "letters_acceptance_create", "letters_investigation_create")
_END = ("ends_create", "ends_establishment_create")
_COLLECTED = (
    "recovery_reminder_create", "recovery_reminders_create", "recovery_losses_create",
    *("recovery_receipts_create",) * 3, "ends_recovery_create", "ends_recovery_create",
)  # fmt: skip
_CHECKED = (
    *("rechecks_checklist_create",) * 2,
    "rechecks_acceptance_create",
    "rechecks_keeping_create",
    "rechecks_create",
)
KEPT = (
    "rounds_copies_create", "rounds_notice_create", "rounds_requirements_create", "programmes_create",
    "measures_create", "measures_referral_create", "measures_interpretation_create", "measures_enactment_create",
    "measures_create", "measures_referral_create", "measures_create", "letters_acceptance_create",
    *_REPORT, "letters_finding_create", "letters_handling_create", *_REPORT, "letters_finding_create", *_REPORT,
    *("letters_acceptance_create",) * 2, *("letters_dismissal_create",) * 4, "notices_items_objections_create",
    "nominations_attachments_create", "nominations_mending_create",
    "nominations_inquiries_create", "inquiries_verification_create",
    "proposals_conferral_create", "proposals_sending_back_create", "proposals_submission_create",
    "proposals_approval_create", "nominations_clearance_create", "proposals_create", "nominations_clearance_create",
    "unions_accounts_create", "lists_create", "lists_entries_create", "lists_decision_create", "lists_create", "lists_entries_create",
    *_CHECKED, *_END, *_END, *_COLLECTED,
    "revocations_notice_create", "revocations_reversal_request_create",
    "revocations_whole_decision_create", "revocations_grounds_create", "revocations_evidence_create",
    *("revocations_agreement_create",) * 4, "revocations_consent_create", "revocations_report_create",
    *("revocations_verification_create",) * 2,
)  # fmt: skip
"""What is done for good, in this order; after each the doors of the same record are tried."""
NOT_FROM_HERE = "当前状态下不能办理".encode()
"""A move that does not start in a state starts there for nobody."""
CODE = re.compile(r'"code":"(\w+)"')
NOT_MINE = re.compile(rb'"code":"(not_allowed|not_holder|not_handler|not_next_higher)"')
IN_VAIN = 4
"""Whoever was told so often in a row that this is not for this post is not asked on further records."""


@dataclass
class Report:
    """What happened: the first 2xx of each operation, what the others said no with, and every fault."""

    answered: dict[str, str] = field(default_factory=dict)
    refusals: dict[str, dict[str, str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    calls: int = 0

    def silent(self, every: Iterable[Operation]) -> list[Operation]:
        """The operations that nobody got a 2xx from."""
        return [operation for operation in every if operation.name not in self.answered]

    def why(self, operation: Operation) -> str:
        """The last refusal of each code."""
        return "\n".join(self.refusals.get(operation.name, {}).values()) or "没有可用的记录"


class Faults(logging.Handler):
    """Keeps the last line of what went wrong."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.last = ""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1] is not None:
            self.last = f"{type(record.exc_info[1]).__name__}: {record.exc_info[1]}"[:300]


@contextmanager
def listening() -> Iterator[Faults]:
    """Collect what the site logs as a fault."""
    handler, logger = Faults(), logging.getLogger("django.request")
    logger.addHandler(handler)
    propagates, logger.propagate = logger.propagate, False
    try:
        yield handler
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagates


class Walk:
    """One plausible call of each operation, as each caller on each kind of record, until one answers 2xx."""

    def __init__(self, told: dict[str, Any], people: Iterable[Caller], report: Report, *, at: datetime) -> None:
        self.told, self.people, self.report = told, list(people), report
        self.known = {operation.name: operation for operation in operations(told)}
        self.seen = Seen(self.known.values())
        self.knowing = Knowing(self.seen, at=at)
        self.closed: dict[str, set[Any]] = {}
        self.done: Counter[tuple[str, str]] = Counter()

    def run(self) -> None:
        """First what the rest needs, for good; then whatever was silent so far, each call taken back."""
        with listening() as heard:
            for name in KEPT:
                self._kept(self.known[name], heard)
            for operation in self.report.silent(self.known.values()):
                self._one(operation, heard)

    def _kept(self, operation: Operation, heard: Faults) -> None:
        """Do it for good, then try on the same record every door that was silent so far."""
        found = self._one(operation, heard, keep=True)
        if found is None:
            return
        way, told = found
        kind = operation.keys[0][0] if operation.keys else operation.room
        pk = next(iter(way.values()), told.get("id") if isinstance(told, dict) else None)
        for other in self.report.silent(self.known.values()) if pk else []:
            if other.keys and other.keys[0][0] == kind:
                self._one(other, heard, only=pk)

    def _one(
        self, operation: Operation, heard: Faults, *, keep: bool = False, only: Any = None
    ) -> tuple[Way, Any] | None:
        """Call it as each caller on each record, or on one only, until one answers 2xx; what was told if it is kept."""
        closed = self.closed.setdefault(operation.name, set())
        for caller in self.people:
            refused = 0
            for state, way, known in self._tries(operation, caller, only):
                if state in closed:
                    continue
                answer = self._call(operation, caller, way, known, keep=keep)
                self._noted(operation, caller, way, answer, heard)
                if answer.status_code < 300:
                    if not keep:
                        return None
                    self.done[operation.name, str(way)] += 1
                    self.knowing.learn(operation, answer.json())
                    return way, answer.json()
                if NOT_FROM_HERE in answer.content and state is not None:
                    closed.add(state)
                refused = refused + 1 if NOT_MINE.search(answer.content) else 0
                if answer.status_code == 403 or refused == IN_VAIN:
                    break
        return None

    def _noted(self, operation: Operation, caller: Caller, way: Way, answer: Any, heard: Faults) -> None:
        report, status = self.report, answer.status_code
        report.calls += 1
        place = f"{operation.method} {operation.filled(way)} ({caller.name})"
        if status >= 500:
            report.faults.append(f"{place} → {status} {heard.last}")
        if status < 300:
            report.answered[operation.name] = place
        elif status not in (403, 404):
            said = answer.content.decode(errors="replace")
            code = CODE.search(said)
            refusals = report.refusals.setdefault(operation.name, {})
            refusals[code[1] if code else said] = f"{place} → {status} {said[:400]}"

    def _tries(self, operation: Operation, caller: Caller, only: Any) -> Iterator[tuple[Any, Way, Known]]:
        """Each record with its state and what to say of it; first those on which it was not done for good."""
        names = set(self._schema(operation).get("properties", {}))
        ways = sorted(self._ways(operation, caller, only), key=lambda one: self.done[operation.name, str(one[1])])
        for state, way in ways:
            for known in self.knowing.bodies(caller, operation, way, names):
                yield state, way, known

    def _ways(self, operation: Operation, caller: Caller, only: Any = None) -> Iterator[tuple[Any, Way]]:
        """The records that the caller could try this operation on, each with its state."""
        if not operation.keys:
            yield None, {}
            return
        first, *rest = operation.keys
        for state, value in self.seen.standing(caller, operation) if only is None else [(None, only)]:
            if not rest:
                yield state, {first: value}
            for further in self.seen.below(caller, operation, value) if rest else []:
                yield state, {first: value, rest[0]: further}

    def _call(self, operation: Operation, caller: Caller, way: Way, known: Known, *, keep: bool = False) -> Any:
        """One call; nothing of it stays, unless it is to be kept and has succeeded."""
        data, kind = self._body(operation, caller, way, known)
        with transaction.atomic():
            answer = caller.ask(operation.method, operation.filled(way), data, kind)
            transaction.set_rollback(not (keep and answer.status_code < 300))
        return answer

    def _schema(self, operation: Operation) -> dict[str, Any]:
        content = operation.said.get("requestBody", {}).get("content", {})
        return resolved(self.told, next(iter(content.values()))["schema"]) if content else {}

    def _body(self, operation: Operation, caller: Caller, way: Way, known: Known) -> tuple[Any, str]:
        schema = self._schema(operation)
        if not schema:
            return "", "application/octet-stream"
        said = sample(self.told, schema, known)
        names = schema.get("properties", {})
        files = files_in(self.told, schema) | self.knowing.files(caller, operation, way, names)
        content = operation.said["requestBody"]["content"]
        if "application/json" in content and not (files and "multipart/form-data" in content):
            return json.dumps(said), "application/json"
        fields = {name: value for name, value in said.items() if value is not None and value != {}}
        return encode_multipart(BOUNDARY, fields | files), MULTIPART_CONTENT


def walk(told: dict[str, Any], people: Iterable[Caller], report: Report, *, at: datetime) -> None:
    """Call each operation as each caller on each kind of record until one answers 2xx; note every fault."""
    Walk(told, people, report, at=at).run()
