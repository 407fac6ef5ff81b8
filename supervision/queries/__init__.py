"""Who answers for which honour, and who sees what of its supervision."""

from supervision.queries.many import originals_of, responsible_for_all
from supervision.queries.responsible import (
    held_by,
    line_above,
    not_recused,
    original_of,
    responsible_for,
    stood_over_by,
    supervised_by,
    unit_of,
)

__all__ = [
    "held_by",
    "line_above",
    "not_recused",
    "original_of",
    "originals_of",
    "responsible_for",
    "responsible_for_all",
    "stood_over_by",
    "supervised_by",
    "unit_of",
]
