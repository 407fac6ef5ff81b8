"""API tokens: each belongs to one post, is shown once, kept as a hash, ends on a day and can be withdrawn."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from regulation.refusals import Refused
from unions.models import ApiToken, Post

LONGEST = 365
PREFIX = "honors_"


def make_token(post: Post, *, name: str, days: int, second_factor: bool, at: datetime) -> tuple[ApiToken, str]:
    """Make a token for the acting post. `second_factor`: whether it was given where it is needed.

    Refused "second_factor_needed", "token_too_long" (more than a year), "name_needed".
    """
    if not second_factor:
        raise Refused("second_factor_needed", "推荐单位和全总的岗位要先通过动态口令验证，才能生成令牌。")
    if not 1 <= days <= LONGEST:
        raise Refused("token_too_long", f"令牌的有效期为 1 至 {LONGEST} 天。")
    if not name.strip():
        raise Refused("name_needed", "请写明令牌的用途。")
    text = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        post=post, name=name.strip(), token_hash=hashed(text), made_at=at, expires_at=at + timedelta(days=days)
    )
    return token, text


def withdraw_token(token: ApiToken, *, by: Post, at: datetime) -> None:
    """Withdraw a token of the acting person's. Refused "not_allowed"."""
    if token.post.person_id != by.person_id:
        raise Refused("not_allowed", "只能撤回自己的令牌。")
    ApiToken.objects.filter(pk=token.pk, withdrawn_at=None).update(withdrawn_at=at)


def hashed(text: str) -> str:
    """What is kept of a token: it is random, so a plain digest is enough."""
    return hashlib.sha256(text.encode()).hexdigest()
