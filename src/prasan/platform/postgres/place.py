"""Where one cluster lives: data, sockets, log, and the small files that say so.

The preferred place is the folder that the caller names. A server that may not run as root often cannot
reach it (a clone under a closed home folder); the data then lives in a folder of its own outside, which
a small file beside the preferred place remembers. No mode or owner of an existing folder is ever changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from prasan.platform.postgres.account import Account
from prasan.platform.postgres.errors import PostgresError

PORT = 5432
"""Part of the socket's file name; nothing listens on a network port."""
LONGEST_SOCKET = 107
"""Bytes that Linux leaves for the path of a socket."""


@dataclass(frozen=True)
class Place:
    """The folders of one cluster.

    named: the data folder that the caller asked for; data: the real one; home: the folder outside when
    data is not at the named place, else None; sockets: folder of the unix socket.
    """

    named: Path
    data: Path
    home: Path | None
    sockets: Path

    @property
    def note(self) -> Path:
        """The small file that remembers the real place."""
        return _note(self.named)

    @property
    def lock(self) -> Path:
        """The file whose lock the one who runs the server holds."""
        return self.named.with_name(f"{self.named.name}.lock")

    @property
    def users(self) -> Path:
        """The file that commands lock, shared, while they use a server which another command started."""
        return self.named.with_name(f"{self.named.name}.users")

    def remember(self) -> None:
        """Write the note; whole or not at all."""
        text = json.dumps({"home": str(self.home) if self.home else None, "sockets": str(self.sockets)})
        fresh = self.note.with_name(f"{self.note.name}.{os.getpid()}")
        fresh.write_text(text + "\n", encoding="utf-8")
        fresh.replace(self.note)


def _note(named: Path) -> Path:
    return named.with_name(f"{named.name}.place.json")


def remembered(named: Path) -> Place | None:
    """The place as the last start wrote it, or None before the first start."""
    try:
        kept = json.loads(_note(named).read_text(encoding="utf-8"))
        home = Path(kept["home"]) if kept["home"] else None
        sockets = Path(kept["sockets"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return Place(named, home / "data" if home else named, home, sockets)


def find_place(named: Path, account: Account, outside: Path | None = None) -> Place:
    """The place to use at a start; makes the folder outside when the named one cannot be reached.

    outside: parent of such a folder, default /var/lib when writable, else /var/tmp.
    """
    known = remembered(named)
    home = known.home if known and known.home and known.home.is_dir() else None
    if home is None:
        _make_parent(named)
        if not account.may(named.parent, os.X_OK):
            home = _make_home(named, account, outside)
    data = home / "data" if home else named
    return Place(named, data, home, socket_folder(data, account))


def _make_parent(named: Path) -> None:
    try:
        named.parent.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise PostgresError(
            f"สร้างโฟลเดอร์ข้อมูล {named.parent} ไม่ได้: {fault}",
            f"Cannot make the data folder {named.parent}: {fault}",
        ) from fault


def _make_home(named: Path, account: Account, outside: Path | None) -> Path:
    """A new folder outside, closed to all but root and the server's group."""
    mark = hashlib.sha256(os.fsencode(named)).hexdigest()[:8]
    parents = [outside] if outside else [Path("/var/lib"), Path("/var/tmp")]  # noqa: S108 - mode 0750 below
    for parent in parents:
        if not os.access(parent, os.W_OK) or not account.may(parent, os.X_OK):
            continue
        home = parent / f"prasan-{mark}-{secrets.token_hex(3)}"
        home.mkdir(mode=0o700)
        if account.other:
            os.chown(home, -1, account.gid)
        home.chmod(0o750)
        return home
    raise PostgresError(
        f"ผู้ใช้ {account.name} เข้าถึง {named.parent} ไม่ได้ และไม่มีที่อื่นให้เก็บข้อมูล ให้ตั้ง PRASAN_VAR เป็นโฟลเดอร์ที่ผู้ใช้นี้เข้าถึงได้",
        f"The user {account.name} cannot reach {named.parent} and there is no other place for the data; "
        "set PRASAN_VAR to a folder that this user can reach",
    )


def socket_folder(data: Path, account: Account) -> Path:
    """A short folder named by a hash of the data's path: paths of sockets may not exceed 107 bytes.

    A folder of that name which somebody else owns is passed over, so that nobody can put a false server
    in our way.
    """
    base = Path(os.environ.get("PRASAN_SOCKET_DIR") or "/tmp")  # noqa: S108 - owner and mode are checked
    mark = hashlib.sha256(os.fsencode(os.path.realpath(data))).hexdigest()[:12]
    for turn in range(100):
        folder = base / (f"prasan-{mark}" if turn == 0 else f"prasan-{mark}-{turn}")
        try:
            seen = folder.lstat()
        except FileNotFoundError:
            break
        if stat.S_ISDIR(seen.st_mode) and seen.st_uid == account.uid and not seen.st_mode & 0o077:
            break
    if len(os.fsencode(folder / f".s.PGSQL.{PORT}.lock")) > LONGEST_SOCKET:
        raise PostgresError(
            f"ที่อยู่ของซ็อกเก็ตยาวเกินไป: {folder} ให้ตั้ง PRASAN_SOCKET_DIR ให้สั้นลง",
            f"The path of the socket is too long: {folder}; set PRASAN_SOCKET_DIR to a shorter one",
        )
    return folder


def make_socket_folder(folder: Path, account: Account) -> None:
    """Make the folder of the socket, mode 0700, owned by the server's user."""
    if folder.is_dir():
        return
    fresh = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    account.own(fresh)
    fresh.rename(folder)


def remove_socket_folder(folder: Path) -> None:
    """Take the folder away after a clean end; left alone while anything is in it."""
    with contextlib.suppress(OSError):
        folder.rmdir()
