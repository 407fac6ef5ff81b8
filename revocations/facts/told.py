"""What the unit or person concerned is told, and who has not been heard yet (决定 41)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from regulation.grounds import GROUNDS
from regulation.revocation import Sanction
from regulation.words import day_words
from revocations.models import CaseGround, CaseSubject, Hearing, RevocationCase
from revocations.queries.standing import grounds_of, last_hearings, subjects_of


@dataclass(frozen=True)
class Heard:
    """Which honours of a case were never told what stands against them now, and which may still answer."""

    untold: tuple[CaseSubject, ...]
    running: tuple[Hearing, ...]

    @property
    def over(self) -> bool:
        """Everybody was told, and has answered, declined to answer, or let the days pass."""
        return not (self.untold or self.running)

    @property
    def last_day(self) -> date | None:
        """Until when somebody may still answer."""
        return max((row.due_on for row in self.running), default=None)


def heard(case: RevocationCase, *, on: date) -> Heard:
    """How far hearing has come. Who was told before items or facts changed counts as not told."""
    grounds, hearings = grounds_of(case), last_hearings(case)
    untold = []
    running = []
    for subject in subjects_of(case):
        row = hearings.get(subject.pk)
        if row is None or row.told != told_text(subject, grounds):
            untold.append(subject)
        elif row.stated_at is None and not row.waived and on <= row.due_on:
            running.append(row)
    return Heard(tuple(untold), tuple(running))


def told_text(subject: CaseSubject, grounds: Sequence[CaseGround]) -> str:
    """The items and facts against one honour, and nothing of who reported them or of the evidence."""
    held = subject.conferral
    lines = [f"拟撤销（取消）的荣誉：{held.subject_name}　{held.title_name}（{held.certificate_number}）"]
    for ground in grounds:
        item = GROUNDS[ground.code]
        if ground.subject_id in (None, subject.pk) and held.kind in item.honours:
            lines += [f"{item.article}：{item.text}", f"事实（{day_words(ground.happened_on)}）：{ground.facts}"]
            lines += _measured(ground)
    return "\n".join(lines)


def _measured(ground: CaseGround) -> list[str]:
    lines = [
        f"{row['year']}年评议职工之家：收回{row['returned']}票，不满意{row['dissatisfied']}票" for row in ground.ballots
    ]
    if ground.sanction:
        lines.append(f"处分：{Sanction(ground.sanction).label}")
    return lines
