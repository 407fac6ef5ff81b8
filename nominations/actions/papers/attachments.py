"""证明材料和照片: documents of the case, added and taken out by the filing union."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ledger.actions import touch
from nominations.actions.drafts import renew_revision
from nominations.actions.papers.taking import OPEN_FOR_PAPERS, Given, kept, require_filer, waited_for, write_down
from nominations.models import Attachment, AttachmentKind, Nomination, PersonApplication
from nominations.moves import EDITABLE
from nominations.sections import PAPERS
from regulation.refusals import Refused
from unions.models import Post


def attach(
    nomination: Nomination, *, kind: str, document: Given, by: Post, at: datetime, version: int, note_text: str = ""
) -> Attachment:
    """Add one document of the case. The same file of the same kind twice is kept once.

    Refused: `not_allowed`, `wrong_state`, `file_too_large`, `file_type`, `file_broken`.
    """
    require_filer(nomination, by, at)
    paper = kept(document, by, at)
    assert paper is not None
    chosen = AttachmentKind(kind).value
    with transaction.atomic():
        waited_for(nomination)
        same = nomination.attachments.filter(kind=chosen, document__sha256=paper.sha256).first()
        if same is not None:
            return same
        touch(nomination, states=OPEN_FOR_PAPERS, version=version)
        attachment = Attachment.objects.create(
            nomination=nomination, kind=chosen, document=paper, note=note_text.strip()
        )
        renew_revision(nomination, by=by, at=at, sections=[PAPERS])
        write_down(nomination, "attach", by, at, {"kind": chosen, "sha256": paper.sha256})
    return attachment


def detach(nomination: Nomination, *, attachment: int, by: Post, at: datetime, version: int) -> None:
    """Take a document out of the case; gone already is fine. Refused: `not_allowed`, `wrong_state`."""
    require_filer(nomination, by, at)
    with transaction.atomic():
        waited_for(nomination)
        found = nomination.attachments.filter(pk=attachment).select_related("document").first()
        if found is None:
            return
        touch(nomination, states=OPEN_FOR_PAPERS, version=version)
        found.delete()
        renew_revision(nomination, by=by, at=at, sections=[PAPERS])
        write_down(nomination, "detach", by, at, {"kind": found.kind, "sha256": found.document.sha256})


def set_photo(nomination: Nomination, *, photo: Given, by: Post, at: datetime, version: int) -> None:
    """The person's photo (JPEG or PNG); the same one twice is set once.

    Refused: `not_allowed`, `wrong_state`, `not_a_picture`, `not_a_person`, `file_too_large`, `file_type`, `file_broken`.
    """
    require_filer(nomination, by, at)
    if nomination.kind.collective:
        raise Refused("not_a_person", "申报集体不需要照片。")
    paper = kept(photo, by, at)
    assert paper is not None
    if not paper.content_type.startswith("image/"):
        raise Refused("not_a_picture", f"“{paper.name}”不是照片，请上传 JPG 或 PNG。")
    with transaction.atomic():
        waited_for(nomination)
        rows = PersonApplication.objects.filter(nomination=nomination)
        if rows.filter(photo__sha256=paper.sha256).exists():
            return
        touch(nomination, states=EDITABLE, version=version)
        rows.update(photo=paper)
        renew_revision(nomination, by=by, at=at)
