"""The file of a case: honours added and dropped, items listed and evidenced."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from documents.actions import store
from honors.models import Conferral
from regulation.facts import Post as UnionPost
from regulation.grounds import GROUNDS, Ground
from regulation.refusals import Refused
from revocations.actions.arranging import add_subject, drop
from revocations.actions.charging import add_evidence, add_ground, change_ground, remove_evidence, remove_ground
from revocations.forms.files import EvidenceForm, GroundForm, SubjectForm, told_already
from revocations.forms.moves import ReasonForm
from revocations.models import CaseGround, CaseSubject, GroundEvidence, RevocationCase
from revocations.queries import subjects_of, subjects_seen_by
from revocations.views.common import GET_POST, SUPERVISORS, move_page, seen, words
from ui.doors import VersionForm
from unions.doors import PostRequest, role_required
from unions.queries import actor


@never_cache
@GET_POST
@role_required(*SUPERVISORS)
def subject(request: PostRequest, pk: int) -> HttpResponseBase:
    """加列对象 by the number of its certificate."""
    case = seen(request, pk)
    form = SubjectForm(request.POST or None, initial={"version": case.version})

    def verb() -> CaseSubject:
        number = form.cleaned_data["number"].strip()
        found = Conferral.objects.select_related("chain", "union", "recommender").filter(certificate_number=number)
        conferral = found.first()
        if conferral is None:
            raise Refused("no_such_certificate", f"没有编号为“{number}”的证书，请核对。", "第二十六条")
        return add_subject(case, conferral, by=request.post, at=request.now, version=form.cleaned_data["version"])

    return move_page(
        request, case, form, verb=verb, success="已列入本案。", title="加列对象", submit="加列",
        lead="同一情形涉及的其他荣誉，可以列入同一案。",
    )  # fmt: skip


@never_cache
@GET_POST
@role_required(*SUPERVISORS)
def dropping(request: PostRequest, pk: int, subject: int) -> HttpResponseBase:
    """移出本案."""
    case = seen(request, pk)
    row = get_object_or_404(subjects_seen_by(case, request.post), pk=subject)
    form = ReasonForm(request.POST or None, initial={"version": case.version})
    return move_page(
        request,
        case,
        form,
        verb=lambda: drop(row, by=request.post, at=request.now, **form.cleaned_data),
        success="已移出本案，荣誉保留。",
        title="移出本案",
        submit="移出",
        lead=f"{row.conferral.subject_name}：{row.conferral.title_name}。移出后荣誉保留，本案其余对象继续办理。",
        tone="danger",
    )


@never_cache
@require_safe
@role_required(*SUPERVISORS)
def items(request: PostRequest, pk: int) -> HttpResponse:
    """The items that apply to the honours and posts of the case, and no others (第二十三至二十五条)."""
    case = seen(request, pk)
    standing = {row.code for row in case.grounds.filter(subject__isnull=True)}
    context = {
        "case": case,
        "state": words(case),
        "items": [(item, item.code in standing) for item in _reaching(case)],
        "back": reverse("revocations:case", args=[pk]),
    }
    return render(request, "revocations/items.html", context)


@never_cache
@GET_POST
@role_required(*SUPERVISORS)
def ground(request: PostRequest, pk: int, code: str) -> HttpResponseBase:
    """列明情形: one item with what it measures."""
    case, item = seen(request, pk), _item(code)
    form = GroundForm(request.POST or None, item=item, initial={"version": case.version})
    return move_page(
        request,
        case,
        form,
        verb=lambda: add_ground(
            case,
            code=code,
            told=form.told(),
            by=request.post,
            at=request.now,
            version=form.cleaned_data["version"],
        ),
        success="情形已列明，请补充证据。",
        title="列明情形",
        submit="列明",
        lead=item.text,
        article=item.article,
    )


@never_cache
@GET_POST
@role_required(*SUPERVISORS)
def change(request: PostRequest, pk: int, ground: int) -> HttpResponseBase:
    """修改情形的事实."""
    case = seen(request, pk)
    row = _ground(case, ground)
    item = _item(row.code)
    form = GroundForm(request.POST or None, item=item, initial={"version": case.version, **told_already(row)})
    return move_page(
        request,
        case,
        form,
        verb=lambda: change_ground(
            row, told=form.told(), by=request.post, at=request.now, version=form.cleaned_data["version"]
        ),
        success="情形已修改。",
        title="修改情形",
        submit="保存",
        lead=item.text,
        article=item.article,
    )


@never_cache
@GET_POST
@role_required(*SUPERVISORS)
def removal(request: PostRequest, pk: int, ground: int) -> HttpResponseBase:
    """删除情形."""
    case = seen(request, pk)
    row = _ground(case, ground)
    form = VersionForm(request.POST or None, initial={"version": case.version})
    return move_page(
        request,
        case,
        form,
        verb=lambda: remove_ground(row, by=request.post, at=request.now, version=form.cleaned_data["version"]),
        success="情形已删除。",
        title="删除情形",
        submit="删除",
        lead=f"{_item(row.code).text}。它的证据一并移出本案。",
        tone="danger",
    )


@never_cache
@GET_POST
@role_required(*SUPERVISORS)
def evidence(request: PostRequest, pk: int, ground: int) -> HttpResponseBase:
    """补充证据."""
    case = seen(request, pk)
    row = _ground(case, ground)
    item = _item(row.code)
    form = EvidenceForm(request.POST or None, request.FILES or None, item=item, initial={"version": case.version})

    def verb() -> GroundEvidence:
        said = dict(form.cleaned_data)
        said["paper"] = store(said["paper"], by=actor(request.post), at=request.now)
        return add_evidence(row, by=request.post, at=request.now, **said)

    return move_page(
        request, case, form, verb=verb, success="证据已补充。", title="补充证据", submit="补充",
        lead=f"{item.text}。每一要件都要有证据。", article=item.article,
    )  # fmt: skip


@never_cache
@GET_POST
@role_required(*SUPERVISORS)
def evidence_removal(request: PostRequest, pk: int, row: int) -> HttpResponseBase:
    """删除证据."""
    case = seen(request, pk)
    found = get_object_or_404(GroundEvidence.objects.select_related("ground__case", "paper"), pk=row, ground__case=case)
    form = VersionForm(request.POST or None, initial={"version": case.version})
    return move_page(
        request,
        case,
        form,
        verb=lambda: remove_evidence(found, by=request.post, at=request.now, version=form.cleaned_data["version"]),
        success="证据已移出。",
        title="移出证据",
        submit="移出",
        lead=f"{found.paper.name}：{found.about}",
        tone="danger",
    )


def _ground(case: RevocationCase, pk: int) -> CaseGround:
    found = get_object_or_404(case.grounds.select_related("subject__conferral"), pk=pk)
    found.case = case
    return found


def _item(code: str) -> Ground:
    if code not in GROUNDS:
        raise Http404
    return GROUNDS[code]


def _reaching(case: RevocationCase) -> list[Ground]:
    """The items that reach somebody in the case, in the order of the articles."""
    held = {(one.conferral.kind, UnionPost(one.conferral.post)) for one in subjects_of(case)}
    return [
        item for item in GROUNDS.values() if any(item.reaches(honour, post, grassroots=True) for honour, post in held)
    ]
