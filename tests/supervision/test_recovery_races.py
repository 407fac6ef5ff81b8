"""Two at once, on PostgreSQL: one effect, the other is told; no honour ends twice, nothing is asked for twice."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from decisions.models import DecisionKind
from honors.actions.register import revoke_all
from honors.models import Conferral
from ledger.actors import SYSTEM
from ledger.models import Entry
from regulation.after import UnitEnd as EndKind
from regulation.refusals import Refused
from supervision.actions.ends import dismiss_end, recover_all, report_closed, report_end
from supervision.actions.recovery import receive, remind_overdue
from supervision.models import RecoveryItem, UnitEnd
from tests.cast import Cast
from tests.honors.builders import document
from tests.supervision.ending import LATER, a_home, all_in, established, reported, revoked
from unions.actions import close
from unions.models import Post

pytestmark = [pytest.mark.races, pytest.mark.django_db(transaction=True)]


def at_once(*verbs: Callable[[], object]) -> list[str]:
    """Run the verbs in threads that start together: "done", or the code of each refusal, in their order."""
    start = Barrier(len(verbs))
    told = [""] * len(verbs)

    def run(number: int) -> None:
        start.wait()
        try:
            verbs[number]()
            told[number] = "done"
        except Refused as refused:
            told[number] = refused.code
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number,)) for number in range(len(verbs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def again(end: UnitEnd) -> UnitEnd:
    """As another reader has just read it."""
    return UnitEnd.objects.select_related("holder__successor", "union__successor", "chain").get(pk=end.pk)


def test_of_two_who_take_one_thing_in_one_does(cast: Cast) -> None:
    item = revoked(cast, a_home(cast))[0]

    def taking(post: Post) -> Callable[[], object]:
        mine = RecoveryItem.objects.select_related("union__successor", "conferral__union", "chain").get(pk=item.pk)
        return lambda: receive(mine, received_on=cast.at.date(), by=post, at=cast.at, version=1)

    told = at_once(*(taking(post) for post in (cast.county, cast.prefecture, cast.county, cast.province_signer)))
    assert sorted(told) == ["done", "stale", "stale", "stale"]
    assert Entry.objects.filter(chain=item.chain, act="receive").count() == 1


def test_of_two_who_report_one_unit_one_does_and_the_system_is_given_it(cast: Cast) -> None:
    a_home(cast)
    given: list[UnitEnd] = []

    def by_system() -> None:
        day = cast.at.date()
        given.append(
            report_end(cast.union, kind=EndKind.DISSOLVED, happened_on=day, text="登记", by=SYSTEM, at=cast.at)
        )

    told = at_once(lambda: reported(cast), lambda: reported(cast, by=cast.county), by_system)
    assert told[2] == "done"
    assert sorted(told[:2]) in (["already_reported", "already_reported"], ["already_reported", "done"])
    assert given == [UnitEnd.objects.get()]


def test_two_sweeps_report_a_closed_unit_once_and_remind_once(cast: Cast) -> None:
    a_home(cast)
    close(cast.group, on=cast.at.date(), paper="文", by=SYSTEM, at=cast.at, version=1)
    close(cast.union, on=cast.at.date(), paper="文", by=SYSTEM, at=cast.at, version=1)
    assert at_once(*[lambda: report_closed(at=LATER)] * 3) == ["done"] * 3
    end = established(cast, again(UnitEnd.objects.get()))
    assert at_once(*[lambda: remind_overdue(at=LATER)] * 3) == ["done"] * 3
    assert {item.reminders for item in RecoveryItem.objects.all()} == {1}
    assert end.holder == cast.county.union


@pytest.mark.parametrize("run", range(3))
def test_an_honour_that_is_revoked_while_it_is_recovered_ends_once(cast: Cast, run: int) -> None:
    home = a_home(cast)
    end = established(cast, reported(cast))
    all_in(cast, end)
    paper = document(cast, f"总工发〔2026〕{40 + run}号", DecisionKind.REVOCATION)
    mine, seen = again(end), Conferral.objects.get(pk=home.pk)
    told = at_once(
        lambda: recover_all(mine, by=cast.county, at=cast.at, version=mine.version),
        lambda: revoke_all([seen], decision=paper, by=cast.secretariat, at=cast.at),
    )
    home.refresh_from_db()
    assert "done" in told
    assert Entry.objects.filter(chain=home.chain, act__in=["recover", "revoke"]).count() == 1
    assert home.state == ("recovered" if told[0] == "done" and told[1] != "done" else "revoked")


def test_recovered_or_dismissed_never_both(cast: Cast) -> None:
    home = a_home(cast)
    end = established(cast, reported(cast))
    all_in(cast, end)
    one, two = again(end), again(end)
    told = at_once(
        lambda: recover_all(one, by=cast.county, at=cast.at, version=one.version),
        lambda: dismiss_end(two, finding="仍在", by=cast.county, at=cast.at, version=two.version),
    )
    assert sorted(told) == ["done", "stale"]
    home.refresh_from_db()
    states = set(RecoveryItem.objects.values_list("state", flat=True))
    assert (home.state, states) == (("recovered", {"received"}) if told[0] == "done" else ("valid", {"given_back"}))
