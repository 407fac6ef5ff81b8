"""What the union above does to a union's record: set up, rename, move, merge, dissolve."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from regulation.windows import in_beijing
from ui.doors import Refusal, VersionForm, perform
from unions.actions import add_union, close, merge, move_under, rename
from unions.doors import PostRequest, post_required
from unions.forms import CloseForm, MergeForm, MoveForm, NewUnionForm, RenameForm
from unions.models import Union
from unions.queries import manages, unions_seen_by
from unions.views.common import form_page


def _page_of(union: Union) -> str:
    return reverse("unions:union", args=[union.pk])


def _seen(request: PostRequest, pk: int) -> Union:
    rows = unions_seen_by(request.post).select_related("parent", "recommender", "industrial_parent", "chain")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
@post_required
def new(request: PostRequest, pk: int) -> HttpResponseBase:
    """新建下级工会."""
    parent = _seen(request, pk)
    form = NewUnionForm(request.POST or None, parent=parent)
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        outcome = perform(
            request,
            lambda: add_union(parent=parent, by=request.post, at=request.now, **given),
            success="工会已登记。",
            to=_page_of,
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
    lead = f"上级工会：{parent}"
    return form_page(
        request, form, title="新建下级工会", lead=lead, submit="登记", back=_page_of(parent), refusal=refusal
    )


@require_http_methods(["GET", "POST"])
@post_required
def renaming(request: PostRequest, pk: int) -> HttpResponseBase:
    """工会更名."""
    union = _seen(request, pk)
    form = RenameForm(request.POST or None, initial={"version": union.version, "name": union.name})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        outcome = perform(
            request,
            lambda: rename(union, by=request.post, at=request.now, **given),
            success="名称已更改，原名称留在历史中。",
            to=_page_of(union),
        )
        return _answer(request, union, form, outcome, "工会更名", "更名")
    return _answer(request, union, form, None, "工会更名", "更名")


@require_http_methods(["GET", "POST"])
@post_required
def moving(request: PostRequest, pk: int) -> HttpResponseBase:
    """调整隶属关系."""
    union = _seen(request, pk)
    initial = {
        "version": union.version,
        "parent": union.parent.code if union.parent else "",
        "industrial_parent": union.industrial_parent.code if union.industrial_parent else "",
    }
    form = MoveForm(request.POST or None, initial=initial, among=unions_seen_by(request.post))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        outcome = perform(
            request,
            lambda: move_under(union, by=request.post, at=request.now, **given),
            success="隶属关系已调整。已上报的申报仍按原来的路径办理。",
            to=_page_of(union),
        )
        return _answer(request, union, form, outcome, "调整隶属关系", "调整")
    return _answer(request, union, form, None, "调整隶属关系", "调整")


@require_http_methods(["GET", "POST"])
@post_required
def merger(request: PostRequest, pk: int) -> HttpResponseBase:
    """工会合并."""
    union = _seen(request, pk)
    form = MergeForm(request.POST or None, initial={"version": union.version}, among=unions_seen_by(request.post))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        outcome = perform(
            request,
            lambda: merge(union, by=request.post, at=request.now, **given),
            success="工会已合并，下级工会改由承继工会管理，原岗位已终止。",
            to=_page_of(union),
        )
        return _answer(request, union, form, outcome, "工会合并", "合并")
    return _answer(request, union, form, None, "工会合并", "合并")


@require_http_methods(["GET", "POST"])
@post_required
def closure(request: PostRequest, pk: int) -> HttpResponseBase:
    """工会撤销."""
    union = _seen(request, pk)
    form = CloseForm(request.POST or None, initial={"version": union.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        outcome = perform(
            request,
            lambda: close(union, by=request.post, at=request.now, **given),
            success="工会已撤销，岗位已终止。",
            to=_page_of(union),
        )
        return _answer(request, union, form, outcome, "工会撤销", "撤销工会")
    return _answer(request, union, form, None, "工会撤销", "撤销工会")


def _answer(
    request: PostRequest,
    union: Union,
    form: VersionForm,
    outcome: HttpResponseBase | Refusal | None,
    title: str,
    submit: str,
) -> HttpResponseBase:
    """The redirect, or the form again with what was refused."""
    refusal = outcome if isinstance(outcome, Refusal) else None
    if outcome is not None and refusal is None and isinstance(outcome, HttpResponseBase):
        return outcome
    if refusal is not None:
        union.refresh_from_db()
        form.renew(union.version)
    may = manages(request.post, union, on=in_beijing(request.now).date())
    why = "" if may and union.is_active else f"“{union}”的登记由它的上级工会办理；已合并或撤销的工会不再变更。"
    return form_page(
        request, form, title=title, lead=union.name, submit=submit, back=_page_of(union), refusal=refusal, why=why
    )
