"""Canonical text and its digest: what is hashed is never left to a database's or a library's taste."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping


def canonical(value: Mapping[str, object] | list[object]) -> str:
    """JSON with sorted keys, no spaces and plain characters: the same bytes for the same content."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def digest(text: str | bytes) -> str:
    """SHA-256 as 64 hexadecimal characters."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def chained(previous: str, text: str) -> str:
    """The hash of a link: of the one before and of what this one says."""
    return digest(f"{previous}\n{text}")
