"""What the database itself guards: what happened stays as written, spells tile the visit, rows stay."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION counter_spell_tiles() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before timestamptz;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'spells of visits stay as written' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        -- an open spell is ended once; one that took no time yet may become another
        IF OLD."end" IS NOT NULL OR NEW.ticket_id <> OLD.ticket_id OR NEW.start <> OLD.start THEN
            RAISE EXCEPTION 'spells of visits stay as written' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    SELECT max("end") INTO before FROM counter_spell WHERE ticket_id = NEW.ticket_id;
    IF before IS NOT NULL AND NEW.start <> before THEN
        RAISE EXCEPTION 'a spell begins where the one before ended' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER tiles BEFORE INSERT OR UPDATE OR DELETE ON counter_spell
    FOR EACH ROW EXECUTE FUNCTION counter_spell_tiles();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON counter_happened
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
CREATE TRIGGER never_deleted BEFORE DELETE ON counter_ticket
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
"""

BACKWARD = """
DROP TRIGGER never_deleted ON counter_ticket;
DROP TRIGGER kept ON counter_happened;
DROP TRIGGER tiles ON counter_spell;
DROP FUNCTION counter_spell_tiles();
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_guards"), ("counter", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
