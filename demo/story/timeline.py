"""What happens when: events are told in any order and happen in that of their moments, with a sweep each morning."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tqdm import tqdm

from publicity.actions import sweep

BEIJING = ZoneInfo("Asia/Shanghai")
Event = Callable[[datetime], object]


def moment(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    """A moment by the clock on the wall in Beijing."""
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)


@dataclass
class Timeline:
    """The events of a story."""

    events: list[tuple[datetime, int, Event]] = field(default_factory=list)

    def on(self, at: datetime, event: Event) -> None:
        """Let something happen at a moment."""
        self.events.append((at, len(self.events), event))

    def happen(self, title: str, *, quiet: bool = False) -> None:
        """Let everything happen, in order. Each new day begins with the sweep, as the beat would have it."""
        swept: date | None = None
        ordered = sorted(self.events, key=lambda event: event[:2])
        for at, _, event in tqdm(ordered, desc=title, unit="步", file=sys.stderr, disable=quiet or None):
            if at.date() != swept:
                swept = at.date()
                sweep.run(at=at.replace(hour=8, minute=0))
            event(at)


def later(at: datetime, *, minutes: int = 0, hours: int = 0) -> datetime:
    """A little later."""
    return at + timedelta(minutes=minutes, hours=hours)
