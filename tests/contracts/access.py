"""Who may do what, by address: what `test_access` compares the site with. A new address is added here or refused."""

from __future__ import annotations

PUBLIC: set[str] = set()
PERSONAL: set[str] = set()
PUBLIC_WRITES: set[str] = set()
MAY: dict[str, set[str]] = {}
