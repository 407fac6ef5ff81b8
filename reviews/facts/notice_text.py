"""The body of a list's notice: by honour, region, then surname strokes (decision 12); rendered once to bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from nominations.models import Nomination, PersonApplication
from publicity.ordering import order_collectives, order_persons
from regulation.honours import Elevated, Honour
from reviews.models import ElevationItem, ProposedItem, ProposedList, RecommendationList
from reviews.queries import parts


@dataclass(frozen=True)
class Line:
    """One name as the public reads it; nothing here is an ID number, a phone or an address."""

    name: str
    unit: str = ""
    post: str = ""
    sex: str = ""
    ethnicity: str = ""
    status: str = ""
    elevated: str = ""


@dataclass(frozen=True)
class Section:
    """The names of one honour."""

    honour: Honour
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Rising:
    """Earlier holders for whom one elevated title is proposed."""

    title: Elevated
    rows: tuple[ElevationItem, ...]


HONOURS = {honour.value: place for place, honour in enumerate(Honour)}


def in_order(nominations: Iterable[Nomination]) -> list[Nomination]:
    """By honour, then region, then strokes of the surname (persons) or name (collectives)."""
    return sorted(nominations, key=_key)


def _key(nomination: Nomination) -> tuple[object, ...]:
    order = order_collectives if nomination.kind.collective else order_persons
    return HONOURS[nomination.honour], order(nomination.region_code, nomination.subject_name), nomination.pk


def sections_of(nominations: Sequence[Nomination], elevated: dict[int, str] | None = None) -> tuple[Section, ...]:
    """The names under their honours, in the order of the notice."""
    titles, persons = elevated or {}, _persons(nominations)
    found: dict[Honour, list[Line]] = {}
    for nomination in in_order(nominations):
        title = titles.get(nomination.pk, "")
        line = _line(nomination, persons.get(nomination.pk), Elevated(title).title if title else "")
        found.setdefault(nomination.kind, []).append(line)
    return tuple(Section(honour, tuple(lines)) for honour, lines in found.items())


def _persons(nominations: Sequence[Nomination]) -> dict[int, PersonApplication]:
    ids = [n.pk for n in nominations if not n.kind.collective]
    found: dict[int, PersonApplication] = {}
    for part in parts(ids):
        rows = PersonApplication.objects.filter(nomination__in=part).only(
            "nomination_id", "sex", "ethnicity", "political_status", "workplace", "job"
        )
        found |= {row.nomination_id: row for row in rows}
    return found


def _line(nomination: Nomination, person: PersonApplication | None, elevated: str) -> Line:
    if person is None:
        return Line(nomination.subject_name, unit=nomination.unit_name, elevated=elevated)
    return Line(
        nomination.subject_name,
        unit=person.workplace or nomination.unit_name,
        post=person.job,
        sex=person.get_sex_display() if person.sex else "",
        ethnicity=person.ethnicity,
        status=person.political_status,
        elevated=elevated,
    )


def body_of_list(listed: RecommendationList, nominations: Sequence[Nomination], *, contacts: str) -> bytes:
    """推荐单位公示的正文 (第十七条第二款)."""
    opening = (
        f"根据{_notice_of(listed.round.notice_title, listed.round.notice_number)}，"
        f"经基层申报、逐级审查、{listed.recommender.name}审核并集体研究，确定了拟推荐对象，现予以公示。"
    )
    return _rendered(opening, sections_of(nominations), listed.round.discipline_contacts, contacts)


def body_of_proposal(
    proposal: ProposedList, rows: Sequence[ProposedItem], earlier: Sequence[ElevationItem] = (), *, contacts: str
) -> bytes:
    """全国公示的正文, elevated titles included (第二十条第一款)."""
    opening = (
        f"根据{_notice_of(proposal.round.notice_title, proposal.round.notice_number)}，"
        "经推荐单位推荐、全总基层工作部审核、全总书记处审议，确定了拟表彰和命名对象，现予以公示。"
    )
    elevated = {row.nomination_id: row.elevated for row in rows if row.elevated}
    sections = sections_of([row.nomination for row in rows], elevated)
    return _rendered(opening, sections, proposal.round.discipline_contacts, contacts, risings_of(earlier))


def risings_of(rows: Sequence[ElevationItem]) -> tuple[Rising, ...]:
    """Earlier holders by title, in the order of names (第九条)."""
    found = []
    for title in Elevated:
        named = earlier_in_order([row for row in rows if row.elevated == title.value])
        if named:
            found.append(Rising(title, tuple(named)))
    return tuple(found)


def earlier_in_order(rows: Iterable[ElevationItem]) -> list[ElevationItem]:
    """Region, then strokes of the surname (persons) or name (collectives)."""

    def key(row: ElevationItem) -> tuple[object, ...]:
        held = row.conferral
        order = order_collectives if held.kind.collective else order_persons
        return order(held.region_code, held.subject_name), row.pk

    return sorted(rows, key=key)


def _notice_of(title: str, number: str) -> str:
    name = f"《{title}》" if title else "全国模范职工之家、全国模范职工小家、全国优秀工会工作者评选表彰通知"
    return f"{name}（{number}）" if number else name


def _rendered(
    opening: str, sections: Sequence[Section], discipline: str, contacts: str, risings: Sequence[Rising] = ()
) -> bytes:
    total = sum(len(section.lines) for section in sections) + sum(len(rising.rows) for rising in risings)
    context = {
        "opening": opening,
        "sections": sections,
        "risings": risings,
        "total": total,
        "contacts": contacts,
        "discipline": discipline,
    }
    return render_to_string("reviews/notice_body.html", context).encode()
