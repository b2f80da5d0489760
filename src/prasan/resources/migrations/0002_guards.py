"""What the database itself guards: no two holding bookings of one resource overlap; bookings stay."""

from django.db import migrations

FORWARD = """
ALTER TABLE resources_booking ADD CONSTRAINT booking_no_overlap
    EXCLUDE USING gist (int8range(resource_id, resource_id, '[]') WITH &&, tstzrange(begins, ends) WITH &&)
    WHERE (exclusive AND state IN ('approved', 'handed_over'));
CREATE TRIGGER never_deleted BEFORE DELETE ON resources_booking
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
"""
BACKWARD = """
DROP TRIGGER never_deleted ON resources_booking;
ALTER TABLE resources_booking DROP CONSTRAINT booking_no_overlap;
"""
"""Ids as ranges: core PostgreSQL has no equality for gist."""


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_guards"), ("resources", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
