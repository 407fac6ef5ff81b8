"""第十七条第二款、第二十条第一款: the decided names go on notice, rendered once to bytes, bound to the decision's digest."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from documents.models import Document
from honors.queries import notice_days, setting
from honors.settings import NATIONAL_NOTICE_DAYS, PROVINCIAL_NOTICE_DAYS, STRICT_FIRST_DAY
from ledger.actions import moving
from nominations.models import Nomination
from publicity.actions.notices import ItemToShow, open_notice
from publicity.models import NoticeKind
from regulation.refusals import Refused
from reviews.actions.earlier import refuse_own_elevation
from reviews.actions.judging import as_seen, law_day, not_own_case
from reviews.facts import digest_of, elevation_digest, proposal_digest_of
from reviews.facts.notice_text import body_of_list, body_of_proposal
from reviews.models import ElevationItem, ProposedList, RecommendationList
from reviews.moves import PUBLISH, PUBLISH_NATIONAL
from reviews.queries import elevations_of, items_of, rows_of_proposal
from unions.models import Post
from unions.queries import actor, national, require


def publish(
    listed: RecommendationList,
    *,
    medium: str,
    by: Post,
    at: datetime,
    version: int,
    contacts: str = "",
    medium_visible_at: datetime | None = None,
    medium_address: str = "",
    medium_page: str = "",
    medium_photo: Document | None = None,
) -> RecommendationList:
    """推荐单位公示, in the province's press or online medium, for at least five working days (第十七条第二款).

    Refused: "list_changed" unless the list is exactly the decided one, departures apart; "not_allowed"; "no_items";
    "unknown_year" and what else `open_notice` refuses.
    """
    recommender = listed.recommender
    require(by, "publish", recommender, on=law_day(at))
    as_seen(listed, PUBLISH, version)
    with transaction.atomic():
        if listed.decision is None or not digest_of(listed) == listed.digest == listed.decision.digest:
            raise Refused(
                "list_changed", "名单与集体研究确定的不一致，不能公示。请重新拟定并提交集体研究。", "第十七条第二款"
            )
        nominations = [item.nomination for item in items_of(listed).filter(decided=True)]
        not_own_case(by, nominations)
        notice = open_notice(
            kind=NoticeKind.PROVINCIAL,
            round=listed.round,
            publisher=recommender,
            handler=recommender,
            title=f"{recommender.name}关于{listed.round.year}年度全国工会荣誉推荐对象的公示"
            + (f"（第{listed.number}批）" if listed.number > 1 else ""),
            contacts=contacts or listed.round.contacts,
            items=[shown(nomination) for nomination in nominations],
            body=body_of_list(listed, nominations, contacts=contacts or listed.round.contacts),
            medium=medium,
            days_needed=notice_days(listed.round, PROVINCIAL_NOTICE_DAYS, recommender),
            strict_first_day=setting(listed.round, STRICT_FIRST_DAY),
            list_digest=listed.digest,
            medium_visible_at=medium_visible_at,
            medium_address=medium_address,
            medium_page=medium_page,
            medium_photo=medium_photo,
            by=by,
            at=at,
        )
        with moving(listed, PUBLISH, by=actor(by), at=at, version=version, notice=notice) as writing:
            writing.details |= {"notice": notice.chain.key, "digest": listed.digest, "items": len(nominations)}
    return listed


def publish_national(
    proposal: ProposedList,
    *,
    medium: str,
    by: Post,
    at: datetime,
    version: int,
    contacts: str = "",
    medium_visible_at: datetime | None = None,
    medium_address: str = "",
    medium_page: str = "",
    medium_photo: Document | None = None,
) -> ProposedList:
    """全国公示 in 《工人日报》 or 中工网 for at least five working days, elevated titles included (第二十条第一款).

    Refused: "list_changed" unless it is exactly the approved list, departures apart; "not_allowed".
    """
    nation = national()
    require(by, "publish", nation, on=law_day(at))
    as_seen(proposal, PUBLISH_NATIONAL, version)
    with transaction.atomic():
        if proposal_digest_of(proposal, approved=True) != proposal.approved_digest:
            raise Refused("list_changed", "名单与书记处审议通过的不一致，不能公示。", "第二十条第一款")
        rows = [row for row in rows_of_proposal(proposal) if row.approved_at is not None]
        earlier = [row for row in elevations_of(proposal) if row.approved_at is not None]
        not_own_case(by, [row.nomination for row in rows])
        refuse_own_elevation(by, [row.conferral for row in earlier])
        text = contacts or proposal.round.contacts
        notice = open_notice(
            kind=NoticeKind.NATIONAL,
            round=proposal.round,
            publisher=nation,
            handler=nation,
            title=f"{proposal.round.year}年度全国工会荣誉拟表彰和命名对象公示"
            + (f"（第{proposal.number}批）" if proposal.number > 1 else ""),
            contacts=text,
            items=[*(shown(row.nomination) for row in rows), *(shown_earlier(row) for row in earlier)],
            body=body_of_proposal(proposal, rows, earlier, contacts=text),
            medium=medium,
            days_needed=setting(proposal.round, NATIONAL_NOTICE_DAYS),
            strict_first_day=setting(proposal.round, STRICT_FIRST_DAY),
            list_digest=proposal.approved_digest,
            medium_visible_at=medium_visible_at,
            medium_address=medium_address,
            medium_page=medium_page,
            medium_photo=medium_photo,
            by=by,
            at=at,
        )
        with moving(proposal, PUBLISH_NATIONAL, by=actor(by), at=at, version=version, notice=notice) as writing:
            writing.details |= {"notice": notice.chain.key, "digest": proposal.approved_digest}
            writing.details["items"] = len(rows) + len(earlier)
    return proposal


def shown(nomination: Nomination) -> ItemToShow:
    """One name on a notice; who never handles a letter about it goes with it."""
    return ItemToShow(
        subject=nomination.key,
        honour=nomination.honour,
        name=nomination.subject_name,
        text_digest=nomination.public_digest,
        person_key=nomination.person_key,
        drafters=(nomination.drafted_by_id,),
        union_id=nomination.union_id,
    )


def shown_earlier(row: ElevationItem) -> ItemToShow:
    """An earlier holder on the national notice, named by the chain of the honour that the title stands on."""
    held = row.conferral
    return ItemToShow(
        subject=row.key,
        honour=held.honour,
        name=held.subject_name,
        text_digest=elevation_digest(row),
        person_key=held.person_key,
        union_id=held.union_id,
    )
