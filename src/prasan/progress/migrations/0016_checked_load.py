"""A load that has checked its rows says so, and the figures' trigger does not look at each of them once more.

The word is the number of the transaction, so it is worth nothing in any other; who says it notes the dirty months too
(prasan.progress.bulk.apply).
"""

from django.db import migrations

SLOT = """CASE WHEN (SELECT slot FROM progress_place AS p WHERE p.area_id = {keys}.low)
                  = (SELECT slot FROM progress_place AS p WHERE p.area_id = {keys}.high)
            THEN (SELECT slot FROM progress_place AS p WHERE p.area_id = {keys}.low) END"""
CHECK = """
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
""".replace("{slot}", SLOT.replace("{keys}", "k"))
SAID = """
BEGIN
    IF current_setting('prasan.figures_checked', true) = pg_current_xact_id()::text THEN
        RETURN NULL;
    END IF;
"""


class Migration(migrations.Migration):
    dependencies = [("progress", "0015_plain_vectors")]

    operations = [migrations.RunSQL(CHECK.replace("\nBEGIN\n", SAID, 1), CHECK)]
