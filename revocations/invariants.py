"""What must always hold of revocation; `check_invariants` reads it on any database."""

from __future__ import annotations

import json
from collections.abc import Iterator

from django.db.models import Count, Exists, F, OuterRef, Q

from decisions.models import DecisionKind
from honors.models import Conferral
from honors.moves import ConferralState
from ledger.canonical import digest
from ledger.sealing import Fault
from revocations.facts import case_text, entered_since, recommenders_of, requested_digest
from revocations.models import CaseFile, CaseStep, CaseSubject, RecommenderNotice, RevocationCase
from revocations.moves import ENDED, State
from supervision.actions.recovery import ALWAYS
from supervision.models import Outcome, Recheck, RecoveryItem
from supervision.moves import LIVE_ITEMS, RecheckState

PART = 500
DECIDED = (State.APPROVED, State.CLOSED, State.REVERSED)


def check() -> Iterator[Fault]:
    """Each place at which revocations contradict the regulation or themselves."""
    yield from _ended_by_decision()
    yield from _demanded()
    yield from _reinstated()
    yield from _closed_with_notices()
    yield from _agreed_in_order()
    yield from _files()
    yield from _consents()
    yield from _subjects()
    yield from _rechecks()


def _ended_by_decision() -> Iterator[Fault]:
    """No honour is revoked but by a decision of the secretariat; one that a case decided on is among its honours."""
    revoked = Conferral.objects.filter(state=ConferralState.REVOKED)
    for row in revoked.exclude(ended_by__decision__kind=DecisionKind.REVOCATION).iterator(chunk_size=PART):
        yield Fault(str(row), "撤销没有书记处的撤销决定")
    named = CaseSubject.objects.filter(
        Q(conferral=OuterRef("pk")) | Q(conferral=OuterRef("base")),
        case__document=OuterRef("ended_by"),
        dropped_at__isnull=True,
        reversal__isnull=True,
    )
    cases = RevocationCase.objects.filter(document=OuterRef("ended_by"))
    for row in revoked.filter(Exists(cases)).exclude(Exists(named)).iterator(chunk_size=PART):
        yield Fault(str(row), "被撤销，却不在作出该决定的撤销案中")


def _demanded() -> Iterator[Fault]:
    """收回证书和奖牌: of every honour that was revoked, both are followed."""
    live = Count("items__kind", filter=Q(items__kind__in=ALWAYS, items__state__in=LIVE_ITEMS), distinct=True)
    rows = Conferral.objects.filter(state=ConferralState.REVOKED).annotate(live=live).filter(live__lt=len(ALWAYS))
    for row in rows.iterator(chunk_size=PART):
        yield Fault(str(row), "已撤销，没有责令交回证书和奖牌")


def _reinstated() -> Iterator[Fault]:
    """What stands again is not demanded back; what a case still holds as ended has ended."""
    items = RecoveryItem.objects.filter(conferral__state=ConferralState.VALID, state__in=LIVE_ITEMS, cause="revocation")
    for item in items.select_related("conferral").iterator(chunk_size=PART):
        yield Fault(str(item.conferral), f"荣誉有效，{item.get_kind_display()}却仍在收回中")
    decided = CaseSubject.objects.filter(case__state__in=DECIDED, dropped_at__isnull=True).select_related("conferral")
    odd = Q(reversal__isnull=True, conferral__state=ConferralState.VALID) | Q(
        reversal__isnull=False, conferral__ended_by=F("case__document")
    )
    for subject in decided.filter(odd).iterator(chunk_size=PART):
        yield Fault(str(subject.conferral), "荣誉的状态与撤销案的结果不符")


def _closed_with_notices() -> Iterator[Fault]:
    """No case is closed without its written notice to each recommending unit (第二十六条第三款)."""
    for case in RevocationCase.objects.filter(state=State.CLOSED).iterator(chunk_size=PART):
        told = set(RecommenderNotice.objects.filter(case=case).values_list("recommender_id", flat=True))
        for union in recommenders_of(case):
            if union.pk not in told:
                yield Fault(str(case), f"已办结，没有书面通报{union}")


def _agreed_in_order() -> Iterator[Fault]:
    """Each step agreed before the next one, and all of them before the report."""
    earlier = CaseStep.objects.filter(case=OuterRef("case"), position__lt=OuterRef("position"))
    skipped = earlier.filter(Q(agreed_at__isnull=True) | Q(agreed_at__gt=OuterRef("agreed_at")))
    for step in CaseStep.objects.filter(Exists(skipped), agreed_at__isnull=False).select_related("case"):
        yield Fault(str(step.case), f"{step.union_name}同意时，下级工会尚未同意")
    beyond = (State.REPORTED, State.VERIFIED, State.REQUESTED, *DECIDED)
    cases = RevocationCase.objects.filter(state__in=beyond, route="step_by_step")
    waiting = CaseStep.objects.filter(case=OuterRef("pk"), agreed_at__isnull=True)
    for case in cases.filter(Q(consent__isnull=True) | Exists(waiting) | Q(steps__isnull=True)).distinct():
        yield Fault(str(case), "没有经逐级同意和推荐单位集体研究")


def _files() -> Iterator[Fault]:
    """Each decision carries the digest of its file; the last one of the secretariat is of the file as it stands."""
    for file in CaseFile.objects.select_related("decision", "case").iterator(chunk_size=PART):
        if digest(file.text) != file.decision.digest:
            yield Fault(str(file.case), "决定的摘要与案卷不符")
    for case in RevocationCase.objects.filter(state__in=DECIDED).select_related(*_READ).iterator(chunk_size=PART):
        text = case.files.filter(decision=case.decision).values_list("text", flat=True).first()
        if text is None or json.loads(text) != json.loads(case_text(case)):
            yield Fault(str(case), "案卷在书记处决定后有改动")
        elif case.document is None or case.document.decision_id != case.decision_id:
            yield Fault(str(case), "撤销决定文件不是依据本案的决定印发的")


def _consents() -> Iterator[Fault]:
    """Nothing entered the file after the recommending unit agreed, nor after the department asked."""
    for case in RevocationCase.objects.exclude(consent=None).exclude(state__in=ENDED).select_related(*_READ).iterator():
        text = case.files.filter(decision=case.consent).values_list("text", flat=True).first()
        if text is None or entered_since(text, case):
            yield Fault(str(case), "案卷在推荐单位集体研究后有改动")
        if case.state == State.REQUESTED and requested_digest(case) != case.digest:
            yield Fault(str(case), "案卷在请示后有改动")


def _subjects() -> Iterator[Fault]:
    """An honour stands as open only in an open case, and an open case has one."""
    for subject in CaseSubject.objects.filter(open=True, case__state__in=ENDED).select_related("case"):
        yield Fault(str(subject.case), "案件已办结，对象没有解除")
    standing = CaseSubject.objects.filter(case=OuterRef("pk"), dropped_at__isnull=True)
    for case in RevocationCase.objects.exclude(Exists(standing)):
        yield Fault(str(case), "案中没有对象")


def _rechecks() -> Iterator[Fault]:
    """复查不合格 opens a case (第二十二条第（四）项)."""
    unfit = Recheck.objects.filter(state=RecheckState.CONCLUDED, outcome=Outcome.UNFIT, case__isnull=True)
    for recheck in unfit.select_related("conferral"):
        yield Fault(str(recheck.conferral), "复查不合格，没有立案")


_READ = ("chain", "consent", "decision", "document", "verification_paper")
