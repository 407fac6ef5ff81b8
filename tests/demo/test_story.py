"""The demo is loaded once, tells every state of a nomination, and breaks no invariant."""

from __future__ import annotations

import io
from collections import Counter

import pytest
from django.core.management import call_command
from django.test import Client

from clock.models import DemoClock
from demo.story.loading import ANCHOR
from honors.models import Conferral, Round
from honors.moves import ConferralState, RoundState
from nominations.models import Nomination
from nominations.moves import State
from publicity.models import Letter, Notice
from publicity.moves import NoticeState
from regulation.honours import Honour


@pytest.mark.django_db
def test_the_demo_stands_at_every_stage_on_the_second_of_march(client: Client) -> None:
    call_command("demo", verbosity=0, stdout=io.StringIO())

    finished, running = Round.objects.order_by("year")
    assert (finished.year, finished.state) == (2023, RoundState.CLOSED)
    assert (running.year, running.state) == (2026, RoundState.OPEN)
    assert DemoClock.objects.get().now_at == ANCHOR
    states = Counter(Nomination.objects.filter(round=running).values_list("state", flat=True))
    assert sorted(states) == sorted(str(state) for state in State)
    assert set(Nomination.objects.values_list("honour", flat=True)) == {honour.value for honour in Honour}
    assert set(Nomination.objects.filter(round=finished).values_list("state", flat=True)) == {State.CONFERRED.value}
    assert Conferral.objects.filter(state=ConferralState.REVOKED).count() == 5  # four honours, and a title on one
    assert Notice.objects.filter(state=NoticeState.OPEN, kind="national").count() == 1
    letters = Counter(Letter.objects.values_list("kind", "state"))
    assert letters["objection", "received"] == 3
    way = ("received", "accepted", "investigated", "found", "handled", "answered", "not_accepted")
    assert {state: letters["report", state] for state in way} == dict.fromkeys(way, 1)
    out = io.StringIO()
    call_command("check_invariants", stdout=out)
    assert out.getvalue().splitlines()[-1] == "全部不变量成立，没有发现不符之处。"

    # a second call keeps what is there
    client.post("/demo/clock/", {"days": "3"})
    moved_to = DemoClock.objects.get().now_at
    said = io.StringIO()
    call_command("demo", stdout=said)
    assert said.getvalue() == "演示数据已经装好，保留现有数据。\n"
    assert DemoClock.objects.get().now_at == moved_to
    assert Nomination.objects.filter(round=running).count() == sum(states.values())

    # the clock has ended the windows that ran
    over = Notice.objects.filter(kind="national").order_by("pk").last()
    assert over is not None
    assert over.state == NoticeState.OVER
