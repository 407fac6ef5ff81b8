"""Entries and seals can be added and never changed: the database itself refuses."""

from __future__ import annotations

from django.db import migrations

TABLES = ("ledger_entry", "ledger_seal")


def forbid(apps: object, schema_editor: object) -> None:
    connection = schema_editor.connection  # type: ignore[attr-defined]  # Django passes an untyped editor
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE OR REPLACE FUNCTION ledger_append_only() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$"
            )
        for table in TABLES:
            for act in ("UPDATE", "DELETE"):
                name = f"{table}_no_{act.lower()}"
                if connection.vendor == "postgresql":
                    cursor.execute(
                        f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
                        "FOR EACH ROW EXECUTE FUNCTION ledger_append_only()"
                    )
                else:
                    cursor.execute(
                        f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
                        "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END"
                    )


def allow(apps: object, schema_editor: object) -> None:
    connection = schema_editor.connection  # type: ignore[attr-defined]  # Django passes an untyped editor
    with connection.cursor() as cursor:
        for table in TABLES:
            for act in ("update", "delete"):
                on = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{act}{on}")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(forbid, allow)]
