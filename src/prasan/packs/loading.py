"""Load a reference pack once per version: the second run compares a digest and does nothing.

A pack is a folder beside this module with CSV tables and a module `load` that has two functions:
`digest_parts()`, the versions of what it takes from elsewhere, and `load()`, which writes everything
and returns counts by table.
"""

from __future__ import annotations

import hashlib
from importlib import import_module
from typing import Any

from django.db import connection, transaction

from prasan.directory.commands.packs import RecordPack
from prasan.directory.models import Pack
from prasan.packs.tables import folder
from prasan.platform.commands import SYSTEM, perform


def digest(name: str) -> str:
    """Return the version of a pack: a digest over its files and what it takes from elsewhere."""
    module = import_module(f"prasan.packs.{name}.load")
    whole = hashlib.sha256()
    for path in sorted(folder(name).rglob("*")):
        if path.suffix in {".csv", ".py"}:
            whole.update(path.relative_to(folder(name)).as_posix().encode() + b"\0" + path.read_bytes())
    for part in module.digest_parts():
        whole.update(part.encode() + b"\0")
    return whole.hexdigest()


def load_pack(name: str = "thailand", *, force: bool = False) -> dict[str, Any]:
    """Load a pack unless this very version is loaded already.

    Parameters: `force`, load again all the same. Returns {"pack", "version", "loaded", "counts"};
    `loaded` is false where there was nothing to do. All or nothing: one transaction. Raises
    FileNotFoundError when there is no pack of that name.
    """
    folder(name)
    version = digest(name)
    known = Pack.objects.filter(pk=name).first()
    if known is not None and known.version == version and not force:
        return {"pack": name, "version": version, "loaded": False, "counts": known.counts}
    with transaction.atomic():
        counts = import_module(f"prasan.packs.{name}.load").load()
        analyze()
        perform(SYSTEM, RecordPack(target_id=name, version=version, counts=counts))
    return {"pack": name, "version": version, "loaded": True, "counts": counts}


def analyze(like: str = "%") -> None:
    """Have the server count the rows of our tables whose names are like a pattern.

    What one transaction writes nobody counts before it ends; a plan for tables believed to be empty may join
    hundreds of people with thousands of areas row by row.
    """
    with connection.cursor() as cursor:
        named = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename LIKE %s"
        cursor.execute(named + " AND pg_has_role(tableowner, 'USAGE')", [like])
        tables = ", ".join(connection.ops.quote_name(name) for (name,) in cursor.fetchall())
        if tables:
            cursor.execute(f"ANALYZE {tables}")
