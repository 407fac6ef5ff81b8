"""Accounts from a sheet: a dry run tells every fault by running the very verbs and taking everything back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from regulation.refusals import Refused
from unions.actions.accounts import open_account
from unions.actions.tree import add_union
from unions.models import Post, Union
from unions.moves import PostState, UnionState
from unions.sheets import SheetRow, day_of, kind_of, role_of


@dataclass(frozen=True)
class Outcome:
    """What became of one row: opened (with its code), there already, or at fault."""

    row: SheetRow
    result: str  # "opened" | "exists" | "fault"
    sentence: str
    username: str = ""
    code: str = ""

    @property
    def label(self) -> str:
        return {"opened": "可开通", "exists": "已存在，跳过", "fault": "有误"}[self.result]

    @property
    def tone(self) -> str:
        return {"opened": "success", "exists": "neutral", "fault": "danger"}[self.result]


def dry_run(rows: Sequence[SheetRow], *, parent: Union, by: Post, at: datetime) -> list[Outcome]:
    """What would become of every row. Nothing is written."""
    with transaction.atomic():
        outcomes = [_row(row, parent=parent, by=by, at=at) for row in rows]
        transaction.set_rollback(True)
    return outcomes


def import_accounts(rows: Sequence[SheetRow], *, parent: Union, by: Post, at: datetime) -> list[Outcome]:
    """Open the accounts of all rows, or of none. Rows that are there already add nothing.

    Refused "rows_at_fault": at least one row has a fault.
    """
    with transaction.atomic():
        outcomes = [_row(row, parent=parent, by=by, at=at) for row in rows]
        faults = [outcome for outcome in outcomes if outcome.result == "fault"]
        if faults:
            said = "；".join(f"第 {o.row.number} 行：{o.sentence}" for o in faults[:5])
            raise Refused("rows_at_fault", f"有 {len(faults)} 行有误，一行也没有导入。{said}")
    return outcomes


def _row(row: SheetRow, *, parent: Union, by: Post, at: datetime) -> Outcome:
    try:
        with transaction.atomic():
            return _opened(row, parent=parent, by=by, at=at)
    except Refused as refused:
        return Outcome(row, "fault", refused.sentence)


def _opened(row: SheetRow, *, parent: Union, by: Post, at: datetime) -> Outcome:
    if not (row.union and row.name and row.role and row.since):
        raise Refused("incomplete", "工会、姓名、岗位、任职开始都要填写。")
    _lengths(row)
    role, since = role_of(row.role), day_of(row.since)
    _email(row.email)
    union, fresh = _union_of(row, parent=parent, by=by, at=at)
    there = Post.objects.filter(union=union, role=role, state=PostState.HELD, person__name=row.name)
    if row.username:
        there = there.filter(person__username=row.username)
    if there.exists():
        return Outcome(row, "exists", f"{row.name}已在“{union}”担任{role.label}")
    person, code = open_account(
        name=row.name,
        union=union,
        role=role,
        since=since,
        username=row.username,
        title=row.title,
        phone=row.phone,
        email=row.email,
        by=by,
        at=at,
    )
    return Outcome(row, "opened", f"新建“{union}”并开通账号" if fresh else "开通账号", person.username, code)


def _union_of(row: SheetRow, *, parent: Union, by: Post, at: datetime) -> tuple[Union, bool]:
    children = Union.objects.filter(parent=parent, state=UnionState.ACTIVE)
    found = children.filter(code=row.union).first() or children.filter(name=row.union).first()
    if found is not None:
        return found, False
    if not row.kind:
        raise Refused("union_unknown", f"“{parent}”之下没有“{row.union}”。要新建，请填写工会类型。")
    return add_union(name=row.union, kind=kind_of(row.kind), parent=parent, by=by, at=at), True


def _lengths(row: SheetRow) -> None:
    for text, most, title in (
        (row.union, 120, "工会名称"),
        (row.name, 60, "姓名"),
        (row.title, 60, "职务"),
        (row.phone, 20, "手机"),
    ):
        if len(text) > most:
            raise Refused("too_long", f"{title}最多 {most} 个字，现有 {len(text)} 个。")


def _email(text: str) -> None:
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise Refused("email_wrong", f"电子邮箱“{text}”格式不正确。") from None
