"""What the database itself guards: the journal is append-only; the outbox has its own numbers."""

from django.db import migrations

FORWARD = """
CREATE SEQUENCE platform_outbox_seq;

CREATE FUNCTION platform_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON platform_journal
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON platform_journal
    FOR EACH STATEMENT EXECUTE FUNCTION platform_append_only();
"""

BACKWARD = """
DROP TRIGGER append_only_truncate ON platform_journal;
DROP TRIGGER append_only ON platform_journal;
DROP FUNCTION platform_append_only();
DROP SEQUENCE platform_outbox_seq;
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
