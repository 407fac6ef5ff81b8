"""Receipt codes: shown once, kept only as a keyed hash, made from the form's own key so that a double click is one letter."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is mistaken for another when read aloud or copied by hand
LENGTH = 16


def new_code(submission: str, *said: str) -> str:
    """The receipt code of one submission of one text: four groups of four."""
    number = int.from_bytes(_keyed("receipt", submission, *said))
    letters = []
    for _ in range(LENGTH):
        number, left = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[left])
    return "-".join("".join(letters[n : n + 4]) for n in range(0, LENGTH, 4))


def receipt_hash(code: str) -> str:
    """What is kept of a code, however its owner writes it."""
    plain = "".join(c for c in code.upper() if c.isalnum())
    return _keyed("receipt-hash", plain).hex()


def source_key(purpose: str, address: str) -> str:
    """What is kept of the address that a letter comes from, to slow down abuse."""
    return _keyed("source", purpose, address).hex()


def _keyed(*parts: str) -> bytes:
    # Each part with its length, so that no two lists of parts run together.
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hmac.new(settings.FIELD_HASH_KEY.encode(), text.encode(), hashlib.sha256).digest()
