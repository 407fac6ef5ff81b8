"""What an application may say at all: lengths, codes, counts that fit. Forms and verbs ask the same functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from nominations.content import LONG_LIMIT, SHORT_LIMIT
from unions.personal import valid_credit_code, valid_id_number

LEGAL_PERSON_PREFIX = "81"
EARLIEST_BIRTH_YEAR = 1930
PAST = {
    "born_on": "出生日期",
    "work_since": "参加工作时间",
    "founded_on": "建会时间",
    "workers_congress_on": "最近一次职代会日期",
    "term_since": "本届届期起",
}
PAST_YEARS = {"years": "年度", "grades": "测评年度", "title": "省级荣誉的获得年份"}
PAST_ROWS = {"terms": ("since", "任职起日"), "records": ("on", "发生（应缴、决定、立案）日期")}
"""What has happened already when it is filled in: columns, years of rows, days of rows."""


def check_values(values: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the columns of a section, by column; every sentence says how to mend it."""
    faults: dict[str, str] = {}
    for name, check in (
        ("deeds_short", lambda v: within_limit("简要事迹", v, SHORT_LIMIT)),
        ("deeds", lambda v: within_limit("主要事迹", v, LONG_LIMIT)),
        ("union_credit_code", lambda v: union_code(v)),
        ("workplace_code", lambda v: valid_credit_code(v)),
        ("id_number", lambda v: valid_id_number(v)),
        ("phone", lambda v: phone(v)),
    ):
        if values.get(name):
            try:
                check(values[name])
            except ValidationError as fault:
                faults[name] = fault.messages[0]
    since, until = values.get("term_since"), values.get("term_until")
    if since and until and until <= since:
        faults["term_until"] = "届期止日应晚于届期起日。"
    return faults | _identity(values, faults)


def check_days(values: Mapping[str, Any], rows: Mapping[str, Iterable[Mapping[str, Any]]], *, on: date) -> list[str]:
    """Days and years that cannot be true on the day of saving: what has not happened yet proves nothing."""
    faults = [f"{title}不能晚于今天，请核对。" for name, title in PAST.items() if _later(values.get(name), on)]
    born, work = values.get("born_on"), values.get("work_since")
    if born and born.year < EARLIEST_BIRTH_YEAR:
        faults.append(f"出生日期 {born:%Y年%-m月%-d日} 不合理，请核对。")
    if born and work and work <= born:
        faults.append("参加工作时间应晚于出生日期，请核对。")
    for name, listed in rows.items():
        for row in listed:
            if name in PAST_YEARS and (row.get("year") or 0) > on.year:
                faults.append(f"{PAST_YEARS[name]} {row['year']} 晚于今年，请核对。")
            if name in PAST_ROWS and _later(row.get(PAST_ROWS[name][0]), on):
                faults.append(f"{PAST_ROWS[name][1]}不能晚于今天，请核对。")
    return list(dict.fromkeys(faults))


def _later(day: date | None, on: date) -> bool:
    return day is not None and day > on


def _identity(values: Mapping[str, Any], faults: Mapping[str, str]) -> dict[str, str]:
    """Sex and birth must agree with the ID number."""
    number = str(values.get("id_number") or "")
    if not number or "id_number" in faults:
        return {}
    compact = valid_id_number(number)
    found = {}
    born = date(int(compact[6:10]), int(compact[10:12]), int(compact[12:14]))
    sex = "male" if int(compact[16]) % 2 else "female"
    if values.get("born_on") and values["born_on"] != born:
        found["born_on"] = f"与身份证号不一致：身份证号上是 {born:%Y年%-m月%-d日}，请核对。"
    if values.get("sex") and values["sex"] != sex:
        found["sex"] = f"与身份证号不一致：身份证号上是{'男' if sex == 'male' else '女'}，请核对。"
    if born.year < EARLIEST_BIRTH_YEAR:
        found["id_number"] = f"出生年份 {born.year} 不合理，请逐位核对身份证号。"
    return found


def within_limit(title: str, text: str, limit: int) -> None:
    """事迹 in 500 and in 2,000 characters, counted as people count them."""
    length = len(text.replace("\r\n", "\n"))
    if length > limit:
        raise ValidationError(
            f"{title}现有 {length} 字，最多 {limit} 字，请删减 {length - limit} 字。", code="too_long"
        )


def union_code(text: str) -> str:
    """The code of a union that is a legal person starts with 81."""
    code = valid_credit_code(text)
    if not code.startswith(LEGAL_PERSON_PREFIX):
        raise ValidationError(
            "工会的统一社会信用代码以 81 开头，请填写工会法人证书上的代码；单位的代码填在“所在单位”。"
        )
    return code


def phone(text: str) -> str:
    """A telephone number that somebody can dial."""
    compact = "".join(c for c in text if c not in " -（）()")
    if not (compact.removeprefix("+").isdigit() and 7 <= len(compact) <= 15):
        raise ValidationError("联系电话应为 7 至 15 位数字，例如 13800000000 或 010-12345678。")
    return compact


def check_row(name: str, row: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with one row of a list, by column."""
    if name == "years":
        return _year(row)
    if name == "employers" and row.get("credit_code"):
        try:
            valid_credit_code(row["credit_code"])
        except ValidationError as fault:
            return {"credit_code": fault.messages[0]}
    if name == "records" and row.get("kind") == "accident" and not row.get("grade"):
        return {"grade": "安全生产事故要选择事故等级。"}
    if name == "terms" and row.get("until") and row.get("since") and row["until"] < row["since"]:
        return {"until": "任职止日不能早于任职起日。"}
    return {}


def _year(row: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    if _over(row.get("members"), row.get("employees")):
        found["members"] = f"会员 {row['members']} 人多于职工 {row['employees']} 人，请核对。"
    if _over(row.get("returned"), row.get("issued")):
        found["returned"] = f"收回 {row['returned']} 票多于发出 {row['issued']} 票，请核对。"
    cast = sum(row.get(name) or 0 for name in ("satisfied", "basically", "dissatisfied"))
    if row.get("returned") is not None and cast > row["returned"]:
        found["satisfied"] = f"满意、基本满意、不满意合计 {cast} 票，多于收回 {row['returned']} 票，请核对。"
    return found


def _over(part: int | None, whole: int | None) -> bool:
    return part is not None and whole is not None and part > whole
