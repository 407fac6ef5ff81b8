"""What the law of recovery is asked: of each honour that ends with a unit, what became of its certificate and plaque."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from honors.models import Conferral
from honors.queries import recoverers
from regulation.after import Recovery, recovery_law
from regulation.after import UnitEnd as EndKind
from regulation.engine import Judgement
from supervision.models import ItemKind, RecoveryItem, UnitEnd
from supervision.moves import ItemState
from unions.models import Union

GONE_BACK = (ItemState.RECEIVED, ItemState.DESTROYED)


def recovery_facts(
    end: UnitEnd, conferral: Conferral, items: Sequence[RecoveryItem], *, by: Union, reported_to: str
) -> Recovery:
    """The facts of one honour: its live items as they stand, and who recovers."""
    of = {item.kind: item for item in items if item.conferral_id == conferral.pk}
    certificate, plaque = of.get(ItemKind.CERTIFICATE), of.get(ItemKind.PLAQUE)
    return Recovery(
        honour=conferral.kind,
        end=EndKind(end.kind),
        by_next_higher_union=by in recoverers(conferral, ended=end.union),
        certificate_recovered=certificate is not None and certificate.state in GONE_BACK,
        plaque_recovered=plaque is not None and plaque.state in GONE_BACK,
        certificate_loss=_loss(certificate),
        plaque_loss=_loss(plaque),
        reported_to=reported_to,
    )


def judge_recovery(
    end: UnitEnd,
    conferrals: Sequence[Conferral],
    items: Sequence[RecoveryItem],
    *,
    by: Union,
    reported_to: str,
    on: date,
) -> list[tuple[Conferral, Judgement]]:
    """第二十七条 on each of them, by the law of the day."""
    return [
        (
            one,
            recovery_law.judge(recovery_facts(end, one, items, by=by, reported_to=reported_to), version=on, as_of=on),
        )
        for one in conferrals
    ]


def _loss(item: RecoveryItem | None) -> str:
    return item.statement if item is not None and item.state == ItemState.LOST else ""
