"""The figures of a year, as they are typed and as the law's nouns."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from regulation.facts import Ballot
from regulation.refusals import Refused
from supervision.models import YearReport

ARTICLE = "第二十二条第（二）项"
COUNTS = ("issued", "returned", "satisfied", "basically", "dissatisfied")


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What one year brings: counts, never percentages (决定 2). None: not reported."""

    employees: int | None = None
    members: int | None = None
    issued: int | None = None
    returned: int | None = None
    satisfied: int | None = None
    basically: int | None = None
    dissatisfied: int | None = None
    grade: str = ""
    remarks: str = ""

    def columns(self) -> dict[str, Any]:
        """The columns of a report, with its words trimmed."""
        return {**asdict(self), "remarks": self.remarks.strip()}

    def check(self) -> None:
        """Refused "nothing_reported", "figures_incomplete", "members_above_employees", "ballots_inconsistent"."""
        counts = [getattr(self, name) for name in COUNTS]
        if all(count is None for count in (self.employees, self.members, *counts)) and not self.grade:
            raise Refused("nothing_reported", "请至少填写职工数和会员数、评议票数或测评等次中的一项。", ARTICLE)
        if (self.employees is None) != (self.members is None):
            raise Refused("figures_incomplete", "职工数和会员数请一并填写。", ARTICLE)
        if self.employees is not None and self.members is not None and self.members > self.employees:
            said = f"会员数 {self.members} 多于职工数 {self.employees}，请核对（均含农民工、劳务派遣工）。"
            raise Refused("members_above_employees", said, ARTICLE)
        ballot = self.ballot
        if ballot is None and any(count is not None for count in counts):
            raise Refused(
                "figures_incomplete", "发出、收回、满意、基本满意、不满意五项票数请一并填写，没有的填 0。", ARTICLE
            )
        if ballot is not None and not ballot.consistent:
            said = "票数不符：满意、基本满意、不满意之和不能多于收回票数，收回不能多于发出。请核对。"
            raise Refused("ballots_inconsistent", said, ARTICLE)

    @property
    def ballot(self) -> Ballot | None:
        """The ballots, where all five counts are there."""
        return _ballot(self)


def figures_of(report: YearReport) -> Figures:
    """What a report holds."""
    return Figures(**{name: getattr(report, name) for name in Figures.__dataclass_fields__})


def _ballot(figures: Figures) -> Ballot | None:
    issued, returned = figures.issued, figures.returned
    satisfied, basically, dissatisfied = figures.satisfied, figures.basically, figures.dissatisfied
    if issued is None or returned is None or satisfied is None or basically is None or dissatisfied is None:
        return None
    return Ballot(issued=issued, returned=returned, satisfied=satisfied, basically=basically, dissatisfied=dissatisfied)
