"""A list moves as a whole: what the pages of a recommending unit's list and of the national one share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from django.http import HttpResponse

from ledger.moves import Move
from regulation.engine import Judgement
from reviews.models.lists import DecidedList
from reviews.views.moves import MovePage, answer, given, in_state, stands_in_the_way
from ui.doors import VersionForm, reasons_from
from unions.doors import PostRequest

L = TypeVar("L", bound=DecidedList)


@dataclass(frozen=True)
class WholeList(Generic[L]):
    """One list as the acting post sees it: where its own page is, its state in words, and what stands on it."""

    request: PostRequest
    record: L
    home: str
    template: str
    state: tuple[str, str]
    rows: QuerySet[Any]
    initial: Mapping[str, object] = field(default_factory=dict)

    def form(self, kind: type[VersionForm], *, initial: Mapping[str, object] | None = None, **more: Any) -> Any:
        """The form of a move: as it was sent, or empty with the version that its reader sees."""
        if self.request.method == "POST":
            return kind(self.request.POST, self.request.FILES, **more)
        return kind(initial={"version": self.record.version, **self.initial, **(initial or {})}, **more)

    def why(self, move: Move, *checks: Callable[[], object]) -> str:
        """Why the move has no button now: not this state's, or what the further checks say."""
        return stands_in_the_way(in_state(self.record, move, self.state[0]), *checks)

    @property
    def reasons(self) -> dict[str, str]:
        """The reasons for departing from 一般 rules: those kept, and those just typed."""
        return {**self.record.reasons, **reasons_from(self.request.POST)}

    def page(
        self,
        verb: Callable[..., object],
        form: VersionForm,
        *,
        title: str,
        article: str,
        lead: str,
        success: str,
        submit: str,
        why: str,
        move: Move | None = None,
        tone: str = "primary",
        judgement: Judgement | None = None,
        reasons: dict[str, str] | None = None,
        context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The page of one move; its verb is told what the form says (`given`)."""
        page = MovePage(
            title=title,
            article=article,
            lead=lead,
            record=self.record,
            form=form,
            verb=lambda: verb(**given(self.request, form)),
            move=move,
            success=success,
            to=self.home,
            back=self.home,
            template=self.template,
            submit=submit,
            tone=tone,
            judgement=judgement,
            reasons=reasons or {},
            why=why,
            context={"list": self.record, "state": self.state, "count": self.rows.count(), **(context or {})},
        )
        return answer(self.request, page)
