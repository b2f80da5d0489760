"""Name the tables of the history trigger apart from the row variables NEW and OLD of its language."""

from django.db import migrations

FORWARD = """
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
    dependencies = [("progress", "0002_figure_history")]
    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
