from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("supervision", "0002_recovery_and_ends")]

    operations = [
        migrations.AddField(
            model_name="recheckprogramme",
            name="candidates",
            field=models.JSONField(blank=True, default=list, verbose_name="符合条件的对象"),
        ),
        migrations.AddField(
            model_name="recheckprogramme",
            name="skipped",
            field=models.JSONField(blank=True, default=list, verbose_name="正在复查而略过的对象"),
        ),
    ]
