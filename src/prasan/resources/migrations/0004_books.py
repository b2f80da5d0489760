"""What the database itself guards of the accounts: postings and lines stay as written, and each posting sums to 0."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION resources_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    posting bigint;
    owed numeric;
    worth numeric;
    held bigint;
BEGIN
    IF TG_TABLE_NAME = 'resources_posting' THEN
        posting := NEW.id;
    ELSE
        posting := NEW.posting_id;
    END IF;
    SELECT coalesce(sum(amount) FILTER (WHERE account = 'due'), 0),
           coalesce(sum(amount) FILTER (WHERE account <> 'due'), 0), count(*)
        INTO owed, worth, held FROM resources_line WHERE posting_id = posting;
    IF held < 2 OR owed <> 0 OR worth <> 0 THEN
        RAISE EXCEPTION 'posting % does not sum to zero', posting USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON resources_line
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION resources_balanced();
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON resources_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION resources_balanced();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON resources_line
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON resources_posting
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
"""
BACKWARD = """
DROP TRIGGER kept ON resources_posting;
DROP TRIGGER kept ON resources_line;
DROP TRIGGER balanced ON resources_posting;
DROP TRIGGER balanced ON resources_line;
DROP FUNCTION resources_balanced();
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_guards"), ("resources", "0003_accounts")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
