"""Every saving keeps a revision: the whole content as it stood then."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from ledger.canonical import canonical
from nominations.content import Application, Content, application_of, content_at, content_of, section_content
from nominations.models import Nomination, Revision
from nominations.sections import sections_of
from unions.models import Post
from unions.queries import actor


def renew_revision(nomination: Nomination, *, by: Post, at: datetime, sections: Collection[str] = ()) -> None:
    """Keep a new revision after papers have changed. The caller has taken the nomination's version.

    `sections`: the only ones that changed; without them the whole application is read anew.
    """
    revise(nomination, application_of(nomination), by, at, sections=sections)


def revise(
    nomination: Nomination,
    application: Application,
    by: Post,
    at: datetime,
    *,
    sections: Collection[str] = (),
    content: Content | None = None,
) -> None:
    """Write the next revision, inside the transaction that has taken the nomination's version."""
    if content is None and sections:
        content = _partly_anew(nomination, application, sections)
    if content is None:
        content = content_of(nomination)
    application.revision += 1
    type(application)._default_manager.filter(pk=application.pk).update(revision=application.revision)
    Revision.objects.create(
        nomination=nomination,
        number=application.revision,
        saved_at=at,
        saved_by=actor(by).words,
        content=canonical(content),
    )


def _partly_anew(nomination: Nomination, application: Application, sections: Collection[str]) -> Content | None:
    """The last revision with these sections read anew: every writer keeps one, so the others stand in it as they are."""
    content = content_at(nomination, application.revision)
    if content is not None:
        for section in sections_of(nomination.kind):
            if section.code in sections:
                content[section.code] = section_content(nomination, application, section)
    return content
