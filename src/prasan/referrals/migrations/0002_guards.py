"""What the database itself guards: events stay as written (their words may be emptied, nothing else), rows stay."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION referrals_event_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- words may be forgotten, and are written anew under another key (vault rotate), which says so
    IF TG_OP = 'UPDATE' AND (NEW.text = '' OR current_setting('prasan.rotating', true) = 'on') AND (to_jsonb(NEW) - 'text') = (to_jsonb(OLD) - 'text') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'events of referrals stay as written' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON referrals_event
    FOR EACH ROW EXECUTE FUNCTION referrals_event_kept();
CREATE TRIGGER never_deleted BEFORE DELETE ON referrals_referral
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
CREATE TRIGGER never_deleted BEFORE DELETE ON referrals_case
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
"""

BACKWARD = """
DROP TRIGGER never_deleted ON referrals_case;
DROP TRIGGER never_deleted ON referrals_referral;
DROP TRIGGER kept ON referrals_event;
DROP FUNCTION referrals_event_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_guards"), ("referrals", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
