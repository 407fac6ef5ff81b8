"""What the module of each honour offers to the rest of the system."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from regulation.engine import Law
from regulation.facts import Candidate
from regulation.grounds import Ground
from regulation.honours import Honour
from regulation.opinions import OpinionKind
from regulation.paperwork import Paper


@dataclass(frozen=True)
class Contract:
    """All that the law says about one honour."""

    honour: Honour
    facts: type[Candidate]
    law: Law
    opinions_required: Callable[[Any], tuple[OpinionKind, ...]]
    documents: Callable[[Any], tuple[Paper, ...]]
    grounds: tuple[Ground, ...]
