"""What became of the honours of 2023: supervised, re-checked, recovered, and revoked or not, at every stage on the demo's day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from demo import papers
from demo.story.cast import Cast
from demo.story.timeline import Timeline, moment
from demo.walking import Papers
from documents.actions import store
from documents.models import Document
from honors.models import Conferral
from regulation.after import SupportKind
from regulation.after import UnitEnd as EndKind
from regulation.grounds import GROUNDS
from regulation.honours import Honour
from revocations.actions import (
    applying,
    arranging,
    closing,
    consenting,
    deciding,
    hearings,
    reversing,
    triggers,
    verifying,
)
from revocations.actions.charging import Told, add_evidence, add_ground
from revocations.actions.deciding import Meeting, Paper
from revocations.actions.opening import open_case
from revocations.facts.route import recommenders_of
from revocations.models import CaseSource, Hearing, RevocationCase
from supervision.actions.collecting import declare_lost, receive
from supervision.actions.ends import establish, recover_all, report_end
from supervision.actions.events import record_event
from supervision.actions.programmes import draft_programme, draw
from supervision.actions.rechecks import Answer, keep, order_mending, tick
from supervision.actions.support import record_support
from supervision.actions.years import confirm_year, report_year
from supervision.facts.years import Figures
from supervision.models import EventKind, Method, Recheck, RecoveryItem, UnitEnd
from supervision.moves import ItemState
from supervision.queries import line_above, original_of, responsible_for
from supervision.queries.candidates import Scope
from unions.models import Post, Union
from unions.queries import actor

HOME, SMALL, WORKER, ACTIVIST, FRIEND = Honour
GOOD = Figures(employees=320, members=310, issued=310, returned=300, satisfied=288, basically=9, dissatisfied=3)
BAD = Figures(employees=260, members=240, issued=240, returned=200, satisfied=70, basically=18, dissatisfied=112)
WORSE = Figures(employees=255, members=231, issued=231, returned=190, satisfied=60, basically=20, dissatisfied=110)


@dataclass(frozen=True)
class Charge:
    """Against whom, by which item, on what facts; and how far the case has come."""

    union: str
    honour: Honour
    code: str
    facts: str
    steps: int
    start: datetime
    happened_on: date = date(2023, 12, 5)
    measured: dict[str, object] = field(default_factory=dict)
    ending: str = ""
    """rejected, withdrawn or reversed instead of the last step."""


BY_ROUTE_ONE = (
    Charge(
        "D-ZJ2", WORKER, "24.2", "多次不按规定召开会员代表大会，经上级工会批评教育仍不改正。", 99, moment(2025, 3, 3)
    ),
    Charge("D-JS1", ACTIVIST, "24.5", "因危险驾驶被依法追究刑事责任。", 6, moment(2026, 2, 3)),
    Charge(
        "D-BJ1",
        FRIEND,
        "24.4",
        "受到党内严重警告处分。",
        10,
        moment(2026, 1, 12),
        measured={"sanction": "party_serious_warning"},
    ),
    Charge("D-BJ4", ACTIVIST, "24.1", "申报时隐瞒已不在工会岗位的事实。", 12, moment(2026, 1, 5)),
    Charge("D-JR1", WORKER, "24.3", "反映有不良行为，造成恶劣社会影响。", 9, moment(2025, 9, 1), ending="rejected"),
)
DIRECT = (
    Charge("D-XJ2", HOME, "23.6", "所在单位发生重大安全生产责任事故，工会未依法履行监督职责。", 99, moment(2024, 8, 5)),
    Charge("D-JS2", FRIEND, "24.4", "受到党内严重警告处分。", 99, moment(2025, 5, 12), measured={"sanction": "party_serious_warning"}),
    Charge("D-ZJ1", ACTIVIST, "24.5", "因职务侵占被依法追究刑事责任。", 6, moment(2026, 2, 9)),
    Charge("D-ZY1", FRIEND, "24.2", "工作严重过失，经批评教育仍不改正。", 5, moment(2026, 2, 16)),
    Charge("D-BJ2", WORKER, "24.4", "受到政务记大过处分。", 99, moment(2024, 11, 4), measured={"sanction": "serious_demerit"}, ending="reversed"),
    Charge("D-XJ3", ACTIVIST, "24.6", "有材料反映其不宜继续保留荣誉。", 3, moment(2025, 10, 13), ending="withdrawn"),
)  # fmt: skip
NUMBERS = {"D-ZJ2": "总工发〔2025〕演示3号", "D-XJ2": "总工发〔2024〕演示7号", "D-JS2": "总工发〔2025〕演示9号"}


@dataclass
class Walk:
    """One case with the people of the demo."""

    cast: Cast
    held: Papers
    charge: Charge

    @property
    def honour(self) -> Conferral:
        return honour_of(self.charge.union, self.charge.honour)

    @property
    def case(self) -> RevocationCase:
        return RevocationCase.objects.select_related(
            "chain", "holder", "consent", "decision", "document", "applicant"
        ).get(subjects__conferral=self.honour)

    @property
    def reviewer(self) -> Post:
        return reviewer_at(self.cast, responsible_for(self.honour))

    @property
    def signer(self) -> Post:
        place = next(
            key
            for key, post in self.cast.posts.items()
            if post.union_id == self.honour.recommender_id and key.endswith("-signer")
        )
        return self.cast.posts[place]

    def route_one(self) -> list[Callable[[datetime], object]]:
        """Every step in order, as many agreements as there are unions in between."""
        line = line_above(self.honour)
        agreeing = [partial(self.agree, by=reviewer_at(self.cast, union)) for union in line]
        return [
            partial(self.open, source=CaseSource.UNION, by=self.reviewer),
            partial(self.charged, by=self.reviewer),
            partial(self.tell, by=self.reviewer),
            self.answer,
            partial(self.hand_over, by=self.reviewer),
            self.apply,
            *agreeing,
            self.consent,
            self.report,
            self.verify,
            self.request,
            self.approve,
            self.notify,
            self.close,
        ]

    def direct(self) -> list[Callable[[datetime], object]]:
        """The shorter way: verified by the department, decided by the secretariat."""
        nation = self.cast.posts["nation-preparer"]
        return [
            partial(self.open, source=CaseSource.NATIONAL, by=nation),
            partial(self.charged, by=nation),
            partial(self.tell, by=nation),
            self.answer,
            partial(self.verify, by=self.cast.posts["nation-signer"]),
            self.decide_directly,
            self.notify,
            self.close,
        ]

    # --- the steps ----------------------------------------------------------------------------------------------------

    def open(self, at: datetime, *, source: CaseSource, by: Post) -> None:
        open_case([self.honour], source=source, summary=self.charge.facts, by=by, at=at)

    def charged(self, at: datetime, *, by: Post) -> None:
        """The item with a document for each element."""
        told = Told(facts=self.charge.facts, happened_on=self.charge.happened_on, **self.charge.measured)  # type: ignore[arg-type]  # what this item measures
        case = self.case
        ground = add_ground(case, code=self.charge.code, told=told, by=by, at=at, version=case.version)
        for element in GROUNDS[self.charge.code].elements:
            ground.case = case = self.case
            paper = self.paper("证据", by, at)
            about = "或".join(element.alternatives)
            add_evidence(ground, element=element.key, paper=paper, about=about, by=by, at=at, version=case.version)

    def tell(self, at: datetime, *, by: Post) -> None:
        case = self.case
        hearings.notify_hearing(case, means="送达书面告知书，当场签收", by=by, at=at, version=case.version)

    def answer(self, at: datetime) -> None:
        hearing = Hearing.objects.get(subject__conferral=self.honour)
        by = self.cast.clerk_of(self.honour.union)
        hearings.state(hearing, statement="收到告知。情况已经核对，没有补充。", by=by, at=at)

    def hand_over(self, at: datetime, *, by: Post) -> None:
        case = self.case
        to = original_of(self.honour)
        arranging.hand_over(case, to=to, reason="请原推荐单位按程序申请。", by=by, at=at, version=case.version)

    def apply(self, at: datetime) -> None:
        case = self.case
        applying.apply(case, by=self.cast.clerk_of(original_of(self.honour)), at=at, version=case.version)

    def agree(self, at: datetime, *, by: Post) -> None:
        case = self.case
        applying.agree(case, opinion="事实清楚，证据充分，同意。", by=by, at=at, version=case.version)

    def consent(self, at: datetime) -> None:
        case, meeting = self.case, self.meeting(at)
        consenting.consent(
            case, held_on=meeting.held_on, place=meeting.place, attendees=meeting.attendees, minutes=meeting.minutes,
            by=self.signer, at=at, version=case.version,
        )  # fmt: skip

    def report(self, at: datetime) -> None:
        case, by = self.case, self.signer
        number = f"工报〔{at.year}〕演示{case.pk}号"
        consenting.report(case, number=number, paper=self.paper("书面报告", by, at), by=by, at=at, version=case.version)

    def verify(self, at: datetime, *, by: Post | None = None) -> None:
        case, who = self.case, by or self.cast.posts["nation-preparer"]
        conclusion = "经实地核查，情况属实。"
        paper = self.paper("核查报告", who, at)
        verifying.verify(case, conclusion=conclusion, paper=paper, by=who, at=at, version=case.version)

    def request(self, at: datetime) -> None:
        case, by = self.case, self.cast.posts["nation-signer"]
        number = f"基层请〔{at.year}〕演示{case.pk}号"
        verifying.request(case, number=number, paper=self.paper("请示", by, at), by=by, at=at, version=case.version)

    def approve(self, at: datetime) -> None:
        self._decide(deciding.approve, at)

    def decide_directly(self, at: datetime) -> None:
        self._decide(deciding.decide_directly, at)

    def notify(self, at: datetime) -> None:
        case, by = self.case, self.cast.posts["nation-preparer"]
        for recommender in recommenders_of(case):
            closing.notify_recommender(
                self.case, recommender=recommender, number=f"工基函〔{at.year}〕演示{case.pk}号", sent_on=at.date(),
                paper=self.paper("通报", by, at), by=by, at=at, version=self.case.version,
            )  # fmt: skip

    def close(self, at: datetime) -> None:
        case = self.case
        closing.close(case, by=self.cast.posts["nation-signer"], at=at, version=case.version)

    def end(self, at: datetime) -> None:
        """Some end another way."""
        case, nation = self.case, self.cast.posts["nation-preparer"]
        if self.charge.ending == "rejected":
            verifying.reject(case, reason="经核查，反映的情况不属实。", by=nation, at=at, version=case.version)
        elif self.charge.ending == "withdrawn":
            why = "没有可以核实的证据，不提出撤销。"
            applying.withdraw(case, reason=why, by=nation, at=at, version=case.version)
        else:
            why = "处分决定已经复核撤销，原撤销依据不存在。"
            reversing.ask_reversal(case, reason=why, by=nation, at=at, version=case.version)
            paper = self.decided(at, f"总工发〔{at.year}〕演示更{case.pk}号", "关于更正撤销决定的决定")
            by = self.cast.posts["secretariat"]
            reversing.reverse(self.case, meeting=self.meeting(at), paper=paper, by=by, at=at, version=self.case.version)

    def _decide(self, verb: Callable[..., object], at: datetime) -> None:
        case = self.case
        number = NUMBERS.get(self.charge.union, f"总工发〔{at.year}〕演示撤{case.pk}号")
        paper = self.decided(at, number, "关于撤销有关荣誉的决定")
        verb(
            case, meeting=self.meeting(at), paper=paper, by=self.cast.posts["secretariat"], at=at, version=case.version
        )

    def decided(self, at: datetime, number: str, title: str) -> Paper:
        return Paper(number=number, title=title, issued_on=at.date(), due_on=at.date() + timedelta(45))

    def meeting(self, at: datetime) -> Meeting:
        return Meeting(
            held_on=at.date(), place="机关三楼会议室", attendees="领导班子全体成员", minutes=self.held.minutes
        )

    def paper(self, name: str, by: Post, at: datetime) -> Document:
        return store(papers.pdf(name, name, ["（演示材料）", self.charge.facts]), by=actor(by), at=at)


def tell_before(line: Timeline, cast: Cast, held: Papers) -> None:
    """What happened up to the end of 2025."""
    _cases(line, cast, held, before=True)
    line.on(moment(2025, 3, 10), partial(_year, cast, "D-JS5", HOME, BAD, 2024))
    line.on(moment(2025, 3, 12), partial(_year, cast, "D-BJ1", HOME, GOOD, 2024))
    line.on(moment(2025, 4, 15), partial(_served, cast))
    line.on(moment(2025, 6, 10), partial(_handed_in, cast))
    line.on(moment(2025, 6, 16), partial(_programme, cast))
    line.on(moment(2025, 7, 7), partial(_rechecked, cast))
    line.on(moment(2025, 11, 10), partial(_ended, cast))
    line.on(moment(2025, 12, 1), partial(_recovered, cast))


def tell_now(line: Timeline, cast: Cast, held: Papers) -> None:
    """What happened since, up to the demo's day."""
    _cases(line, cast, held, before=False)
    line.on(moment(2026, 2, 4), partial(_year, cast, "D-JS5", HOME, WORSE, 2025))
    line.on(moment(2026, 2, 5), partial(_year, cast, "D-BJ1", HOME, GOOD, 2025))
    line.on(
        moment(2026, 2, 6), partial(_year, cast, "D-JS1", WORKER, Figures(grade="satisfied"), 2025, confirmed=False)
    )
    line.on(moment(2026, 2, 25), triggers_swept)
    line.on(moment(2026, 2, 26), partial(_reported_ended, cast))


def triggers_swept(at: datetime) -> None:
    """The daily look at the supervision record: two years above one half open a case to examine."""
    triggers.sweep(at=at)


def honour_of(union: str, honour: Honour) -> Conferral:
    """An honour of 2023."""
    rows = Conferral.objects.select_related("chain", "union", "recommender", "round", "decision")
    return rows.get(round__year=2023, elevated="", honour=honour, union__code=union)


def reviewer_at(cast: Cast, union: Union) -> Post:
    """Whoever works at a union above."""
    return cast.posts["nation-preparer"] if union.is_national else cast.reviewer_of(union)


def _cases(line: Timeline, cast: Cast, held: Papers, *, before: bool) -> None:
    for charge, direct in [*((c, False) for c in BY_ROUTE_ONE), *((c, True) for c in DIRECT)]:
        if (charge.start.year < 2026) is before:
            line.on(charge.start, partial(_laid_out, Walk(cast, held, charge), direct))


def _laid_out(walk: Walk, direct: bool, at: datetime) -> None:
    """The steps of a case follow one another within days; who takes them is known once the honour stands."""
    steps: Sequence[Callable[[datetime], object]] = walk.direct() if direct else walk.route_one()
    steps = steps[: walk.charge.steps]
    for number, step in enumerate(steps):
        step(at + timedelta(days=number // 3, hours=1 + number % 3))
    if walk.charge.ending:
        walk.end(at + timedelta(days=len(steps) // 3 + 30))


def _year(
    cast: Cast, union: str, honour: Honour, figures: Figures, year: int, at: datetime, *, confirmed: bool = True
) -> None:
    conferral = honour_of(union, honour)
    clerk = cast.clerk_of(original_of(conferral))
    paper = store(papers.pdf("评议结果", "会员评议职工之家结果", ["（演示材料）"]), by=actor(clerk), at=at)
    report = report_year(conferral, year=year, figures=figures, paper=paper, by=clerk, at=at)
    if confirmed:
        by = reviewer_at(cast, responsible_for(conferral))
        confirm_year(report, by=by, at=at + timedelta(hours=3), version=report.version)


def _served(cast: Cast, at: datetime) -> None:
    """指导、宣传、关心, and a subsidy."""
    home, small = honour_of("D-BJ1", HOME), honour_of("D-ZJ2A", SMALL)
    chaoyang, xihu = cast.posts["chaoyang"], cast.posts["xihu"]
    told = (
        (EventKind.GUIDANCE, "到会指导会员代表大会换届。", False),
        (EventKind.PUBLICISED, "在区工会网站宣传民主管理经验。", False),
        (EventKind.HELP, "走访慰问工会主席。", True),
    )
    for kind, text, chair in told:
        record_event(home, kind=kind, happened_on=at.date(), text=text, for_chair=chair, by=chaoyang, at=at)
    record_support(
        home, kind=SupportKind.SUBSIDY, amount=Decimal(20000), paid_on=at.date(),
        spending_rules="业务支出，按工会经费收支管理办法列支。", by=chaoyang, at=at,
    )  # fmt: skip
    record_support(
        small, kind=SupportKind.SUBSIDY, amount=Decimal(3000), paid_on=at.date(),
        spending_rules="业务支出，按工会经费收支管理办法列支。", by=cast.posts["zj2"], at=at,
    )  # fmt: skip
    record_event(small, kind=EventKind.GUIDANCE, happened_on=at.date(), text="指导职工小家建设。", by=xihu, at=at)


def _handed_in(cast: Cast, at: datetime) -> None:
    """Of what was demanded so far one plaque is lost, one certificate is still out, the rest has come in."""
    rows = RecoveryItem.objects.filter(state=ItemState.DEMANDED).select_related("conferral__chain", "union", "chain")
    for number, item in enumerate(rows.order_by("pk")):
        by = reviewer_at(cast, item.union)
        if number == 0:
            continue
        if number == 1:
            statement = "搬迁时遗失，单位已书面说明。"
            declare_lost(item, statement=statement, by=by, at=at, version=item.version)
        else:
            receive(item, received_on=at.date(), by=by, at=at, version=item.version)


def _programme(cast: Cast, at: datetime) -> None:
    """江苏 re-checks by sample."""
    by = cast.posts["js-preparer"]
    programme = draft_programme(
        title="2025年荣誉复查（抽样）", scope=Scope(), method=Method.SAMPLE, size=3, seed="20250616",
        due_on=date(2025, 12, 31), by=by, at=at,
    )  # fmt: skip
    draw(programme, by=by, at=at + timedelta(hours=2), version=programme.version)


def _rechecked(cast: Cast, at: datetime) -> None:
    """Of the three one is kept, one has to mend, one is still open."""
    by = cast.posts["js-preparer"]
    for number, recheck in enumerate(Recheck.objects.filter(programme__isnull=False).order_by("pk")):
        if number == 2:
            break
        rows = {item.code: Answer("met") for item in recheck.items.all()}
        if number == 1:
            rows[next(iter(rows))] = Answer("not_met", "会务公开不及时。")
        tick(recheck, rows=rows, by=by, at=at, version=recheck.version)
        recheck.refresh_from_db()
        if number == 0:
            keep(recheck, finding="条件保持较好。", by=by, at=at, version=recheck.version)
        else:
            what = "按季度公开会务，报县级工会。"
            order_mending(recheck, what=what, mend_by=date(2026, 3, 31), by=by, at=at, version=recheck.version)


def _ended(cast: Cast, at: datetime) -> None:
    """第二十七条: a company was dissolved; its union's certificate and plaque are asked back."""
    union = cast.unions["D-JR2"]
    text = "公司已完成注销登记，工会随之撤销。"
    report_end(union, kind=EndKind.DISSOLVED, happened_on=date(2025, 10, 31), text=text, by=cast.posts["jr2"], at=at)
    end = UnitEnd.objects.select_related("union", "holder", "chain").get(union=union)
    by = reviewer_at(cast, end.holder)
    establish(end, finding="经核实，公司已注销。", due_on=date(2025, 11, 28), by=by, at=at, version=end.version)


def _recovered(cast: Cast, at: datetime) -> None:
    """… and are back; the level above is told."""
    end = UnitEnd.objects.select_related("union", "holder", "chain").get(union=cast.unions["D-JR2"])
    by = reviewer_at(cast, end.holder)
    for item in RecoveryItem.objects.filter(conferral__union=end.union, state=ItemState.DEMANDED):
        receive(item, received_on=at.date(), by=by, at=at, version=item.version)
    recover_all(end, by=by, at=at, version=end.version)


def _reported_ended(cast: Cast, at: datetime) -> None:
    """Another one has only been reported."""
    report_end(
        cast.unions["D-ZY2"], kind=EndKind.ENDED, happened_on=date(2026, 1, 31), text="机构改革，单位职能并入其他部门。",
        by=cast.posts["zy2"], at=at,
    )  # fmt: skip
