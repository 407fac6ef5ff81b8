"""Nominations by the hundred thousand: rows copied in bulk, spread like real ones. Only for the benchmark of lists."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import connection, models

from bench.ground import cases
from clock.reading import law_day, now
from honors.models import Round
from ledger.models import Chain
from nominations.models import Nomination
from nominations.moves import State
from regulation.honours import Honour
from unions.actions import Row, plant
from unions.models import Kind, Post, Role, Union
from unions.models.tree import Level
from unions.search import tokens

HONOURS = list(Honour)
TRADES = ("机械", "电子", "纺织", "食品", "物流", "建设", "软件", "医药")
DIGITS = "零一二三四五六七八九"
CHAINS = """
INSERT INTO ledger_chain (id, key, length, head, sealed_length)
SELECT i, 'nomination:' || md5(i::text), 0, '', 0 FROM generate_series(%s, %s) i
"""
STEPS = """
INSERT INTO nominations_chainstep (nomination_id, position, kind, union_id, union_name, opinions_heard, endorsed_by)
SELECT n.id, s.position, s.kind, s.union_id, s.union_name, '', ''
FROM nominations_nomination n
JOIN unions_union w ON w.id = n.union_id
JOIN unions_union k ON k.id = w.parent_id
JOIN unions_union m ON m.id = k.parent_id
JOIN unions_union p ON p.id = m.parent_id,
LATERAL (VALUES (1, 'review', k.id, k.name), (2, 'review', m.id, m.name), (3, 'recommend', p.id, p.name),
                (4, 'national', %s, %s), (5, 'secretariat', %s, %s)) s (position, kind, union_id, union_name)
WHERE n.id BETWEEN %s AND %s
"""
WORKS = 5
"""Grassroots unions of a county."""


@dataclass
class Maker:
    """Fills a database up to a size, always in the same proportions."""

    round: Round
    readers: dict[str, Post]
    provinces: list[Union]
    places: list[tuple[Union, Union, Union, Union]]  # works, county, prefecture, province
    nation: Union
    at: datetime
    made: int = 0

    @classmethod
    def prepared(cls, *, provinces: int, counties: int) -> Maker:
        """Unions, one round, and the three readers."""
        from ledger.actors import SYSTEM

        at = now() - timedelta(days=40)
        cases.know_calendar(at)
        unions = cases.tree(0, provinces=provinces, at=at)
        rows = []
        for p in range(provinces):
            for c in range(counties):
                rows.append(Row(f"K{p}-{c}", f"第{p}省第{c}区总工会", Kind.REGIONAL, f"M{p}", Level.COUNTY))
                rows += [
                    Row(f"G{p}-{c}-{w}", f"第{p}省第{c}区第{w}厂工会委员会", Kind.SINGLE, f"K{p}-{c}")
                    for w in range(WORKS)
                ]
        unions |= {union.code: union for union in plant(rows, by=SYSTEM, at=at)}
        staff = cases.nation(unions, at=at)
        round = cases.open_one(staff, [unions["P0"]], at=at)
        county, province = cases.people(
            [("county", unions["K0-0"], Role.REVIEWER), ("province", unions["P0"], Role.RECOMMENDER)], at=at
        )
        places = [
            (unions[f"G{p}-{c}-{w}"], unions[f"K{p}-{c}"], unions[f"M{p}"], unions[f"P{p}"])
            for w in range(WORKS)
            for c in range(counties)
            for p in range(provinces)
        ]
        readers = {"county": county, "province": province, "nation": staff.signer}
        return cls(round, readers, [unions[f"P{p}"] for p in range(provinces)], places, unions["N"], at)

    def fill_to(self, size: int) -> None:
        """Make nominations until there are so many."""
        part = 50_000
        while self.made < size:
            self._add(range(self.made, min(size, self.made + part)))
            self.made = min(size, self.made + part)

    def _add(self, numbers: range) -> None:
        first_chain = _next_id(Chain, len(numbers))
        first_case = _next_id(Nomination, len(numbers))
        with connection.cursor() as cursor:
            cursor.execute(CHAINS, [first_chain, first_chain + len(numbers) - 1])
            _copy(Nomination, (self._case(n, first_case + i, first_chain + i) for i, n in enumerate(numbers)))
            nation = [self.nation.pk, self.nation.name] * 2
            cursor.execute(STEPS, [*nation, first_case, first_case + len(numbers) - 1])

    def _case(self, n: int, pk: int, chain: int) -> Nomination:
        rng = Random(n)
        works, county, prefecture, province = self.places[n % len(self.places)]
        holder, position, state = rng.choices(
            [
                (county, 1, State.UNDER_REVIEW),
                (prefecture, 2, State.UNDER_REVIEW),
                (province, 3, State.UNDER_REVIEW),
                (province, 3, State.LISTED),
                (self.nation, 4, State.RECOMMENDED),
                (self.nation, 4, State.CLEARED),
                (works, 0, State.RETURNED),
            ],
            weights=[35, 15, 15, 10, 15, 5, 5],
        )[0]
        name = f"{rng.choice(TRADES)}{''.join(DIGITS[int(d)] for d in str(n))}厂"
        filed_at = self.at + timedelta(seconds=n)
        return Nomination(
            pk=pk,
            chain_id=chain,
            state=state,
            version=3,
            round=self.round,
            honour=rng.choice(HONOURS).value,
            union=works,
            recommender=province,
            holder=holder,
            position=position,
            drafted_by_id=self.readers["county"].person_id,
            subject_name=name,
            unit_name=name,
            nature="private",
            public_digest="0" * 64,
            filed_at=filed_at,
            filed_on=law_day(filed_at),
            arrived_at=filed_at,
            rank=n if state != State.UNDER_REVIEW else None,
            search=tokens(f"{name} {works.name} {n}"),
        )

    def place_in_the_middle(self, reader: str, order: str) -> tuple[Any, ...]:
        """The keys of a row half way down a reader's list."""
        union = self.readers[reader].union_id
        rows = Nomination.objects.all()
        if order == "arrived":
            state = State.RECOMMENDED if reader == "nation" else State.UNDER_REVIEW
            rows = rows.filter(holder=union, state=state).order_by("arrived_at", "pk")
            row = rows[rows.count() // 2]
            return (row.arrived_at.isoformat(), row.pk)
        if reader == "province":
            rows = rows.filter(recommender=union)
        elif reader == "county":
            rows = rows.filter(steps__union=union)
        return (rows.order_by("-pk")[rows.count() // 2].pk,)


def _next_id(model: type[models.Model], number: int) -> int:
    """Take so many ids from a table's sequence."""
    sequence = f"pg_get_serial_sequence('{model._meta.db_table}', 'id')"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT nextval({sequence})")
        first = int(cursor.fetchone()[0])
        cursor.execute(f"SELECT setval({sequence}, %s)", [first + number])
    return first


def _copy(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """COPY instances into their table."""
    fields = model._meta.concrete_fields
    held = io.StringIO()
    for row in rows:
        held.write(
            "\t".join(_text(field.get_db_prep_save(getattr(row, field.attname), connection)) for field in fields)
        )
        held.write("\n")
    held.seek(0)
    columns = ", ".join(f'"{field.column}"' for field in fields)
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN', held)


def _text(value: object) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
