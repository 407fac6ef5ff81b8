"""The plan of a draft: honours, deadlines, settings, requirements."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from honors.actions.rounds import add_requirement, drop_requirement, set_deadlines, set_honours, set_settings
from honors.facts import requirement_words
from honors.forms import DeadlinesForm, HonoursForm, RequirementForm, SettingsForm
from honors.views.common import form_page, seen_round
from ui.doors import VersionForm
from unions.doors import PostRequest, role_required
from unions.models import Role


@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def honours(request: PostRequest, pk: int) -> HttpResponseBase:
    """Which honours the round offers."""
    found = seen_round(request, pk)
    form = HonoursForm(request.POST or None, initial=HonoursForm.initial_of(found))
    back = reverse("honors:round", args=[pk])
    return form_page(
        request,
        form,
        verb=lambda: set_honours(
            found, form.plans(), by=request.post, at=request.now, version=form.cleaned_data["version"]
        ),
        success="项目已保存。",
        to=back,
        record=found,
        template="honors/honours_form.html",
        title="评选表彰项目",
        lead=f"{found.name}。积极分子、之友只在换届之年与前三项同时命名（第十四条第一款）。",
        submit="保存",
        back=back,
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def deadlines(request: PostRequest, pk: int) -> HttpResponseBase:
    """Until when each step may be taken."""
    found = seen_round(request, pk)
    form = DeadlinesForm(request.POST or None, initial=DeadlinesForm.initial_of(found))
    back = reverse("honors:round", args=[pk])
    return form_page(
        request,
        form,
        verb=lambda: set_deadlines(
            found, form.dues(), by=request.post, at=request.now, version=form.cleaned_data["version"]
        ),
        success="期限已保存。",
        to=back,
        record=found,
        title="各环节期限",
        lead=f"{found.name}。北京时间，到时即止；开启后只能为个别工会延长。",
        submit="保存",
        back=back,
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def settings(request: PostRequest, pk: int) -> HttpResponseBase:
    """The interpretive settings."""
    found = seen_round(request, pk)
    form = SettingsForm(request.POST or None, initial=SettingsForm.initial_of(found))
    back = reverse("honors:round", args=[pk])
    return form_page(
        request,
        form,
        verb=lambda: set_settings(
            found, form.decided(), by=request.post, at=request.now, version=form.cleaned_data["version"]
        ),
        success="设置已保存。",
        to=back,
        record=found,
        template="honors/settings_form.html",
        title="解释性设置",
        lead=f"{found.name}。条文未明之处由全总解释（第三十条）：每项记下设置人和依据文号，开启时固化。",
        submit="保存",
        back=back,
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def requirements(request: PostRequest, pk: int) -> HttpResponseBase:
    """Requirements on the make-up of lists."""
    found = seen_round(request, pk)
    form = RequirementForm(request.POST or None, initial={"version": found.version})
    here = reverse("honors:requirements", args=[pk])
    return form_page(
        request,
        form,
        verb=lambda: add_requirement(found, by=request.post, at=request.now, **form.given()),
        success="已添加。",
        to=here,
        record=found,
        template="honors/requirements.html",
        round=found,
        rows=[(row, requirement_words(row)) for row in found.requirements.order_by("pk")],
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def requirement_dropped(request: PostRequest, pk: int, requirement: int) -> HttpResponseBase:
    """Take a requirement back."""
    found = seen_round(request, pk)
    row = get_object_or_404(found.requirements, pk=requirement)
    if request.method != "POST":
        return redirect("honors:requirements", pk)
    form = VersionForm(request.POST)
    here = reverse("honors:requirements", args=[pk])
    return form_page(
        request,
        form,
        verb=lambda: drop_requirement(
            found, row, by=request.post, at=request.now, version=form.cleaned_data["version"]
        ),
        success="已删除。",
        to=here,
        record=found,
        title="删除结构要求",
        lead=requirement_words(row),
        submit="删除",
        back=here,
    )
