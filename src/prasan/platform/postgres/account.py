"""Which user of the operating system the database runs as; PostgreSQL refuses to run as root."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from prasan.platform.postgres.errors import PostgresError


@dataclass(frozen=True)
class Account:
    """One user of the operating system.

    uid, gid: its numbers; name: its name or the uid as text; other: whether it is not the current user.
    """

    uid: int
    gid: int
    name: str
    other: bool

    def popen_options(self) -> dict[str, object]:
        """Keyword arguments of subprocess that run a child as this user; none for the current user."""
        if not self.other:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def environment(self) -> dict[str, str]:
        """A small environment for the server: no libpq setting of the caller changes what it does."""
        kept = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH", "TZDIR") if key in os.environ}
        return {**kept, "HOME": "/", "LC_ALL": "C", "TZ": "UTC", "LOGNAME": self.name, "USER": self.name}

    def may(self, path: Path, mode: int) -> bool:
        """Whether this user may read, write or enter a path (mode: os.R_OK, os.W_OK, os.X_OK together)."""
        if not self.other:
            return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)
        flags = [(os.R_OK, "-r"), (os.W_OK, "-w"), (os.X_OK, "-x")]
        tests = [["test", flag, str(path)] for bit, flag in flags if mode & bit]
        return all(
            subprocess.run(test, cwd="/", check=False, **self.popen_options()).returncode == 0  # type: ignore[call-overload]
            for test in tests
        )

    def own(self, path: Path) -> None:
        """Give one path that we made ourselves to this user."""
        if self.other:
            os.chown(path, self.uid, self.gid)


def _from_entry(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_uid, entry.pw_gid, entry.pw_name, other=entry.pw_uid != os.geteuid())


def _named(name: str, variable: str) -> Account:
    try:
        entry = pwd.getpwuid(int(name)) if name.isdigit() else pwd.getpwnam(name)
    except KeyError:
        raise PostgresError(
            f"ไม่พบผู้ใช้ {name!r} ที่ระบุไว้ใน {variable}",
            f"There is no user {name!r}, which {variable} names",
        ) from None
    if entry.pw_uid == 0:
        raise PostgresError(
            f"{variable} ต้องไม่ใช่ root เพราะ PostgreSQL ไม่ยอมทำงานด้วยสิทธิ์ root",
            f"{variable} must not be root: PostgreSQL refuses to run as root",
        )
    return _from_entry(entry)


def server_account() -> Account:
    """The user that owns and runs the database.

    The current user, unless that is root; then PRASAN_PG_USER, else the user who called sudo,
    else `postgres`, else `nobody`. Raises PostgresError when a named user does not exist.
    """
    if os.geteuid() != 0:
        try:
            return _from_entry(pwd.getpwuid(os.geteuid()))
        except KeyError:  # containers often run under a number without a name
            return Account(os.geteuid(), os.getegid(), str(os.geteuid()), other=False)
    if wanted := os.environ.get("PRASAN_PG_USER"):
        return _named(wanted, "PRASAN_PG_USER")
    sudo_uid = os.environ.get("SUDO_UID", "0")
    if sudo_uid not in {"", "0"}:
        return _named(sudo_uid, "SUDO_UID")
    for name in ("postgres", "nobody"):
        try:
            return _from_entry(pwd.getpwnam(name))
        except KeyError:
            continue
    return Account(65534, 65534, "65534", other=True)
