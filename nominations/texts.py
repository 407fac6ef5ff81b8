"""Sentences about a nomination that several doors say: its title in the unit, and what is still missing."""

from __future__ import annotations

from nominations.content import Application, application_of
from nominations.models import Nomination, PersonApplication
from regulation.honours import Act


def notice_title(nomination: Nomination) -> str:
    """The title of the notice in the unit: 申报 for what is conferred, 推荐 for what is named (第十六条第一款)."""
    honour = nomination.kind
    verb = "推荐命名" if honour.act is Act.NAMED else "申报推荐"
    return f"关于{verb}“{nomination.subject_name}”为{honour.title}{'人选' if not honour.collective else ''}的公示"


def missing_for_notice(nomination: Nomination, application: Application | None = None) -> list[str]:
    """What must be filled in before anything is shown in the unit, in the words of the form."""
    application = application or application_of(nomination)
    wanted = (
        _person(application) if isinstance(application, PersonApplication) else _collective(application, nomination)
    )
    return [label for label, given in wanted if not given]


def _person(row: PersonApplication) -> list[tuple[str, object]]:
    return [
        ("姓名", row.name),
        ("性别", row.sex),
        ("出生日期", row.born_on),
        ("身份证号", row.id_number_encrypted),
        ("工作单位", row.workplace),
        ("单位性质", row.workplace_nature),
        ("职务", row.job),
        ("简要事迹", row.deeds_short),
        ("主要事迹", row.deeds),
    ]


def _collective(row: Application, nomination: Nomination) -> list[tuple[str, object]]:
    return [
        ("建会时间", getattr(row, "founded_on", None)),
        ("工会主席（组长）", getattr(row, "chair", "")),
        ("单位性质", nomination.nature or (not nomination.unit_name and _has_no_employer(nomination))),
        ("简要事迹", row.deeds_short),
        ("主要事迹", row.deeds),
    ]


def _has_no_employer(nomination: Nomination) -> bool:
    """A township's union or a federation may stand behind no single employer (决定 19)."""
    return nomination.union.kind not in ("single", "joint")
