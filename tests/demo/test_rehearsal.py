"""A whole round in small, through the real verbs; and one altered byte of its ledger is named."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command
from django.db import connection

from desk.management.commands.check_invariants import faults_of
from honors.models import Conferral, Quota, Round
from honors.moves import RoundState
from ledger.models import Entry, Seal
from nominations.models import Nomination
from nominations.moves import ENDED, State
from publicity.models import Letter, Notice
from publicity.moves import NoticeState
from regulation.honours import Honour
from unions.models import Union

SUMMED = "全部不变量成立，没有发现不符之处。"


def rehearsed(*, units: int = 6, nominations: int = 60, seed: int = 1) -> str:
    """Run the command in this process and answer what it printed."""
    out = io.StringIO()
    call_command("rehearse", units=units, nominations=nominations, seed=seed, workers=1, verbosity=0, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_a_small_round_is_walked_to_its_honours_and_breaks_no_invariant() -> None:
    said = rehearsed()

    round = Round.objects.get()
    assert round.state == RoundState.CLOSED
    assert said.splitlines()[-1] == SUMMED
    states = set(Nomination.objects.values_list("state", flat=True))
    assert State.CONFERRED.value in states
    assert states <= {str(state) for state in ENDED}, "a closed round leaves nothing open"
    assert Nomination.objects.count() == 60
    assert set(Conferral.objects.filter(elevated="").values_list("honour", flat=True)) == {h.value for h in Honour}
    assert Conferral.objects.filter(elevated="").count() == Nomination.objects.filter(state=State.CONFERRED).count()
    assert sum(quota.granted for quota in Quota.objects.all()) == 30
    assert Seal.objects.count() > 0
    assert set(Notice.objects.filter(kind="unit").values_list("state", flat=True)) == {NoticeState.OVER.value}
    letters = Letter.objects.filter(item__notice__kind="national").values_list("state", flat=True)
    assert sorted(letters) == ["dismissed"] * 3 + ["received"] * 3 + ["upheld"] * 3

    # the same ledger with one byte of one entry altered
    entry = Entry.objects.filter(chain__key__startswith="nomination:", number=2).order_by("pk")[0]
    _alter_one_byte(entry)
    faults = [str(fault) for fault in faults_of("ledger")]
    assert faults == [f"{entry.chain.key} 第 {entry.number} 条（entry {entry.pk}）：内容与摘要不符"]
    with pytest.raises(SystemExit) as ended:
        call_command("check_invariants", stdout=io.StringIO())
    assert ended.value.code == 1


@pytest.mark.django_db
@pytest.mark.postgres
def test_a_second_run_opens_its_own_round_on_the_same_unions() -> None:
    rehearsed(units=2, nominations=20)
    real = Union.objects.filter(invented=False).count()

    said = rehearsed(units=2, nominations=20)

    assert said.splitlines()[-1] == SUMMED
    assert Union.objects.filter(invented=False).count() == real
    assert Round.objects.filter(state=RoundState.CLOSED).count() == 2
    first, second = Round.objects.order_by("pk")
    assert first.nominations.count() == second.nominations.count() == 20


def _alter_one_byte(entry: Entry) -> None:
    """As somebody with the database's own password could: the triggers go first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_entry'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        altered = ("x" if entry.text[-2] != "x" else "y").join((entry.text[:-2], entry.text[-1]))
        cursor.execute("UPDATE ledger_entry SET text = %s WHERE id = %s", [altered, entry.pk])
