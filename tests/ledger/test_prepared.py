"""Statements whose SQL is written once: the same rows as ever, for every value, on every connection."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection, models

from ledger.prepared import Prepared, PreparedUpdate, Slot
from tests.cast import Cast
from unions.models import Post, Union

BELOW = Prepared(lambda: Union.objects.filter(parent=Slot("parent")).select_related("parent").order_by("pk"))
HELD = Prepared(lambda: Post.objects.filter(person=Slot("person"), since__lte=Slot("on", models.DateField())))
RENAMED = PreparedUpdate(
    lambda: (
        Union.objects.filter(code=Slot("code")),
        {"name": Slot("name"), "founded_on": Slot("on", models.DateField()), "version": models.F("version") + 1},
    )
)


@pytest.mark.django_db
def test_a_prepared_read_answers_like_its_query_for_every_value(cast: Cast) -> None:
    for union in (cast.union, cast.province, cast.national, cast.county.union):
        found = BELOW.ask(parent=union.pk)
        assert found == list(Union.objects.filter(parent=union).order_by("pk"))
        assert all(below.parent == union for below in found)
    assert BELOW.ask(parent=None) == []


@pytest.mark.django_db
def test_days_are_given_as_the_database_takes_them(cast: Cast) -> None:
    post = cast.clerk
    assert HELD.ask(person=post.person_id, on=post.since) == [post]
    assert HELD.ask(person=post.person_id, on=date(1999, 1, 1)) == []


@pytest.mark.django_db
def test_a_prepared_update_says_how_many_rows_it_changed(cast: Cast) -> None:
    version = cast.union.version
    assert RENAMED.run(code=cast.union.code, name="新名", on=date(2020, 2, 3)) == 1
    assert RENAMED.run(code="none", name="新名", on=None) == 0
    cast.union.refresh_from_db()
    assert (cast.union.name, cast.union.founded_on, cast.union.version) == ("新名", date(2020, 2, 3), version + 1)


@pytest.mark.django_db(transaction=True)
def test_a_new_connection_is_asked_as_the_old_one_was() -> None:
    assert BELOW.ask(parent=1) == []
    connection.close()
    assert BELOW.ask(parent=1) == []
