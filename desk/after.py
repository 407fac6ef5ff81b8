"""What waits after the honour: yearly figures, statements, re-checks, papers to be recovered, ended units, revocations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db.models import Count, Max, Min, Q, QuerySet
from django.urls import reverse

from clock.reading import law_day
from honors.models import Conferral
from regulation.windows import BEIJING
from revocations.queries import hearings_of, queue_of
from supervision.queries.ends import ends_waiting
from supervision.queries.rechecks import rechecks_waiting
from supervision.queries.recovery import items_asked_of, items_collected_by, waiting
from supervision.queries.years import STEP_OF, due_days, last_year, reports_on, returned_to, to_confirm, unreported
from unions.models import Role, Union
from unions.models.tree import Level

if TYPE_CHECKING:
    from desk.queries import Desk, Task


def supervision(desk: Desk) -> Iterator[Task]:
    """Everything of supervision that waits for a union; one question where it has nothing to do with any honour."""
    if not _concerned(desk.post.union):
        return
    for source in (_owed, _returned, _to_confirm, _statements, _rechecks, _asked, _collected, _ends):
        yield from source(desk)


def revocations(desk: Desk) -> Iterator[Task]:
    """The cases that wait for the post."""
    number = queue_of(desk.post).order_by().count()
    if number:
        said = "书记处决定" if desk.post.role == Role.SECRETARIAT else "研判、审查或办结"
        yield desk.task(f"待办理的撤销案 {number} 件", reverse("revocations:cases"), what=said)


def _concerned(union: Union) -> bool:
    """Whether any honour stands at the union, below it, at what was merged into it, or was recommended by it."""
    if union.is_national:
        return Conferral.objects.exists()
    below = Q(union__path__startswith=union.path) | Q(union__industrial_parent__path__startswith=union.path)
    rows = Conferral.objects.filter(below | Q(union__successor=union) | Q(recommender=union))
    return rows.exists()


def _owed(desk: Desk) -> Iterator[Task]:
    year = last_year(law_day(desk.at))
    number = unreported(reports_on(desk.post), year).order_by().count()
    if number:
        due = due_days(year)[STEP_OF[Level.GRASSROOTS]]
        url = reverse("supervision:years")
        yield desk.task(f"待报送 {year} 年度情况：{number} 个荣誉", url, due=_end_of(due), what="会员、评议和测评情况")


def _returned(desk: Desk) -> Iterator[Task]:
    found = returned_to(desk.post).order_by().aggregate(number=Count("pk"), year=Max("year"))
    if found["number"]:
        due = due_days(found["year"])[STEP_OF[Level.GRASSROOTS]]
        url = reverse("supervision:years")
        yield desk.task(
            f"待补正年度情况 {found['number']} 件", url, due=_end_of(due), what="上一级工会退回，按意见补正后重新报送"
        )


def _to_confirm(desk: Desk) -> Iterator[Task]:
    found = to_confirm(desk.post).order_by().aggregate(number=Count("pk"), year=Min("year"))
    if found["number"]:
        due = due_days(found["year"])[STEP_OF[Level(desk.post.union.level)]]
        url = f"{reverse('supervision:years')}?tab=confirm"
        yield desk.task(f"待核对年度情况 {found['number']} 件", url, due=_end_of(due), what="下级工会报送")


def _statements(desk: Desk) -> Iterator[Task]:
    rows = hearings_of(desk.post).filter(stated_at__isnull=True, waived=False, subject__open=True)
    yield from _counted(desk, rows, "待陈述意见 {} 件", reverse("revocations:hearings"), "本单位的荣誉拟撤销、取消")


def _rechecks(desk: Desk) -> Iterator[Task]:
    yield from _counted(
        desk, rechecks_waiting(desk.post), "待复查 {} 件", reverse("supervision:rechecks"), "复查有期限"
    )


def _asked(desk: Desk) -> Iterator[Task]:
    url = reverse("supervision:recovery")
    yield from _counted(desk, items_asked_of(desk.post), "待交回证书、奖牌 {} 件", url, "交到上一级工会")


def _collected(desk: Desk) -> Iterator[Task]:
    rows = items_collected_by(desk.post).filter(union__in=[desk.post.union_id])
    found = waiting(rows, on=law_day(desk.at))
    if found["number"]:
        late = f"其中 {found['late']} 件逾期" if found["late"] else "收回后登记"
        url = reverse("supervision:recovery")
        yield desk.task(f"待收回证书、奖牌 {found['number']} 件", url, due=_end_of(found["first"]), what=late)


def _ends(desk: Desk) -> Iterator[Task]:
    url, what = reverse("supervision:ends"), "核实、收回、逐级上报（第二十七条）"
    yield from _counted(desk, ends_waiting(desk.post), "待办理的单位终止 {} 件", url, what)


def _counted(desk: Desk, rows: QuerySet[object], title: str, url: str, what: str) -> Iterator[Task]:  # type: ignore[type-var]  # any model with a day
    found = rows.order_by().aggregate(number=Count("pk"), first=Min("due_on"))
    if found["number"]:
        yield desk.task(title.format(found["number"]), url, due=_end_of(found["first"]), what=what)


def _end_of(day: date) -> datetime:
    """A day runs to its end in Beijing."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=BEIJING)
