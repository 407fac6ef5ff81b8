"""认定: people answer, with a document, for what numbers cannot decide (决定 13)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from documents.models import Document
from ledger.actions import touch
from nominations.actions.drafts import renew_revision
from nominations.actions.papers.taking import (
    OPEN_FOR_PAPERS,
    OPEN_FOR_REVIEWERS,
    Given,
    kept,
    waited_for,
    write_down,
)
from nominations.models import Attested, Nomination
from nominations.moves import State
from nominations.sections import PAPERS
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post
from unions.queries import require

ANSWERED = ("by", "statement", "holds", "on")


def attest(
    nomination: Nomination,
    *,
    key: str,
    attested_by: str,
    statement: str,
    document: Given | None,
    by: Post,
    at: datetime,
    version: int,
    holds: bool = True,
    on: date | None = None,
) -> Attested:
    """One condition answered by one paper. Refused as `attest_all`."""
    return attest_all(
        nomination,
        keys=[key],
        attested_by=attested_by,
        statement=statement,
        document=document,
        by=by,
        at=at,
        version=version,
        holds=holds,
        on=on,
    )[0]


def attest_all(
    nomination: Nomination,
    *,
    keys: list[str],
    attested_by: str,
    statement: str,
    document: Given | None,
    by: Post,
    at: datetime,
    version: int,
    holds: bool = True,
    on: date | None = None,
) -> list[Attested]:
    """认定: several conditions answered by one paper. The same answer twice is kept once.

    The filing union attests while the case is with it; afterwards the union that holds the case.

    Refused: `not_allowed`, `wrong_state`, `no_condition` without any, `no_document`, `no_statement`,
    `attested_in_future`, and what the store refuses.
    """
    states = _require_attester(nomination, by, at)
    day = on or in_beijing(at).date()
    if not keys:
        raise Refused("no_condition", "请至少选择一项要认定的条件。")
    if not (statement.strip() and attested_by.strip()):
        raise Refused("no_statement", "请写明认定人或认定单位和认定内容。")
    if day > in_beijing(at).date():
        raise Refused("attested_in_future", "认定日期不能晚于今天，请核对。")
    uploaded = kept(document, by, at)
    with transaction.atomic():
        waited_for(nomination)
        held = _held(nomination, keys)
        paper = uploaded or next((row.document for row in held.values()), None)
        if paper is None:
            raise Refused("no_document", "请上传认定的依据材料；没有材料的认定不算数。")
        said = {"by": attested_by.strip(), "statement": statement.strip(), "holds": holds, "on": day}
        wanted = {key: Attested(nomination=nomination, key=key, document=paper, **said) for key in keys}
        if all(_same(held.get(key), row) for key, row in wanted.items()):
            return [held[key] for key in keys]
        touch(nomination, states=states, version=version)
        _write(wanted)
        renew_revision(nomination, by=by, at=at, sections=[PAPERS])
        write_down(nomination, "attest", by, at, {"keys": keys, "holds": holds, "sha256": paper.sha256})
    found = _held(nomination, keys)
    return [found[key] for key in keys]


def retract(nomination: Nomination, *, key: str, by: Post, at: datetime, version: int) -> None:
    """Take back an attestation; gone already is fine. Refused: `not_allowed`, `wrong_state`."""
    states = _require_attester(nomination, by, at)
    with transaction.atomic():
        waited_for(nomination)
        given = nomination.attestations.filter(key=key)
        if not given.exists():
            return
        touch(nomination, states=states, version=version)
        given.delete()
        renew_revision(nomination, by=by, at=at)
        write_down(nomination, "retract", by, at, {"keys": [key]})


def _require_attester(nomination: Nomination, by: Post, at: datetime) -> tuple[State, ...]:
    day = in_beijing(at).date()
    if nomination.state in OPEN_FOR_REVIEWERS:
        require(by, "audit" if nomination.state == State.RECOMMENDED else "review", nomination.holder, on=day)
        return OPEN_FOR_REVIEWERS
    require(by, "nominate", nomination.union, on=day)
    return OPEN_FOR_PAPERS


def _held(nomination: Nomination, keys: list[str]) -> dict[str, Attested]:
    rows = Attested.objects.filter(nomination=nomination, key__in=keys).select_related("document")
    return {row.key: row for row in rows}


def _same(held: Attested | None, wanted: Attested) -> bool:
    if held is None or _paper_of(held).sha256 != _paper_of(wanted).sha256:
        return False
    return all(getattr(held, name) == getattr(wanted, name) for name in ANSWERED)


def _paper_of(row: Attested) -> Document:
    paper: Document = row.document
    return paper


def _write(wanted: Mapping[str, Attested]) -> None:
    Attested.objects.bulk_create(
        wanted.values(),
        update_conflicts=True,
        unique_fields=["nomination", "key"],
        update_fields=[*ANSWERED, "document"],
    )
