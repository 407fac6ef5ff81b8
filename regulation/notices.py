"""What the law looks at in a notice (公示): how long, where, with what proof, and what is still objected to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Annotated

from regulation.engine import Dates, Observation
from regulation.observing import met, not_met
from regulation.parameters import NOTICE_WORKING_DAYS, applied
from regulation.words import Worded, day_words


class Medium(Worded):
    """The statutory medium of a notice (第十六、十七、二十条)."""

    UNIT = "unit", "本单位"
    PROVINCIAL_PRESS = "provincial_press", "省（区、市）工会报刊"
    PROVINCIAL_ONLINE = "provincial_online", "省（区、市）工会网络媒体"
    WORKERS_DAILY = "workers_daily", "《工人日报》"
    WORKERS_ONLINE = "workers_online", "中工网"
    OTHER = "other", "其他媒体"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """一次公示的情况"""

    working_days: Annotated[int, "公示的工作日数（按日历计算）"] = 0
    first_on: Annotated[date | None, "公示首日"] = None
    last_on: Annotated[date | None, "公示末日"] = None
    over: Annotated[bool, "公示期已满"] = False
    names_shown: Annotated[bool, "公示了名单"] = False
    deeds_shown: Annotated[bool, "公示了事迹"] = False
    medium: Annotated[Medium, "法定媒体"] = Medium.UNIT
    proof: Annotated[str, "在法定媒体公示的证明（网址、版面或照片）"] = ""
    open_objections: Annotated[int, "尚未办结的异议数"] = 0
    stricter: Annotated[Mapping[str, Fraction], "本地区、本产业更严的标准"] = field(default_factory=dict)


def long_enough(notice: Notice, at: Dates) -> Iterator[Observation]:
    """Long enough by the calendar, over, proven, and without an open objection."""
    least = applied(NOTICE_WORKING_DAYS, at.version, notice.stricter)
    window = (
        f"{day_words(notice.first_on)}至{day_words(notice.last_on)}" if notice.first_on and notice.last_on else "公示期"
    )
    seen = f"{window}，{notice.working_days} 个工作日"
    yield met(seen) if notice.working_days >= least else not_met(seen, f"重新公示，不少于 {least} 个工作日")
    if not notice.over:
        yield not_met("公示期未满", "公示期满后再办理")
    if notice.proof.strip():
        yield met(f"{notice.medium.label}：{notice.proof.strip()}")
    else:
        yield not_met(f"没有在{notice.medium.label}公示的证明", "上传公示照片、版面或填写网址")
    if notice.open_objections:
        yield not_met(f"有 {notice.open_objections} 件异议未办结", "办结异议后再办理")


def published_in(notice: Notice, media: tuple[Medium, ...]) -> Observation:
    """The article names the medium."""
    names = "或".join(m.label for m in media)
    if notice.medium in media:
        return met(f"在{notice.medium.label}公示")
    return not_met(f"在{notice.medium.label}公示", f"在{names}公示")
