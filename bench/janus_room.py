"""Janus for bench_media: a configuration of its own, its socket, and as much of the VideoRoom as a full house needs.

Not an engine of the product: receivers get a fixed choice of sources, nothing is switched.
"""

from __future__ import annotations

import contextlib
import json
import re
import secrets
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

PLUGINS = Path("/usr/lib/x86_64-linux-gnu/janus/plugins")
TRANSPORTS = PLUGINS.with_name("transports")
CONFIG = """
general: {{ debug_level = 4, configs_folder = "{folder}", session_timeout = 300, event_loops = 2 }}
nat: {{ ice_enforce_list = "{address}" }}
media: {{ ipv6 = false }}
plugins: {{ disable = "{plugins}" }}
transports: {{ disable = "{transports}" }}
"""
SOCKET = 'general: {{ enabled = true, json = "plain", path = "{folder}/janus.sock", type = "SOCK_SEQPACKET" }}\n'


@contextlib.contextmanager
def running(folder: Path, address: str) -> Iterator[int]:
    """Run Janus with event loops on this address and yield its pid; it listens to a Unix socket alone."""
    plugins = ",".join(one.name for one in PLUGINS.glob("*.so") if "videoroom" not in one.name)
    transports = ",".join(one.name for one in TRANSPORTS.glob("*.so") if "pfunix" not in one.name)
    words = {"folder": folder, "address": address, "plugins": plugins, "transports": transports}
    (folder / "janus.jcfg").write_text(CONFIG.format(**words))
    (folder / "janus.transport.pfunix.jcfg").write_text(SOCKET.format(**words))
    (folder / "janus.plugin.videoroom.jcfg").write_text("general: { string_ids = true }\n")
    with (folder / "log").open("w") as log:
        process = _started(folder, log)
        try:
            yield process.pid
        finally:
            process.terminate()
            process.wait()


def _started(folder: Path, log: IO[str]) -> subprocess.Popen[bytes]:
    """Start Janus until its socket is there: now and then it says that no transport is available, and ends."""
    for _attempt in range(5):
        process = subprocess.Popen(["janus", "-F", str(folder)], stdout=log, stderr=log, umask=0o077)
        while process.poll() is None:
            if (folder / "janus.sock").exists():
                return process
            time.sleep(0.05)
    raise RuntimeError((folder / "log").read_text()[-2_000:])


class JanusRoom:
    """Open, publish, watch and answer, as the media engine's methods of these names."""

    def __init__(self, folder: Path, sources: list[str]) -> None:
        """Parameters: `sources`, what every receiver gets, in the order of its sections."""
        self.sources = sources
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket.connect(str(folder / "janus.sock"))
        self._waiting: dict[str, tuple[threading.Event, list[dict[str, Any]]]] = {}
        self._lock = threading.Lock()
        threading.Thread(target=self._read, daemon=True).start()
        self._session = self._ask(janus="create")["data"]["id"]
        self._handles: dict[str, int] = {}

    def open(self, room: str) -> None:
        body = {"request": "create", "room": room, "publishers": 100, "videocodec": "vp8", "audiolevel_ext": True}
        self._ask(janus="message", handle_id=self._attach(), body=body)

    def publish(self, room: str, peer: str, offer: str, labels: object) -> str:
        body = {"request": "joinandconfigure", "ptype": "publisher", "room": room, "id": peer}
        said = self._ask(janus="message", handle_id=self._attach(), body=body, jsep={"type": "offer", "sdp": offer})
        return said["jsep"]["sdp"]

    def watch(self, room: str, peer: str, videos: int, audios: int) -> str:
        self._handles[peer] = self._attach()
        streams = [{"feed": name.partition("/")[0], "mid": "0"} for name in self.sources]
        body = {"request": "join", "ptype": "subscriber", "room": room, "streams": streams}
        return self._ask(janus="message", handle_id=self._handles[peer], body=body)["jsep"]["sdp"]

    def answer(self, room: str, peer: str, answer: str) -> None:
        # its Unix socket takes 8 KiB a message: leave out what every section repeats and nobody needs
        extra = re.compile(r"(?m)^a=(fingerprint:sha-(384|512)|extmap|rtcp-fb|ssrc|msid).*\r?\n")
        jsep = {"type": "answer", "sdp": extra.sub("", answer)}
        self._ask(janus="message", handle_id=self._handles[peer], body={"request": "start"}, jsep=jsep)

    def arrange(self, room: str, slots: object) -> None:
        """Nothing: what is received was said in `watch`."""

    def _attach(self) -> int:
        return self._ask(janus="attach", plugin="janus.plugin.videoroom")["data"]["id"]

    def _ask(self, **words: Any) -> dict[str, Any]:
        transaction = secrets.token_hex(8)
        done, answers = self._waiting[transaction] = threading.Event(), []
        if words["janus"] != "create":
            words["session_id"] = self._session
        with self._lock:
            self._socket.send(json.dumps({**words, "transaction": transaction}).encode())
        assert done.wait(60), words
        said = answers[0]
        assert said["janus"] != "error", said
        assert "error" not in said.get("plugindata", {}).get("data", {}), said
        return said

    def _read(self) -> None:
        while data := self._socket.recv(1_000_000):
            said = json.loads(data)
            found = self._waiting.get(said.get("transaction", ""))
            if found is not None and said["janus"] != "ack":
                found[1].append(said)
                found[0].set()
