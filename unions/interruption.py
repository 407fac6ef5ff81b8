"""What was typed when the session had ended: kept, encrypted, in the new session until its writer sends it or drops it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from unions.personal import decrypt, encrypt

KEY = "interrupted"
MOST_CHARACTERS = 400_000
"""A dozen applications; more is no form of this site."""
NEVER_KEPT = frozenset({"password", "new", "old", "again", "code"})
"""A form with one of these is about signing in: it is typed again."""
NOT_TYPED = frozenset({"csrfmiddlewaretoken", "version", "revision", "next", "then"})
LONG = 20


@dataclass(frozen=True)
class Interrupted:
    """A form that was sent in vain: where to, and what it said."""

    path: str
    fields: list[tuple[str, str]]
    files: int

    @property
    def texts(self) -> list[str]:
        """What a person would not like to type again."""
        return long_texts(self.fields)


def long_texts(fields: Iterable[tuple[str, str]]) -> list[str]:
    """The words among the fields of a form, for copying."""
    return [value for _, value in fields if len(value) >= LONG or not value.isascii()]


def posted(request: HttpRequest) -> list[tuple[str, str]]:
    """What the request has posted, nothing of it secret."""
    if request.method != "POST" or NEVER_KEPT & set(request.POST):
        return []
    return [(n, v) for n, values in request.POST.lists() for v in values if n != "csrfmiddlewaretoken"]


def keep(request: HttpRequest) -> bool:
    """Keep what the request has posted. Answers whether there was something to keep."""
    fields = posted(request)
    typed = [value for name, value in fields if name not in NOT_TYPED and not name.endswith("_FORMS") and value.strip()]
    if not typed or sum(len(n) + len(v) for n, v in fields) > MOST_CHARACTERS:
        return False
    kept = {"path": request.get_full_path(), "fields": fields, "files": len(request.FILES)}
    request.session[KEY] = encrypt(json.dumps(kept, ensure_ascii=False))
    return True


def kept(request: HttpRequest) -> Interrupted | None:
    """What this session kept, if anything."""
    text = request.session.get(KEY)
    if not text:
        return None
    found = json.loads(decrypt(text))
    return Interrupted(found["path"], [(n, v) for n, v in found["fields"]], found["files"])


def drop(request: HttpRequest) -> None:
    """Forget it: it was sent, or is not wanted."""
    request.session.pop(KEY, None)
