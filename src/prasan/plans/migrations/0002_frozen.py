"""A baseline never changes: the database refuses it, whoever asks."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON plans_baseline_line
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON plans_baseline
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
"""
BACKWARD = """
DROP TRIGGER frozen ON plans_baseline_line;
DROP TRIGGER frozen ON plans_baseline;
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial"), ("platform", "0002_guards")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
