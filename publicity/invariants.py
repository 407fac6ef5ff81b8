"""What must always hold of notices and letters (`manage.py check_invariants`)."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q

from ledger.canonical import digest
from ledger.sealing import Fault
from publicity.models import Letter, LetterKind, Notice, NoticeItem
from publicity.moves import OBJECTION_ENDS, OPEN_LETTER_STATES, REPORT_STEPS, LetterState, NoticeState
from publicity.queries import calendar
from publicity.queries.calendar import version
from publicity.windows import counts_from
from regulation import windows
from regulation.words import day_words
from regulation.workdays import Calendar, UnknownYear

LEAST_DAYS = 5


def check() -> Iterator[Fault]:
    """Every fault, named so that a person can look at it."""
    yield from check_windows()
    yield from check_bodies()
    yield from check_items()
    yield from check_letters()


def check_windows() -> Iterator[Fault]:
    """No window shorter than the law, none completed without proof (第十六、十七、二十条)."""
    known = calendar()
    rows = Notice.objects.defer("body").exclude(state=NoticeState.VOID).order_by("pk")
    for notice in rows.iterator(chunk_size=1000):
        where = f"公示 {notice.pk}《{notice.title}》"
        if notice.days_needed < LEAST_DAYS:
            yield Fault(where, f"要求的公示期只有 {notice.days_needed} 个工作日")
        if notice.state == NoticeState.OVER and not notice.has_proof:
            yield Fault(where, "没有法定公示载体的证明就已期满")
        if notice.over_at is not None and notice.over_at < notice.ends_at:
            yield Fault(where, "在末日24:00之前期满")
        if not notice.end_unknown and (notice.state == NoticeState.OVER or notice.has_proof):
            yield from _short(notice, where, known)


def _short(notice: Notice, where: str, known: Calendar) -> Iterator[Fault]:
    moment = counts_from(notice.visible_at, notice.medium_visible_at)
    try:
        first = windows.first_day(moment, known, strict=notice.strict_first_day)
        held = known.count(max(first, notice.first_on), notice.last_on) if first <= notice.last_on else 0
    except UnknownYear:
        return  # the year was known when it opened, and no paper is ever deleted; nothing can be said without it
    # A calendar changed after the window had ended takes nothing away from it: the version it kept is another.
    if held < notice.days_needed and _same_calendar(notice, known):
        yield Fault(where, f"自{day_words(first)}至{day_words(notice.last_on)}只有 {held} 个工作日")


def _same_calendar(notice: Notice, known: Calendar) -> bool:
    return notice.calendar_version == version(known, notice.first_on, notice.last_on)


def check_bodies() -> Iterator[Fault]:
    """The frozen bytes are the ones whose digest is in the ledger."""
    for notice in Notice.objects.only("pk", "title", "body", "body_digest").order_by("pk").iterator(chunk_size=50):
        if digest(bytes(notice.body)) != notice.body_digest:
            yield Fault(f"公示 {notice.pk}《{notice.title}》", "公示正文与摘要不符")


def check_items() -> Iterator[Fault]:
    """The count of open objections is that of the letters; nothing has advanced over one (第二十二条第（六）项)."""
    objection = Q(letters__kind=LetterKind.OBJECTION)
    rows = NoticeItem.objects.filter(Q(letters__isnull=False) | Q(open_objections__gt=0) | Q(upheld=True)).annotate(
        open_letters=Count(
            "letters", filter=objection & Q(letters__state__in=[str(s) for s in OPEN_LETTER_STATES]), distinct=True
        ),
        upheld_letters=Count("letters", filter=objection & Q(letters__state=LetterState.UPHELD), distinct=True),
    )
    for item in rows.order_by("pk").iterator(chunk_size=1000):
        where = f"公示 {item.notice_id} 第 {item.position} 项“{item.name}”"
        if item.open_objections != item.open_letters:
            yield Fault(where, f"记有 {item.open_objections} 件未办结异议，实有 {item.open_letters} 件")
        if item.upheld != bool(item.upheld_letters):
            yield Fault(where, "异议成立的标记与来信的处理结果不符")
        if item.advanced and item.open_letters:
            yield Fault(where, "有未办结的异议，却已报出")


def check_letters() -> Iterator[Fault]:
    """A report is looked into before anything is found; an objection is decided, a report is not (第二十二条第（六）项)."""
    steps, ends = [str(s) for s in REPORT_STEPS], [str(s) for s in OBJECTION_ENDS]
    wrong = Q(kind=LetterKind.OBJECTION, state__in=steps) | Q(kind=LetterKind.REPORT, state__in=ends)
    for letter in Letter.objects.filter(wrong).order_by("pk").iterator(chunk_size=1000):
        yield Fault(f"来信 {letter.pk}", f"{letter.get_kind_display()}处于“{letter.state}”状态")
    silent = Letter.objects.filter(state__in=steps, investigations__isnull=True)
    for pk in silent.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=1000):
        yield Fault(f"来信 {pk}", "没有调查核实的记录，却已进入后续步骤")
