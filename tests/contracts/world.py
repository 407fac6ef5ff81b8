"""A world in which objects of every kind exist twice: on the 姑苏 line, and next door on the 杭州 line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.test import Client

from honors.actions.measures import file_measure
from honors.actions.rounds import add_requirement, grant_places
from honors.models import Conferral, Round
from ledger.actors import SYSTEM
from nominations.actions.papers import attach
from nominations.models import Nomination
from publicity.actions.receiving import Sent, object_to
from publicity.models import Letter, Notice, NoticeItem
from regulation.after import SupportKind
from regulation.honours import Honour
from reviews.actions import audit, chain, proposal
from reviews.models import ProposedList, RecommendationList
from revocations.models import Hearing
from supervision.actions.events import record_event
from supervision.actions.support import record_support
from supervision.actions.years import report_year
from supervision.facts.years import Figures
from supervision.models import EventKind
from tests.cast import Cast, client_for, make_cast, set_clock
from tests.honors.builders import conferred, drafted, opened, to_confer
from tests.nominations import build as papers
from tests.reviews import build
from tests.revocations import build as revoking
from tests.supervision import build as watching
from tests.supervision import ending
from unions.actions import Grant, grant_post, grant_posts, make_token
from unions.actions.posts import end_post
from unions.models import Person, Post, Role
from unions.queries import actor

NOW = datetime.fromisoformat("2026-04-08T10:00:00+08:00")
"""The site's clock: after every window of the builders, before every deadline."""
LINE = (
    "clerk", "county", "prefecture", "province_preparer", "province_signer", "nation_preparer", "nation_signer",
    "secretariat", "other_clerk",
)  # fmt: skip
"""Who stands on the 姑苏 line or above it; `other_clerk` is a colleague of another union in the same county."""
NEXT_DOOR = ("next_province", "next_county", "hangzhou_clerk")
"""The next province's line: nobody of these may ever see a case of the 姑苏 line."""
POWERLESS = ("ended", "idle")
"""A person whose post has ended, and one with two posts who has chosen none."""
ACTIVIST = Honour.OUTSTANDING_ACTIVIST


@dataclass
class World:
    """Who is there, and what a parameter of an address stands for: on the own line and on the foreign one."""

    cast: Cast
    people: dict[str, Post | None]
    own: dict[str, Any] = field(default_factory=dict)
    foreign: dict[str, Any] = field(default_factory=dict)
    cases: dict[str, Nomination] = field(default_factory=dict)
    next_door_cases: dict[str, Nomination] = field(default_factory=dict)
    cookies: dict[str, Any] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        """A fresh browser of one of the people; `anonymous` has no session."""
        client = Client(raise_request_exception=False)
        if who != "anonymous":
            client.cookies = self.cookies[who].copy()
        return client


def make_world() -> World:
    """Everything, through the real verbs."""
    cast = make_cast()
    open_round = opened(cast, places=12)
    world = World(cast, _people(cast))
    for code in ("330000",):
        grant_places(
            open_round, cast.unions[code], ACTIVIST.value, 3, by=cast.nation_preparer, at=cast.at, reason="追加",
            version=_version(open_round),
        )  # fmt: skip
    _cases(world, open_round)
    _letters_and_notices(world)
    _others(world)
    _rechecks(world, open_round)
    _endings(world, open_round)
    _accused(world, open_round)
    set_clock(NOW)
    for who, post in world.people.items():
        client = client_for(post) if post else _without_post(world, who)
        world.cookies[who] = client.cookies
    return world


def _version(record: Any) -> int:
    record.refresh_from_db()
    version: int = record.version
    return version


# --- people -----------------------------------------------------------------------------------------------------------


def _people(cast: Cast) -> dict[str, Post | None]:
    people: dict[str, Post | None] = {part: getattr(cast, part) for part in (*LINE, *NEXT_DOOR)}
    return people | dict.fromkeys(POWERLESS)


def _without_post(world: World, who: str) -> Client:
    """`ended`: the only post is over, though the session still names it. `idle`: two posts, none chosen."""
    cast = world.cast
    person = Person.objects.create_user(f"cast-{who}", name="魏无任")
    county, province = cast.unions["320508"], cast.province
    grants = [Grant(person, county, Role.REVIEWER, date(2024, 1, 1))]
    if who == "idle":
        grants.append(Grant(person, province, Role.RECOMMENDER, date(2024, 1, 1)))
    posts = grant_posts(grants, by=SYSTEM, at=cast.at)
    client = client_for(posts[0])
    if who == "ended":
        end_post(posts[0], on=date(2026, 3, 31), by=SYSTEM, at=NOW, version=1)
    else:
        session = client.session
        del session["post"]
        session.save()
    return client


# --- cases at every state ---------------------------------------------------------------------------------------------


def _cases(world: World, round: Round) -> None:
    cast = world.cast
    at_province: Callable[[int], Nomination] = lambda n: build.at_province(cast, round, ACTIVIST, serial=n)  # noqa: E731  a short name for what follows
    home = build.at_province(cast, round)
    conferred = build.whole_path(cast, round, [home])[0]
    world.own |= {
        "certificates/<check_code>": conferred.check_code,
        "honours/<pk>": conferred.pk,
        "archive/<pk>": conferred.pk,
    }
    recommended = [at_province(n) for n in range(1, 6)]
    at = build.to_nation(cast, *recommended)
    kept, mending, inquired, cleared, proposed = (build.fresh(case) for case in recommended)
    asked = audit.ask_mending(
        mending, union=cast.province, gaps="缺页", by=cast.nation_preparer, at=at, version=mending.version
    )
    inquiry = audit.open_inquiry(inquired, ground="forged", clues="来信反映", by=cast.nation_preparer, at=at)
    build.cleared(cast, proposed, at=at)
    drawn = proposal.draw_up(round, by=cast.nation_preparer, at=at)
    build.cleared(cast, cleared, at=at)

    shown = at_province(6)
    on_notice = build.published(cast, build.decided(cast, build.listed(cast, shown)))
    listed = at_province(7)
    draft_list = build.listed(cast, listed)
    waiting = at_province(8)
    filed = papers.filed_case(cast, round, ACTIVIST, serial=9)
    returned = build.fresh(papers.filed_case(cast, round, ACTIVIST, serial=10))
    chain.send_back(returned, by=cast.county, at=build.FILED, version=returned.version, reasons=[("事迹", "太简略")])
    draft = papers.complete(papers.draft(cast, round, ACTIVIST), by=cast.clerk, serial=11)
    unit = papers.on_notice(
        papers.complete(papers.draft(cast, round, ACTIVIST), by=cast.clerk, serial=12), by=cast.clerk
    )
    named = {
        "conferred": home, "recommended": kept, "mending": mending, "inquired": inquired, "cleared": cleared,
        "proposed": proposed, "on_provincial_notice": shown, "listed": listed, "waiting": waiting, "filed": filed,
        "returned": returned, "draft": draft, "on_unit_notice": unit,
    }  # fmt: skip
    world.cases = {name: build.fresh(case) for name, case in named.items()}
    row = ProposedList.objects.get(pk=drawn.pk).items.get(nomination=proposed)
    world.own |= {
        "lists/<pk>": draft_list.pk,
        "proposals/<pk>": drawn.pk,
        "rows/<row>": row.pk,
        "elevations/<row>": 1,  # earlier holders are not elevated in this round: whoever comes in finds no row
        "inquiries/<pk>": inquiry.pk,
        "mendings/<pk>": asked.pk,
        "rounds/<pk>": round.pk,
    }
    world.own["provincial notice"] = RecommendationList.objects.get(pk=on_notice.pk).notice_id
    _next_door(world, round)
    attachments(world.cases, cast.clerk, world.own)
    attachments(world.next_door_cases, cast.hangzhou_clerk, world.foreign)


def _next_door(world: World, round: Round) -> None:
    cast, clerk = world.cast, world.cast.hangzhou_clerk
    filed = papers.filed_case(cast, round, ACTIVIST, by=clerk, serial=21)
    draft = papers.complete(papers.draft(cast, round, ACTIVIST, by=clerk), by=clerk, serial=22)
    unit = papers.complete(papers.draft(cast, round, ACTIVIST, by=clerk), by=clerk, serial=23)
    papers.on_notice(unit, by=clerk)
    prefecture = grant_post(
        person=Person.objects.create_user("cast-hangzhou", name="贺安"), union=cast.unions["330100"],
        role=Role.REVIEWER, since=date(2024, 1, 1), by=SYSTEM, at=cast.at,
    )  # fmt: skip
    listed = build.endorsed(papers.filed_case(cast, round, ACTIVIST, by=clerk, serial=24), cast.next_county, prefecture)
    by = cast.next_province
    from reviews.actions import lists

    found = lists.draft_list(round, cast.unions["330000"], by=by, at=build.FILED)
    lists.enter(found, listed, by=by, at=build.FILED, version=listed.version)
    world.foreign["lists/<pk>"] = found.pk
    named = {"filed": filed, "draft": draft, "on_unit_notice": unit, "listed": listed}
    world.next_door_cases = {name: build.fresh(case) for name, case in named.items()}


def attachments(cases: dict[str, Nomination], clerk: Post, values: dict[str, Any]) -> None:
    """An attachment in the draft, and the parameters that hang on a case."""
    draft = cases["draft"]
    added = attach(draft, kind="other", document=papers.paper(clerk), by=clerk, at=NOW, version=draft.version)
    values |= {
        "nominations/<pk>": cases["filed"].pk,
        "attachments/<attachment>": added.pk,
        "papers/<attachment>": added.pk,
        "opinions/<kind>": "members",
        "sections/<code>": "basic",
        **document_of(cases["filed"]),
    }


def document_of(case: Nomination) -> dict[str, Any]:
    """The key of a document of this very case."""
    opinion = case.opinions.select_related("document").first()
    key = str(opinion.document.key) if opinion else "00000000-0000-0000-0000-000000000000"
    return {"attachments/<key>": key, "documents/<key>": key}


# --- notices, letters -------------------------------------------------------------------------------------------------


def _objected(notice: Notice, clerk: Post, key: str) -> tuple[Letter, NoticeItem]:
    item = notice.items.order_by("pk")[0]
    seal = papers.paper(clerk)
    sent = Sent(sender="unit", name="某某单位", contact="13800000000", text="与实际不符", seal=seal, evidence=[seal])
    return object_to(item, sent=sent, submission=key, at=notice.visible_at + timedelta(hours=2)).letter, item


def _letters_and_notices(world: World) -> None:
    for cases, clerk, values in (
        (world.cases, world.cast.clerk, world.own),
        (world.next_door_cases, world.cast.hangzhou_clerk, world.foreign),
    ):
        notice = papers.notice_of(cases["on_unit_notice"])
        letter, item = _objected(notice, clerk, f"form-{clerk.pk}")
        assert letter.seal is not None
        values |= {
            "notices/<pk>": notice.pk,
            "own-notices/<pk>": notice.pk,
            "objections/<item_pk>": item.pk,
            "items/<item_pk>": item.pk,
            "paper/<item_pk>": item.pk,
            "letters/<pk>": letter.pk,
            "files/<key>": str(letter.seal.key),
        }


# --- rounds, unions, posts, tokens ------------------------------------------------------------------------------------


def _others(world: World) -> None:
    cast = world.cast
    draft_round = drafted(cast, name="2027年评选表彰", year=2027, kind="mid_term", honours=(Honour.MODEL_HOME,))
    requirement = add_requirement(
        draft_round,
        honours=["model_home"],
        trait="woman",
        source="通知",
        percent=20,
        by=cast.nation_preparer,
        at=cast.at,
    )
    world.own["requirements/<requirement>"] = requirement.pk
    world.own["draft round"] = draft_round.pk
    for values, union, post, recommender in (
        (world.own, cast.union, cast.clerk, cast.province_preparer),
        (world.foreign, cast.unions["G4"], cast.hangzhou_clerk, cast.next_province),
    ):
        measure = file_measure(
            union=recommender.union, title="实施办法", number="工发〔2026〕1号", text="全文", effective_on=date(2026, 5, 1),
            parameters={}, documents={}, by=recommender, at=cast.at,
        )  # fmt: skip
        token, _ = make_token(post, name="取数", days=30, second_factor=True, at=cast.at)
        values |= {
            "unions/<pk>": union.pk,
            "posts/<pk>": post.pk,
            "tokens/<pk>": token.pk,
            "measures/<pk>": measure.pk,
        }
    shared = ("certificates/<check_code>", "honours/<pk>", "rounds/<pk>", "requirements/<requirement>",
              "proposals/<pk>", "rows/<row>", "elevations/<row>", "inquiries/<pk>")  # fmt: skip
    for key in (*shared, "archive/<pk>", "mendings/<pk>"):
        world.foreign[key] = world.own[key]  # there is one nation, and only 姑苏 has got that far


# --- after the honour -------------------------------------------------------------------------------------------------


def _rechecks(world: World, round: Round) -> None:
    """A programme of the county that may be drawn, and a re-check of another honour that is under way."""
    cast = world.cast
    row = to_confer(cast, "吴中路之家", union=cast.unions["G2"])
    (home,) = conferred(cast, round, row, number="总工发〔2026〕77号")
    watched = {"programmes/<pk>": watching.draft(cast).pk, "rechecks/<pk>": watching.recheck_of(cast, home).pk}
    world.own |= watched
    world.foreign |= watched  # 杭州 has no honours to look at


def _endings(world: World, round: Round) -> None:
    """On either line: a plaque to be handed in after a revocation, and a unit that is reported to have ended."""
    cast = world.cast
    foreign: dict[str, Any] = {"recommender": cast.unions["330000"], "region_code": "330106"}
    for values, fallen, ended, clerk, number, more in (
        (world.own, "G1", "G2", cast.other_clerk, 78, {}),
        (world.foreign, "G4", "G4", cast.hangzhou_clerk, 81, foreign),
    ):
        rows = [to_confer(cast, f"之家{union}{n}", union=cast.unions[union], **more)
                for n, union in enumerate((fallen, ended))]  # fmt: skip
        homes = conferred(cast, round, *rows, number=f"总工发〔2026〕{number}号")
        items = ending.revoked(cast, homes[0], number=f"总工发〔2026〕{number + 1}号")
        values["recovery/<pk>"] = items[-1].pk
        values["ends/<pk>"] = ending.reported(cast, cast.unions[ended], by=clerk).pk


def _accused(world: World, round: Round) -> None:
    """An honour of the bank with its record, and a case against it that the county works on: one for both lines."""
    cast = world.cast
    row = to_confer(cast, "苏州某某银行工会委员会", union=cast.unions["G5"])
    (home,) = conferred(cast, round, row, number="总工发〔2026〕90号")
    Conferral.objects.filter(pk=home.pk).update(conferred_on=date(2024, 6, 1))
    home.refresh_from_db()
    figures = Figures(employees=100, members=95)
    report = report_year(home, year=2025, figures=figures, by=cast.bank_clerk, at=NOW)
    event = record_event(home, kind=EventKind.GUIDANCE, happened_on=NOW.date(), text="到会指导", by=cast.county, at=NOW)
    payment = record_support(
        home, kind=SupportKind.SUBSIDY, amount=Decimal(100), paid_on=NOW.date(), spending_rules="按规定列支",
        by=cast.county, at=NOW,
    )  # fmt: skip
    case = revoking.informed(revoking.draft(cast, home, at=NOW), by=cast.county, at=NOW)
    ground = case.grounds.get()
    proof = ground.evidence.get()
    found = {
        "years/<pk>": report.pk,
        "events/<pk>": event.pk,
        "support/<pk>": payment.pk,
        "revocations/<pk>": case.pk,
        "subjects/<subject>": case.subjects.get().pk,
        "grounds/<ground>": ground.pk,
        "evidence/<row>": proof.pk,
        "items/<code>": "23.2",
        "papers/<key>": str(proof.paper.key),
        "hearings/<pk>": Hearing.objects.get(subject__case=case).pk,
        "decisions/<pk>": home.decision_id,
        "accused": home.pk,
    }
    world.own |= found
    world.foreign |= found  # 杭州 has nothing to do with it


__all__ = ["LINE", "NEXT_DOOR", "NOW", "POWERLESS", "World", "actor", "document_of", "make_world"]
