"""Keep a figure's former values by trigger, so that bulk writes leave history too."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION progress_keep_figure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO progress_figure_change (figure_id, at, value, denominator, level)
    SELECT old.id, now(), old.value, old.denominator, old.level
    FROM former AS old JOIN latter AS new ON new.id = old.id
    WHERE (old.value, old.denominator, old.level) IS DISTINCT FROM (new.value, new.denominator, new.level);
    RETURN NULL;
END $$;
CREATE FUNCTION progress_keep_gone_figure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO progress_figure_change (figure_id, at, value, denominator, level)
    SELECT old.id, now(), old.value, old.denominator, old.level FROM former AS old;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_history AFTER UPDATE ON progress_figure
    REFERENCING OLD TABLE AS former NEW TABLE AS latter
    FOR EACH STATEMENT EXECUTE FUNCTION progress_keep_figure();
CREATE TRIGGER keep_gone AFTER DELETE ON progress_figure
    REFERENCING OLD TABLE AS former
    FOR EACH STATEMENT EXECUTE FUNCTION progress_keep_gone_figure();
"""

BACKWARD = """
DROP TRIGGER keep_gone ON progress_figure;
DROP TRIGGER keep_history ON progress_figure;
DROP FUNCTION progress_keep_gone_figure();
DROP FUNCTION progress_keep_figure();
"""


class Migration(migrations.Migration):
    dependencies = [("progress", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
