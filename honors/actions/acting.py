"""Who may work on rounds: 全总基层工作部 (第十四条第二款)."""

from __future__ import annotations

from datetime import datetime

from ledger.actors import Actor
from regulation.windows import in_beijing
from unions.models import Post
from unions.queries import actor, national, require


def national_staff(by: Post, *, at: datetime) -> Actor:
    """Refused "not_allowed" unless the post may work for 全总基层工作部."""
    require(by, "audit", national(), on=in_beijing(at).date())
    return actor(by)
