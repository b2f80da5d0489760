"""A load that has checked its rows says so, and the figures' triggers do not look at each of them once more.

The word is the number of the transaction, so it is worth nothing in any other; who says it keeps the former values and
notes the dirty months too (prasan.progress.bulk.apply). Which one slot a statement touched is now asked of the stretches
of areas, in one function: two ends of one slot may have another slot between them.
"""

from django.db import migrations

COMMON = """
CREATE FUNCTION progress_common_slot(low int, high int) RETURNS smallint LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN NOT EXISTS (SELECT FROM progress_span AS s WHERE s.first > low AND s.first <= high)
        THEN (SELECT s.slot FROM progress_span AS s WHERE s.first <= low ORDER BY s.first DESC LIMIT 1) END
$$
"""
SLOT = "progress_common_slot(k.low, k.high)"
FORMER_SLOT = """CASE WHEN (SELECT slot FROM progress_place AS p WHERE p.area_id = k.low)
                  = (SELECT slot FROM progress_place AS p WHERE p.area_id = k.high)
            THEN (SELECT slot FROM progress_place AS p WHERE p.area_id = k.low) END"""
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
"""
KEEP = """
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
"""
GONE = """
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
"""
SAID = """
BEGIN
    IF current_setting('prasan.figures_checked', true) = pg_current_xact_id()::text THEN
        RETURN NULL;
    END IF;
"""


class Migration(migrations.Migration):
    dependencies = [("progress", "0015_plain_vectors")]

    operations = [
        migrations.RunSQL(COMMON, "DROP FUNCTION progress_common_slot(int, int)"),
        *(
            migrations.RunSQL(
                (one.replace("\nBEGIN\n", SAID, 1) if listens else one).replace("{slot}", SLOT),
                one.replace("{slot}", FORMER_SLOT),
            )
            for one, listens in ((CHECK, True), (KEEP, True), (GONE, False))
        ),
    ]
