"""Review over the API: what is done to many at once says of each what its reader saw."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.test import Client

from honors.models import Round
from nominations.moves import State
from regulation.honours import Honour
from tests.cast import Cast, set_clock
from tests.reviews import build
from unions.models import Post

ClientOf = Callable[[Post], Client]


def send(client: Client, address: str, said: dict[str, Any]) -> tuple[int, Any]:
    answer = client.post(address, said, content_type="application/json")
    return answer.status_code, answer.json()


def test_many_enter_a_list_that_stands_as_it_was_read(cast: Cast, round: Round, client_of: ClientOf) -> None:
    cases = [build.activist(cast, round, n) for n in (1, 2, 3)]
    found = build.listed(cast, cases[0])
    set_clock(build.FILED)
    client, address = client_of(cast.province_preparer), f"/api/lists/{found.pk}/entries/"
    said = {"nominations": [case.pk for case in cases[1:]], "version": found.version}
    assert send(client, address, {**said, "version": found.version - 1})[1]["code"] == "stale"
    assert send(client, address, said) == (200, {"entered": 2, "stays": []})
    assert [build.fresh(case).state for case in cases] == [State.LISTED] * 3
    assert send(client, address, said)[1]["code"] == "stale"
    again = {**said, "version": build.again(found).version}
    assert send(client, address, again)[1]["code"] == "nothing_waits"
    decided = build.decided(cast, build.again(found))
    refused = send(client, address, {**said, "version": decided.version})
    assert (refused[0], refused[1]["code"]) == (409, "wrong_state")


def test_many_are_cleared_as_each_was_read(cast: Cast, round: Round, client_of: ClientOf) -> None:
    home, worker = build.at_province(cast, round), build.at_province(cast, round, Honour.OUTSTANDING_WORKER, serial=3)
    at = build.to_nation(cast, home, worker)
    set_clock(at)
    home, worker = build.fresh(home), build.fresh(worker)
    said = [{"nomination": home.pk, "version": home.version}, {"nomination": worker.pk, "version": 1}]
    status, told = send(client_of(cast.nation_preparer), "/api/queue/clearance/", {"cases": said})
    assert (status, told["cleared"]) == (200, [home.pk])
    assert told["stays"] == [{"nomination": worker.pk, "why": "查看之后已有变动，请重新查看"}]


def test_what_is_open_lapses_with_its_round(cast: Cast, round: Round, client_of: ClientOf) -> None:
    case = build.at_province(cast, round)
    set_clock(build.FILED)
    round.refresh_from_db()
    address = f"/api/rounds/{round.pk}/lapse/"
    said = {"version": round.version}
    assert send(client_of(cast.province_signer), address, said)[1]["code"] == "not_allowed"
    nation = client_of(cast.nation_signer)
    assert send(nation, address, {"version": round.version + 1})[1]["code"] == "stale"
    assert send(nation, address, said) == (200, {"lapsed": 1})
    assert build.fresh(case).state == State.LAPSED
