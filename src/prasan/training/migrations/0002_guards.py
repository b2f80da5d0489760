"""What the database itself guards: no seat beyond the seats, and what was given or noted stays as a row."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION training_seat_exists() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    there integer;
BEGIN
    IF NEW.seat_no IS NULL THEN
        RETURN NEW;
    END IF;
    -- the lock makes a change of the seats wait for this one, and this one for that
    SELECT seats INTO there FROM training_session WHERE id = NEW.session_id FOR SHARE;
    IF NEW.seat_no > there THEN
        RAISE EXCEPTION 'session % has % seats, no seat %', NEW.session_id, there, NEW.seat_no
            USING ERRCODE = 'check_violation', CONSTRAINT = 'training_seat_exists';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER seat_exists BEFORE INSERT OR UPDATE OF seat_no, session_id ON training_application
    FOR EACH ROW EXECUTE FUNCTION training_seat_exists();

CREATE FUNCTION training_seats_suffice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM training_application WHERE session_id = NEW.id AND seat_no > NEW.seats) THEN
        RAISE EXCEPTION 'a seat above % is held in session %', NEW.seats, NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'training_seats_suffice';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER seats_suffice BEFORE UPDATE OF seats ON training_session
    FOR EACH ROW WHEN (NEW.seats < OLD.seats) EXECUTE FUNCTION training_seats_suffice();

CREATE FUNCTION training_attendance_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.taken_back_at IS NOT NULL OR NEW.taken_back_at IS NULL
        OR (NEW.application_id, NEW.day_id, NEW.told_at, NEW.client) IS DISTINCT FROM
           (OLD.application_id, OLD.day_id, OLD.told_at, OLD.client) THEN
        RAISE EXCEPTION 'attendance stays as it was noted' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON training_attendance
    FOR EACH ROW EXECUTE FUNCTION training_attendance_kept();
CREATE TRIGGER never_deleted BEFORE DELETE ON training_application
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
CREATE TRIGGER never_deleted BEFORE DELETE ON training_certificate
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON training_cost
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
"""

BACKWARD = """
DROP TRIGGER kept ON training_cost;
DROP TRIGGER never_deleted ON training_certificate;
DROP TRIGGER never_deleted ON training_application;
DROP TRIGGER kept ON training_attendance;
DROP FUNCTION training_attendance_kept();
DROP TRIGGER seats_suffice ON training_session;
DROP FUNCTION training_seats_suffice();
DROP TRIGGER seat_exists ON training_application;
DROP FUNCTION training_seat_exists();
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_guards"), ("training", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
