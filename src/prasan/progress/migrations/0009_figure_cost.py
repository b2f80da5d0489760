"""What a written figure costs: one pass over new rows for all checks, one join for history and dirty months.

Distinct keys are looked up one by one by their index, so that a statement of one row does not read whole tables, and
a statement of a million reads each key once. A figure's office and month must now be its report's. Two indexes of the
reports that others contain are gone.
"""

import django.db.models.deletion
from django.db import migrations, models

# an area's number lies within its province's, so the lowest and the highest area tell whether all are of one province
SLOT = """CASE WHEN (SELECT slot FROM progress_place AS p WHERE p.area_id = {keys}.low)
                  = (SELECT slot FROM progress_place AS p WHERE p.area_id = {keys}.high)
            THEN (SELECT slot FROM progress_place AS p WHERE p.area_id = {keys}.low) END"""

FORWARD = """
CREATE OR REPLACE FUNCTION progress_check_figures() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wrong text;
BEGIN
    -- "kind": which of the three keys a row stands for; OFFSET 0 keeps the planner from reading whole tables
    WITH seen AS MATERIALIZED (
        SELECT indicator_id, member, period, area_id, report_id, office_id, min(area_id) AS low, max(area_id) AS high,
               bool_or(level > 0) AS told, GROUPING(indicator_id, area_id, report_id) AS kind
        FROM latter
        GROUP BY GROUPING SETS ((indicator_id, member, period), (area_id), (report_id, office_id, period))),
    noted AS (
        INSERT INTO progress_dirty (indicator_id, member, period, slot)
        SELECT indicator_id, member, period, {slot} FROM seen AS k WHERE kind = 3 AND told)
    SELECT CASE kind WHEN 3 THEN 'indicator ' || indicator_id WHEN 5 THEN 'area ' || area_id
                ELSE 'report ' || report_id || ' of office ' || office_id || ' and month ' || period END
    INTO wrong FROM seen AS k
    WHERE NOT CASE kind
        WHEN 3 THEN EXISTS (SELECT FROM registers_indicator AS i WHERE i.id = k.indicator_id OFFSET 0)
        WHEN 5 THEN EXISTS (SELECT FROM progress_place AS p WHERE p.area_id = k.area_id OFFSET 0)
        ELSE EXISTS (SELECT FROM progress_report AS r WHERE r.id = k.report_id AND r.office_id = k.office_id
                     AND r.period = k.period OFFSET 0) END
    LIMIT 1;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'figures refer to % which does not exist', wrong USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
ALTER FUNCTION progress_check_figures() RESET enable_nestloop;
CREATE OR REPLACE FUNCTION progress_keep_figure() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = off AS $$
BEGIN
    WITH changed AS MATERIALIZED (
        SELECT was.id, was.value, was.denominator, was.level, was.indicator_id, was.member, was.period, was.area_id,
               greatest(was.level, is_now.level) AS top
        FROM former AS was JOIN latter AS is_now ON is_now.id = was.id
        WHERE (was.value, was.denominator, was.level) IS DISTINCT FROM (is_now.value, is_now.denominator, is_now.level)),
    kept AS (
        INSERT INTO progress_figure_change (figure_id, at, value, denominator, level)
        SELECT id, now(), value, denominator, level FROM changed)
    INSERT INTO progress_dirty (indicator_id, member, period, slot)
    SELECT indicator_id, member, period, {slot}
    FROM (SELECT indicator_id, member, period, min(area_id) AS low, max(area_id) AS high
          FROM changed WHERE top > 0 GROUP BY 1, 2, 3) AS k;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION progress_keep_gone_figure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO progress_figure_change (figure_id, at, value, denominator, level)
    SELECT was.id, now(), was.value, was.denominator, was.level FROM former AS was;
    INSERT INTO progress_dirty (indicator_id, member, period, slot)
    SELECT indicator_id, member, period, {slot}
    FROM (SELECT indicator_id, member, period, min(area_id) AS low, max(area_id) AS high
          FROM former WHERE level > 0 GROUP BY 1, 2, 3) AS k;
    RETURN NULL;
END $$;
""".replace("{slot}", SLOT.replace("{keys}", "k"))

SPANS = """
CREATE FUNCTION progress_span_areas() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM progress_span;
    INSERT INTO progress_span (first, slot)
    SELECT area_id, slot
    FROM (SELECT area_id, slot, lag(slot) OVER (ORDER BY area_id) AS before FROM progress_place) AS p
    WHERE before IS DISTINCT FROM slot;
    RETURN NULL;
END $$;
CREATE TRIGGER progress_spans AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON progress_place
    FOR EACH STATEMENT EXECUTE FUNCTION progress_span_areas();
UPDATE progress_place SET slot = slot WHERE area_id = (SELECT min(area_id) FROM progress_place);
"""
UNSPANS = "DROP TRIGGER progress_spans ON progress_place; DROP FUNCTION progress_span_areas();"

# many rows at once take their numbers from the session instead of from the sequence, one by one
NUMBERS = "ALTER SEQUENCE progress_figure_id_seq CACHE {n}; ALTER SEQUENCE progress_figure_change_id_seq CACHE {n}"


class Migration(migrations.Migration):
    dependencies = [("progress", "0008_seen"), ("directory", "0002_packs_uploads_transfers")]
    operations = [
        migrations.CreateModel(
            name="Span",
            fields=[
                ("first", models.IntegerField(primary_key=True, serialize=False)),
                ("slot", models.SmallIntegerField()),
            ],
            options={"db_table": "progress_span"},
        ),
        migrations.RunSQL(SPANS, UNSPANS),
        migrations.RunSQL(NUMBERS.format(n=50), NUMBERS.format(n=1)),
        migrations.RunSQL(FORWARD, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="report",
            name="office",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="reports",
                to="directory.office",
            ),  # fmt: skip
        ),
        migrations.AlterField(
            model_name="report",
            name="area",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="directory.area"
            ),
        ),
    ]
