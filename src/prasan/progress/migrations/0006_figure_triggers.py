"""Set-based triggers on figures: references are checked, and what packed numbers are behind is noted.

Also keeps `progress_place` true to the areas, and guards what figures refer to against deletion.
"""

from django.db import migrations

# transition tables have no statistics: without its setting the planner would take nested loops over many rows
CHECK = """
CREATE FUNCTION progress_check_figures() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = off AS $$
DECLARE wrong text;
BEGIN
    SELECT 'indicator ' || f.indicator_id INTO wrong FROM (SELECT DISTINCT indicator_id FROM latter) AS f
    WHERE NOT EXISTS (SELECT FROM registers_indicator AS i WHERE i.id = f.indicator_id) LIMIT 1;
    IF wrong IS NULL THEN
        SELECT 'area ' || f.area_id INTO wrong FROM (SELECT DISTINCT area_id FROM latter) AS f
        WHERE NOT EXISTS (SELECT FROM progress_place AS a WHERE a.area_id = f.area_id) LIMIT 1;
    END IF;
    IF wrong IS NULL THEN
        SELECT 'office ' || f.office_id INTO wrong FROM (SELECT DISTINCT office_id FROM latter) AS f
        WHERE NOT EXISTS (SELECT FROM directory_office AS o WHERE o.id = f.office_id) LIMIT 1;
    END IF;
    IF wrong IS NULL THEN
        SELECT 'report ' || f.report_id INTO wrong FROM (SELECT DISTINCT report_id FROM latter) AS f
        WHERE NOT EXISTS (SELECT FROM progress_report AS r WHERE r.id = f.report_id) LIMIT 1;
    END IF;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'figures refer to % which does not exist', wrong USING ERRCODE = 'foreign_key_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        INSERT INTO progress_dirty (indicator_id, member, period, slot)
        SELECT f.indicator_id, f.member, f.period, CASE WHEN min(p.slot) = max(p.slot) THEN min(p.slot) END
        FROM latter AS f JOIN progress_place AS p USING (area_id)
        WHERE f.level > 0 GROUP BY f.indicator_id, f.member, f.period;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER check_new AFTER INSERT ON progress_figure
    REFERENCING NEW TABLE AS latter FOR EACH STATEMENT EXECUTE FUNCTION progress_check_figures();
CREATE OR REPLACE FUNCTION progress_keep_figure() RETURNS trigger LANGUAGE plpgsql SET enable_nestloop = off AS $$
BEGIN
    INSERT INTO progress_figure_change (figure_id, at, value, denominator, level)
    SELECT was.id, now(), was.value, was.denominator, was.level
    FROM former AS was JOIN latter AS is_now ON is_now.id = was.id
    WHERE (was.value, was.denominator, was.level) IS DISTINCT FROM (is_now.value, is_now.denominator, is_now.level);
    INSERT INTO progress_dirty (indicator_id, member, period, slot)
    SELECT f.indicator_id, f.member, f.period, CASE WHEN min(p.slot) = max(p.slot) THEN min(p.slot) END
    FROM (SELECT indicator_id, member, period, area_id FROM former WHERE level > 0
          UNION SELECT indicator_id, member, period, area_id FROM latter WHERE level > 0) AS f
    JOIN progress_place AS p USING (area_id) GROUP BY f.indicator_id, f.member, f.period;
    RETURN NULL;
END $$;
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
-- a figure's key never changes: a moved figure is a new one
CREATE FUNCTION progress_figure_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the key of a figure cannot change' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stays BEFORE UPDATE ON progress_figure FOR EACH ROW
    WHEN ((old.indicator_id, old.area_id, old.period, old.office_id, old.member)
          IS DISTINCT FROM (new.indicator_id, new.area_id, new.period, new.office_id, new.member))
    EXECUTE FUNCTION progress_figure_stays();
"""

GUARD = """
CREATE FUNCTION progress_guard_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM progress_figure AS f JOIN gone ON gone.id = f.{column}) THEN
        RAISE EXCEPTION '{table} still has figures' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER progress_figures AFTER DELETE ON {table}
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION progress_guard_{name}();
"""
UNGUARD = "DROP TRIGGER progress_figures ON {table}; DROP FUNCTION progress_guard_{name}();"
GUARDED = [
    {"name": "report", "table": "progress_report", "column": "report_id"},
    {"name": "indicator", "table": "registers_indicator", "column": "indicator_id"},
    {"name": "office", "table": "directory_office", "column": "office_id"},
    {"name": "area", "table": "directory_area", "column": "area_id"},
]

PLACES = """
CREATE FUNCTION progress_place_areas() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM progress_place AS p WHERE NOT EXISTS (SELECT FROM directory_area AS a WHERE a.id = p.area_id);
    -- new nations and provinces get the next numbers; all countries share one
    INSERT INTO progress_place (area_id, upper_id, slot)
    SELECT a.id, a.id, row_number() OVER (ORDER BY a.id) - 1
           + coalesce((SELECT max(slot) + 1 FROM progress_place), 0)
    FROM directory_area AS a
    WHERE a.kind IN ('nation', 'province')
      AND NOT EXISTS (SELECT FROM progress_place AS p WHERE p.area_id = a.id AND p.upper_id = a.id);
    INSERT INTO progress_place (area_id, upper_id, slot)
    SELECT a.id, 0, coalesce((SELECT max(slot) FROM progress_place WHERE upper_id = 0),
                             (SELECT max(slot) + 1 FROM progress_place), 0)
    FROM directory_area AS a
    WHERE a.kind = 'country' AND NOT EXISTS (SELECT FROM progress_place AS p WHERE p.area_id = a.id);
    INSERT INTO progress_place (area_id, upper_id, slot)
    SELECT a.id, u.id, p.slot
    FROM directory_area AS u JOIN progress_place AS p ON p.area_id = u.id
    JOIN directory_area AS a ON a.id BETWEEN u.id AND u.last AND a.id <> u.id
    WHERE u.kind = 'province'
    ON CONFLICT (area_id) DO UPDATE SET upper_id = excluded.upper_id, slot = excluded.slot
    WHERE progress_place.upper_id <> excluded.upper_id;
    RETURN NULL;
END $$;
CREATE TRIGGER progress_places AFTER INSERT OR UPDATE OR DELETE ON directory_area
    FOR EACH STATEMENT EXECUTE FUNCTION progress_place_areas();
"""
UNPLACES = "DROP TRIGGER progress_places ON directory_area; DROP FUNCTION progress_place_areas();"

FILL = """
UPDATE directory_area SET last = last WHERE id = (SELECT min(id) FROM directory_area);
INSERT INTO progress_dirty (indicator_id, member, period)
SELECT indicator_id, member, period FROM progress_figure WHERE level > 0 GROUP BY 1, 2, 3;
"""

UNCHECK = """
DROP TRIGGER stays ON progress_figure;
DROP FUNCTION progress_figure_stays();
DROP TRIGGER check_new ON progress_figure;
DROP FUNCTION progress_check_figures();
CREATE OR REPLACE FUNCTION progress_keep_figure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO progress_figure_change (figure_id, at, value, denominator, level)
    SELECT was.id, now(), was.value, was.denominator, was.level
    FROM former AS was JOIN latter AS is_now ON is_now.id = was.id
    WHERE (was.value, was.denominator, was.level) IS DISTINCT FROM (is_now.value, is_now.denominator, is_now.level);
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION progress_keep_gone_figure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO progress_figure_change (figure_id, at, value, denominator, level)
    SELECT was.id, now(), was.value, was.denominator, was.level FROM former AS was;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("progress", "0005_sheets")]
    operations = [
        migrations.RunSQL(PLACES, UNPLACES),
        migrations.RunSQL(CHECK, UNCHECK),
        *[migrations.RunSQL(GUARD.format(**one), UNGUARD.format(**one)) for one in GUARDED],
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
    ]
