"""我的岗位: which post acts; and what becomes of a post."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from ui.doors import Refusal, perform, version_in
from unions import second_factor
from unions.actions import end_post, issue_code
from unions.actions.second_factor import confirmed, reset_second_factor
from unions.doors import PersonRequest, PostRequest, person_required, post_required
from unions.forms import EndPostForm
from unions.models import Post
from unions.queries import SESSION_POST, held_posts_at, posts_seen_by
from unions.views.common import attempt, form_page, next_url


@never_cache
@require_GET
@person_required
def posts(request: PersonRequest) -> HttpResponseBase:
    """The signed-in person's posts, those that have ended too; one of those held today acts."""
    held = {post.pk for post in held_posts_at(request)}
    rows = Post.objects.filter(person=request.user).select_related("union").order_by("-since", "-pk")
    context = {
        "rows": [(post, post.pk in held) for post in rows],
        "held": bool(held),
        "next": next_url(request, ""),
        "device": confirmed(request.user),
        "verified": second_factor.is_given(request),
    }
    return render(request, "unions/posts.html", context)


@require_http_methods(["GET", "POST"])
@person_required
def act(request: PersonRequest) -> HttpResponseBase:
    """Choose the post that acts from now on in this session."""
    if request.method != "POST":
        return redirect("unions:posts")
    chosen = next((post for post in held_posts_at(request) if str(post.pk) == request.POST.get("post")), None)
    if chosen is None:
        messages.error(request, "这个岗位今天不在任，请另选一个。")
        return redirect("unions:posts")
    request.session[SESSION_POST] = chosen.pk
    if second_factor.is_needed(chosen) and not second_factor.is_given(request):
        return redirect("unions:second-factor")
    messages.success(request, f"现在以“{chosen.union} {chosen.title or chosen.get_role_display()}”的岗位办理。")
    return redirect(next_url(request))


@require_http_methods(["GET", "POST"])
@post_required
def ending(request: PostRequest, pk: int) -> HttpResponseBase:
    """终止岗位."""
    post = get_object_or_404(posts_seen_by(request.post), pk=pk)
    back = reverse("unions:union", args=[post.union_id])
    form = EndPostForm(request.POST or None, initial={"version": post.version, "on": post.until})
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        outcome = perform(
            request,
            lambda: end_post(post, on=given["on"], by=request.post, at=request.now, version=given["version"]),
            success=f"{post.person.name}的岗位已终止。",
            to=back,
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
        post.refresh_from_db()
        form.renew(post.version)
    lead = f"{post.union} · {post.get_role_display()} · {post.person.name}"
    return form_page(request, form, title="终止岗位", lead=lead, submit="终止岗位", back=back, refusal=refusal)


@never_cache
@require_http_methods(["GET", "POST"])
@post_required
def code(request: PostRequest, pk: int) -> HttpResponseBase:
    """补发激活码: shown once, on this very answer."""
    post = get_object_or_404(posts_seen_by(request.post), pk=pk)
    outcome = None
    if request.method == "POST":
        seen = version_in(request.POST)
        outcome = attempt(lambda: issue_code(post, by=request.post, at=request.now, version=seen))
    refusal = outcome if isinstance(outcome, Refusal) else None
    if refusal is not None:
        post.refresh_from_db()
    context = {"held": post, "code": None if refusal else outcome, "refusal": refusal}
    return render(request, "unions/code.html", context, status=int(refusal.status) if refusal else 200)


@require_http_methods(["GET", "POST"])
@post_required
def factor_reset(request: PostRequest, pk: int) -> HttpResponseBase:
    """重置动态口令, after the holder has lost the device."""
    post = get_object_or_404(posts_seen_by(request.post), pk=pk)
    back = reverse("unions:union", args=[post.union_id])
    refusal = None
    if request.method == "POST":
        outcome = perform(
            request,
            lambda: reset_second_factor(post, by=request.post, at=request.now, version=version_in(request.POST)),
            success=f"{post.person.name}的动态口令已重置，下次登录时重新绑定。",
            to=back,
        )
        if not isinstance(outcome, Refusal):
            return outcome
        refusal = outcome
        post.refresh_from_db()
    context = {"held": post, "refusal": refusal, "back": back}
    return render(request, "unions/factor_reset.html", context, status=int(refusal.status) if refusal else 200)
