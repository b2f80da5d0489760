"""What the database itself guards: guidance has addressees, answers stay as written, numbers are never freed."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION directives_guidance_addressed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    about bigint;
BEGIN
    IF TG_TABLE_NAME = 'directives_guidance' THEN
        about := NEW.id;
    ELSE
        about := OLD.guidance_id;
    END IF;
    IF EXISTS (SELECT 1 FROM directives_guidance WHERE id = about)
       AND NOT EXISTS (SELECT 1 FROM directives_addressee WHERE guidance_id = about) THEN
        RAISE EXCEPTION 'guidance % has no addressees', about USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER directives_guidance_addressed AFTER INSERT OR UPDATE ON directives_guidance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION directives_guidance_addressed();
CREATE CONSTRAINT TRIGGER directives_addressee_left AFTER DELETE OR UPDATE OF guidance_id ON directives_addressee
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION directives_guidance_addressed();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON directives_answer
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
CREATE TRIGGER never_deleted BEFORE DELETE ON directives_directive
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
CREATE TRIGGER never_deleted BEFORE DELETE ON directives_guidance
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
"""

BACKWARD = """
DROP TRIGGER never_deleted ON directives_guidance;
DROP TRIGGER never_deleted ON directives_directive;
DROP TRIGGER append_only ON directives_answer;
DROP TRIGGER directives_addressee_left ON directives_addressee;
DROP TRIGGER directives_guidance_addressed ON directives_guidance;
DROP FUNCTION directives_guidance_addressed();
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_guards"), ("directives", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
