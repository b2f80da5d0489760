"""Databases that tests copy instead of making them: migrated, with the reference pack, with the demo ministry.

A ministry costs more than most tests. Each is made once for all workers and copied by the server. What migrating gave
is kept besides as SQL beside the checkout, under a name made of all that it depends on, so that a changed migration,
library or server is migrated anew. An empty database begins with the tables of `prasan.config.baseline`, as on a first
start; tests/config/test_baseline.py holds these against every migration.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

from prasan.platform.postgres.lock import FileLock
from prasan.platform.postgres.pytest_plugin import TOOLS
from prasan.platform.postgres.urls import DATABASE, SETTING

MIGRATED, THAILAND, DEMO = "prasan_migrated", "prasan_thailand", "prasan_demo"
_MADE_FROM = {THAILAND: (MIGRATED, "thailand"), DEMO: (THAILAND, "demo")}
"""From which other database, and by which pack."""
ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "prasan"
KEPT = ROOT / ".test-database"
NEWEST = 4
"""Dumps that are kept: two versions of the server, each before and after a changed migration."""
SECONDS = 600.0


def ensure(name: str) -> str | None:
    """Return the name of a database to copy, made at the first call; None on a server that is not our own.

    Several workers may ask at once: one makes it, the others wait. Raises CalledProcessError when making it fails.
    """
    if TOOLS not in os.environ:
        return None
    done = Path(os.environ["PRASAN_VAR"]) / name
    with FileLock(done.with_suffix(".lock")) as lock:
        lock.take(SECONDS)
        if not done.exists():
            if name in _MADE_FROM:
                origin, pack = _MADE_FROM[name]
                ensure(origin)
                copy(origin, name)
                _python("prasan", "pack", "load", pack, database=name)
            else:
                _migrated(_dump())
            done.touch()
    return name


def copy(origin: str, name: str) -> None:
    """Have the server copy a database to which nobody is connected."""
    _statement(f"CREATE DATABASE {name} TEMPLATE {origin}")


def _dump() -> Path:
    """Return where the dump of the present migrations is, or belongs."""
    whole = hashlib.sha256(_tool("postgres", "--version"))
    for path in sorted(PACKAGE.glob("*/migrations/*.py")):
        whole.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes())
    for name in sorted(f"{one.metadata['Name']}=={one.version}" for one in distributions()):
        whole.update(name.encode())
    return KEPT / f"{whole.hexdigest()[:20]}.sql"


def _migrated(dump: Path) -> None:
    copy("template0", MIGRATED)
    if dump.exists():
        dump.touch()  # the oldest unused go first
        _tool("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", str(dump), address(MIGRATED))
        return
    _python("prasan", "migrate", database=MIGRATED)
    KEPT.mkdir(exist_ok=True)
    fresh = dump.with_suffix(f".{os.getpid()}")
    fresh.write_bytes(_tool("pg_dump", "--no-owner", address(MIGRATED)))
    fresh.replace(dump)
    for old in sorted(KEPT.glob("*.sql"), key=lambda path: path.stat().st_mtime)[:-NEWEST]:
        old.unlink(missing_ok=True)


def address(database: str) -> str:
    """Return the address of another database of the tests' server."""
    return os.environ[SETTING].replace(f"/{DATABASE}?", f"/{database}?", 1)


def _statement(text: str) -> None:
    _tool("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-c", text, address(DATABASE))


def _python(*words: str, database: str) -> None:
    call = [sys.executable, "-W", "ignore", "-m", *words]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL, env=os.environ | {SETTING: address(database)})


def _tool(name: str, *words: str) -> bytes:
    call = [str(Path(os.environ[TOOLS]) / name), *words]
    return subprocess.run(call, check=True, stdout=subprocess.PIPE).stdout
