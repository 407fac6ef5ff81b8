"""登录, 退出, 激活, 修改密码."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login as keep_session
from django.contrib.auth import logout as end_session
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from ui.doors import Refusal
from unions.actions.signing_in import activate_guarded, change_password, sign_in
from unions.doors import PersonRequest, TimedRequest, person_required
from unions.forms import ActivationForm, LoginForm, PasswordForm
from unions.views.common import address_of, attempt, form_page, machine_now, next_url

BACKEND = "django.contrib.auth.backends.ModelBackend"


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def login(request: HttpRequest) -> HttpResponseBase:
    """账号和密码登录."""
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(next_url(request))
    form = LoginForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        outcome = attempt(
            lambda: sign_in(
                username=given["username"],
                password=given["password"],
                address=address_of(request),
                machine_at=machine_now(),
            )
        )
        if not isinstance(outcome, Refusal):
            keep_session(request, outcome, backend=BACKEND)
            return redirect(next_url(request))
        refusal = outcome
    going_to = next_url(request, "")
    return form_page(
        request,
        form,
        title="登录",
        submit="登录",
        back="/",
        refusal=refusal,
        template="unions/login.html",
        next=going_to,
    )


@require_http_methods(["GET", "POST"])
def logout(request: HttpRequest) -> HttpResponseBase:
    """退出, by the button alone: an address changes nothing."""
    if request.method != "POST":
        return redirect("/")
    end_session(request)
    return redirect("unions:login")


@sensitive_post_parameters("new", "again", "code")
@never_cache
@require_http_methods(["GET", "POST"])
def activation(request: TimedRequest) -> HttpResponseBase:
    """用激活码设置密码, 一次."""
    form = ActivationForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        outcome = attempt(
            lambda: activate_guarded(
                code=given["code"],
                password=given["new"],
                address=address_of(request),
                at=request.now,
                machine_at=machine_now(),
            )
        )
        if not isinstance(outcome, Refusal):
            messages.success(request, f"账号 {outcome.username} 已激活，请登录。")
            return redirect("unions:login")
        refusal = outcome
    return form_page(
        request,
        form,
        title="激活账号",
        submit="设置密码并激活",
        back="/",
        refusal=refusal,
        template="unions/activation.html",
    )


@sensitive_post_parameters("old", "new", "again")
@never_cache
@require_http_methods(["GET", "POST"])
@person_required
def password(request: PersonRequest) -> HttpResponseBase:
    """修改密码."""
    form = PasswordForm(request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        outcome = attempt(
            lambda: change_password(request.user, old=given["old"], new=given["new"], machine_at=machine_now())
        )
        if not isinstance(outcome, Refusal):
            update_session_auth_hash(request, request.user)
            messages.success(request, "密码已修改。其他设备上的登录已退出。")
            return redirect("unions:posts")
        refusal = outcome
    back = reverse("unions:posts")
    return form_page(request, form, title="修改密码", submit="修改密码", back=back, refusal=refusal)
