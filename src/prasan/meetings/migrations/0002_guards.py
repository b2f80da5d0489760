"""What the database itself guards: the log is chained and append-only, secret choices and bases stay as written."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION meetings_append(
    about bigint, told text, line bigint, who bigint, more jsonb, happened timestamptz
) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    last record;
    words text;
    now_is timestamptz;
    print text;
BEGIN
    INSERT INTO meetings_chain (briefing_id, seq, hash) VALUES (about, 0, repeat('0', 64))
        ON CONFLICT (briefing_id) DO NOTHING;
    SELECT seq, hash INTO last FROM meetings_chain WHERE briefing_id = about FOR UPDATE;
    now_is := clock_timestamp();
    happened := coalesce(happened, now_is);
    words := jsonb_build_object(
        'meeting', about, 'seq', last.seq + 1, 'what', told, 'line', line, 'person', who, 'more', coalesce(more, '{}'),
        'at', to_char(happened AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'written', to_char(now_is AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    )::text;
    print := encode(sha256(convert_to(last.hash || words, 'UTF8')), 'hex');
    INSERT INTO meetings_line (briefing_id, seq, at, what, attendee_id, person_id, said, before, hash)
        VALUES (about, last.seq + 1, happened, told, line, who, words, last.hash, print);
    UPDATE meetings_chain SET seq = last.seq + 1, hash = print WHERE briefing_id = about;
    RETURN last.seq + 1;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON meetings_line
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON meetings_line
    FOR EACH STATEMENT EXECUTE FUNCTION platform_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON meetings_choice
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON meetings_basis
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
CREATE TRIGGER never_deleted BEFORE DELETE ON meetings_briefing
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
CREATE TRIGGER never_deleted BEFORE DELETE ON meetings_ballot
    FOR EACH ROW EXECUTE FUNCTION platform_append_only();
"""

BACKWARD = """
DROP TRIGGER never_deleted ON meetings_ballot;
DROP TRIGGER never_deleted ON meetings_briefing;
DROP TRIGGER append_only ON meetings_basis;
DROP TRIGGER append_only ON meetings_choice;
DROP TRIGGER append_only_truncate ON meetings_line;
DROP TRIGGER append_only ON meetings_line;
DROP FUNCTION meetings_append(bigint, text, bigint, bigint, jsonb, timestamptz);
"""


class Migration(migrations.Migration):
    dependencies = [("platform", "0002_guards"), ("meetings", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
