"""Janus as a child of this process: its configuration, made anew with secrets of its own at each start.

Nothing of Debian's /etc/janus is used (its service runs as root, and its administration has a known secret). Control
listens on 127.0.0.1 alone; only the UDP ports of the media are open to others.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import secrets
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from prasan.meetings.media.janus.wire import JanusGone, Session, http

JANUS, SETPRIV = Path("/usr/bin/janus"), "setpriv"
START_SECONDS = 20.0
ATTEMPTS = 5
MAIN = """general: {{
  configs_folder = "{folder}"
  debug_level = 3
  api_secret = "{secret}"
  admin_secret = "{admin_secret}"
  session_timeout = 60
  reclaim_session_timeout = 0
  event_loops = {loops}
  server_name = "prasan"
}}
nat: {{ ice_enforce_list = "{addresses}", ignore_mdns = true{nat} }}
media: {{ ipv6 = false, no_media_timer = 2, min_nack_queue = 1000{ports} }}
plugins: {{ disable = "{plugins}" }}
transports: {{ disable = "{transports}" }}
loggers: {{ disable = "libjanus_jsonlog.so" }}
events: {{ broadcast = false }}
"""
HTTP = """general: {{ json = "plain", base_path = "/janus", http = true, port = {port}, ip = "127.0.0.1",
  https = false }}
admin: {{ admin_base_path = "/admin", admin_http = true, admin_port = {admin_port}, admin_ip = "127.0.0.1",
  admin_https = false }}
"""
ROOMS = 'general: {{ admin_key = "{key}", lock_rtp_forward = true, string_ids = true }}\n'


@dataclass(frozen=True)
class Where:
    """Where Janus opens media connections: `addresses` of this machine (not the loopback one alone, libnice refuses
    that), `shown` the one that browsers are told (behind 1:1 NAT), `ports` first and last UDP port or (0, 0).
    """

    addresses: tuple[str, ...]
    shown: str = ""
    ports: tuple[int, int] = (0, 0)
    loops: int = 2


def _modules(kind: str) -> list[str]:
    return sorted({one.name for place in Path("/usr/lib").glob(f"*/janus/{kind}") for one in place.glob("*.so")})


class Janus:
    """One run of Janus; `key` lets rooms be made."""

    def __init__(self, folder: Path, where: Where) -> None:
        """Parameters: `folder`, for configuration and log, of mode 0700."""
        self.key = secrets.token_urlsafe(32)
        self._folder = folder
        self._where = where
        self._process: asyncio.subprocess.Process | None = None

    async def start(self) -> Session:
        """Start Janus and begin the session; raises JanusGone with the end of its log.

        Now and then Janus says that no transport is available, and ends: then once more.
        """
        for _attempt in range(ATTEMPTS):
            session, port = self._configured()
            # the log is the run's own; the last run's goes
            with (self._folder / "log").open("wb") as log:
                await self._launch(log)
            if await self._answers(port):
                await session.start()
                return session
            await self.stop()
        raise JanusGone((self._folder / "log").read_text(errors="replace")[-2_000:])

    def _configured(self) -> tuple[Session, int]:
        """Write the files with new ports and secrets; return the session to come and its port."""
        where = self._where
        port, admin_port = _free_ports()
        secret, admin_secret = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        words = {
            "folder": self._folder,
            "secret": secret,
            "admin_secret": admin_secret,
            "loops": where.loops,
            "addresses": ",".join(where.addresses),
            "nat": f', nat_1_1_mapping = "{where.shown}"' if where.shown else "",
            "ports": f', rtp_port_range = "{where.ports[0]}-{where.ports[1]}"' if where.ports[1] else "",
            "plugins": ",".join(one for one in _modules("plugins") if "videoroom" not in one),
            "transports": ",".join(one for one in _modules("transports") if "_http" not in one),
        }
        _write(self._folder / "janus.jcfg", MAIN.format(**words))
        _write(self._folder / "janus.transport.http.jcfg", HTTP.format(port=port, admin_port=admin_port))
        _write(self._folder / "janus.plugin.videoroom.jcfg", ROOMS.format(key=self.key))
        return Session(port, secret, admin_port, admin_secret), port

    async def _launch(self, log: IO[bytes]) -> None:
        # it ends with us, however we end; the umask keeps recordings from others
        words = [SETPRIV, "--pdeathsig", "KILL", str(JANUS), "-F", str(self._folder)]
        self._process = await asyncio.create_subprocess_exec(
            *words, stdin=asyncio.subprocess.DEVNULL, stdout=log, stderr=log, umask=0o077
        )

    async def _answers(self, port: int) -> bool:
        assert self._process is not None
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(START_SECONDS):
                while self._process.returncode is None:
                    with contextlib.suppress(JanusGone):
                        return bool(await http(port, "GET", "/janus/info", None, 5.0))
                    await asyncio.sleep(0.05)
        return False

    async def stop(self) -> None:
        """End Janus, by force when it does not go in five seconds."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), 5)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
        self._process = None


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
