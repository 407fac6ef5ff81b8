"""Cases in any later state, walked there through the real verbs, with the cast of tests.cast."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from honors.models import Conferral, Round
from nominations.models import EmployerRecord, EmployerRow, Nomination
from nominations.sections import Filled
from publicity.actions.letters import accept, dismiss, uphold
from publicity.actions.notices import complete
from publicity.actions.receiving import Sent, object_to
from publicity.models import Letter, Notice
from regulation.honours import Honour
from regulation.windows import in_beijing
from reviews.actions import audit, chain, lists, proposal
from reviews.actions.recommending import Outcome
from reviews.models import ListItem, ProposedItem, ProposedList, RecommendationList
from tests.cast import Cast
from tests.nominations.build import complete as complete_case
from tests.nominations.build import draft, filed, filed_case, paper, sections_for
from unions.models import Post, Union

HEARD = "听取了人社、应急管理、税务部门和职工群众的意见，均无异议"
FILED = datetime.fromisoformat("2026-03-10T09:00:00+08:00")
"""Later than every filing of the builders: their unit notices run from 2026-03-02 to 03-06."""
MEDIUM = "省（区、市）工会网络媒体"
ADDRESS = "https://example.org/notice"


def fresh(case: Nomination) -> Nomination:
    """The case as the database has it."""
    return Nomination.objects.select_related("round", "union", "holder", "recommender", "chain", "subject_union").get(
        pk=case.pk
    )


def endorsed(case: Nomination, *posts: Post, at: datetime = FILED) -> Nomination:
    """Passed up by these posts, one after the other."""
    for post in posts:
        case = fresh(case)
        chain.endorse(case, by=post, at=at, version=case.version, opinions_heard=HEARD)
    return fresh(case)


def at_province(
    cast: Cast, round: Round, honour: Honour = Honour.MODEL_HOME, *, serial: int | None = None, by: Post | None = None
) -> Nomination:
    """Filed in 姑苏, endorsed by county and prefecture."""
    return endorsed(filed_case(cast, round, honour, serial=serial, by=by), cast.county, cast.prefecture)


def listed(cast: Cast, *cases: Nomination, at: datetime = FILED) -> RecommendationList:
    """On the province's draft list."""
    by = cast.province_preparer
    found = lists.draft_list(cases[0].round, cast.province, by=by, at=at)
    for case in cases:
        case = fresh(case)
        lists.enter(found, case, by=by, at=at, version=case.version)
    return again(found)


def again(found: RecommendationList) -> RecommendationList:
    """The list as the database has it."""
    return RecommendationList.objects.select_related("round", "recommender", "chain", "decision", "notice").get(
        pk=found.pk
    )


def decided(
    cast: Cast, found: RecommendationList, *, at: datetime = FILED, reasons: dict[str, str] | None = None
) -> RecommendationList:
    """Decided by the province's leadership, signed by the second person."""
    lists.decide(
        found,
        held_on=in_beijing(at).date(),
        place="省总工会三楼会议室",
        attendees="领导班子全体成员",
        minutes=paper(cast.province_signer, at),
        by=cast.province_signer,
        at=at,
        version=found.version,
        reasons=reasons,
    )
    return again(found)


def published(cast: Cast, found: RecommendationList, *, at: datetime = FILED) -> RecommendationList:
    """On notice, in the province's medium, with proof."""
    lists.publish(
        found,
        medium=MEDIUM,
        medium_visible_at=at,
        medium_address=ADDRESS,
        by=cast.province_preparer,
        at=at,
        version=found.version,
    )
    return again(found)


def over(notice: Notice | None) -> datetime:
    """The morning after the window, and the notice completed."""
    assert notice is not None
    at = notice.ends_at + timedelta(hours=9)
    complete(Notice.objects.get(pk=notice.pk), at=at)
    return at


def recommended(
    cast: Cast, found: RecommendationList, *, reasons: dict[str, str] | None = None
) -> tuple[Outcome, datetime]:
    """Recommended on the morning after the notice; what became of it, and that morning."""
    at = over(found.notice)
    found = again(found)
    return lists.recommend(found, by=cast.province_signer, at=at, version=found.version, reasons=reasons), at


def to_nation(cast: Cast, *cases: Nomination) -> datetime:
    """All of them recommended; the morning on which that happened."""
    found = published(cast, decided(cast, listed(cast, *cases)))
    return recommended(cast, found)[1]


def cleared(cast: Cast, *cases: Nomination, at: datetime) -> None:
    """Cleared by the national department."""
    for case in cases:
        case = fresh(case)
        audit.clear(case, by=cast.nation_preparer, at=at, version=case.version)


def same(found: ProposedList) -> ProposedList:
    """The proposed list as the database has it."""
    return ProposedList.objects.select_related("round", "chain", "decision", "notice", "final_decision").get(
        pk=found.pk
    )


def submitted(cast: Cast, round: Round, *, at: datetime) -> ProposedList:
    """Drawn up by one, submitted by another."""
    found = proposal.draw_up(round, by=cast.nation_preparer, at=at)
    found = same(found)
    proposal.submit(found, by=cast.nation_signer, at=at, version=found.version)
    return same(found)


def approved(cast: Cast, found: ProposedList, *, at: datetime, declined: dict[int, str] | None = None) -> ProposedList:
    """Approved by the secretariat."""
    proposal.approve(
        found,
        held_on=in_beijing(at).date(),
        place="全总机关",
        attendees="书记处全体同志",
        minutes=paper(cast.secretariat, at),
        by=cast.secretariat,
        at=at,
        version=found.version,
        declined=declined,
    )
    return same(found)


def on_national_notice(cast: Cast, found: ProposedList, *, at: datetime) -> ProposedList:
    """In 中工网, with proof."""
    proposal.publish_national(
        found,
        medium="中工网",
        medium_visible_at=at,
        medium_address=ADDRESS,
        by=cast.nation_preparer,
        at=at,
        version=found.version,
    )
    return same(found)


def finalised(cast: Cast, found: ProposedList, *, at: datetime, reasons: dict[str, str] | None = None) -> Outcome:
    """Settled by the result of the notice."""
    found = same(found)
    return proposal.finalise(
        found,
        held_on=in_beijing(at).date(),
        place="全总机关",
        attendees="书记处全体同志",
        minutes=paper(cast.nation_signer, at),
        by=cast.nation_signer,
        at=at,
        version=found.version,
        reasons=reasons,
    )


def conferred(cast: Cast, found: ProposedList, *, at: datetime, number: str = "总工发〔2026〕20号") -> list[Conferral]:
    """The decision document is issued, the register has its rows."""
    found = same(found)
    return proposal.confer(
        found,
        number=number,
        title="关于表彰全国模范职工之家等的决定",
        issued_on=in_beijing(at).date(),
        by=cast.nation_signer,
        at=at,
        version=found.version,
    )


def whole_path(cast: Cast, round: Round, cases: Sequence[Nomination]) -> list[Conferral]:
    """From the province's desk to the register."""
    at = to_nation(cast, *cases)
    cleared(cast, *cases, at=at)
    found = on_national_notice(cast, approved(cast, submitted(cast, round, at=at), at=at), at=at)
    done = over(found.notice)
    finalised(cast, found, at=done)
    return conferred(cast, found, at=done)


def item_of(case: Nomination) -> ListItem:
    """Its row on the recommendation list."""
    return ListItem.objects.select_related("list", "quota").get(nomination=case, left_at__isnull=True)


def row_of(case: Nomination) -> ProposedItem:
    """Its row on the proposed list."""
    return ProposedItem.objects.select_related("list__round", "nomination").get(nomination=case, left_at__isnull=True)


def today(at: datetime) -> date:
    """The law's day."""
    return in_beijing(at).date()


def province(cast: Cast) -> Union:
    """江苏省总工会."""
    return cast.province


def activist(cast: Cast, round: Round, serial: int, *, front_line: bool = True, nature: str = "private") -> Nomination:
    """An 积极分子 at the province, on the front line or not, of a unit of this nature."""
    case = draft(cast, round, Honour.OUTSTANDING_ACTIVIST)
    work = sections_for(case, serial=serial)["work"]
    values = {**work.values, "front_line": front_line, "workplace_nature": nature}
    complete_case(case, by=cast.clerk, serial=serial, work=Filled(values))
    return endorsed(filed(case, by=cast.clerk), cast.county, cast.prefecture)


def objection(case: Nomination, notice: Notice | None, *, at: datetime, key: str = "form-1") -> Letter:
    """A citizen objects to one name of a notice, in time."""
    assert notice is not None
    sent = Sent(sender="person", name="郑市民", contact="13800000000", text="公示的内容与实际不符。")
    return object_to(notice.items.get(subject=case.key), sent=sent, submission=key, at=at).letter


def answered(letter: Letter, *, by: Post, at: datetime, upheld: bool = False) -> None:
    """The handling level decides."""
    letter.refresh_from_db()
    accept(letter, by=by, at=at, version=letter.version)
    letter.refresh_from_db()
    verb = uphold if upheld else dismiss
    verb(letter, finding="经核查", answer="已答复", by=by, at=at, version=letter.version)


def accident(case: Nomination, *, on: date) -> None:
    """An ordinary accident, for which the employer is responsible, becomes known."""
    employer = EmployerRow.objects.filter(nomination=case).first()
    assert employer is not None
    EmployerRecord.objects.create(employer=employer, kind="accident", on=on, grade="ordinary", verdict=True)
