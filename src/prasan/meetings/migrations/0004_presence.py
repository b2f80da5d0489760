"""Sockets that open and close in a meeting's room are lines of its log, in the transaction that keeps them."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION meetings_presence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    named text[];
    about bigint;
    line bigint;
    more jsonb;
BEGIN
    named := regexp_match(NEW.key, '^meeting:([0-9]{1,18})/([0-9]{1,18})$');
    IF named IS NULL THEN
        RETURN NULL;
    END IF;
    about := named[1];
    line := named[2];
    IF NOT EXISTS (
        SELECT FROM meetings_briefing AS b JOIN meetings_attendee AS a ON a.briefing_id = b.id
        WHERE b.id = about AND a.id = line AND b.state IN ('planned', 'invited', 'running')
    ) THEN
        RETURN NULL;
    END IF;
    more := jsonb_build_object('connection', NEW.connection);
    IF TG_OP = 'INSERT' OR (OLD.closed IS NOT NULL AND NEW.closed IS NULL) THEN
        PERFORM meetings_append(about, 'joined', line, NEW.person_id, more, NEW.opened);
    END IF;
    IF NEW.closed IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.closed IS NULL) THEN
        PERFORM meetings_append(about, 'left', line, NEW.person_id, more || jsonb_build_object('why', NEW.why), NEW.closed);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER meetings_presence AFTER INSERT OR UPDATE OF closed ON platform_presence
    FOR EACH ROW WHEN (NEW.key LIKE 'meeting:%') EXECUTE FUNCTION meetings_presence();
"""

BACKWARD = """
DROP TRIGGER meetings_presence ON platform_presence;
DROP FUNCTION meetings_presence();
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_after"), ("platform", "0010_bodies_and_presence")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
