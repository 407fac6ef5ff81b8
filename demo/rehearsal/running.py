"""The stages of a rehearsal, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from django.core.management import call_command
from django.db import connection

from demo.rehearsal import filing, listing, nation
from demo.rehearsal.context import Context, Item, post
from demo.rehearsal.crew import Crew, Done, pieces_of
from demo.rehearsal.people import Assignment, Field, populate, recommending_units, weights_of
from demo.rehearsal.plan import DEADLINES, Days, Fate, Size
from demo.rounds import Plan, grants_of, opened
from demo.walking import store_papers
from honors.actions.rounds import close_round
from honors.models import Round
from ledger.models import Entry
from ledger.sealing import seal_all
from nominations.models import Nomination
from nominations.moves import State
from publicity.actions import sweep
from regulation.honours import Honour
from unions.models import Union

P = TypeVar("P")
PIECE = 40
ELEVATED_2018 = 10


@dataclass
class Rehearsal:
    """One run."""

    size: Size
    crew: Crew

    def run(self) -> Round:
        """Everything, from the tree of unions to the closed round."""
        fields, self.context = self._prepared()
        assignments = [a for one in _side_by_side(fields) for a in one]
        items = self._work("填写申报", pieces_of(assignments, PIECE), filing.draft).items
        self._filed(items)
        self._analyse()
        recommenders = [one.recommender for one in fields]
        self._recommended(recommenders)
        self._audited(items)
        self._honoured()
        return self._ended()

    # --- unions, people, round --------------------------------------------------------------------------------------------

    def _prepared(self) -> tuple[list[Field], Context]:
        done = Done()
        with self.crew.timed("工会、人员和岗位", done):
            call_command("load_unions", verbosity=0)
            recommenders = recommending_units(self.size.units)
            weights = weights_of(recommenders)
            fields, staff = populate(recommenders, self.size.filings(weights), self.size)
            done.number = sum(len(one.assignments) for one in fields)
            done.counts["推荐单位"] = len(recommenders)
            done.counts["审查工会"] = len(staff.reviewers)
        done = Done()
        with self.crew.timed("开启评选", done):
            held = store_papers(at=Days.drafted)
            ids = (held.opinion.pk, held.attestation.pk, held.minutes.pk, held.board.pk, held.answer.pk)
            draft = Context(0, ids, staff)
            places = self.size.places(weights)
            round = opened(
                self._plan(places),
                grants_of(places, recommenders),
                preparer=post(staff.national_preparer),
                signer=post(staff.national_signer),
                at=Days.drafted,
                opens_at=Days.opened,
            )
            done.number = sum(map(sum, places.values()))
        return fields, Context(round.pk, draft.papers, staff)

    def _plan(self, places: dict[Honour, list[int]]) -> Plan:
        return Plan(
            name=f"第{self.size.run}次演练（2026年）全国工会荣誉评选表彰",
            year=2026,
            number=f"总工办发〔2026〕演练{self.size.run}号",
            totals={honour: sum(amounts) for honour, amounts in places.items()},
            elevated=self._elevated(places),
            deadlines=DEADLINES,
            unusual_reason="演练，按换届之年的项目开展。",
            third_round_document=f"总工发〔2026〕演练{self.size.run}号",
        )

    def _elevated(self, places: dict[Honour, list[int]]) -> int:
        return min(ELEVATED_2018, max(1, sum(places[Honour.MODEL_HOME]) // 100))

    # --- 第十六条 -----------------------------------------------------------------------------------------------------------

    def _filed(self, items: list[Item]) -> None:
        pieces = pieces_of(items, PIECE)
        self._work("本单位公示", pieces, filing.show)
        self._work("公示异议", pieces_of((i for i in items if Fate(i[1]).unit_objection), PIECE), filing.object_in_unit)
        self._work("公示期满", pieces, filing.complete_notices)
        self._swept(Days.unit_over)
        self._work("申报", pieces, filing.file_all)
        self._work("逐级审查", pieces, filing.review)

    # --- 第十七条 -----------------------------------------------------------------------------------------------------------

    def _recommended(self, recommenders: list[int]) -> None:
        self._work("列入推荐名单", recommenders, listing.enter_all, weigh=lambda _: 1)
        self._work("集体研究和公示", recommenders, listing.decide_and_publish, weigh=lambda _: 1)
        self._work("推荐公示异议", recommenders, listing.object_to_lists, weigh=lambda _: 1)
        self._work("向全总推荐", recommenders, listing.recommend_all, weigh=lambda _: 1)
        self._swept(Days.over)

    # --- 第十九至二十一条 -----------------------------------------------------------------------------------------------------

    def _audited(self, items: list[Item]) -> None:
        arrived = set(self._standing(State.RECOMMENDED))
        mine = [item for item in items if item[0] in arrived]
        self._work("全总审核", pieces_of(mine, PIECE), nation.audit)
        self._work("审核合格", pieces_of(self._standing(State.RECOMMENDED), 250), nation.clear)

    def _honoured(self) -> None:
        elevated = self.context.of_round().honours.get(honour=Honour.MODEL_HOME.value).elevated_total
        self._once("建议名单和审议", partial(nation.propose, elevated=elevated))
        self._once("全国公示和异议", nation.publish)
        self._once("确定名单", nation.settle)
        number = f"总工发〔2026〕演练{self.size.run}-1号"
        self._once("表彰和证书编号", partial(nation.confer_on_all, number=number))

    def _ended(self) -> Round:
        self._once("未办结的失效", nation.lapse_the_rest)
        round = Round.objects.select_related("chain").get(pk=self.context.round)
        close_round(round, by=post(self.context.staff.national_signer), at=Days.closed, version=round.version)
        done = Done()
        with self.crew.timed("封存台账", done):
            done.counts["封存"] = seal_all(at=Days.closed)
            done.number = Entry.objects.count()
        return round

    # --- how a stage is run -------------------------------------------------------------------------------------------------

    def _work(
        self, title: str, pieces: list[P], work: Callable[[Context, P], Done], weigh: Callable[[Any], int] = len
    ) -> Done:
        return self.crew.run(title, pieces, partial(work, self.context), weigh=weigh)

    def _once(self, title: str, work: Callable[[Context], Done]) -> None:
        done = Done()
        with self.crew.timed(title, done):
            found = work(self.context)
            done.number, done.counts = found.number, found.counts

    def _swept(self, at: datetime) -> None:
        done = Done()
        with self.crew.timed("到期清扫和封存", done):
            swept = sweep.run(at=at)
            done.number, done.counts["封存"] = swept.completed, swept.seals

    def _standing(self, state: State) -> list[int]:
        rows = Nomination.objects.filter(round=self.context.round, state=state)
        return list(rows.order_by("pk").values_list("pk", flat=True))

    def _analyse(self) -> None:
        """Fresh statistics for the planner: autovacuum comes too late for a round that is filed within minutes."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")


def _side_by_side(fields: Iterable[Field]) -> list[list[Assignment]]:
    return [one.assignments for one in fields]


def next_run() -> int:
    """The number of this run on this database."""
    codes = Union.objects.filter(code__startswith="R", invented=True).values_list("code", flat=True)
    runs = {int(code[1:].partition("-")[0]) for code in codes.order_by().distinct() if code[1:2].isdigit()}
    return max(runs, default=0) + 1
