"""征求意见、证明材料、认定和照片: the papers of a case, and who may open them."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from documents.models import Document
from documents.responses import send
from honors.queries import extra_documents
from nominations.actions.drafts import save
from nominations.actions.papers import attach, attest_all, detach, record_opinion, retract, set_photo
from nominations.content import application_of
from nominations.facts import facts_of, judge
from nominations.forms.cases import AttachmentForm, AttestationForm, OpinionForm, PhotoForm
from nominations.forms.sections import filled, section_form
from nominations.models import Nomination, OpinionKind, PersonApplication
from nominations.queries import documents_of
from nominations.sections import OPINIONS, PAPERS, section_of
from nominations.views.common import case_or_404, may_add_papers, may_attest, may_edit, page, read_again
from nominations.views.sections import tabs
from regulation.engine import Result
from regulation.opinions import opinions_required
from regulation.windows import in_beijing
from ui.doors import Refusal, perform, version_in
from unions.doors import PostRequest, post_required


@require_http_methods(["GET", "POST"])
@post_required
def opinions(request: PostRequest, pk: int) -> HttpResponseBase:
    """Which organs there are, whose opinion is required, and which have come in."""
    nomination = case_or_404(request, pk)
    found = section_of(nomination.kind, OPINIONS)
    assert found is not None
    data = request.POST if request.method == "POST" else None
    form = section_form(found, application_of(nomination), data)
    refusal = None
    if data is not None and form.is_valid():
        outcome = perform(
            request,
            lambda: save(
                nomination,
                section=OPINIONS,
                filled=filled(form, {}),
                revision=form.cleaned_data["revision"],
                by=request.post,
                at=request.now,
            ),
            success="已保存。",
            to=reverse("nominations:opinions", args=[pk]),
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
        if refusal.stale:
            form.renew(application_of(nomination).revision)
    context = {
        "nomination": nomination,
        "section": found,
        "form": form,
        "opinions": _opinions(request, nomination),
        "may_edit": may_edit(request, nomination),
        "may_add": may_add_papers(request, nomination),
        "tabs": tabs(nomination, OPINIONS),
    }
    return page(request, "nominations/opinions.html", context, refusal=refusal, bound=data is not None)


def _opinions(request: PostRequest, nomination: Nomination) -> list[dict[str, Any]]:
    candidate = facts_of(nomination, as_of=in_beijing(request.now).date())
    required = {str(kind) for kind in opinions_required(candidate)}
    given = {o.kind: o for o in nomination.opinions.select_related("document")}
    return [
        {
            "kind": kind.value,
            "label": kind.label,
            "required": kind.value in required,
            "opinion": given.get(kind.value),
            "url": reverse("nominations:opinion", args=[nomination.pk, kind.value]),
        }
        for kind in OpinionKind
        if kind.value in required or kind.value in given
    ]


@require_http_methods(["GET", "POST"])
@post_required
def opinion(request: PostRequest, pk: int, kind: str) -> HttpResponseBase:
    """One opinion: who gave it, as of when, what it says, and the paper."""
    nomination = case_or_404(request, pk)
    if kind not in OpinionKind.values:
        raise Http404
    asked = OpinionKind(kind)
    held = nomination.opinions.filter(kind=kind).select_related("document").first()
    initial: dict[str, Any] = {"version": nomination.version}
    if held:
        initial |= {f.name: getattr(held, f.name) for f in held._meta.concrete_fields if f.name != "document"}
        initial["agrees"] = "yes" if held.agrees else "no"
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = OpinionForm(data, files, kind=asked, has_document=held is not None, initial=initial)
    refusal = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        outcome = perform(
            request,
            lambda: record_opinion(
                nomination,
                kind=kind,
                giver=given["giver"],
                as_of=given["as_of"],
                document=given["document"],
                agrees=given["agrees"],
                statement=given["statement"],
                assembly=given.get("assembly", ""),
                within_authority=given.get("within_authority", True),
                counts=form.counts(),
                dissent_answer=given["dissent_answer"],
                by=request.post,
                at=request.now,
                version=given["version"],
            ),
            success=f"{asked.label}意见已保存。",
            to=reverse("nominations:opinions", args=[pk]),
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
        read_again(nomination, form)
    context = {
        "nomination": nomination,
        "form": form,
        "kind": asked,
        "held": held,
        "may_add": may_add_papers(request, nomination),
    }
    return page(request, "nominations/opinion.html", context, refusal=refusal, bound=form.is_bound)


@require_http_methods(["GET", "POST"])
@post_required
def papers(request: PostRequest, pk: int) -> HttpResponseBase:
    """The documents of the case; POST adds one."""
    nomination = case_or_404(request, pk)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AttachmentForm(data, files, initial={"version": nomination.version})
    refusal = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        outcome = perform(
            request,
            lambda: attach(
                nomination,
                kind=given["kind"],
                document=given["document"],
                note_text=given["note"],
                by=request.post,
                at=request.now,
                version=given["version"],
            ),
            success="材料已上传。",
            to=reverse("nominations:papers", args=[pk]),
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
        read_again(nomination, form)
    return _papers_page(request, nomination, refusal, form=form)


@require_http_methods(["GET", "POST"])
@post_required
def photo(request: PostRequest, pk: int) -> HttpResponseBase:
    """The person's photo."""
    nomination = case_or_404(request, pk)
    if request.method != "POST":
        return redirect("nominations:papers", pk)
    form = PhotoForm(request.POST, request.FILES)
    refusal = None
    if form.is_valid():
        outcome = perform(
            request,
            lambda: set_photo(nomination, by=request.post, at=request.now, **form.cleaned_data),
            success="照片已上传。",
            to=reverse("nominations:papers", args=[pk]),
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
        read_again(nomination, form)
    return _papers_page(request, nomination, refusal, photo_form=form)


def _papers_page(
    request: PostRequest,
    nomination: Nomination,
    refusal: Refusal | None,
    *,
    form: AttachmentForm | None = None,
    photo_form: PhotoForm | None = None,
) -> HttpResponseBase:
    form = form or AttachmentForm(initial={"version": nomination.version})
    photo_form = photo_form or PhotoForm(initial={"version": nomination.version})
    found = section_of(nomination.kind, PAPERS)
    application = application_of(nomination)
    as_of = in_beijing(request.now).date()
    conditions = judge(nomination, as_of=as_of)
    context = {
        "nomination": nomination,
        "section": found,
        "form": form,
        "photo_form": None if nomination.kind.collective else photo_form,
        "photo": application.photo if isinstance(application, PersonApplication) else None,
        "attachments": list(nomination.attachments.select_related("document")),
        "attestations": list(nomination.attestations.select_related("document").order_by("key")),
        "asking": sum(f.result is Result.NEEDS_EVIDENCE for f in conditions.findings),
        "added": extra_documents(nomination.round, nomination.recommender, nomination.honour),
        "may_add": may_add_papers(request, nomination),
        "may_attest": may_attest(request, nomination),
        "may_edit": may_edit(request, nomination),
        "tabs": tabs(nomination, PAPERS),
    }
    bound = form.is_bound or photo_form.is_bound
    return page(request, "nominations/papers.html", context, refusal=refusal, bound=bound)


@require_http_methods(["GET", "POST"])
@post_required
def attachment_removal(request: PostRequest, pk: int, attachment: int) -> HttpResponseBase:
    """Take one document out."""
    nomination = case_or_404(request, pk)
    if request.method != "POST":
        return redirect("nominations:papers", pk)
    seen = version_in(request.POST)
    outcome = perform(
        request,
        lambda: detach(nomination, attachment=attachment, by=request.post, at=request.now, version=seen),
        success="材料已移除。",
        to=reverse("nominations:papers", args=[pk]),
    )
    if not isinstance(outcome, Refusal):
        return outcome
    nomination.refresh_from_db()
    return _papers_page(request, nomination, outcome)


@require_GET
@post_required
def document(request: PostRequest, pk: int, key: uuid.UUID) -> HttpResponseBase:
    """One document of the case, only to those who may see the case."""
    nomination = case_or_404(request, pk)
    found = get_object_or_404(Document, key=key, pk__in=documents_of(nomination))
    return send(found)


@require_http_methods(["GET", "POST"])
@post_required
def attestation(request: PostRequest, pk: int) -> HttpResponseBase:
    """Attest conditions that numbers cannot decide; one paper may answer several."""
    nomination = case_or_404(request, pk)
    as_of = in_beijing(request.now).date()
    offered = attestable(nomination, request)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    initial = {
        "version": nomination.version,
        "on": as_of,
        "keys": request.GET.getlist("key"),
        "attested_by": request.post.union.name,
    }
    form = AttestationForm(data, files, offered=offered, initial=initial)
    refusal = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        outcome = perform(
            request,
            lambda: attest_all(nomination, by=request.post, at=request.now, **given),
            success=f"已认定 {len(given['keys'])} 项条件。",
            to=reverse("nominations:judgement", args=[pk]),
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
        read_again(nomination, form)
    context = {
        "nomination": nomination,
        "form": form,
        "may_attest": may_attest(request, nomination),
        "offered": offered,
    }
    return page(request, "nominations/attestation.html", context, refusal=refusal, bound=form.is_bound)


def attestable(nomination: Nomination, request: PostRequest) -> list[tuple[str, str]]:
    """What asks for evidence, and what has been attested before: key, and article with what was seen."""
    held = set(nomination.attestations.values_list("key", flat=True))
    found = judge(nomination, as_of=in_beijing(request.now).date()).findings
    return [
        (o.key, f"{f.article} {o.seen}")
        for f in found
        for o in f.observations
        if o.key and (o.result is Result.NEEDS_EVIDENCE or o.key in held)
    ]


@require_http_methods(["GET", "POST"])
@post_required
def attestation_removal(request: PostRequest, pk: int) -> HttpResponseBase:
    """Take an attestation back."""
    nomination = case_or_404(request, pk)
    if request.method != "POST":
        return redirect("nominations:papers", pk)
    key, seen = request.POST.get("key", ""), version_in(request.POST)
    outcome = perform(
        request,
        lambda: retract(nomination, key=key, by=request.post, at=request.now, version=seen),
        success="认定已撤回。",
        to=reverse("nominations:papers", args=[pk]),
    )
    if not isinstance(outcome, Refusal):
        return outcome
    nomination.refresh_from_db()
    return _papers_page(request, nomination, outcome)
