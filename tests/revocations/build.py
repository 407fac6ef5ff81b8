"""Cases of revocation in any state, walked there through the real verbs, with the cast of tests.cast.

case = requested(cast, home(cast))          # route one, before the secretariat
case = approved(cast, home(cast))           # decided; honour revoked, papers demanded
case = direct(cast, home(cast))             # route two, verified
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from documents.models import Document
from honors.models import Conferral, Round
from regulation.honours import Honour
from revocations.actions.applying import agree, apply
from revocations.actions.arranging import hand_over
from revocations.actions.charging import Told, add_evidence, add_ground
from revocations.actions.closing import close, notify_recommender
from revocations.actions.consenting import consent, report
from revocations.actions.deciding import Meeting, Paper, approve, decide_directly
from revocations.actions.hearings import notify_hearing, state
from revocations.actions.opening import open_case
from revocations.actions.verifying import request, verify
from revocations.models import CaseGround, CaseSource, Hearing, RevocationCase
from revocations.queries import subjects_of
from tests.cast import AT, Cast
from tests.honors.builders import conferred, opened, to_confer
from tests.nominations.build import paper
from unions.models import Post

HAPPENED = date(2025, 11, 3)
LATER = AT + timedelta(days=21)
"""After every hearing that was notified at AT has run out."""
DUE = date(2026, 5, 8)


def home(cast: Cast, round: Round | None = None, *, number: str = "总工发〔2026〕20号", **more: Any) -> Conferral:
    """A standing 之家 of the clerk's union."""
    return conferred(cast, round or opened(cast), to_confer(cast, "苏州某某有限公司工会委员会", **more), number=number)[
        0
    ]


def worker(cast: Cast, round: Round | None = None, *, number: str = "总工发〔2026〕21号", **more: Any) -> Conferral:
    """A standing 工作者 of the clerk's union, chair of its grassroots union."""
    row = to_confer(cast, "顾建国", Honour.OUTSTANDING_WORKER, **{"person_key": "p" * 64, "post": "chair", **more})
    return conferred(cast, round or opened(cast), row, number=number)[0]


def fresh(case: RevocationCase) -> RevocationCase:
    """The case as the database has it."""
    return RevocationCase.objects.select_related("chain", "holder", "applicant", "consent", "decision", "document").get(
        pk=case.pk
    )


def told(**more: Any) -> Told:
    """Facts of an item."""
    given: dict[str, Any] = {"facts": "申报时虚报会员评议票数", "happened_on": HAPPENED}
    return Told(**{**given, **more})


def charged(
    case: RevocationCase,
    *,
    by: Post,
    code: str = "23.1",
    at: datetime = AT,
    elements: tuple[str, ...] = ("fact",),
    **more: Any,
) -> CaseGround:
    """One item with evidence of the elements named."""
    case = fresh(case)
    ground = add_ground(case, code=code, told=told(**more), by=by, at=at, version=case.version)
    for element in elements:
        case = fresh(case)
        ground.case = case
        add_evidence(
            ground, element=element, paper=paper(by, at), about="证明该事实", by=by, at=at, version=case.version
        )
    return ground


def draft(
    cast: Cast, *honours: Conferral, by: Post | None = None, at: datetime = AT, code: str = "23.1"
) -> RevocationCase:
    """Opened by the county, with one item and its evidence."""
    post = by or cast.county
    case = open_case(honours, source=CaseSource.UNION, summary="经查弄虚作假", by=post, at=at)
    charged(case, by=post, code=code, at=at)
    return fresh(case)


def informed(case: RevocationCase, *, by: Post, at: datetime = AT) -> RevocationCase:
    """Everybody told of what stands against them."""
    case = fresh(case)
    notify_hearing(case, means="送达书面告知书", by=by, at=at, version=case.version)
    return fresh(case)


def answered(case: RevocationCase, *, by: Post, at: datetime = AT, statement: str = "情况属实") -> RevocationCase:
    """Everybody has answered."""
    for subject in subjects_of(case):
        hearing = Hearing.objects.filter(subject=subject).latest("pk")
        state(hearing, statement=statement, by=by, at=at)
    return fresh(case)


def handed(cast: Cast, case: RevocationCase, *, at: datetime = AT) -> RevocationCase:
    """In the hands of the original recommender, the clerk's union."""
    case = fresh(case)
    hand_over(case, to=cast.union, reason="由原推荐单位申请", by=cast.county, at=at, version=case.version)
    return fresh(case)


def applied(cast: Cast, *honours: Conferral, at: datetime = AT, code: str = "23.1") -> RevocationCase:
    """Applied for by the original recommender, after everybody was told and has answered; at the county."""
    case = answered(informed(draft(cast, *honours, at=at, code=code), by=cast.county, at=at), by=cast.clerk, at=at)
    case = handed(cast, case, at=at)
    apply(case, by=cast.clerk, at=at, version=case.version)
    return fresh(case)


def agreed(case: RevocationCase, *posts: Post, at: datetime = AT) -> RevocationCase:
    """Agreed to by these posts, one after the other."""
    for post in posts:
        case = fresh(case)
        agree(case, opinion="事实清楚，同意撤销", by=post, at=at, version=case.version)
    return fresh(case)


def consented(cast: Cast, *honours: Conferral, at: datetime = AT, code: str = "23.1") -> RevocationCase:
    """Decided by the province's leadership: put forward by one, signed by the other."""
    case = agreed(
        applied(cast, *honours, at=at, code=code), cast.county, cast.prefecture, cast.province_preparer, at=at
    )
    return decided_by_province(cast, case, at=at)


def decided_by_province(cast: Cast, case: RevocationCase, *, at: datetime = AT) -> RevocationCase:
    """The consent of a case that waits for it."""
    case = fresh(case)
    consent(
        case,
        held_on=at.date(),
        place="省总工会三楼会议室",
        attendees="领导班子全体成员",
        minutes=paper(cast.province_signer, at),
        by=cast.province_signer,
        at=at,
        version=case.version,
    )
    return fresh(case)


def reported(cast: Cast, *honours: Conferral, at: datetime = AT, code: str = "23.1") -> RevocationCase:
    """Reported in writing to the national department."""
    case = consented(cast, *honours, at=at, code=code)
    report(
        case,
        number="苏工〔2026〕8号",
        paper=paper(cast.province_signer, at),
        by=cast.province_signer,
        at=at,
        version=case.version,
    )
    return fresh(case)


def verified(cast: Cast, case: RevocationCase, *, by: Post | None = None, at: datetime = AT) -> RevocationCase:
    """Verified at the department, by its preparer."""
    post = by or cast.nation_preparer
    verify(case, conclusion="经核查属实", paper=paper(post, at), by=post, at=at, version=case.version)
    return fresh(case)


def requested(cast: Cast, *honours: Conferral, at: datetime = AT, code: str = "23.1") -> RevocationCase:
    """Requested of the secretariat, by the other person of the department."""
    case = verified(cast, reported(cast, *honours, at=at, code=code), at=at)
    post = cast.nation_signer
    request(case, number="基层请〔2026〕3号", paper=paper(post, at), by=post, at=at, version=case.version)
    return fresh(case)


def direct(cast: Cast, *honours: Conferral, at: datetime = AT, code: str = "23.1") -> RevocationCase:
    """Opened, charged and told by the department, verified by its second person: before the secretariat, route two."""
    case = draft(cast, *honours, by=cast.nation_preparer, at=at, code=code)
    case = answered(informed(case, by=cast.nation_preparer, at=at), by=cast.nation_preparer, at=at)
    return verified(cast, case, by=cast.nation_signer, at=at)


def meeting(cast: Cast, at: datetime = AT) -> Meeting:
    """A meeting of the secretariat."""
    return Meeting(held_on=at.date(), place="全总机关", attendees="书记处全体同志", minutes=paper(cast.secretariat, at))


def decision_paper(number: str = "总工发〔2026〕40号", *, at: datetime = AT, **more: Any) -> Paper:
    """A decision of revocation as it is issued."""
    given: dict[str, Any] = {"number": number, "title": "关于撤销荣誉称号的决定", "issued_on": at.date(), "due_on": DUE}
    return Paper(**{**given, **more})


def approved(
    cast: Cast, *honours: Conferral, at: datetime = AT, code: str = "23.1", number: str = "总工发〔2026〕40号"
) -> RevocationCase:
    """Route one to its end before the secretariat: the honours have ended."""
    case = requested(cast, *honours, at=at, code=code)
    approve(
        case,
        meeting=meeting(cast, at),
        paper=decision_paper(number, at=at),
        by=cast.secretariat,
        at=at,
        version=case.version,
    )
    return fresh(case)


def decided_directly(
    cast: Cast, *honours: Conferral, at: datetime = AT, number: str = "总工发〔2026〕41号", code: str = "23.1"
) -> RevocationCase:
    """Route two to its end before the secretariat."""
    case = direct(cast, *honours, at=at, code=code)
    decide_directly(
        case,
        meeting=meeting(cast, at),
        paper=decision_paper(number, at=at),
        by=cast.secretariat,
        at=at,
        version=case.version,
    )
    return fresh(case)


def notified(cast: Cast, case: RevocationCase, *, at: datetime = AT) -> RevocationCase:
    """The province told in writing."""
    post = cast.nation_preparer
    notify_recommender(
        case,
        recommender=cast.province,
        number="工基函〔2026〕5号",
        sent_on=at.date(),
        paper=_notice(post, at),
        by=post,
        at=at,
        version=case.version,
    )
    return fresh(case)


def closed(cast: Cast, case: RevocationCase, *, at: datetime = AT) -> RevocationCase:
    """Notified and closed."""
    case = notified(cast, case, at=at)
    close(case, by=cast.nation_signer, at=at, version=case.version)
    return fresh(case)


def _notice(post: Post, at: datetime) -> Document:
    return paper(post, at, "通报.pdf")
