"""The demo's two pages: its cast, and its clock. Neither exists in the production profile."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from clock.reading import BEIJING
from demo import hands
from demo.forms import AFTERNOON, ClockForm, PlayForm
from demo.parts import USERNAME
from demo.queries import ahead, cast
from regulation.refusals import Refused
from ui.doors import Refusal
from ui.tags.words import moment
from unions.doors import TimedRequest
from unions.models import Post
from unions.moves import PostState
from unions.queries import SESSION_POST

BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The cast: who is there, what each can do, and one button to act as them."""
    groups = cast()
    tabs = [{"label": group.title.partition("：")[0], "url": f"#{group.code}"} for group in groups]
    return render(request, "demo/cast.html", {"groups": groups, "tabs": tabs})


@require_http_methods(["GET", "HEAD", "POST"])
def play(request: HttpRequest) -> HttpResponse:
    """One click: signed in as somebody of the cast, acting with that very post."""
    form = PlayForm(request.POST)
    if not form.is_valid():
        return redirect("demo:cast")
    held = Post.objects.filter(state=PostState.HELD, person__username__startswith=USERNAME, person__invented=True)
    post = get_object_or_404(held.select_related("person", "union"), pk=form.cleaned_data["post"])
    login(request, post.person, backend=BACKEND)
    request.session[SESSION_POST] = post.pk
    messages.success(request, f"您现在是{post.person.name}：{post.union.name}{post.title or post.get_role_display()}。")
    return redirect("/")


@require_http_methods(["GET", "HEAD", "POST"])
def clock(request: TimedRequest) -> HttpResponse:
    """The clock: what it shows, what lies ahead, and how to move it."""
    now = request.now
    refusal = None
    if request.method == "POST":
        form = ClockForm(request.POST)
        if form.is_valid():
            try:
                moved = hands.move(_wanted(form, now))
            except Refused as refused:
                refusal = Refusal.of(refused)
            else:
                _tell(request, moved)
                return redirect(_back(request, form))
    else:
        form = ClockForm(initial={"days": 5})
    context = {"form": form, "refusal": refusal, "now": now, "ahead": ahead(now)}
    wrong = 422 if form.errors else 200
    return render(request, "demo/clock.html", context, status=refusal.status if refusal else wrong)


def _wanted(form: ClockForm, now: datetime) -> datetime:
    if form.cleaned_data["step"] == AFTERNOON:
        return hands.this_afternoon(now)
    return hands.working_days_later(now, form.cleaned_data["days"] or 1)


def _tell(request: HttpRequest, moved: hands.Moved) -> None:
    said = f"演示时间已到 {moment(moved.at.astimezone(BEIJING))}。"
    if moved.completed:
        titles = "；".join(notice.title for notice in moved.completed[:5])
        rest = f"等 {len(moved.completed)} 项" if len(moved.completed) > 5 else ""
        said += f"公示期满：{titles}{rest}。"
    else:
        said += "没有公示期满。"
    messages.success(request, said)


def _back(request: HttpRequest, form: ClockForm) -> str:
    """The page from which the clock was moved."""
    asked = form.cleaned_data["next"]
    if asked and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return str(asked)
    return request.path
