"""Filters that put days, moments, sizes and counts into Chinese words."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from django.template import Library

from regulation.words import day_words

register = Library()

BEIJING = ZoneInfo("Asia/Shanghai")
WEEKDAYS = "一二三四五六日"


def beijing_day(value: date | datetime) -> date:
    """The law's day of a moment: a day in Beijing, never the UTC day."""
    if isinstance(value, datetime):
        return (value.astimezone(BEIJING) if value.tzinfo else value).date()
    return value


@register.filter
def day(value: date | datetime | None) -> str:
    """2026年3月2日（周一）"""
    if not value:
        return ""
    on = beijing_day(value)
    return f"{day_words(on)}（周{WEEKDAYS[on.weekday()]}）"


@register.filter
def day_short(value: date | datetime | None) -> str:
    """2026年3月2日"""
    if not value:
        return ""
    on = beijing_day(value)
    return day_words(on)


@register.filter
def month(value: date | datetime | None) -> str:
    """2026年3月"""
    if not value:
        return ""
    on = beijing_day(value)
    return f"{on.year}年{on.month}月"


@register.filter
def moment(value: date | datetime | None) -> str:
    """2026年3月2日 09:00, Beijing time; a mere day stays a day."""
    if not value:
        return ""
    if not isinstance(value, datetime):
        return day(value)
    at = value.astimezone(BEIJING) if value.tzinfo else value
    return f"{day_words(at)} {at:%H:%M}"


@register.filter
def iso(value: date | datetime | None) -> str:
    """The machine-readable form for `<time datetime>`."""
    if not value:
        return ""
    if isinstance(value, datetime) and value.tzinfo:
        return value.astimezone(BEIJING).isoformat(timespec="minutes")
    return value.isoformat()


@register.filter
def remaining(days: int | None) -> str:
    """还有 3 天, 今天截止, 已逾期 2 天; nothing where no count is known."""
    if days is None:
        return ""
    if days < 0:
        return f"已逾期 {-days} 天"
    return f"还有 {days} 天" if days else "今天截止"


@register.filter
def urgency(days: int | None) -> str:
    """The tone of a deadline: danger when over, warning within three days."""
    if days is None or days > 3:
        return "neutral"
    return "danger" if days < 0 else "warning"


@register.filter
def size(value: int | None) -> str:
    """File size: 860 KB, 1.2 MB."""
    if value is None:
        return ""
    if value < 1024:
        return f"{value} B"
    if value < 1024 * 1024:
        return f"{value / 1024:.0f} KB"
    return f"{value / 1024 / 1024:.1f} MB"


@register.filter
def number(value: int | None) -> str:
    """30,000"""
    return "" if value is None else f"{value:,}"


def percent(have: int, base: int) -> str:
    """A share to one decimal. It is only shown: what decides is always the counts."""
    return f"{(Decimal(have) * 100 / Decimal(base)).quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


@register.filter
def share(have: int | None, base: int | None) -> str:
    """61.5%"""
    return percent(have, base) if have is not None and base else ""


@register.filter
def shares(have: int | None, base: int | None) -> str:
    """61.5%（8/13）: the counts stay beside the share, since the counts are the facts."""
    if have is None or base is None:
        return ""
    return f"{percent(have, base)}（{have:,}/{base:,}）" if base else f"—（{have:,}/0）"


@register.filter
def yes_no(value: bool | None) -> str:
    """是, 否, 未填"""
    return "未填" if value is None else ("是" if value else "否")
