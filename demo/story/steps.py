"""Steps that several candidates take together, laid out over days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from demo.story.scene import Candidate, Scene
from demo.story.timeline import Timeline, later


def to_filed(line: Timeline, scene: Scene, who: Sequence[Candidate], *, shown: datetime, filed: datetime) -> None:
    """Drafted the hour before, on notice in the unit, filed when its days are over."""
    for n, c in enumerate(who):
        line.on(later(shown, minutes=5 * n - 60), partial(scene.draft, c))
        line.on(later(shown, minutes=5 * n), partial(scene.show, c))
        line.on(later(filed, minutes=5 * n), partial(scene.file, c))


def up(line: Timeline, scene: Scene, who: Sequence[Candidate], steps: int, at: datetime) -> None:
    """Passed up by so many steps, an hour each."""
    for step in range(steps):
        for n, c in enumerate(who):
            line.on(later(at, hours=step, minutes=5 * n), partial(scene.endorse, c))


def to_decided(line: Timeline, scene: Scene, place: str, who: Sequence[Candidate], at: datetime) -> None:
    """Entered on the list of a recommending unit, and decided by its leadership in the afternoon."""
    line.on(at, partial(_enter, scene, place, who))
    line.on(later(at, hours=5), partial(_decide, scene, place))


def to_notice(
    line: Timeline, scene: Scene, place: str, who: Sequence[Candidate], *, entered: datetime, published: datetime
) -> None:
    """… and published."""
    to_decided(line, scene, place, who, entered)
    line.on(published, partial(_publish, scene, place))


def to_recommended(
    line: Timeline,
    scene: Scene,
    place: str,
    who: Sequence[Candidate],
    *,
    entered: datetime,
    published: datetime,
    recommended: datetime,
) -> None:
    """… and recommended when the notice is over."""
    to_notice(line, scene, place, who, entered=entered, published=published)
    line.on(recommended, partial(_recommend, scene, place))


def _enter(scene: Scene, place: str, who: Sequence[Candidate], at: datetime) -> None:
    scene.enter(place, who, at)


def _decide(scene: Scene, place: str, at: datetime) -> None:
    scene.decide(place, at)


def _publish(scene: Scene, place: str, at: datetime) -> None:
    scene.publish(place, at)


def _recommend(scene: Scene, place: str, at: datetime) -> None:
    scene.recommend(place, at)
