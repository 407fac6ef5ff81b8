"""Who is re-checked: drawn by a seed, so that anybody can draw again and compare (决定 44)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ledger.canonical import canonical, digest
from supervision.models import Method, RecheckProgramme


def rank(seed: str, key: str) -> str:
    """The number that a seed gives to a record: SHA-256 of the seed, a line feed, and the record's chain key."""
    return digest(f"{seed}\n{key}")


def drawn(keys: Iterable[str], *, method: str, seed: str, size: int | None) -> list[str]:
    """All of them in the order of their keys, or the `size` that the seed ranks first. No database orders anything."""
    if method == Method.ALL:
        return sorted(keys)
    return sorted(keys, key=lambda key: (rank(seed, key), key))[:size]


def digest_of_choice(candidates: Iterable[str], chosen: Iterable[str], *, method: str, seed: str) -> str:
    """What binds a programme to its choice: from whom, how, and who."""
    said: dict[str, object] = {
        "candidates": sorted(candidates),
        "method": str(method),
        "seed": seed,
        "chosen": sorted(chosen),
    }
    return digest(canonical(said))


@dataclass(frozen=True)
class Verification:
    """The choice drawn again from what was frozen."""

    chosen: tuple[str, ...]
    digest: str
    same: bool


def drawn_again(programme: RecheckProgramme) -> Verification:
    """Draw once more by the seed and compare the digest with the one of the day."""
    how = {"method": programme.method, "seed": programme.seed}
    chosen = drawn(programme.candidates, size=programme.size, **how)
    digest = digest_of_choice(programme.candidates, chosen, **how)
    return Verification(tuple(chosen), digest, digest == programme.digest)
