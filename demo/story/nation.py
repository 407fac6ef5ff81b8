"""What the nation does in the story: audit, proposed lists, approval, national notice, honours, revocation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from demo.story.scene import Candidate, Scene
from regulation.honours import Elevated
from reviews.actions.audit import ask_mending, clear, disqualify, find_unfit, open_inquiry, verify
from reviews.actions.departures import lapse
from reviews.actions.proposal import approve, confer, draw_up, elevate, finalise, publish_national, submit
from reviews.models import ProposedList


class Meeting(TypedDict):
    """Where a body met, and who was there."""

    place: str
    attendees: str


WHERE: Meeting = {"place": "中华全国总工会机关", "attendees": "书记处全体书记；基层工作部列席"}
REPEATED = "此前获得表彰后继续保持先进，近三年工作有新的突破，同意再次推荐。"


@dataclass
class Nation:
    """The national department and the secretariat."""

    scene: Scene

    def __post_init__(self) -> None:
        posts = self.scene.cast.posts
        self.preparer, self.signer = posts["nation-preparer"], posts["nation-signer"]
        self.secretariat = posts["secretariat"]

    # --- audit --------------------------------------------------------------------------------------------------------------

    def clear(self, candidates: Iterable[Candidate], at: datetime) -> None:
        for c in candidates:
            n = c.now
            clear(n, by=self.preparer, at=at, version=n.version)

    def ask_mending(self, c: Candidate, at: datetime) -> None:
        n = c.now
        gaps = "推荐审批表第二页盖章不清，请重新扫描；补充省级荣誉证明原件。"
        ask_mending(n, union=n.union, gaps=gaps, by=self.preparer, at=at, version=n.version)

    def find_unfit(self, c: Candidate, at: datetime) -> None:
        n = c.now
        reason = "第七条第（二）项：入会率的统计口径未含劳务派遣工，重新计算后不足百分之九十。"
        find_unfit(n, by=self.preparer, at=at, version=n.version, reason=reason)

    def inquire(self, c: Candidate, at: datetime) -> None:
        clues = "来信反映省级荣誉证明的文号与发文机关存档不一致。"
        open_inquiry(c.now, ground="forged", clues=clues, by=self.preparer, at=at)

    def disqualify(self, c: Candidate, at: datetime) -> None:
        """Verified by one person, decided by another."""
        inquiry = c.now.inquiries.select_related("chain", "nomination").get()
        finding = "经向发文机关核实，荣誉证明系伪造。"
        verify(inquiry, finding=finding, by=self.preparer, at=at, version=inquiry.version)
        n = c.now
        disqualify(
            n, held_on=at.date(), minutes=self.scene.held.minutes, by=self.signer, at=at, version=n.version, **WHERE
        )

    def lapse(self, c: Candidate, at: datetime) -> None:
        n = c.now
        lapse(n, by=self.signer, at=at, version=n.version, reason="超过补正期限仍未补齐材料。")

    # --- lists --------------------------------------------------------------------------------------------------------------

    def draw_up(self, at: datetime, *, elevated: Iterable[Candidate] = ()) -> None:
        proposal = draw_up(self.scene.running, by=self.preparer, at=at)
        for c in elevated:
            row = proposal.items.select_related("nomination", "list__round").get(nomination=c.now.pk)
            title = row.nomination.kind.elevated
            assert title is not None
            row.list.refresh_from_db()
            elevate(
                row,
                title=Elevated(title).value,
                statement="连续多年在全国同行业中起示范作用，成绩优异，贡献突出。",
                document=self.scene.held.attestation,
                by=self.preparer,
                at=at,
                version=row.list.version,
            )

    def submit(self, at: datetime) -> None:
        proposal = self.proposal()
        submit(proposal, by=self.signer, at=at, version=proposal.version)

    def approve(self, at: datetime) -> None:
        proposal, minutes = self.proposal(), self.scene.held.minutes
        approve(
            proposal, held_on=at.date(), minutes=minutes, by=self.secretariat, at=at, version=proposal.version, **WHERE
        )

    def publish(self, at: datetime, *, number: int = 0) -> None:
        proposal = self.proposal(number)
        publish_national(
            proposal,
            medium="中工网",
            medium_visible_at=at,
            medium_address="https://zhonggong.example/gongshi",
            by=self.preparer,
            at=at,
            version=proposal.version,
        )

    def settle(self, at: datetime) -> None:
        proposal, minutes = self.proposal(), self.scene.held.minutes
        finalise(proposal, held_on=at.date(), minutes=minutes, by=self.signer, at=at, version=proposal.version, **WHERE)

    def confer(self, at: datetime, *, number: str) -> None:
        proposal = self.proposal()
        title = f"关于表彰{self.scene.running.name}先进集体和先进个人的决定"
        confer(
            proposal, number=number, title=title, issued_on=at.date(), by=self.signer, at=at, version=proposal.version
        )

    def proposal(self, number: int = 0) -> ProposedList:
        """The proposed list of that number, or the newest one of the round."""
        related = ("round", "chain", "decision", "notice", "prepared_by", "final_decision")
        rows = ProposedList.objects.select_related(*related).filter(round=self.scene.running)
        return rows.get(number=number) if number else rows.order_by("-number")[0]
