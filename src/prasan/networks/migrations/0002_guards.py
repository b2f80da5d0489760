"""What the database itself guards: a volunteer serves a sub-district once at a time; answers stay as they came."""

from django.db import migrations

FORWARD = """
ALTER TABLE networks_appointment ADD CONSTRAINT appointment_no_overlap
    EXCLUDE USING gist (int8range(volunteer_id, volunteer_id, '[]') WITH &&, int8range(area_id, area_id, '[]') WITH &&,
    daterange(start, "end", '[]') WITH &&);
CREATE TRIGGER never_deleted BEFORE DELETE ON networks_response
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
"""
BACKWARD = """
DROP TRIGGER never_deleted ON networks_response;
ALTER TABLE networks_appointment DROP CONSTRAINT appointment_no_overlap;
"""
"""Ids as ranges: core PostgreSQL has no equality for gist."""


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_guards"), ("networks", "0001_volunteers")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
