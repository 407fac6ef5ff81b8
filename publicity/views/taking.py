"""Making a letter of a form that was sent."""

from __future__ import annotations

from datetime import datetime

from documents.actions import store
from ledger.actors import Actor
from publicity.actions.letters import Sent
from publicity.forms import LetterForm


def sent_by(form: LetterForm, *, by: Actor, at: datetime) -> Sent:
    """The letter in a valid form, its files stored. Refused as `documents.actions.store`."""
    given = form.cleaned_data
    seal = given.get("seal")
    return Sent(
        sender=given["sender"],
        name=given["name"],
        contact=given["contact"],
        text=given["text"],
        seal=store(seal, by=by, at=at) if seal else None,
        evidence=[store(file, by=by, at=at) for file in form.evidence_files()],
        sent_on=given.get("sent_on"),
    )
