"""Who never reads a letter stands on the letter itself: copied from the name on the notice that it is about."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce


def copy_from_items(apps, schema_editor):
    letters = apps.get_model("publicity", "Letter").objects.filter(item__isnull=False)
    items = apps.get_model("publicity", "NoticeItem").objects.filter(pk=OuterRef("item"))
    publisher = items.filter(notice__kind="unit").values("notice__publisher")[:1]
    unit = Coalesce(Subquery(items.values("union")[:1]), Subquery(publisher))
    letters.update(
        person_key=Subquery(items.values("person_key")[:1]), drafted_by=Subquery(items.values("drafted_by")[:1])
    )
    letters.alias(unit=unit).filter(unit__isnull=False).exclude(unit=F("handler")).update(about=unit)


class Migration(migrations.Migration):
    dependencies = [("publicity", "0005_reports_step_by_step")]
    operations = [migrations.RunPython(copy_from_items, migrations.RunPython.noop)]
