"""What every page for a move shares: run the verb, and when the law says no, show why and keep what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect

from regulation.engine import Finding
from regulation.refusals import Refused, Stale, Unlawful

REASON_PREFIX = "reason-"

T = TypeVar("T")


@dataclass(frozen=True)
class Refusal:
    """A move that was refused, ready for `{% refusal %}` or `{% move_panel %}`."""

    code: str
    sentence: str
    status: HTTPStatus
    article: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def stale(self) -> bool:
        """Somebody else was faster: nothing is wrong with what was typed."""
        return self.code == "stale"

    @classmethod
    def of(cls, refused: Refused) -> "Refusal":
        """The page's view of what the law said: 422 for what is unlawful, 409 for what cannot be done now."""
        if isinstance(refused, Unlawful):
            return cls(
                refused.code,
                refused.sentence,
                HTTPStatus.UNPROCESSABLE_ENTITY,
                refused.article,
                tuple(refused.findings),
            )
        return cls(refused.code, refused.sentence, HTTPStatus.CONFLICT, refused.article)


def perform(
    request: HttpRequest,
    verb: Callable[[], T],
    *,
    success: str | Callable[[T], str],
    to: str | Callable[[T], str],
    repeated: Callable[[], str] | None = None,
) -> HttpResponseRedirect | Refusal:
    """Run one verb of the domain.

    Done: a message and a redirect, so that a reload repeats nothing. Refused: the refusal, for the caller to render
    the same form again with its status. The verb's own transaction has rolled back by then; read the record again
    before rendering, and `renew` the form's version.

    `repeated`: asked after a refusal; a sentence when this very form has done its work before (a double click, a page
    left open). Its sender is then led to where the first click led, and nothing is done twice.
    """
    try:
        result = verb()
    except Refused as refused:
        said = repeated() if repeated is not None and isinstance(to, str) else ""
        if not said or not isinstance(to, str):
            return Refusal.of(refused)
        messages.info(request, said)
        return HttpResponseRedirect(to)
    messages.success(request, success(result) if callable(success) else success)
    return HttpResponseRedirect(to(result) if callable(to) else to)


def reasons_from(data: Mapping[str, Any]) -> dict[str, str]:
    """The reasons written under 一般 findings (`{% findings ask=True %}`), by the code of the rule."""
    return {
        name.removeprefix(REASON_PREFIX): str(text).strip()
        for name, text in data.items()
        if name.startswith(REASON_PREFIX) and str(text).strip()
    }


class VersionForm(forms.Form):
    """A form that says which version of the record its reader saw, so that a stale page cannot overwrite."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def renew(self, version: int) -> None:
        """After a refusal: keep every typed word, but let the next try speak of the record as it is now shown."""
        data = self.data.copy() if hasattr(self.data, "copy") else dict(self.data)
        data[self.add_prefix("version")] = str(version)
        self.data = data


NEVER = -1
"""A version that no record has."""


def version_in(data: Mapping[str, Any]) -> int:
    """The version in the form of a mere button. A form without one saw nothing: the verb refuses it as stale."""
    text = str(data.get("version", ""))
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else NEVER


__all__ = [
    "REASON_PREFIX",
    "Refusal",
    "Refused",
    "Stale",
    "Unlawful",
    "VersionForm",
    "perform",
    "reasons_from",
    "version_in",
]
