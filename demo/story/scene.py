"""One round of the story: what can happen to its candidates, each step by the verb and the person that the law names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from demo import papers
from demo.applications import Case, sections
from demo.story.cast import Cast
from demo.walking import Papers, drafted, filed, fresh, shown, started
from documents.actions import store
from honors.models import Round
from nominations.actions.drafts import save
from nominations.actions.papers import set_photo
from nominations.models import Nomination
from publicity.actions.letters import Sent, accept, dismiss, object_to, uphold
from publicity.models import Letter, NoticeItem
from regulation.facts import UnitNature
from regulation.honours import Honour
from reviews.actions.chain import endorse, refuse, send_back
from reviews.actions.departures import withdraw
from reviews.actions.lists import decide, draft_list, enter, publish, recommend
from reviews.models import RecommendationList
from unions.models import Post, Union
from unions.queries import actor

HEARD = "听取了申报单位党组织、职工代表和所在地有关部门的意见，均同意推荐。"
HALF = {"half_come_from_non_public_units": "本地（系统）非公有制单位申报对象较少，已尽量推荐，余下批次继续调整。"}


@dataclass
class Candidate:
    """Somebody or something nominated in the story."""

    honour: Honour
    union: str
    sub: str = ""
    name: str = ""
    nature: UnitNature = UnitNature.PRIVATE
    front_line: bool = True
    titled: bool = True
    official: bool = False
    line: bool = False
    nomination: Nomination | None = None

    @property
    def now(self) -> Nomination:
        """The nomination as it stands."""
        assert self.nomination is not None, "not begun yet"
        return fresh(self.nomination)


@dataclass
class Scene:
    """A round with its people and papers."""

    cast: Cast
    held: Papers
    first_number: int
    round: Round | None = None
    numbered: int = 0
    lists: dict[str, int] = field(default_factory=dict)

    @property
    def running(self) -> Round:
        assert self.round is not None, "the round has not been opened"
        return Round.objects.select_related("chain").get(pk=self.round.pk)

    # --- the filing union ---------------------------------------------------------------------------------------------------

    def case(self, c: Candidate, at: datetime) -> Case:
        """The invented facts of a candidate."""
        self.numbered += 1
        unions = self.cast.unions
        return Case(
            honour=c.honour,
            union=unions[c.union],
            number=self.first_number + self.numbered,
            on=at.date(),
            nature=c.nature,
            subject_union=unions[c.sub] if c.sub else None,
            front_line=c.front_line,
            titled=c.titled,
            official=c.official,
            name=c.name,
        )

    def draft(self, c: Candidate, at: datetime) -> None:
        """A complete draft, with a portrait of a person."""
        case, by = self.case(c, at), self.cast.clerk_of(self.cast.unions[c.union])
        c.nomination = drafted(case, round=self.running, by=by, at=at, held=self.held, line=c.line)
        if not c.honour.collective:
            photo = store(papers.portrait("照片", Random(case.number)), by=actor(by), at=at)
            n = c.now
            set_photo(n, photo=photo, by=by, at=at, version=n.version)

    def half_a_draft(self, c: Candidate, at: datetime) -> None:
        """A draft of which only the first page is filled in."""
        case, by = self.case(c, at), self.cast.clerk_of(self.cast.unions[c.union])
        c.nomination = started(case, round=self.running, by=by, at=at, line=c.line)
        save(c.nomination, section="basic", filled=sections(case)["basic"], revision=1, by=by, at=at)

    def show(self, c: Candidate, at: datetime, *, proven: bool = True) -> None:
        """On notice in the unit; not proven: its photograph is still missing."""
        shown(c.now, by=self._clerk(c), at=at, held=self.held if proven else None)

    def file(self, c: Candidate, at: datetime) -> None:
        filed(c.now, by=self._clerk(c), at=at)

    def withdraw(self, c: Candidate, at: datetime) -> None:
        n = c.now
        withdraw(n, by=self._clerk(c), at=at, version=n.version, reason="人选岗位变动，主动撤回申报。")

    def _clerk(self, c: Candidate) -> Post:
        return self.cast.clerk_of(self.cast.unions[c.union])

    # --- reviewers ----------------------------------------------------------------------------------------------------------

    def endorse(self, c: Candidate, at: datetime) -> None:
        """The union that holds the case passes it up by one step."""
        n = c.now
        endorse(n, by=self.cast.reviewer_of(n.holder), at=at, version=n.version, opinions_heard=HEARD)

    def send_back(self, c: Candidate, at: datetime) -> None:
        n = c.now
        reasons = [
            ("简要事迹", "只写了做法，没有写成效，请补充职工受益的人数和变化。"),
            ("征求意见", "会员代表大会的会议记录缺第二页，请重新扫描上传。"),
        ]
        summary = "材料基本齐全，请一次补齐后重新报送。"
        send_back(n, by=self.cast.reviewer_of(n.holder), at=at, version=n.version, reasons=reasons, summary=summary)

    def refuse(self, c: Candidate, at: datetime) -> None:
        n = c.now
        reason = "第四条第（四）项：事迹不够突出，优中选优后不予推荐。"
        refuse(n, by=self.cast.reviewer_of(n.holder), at=at, version=n.version, reason=reason)

    # --- letters ------------------------------------------------------------------------------------------------------------

    def objection(self, c: Candidate, at: datetime) -> Letter:
        """Somebody objects to the newest notice that names the candidate."""
        items = NoticeItem.objects.select_related("notice__round", "notice__handler", "union")
        item = items.filter(subject=c.now.key).order_by("-pk")[0]
        text = "公示材料中写明的技能竞赛场次与实际不符，请予核实。联系方式真实，愿意配合核查。"
        sent = Sent(sender="person", name="演示来信人", contact="199-0000-0000", text=text)
        return object_to(item, sent=sent, submission=f"demo-{item.pk}", at=at).letter

    def settle_objection(self, c: Candidate, at: datetime, *, upheld: bool) -> None:
        """The handling union accepts it, looks into it and decides."""
        letter = (
            Letter.objects.select_related("item__notice__round", "item__union", "handler")
            .filter(item__subject=c.now.key)
            .order_by("-pk")[0]
        )
        by = self._handler(letter)
        accept(letter, by=by, at=at, version=letter.version)
        finding = "经查阅台账并走访职工，反映的情况属实。" if upheld else "经查阅台账并走访职工，竞赛场次与材料一致。"
        verb = uphold if upheld else dismiss
        verb(letter, finding=finding, answer=finding, by=by, at=at, version=letter.version)

    def _handler(self, letter: Letter) -> Post:
        if letter.handler.is_national:
            return self.cast.posts["nation-signer"]
        return self.cast.reviewer_of(letter.handler)

    # --- recommending units -------------------------------------------------------------------------------------------------

    def enter(self, place: str, candidates: Iterable[Candidate], at: datetime) -> None:
        """The preparer enters them on the draft list."""
        by = self.cast.preparer(place)
        listed = draft_list(self.running, by.union, by=by, at=at)
        self.lists[place] = listed.pk
        for c in candidates:
            n = c.now
            enter(listed, n, by=by, at=at, version=n.version)

    def decide(self, place: str, at: datetime) -> None:
        """The leadership decides; the other person signs."""
        listed = self.list_of(place)
        decide(
            listed,
            held_on=at.date(),
            place="机关三楼会议室",
            attendees="主席、各副主席、经审会主任、党组成员",
            minutes=self.held.minutes,
            by=self.cast.signer(place),
            at=at,
            version=listed.version,
            reasons=HALF,
        )

    def publish(self, place: str, at: datetime) -> None:
        listed = self.list_of(place)
        publish(
            listed,
            medium="省级工会网站",
            medium_visible_at=at,
            medium_address=f"https://gonghui.example/{place}/gongshi",
            by=self.cast.preparer(place),
            at=at,
            version=listed.version,
        )

    def recommend(self, place: str, at: datetime, *, reasons: Mapping[str, str] | None = None) -> None:
        listed = self.list_of(place)
        recommend(listed, by=self.cast.signer(place), at=at, version=listed.version, reasons=reasons or HALF)

    def list_of(self, place: str) -> RecommendationList:
        """The list that a recommending unit worked on last."""
        related = ("round", "recommender", "chain", "decision", "notice", "prepared_by")
        return RecommendationList.objects.select_related(*related).get(pk=self.lists[place])


def recommender_of(candidates: Sequence[Candidate], cast: Cast) -> Union:
    """The recommending unit above them."""
    found = cast.unions[candidates[0].union].recommender
    assert found is not None
    return found
