"""Fills a fresh Redmine with what bench_referrals makes; used by bench_redmine, whose head says how they compare."""

from __future__ import annotations

import hashlib
import sys
from typing import Any

import psycopg

LOGIN, PASSWORD, SALT = "bench-reader", "bench-reader-1", "0" * 32
SEEN = "(n %% 380 < 5 OR 7 * n %% 380 < 5)"
"""Sent or received by one of five offices of 380, as in bench_referrals."""
FILL = f"""
INSERT INTO projects (id, name, identifier, is_public, status, lft, rgt, created_on, updated_on)
SELECT n + 1, 'สำนักงานที่ ' || n, 'x-' || n, false, 1, 2 * n + 1, 2 * n + 2, now(), now() FROM generate_series(0, 379) n;
INSERT INTO enabled_modules (project_id, name) SELECT id, 'issue_tracking' FROM projects;
INSERT INTO projects_trackers (project_id, tracker_id) SELECT p.id, t.id FROM projects p, trackers t;
INSERT INTO users (id, login, hashed_password, salt, firstname, lastname, status, language, type, mail_notification,
    passwd_changed_on, created_on, updated_on)
SELECT 1000 + n, CASE n WHEN 0 THEN %(login)s ELSE 'officer-' || n END, %(hashed)s, %(salt)s, 'สมมติ', 'คนที่ ' || n, 1,
    'en', 'User', 'none', now(), now(), now() FROM generate_series(0, 380) n;
INSERT INTO email_addresses (user_id, address, is_default, notify, created_on, updated_on)
SELECT id, 'u' || id || '@example.org', true, false, now(), now() FROM users WHERE id >= 1000;
INSERT INTO user_preferences (user_id, time_zone) SELECT id, '' FROM users WHERE id >= 1000;
INSERT INTO members (user_id, project_id, created_on)
SELECT 1001 + n, n + 1, now() FROM generate_series(0, 379) n
UNION ALL SELECT 1000, n + 1, now() FROM generate_series(0, 379) n WHERE {SEEN};
INSERT INTO member_roles (member_id, role_id) SELECT m.id, r.id FROM members m, roles r WHERE r.name = 'Developer';
INSERT INTO issues (id, root_id, lft, rgt, tracker_id, project_id, subject, description, status_id, assigned_to_id,
    priority_id, author_id, created_on, updated_on, start_date, closed_on)
SELECT n, n, 1, 2, 1, n %% 380 + 1, 'สมมติ' || n, 'หางานใกล้บ้าน', CASE WHEN open THEN 2 ELSE 5 END, 1001 + n %% 380, 2,
    1001 + 7 * n %% 380, moved, moved, moved, CASE WHEN NOT open THEN moved END
FROM (SELECT n, n %% 10 < 2 AS open, now()::timestamp - n %% 500000 * interval '1 minute' AS moved
      FROM generate_series(1, %(cases)s) n) made;
INSERT INTO journals (id, journalized_id, journalized_type, user_id, created_on)
SELECT id, id, 'Issue', assigned_to_id, updated_on FROM issues;
INSERT INTO journal_details (journal_id, property, prop_key, old_value, value)
SELECT id, 'attr', 'status_id', '1', status_id::text FROM issues;
SELECT setval('projects_id_seq', 380), setval('users_id_seq', 1380), setval('issues_id_seq', %(cases)s),
    setval('journals_id_seq', %(cases)s);
"""


def backends(database: psycopg.Connection[Any]) -> list[int]:
    """Return the process ids of the other connections to this database."""
    others = database.execute(
        "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
        " AND pid <> pg_backend_pid() ORDER BY pid"
    )
    return [pid for (pid,) in others]


def forget(database: psycopg.Connection[Any]) -> None:
    """Delete what the reader has posted: no issue of the filling is hers."""
    database.execute("DELETE FROM issues WHERE author_id = (SELECT id FROM users WHERE login = %s)", [LOGIN])


def fill(database: psycopg.Connection[Any], cases: int) -> None:
    """Fill an empty Redmine, or take what an earlier run made; what runs have posted is deleted.

    Exits where the database is no migrated Redmine, is one that somebody uses, or holds another number of issues.
    """

    def one(question: str) -> Any:
        return database.execute(question).fetchall()[0][0]

    if backends(database):
        sys.exit("Somebody else is connected to this database.")
    if not one("SELECT to_regclass('issues') IS NOT NULL AND to_regclass('roles') IS NOT NULL"):
        sys.exit("This database holds no Redmine; the head of this file says how to migrate one.")
    if one("SELECT count(*) FROM roles WHERE name = 'Developer'") != 1:
        sys.exit("Redmine's default data are missing: rake redmine:load_default_data, in English.")
    ours = one(f"SELECT count(*) FROM users WHERE login = '{LOGIN}'")
    if not ours and one("SELECT count(*) FROM projects"):
        sys.exit("This Redmine has projects that this bench did not make; give it an empty database.")
    hashed = hashlib.sha1((SALT + hashlib.sha1(PASSWORD.encode()).hexdigest()).encode()).hexdigest()
    if not ours:
        database.execute(FILL, {"login": LOGIN, "hashed": hashed, "salt": SALT, "cases": cases})
    forget(database)
    if one("SELECT count(*) FROM issues") != cases:
        sys.exit("This database was filled with another number of issues; give an empty one.")
    database.execute("VACUUM ANALYZE")
