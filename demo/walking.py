"""A nomination's steps as people take them, through the real verbs: what the demo and the rehearsal share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.core.files.uploadedfile import SimpleUploadedFile

from demo import papers
from demo.applications import Case, opinions, sections
from documents.actions import store
from documents.models import Document
from honors.models import Round
from ledger.actors import SYSTEM
from nominations.actions.drafts import begin, save_all
from nominations.actions.filing import file, open_unit_notice, resubmit
from nominations.actions.papers import Heard, attest_all, record_opinions
from nominations.facts import judge, judge_filing
from nominations.models import Nomination
from publicity.models import Notice
from regulation.engine import Judgement, Result
from regulation.honours import Honour
from regulation.windows import in_beijing
from unions.models import Post

CONTACTS = "工会：010-00000001；纪检：010-00000002。受理时间：工作日9:00至17:00。地址：本单位工会办公室。（演示）"
UNTITLED = {
    Honour.MODEL_HOME: "comes_from_provincial_model_homes",
    Honour.MODEL_SMALL_HOME: "comes_from_provincial_small_homes",
    Honour.OUTSTANDING_WORKER: "comes_from_provincial_outstanding_workers",
}
"""The 一般 rules that a candidate without a provincial title departs from (第六、七、八条)."""
WHY_UNTITLED = "成立以来工作突出，近三年未开展省级同类评选，经研究同意推荐。"


@dataclass(frozen=True)
class Papers:
    """The handful of stored documents that every invented case refers to."""

    opinion: Document
    attestation: Document
    minutes: Document
    board: Document
    answer: Document


def store_papers(*, at: datetime) -> Papers:
    """Store them once, through the real store."""

    def kept(upload: SimpleUploadedFile) -> Document:
        return store(upload, by=SYSTEM, at=at)

    return Papers(
        opinion=kept(papers.pdf("征求意见", "征求意见表", ["经研究，同意推荐。", "未发现违法违纪问题。"])),
        attestation=kept(papers.scan("认定意见", "认定意见", ["经核查，情况属实，符合条件。", "（演示材料）"])),
        minutes=kept(papers.pdf("会议纪要", "会议纪要", ["会议集体研究了推荐名单。", "会议一致同意。"])),
        board=kept(papers.photo_of_board("公示照片", "公示", ["现予以公示。", "公示期五个工作日。"])),
        answer=kept(papers.pdf("补正材料", "补正材料", ["按要求补齐盖章页。"])),
    )


def drafted(
    case: Case,
    *,
    round: Round,
    by: Post,
    at: datetime,
    held: Papers,
    line: bool = False,
    known: dict[Honour, tuple[str, ...]] | None = None,
) -> Nomination:
    """Begin, fill in everything, collect the opinions and the attestations.

    `known`: what asked for a person's word in the first case of each honour; thousands of like cases ask the same.
    """
    nomination = started(case, round=round, by=by, at=at, line=line)
    save_all(nomination, sections=sections(case), revision=1, by=by, at=at)
    heard(nomination, case, by=by, at=at, held=held)
    keys = known.get(case.honour) if known is not None else None
    if keys is None:
        keys = keys_to_attest(nomination, at=at)
    if known is not None:
        known[case.honour] = keys
    if keys:
        attest_all(
            nomination,
            keys=list(keys),
            attested_by=f"{case.union.name}",
            statement="经会员代表大会评议和上级工会考察，情况属实，符合条件。",
            document=held.attestation,
            by=by,
            at=at,
            version=nomination.version,
        )
    return nomination


def started(case: Case, *, round: Round, by: Post, at: datetime, line: bool = False) -> Nomination:
    """Begin the nomination."""
    return begin(
        round=round,
        honour=case.honour,
        union=case.union,
        subject_union=case.subject_union,
        by=by,
        at=at,
        industrial_line=line,
    )


def heard(nomination: Nomination, case: Case, *, by: Post, at: datetime, held: Papers) -> None:
    """Record every opinion that Article 16 asks for."""
    given = [Heard(document=held.opinion, **opinion) for opinion in opinions(case, on=in_beijing(at).date())]
    record_opinions(nomination, given, by=by, at=at, version=nomination.version)


def keys_to_attest(nomination: Nomination, *, at: datetime) -> tuple[str, ...]:
    """What numbers cannot decide: the observations that ask for a person's word, with a document."""
    return asked(judge(nomination, as_of=in_beijing(at).date()))


def asked(judgement: Judgement) -> tuple[str, ...]:
    """The keys of the observations that need evidence."""
    return tuple(
        o.key for f in judgement.findings for o in f.observations if o.result is Result.NEEDS_EVIDENCE and o.key
    )


@cache
def reasons_when_untitled(honour: Honour) -> dict[str, str]:
    """The reason that a case without a provincial title brings along."""
    return {UNTITLED[honour]: WHY_UNTITLED} if honour in UNTITLED else {}


def shown(nomination: Nomination, *, by: Post, at: datetime, held: Papers | None) -> Notice:
    """Open the notice in the unit; with papers, its board is proven by a photograph at once."""
    return open_unit_notice(
        nomination,
        contacts=CONTACTS,
        by=by,
        at=at,
        version=nomination.version,
        medium_visible_at=at if held else None,
        medium_page="厂务公开栏" if held else "",
        medium_photo=held.board if held else None,
    )


def filed(nomination: Nomination, *, by: Post, at: datetime, again: bool = False) -> Nomination:
    """File (or send again), with a reason for each 一般 rule that the case departs from."""
    judgement = judge_filing(nomination, as_of=in_beijing(at).date())
    reasons = {f.code: WHY_UNTITLED for f in judgement.open({}) if f.generally}
    verb = resubmit if again else file
    return verb(nomination, by=by, at=at, version=nomination.version, reasons=reasons)


def fresh(nomination: Nomination) -> Nomination:
    """The nomination as it stands now, with what every verb reads."""
    return Nomination.objects.select_related("round", "union", "subject_union", "holder", "recommender", "chain").get(
        pk=nomination.pk
    )
