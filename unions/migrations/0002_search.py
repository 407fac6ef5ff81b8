"""Names are searched by character pairs: PostgreSQL gets the index for it."""

from __future__ import annotations

from django.db import migrations

from unions.search import search_index


class Migration(migrations.Migration):
    dependencies = [("unions", "0001_initial")]
    operations = [search_index("unions_union", "search")]
