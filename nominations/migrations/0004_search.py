"""Names and numbers of nominations are found by their characters."""

from django.db import migrations

from unions.search import search_index


class Migration(migrations.Migration):
    dependencies = [("nominations", "0003_notice_and_lists")]

    operations = [search_index("nominations_nomination", "search")]
