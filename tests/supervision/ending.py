"""Honours that ended, and units that did, through the real verbs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from decisions.models import DecisionKind
from honors.actions.register import revoke_all
from honors.models import Conferral
from regulation.after import UnitEnd as EndKind
from regulation.honours import Honour
from supervision.actions.collecting_lists import receive_all
from supervision.actions.ends import establish, recover_all, report_end
from supervision.actions.recovery import demand_all
from supervision.models import Cause, RecoveryItem, UnitEnd
from supervision.queries.recovery import items_of_end
from tests.cast import Cast
from tests.honors.builders import conferred, document, opened, to_confer
from unions.models import Post, Union
from unions.queries import actor

DUE = date(2026, 4, 1)
LATER = datetime.fromisoformat("2026-04-08T10:00:00+08:00")


def revoked(cast: Cast, *conferrals: Conferral, number: str = "总工发〔2026〕30号", **more: Any) -> list[RecoveryItem]:
    """Honours revoked by one decision of the secretariat, their certificates and plaques demanded until 1 April."""
    paper = document(cast, number, DecisionKind.REVOCATION)
    fallen = revoke_all(conferrals, decision=paper, by=cast.secretariat, at=cast.at)
    given: dict[str, Any] = {"cause": Cause.REVOCATION, "due_on": DUE, **more}
    return demand_all(fallen, by=actor(cast.secretariat), at=cast.at, **given)


def a_home(cast: Cast, **more: Any) -> Conferral:
    """之家 of the clerk's union."""
    return conferred(cast, opened(cast), to_confer(cast, "甲厂工会", **more))[0]


def home_and_small(cast: Cast, **more: Any) -> list[Conferral]:
    """之家 of the clerk's union and 小家 of the group below it."""
    small = to_confer(cast, "第四班小组", Honour.MODEL_SMALL_HOME, union=cast.group)
    return conferred(cast, opened(cast), to_confer(cast, "甲厂工会", **more), small)


def reported(cast: Cast, union: Union | None = None, *, by: Post | None = None, **more: Any) -> UnitEnd:
    """The clerk's union, reported bankrupt by its own clerk."""
    given: dict[str, Any] = {
        "kind": EndKind.BANKRUPT,
        "happened_on": date(2026, 2, 20),
        "text": "法院裁定宣告破产",
        **more,
    }
    return report_end(union or cast.union, by=by or cast.clerk, at=cast.at, **given)


def established(cast: Cast, end: UnitEnd, by: Post | None = None, **more: Any) -> UnitEnd:
    """Found to be so by the county; certificate and plaque demanded until 1 April."""
    given: dict[str, Any] = {"finding": "已核对破产裁定书", "due_on": DUE, **more}
    return establish(end, by=by or cast.county, at=cast.at, version=end.version, **given)


def seen(items: Sequence[RecoveryItem]) -> list[tuple[RecoveryItem, int]]:
    """As a page has just shown them."""
    return [(item, item.version) for item in items]


def all_in(cast: Cast, end: UnitEnd, by: Post | None = None) -> None:
    """Everything of the unit came in today."""
    post = by or cast.county
    out = list(items_of_end(end).filter(state="demanded"))
    done = receive_all(seen(out), received_on=cast.at.date(), by=post, at=cast.at) if out else []
    assert [one.refused for one in done if one.refused] == []


def recovered(cast: Cast, end: UnitEnd, by: Post | None = None) -> UnitEnd:
    """Everything came in, and the honours have ended."""
    all_in(cast, end, by)
    return recover_all(end, by=by or cast.county, at=cast.at, version=end.version)


def days(number: int) -> timedelta:
    """So many days."""
    return timedelta(days=number)
