"""What the demo's pages read: the cast with what waits for each, and what lies ahead on the clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count

from demo.parts import PARTS, USERNAME
from honors.models import Deadline
from honors.models.rounds import Step
from honors.moves import RoundState
from nominations.models import Nomination
from nominations.queries import WAITING
from publicity.models import Letter, Notice
from publicity.moves import OPEN_LETTER_STATES, NoticeState
from reviews.models import ProposedList
from unions.models import Post, Role
from unions.moves import PostState

GROUPS = (
    ("nation", "全总和书记处", "开启评选、审核、建议名单、审议、全国公示、表彰"),
    ("js", "江苏：街道—区—市—省，逐级审查", "基层、街道、区县、地市、省级，一级一级往上报"),
    ("zj", "浙江：区—市—省", ""),
    ("bj", "北京：区直接报市，没有地市级", "区工会的上一级就是推荐单位"),
    ("xj", "新疆和兵团", "兵团通过自治区总工会推荐（第十四条第二款）"),
    ("jr", "中国金融工会（全国产业工会）", "基层工会直属，也可由地方基层工会按产业系统上报"),
    ("zy", "中央和国家机关工会联合会", "机关、事业单位的基层工会直属"),
)


@dataclass(frozen=True)
class Player:
    """One post of the cast as the page shows it."""

    post: Post
    does: str
    waiting: int


@dataclass(frozen=True)
class Group:
    """The people of one line, from the recommending unit down."""

    code: str
    title: str
    lead: str
    players: list[Player]


def cast() -> list[Group]:
    """Everybody who can be signed in as, with how much waits for each."""
    rows = Post.objects.filter(person__username__startswith=USERNAME, state=PostState.HELD)
    posts = list(rows.select_related("person", "union", "union__recommender").order_by("pk"))
    waiting = _waiting(posts)
    described = {(part.person, part.union, part.role): part for part in PARTS}
    found: dict[str, list[Player]] = {code: [] for code, _, _ in GROUPS}
    groups = _groups_of(posts)
    for post in posts:
        part = described.get((post.person.username, post.union.code, Role(post.role)))
        if part is not None:
            found[groups[post.pk]].append(Player(post, part.does, waiting[post.pk]))
    return [Group(code, title, lead, found[code]) for code, title, lead in GROUPS if found[code]]


def _groups_of(posts: Iterable[Post]) -> dict[int, str]:
    """Which group a post stands in: that of its recommending unit."""
    codes = {"320000": "js", "330000": "zj", "110000": "bj", "650000": "xj", "900010": "jr", "980000": "zy"}
    return {p.pk: codes.get(p.union.recommender.code, "nation") if p.union.recommender else "nation" for p in posts}


def _waiting(posts: Iterable[Post]) -> Counter[int]:
    """Cases, letters and lists that wait for each post, in three queries."""
    cases = _tally(Nomination.objects.order_by().values_list("holder", "state").annotate(n=Count("pk")))
    letters = Counter(
        dict(
            Letter.objects.filter(state__in=[str(s) for s in OPEN_LETTER_STATES])
            .order_by()
            .values_list("handler")
            .annotate(n=Count("pk"))
        )
    )
    submitted = ProposedList.objects.filter(state="submitted").count()
    found: Counter[int] = Counter()
    for post in posts:
        role = Role(post.role)
        found[post.pk] = sum(cases[post.union_id, str(state)] for state in WAITING[role])
        if role in (Role.REVIEWER, Role.RECOMMENDER, Role.NATIONAL):
            found[post.pk] += letters[post.union_id]
        if role is Role.SECRETARIAT:
            found[post.pk] += submitted
    return found


def _tally(rows: Iterable[tuple[int, str, int]]) -> Counter[tuple[int, str]]:
    return Counter({(holder, state): number for holder, state, number in rows})


@dataclass(frozen=True)
class Ahead:
    """Something that the clock will reach."""

    on: date | datetime
    what: str
    note: str = ""


def ahead(now: datetime, *, most: int = 12) -> list[Ahead]:
    """The windows that run and the deadlines that come, soonest first."""
    notices = Notice.objects.defer("body").filter(state=NoticeState.OPEN).select_related("publisher")
    found: list[tuple[str, Ahead]] = [
        (n.last_on.isoformat(), Ahead(n.last_on, f"{n.get_kind_display()}末日：{n.title}", _note(n)))
        for n in notices.order_by("last_on", "pk")[:most]
    ]
    deadlines = Deadline.objects.filter(due_at__gt=now, round__state=RoundState.OPEN).select_related("round")
    found += [
        (d.due_at.date().isoformat(), Ahead(d.due_at, f"{Step(d.step).label}截止", d.round.name))
        for d in deadlines.order_by("due_at")[:most]
    ]
    return [row for _, row in sorted(found, key=lambda pair: pair[0])][:most]


def _note(notice: Notice) -> str:
    return (
        notice.publisher.name if notice.has_proof else f"{notice.publisher.name}；还没有法定载体的证明，到期也不能期满"
    )
