"""What waits for a post and until when: gathered from the apps below, written nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from clock.reading import law_day
from decisions.queries import recused_subjects
from desk import after, during
from desk.during import SHOWN
from honors.models import Round
from honors.moves import RoundState
from honors.queries import deadlines
from nominations.models import Nomination
from nominations.moves import ENDED
from publicity.models import Notice
from publicity.moves import NoticeState
from publicity.queries import unending
from unions.models import Post, Role


@dataclass(frozen=True)
class Task:
    """One thing that waits: what, until when, and where to do it."""

    title: str
    url: str
    what: str = ""
    who: str = ""
    due: datetime | None = None
    days: int | None = None
    since: datetime | None = None
    """Since when it waits: said where no deadline is."""


class Desk:
    """One reading of the desk of a post: what several parts of the page ask is asked once."""

    def __init__(self, post: Post, *, at: datetime) -> None:
        self.post, self.at = post, at
        self._deadlines: dict[int, dict[str, datetime]] = {}

    @cached_property
    def tasks(self) -> list[Task]:
        """All that waits for the post, the nearest deadline first."""
        found = [task for source in _SOURCES[Role(self.post.role)] for task in source(self)]
        return sorted(found, key=lambda task: (task.due is None, task.due or task.since or self.at))

    @cached_property
    def notices(self) -> list[Notice]:
        """The notices that the post's union has open."""
        return running_notices(self.post)

    @cached_property
    def rounds(self) -> list[Round]:
        """The rounds in which one can file now."""
        return [round for round in self._unclosed if round.state == RoundState.OPEN]

    @cached_property
    def drafts(self) -> list[Round]:
        """The rounds that are being prepared."""
        return [round for round in self._unclosed if round.state == RoundState.DRAFT]

    @cached_property
    def _unclosed(self) -> list[Round]:
        return list(Round.objects.exclude(state=RoundState.CLOSED).defer("frozen").order_by("-year", "-pk"))

    @cached_property
    def sent(self) -> list[Nomination]:
        """What the post's union filed and where it is now; 全总 files nothing."""
        return [] if self.post.union.is_national else sent_by(self.post)

    @cached_property
    def unending(self) -> list[Notice]:
        """Running notices whose last day waits for a year's calendar."""
        if self.post.union.is_national or len(self.notices) == SHOWN:
            return list(unending(self.post)[:SHOWN])
        return [notice for notice in self.notices if notice.end_unknown]  # these are all that the union has open

    @cached_property
    def recused(self) -> set[str]:
        """From what the person is recused."""
        return recused_subjects(self.post.person)

    def deadline(self, round: Round, step: str | None) -> datetime | None:
        """The last moment for a step of a round at the post's union."""
        if step is None:
            return None
        if round.pk not in self._deadlines:
            self._deadlines[round.pk] = deadlines(round, self.post.union)
        return self._deadlines[round.pk].get(str(step))

    def task(
        self, title: str, url: str, *, due: datetime | None = None, what: str = "", since: datetime | None = None
    ) -> Task:
        """A task, with the days that are left."""
        days = (law_day(due) - law_day(self.at)).days if due else None
        return Task(title, url, what, "", due, days, since)


def tasks_of(post: Post, *, at: datetime) -> list[Task]:
    """All that waits for a post, the nearest deadline first."""
    return Desk(post, at=at).tasks


def sent_by(post: Post) -> list[Nomination]:
    """What the post's union filed and where it is now, the latest first."""
    rows = Nomination.objects.filter(union=post.union_id, filed_at__isnull=False).exclude(state__in=ENDED)
    rows = rows.select_related("round", "union", "subject_union", "holder", "recommender")
    return list(rows.order_by("-filed_at", "-pk")[:SHOWN])


def running_notices(post: Post) -> list[Notice]:
    """The notices that the post's union has open."""
    rows = Notice.objects.filter(publisher=post.union_id, state=NoticeState.OPEN).defer("body")
    return list(rows.order_by("last_on", "pk")[:SHOWN])


def open_rounds() -> list[Round]:
    """The rounds in which one can file now."""
    return list(Round.objects.filter(state=RoundState.OPEN).defer("frozen").order_by("-year", "-pk"))


Source = Callable[[Desk], Iterator[Task]]
_AFTER: tuple[Source, ...] = (after.supervision, after.revocations)
_SOURCES: dict[Role, tuple[Source, ...]] = {
    Role.CLERK: (during.own_cases, during.notices_without_proof, during.without_calendar, *_AFTER),
    Role.REVIEWER: (
        during.review_queue,
        during.letters,
        during.notices_without_proof,
        during.without_calendar,
        *_AFTER,
    ),
    Role.RECOMMENDER: (
        during.review_queue,
        during.recommendation_lists,
        during.letters,
        during.notices_without_proof,
        during.without_calendar,
        *_AFTER,
    ),
    Role.NATIONAL: (
        during.review_queue,
        during.inquiries,
        during.proposals,
        during.letters,
        during.notices_without_proof,
        during.without_calendar,
        during.draft_rounds,
        *_AFTER,
    ),
    Role.SECRETARIAT: (during.to_approve, after.revocations),
}
