"""A line between browser and site that a test can cut, or on which an answer gets lost."""

from __future__ import annotations

import contextlib
import socket
import threading
from urllib.parse import urlsplit


class Line:
    """Passes bytes between a port of its own and the site.

    `cut()` closes every connection and refuses new ones, as a phone without a signal; `mend()` opens it again.
    `lose(path)` lets the next call whose first line names the path reach the site and drops what comes back.
    """

    def __init__(self, site_url: str) -> None:
        self.target = (urlsplit(site_url).hostname or "", urlsplit(site_url).port or 0)
        self._open: set[socket.socket] = set()
        self._losing: bytes | None = None
        self.lost = 0
        self._lock = threading.Lock()
        self._listener = self._listen(0)
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def _listen(self, port: int) -> socket.socket:
        listener = socket.create_server(("127.0.0.1", port))
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()
        return listener

    def _accept(self, listener: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = listener.accept()
                far = socket.create_connection(self.target)
                with self._lock:
                    self._open |= {near, far}
                state = {"lose": False}
                for one, other, outward in ((near, far, True), (far, near, False)):
                    threading.Thread(target=self._pump, args=(one, other, outward, state), daemon=True).start()

    def _pump(self, one: socket.socket, other: socket.socket, outward: bool, state: dict[str, bool]) -> None:
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                losing = self._losing
                if outward and losing and losing in data.split(b"\r\n", 1)[0]:
                    state["lose"], self._losing = True, None
                if not outward and state["lose"]:
                    self.lost += 1
                    break
                other.sendall(data)
        for end in (one, other):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def lose(self, path: str) -> None:
        """Drop the answer to the next call of a path; the site has carried it out by then."""
        self._losing = path.encode()

    def cut(self) -> None:
        """Close the line; one that is closed stays so."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            ends, self._open = self._open, set()
        for end in ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Open it again on the same port."""
        self._listener = self._listen(self.port)
