"""Figures know since when they are there, and gone ones leave their key: any past day can be read again.

Figures from before this migration count as known since 2000: their first day was not kept.
"""

import datetime as dt

import django.contrib.postgres.indexes
import django.db.models.functions.datetime
from django.db import migrations, models

BEGINNING = dt.datetime(2000, 1, 1, tzinfo=dt.timezone.utc)

KEEP_KEY = """
CREATE FUNCTION progress_keep_gone_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO progress_figure_gone (figure_id, at, indicator_id, member, period, area_id, office_id, report_id, created)
    SELECT was.id, now(), was.indicator_id, was.member, was.period, was.area_id, was.office_id, was.report_id, was.created
    FROM former AS was;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_gone_key AFTER DELETE ON progress_figure
    REFERENCING OLD TABLE AS former FOR EACH STATEMENT EXECUTE FUNCTION progress_keep_gone_key();
"""
FORGET_KEY = "DROP TRIGGER keep_gone_key ON progress_figure; DROP FUNCTION progress_keep_gone_key();"
NOW = django.db.models.functions.datetime.Now()


class Migration(migrations.Migration):
    dependencies = [("progress", "0007_workbooks")]
    operations = [
        # two steps: a constant is not written into millions of rows, and the clock stands from then on
        migrations.AddField("figure", "created", models.DateTimeField(db_default=BEGINNING, editable=False)),
        migrations.AlterField("figure", "created", models.DateTimeField(db_default=NOW, editable=False)),
        migrations.CreateModel(
            name="FigureGone",
            fields=[
                ("figure_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_default=NOW)),
                ("indicator_id", models.BigIntegerField()),
                ("member", models.CharField(default="", max_length=20)),
                ("period", models.IntegerField()),
                ("area_id", models.IntegerField()),
                ("office_id", models.BigIntegerField()),
                ("report_id", models.BigIntegerField()),
                ("created", models.DateTimeField()),
            ],
            options={
                "db_table": "progress_figure_gone",
                "indexes": [
                    models.Index(fields=["indicator_id", "period"], name="figure_gone_key"),
                    models.Index(fields=["at"], name="figure_gone_at"),
                ],
            },
        ),
        migrations.AddIndex(
            "figurechange",
            django.contrib.postgres.indexes.BrinIndex(fields=["at"], autosummarize=True, name="figure_change_at"),
        ),
        migrations.AddIndex(
            "figure",
            django.contrib.postgres.indexes.BrinIndex(fields=["created"], autosummarize=True, name="figure_created"),
        ),
        migrations.RunSQL(KEEP_KEY, FORGET_KEY),
    ]
