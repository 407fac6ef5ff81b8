"""Each move of a case as a door: who stands before it, what is filled in, which verb it calls. One table for all pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from clock.reading import law_day
from documents.actions import store
from documents.models import Document
from ledger.moves import Move
from regulation.engine import Judgement
from regulation.revocation_route import Route
from revocations import moves
from revocations.actions import applying, arranging, closing, consenting, deciding, hearings, reversing, verifying
from revocations.actions.asking import drafters_of, holder_of
from revocations.actions.deciding import Meeting, Paper
from revocations.facts.charges import judge_case
from revocations.facts.route import recommenders_of
from revocations.facts.told import heard
from revocations.forms.files import HandOverForm, SummaryForm
from revocations.forms.moves import (
    ApplyForm,
    DecideForm,
    HearingForm,
    MeetingForm,
    NoticeForm,
    NumberedForm,
    OpinionForm,
    ReasonForm,
    ReverseForm,
    VerifyForm,
)
from revocations.models import RevocationCase
from revocations.moves import TITLES, State
from revocations.queries import accused_by, targets_of
from supervision.models import ItemKind
from supervision.periods import HAND_IN, after
from ui.doors import VersionForm
from unions.doors import PostRequest
from unions.models import Post, Role
from unions.queries import actor

HOLDER, OPENER, NATION, SECRETARIAT = "holder", "opener", "nation", "secretariat"
"""OPENER: the holder of a draft, the applicant once it has applied."""


@dataclass(frozen=True, kw_only=True)
class Door:
    """One move on a page of its own."""

    name: str
    title: str
    move: Move
    who: str
    lead: str
    form: type[VersionForm]
    verb: Callable[[RevocationCase, dict[str, Any]], object]
    success: str
    tone: str = "primary"
    judged: bool = False
    """Whether the findings on items and evidence are shown and must stand."""
    route: Route | None = None
    asked: Callable[[RevocationCase], bool] = lambda _: True
    """What else has to have happened before it is offered."""
    not_asked: str = "前一步还没有办理，请先查看办理进度。"
    """The sentence where it has not."""
    other: Callable[[RevocationCase], Iterable[int | None]] = lambda _: ()
    """The persons whose work it rests on: another one does this (决定 15)."""

    def before(self, case: RevocationCase, post: Post) -> bool:
        """Whether the post stands before this door now."""
        right_way = self.route is None or case.kind is self.route
        return right_way and case.state in self.move.sources and self.may(case, post) and self.asked(case)

    def may(self, case: RevocationCase, post: Post) -> bool:
        """Whether the post is of those who do this."""
        if self.who == OPENER and case.state != State.DRAFT:
            return case.applicant_id == post.union_id
        if self.who in (HOLDER, OPENER):
            return post.role != Role.SECRETARIAT and post.union_id == holder_of(case).pk
        return post.role == (Role.NATIONAL if self.who == NATION else Role.SECRETARIAT)

    def why_not(self, case: RevocationCase, post: Post) -> str:
        """The sentence where there is no button."""
        if case.state not in self.move.sources:
            return f"本案处于“{TITLES[State(case.state)]}”，不能办理“{self.title}”。"
        if not self.may(case, post):
            who = {NATION: "全总基层工作部", SECRETARIAT: "书记处"}.get(self.who, str(holder_of(case)))
            return f"由{who}办理。"
        if self.route is not None and case.kind is not self.route:
            return f"本案的途径是“{case.kind.label}”，不经过这一步。"
        if not self.asked(case):
            return self.not_asked
        return "" if self.by_another(case, post) else "前面的环节由您办理，这一步请另一位同志办理。"

    def by_another(self, case: RevocationCase, post: Post) -> bool:
        """Whether the person is another than those before: two persons, not two posts."""
        return post.person_id not in self.other(case)

    def form_for(
        self, case: RevocationCase, data: Any = None, files: Any = None, *, on: date | None = None
    ) -> VersionForm:
        """The form as this case needs it, on a day."""
        more: dict[str, Any] = {}
        if issubclass(self.form, HandOverForm):
            more["targets"] = [union for union in targets_of(case) if union.pk != case.holder_id]
        if issubclass(self.form, NoticeForm):
            told = set(case.notices.values_list("recommender_id", flat=True))
            more["recommenders"] = [union for union in recommenders_of(case) if union.pk not in told]
        initial: dict[str, Any] = {"version": case.version}
        if issubclass(self.form, SummaryForm):
            initial["summary"] = case.summary
        if issubclass(self.form, DecideForm) and on is not None:
            initial["due_on"] = after(HAND_IN, on)
        return self.form(data, files, initial=initial, **more)

    def findings(self, case: RevocationCase, request: PostRequest) -> Judgement | None:
        """The findings that the verb will demand."""
        return judge_case(case, on=law_day(request.now)) if self.judged else None


def given_by(form: VersionForm, request: PostRequest) -> dict[str, Any]:
    """What was filled in as the verbs take it: files stored, the meeting and the decision as one thing each."""
    said: dict[str, Any] = {}
    for name, value in form.cleaned_data.items():
        said[name] = _stored(value, request) if isinstance(value, UploadedFile) else value
    if isinstance(form, HandOverForm):
        said["to"] = form.targets[said["to"]]
    if isinstance(form, NoticeForm):
        said["recommender"] = form.unions[said["recommender"]]
    if isinstance(form, ReverseForm):
        said["meeting"] = Meeting(**{name: said.pop(name) for name in ("held_on", "place", "attendees", "minutes")})
        said["paper"] = Paper(
            number=said.pop("number"),
            title=said.pop("title"),
            issued_on=said["issued_on"],
            due_on=said.pop("due_on", said["issued_on"]),
            also=[ItemKind(kind) for kind in said.pop("also", [])],
            scan=said.pop("scan") or None,
        )
        del said["issued_on"]
    return {**said, "by": request.post, "at": request.now}


def _stored(upload: UploadedFile[Any], request: PostRequest) -> Document:
    return store(upload, by=actor(request.post), at=request.now)


def _calls(verb: Callable[..., object]) -> Callable[[RevocationCase, dict[str, Any]], object]:
    return lambda case, said: verb(case, **said)


def _asked_to_reverse(case: RevocationCase) -> bool:
    return case.reversal_asked_by_id is not None


def _put_forward(case: RevocationCase) -> bool:
    """Whether somebody at the recommending unit has given the opinion; before it the case goes level by level."""
    last = case.steps.order_by("-position").first()
    return last is not None and last.agreed_at is not None


def _preparers(case: RevocationCase) -> list[int | None]:
    """Who put the case forward at the recommending unit: another one signs."""
    last = case.steps.order_by("-position").first()
    return [] if last is None else [last.agreed_by_person_id or case.applied_by_id]


def _agreeing(case: RevocationCase) -> bool:
    return not _put_forward(case)


def _consented(case: RevocationCase) -> bool:
    return case.consent_id is not None


def _deciding(case: RevocationCase) -> bool:
    return _put_forward(case) and not _consented(case)


DOORS = {
    door.name: door
    for door in (
        Door(
            name="hearing", title="告知并听取陈述", move=moves.NOTIFY_HEARING, who=HOLDER, form=HearingForm,
            lead="把列明的情形和事实告知有关单位和个人，不透露举报人和证据；陈述期从次日起按工作日计算。",
            verb=_calls(hearings.notify_hearing), success="已告知，陈述期满后可以继续办理。",
            asked=lambda case: _untold_subjects(case), not_asked="还没有列明情形，或者各对象都已经告知。",
        ),
        Door(
            name="application", title="申请撤销", move=moves.APPLY, who=HOLDER, form=ApplyForm, judged=True,
            route=Route.STEP_BY_STEP,
            lead="一般由原推荐单位提出，逐级报推荐单位（第二十六条第一款）。", verb=_calls(applying.apply),
            success="已申请，等待上一级工会审查。",
        ),
        Door(
            name="agreement", title="同意上报", move=moves.AGREE, who=HOLDER, form=OpinionForm, judged=True,
            asked=_agreeing, other=lambda case: [case.applied_by_id], lead="同意的，报上一级；推荐单位填写意见后，由另一人提请领导班子集体研究。",
            verb=_calls(applying.agree), success="已同意。",
        ),
        Door(
            name="consent", title="登记集体研究同意", move=moves.CONSENT, who=HOLDER, form=MeetingForm, judged=True,
            asked=_deciding, other=_preparers, lead="由领导班子集体研究，与案卷内容绑定；此后案卷不能增加内容。",
            verb=_calls(consenting.consent), success="已登记集体研究，请向全总提出书面报告。",
        ),
        Door(
            name="report", title="向全总提出书面报告", move=moves.REPORT, who=HOLDER, form=NumberedForm, judged=True,
            asked=_consented, lead="经推荐单位同意后，向全总基层工作部提出书面报告。", verb=_calls(consenting.report),
            success="已报全总。",
        ),
        Door(
            name="reconsideration", title="撤回集体研究", move=moves.RECONSIDER, who=HOLDER, form=ReasonForm,
            asked=_consented, lead="案卷需要补充的，撤回后修改，再重新集体研究。", verb=_calls(consenting.reconsider),
            success="已撤回，可以修改案卷。", tone="secondary",
        ),
        Door(
            name="declining", title="不同意撤销", move=moves.DECLINE, who=HOLDER, form=ReasonForm, tone="danger",
            lead="不同意的，本案到此结束，荣誉保留。", verb=_calls(applying.decline), success="本案已结束，荣誉保留。",
        ),
        Door(
            name="handing-over", title="转请研判", move=moves.HAND_OVER, who=HOLDER, form=HandOverForm,
            lead="转请原推荐单位申请，或请上级工会研判。", verb=_calls(arranging.hand_over), success="已转请。",
            tone="secondary",
        ),
        Door(
            name="summary", title="修改案由", move=moves.ARRANGE, who=HOLDER, form=SummaryForm,
            lead="案由写明本案的缘起。", verb=_calls(arranging.set_summary), success="案由已修改。", tone="secondary",
        ),
        Door(
            name="taking-over", title="全总直接办理", move=moves.TAKE_OVER, who=NATION, form=ReasonForm,
            asked=lambda case: case.kind is not Route.DIRECT, tone="secondary",
            lead="由全总基层工作部核查，书记处直接决定，并书面通报推荐单位（第二十六条第三款）。",
            verb=_calls(arranging.take_over), success="已转由全总直接办理。",
        ),
        Door(
            name="verification", title="核查属实", move=moves.VERIFY, who=NATION, form=VerifyForm, judged=True,
            asked=lambda case: case.state != State.DRAFT or case.kind is Route.DIRECT,
            lead="由没有整理本案的人核查。核查属实的，方可请示或直接决定。", other=drafters_of, verb=_calls(verifying.verify),
            success="已登记核查属实。",
        ),
        Door(
            name="returning", title="退回推荐单位补充", move=moves.RETURN_REPORT, who=NATION, form=ReasonForm,
            lead="推荐单位补充后重新集体研究、重新报告。", verb=_calls(verifying.return_report), success="已退回推荐单位。",
            tone="secondary",
        ),
        Door(
            name="rejection", title="不予撤销", move=moves.REJECT, who=NATION, form=ReasonForm, tone="danger",
            lead="核查不属实的，荣誉保留，本案结束。", verb=_calls(verifying.reject), success="本案已结束，荣誉保留。",
        ),
        Door(
            name="request", title="请示书记处", move=moves.REQUEST, who=NATION, form=NumberedForm, judged=True,
            route=Route.STEP_BY_STEP, lead="由核查人以外的人提出书面请示；案卷随即固定。",
            other=lambda case: [case.verified_by_id], verb=_calls(verifying.request),
            success="已请示书记处。",
        ),
        Door(
            name="approval", title="批准撤销", move=moves.APPROVE, who=SECRETARIAT, form=DecideForm, judged=True,
            lead="批准后荣誉立即终止，各处同时显示，证书和奖牌责令交回。", other=lambda case: [case.requested_by_id], verb=_calls(deciding.approve),
            success="已批准撤销，证书和奖牌已责令交回。", tone="danger",
        ),
        Door(
            name="direct-decision", title="直接决定撤销", move=moves.DECIDE_DIRECTLY, who=SECRETARIAT, form=DecideForm,
            judged=True, route=Route.DIRECT, tone="danger", other=lambda case: [case.verified_by_id],
            lead="决定后荣誉立即终止，各处同时显示，证书和奖牌责令交回，并书面通报推荐单位。",
            verb=_calls(deciding.decide_directly), success="已决定撤销，证书和奖牌已责令交回。",
        ),
        Door(
            name="sending-back", title="退回补充核查", move=moves.SEND_BACK, who=SECRETARIAT, form=ReasonForm,
            lead="退回全总基层工作部补充核查。", verb=_calls(deciding.send_back), success="已退回。", tone="secondary",
        ),
        Door(
            name="direct-sending-back", title="退回补充核查", move=moves.SEND_BACK_DIRECT, who=SECRETARIAT,
            form=ReasonForm, route=Route.DIRECT, lead="退回全总基层工作部补充核查。", verb=_calls(deciding.send_back),
            success="已退回。", tone="secondary",
        ),
        Door(
            name="refusal", title="不予批准", move=moves.REFUSE_REQUEST, who=SECRETARIAT, form=ReasonForm, tone="danger",
            lead="不予批准的，荣誉保留，本案结束。", verb=_calls(deciding.refuse_request), success="本案已结束，荣誉保留。",
        ),
        Door(
            name="notice", title="书面通报推荐单位", move=moves.NOTIFY, who=NATION, form=NoticeForm,
            asked=lambda case: _untold(case), lead="每个有关推荐单位一份；没有通报齐的，不能办结。",
            verb=_calls(closing.notify_recommender), success="已登记通报。",
        ),
        Door(
            name="closing", title="办结", move=moves.CLOSE, who=NATION, form=VersionForm,
            asked=lambda case: not _untold(case), lead="已书面通报推荐单位，证书和奖牌都已责令交回的，可以办结。",
            verb=_calls(closing.close), success="本案已办结。",
        ),
        Door(
            name="reversal-request", title="提请更正", move=moves.ASK_REVERSAL, who=NATION, form=ReasonForm,
            asked=lambda case: not _asked_to_reverse(case), tone="secondary",
            lead="撤销决定确有错误的，提请书记处另行决定更正；原决定的记录保留。", verb=_calls(reversing.ask_reversal),
            success="已提请书记处更正。",
        ),
        Door(
            name="reversal", title="决定更正，恢复荣誉", move=moves.REVERSE, who=SECRETARIAT, form=ReverseForm,
            asked=_asked_to_reverse, other=lambda case: [case.reversal_asked_by_id], lead="荣誉恢复，各处同时显示；已收回的证书和奖牌发还。",
            verb=_calls(reversing.reverse),
            success="已更正，荣誉恢复。",
        ),
        Door(
            name="withdrawal", title="不提出（撤回）", move=moves.WITHDRAW, who=OPENER, form=ReasonForm, tone="danger",
            lead="不需要撤销的，写明理由，本案结束，荣誉保留。", verb=_calls(applying.withdraw), success="本案已结束，荣誉保留。",
        ),
    )
}  # fmt: skip


def _untold_subjects(case: RevocationCase) -> bool:
    """Whether there is something to tell somebody."""
    return case.grounds.exists() and bool(heard(case, on=date.max).untold)


def _untold(case: RevocationCase) -> bool:
    told = set(case.notices.values_list("recommender_id", flat=True))
    return any(union.pk not in told for union in recommenders_of(case))


def offered(case: RevocationCase, post: Post) -> list[Door]:
    """The doors before which the post stands now: what leads on first, what ends the case last."""
    found = [door for door in _standing(case, post) if door.by_another(case, post)]
    return sorted(found, key=lambda door: ("primary", "secondary", "danger").index(door.tone))


def left_to_another(case: RevocationCase, post: Post) -> list[Door]:
    """The doors before which the post stands, but which another person at its union has to open."""
    return [door for door in _standing(case, post) if not door.by_another(case, post)]


def takes_away(case: RevocationCase, post: Post) -> bool:
    """Whether the union may take out what stands in the file: never what others hold against itself."""
    return case.opener_id == post.union_id or not accused_by(case, post.union)


def _standing(case: RevocationCase, post: Post) -> list[Door]:
    found = [door for door in DOORS.values() if door.before(case, post)]
    return [door for door in found if door.move is not moves.WITHDRAW or takes_away(case, post)]
