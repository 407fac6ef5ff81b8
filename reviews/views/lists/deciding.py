"""第十七条第二款: the leadership's decision, the notice, reopening."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse

from reviews.actions import lists
from reviews.forms import MeetingForm, PublishForm, ReasonForm
from reviews.moves import DECIDE, PUBLISH, REOPEN
from reviews.views.lists.shared import DOORS, GET_POST, whole
from reviews.views.moves import in_time, lawful, own, permitted, said_no
from ui.doors import reasons_from
from unions.doors import PostRequest, role_required


@GET_POST
@role_required(*DOORS)
def decision(request: PostRequest, pk: int) -> HttpResponse:
    """领导班子集体研究确定 (第十七条第二款)."""
    seen = whole(request, pk)
    listed, judgement = seen.record, lists.judged(seen.record, at=request.now)
    return seen.page(
        partial(lists.decide, listed, reasons=reasons_from(request.POST)),
        seen.form(MeetingForm),
        move=DECIDE,
        title="集体研究确定",
        article=DECIDE.article,
        lead="会议决定与这份名单绑定。此后只能撤下对象；补入、调换或调整排序须重新集体研究并重新公示。",
        success="名单已经集体研究确定。",
        submit="签发集体研究决定",
        judgement=judgement,
        reasons=seen.reasons,
        why=seen.why(
            DECIDE,
            permitted(request, "recommend", listed.recommender),
            said_no(not seen.rows.exists(), "名单上还没有对象。", DECIDE.article),
            said_no(
                listed.prepared_by_id == request.post.person_id,
                f"名单由您（{request.post.person}）拟定，须由另一位同志签发。",
                DECIDE.article,
            ),
            own(request, *[item.nomination for item in seen.rows]),
            lawful(judgement),
            in_time(listed.round, listed.recommender, request.now),
        ),
    )


@GET_POST
@role_required(*DOORS)
def notice(request: PostRequest, pk: int) -> HttpResponse:
    """推荐单位公示 (第十七条第二款)."""
    seen = whole(request, pk)
    return seen.page(
        partial(lists.publish, seen.record),
        seen.form(PublishForm),
        move=PUBLISH,
        title="发布公示",
        article=PUBLISH.article,
        lead="在省级工会报刊或网络媒体公示，不少于五个工作日，从载体刊登和本站可见两者中较晚的时间起算。",
        success="公示已发布。",
        submit="发布公示",
        why=seen.why(
            PUBLISH,
            permitted(request, "publish", seen.record.recommender),
            own(request, *[item.nomination for item in seen.rows.filter(decided=True)]),
        ),
    )


@GET_POST
@role_required(*DOORS)
def reopening(request: PostRequest, pk: int) -> HttpResponse:
    """重新拟定名单."""
    seen = whole(request, pk)
    return seen.page(
        partial(lists.reopen, seen.record),
        seen.form(ReasonForm),
        move=REOPEN,
        title="重新拟定名单",
        article=REOPEN.article,
        lead="原集体研究决定不再适用，正在进行的公示作废；须重新集体研究、重新公示。",
        success="名单已退回草拟。",
        submit="重新拟定",
        tone="danger",
        why=seen.why(REOPEN, permitted(request, "recommend", seen.record.recommender)),
    )
