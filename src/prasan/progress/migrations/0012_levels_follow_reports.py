"""Figures stand where their report stands: a trigger keeps the level. Days instead of months until a month locks.

What the province had accepted under the one line before is now approved and accepted for the province; the
departments' acceptance of it is open.
"""

from django.db import migrations

FOLLOW = """
CREATE FUNCTION progress_report_level(state text, department timestamptz, province timestamptz) RETURNS smallint
LANGUAGE sql IMMUTABLE AS $$
    SELECT (CASE WHEN state = 'approved' THEN
              CASE WHEN province IS NOT NULL THEN 4 WHEN department IS NOT NULL THEN 3 ELSE 2 END
            WHEN state = 'submitted' THEN 1 ELSE 0 END)::smallint
$$;
CREATE FUNCTION progress_follow_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE progress_figure AS f SET level = progress_report_level(r.state, r.department_at, r.province_at)
    FROM latter AS r JOIN former AS was ON was.id = r.id
    WHERE f.report_id = r.id
      AND progress_report_level(was.state, was.department_at, was.province_at)
          <> progress_report_level(r.state, r.department_at, r.province_at)
      AND f.level <> progress_report_level(r.state, r.department_at, r.province_at);
    RETURN NULL;
END $$;
CREATE TRIGGER figures_follow AFTER UPDATE ON progress_report
    REFERENCING OLD TABLE AS former NEW TABLE AS latter
    FOR EACH STATEMENT EXECUTE FUNCTION progress_follow_report();
"""
UNFOLLOW = """
DROP TRIGGER figures_follow ON progress_report;
DROP FUNCTION progress_follow_report();
DROP FUNCTION progress_report_level(text, timestamptz, timestamptz);
"""

LINES = """
UPDATE progress_report SET province_by_id = approved_by_id, province_at = approved_at WHERE state = 'approved';
UPDATE progress_figure AS f SET level = 1 FROM progress_report AS r
WHERE r.id = f.report_id AND r.state = 'submitted' AND f.level = 2;
"""

# a month has at most 31 days: nothing locks earlier than it did
DAYS = """
UPDATE registers_setting SET code = 'report-lock-days', value = to_jsonb(least((value #>> '{}')::int * 31, 750))
WHERE code = 'report-lock-months' AND jsonb_typeof(value) = 'number';
"""
MONTHS = """
UPDATE registers_setting SET code = 'report-lock-months', value = to_jsonb(greatest((value #>> '{}')::int / 31, 1))
WHERE code = 'report-lock-days' AND jsonb_typeof(value) = 'number';
"""


class Migration(migrations.Migration):
    dependencies = [("progress", "0011_acceptance"), ("registers", "0003_work_item")]
    operations = [
        migrations.RunSQL(FOLLOW, UNFOLLOW),
        migrations.RunSQL(LINES, migrations.RunSQL.noop),
        migrations.RunSQL(DAYS, MONTHS),
    ]
