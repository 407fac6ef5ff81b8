"""评选: the list, one round with everything it asks, and its texts."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from honors.actions.rounds import clone_round, draft_round, revise_round
from honors.facts import judge_opening, requirement_words
from honors.forms import CloneForm, NewRoundForm, RoundForm
from honors.models import Quota, Round
from honors.models.rounds import Step
from honors.moves import RoundState
from honors.queries import deadlines, quotas_seen_by, rounds_seen_by, settings_of
from honors.queries.snapshot import years_named
from honors.settings import SETTINGS
from honors.traits import cell_title
from honors.views.common import form_page, seen_round
from ledger.queries import history
from regulation.honours import Honour
from regulation.windows import in_beijing
from ui.listing import listing
from unions.doors import PostRequest, post_required, role_required
from unions.models import Role

STATES = {
    RoundState.DRAFT: ("拟稿", "warning"),
    RoundState.OPEN: ("进行中", "success"),
    RoundState.CLOSED: ("已结束", "neutral"),
}


@require_GET
@post_required
def rounds(request: PostRequest) -> HttpResponseBase:
    """All rounds, the newest first."""
    page = listing(rounds_seen_by(request.post), request.GET, keys=("-year", "-id"), size=20)
    for row in page.rows:
        row.shown = STATES[RoundState(row.state)]  # type: ignore[attr-defined]  # for the row of the table
    context = {"page": page, "drafts": request.post.role == Role.NATIONAL}
    return render(request, "honors/rounds.html", context)


@require_GET
@post_required
def round(request: PostRequest, pk: int) -> HttpResponseBase:
    """One round: its notice, honours, deadlines, places, settings; for national staff also what is missing to open it."""
    found = seen_round(request, pk)
    state = RoundState(found.state)
    national = request.post.role == Role.NATIONAL
    union = request.post.union
    dues = deadlines(found, union)
    context = {
        "round": found,
        "state": STATES[state],
        "texts": _texts(found),
        "facts": _facts(found, years_named(found.year, found.opened_on or in_beijing(request.now).date())),
        "honours": found.honours.all(),
        "deadlines": [(step.label, dues[step.value]) for step in Step if step.value in dues],
        "extensions": found.extensions.select_related("union").order_by("pk") if national else (),
        "settings": _settings(found),
        "requirements": [(requirement_words(row), row.source) for row in found.requirements.order_by("pk")],
        "quotas": [] if union.is_national else quota_rows(request, found),
        "whole": union.is_national,
        "edits": national and state is RoundState.DRAFT,
        "runs": national and state is RoundState.OPEN,
        "national": national,
        "entries": history(found.chain) if national else (),
        "judgement": judge_opening(found, at=request.now) if national and state is RoundState.DRAFT else None,
    }
    return render(request, "honors/round.html", context)


@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def new(request: PostRequest) -> HttpResponseBase:
    """Begin a round."""
    year = in_beijing(request.now).year
    form = NewRoundForm(request.POST or None, initial={"year": year})
    return form_page(
        request,
        form,
        verb=lambda: draft_round(by=request.post, at=request.now, **form.cleaned_data),
        success="已新建。请逐页填写，全部符合后由另一位工作人员开启。",
        to=lambda made: reverse("honors:round", args=[made.pk]),
        title="新建评选",
        submit="新建",
        back=reverse("honors:rounds"),
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def copy(request: PostRequest, pk: int) -> HttpResponseBase:
    """Begin a round as a copy of another."""
    source = seen_round(request, pk)
    form = CloneForm(request.POST or None, initial={"kind": source.kind, "year": in_beijing(request.now).year})
    return form_page(
        request,
        form,
        verb=lambda: clone_round(source, by=request.post, at=request.now, **form.cleaned_data),
        success="已复制。期限已按年度顺延，请逐项核对。",
        to=lambda made: reverse("honors:round", args=[made.pk]),
        title="复制为新的评选",
        lead=f"沿用{source.name}的对象、条件、程序、期限、设置、结构要求和名额；通知文号和标题另填。",
        submit="复制",
        back=reverse("honors:round", args=[pk]),
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.NATIONAL)
def revision(request: PostRequest, pk: int) -> HttpResponseBase:
    """Change what the notice says."""
    found = seen_round(request, pk)
    form = RoundForm(request.POST or None, initial=RoundForm.initial_of(found))
    back = reverse("honors:round", args=[pk])
    return form_page(
        request,
        form,
        verb=lambda: revise_round(
            found, by=request.post, at=request.now, version=form.cleaned_data["version"], **form.texts()
        ),
        success="已保存。",
        to=back,
        record=found,
        title="通知内容",
        lead=found.name,
        submit="保存",
        back=back,
    )


def quota_rows(request: PostRequest, found: Round) -> list[dict[str, Any]]:
    """The places that the acting post sees, with the words of the table."""
    return [
        {
            "unit": quota.recommender.name,
            "honour": quota.kind.title,
            "cell": cell_title(quota.cell) if quota.cell else "",
            "short": quota.kind.short + (f"·{cell_title(quota.cell)}" if quota.cell else ""),
            "granted": quota.granted,
            "used": quota.used,
            "burned": quota.burned,
            "lapsed": quota.lapsed,
            "left": quota.left,
        }
        for quota in sorted(quotas_seen_by(request.post, found), key=_in_order)
    ]


def _in_order(quota: Quota) -> tuple[str, int, str]:
    """By recommending unit, then as the regulation names the honours, the open cell first."""
    return quota.recommender.code, list(Honour).index(quota.kind), quota.cell


def _facts(found: Round, years: list[int]) -> list[tuple[str, Any]]:
    shown: list[tuple[str, Any]] = [
        ("类别", found.get_kind_display()),
        ("通知", f"{found.notice_title}（{found.notice_number}）" if found.notice_number else "未填写"),
        ("近三年", "、".join(f"{year}年" for year in years)),
    ]
    if found.third_round_document:
        shown.append(("增加评选次数的文件", found.third_round_document))
    if found.unusual_reason:
        shown.append(("开展理由", found.unusual_reason))
    if found.prepared_by:
        shown.append(("拟稿人", found.prepared_by.name))
    if found.frozen_digest:
        shown.append(("固化摘要", found.frozen_digest))
    return shown


def _texts(found: Round) -> list[tuple[str, str]]:
    pairs = [
        ("评选对象", found.subjects),
        ("评选条件", found.conditions),
        ("评选程序", found.procedure),
        ("组织实施", found.organisation),
        ("一线职工的界定", found.front_line_definition),
        ("联系方式", found.contacts),
        ("纪检监督联系方式", found.discipline_contacts),
    ]
    return [(label, text) for label, text in pairs if text.strip()]


def _settings(found: Round) -> list[dict[str, str]]:
    held = settings_of(found)
    rows = {row.code: row for row in found.settings.all()}
    return [
        {
            "title": kind.title,
            "value": kind.words(held[code]),
            "article": kind.article,
            "paper": rows[code].paper if code in rows else "",
            "set_by": rows[code].set_by if code in rows else "",
        }
        for code, kind in SETTINGS.items()
    ]
