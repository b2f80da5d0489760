"""TURN credentials: their form, and whom a real coturn relays."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from aioice.stun import TransactionError
from aioice.turn import create_turn_endpoint

from prasan.meetings.media.engine import EngineError
from prasan.meetings.media.turn import LONGEST_SECONDS, Turn, ice_servers
from tests.meetings.media.synthetic import until

SAMPLE = Path(__file__).resolve().parents[3] / "deploy" / "coturn" / "turnserver.conf"
SECRET = "a-secret-of-the-tests-alone"


def test_the_form_is_coturns():
    name, password = Turn("turn.example.go.th", "north-of-the-river").credential("trang", 1_700_000_000.9, 3_600)
    assert name == "1700003600:trang"
    # printf 1700003600:trang | openssl dgst -sha1 -hmac north-of-the-river -binary | base64
    assert password == "AINkGb4u9Xc1tQflunTMFGRLaP4="


def test_a_browser_is_told_udp_tcp_and_tls_and_no_server_of_others():
    turn = Turn("turn.example.go.th", SECRET, tls_port=443)
    (server,) = ice_servers(turn, "trang", 1_700_000_000.0)
    assert server["urls"] == [
        "turn:turn.example.go.th:3478?transport=udp",
        "turn:turn.example.go.th:3478?transport=tcp",
        "turns:turn.example.go.th:443?transport=tcp",
    ]
    assert ice_servers(None, "trang", 0.0) == []


def test_no_credential_without_end_and_no_secret_that_is_none():
    turn = Turn("turn.example.go.th", SECRET)
    for seconds in (0, -1, LONGEST_SECONDS + 1):
        with pytest.raises(ValueError, match="credential"):
            turn.credential("trang", 0.0, seconds)
    with pytest.raises(EngineError, match="bad_name"):
        turn.credential("a:b\n", 0.0, 60)
    with pytest.raises(ValueError, match="secret"):
        Turn("turn.example.go.th", "")


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[Turn]:
    """A coturn with the configuration that we ship, but for addresses, secret and log."""
    if shutil.which("turnserver") is None:
        pytest.skip("NOT RUN: turnserver is not installed (apt install coturn)")
    folder, port = tmp_path_factory.mktemp("turn"), free_port()
    text = SAMPLE.read_text().replace("192.0.2.10", "127.0.0.1").replace("CHANGE-ME", SECRET)
    text = text.replace("listening-port=3478", f"listening-port={port}").replace("\nsyslog", "\nlog-file=stdout")
    more = f"\nallow-loopback-peers\npidfile={folder}/pid\nuserdb={folder}/db\n"
    (folder / "turnserver.conf").write_text(text + more)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(["turnserver", "-c", str(folder / "turnserver.conf")], stdout=log, stderr=log)
    try:
        until(lambda: answers(port), "coturn listens")
        yield Turn("127.0.0.1", SECRET, port)
    finally:
        process.terminate()
        process.wait(30)


def answers(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


class Heard(asyncio.DatagramProtocol):
    """What came to a socket."""

    def __init__(self) -> None:
        self.heard: asyncio.Queue[bytes] = asyncio.Queue()

    def datagram_received(self, data: bytes, addr: object) -> None:
        self.heard.put_nowait(data)


async def relayed(turn: Turn, name: str, password: str, way: str) -> bytes:
    """Send one packet through the relay to a socket of our own and return what came out."""
    loop = asyncio.get_running_loop()
    far, heard = await loop.create_datagram_endpoint(Heard, ("127.0.0.1", 0))
    try:
        near, _protocol = await create_turn_endpoint(Heard, (turn.host, turn.port), name, password, transport=way)
        try:
            near.sendto(b"hello", far.get_extra_info("sockname"))
            return await asyncio.wait_for(heard.heard.get(), 30)
        finally:
            near.close()
            await asyncio.sleep(0.1)  # the relay is given back before the loop ends
    finally:
        far.close()


def done(work: Coroutine[Any, Any, bytes]) -> bytes:
    """Run it in a thread of its own: a browser of other tests may have a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.mark.parametrize("way", ["udp", "tcp"])
def test_a_good_credential_relays(server, way):
    name, password = server.credential("trang", time.time(), 600)
    assert done(relayed(server, name, password, way)) == b"hello"


@pytest.mark.parametrize("fault", ["another secret", "another name", "expired", "none"])
def test_bad_and_expired_ones_do_not(server, fault):
    now = time.time()
    name, password = server.credential("trang", now, 600)
    if fault == "another secret":
        name, password = Turn(server.host, "somebody-elses-secret").credential("trang", now, 600)
    elif fault == "another name":
        name = name.replace("trang", "krabi")
    elif fault == "expired":
        name, password = server.credential("trang", now - 7_200, 600)
    else:
        password = ""
    with pytest.raises(TransactionError) as caught:
        done(relayed(server, name, password, "udp"))
    assert caught.value.response.attributes["ERROR-CODE"][0] in {401, 403}
