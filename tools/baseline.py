"""Write the tables that a new database starts with: `python -m tools.baseline`, after migrations were added.

Everything is migrated one by one on a throw-away server, and what came of it written as SQL that any supported
server reads. Nothing breaks while the file is behind: newer migrations run after it, a first start only takes longer.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from prasan.config.baseline import FILE, HEADER
from prasan.platform.postgres.urls import SETTING
from prasan.platform.postgres.use import temporary_cluster

MADE_AFTER = ("django_migrations", "django_content_type", "auth_permission")
"""Rows that are not compared or written: the first are told with their names alone, Django makes the others."""
_BLOCK = re.compile(r"^--\n-- (?:Name|Data for Name|PostgreSQL database dump).*\n--\n\n?", re.MULTILINE)
_SESSION = re.compile(
    r"^(?:SET \w+ = .*;|SELECT pg_catalog\.set_config\(.*|\\(?:un)?restrict .*|-- Dumped .*)\n", re.MULTILINE
)
_NUMBERS = re.compile(
    rf"^SELECT pg_catalog\.setval\('(?:public\.(?:{'|'.join(MADE_AFTER)})_id_seq'.*|[\w.]+', 1, false\);)\n",
    re.MULTILINE,
)
"""Where counting stands: of rows that are not told, or before the first."""


def tables(pg_dump: str, url: str) -> str:
    """Return a database as SQL without what differs from one making to the next. Raises CalledProcessError."""
    words = ["--no-owner", "--inserts", "--rows-per-insert=500", *(f"--exclude-table-data={one}" for one in MADE_AFTER)]
    told = subprocess.run([pg_dump, *words, url], check=True, stdout=subprocess.PIPE).stdout.decode()
    for noise in (_BLOCK, _SESSION, _NUMBERS):
        told = noise.sub("", told)
    return re.sub(r"\n{3,}", "\n\n", told).strip() + "\n"


def names(psql: str, url: str) -> str:
    """Return the statement that says which migrations were applied, in their order."""
    query = "SELECT format('(%L, %L, now())', app, name) FROM django_migrations ORDER BY id"
    rows = subprocess.run([psql, "-XAtc", query, url], check=True, stdout=subprocess.PIPE).stdout.decode().split("\n")
    values = ",\n".join(filter(None, rows))
    return f"\nINSERT INTO public.django_migrations (app, name, applied) VALUES\n{values};\n"


def main() -> None:
    """Migrate an empty database and write the file."""
    with temporary_cluster() as server, tempfile.TemporaryDirectory() as var:
        env = os.environ | {SETTING: server.url, "PRASAN_VAR": var, "DJANGO_SETTINGS_MODULE": "prasan.config.settings"}
        subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], check=True, env=env)
        programs = Path(server.binaries.folder)
        told = tables(str(programs / "pg_dump"), server.url) + names(str(programs / "psql"), server.url)
    FILE.write_text(HEADER + told, encoding="utf-8")
    print(f"{FILE.name}: {told.count(chr(10)):,} lines")


if __name__ == "__main__":
    main()
