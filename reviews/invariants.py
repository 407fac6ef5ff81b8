"""What must always hold of lists and of the way to an honour; `check_invariants` reads it on any database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db.models import Count, F, Q

from decisions.models import DecisionKind
from honors.models import Conferral, Quota
from ledger.sealing import Fault
from nominations.models import ChainStep, CollectiveApplication, Nomination, Opinion, PersonApplication, StepKind
from nominations.models.evidence import OpinionKind
from nominations.moves import AT_NATION, State
from nominations.queries import by_code
from publicity.models import Notice, NoticeItem
from publicity.moves import NoticeState
from regulation.words import day_words
from reviews.facts import digest_of, final_digest_of, proposal_digest_of
from reviews.models import ElevationItem, Inquiry, ListItem, ProposedItem, ProposedList, RecommendationList
from reviews.moves import InquiryState, ListState, ProposalState

PART = 500
STANDING = (State.LISTED, *AT_NATION, State.CONFERRED)


def check() -> Iterator[Fault]:
    """Every fault, named so that a person can look at it."""
    yield from check_lists()
    yield from check_proposals()
    yield from check_honours()
    yield from check_elevations()
    yield from check_rows()
    yield from check_places()
    yield from check_barred()
    yield from check_inquiries()


def check_lists() -> Iterator[Fault]:
    """A decided list is exactly what its leadership decided, and its notice shows exactly that (第十七条第二款)."""
    rows = RecommendationList.objects.exclude(state=ListState.DRAFT)
    rows = rows.select_related("chain", "decision", "notice", "recommender", "round").defer("notice__body")
    for listed in rows.order_by("pk").iterator(chunk_size=50):
        where = f"{listed}（{listed.chain.key}）"
        decision = listed.decision
        if decision is None or decision.kind != DecisionKind.RECOMMENDATION:
            yield Fault(where, "没有领导班子集体研究的决定")
            continue
        if decision.subject != listed.chain.key or not decision.digest == listed.digest == digest_of(listed):
            yield Fault(where, "名单与集体研究确定的不一致")
        if listed.state in (ListState.ON_NOTICE, ListState.RECOMMENDED):
            yield from _notice(where, listed.notice, listed.digest)


def _notice(where: str, notice: Notice | None, digest: str) -> Iterator[Fault]:
    if notice is None or notice.state == NoticeState.VOID:
        yield Fault(where, "没有有效的公示")
    elif notice.list_digest != digest:
        yield Fault(where, f"公示 {notice.pk} 的名单与所决定的不一致")


def check_proposals() -> Iterator[Fault]:
    """Submitted, approved, published and final: each is bound to the one before (第十九、二十条)."""
    rows = ProposedList.objects.exclude(state=ProposalState.DRAFT)
    rows = rows.select_related("chain", "decision", "notice", "final_decision", "document", "round")
    for proposal in rows.defer("notice__body").order_by("pk").iterator(chunk_size=20):
        where = f"{proposal}（{proposal.chain.key}）"
        if proposal.digest != proposal_digest_of(proposal):
            yield Fault(where, "名单与提请审议的不一致")
        if proposal.state == ProposalState.SUBMITTED:
            continue
        decision = proposal.decision
        if decision is None or decision.kind != DecisionKind.APPROVAL or decision.digest != proposal.digest:
            yield Fault(where, "没有书记处对这份名单的审议决定")
        if proposal.approved_digest != proposal_digest_of(proposal, approved=True):
            yield Fault(where, "名单与书记处审议通过的不一致")
        if proposal.state != ProposalState.APPROVED:
            yield from _notice(where, proposal.notice, proposal.approved_digest)
        yield from _finals(where, proposal)


def _finals(where: str, proposal: ProposedList) -> Iterator[Fault]:
    """Every final decision is about exactly the rows that name it; every final row was approved."""
    decided = {
        row.final_decision
        for rows in (proposal.items, proposal.elevations)
        for row in rows.exclude(final_decision=None).select_related("final_decision")
    }
    for decision in decided:
        if decision is not None and decision.digest != final_digest_of(proposal, decision):
            yield Fault(where, f"最终名单与{day_words(decision.held_on)}的决定不一致")
    beyond = proposal.items.filter(finalised_at__isnull=False).filter(
        Q(approved_at__isnull=True) | Q(submitted=False) | Q(approved_at__gt=F("finalised_at"))
    )
    for row in beyond:
        yield Fault(where, f"第 {row.position} 项未经审议通过就进入最终名单")
    early = proposal.elevations.filter(finalised_at__isnull=False).filter(
        Q(approved_at__isnull=True) | Q(submitted=False) | Q(approved_at__gt=F("finalised_at"))
    )
    for risen in early.select_related("conferral"):
        yield Fault(where, f"{risen.conferral.subject_name} 的附加称号未经审议通过就进入最终名单")


def check_honours() -> Iterator[Fault]:
    """No honour without the whole way behind it (第十六至二十一条); no way to its end without its honour."""
    last = 0
    while True:
        part = list(
            Nomination.objects.filter(state=State.CONFERRED, pk__gt=last)
            .select_related("chain", "round")
            .order_by("pk")[:PART]
        )
        if not part:
            break
        last = part[-1].pk
        yield from _whole_way(part)
    known = Nomination.objects.filter(state=State.CONFERRED).values("chain__key")
    for conferral in Conferral.objects.exclude(nomination__in=known).iterator(chunk_size=PART):
        # An elevated title of an earlier holder and honours from before this system name no nomination of ours.
        if conferral.nomination.startswith("nomination:"):
            yield Fault(str(conferral), "已登记荣誉，申报件却没有办结表彰")


def _whole_way(part: Sequence[Nomination]) -> Iterator[Fault]:
    ids, keys = [n.pk for n in part], [n.key for n in part]
    steps: dict[int, list[ChainStep]] = defaultdict(list)
    for step in ChainStep.objects.filter(nomination__in=ids).order_by("position"):
        steps[step.nomination_id].append(step)
    items = {
        i.nomination_id: i
        for i in ListItem.objects.filter(nomination__in=ids, left_at__isnull=True).select_related("list")
    }
    rows = {
        r.nomination_id: r
        for r in ProposedItem.objects.filter(nomination__in=ids, left_at__isnull=True).select_related("list")
    }
    honoured: dict[str, list[Conferral]] = defaultdict(list)
    for conferral in Conferral.objects.filter(nomination__in=keys):
        honoured[conferral.nomination].append(conferral)
    shown = _shown(part, items, rows)
    lacking = _opinions_lacking(part)
    for nomination in part:
        where = f"{nomination}（{nomination.key}）"
        yield from _steps(where, steps[nomination.pk])
        yield from _listed(where, items.get(nomination.pk), rows.get(nomination.pk))
        # A title given in a later round has a way of its own: `check_elevations`.
        own = [c for c in honoured[nomination.key] if c.round_id == nomination.round_id]
        yield from _registered(where, own, rows.get(nomination.pk))
        for title in shown[nomination.pk]:
            yield Fault(where, f"没有期满且有载体证明的{title}")
        for title in lacking[nomination.pk]:
            yield Fault(where, f"没有{title}的意见")


def _steps(where: str, steps: Sequence[ChainStep]) -> Iterator[Fault]:
    if {StepKind.RECOMMEND, StepKind.NATIONAL, StepKind.SECRETARIAT} - {StepKind(s.kind) for s in steps}:
        yield Fault(where, "推荐路径不完整")
    for step in steps:
        if step.endorsed_at is None:
            yield Fault(where, f"{step.union_name}（{step.get_kind_display()}）没有同意的记录")
        elif step.kind == StepKind.REVIEW and not step.opinions_heard.strip():
            yield Fault(where, f"{step.union_name}没有写明听取各方面意见的情况")


def _listed(where: str, item: ListItem | None, row: ProposedItem | None) -> Iterator[Fault]:
    if item is None or item.recommended_at is None or not item.decided or item.list.state != ListState.RECOMMENDED:
        yield Fault(where, "不在经集体研究确定并推荐的名单上")
    if row is None or None in (row.approved_at, row.finalised_at, row.conferred_at):
        yield Fault(where, "不在书记处审议通过并最终确定的名单上")


def _registered(where: str, conferrals: Sequence[Conferral], row: ProposedItem | None) -> Iterator[Fault]:
    """One honour; an elevated title only if it was proposed, approved and published with the row (第九条)."""
    base = [c for c in conferrals if not c.elevated]
    if len(base) != 1:
        yield Fault(where, f"荣誉登记应有 1 条，实有 {len(base)} 条")
    told = {c.elevated for c in conferrals if c.elevated}
    proposed = {row.elevated} - {""} if row is not None else set()
    if told != proposed:
        yield Fault(where, "登记的附加称号与名单上的不一致")


def check_elevations() -> Iterator[Fault]:
    """A title of an earlier holder was proposed, approved, on the national notice unopposed, and settled (第九条)."""
    ways = {
        (row.conferral_id, row.list.round_id): row
        for row in ElevationItem.objects.filter(left_at__isnull=True).select_related("list__notice", "conferral__chain")
    }
    given: set[tuple[int, int]] = set()
    titles = Conferral.objects.exclude(base=None).exclude(base__round=F("round")).select_related("base")
    for title in titles.iterator(chunk_size=PART):
        assert title.base_id is not None
        way = ways.get((title.base_id, title.round_id))
        given.add((title.base_id, title.round_id))
        # Titles from before this system name no nomination of ours.
        if way is None and not title.nomination.startswith("nomination:"):
            continue
        if way is None or way.elevated != title.elevated or None in (way.approved_at, way.finalised_at):
            yield Fault(str(title), "附加称号不在书记处审议通过并最终确定的名单上")
        elif not _passed(way):
            yield Fault(str(title), "附加称号没有期满且有载体证明的全国公示")
    for key, way in ways.items():
        if (way.conferred_at is not None) != (key in given):
            yield Fault(str(way.conferral), "往届获得者的附加称号，名单与荣誉登记不一致")


def _passed(way: ElevationItem) -> bool:
    notice = way.list.notice
    if notice is None or notice.state != NoticeState.OVER or not notice.has_proof:
        return False
    shown = notice.items.filter(subject=way.key, left_at__isnull=True, upheld=False, open_objections=0)
    return shown.exists()


def _shown(
    part: Sequence[Nomination], items: dict[int, ListItem], rows: dict[int, ProposedItem]
) -> dict[int, list[str]]:
    """Which of the three notices each lacks: over, proven, showing it, not left, no objection upheld or open."""
    wanted: dict[int, dict[str, int | None]] = {}
    for nomination in part:
        item, row = items.get(nomination.pk), rows.get(nomination.pk)
        wanted[nomination.pk] = {
            "本单位公示": nomination.unit_notice_id,
            "推荐单位公示": item.list.notice_id if item else None,
            "全国公示": row.list.notice_id if row else None,
        }
    notices = {pk for each in wanted.values() for pk in each.values() if pk is not None}
    over = {n.pk for n in Notice.objects.defer("body").filter(pk__in=notices, state=NoticeState.OVER) if n.has_proof}
    passed = set(
        NoticeItem.objects.filter(
            subject__in=[n.key for n in part], notice__in=over, left_at__isnull=True, upheld=False, open_objections=0
        ).values_list("notice_id", "subject")
    )
    return {
        n.pk: [title for title, notice in wanted[n.pk].items() if notice is None or (notice, n.key) not in passed]
        for n in part
    }


def _opinions_lacking(part: Sequence[Nomination]) -> dict[int, list[str]]:
    """Which opinions of Article 16 each lacks, by who the subject is."""
    ids = [n.pk for n in part]
    given: dict[int, set[str]] = defaultdict(set)
    for pk, kind in Opinion.objects.filter(nomination__in=ids).values_list("nomination_id", "kind"):
        given[pk].add(kind)
    needed: dict[int, set[str]] = defaultdict(lambda: {OpinionKind.MEMBERS.value})
    for model in (CollectiveApplication, PersonApplication):
        for row in model.objects.filter(nomination__in=ids).values("nomination_id", *_asked(model)):
            wanted = needed[row["nomination_id"]]
            wanted |= {OpinionKind.PARTY.value} if row["has_party_organ"] else set()
            wanted |= {OpinionKind.DISCIPLINE.value} if row["has_discipline_organ"] else set()
            if row.get("party_leading_cadre") or row.get("public_official"):
                wanted |= {OpinionKind.SUPERVISION.value, OpinionKind.PERSONNEL.value}
    return {pk: [OpinionKind(kind).label for kind in sorted(needed[pk] - given[pk])] for pk in ids}


def _asked(model: type[CollectiveApplication] | type[PersonApplication]) -> tuple[str, ...]:
    organs = ("has_party_organ", "has_discipline_organ")
    return (*organs, "party_leading_cadre", "public_official") if model is PersonApplication else organs


def check_rows() -> Iterator[Fault]:
    """State and list rows say the same: who is listed stands on a list, who is proposed on the national one."""
    listed = (State.LISTED, *AT_NATION, State.CONFERRED)
    on_list = ListItem.objects.filter(left_at__isnull=True).values("nomination")
    for nomination in Nomination.objects.filter(state__in=listed).exclude(pk__in=on_list).select_related("round"):
        yield Fault(f"{nomination}", "状态为已列入，却不在任何推荐名单上")
    strays = ListItem.objects.filter(left_at__isnull=True).exclude(nomination__state__in=listed)
    for item in strays.select_related("nomination__round"):
        yield Fault(f"{item.nomination}", f"在推荐名单上，状态却是“{item.nomination.state_title}”")
    proposed = (State.PROPOSED, State.APPROVED, State.FINAL, State.CONFERRED)
    rows = ProposedItem.objects.filter(left_at__isnull=True)
    for nomination in (
        Nomination.objects.filter(state__in=proposed).exclude(pk__in=rows.values("nomination")).select_related("round")
    ):
        yield Fault(f"{nomination}", "状态为已列入建议名单，却不在名单上")
    for row in rows.exclude(nomination__state__in=proposed).select_related("nomination__round"):
        yield Fault(f"{row.nomination}", f"在建议名单上，状态却是“{row.nomination.state_title}”")


def check_places() -> Iterator[Fault]:
    """Every used place is held by exactly one row of a list (决定 10)."""
    held = dict(
        ListItem.objects.filter(left_at__isnull=True).order_by().values_list("quota").annotate(held=Count("pk"))
    )
    for quota in Quota.objects.select_related("recommender").iterator(chunk_size=2000):
        if quota.used != held.get(quota.pk, 0):
            where = f"第{quota.round_id}轮 {quota.recommender} {quota.honour}{quota.cell}"
            yield Fault(where, f"记为占用 {quota.used} 个名额，名单上实有 {held.get(quota.pk, 0)} 个")


def check_barred() -> Iterator[Fault]:
    """A disqualified subject does not reappear in its round, under whatever name (第十九条第二款)."""
    out = Nomination.objects.filter(state=State.DISQUALIFIED).select_related("round", "subject_union")
    for nomination in out.iterator(chunk_size=PART):
        again = Nomination.objects.filter(by_code(nomination), round=nomination.round_id, state__in=STANDING)
        for other in again.exclude(pk=nomination.pk).select_related("round"):
            yield Fault(f"{other}", f"其对象已在 {nomination.number} 中被撤销本轮评选资格")


def check_inquiries() -> Iterator[Fault]:
    """Nobody is disqualified unverified, by one person alone, or honoured while an inquiry holds the case."""
    out = Nomination.objects.filter(state=State.DISQUALIFIED).select_related("round")
    verified = Inquiry.objects.filter(state=InquiryState.VERIFIED, decision__isnull=False).values("nomination")
    for nomination in out.exclude(pk__in=verified):
        yield Fault(f"{nomination}", "未经查证属实就被撤销评选资格")
    held = Inquiry.objects.filter(Q(state=InquiryState.OPEN) | Q(state=InquiryState.VERIFIED, decision__isnull=True))
    beyond = (State.CONFERRED, State.WITHDRAWN, State.LAPSED, State.UNFIT, State.STRUCK)
    for inquiry in held.filter(nomination__state__in=beyond).select_related("nomination__round"):
        yield Fault(f"{inquiry.nomination}", "核查未办结，本件却已办结")
