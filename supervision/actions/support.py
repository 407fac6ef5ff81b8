"""工作经费补助和物质奖励: judged before it is written down (第二十八条)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from documents.models import Document
from honors.models import Conferral
from honors.moves import ConferralState
from ledger.actions import Writing, begin, moving
from regulation.after import SupportKind
from regulation.refusals import Refused
from regulation.windows import in_beijing
from supervision.facts.support import judge_support
from supervision.models import MoneyKind, Support
from supervision.moves import SUPPORT, VOID_SUPPORT
from unions.models import Post
from unions.queries import actor, require

ARTICLE = "第二十八条"
CENT = Decimal("0.01")


def record_support(
    conferral: Conferral,
    *,
    kind: SupportKind,
    amount: Decimal,
    paid_on: date,
    resolution: str = "",
    resolved_on: date | None = None,
    resolution_paper: Document | None = None,
    spending_rules: str,
    by: Post,
    at: datetime,
) -> Support:
    """登记 a payment by the acting post's union. 设置待遇 is refused by the law itself.

    Refused: "unlawful" with the article (a reward by a local union, to a collective, without the members' resolution,
    …); "help_is_no_reward": 困难帮助 belongs into the supervision record; "amount_wrong"; "date_ahead"; "honour_ended";
    "resolution_paper_missing"; "resolved_after" the payment.
    """
    today = in_beijing(at).date()
    require(by, "supervise", by.union, on=today)
    kind = SupportKind(kind)
    if kind is SupportKind.HELP:
        raise Refused("help_is_no_reward", "困难帮助不是奖励，请记入监督记录的“关心帮助”。", "第二十二条第（五）项")
    _check(conferral, amount=amount, paid_on=paid_on, today=today)
    judgement = judge_support(
        conferral, payer=by.union, kind=kind, resolution=resolution, spending_rules=spending_rules, on=today
    )
    writing = Writing()
    writing.judged(judgement)
    if kind is SupportKind.REWARD:
        _check_resolution(resolved_on, resolution_paper, paid_on=paid_on)
    who = actor(by)
    row = Support(
        conferral=conferral,
        payer=by.union,
        kind=MoneyKind(kind.value),
        amount=amount,
        paid_on=paid_on,
        resolution=resolution.strip(),
        resolved_on=resolved_on,
        resolution_paper=resolution_paper,
        spending_rules=spending_rules.strip(),
        recorded_at=at,
        recorded_by=who.words[:200],
    )
    details = {
        "conferral": conferral.certificate_number,
        "kind": row.kind,
        "amount": str(amount),
        "paid_on": paid_on.isoformat(),
        "findings": writing.findings,
    }
    return begin(row, table=SUPPORT, by=who, at=at, act="登记补助或奖励", article=ARTICLE, details=details)


def void_support(support: Support, *, reason: str, by: Post, at: datetime, version: int) -> Support:
    """作废 a wrong entry; it stays. Refused: "not_allowed" to other unions than the payer, "reason_missing"."""
    require(by, "supervise", by.union, on=in_beijing(at).date())
    if support.payer_id != by.union_id:
        raise Refused("not_allowed", "由登记的工会作废。", ARTICLE)
    if not reason.strip():
        raise Refused("reason_missing", "请写明作废的理由。", ARTICLE)
    with moving(support, VOID_SUPPORT, by=actor(by), at=at, version=version) as writing:
        writing.reason = reason.strip()
    return support


def _check(conferral: Conferral, *, amount: Decimal, paid_on: date, today: date) -> None:
    if conferral.state != ConferralState.VALID:
        raise Refused("honour_ended", "该荣誉已经终止，不能再给予补助或奖励。", ARTICLE)
    if amount <= 0 or amount != amount.quantize(CENT):
        raise Refused("amount_wrong", "金额应大于 0，最多两位小数。", ARTICLE)
    if paid_on > today:
        raise Refused("date_ahead", "日期不能晚于今天，请在给付后登记。", ARTICLE)
    if paid_on < conferral.conferred_on:
        raise Refused("before_conferral", "日期不能早于表彰、命名的日期。", ARTICLE)


def _check_resolution(resolved_on: date | None, paper: Document | None, *, paid_on: date) -> None:
    if paper is None or resolved_on is None:
        said = "奖励个人须经会员（代表）大会审议通过，请填写决议日期并上传决议。"
        raise Refused("resolution_paper_missing", said, "第二十八条第二款")
    if resolved_on > paid_on:
        raise Refused("resolved_after", "决议日期不能晚于给付日期：先审议通过，再奖励。", "第二十八条第二款")
