"""征求意见、证明材料和认定: papers that may still come in while the notice in the unit runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Union

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from documents.actions import store
from documents.models import Document
from ledger.actions import note, touch
from nominations.actions.drafts import renew_revision
from nominations.models import Attachment, AttachmentKind, Attested, Nomination, Opinion, OpinionKind, PersonApplication
from nominations.moves import EDITABLE, State
from nominations.sections import OPINIONS, PAPERS
from regulation.refusals import Refused
from regulation.windows import in_beijing
from unions.models import Post
from unions.queries import actor, require

OPEN_FOR_PAPERS = (State.DRAFT, State.ON_NOTICE, State.RETURNED, State.MENDING)
"""With the filing union: its papers may still be completed."""
OPEN_FOR_REVIEWERS = (State.UNDER_REVIEW, State.RECOMMENDED)
"""With a reviewing union: it attests what numbers cannot decide (第十二条, 决定 13)."""
COUNTS = ("entitled", "present", "in_favour", "against", "abstained")
Given = Union["UploadedFile[Any]", Document]


def record_opinion(
    nomination: Nomination,
    *,
    kind: str,
    giver: str,
    as_of: date,
    document: Given | None,
    by: Post,
    at: datetime,
    agrees: bool = True,
    statement: str = "",
    assembly: str = "",
    within_authority: bool = True,
    counts: Mapping[str, int | None] | None = None,
    dissent_answer: str = "",
) -> Opinion:
    """One opinion, its as-of day and its paper; given again, it replaces the former one and may keep its paper.

    Refused: `not_allowed`, `wrong_state`, `no_document`, `as_of_in_future`, `counts_do_not_fit`, and what the store refuses.
    """
    heard = Heard(
        kind=kind,
        giver=giver,
        as_of=as_of,
        document=document,
        agrees=agrees,
        statement=statement,
        assembly=assembly,
        within_authority=within_authority,
        counts=counts or {},
        dissent_answer=dissent_answer,
    )
    return record_opinions(nomination, [heard], by=by, at=at)[0]


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One opinion, as it was given."""

    kind: str
    giver: str
    as_of: date
    document: Given | None
    agrees: bool = True
    statement: str = ""
    assembly: str = ""
    within_authority: bool = True
    counts: Mapping[str, int | None] = field(default_factory=dict)
    dissent_answer: str = ""

    @property
    def numbers(self) -> dict[str, int | None]:
        return {name: self.counts.get(name) for name in COUNTS}


def record_opinions(nomination: Nomination, heard: Sequence[Heard], *, by: Post, at: datetime) -> list[Opinion]:
    """征求意见表: several opinions at once, one of each kind. Refused as `record_opinion`; nothing is written then."""
    _require_filer(nomination, by, at)
    today = in_beijing(at).date()
    for one in heard:
        _fit(one.numbers)
        if one.as_of > today:
            raise Refused("as_of_in_future", "意见截至日期不能晚于今天，请核对。", "第十六条")
    held = {
        row.kind: row.document
        for row in Opinion.objects.filter(nomination=nomination, kind__in=[o.kind for o in heard]).select_related(
            "document"
        )
    }
    rows = []
    for one in heard:
        paper = _kept(one.document, by, at) or held.get(OpinionKind(one.kind).value)
        if paper is None:
            raise Refused("no_document", f"请上传{OpinionKind(one.kind).label}意见的书面原件。", "第十六条")
        rows.append(_opinion(nomination, one, paper))
    with transaction.atomic():
        touch(nomination, states=OPEN_FOR_PAPERS)
        Opinion.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["nomination", "kind"], update_fields=_OPINION_FIELDS
        )
        renew_revision(nomination, by=by, at=at, sections=[OPINIONS])
        given = [{"kind": row.kind, "sha256": row.document.sha256} for row in rows]
        _write_down(nomination, "record_opinion", by, at, given[0] if len(given) == 1 else {"opinions": given})
    return list(
        Opinion.objects.filter(nomination=nomination, kind__in=[r.kind for r in rows]).select_related("document")
    )


def _opinion(nomination: Nomination, one: Heard, paper: Document) -> Opinion:
    return Opinion(
        nomination=nomination,
        kind=OpinionKind(one.kind).value,
        giver=one.giver.strip(),
        agrees=one.agrees,
        statement=one.statement.strip(),
        as_of=one.as_of,
        document=paper,
        assembly=one.assembly,
        within_authority=one.within_authority,
        dissent_answer=one.dissent_answer.strip(),
        **one.numbers,
    )


_OPINION_FIELDS = [
    "giver",
    "agrees",
    "statement",
    "as_of",
    "document",
    "assembly",
    "within_authority",
    "dissent_answer",
    *COUNTS,
]


def attach(
    nomination: Nomination, *, kind: str, document: Given, by: Post, at: datetime, note_text: str = ""
) -> Attachment:
    """Add one document of the case. The same file of the same kind twice is kept once.

    Refused: `not_allowed`, `wrong_state`, `file_too_large`, `file_type`, `file_broken`.
    """
    _require_filer(nomination, by, at)
    paper = _kept(document, by, at)
    assert paper is not None
    with transaction.atomic():
        touch(nomination, states=OPEN_FOR_PAPERS)
        same = nomination.attachments.filter(kind=AttachmentKind(kind).value, document__sha256=paper.sha256).first()
        if same is not None:
            return same
        attachment = Attachment.objects.create(
            nomination=nomination, kind=AttachmentKind(kind).value, document=paper, note=note_text.strip()
        )
        renew_revision(nomination, by=by, at=at, sections=[PAPERS])
        _write_down(nomination, "attach", by, at, {"kind": str(kind), "sha256": paper.sha256})
    return attachment


def detach(nomination: Nomination, *, attachment: int, by: Post, at: datetime) -> None:
    """Take a document out of the case; gone already is fine. Refused: `not_allowed`, `wrong_state`."""
    _require_filer(nomination, by, at)
    with transaction.atomic():
        touch(nomination, states=OPEN_FOR_PAPERS)
        found = nomination.attachments.filter(pk=attachment).select_related("document").first()
        if found is None:
            return
        found.delete()
        renew_revision(nomination, by=by, at=at, sections=[PAPERS])
        _write_down(nomination, "detach", by, at, {"kind": found.kind, "sha256": found.document.sha256})


def attest(
    nomination: Nomination,
    *,
    key: str,
    attested_by: str,
    statement: str,
    document: Given | None,
    by: Post,
    at: datetime,
    holds: bool = True,
    on: date | None = None,
) -> Attested:
    """认定: a person answers, with a document, for what numbers cannot decide (决定 13).

    The filing union while the case is with it; afterwards the union that holds the case.

    Refused: `not_allowed`, `wrong_state`, `no_document`, `no_statement`, and what the store refuses.
    """
    return attest_all(
        nomination,
        keys=[key],
        attested_by=attested_by,
        statement=statement,
        document=document,
        by=by,
        at=at,
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
    holds: bool = True,
    on: date | None = None,
) -> list[Attested]:
    """Several conditions answered by one paper. Refused as `attest`, and `no_condition` without any."""
    states = _require_attester(nomination, by, at)
    day = on or in_beijing(at).date()
    if not keys:
        raise Refused("no_condition", "请至少选择一项要认定的条件。")
    if not (statement.strip() and attested_by.strip()):
        raise Refused("no_statement", "请写明认定人或认定单位和认定内容。")
    if day > in_beijing(at).date():
        raise Refused("attested_in_future", "认定日期不能晚于今天，请核对。")
    held = Attested.objects.filter(nomination=nomination, key__in=keys).select_related("document").first()
    paper = _kept(document, by, at) or (held.document if held else None)
    if paper is None:
        raise Refused("no_document", "请上传认定的依据材料；没有材料的认定不算数。")
    with transaction.atomic():
        touch(nomination, states=states)
        Attested.objects.bulk_create(
            [
                Attested(
                    nomination=nomination,
                    key=key,
                    by=attested_by.strip(),
                    statement=statement.strip(),
                    document=paper,
                    holds=holds,
                    on=day,
                )
                for key in dict.fromkeys(keys)
            ],
            update_conflicts=True,
            unique_fields=["nomination", "key"],
            update_fields=["by", "statement", "document", "holds", "on"],
        )
        renew_revision(nomination, by=by, at=at, sections=[PAPERS])
        _write_down(nomination, "attest", by, at, {"keys": keys, "holds": holds, "sha256": paper.sha256})
    found = {row.key: row for row in Attested.objects.filter(nomination=nomination, key__in=keys)}
    return [found[key] for key in keys]


def retract(nomination: Nomination, *, key: str, by: Post, at: datetime) -> None:
    """Take back an attestation; gone already is fine. Refused: `not_allowed`, `wrong_state`."""
    states = _require_attester(nomination, by, at)
    with transaction.atomic():
        touch(nomination, states=states)
        if nomination.attestations.filter(key=key).delete()[0]:
            renew_revision(nomination, by=by, at=at)
            _write_down(nomination, "retract", by, at, {"keys": [key]})


def set_photo(nomination: Nomination, *, photo: Given, by: Post, at: datetime) -> None:
    """The person's photo (JPEG or PNG). Refused: `not_allowed`, `wrong_state`, `not_a_picture`, `not_a_person`."""
    _require_filer(nomination, by, at)
    if nomination.kind.collective:
        raise Refused("not_a_person", "申报集体不需要照片。")
    paper = _kept(photo, by, at)
    assert paper is not None
    if not paper.content_type.startswith("image/"):
        raise Refused("not_a_picture", f"“{paper.name}”不是照片，请上传 JPG 或 PNG。")
    with transaction.atomic():
        touch(nomination, states=EDITABLE)
        PersonApplication.objects.filter(nomination=nomination).update(photo=paper)
        renew_revision(nomination, by=by, at=at)


def _require_filer(nomination: Nomination, by: Post, at: datetime) -> None:
    require(by, "nominate", nomination.union, on=in_beijing(at).date())


def _require_attester(nomination: Nomination, by: Post, at: datetime) -> tuple[State, ...]:
    day = in_beijing(at).date()
    if nomination.state in OPEN_FOR_REVIEWERS:
        require(by, "audit" if nomination.state == State.RECOMMENDED else "review", nomination.holder, on=day)
        return OPEN_FOR_REVIEWERS
    require(by, "nominate", nomination.union, on=day)
    return OPEN_FOR_PAPERS


def _kept(given: Given | None, by: Post, at: datetime) -> Document | None:
    return store(given, by=actor(by), at=at) if isinstance(given, UploadedFile) else given


def _fit(numbers: Mapping[str, Any]) -> None:
    present, entitled = numbers["present"], numbers["entitled"]
    voted = sum(numbers[name] or 0 for name in ("in_favour", "against", "abstained"))
    if present is not None and entitled is not None and present > entitled:
        raise Refused("counts_do_not_fit", f"实到 {present} 人多于应到 {entitled} 人，请核对。", "第十六条第一款")
    if present is not None and voted > present:
        raise Refused(
            "counts_do_not_fit", f"同意、不同意、弃权合计 {voted} 人，多于实到 {present} 人，请核对。", "第十六条第一款"
        )


def _write_down(nomination: Nomination, act: str, by: Post, at: datetime, details: Mapping[str, object]) -> None:
    note(nomination, act=act, article="第十六条", by=actor(by), at=at, details=details)
