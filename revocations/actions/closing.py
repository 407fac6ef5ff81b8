"""书面通报推荐单位, then 办结: no case closes while a recommending unit has not been told (第二十六条第三款)."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count

from documents.models import Document
from honors.models import Conferral
from ledger.actions import moving
from regulation.refusals import Refused
from regulation.words import day_words
from revocations.actions.asking import (
    law_day,
    national_staff,
    not_ahead,
    not_own_case,
    require_paper,
    require_text,
)
from revocations.actions.ending import release
from revocations.facts import judge_route, recommenders_of
from revocations.facts.route import APPLIED
from revocations.models import RecommenderNotice, RevocationCase
from revocations.moves import CLOSE, NOTIFY
from supervision.actions.recovery import ALWAYS
from supervision.models import RecoveryItem
from supervision.moves import LIVE_ITEMS
from unions.models import Post, Union
from unions.queries import actor

ARTICLE = "第二十六条第三款"


def notify_recommender(
    case: RevocationCase,
    *,
    recommender: Union,
    number: str,
    sent_on: date,
    paper: Document | None,
    by: Post,
    at: datetime,
    version: int,
) -> RecommenderNotice:
    """书面通报推荐单位: number, day and paper. Refused: "not_concerned", "already_notified", "day_ahead",
    "before_decision", "number_missing", "paper_missing", "not_allowed", "own_case".
    """
    national_staff(by, at=at)
    not_own_case(case, by)
    named = require_text(number, "number_missing", "请填写通报的文号。")
    scan = require_paper(paper, "请上传书面通报。")
    not_ahead(sent_on, at=at)
    who = actor(by)
    with moving(case, NOTIFY, by=who, at=at, version=version, reading=("document",)) as writing:
        if recommender.pk not in {union.pk for union in recommenders_of(case)}:
            raise Refused("not_concerned", f"{recommender}不是本案对象的推荐单位。", ARTICLE)
        if case.notices.filter(recommender=recommender).exists():
            raise Refused("already_notified", f"已书面通报{recommender}。", ARTICLE)
        if case.document is not None and sent_on < case.document.issued_on:
            raise Refused(
                "before_decision", f"通报日期不能早于决定的印发日期（{day_words(case.document.issued_on)}）。", ARTICLE
            )
        writing.details |= {"to": recommender.name, "number": named, "paper": scan.sha256}
        return RecommenderNotice.objects.create(
            case=case,
            recommender=recommender,
            number=named,
            sent_on=sent_on,
            paper=scan,
            recorded_at=at,
            recorded_by=who.words[:200],
        )


def close(case: RevocationCase, *, by: Post, at: datetime, version: int) -> RevocationCase:
    """办结. Refused: "not_notified" naming the recommending units that were not told, "not_demanded" naming honours whose
    certificate or plaque nobody demanded, "reversal_asked" while the secretariat is asked to reverse; Unlawful.
    """
    national_staff(by, at=at)
    not_own_case(case, by)
    with moving(
        case,
        CLOSE,
        by=actor(by),
        at=at,
        version=version,
        reading=("consent", "decision", "document", "verification_paper"),
        ended_at=at,
    ) as writing:
        told = set(case.notices.values_list("recommender_id", flat=True))
        waiting = [union.name for union in recommenders_of(case) if union.pk not in told]
        if waiting:
            raise Refused("not_notified", f"还没有书面通报：{'、'.join(waiting)}。", ARTICLE)
        undemanded = undemanded_of(case)
        if undemanded:
            named = "、".join(str(one) for one in undemanded[:10])
            raise Refused("not_demanded", f"还没有责令交回证书和奖牌：{named}。", "第二十三至二十五条")
        if case.reversal_asked_by_id is not None:
            raise Refused("reversal_asked", "本案已提请更正，请等待书记处决定。", CLOSE.article)
        writing.judged(judge_route(case, on=law_day(at)), {APPLIED: case.applicant_reason})
        release(case)
    return case


def undemanded_of(case: RevocationCase) -> list[Conferral]:
    """The honours that the case ended whose certificate or plaque is not followed."""
    ended = Conferral.objects.filter(ended_by=case.document)
    live = RecoveryItem.objects.filter(conferral__in=ended, kind__in=ALWAYS, state__in=LIVE_ITEMS)
    counted = dict(live.values_list("conferral").annotate(kinds=Count("kind", distinct=True)))
    return [one for one in ended.order_by("pk") if counted.get(one.pk, 0) < len(ALWAYS)]
