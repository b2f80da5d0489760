"""What the database itself guards in the ledger of intake: counters equal rows; and the views that count it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION situation_fetch_counts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    now_stored bigint; now_duplicate bigint; now_refused bigint; kept record;
BEGIN
    SELECT stored, duplicate, refused, folded_at INTO kept FROM situation_fetch WHERE id = NEW.id;
    IF NOT FOUND OR kept.folded_at IS NOT NULL THEN
        RETURN NULL;
    END IF;
    SELECT count(*) FILTER (WHERE fate = 'stored'), count(*) FILTER (WHERE fate = 'duplicate'),
           count(*) FILTER (WHERE fate = 'refused')
      INTO now_stored, now_duplicate, now_refused FROM situation_arrival WHERE fetch_id = NEW.id;
    IF (now_stored, now_duplicate, now_refused) <> (kept.stored, kept.duplicate, kept.refused) THEN
        RAISE EXCEPTION 'ledger of delivery % does not balance', NEW.id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER situation_fetch_counts AFTER INSERT OR UPDATE ON situation_fetch
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION situation_fetch_counts();

CREATE VIEW situation_ledger AS
    SELECT source_id || '-' || extract(epoch FROM date_trunc('hour', at))::bigint AS id, source_id,
           date_trunc('hour', at) AS hour, count(*) AS received,
           count(*) FILTER (WHERE fate = 'stored') AS stored,
           count(*) FILTER (WHERE fate = 'duplicate') AS duplicate,
           count(*) FILTER (WHERE fate = 'refused') AS refused
    FROM situation_arrival GROUP BY source_id, date_trunc('hour', at);

CREATE VIEW situation_ledger_fault AS
    SELECT 'rows-' || f.id AS id, 'rows' AS kind, f.source_id, f.id AS fetch_id, f.received AS told,
           count(a.id) + CASE WHEN f.folded_at IS NULL THEN 0 ELSE f.duplicate END AS counted
    FROM situation_fetch f LEFT JOIN situation_arrival a ON a.fetch_id = f.id
    GROUP BY f.id
    HAVING count(a.id) FILTER (WHERE a.fate = 'stored') <> f.stored
        OR count(a.id) FILTER (WHERE a.fate = 'refused') <> f.refused
        OR (f.folded_at IS NULL AND count(a.id) FILTER (WHERE a.fate = 'duplicate') <> f.duplicate)
    UNION ALL
    SELECT 'item-' || i.id, 'item', i.source_id, NULL::bigint, 1, 0
    FROM situation_item i
    WHERE NOT EXISTS (SELECT 1 FROM situation_arrival a WHERE a.item_id = i.id AND a.fate = 'stored');
"""

BACKWARD = """
DROP VIEW situation_ledger_fault;
DROP VIEW situation_ledger;
DROP TRIGGER situation_fetch_counts ON situation_fetch;
DROP FUNCTION situation_fetch_counts();
"""


class Migration(migrations.Migration):
    dependencies = [("situation", "0005_intake")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
