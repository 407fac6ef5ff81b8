"""Money given to the holder of an honour, as Article 28 looks at it."""

from __future__ import annotations

from datetime import date

from honors.models import Conferral
from regulation.after import Payer, Support, SupportKind, support_law
from regulation.engine import Judgement
from unions.models import Kind, Union
from unions.models.tree import Level

LOCAL_LEVELS = (Level.COUNTY, Level.PREFECTURE, Level.PROVINCE)
INDUSTRIAL_KINDS = (Kind.INDUSTRIAL, Kind.LOCAL_INDUSTRIAL)


def payer_of(union: Union) -> Payer:
    """县级以上地方工会, 产业工会, 基层工会, or none of them: 全总, 中央和国家机关工会联合会, 乡镇（街道）工会 and the like."""
    if union.kind in INDUSTRIAL_KINDS:
        return Payer.INDUSTRIAL
    if union.kind == Kind.REGIONAL and union.level in LOCAL_LEVELS:
        return Payer.LOCAL
    if union.kind in (Kind.SINGLE, Kind.JOINT):
        return Payer.GRASSROOTS
    return Payer.OTHER


def judge_support(
    conferral: Conferral, *, payer: Union, kind: SupportKind, resolution: str, spending_rules: str, on: date
) -> Judgement:
    """Whether this union may give this to this holder (第二十八条)."""
    unit = conferral.union
    below = unit.is_below(payer) and (not conferral.kind.collective or unit.pk != payer.pk)
    facts = Support(
        payer=payer_of(payer),
        kind=kind,
        honour=conferral.kind,
        below_payer=below,
        members_agreed=resolution,
        spending_rules=spending_rules,
    )
    return support_law.judge(facts, version=on, as_of=on)


def kinds_open_to(conferral: Conferral, *, payer: Union, on: date) -> list[SupportKind]:
    """What this union may give to this holder, once resolution and spending rules are in order (第二十八条)."""
    said = "有"
    return [
        kind
        for kind in (SupportKind.SUBSIDY, SupportKind.REWARD)
        if not judge_support(conferral, payer=payer, kind=kind, resolution=said, spending_rules=said, on=on).open()
    ]
