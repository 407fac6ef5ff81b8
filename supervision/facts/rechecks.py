"""复查 as the law reads it: a union above looks, and what it looks at are the conditions of the honour."""

from __future__ import annotations

from datetime import date

from honors.models import Conferral
from regulation.after import Recheck, recheck_law
from regulation.engine import Judgement, Rule
from regulation.honours import law_of

ARTICLE = "第二十二条第（四）项"
SETTLED = "第五条"
"""Scope and repetition are looked at once, before the honour is given."""


def judge_recheck(conferral: Conferral, *, by_union_above: bool, on: date) -> Judgement:
    """Whether this union may re-check this honour (第二十二条第（四）项)."""
    facts = Recheck(honour=conferral.kind, by_union_above=by_union_above)
    return recheck_law.judge(facts, version=on, as_of=on)


def checklist(conferral: Conferral) -> tuple[Rule, ...]:
    """The conditions that the honour was given for and has still to meet, in the order of the articles.

    By the law of its own round: an honour is kept as it was given. What the law asks 一般 of those who are chosen (a
    provincial title) and what Article 5 asks of them is settled with the choice (决定 44).
    """
    rules = law_of(conferral.kind).law.rules
    version = conferral.round.law_version
    return tuple(
        rule for rule in rules if rule.in_force(version) and not rule.generally and not rule.article.startswith(SETTLED)
    )
