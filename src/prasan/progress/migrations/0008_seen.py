"""Figures know since when they are there, and gone ones leave their key: any past day can be read again.

Figures from before this migration count as known since 2000: their first day was not kept.
"""

import datetime as dt

import django.contrib.postgres.indexes
import django.db.models.functions.datetime
from django.db import migrations, models

BEGINNING = dt.datetime(2000, 1, 1, tzinfo=dt.timezone.utc)

KEEP_GONE = """
CREATE OR REPLACE FUNCTION progress_keep_gone_figure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO progress_figure_change (figure_id, at, value, denominator, level,
                                        indicator_id, member, period, area_id, office_id, report_id, created)
    SELECT was.id, now(), was.value, was.denominator, was.level,
           was.indicator_id, was.member, was.period, was.area_id, was.office_id, was.report_id, was.created
    FROM former AS was;
    INSERT INTO progress_dirty (indicator_id, member, period, slot)
    SELECT f.indicator_id, f.member, f.period, CASE WHEN min(p.slot) = max(p.slot) THEN min(p.slot) END
    FROM former AS f JOIN progress_place AS p USING (area_id)
    WHERE f.level > 0 GROUP BY f.indicator_id, f.member, f.period;
    RETURN NULL;
END $$;
"""
KEEP_GONE_BEFORE = """
CREATE OR REPLACE FUNCTION progress_keep_gone_figure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO progress_figure_change (figure_id, at, value, denominator, level)
    SELECT was.id, now(), was.value, was.denominator, was.level FROM former AS was;
    INSERT INTO progress_dirty (indicator_id, member, period, slot)
    SELECT f.indicator_id, f.member, f.period, CASE WHEN min(p.slot) = max(p.slot) THEN min(p.slot) END
    FROM former AS f JOIN progress_place AS p USING (area_id)
    WHERE f.level > 0 GROUP BY f.indicator_id, f.member, f.period;
    RETURN NULL;
END $$;
"""
NOW = django.db.models.functions.datetime.Now()


class Migration(migrations.Migration):
    dependencies = [("progress", "0007_workbooks")]
    operations = [
        # two steps: a constant is not written into millions of rows, and the clock stands from then on
        migrations.AddField("figure", "created", models.DateTimeField(db_default=BEGINNING, editable=False)),
        migrations.AlterField("figure", "created", models.DateTimeField(db_default=NOW, editable=False)),
        migrations.AddField("figurechange", "indicator_id", models.BigIntegerField(null=True)),
        migrations.AddField("figurechange", "member", models.CharField(max_length=20, default="", db_default="")),
        migrations.AddField("figurechange", "period", models.IntegerField(null=True)),
        migrations.AddField("figurechange", "area_id", models.IntegerField(null=True)),
        migrations.AddField("figurechange", "office_id", models.BigIntegerField(null=True)),
        migrations.AddField("figurechange", "report_id", models.BigIntegerField(null=True)),
        migrations.AddField("figurechange", "created", models.DateTimeField(null=True)),
        migrations.AddIndex(
            "figurechange",
            models.Index(
                fields=["indicator_id", "period"], condition=models.Q(indicator_id__isnull=False), name="figure_gone"
            ),
        ),
        migrations.AddIndex(
            "figurechange",
            django.contrib.postgres.indexes.BrinIndex(fields=["at"], autosummarize=True, name="figure_change_at"),
        ),
        migrations.AddIndex(
            "figure",
            django.contrib.postgres.indexes.BrinIndex(fields=["created"], autosummarize=True, name="figure_created"),
        ),
        migrations.RunSQL(KEEP_GONE, KEEP_GONE_BEFORE),
    ]
