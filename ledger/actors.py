"""Who acts: by value, so that history never depends on a person or a union that may later be renamed or deleted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """The acting person, post and union: their ids, and the words that are printed in the ledger."""

    person_id: int | None
    person: str
    post_id: int | None
    role: str
    role_title: str
    union_id: int | None
    union: str

    @property
    def words(self) -> str:
        """The actor as one line: union, role and name."""
        return " ".join(part for part in (self.union, self.role_title, self.person) if part)


SYSTEM = Actor(None, "系统", None, "system", "到期自动办理", None, "")
PUBLIC = Actor(None, "社会公众", None, "public", "", None, "")
