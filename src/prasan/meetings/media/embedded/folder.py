"""The folder that the media process and its callers share: the control socket and the secret, both 0600."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from socket import AF_UNIX
from socket import socket as Socket

SOCKET = "control.sock"
SECRET = "secret"  # noqa: S105 - the name of the file
LONGEST = 100
"""Bytes of a socket's path; the system takes 107."""


class Folder:
    """Parameters: `path`, made with mode 0700 when missing. Raises ValueError when its name is too long."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        if len(os.fsencode(self.path / SOCKET)) > LONGEST:
            raise ValueError(f"the folder's name is too long for a socket: {self.path}")

    @property
    def socket(self) -> str:
        """The path of the control socket."""
        return str(self.path / SOCKET)

    def secret(self) -> str:
        """Return the secret, made at the first call."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = self.path / SECRET
        with contextlib.suppress(FileExistsError):
            # written under another name first, so that nobody reads half of it
            draft = self.path / f"{SECRET}.{os.getpid()}.{secrets.token_hex(4)}"
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w") as file:
                file.write(secrets.token_urlsafe(32))
            try:
                os.link(draft, place)
            finally:
                draft.unlink()
        return place.read_text()

    @contextlib.contextmanager
    def bound(self) -> Iterator[Socket]:
        """Yield the listening socket, mode 0600; one left by a process that is gone is replaced.

        Raises OSError (EADDRINUSE) when a process answers there already.
        """
        with contextlib.closing(Socket(AF_UNIX)) as probe:
            try:
                probe.connect(self.socket)
            except OSError:
                Path(self.socket).unlink(missing_ok=True)
        listening = Socket(AF_UNIX)
        before = os.umask(0o177)
        try:
            listening.bind(self.socket)
        finally:
            os.umask(before)
        listening.listen(64)
        try:
            yield listening
        finally:
            listening.close()
            Path(self.socket).unlink(missing_ok=True)
