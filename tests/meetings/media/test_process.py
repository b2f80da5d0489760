"""The media process: killed and started again, strangers, broken words, what it leaves on the disk."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from prasan.meetings.media.embedded.client import EmbeddedEngine, Sidecar
from prasan.meetings.media.embedded.folder import Folder
from prasan.meetings.media.engine import EngineDown, EngineError, Event
from tests.meetings.media.conftest import LOOPBACK
from tests.meetings.media.synthetic import Meeting, until


@contextlib.contextmanager
def calling(folder, secret: str | None = None) -> Iterator[EmbeddedEngine]:
    engine = EmbeddedEngine(folder, secret)
    try:
        yield engine
    finally:
        engine.hang_up()


def answers_calls(folder) -> bool:
    with calling(folder) as engine:
        return engine.rooms() is not None


@pytest.fixture(scope="module")
def sidecar(tmp_path_factory):
    folder = tmp_path_factory.mktemp("p")
    process = Sidecar(folder, (*LOOPBACK, "--ports", "41000-41999"))
    process.start()
    yield process, folder
    process.stop()


def test_killed_it_is_reported_and_started_again_it_works(sidecar):
    process, folder = sidecar
    engine = EmbeddedEngine(folder)
    with Meeting(engine, "before") as meeting:
        meeting.sender("trang", "main")
        watcher = meeting.watcher("phuket")
        meeting.assign(watcher, "v0", "trang/main")
        until(lambda: watcher.got["v0"], "packets before")
        events = engine.events(60.0)
        killed = process.pid
        os.kill(killed, signal.SIGKILL)
        assert list(events)[-1] == Event("engine", about="lost")
        with pytest.raises(EngineDown):
            engine.rooms()
        until(lambda: not process.alive(), "the end noticed")
    process.start()
    assert process.pid not in {0, killed}
    assert engine.rooms() == []
    with Meeting(engine, "after") as meeting:
        meeting.sender("trang", "main")
        watcher = meeting.watcher("phuket")
        meeting.assign(watcher, "v0", "trang/main")
        until(lambda: len(watcher.got["v0"]) > 5, "packets after")
    engine.hang_up()


def test_a_process_that_waits_takes_the_place_of_a_killed_one(tmp_path_factory):
    process = Sidecar(tmp_path_factory.mktemp("s"), LOOPBACK, spare=0.0)
    process.start()
    until(lambda: process.waiting, "one that waits")
    first, second = process.pid, process.waiting
    os.kill(first, signal.SIGKILL)
    until(lambda: not process.alive(), "the end noticed")
    process.start()
    assert process.pid == second
    until(lambda: process.waiting not in {0, second}, "the next one that waits")
    third = process.waiting
    process.stop()
    assert not Path(f"/proc/{second}").exists()
    assert not Path(f"/proc/{third}").exists()


def talk(folder, *lines: bytes) -> list[dict]:
    """Say lines to the control socket and return the answers until it hangs up or all are answered."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(60)
        line.connect(Folder(folder).socket)
        line.sendall(b"".join(one + b"\n" for one in lines))
        line.shutdown(socket.SHUT_WR)
        with line.makefile("rb") as answers:
            return [json.loads(one) for one in answers]


def hello(folder) -> bytes:
    return json.dumps({"id": 1, "do": "hello", "secret": Folder(folder).secret()}).encode()


def test_without_the_secret_nothing_is_done(sidecar):
    _process, folder = sidecar
    with calling(folder, "guessed") as guesser, pytest.raises(EngineError, match="refused"):
        guesser.rooms()
    opening = b'{"id":2,"do":"open","room":"stranger"}'
    for first in (
        b'{"do":"hello"}',
        b'{"do":"hello","secret":7}',
        b'{"do":"hello","secret":"\xc3"}',
        opening,
        b"",
        b"[]",
    ):
        answers = talk(folder, first, opening)
        assert [answer["error"]["code"] for answer in answers] == ["refused"]
    with calling(folder) as engine:
        assert "stranger" not in engine.rooms()


def test_broken_words_are_answered_and_harm_nothing(sidecar):
    process, folder = sidecar
    before = process.pid
    broken = [
        b"",
        b"not json",
        b"[1, 2]",
        b"null",
        b"[" * 3000,
        b'{"do":null}',
        b'{"do":["open"]}',
        b'{"do":"__init__"}',
        b'{"do":"open"}',
        b'{"do":"open","room":{}}',
        b'{"do":"stats","room":"none"}',
        b'{"do":"arrange","room":"here","slots":7}',
        b'{"do":"arrange","room":"here","slots":{"a":[]}}',
        b'{"do":"watch","room":"here","peer":"a","videos":true,"audios":1}',
        b'{"do":"watch","room":"here","peer":"a","videos":"9","audios":1}',
        b'{"do":"mute","room":"here","peer":"a","muted":"yes","labels":[]}',
        b'{"do":"mute","room":"here","peer":"a","muted":true,"labels":[{}]}',
        b'{"do":"mute","room":"here","peer":"a","muted":true,"labels":"mic"}',
        b'{"do":"publish","room":"here","peer":"a","offer":7,"labels":["mic"]}',
        b'{"do":"publish","room":"here","peer":"a","offer":"v=0","labels":[]}',
        b'{"do":"publish","room":"here","peer":"a","offer":"v=0\\r\\nm=audio","labels":["mic"]}',
        b'{"do":"publish","room":"here","peer":"a","offer":"v=0\\nm=audio 9 UDP/TLS/RTP/SAVPF 111","labels":["mic"]}',
        b'{"do":"answer","room":"here","peer":"a","answer":"v=0"}',
        b'{"id":{"a":1},"do":"drop","room":"here","peer":"a"}',
        b'{"do":"record","room":"here","action":[]}',
    ]
    answers = talk(folder, hello(folder), b'{"id":2,"do":"open","room":"here"}', *broken)
    assert len(answers) == len(broken) + 2
    assert [one for one in answers[2:] if "error" not in one] == []
    assert all(one["error"]["code"] and one["error"]["text"] for one in answers[2:])
    assert process.pid == before
    with calling(folder) as engine:
        assert engine.stats("here").watchers == {}


def test_a_line_without_end_is_cut_off(sidecar):
    process, folder = sidecar
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(60)
        line.connect(Folder(folder).socket)
        with pytest.raises((BrokenPipeError, ConnectionResetError)):
            line.sendall(b"x" * 16_000_000)
    assert process.alive()
    assert answers_calls(folder)


def test_a_description_that_promises_something_else_is_refused(sidecar):
    _process, folder = sidecar
    with calling(folder) as engine, Meeting(engine, "promises") as meeting:
        sender = meeting.sender("trang", "main")
        offer = sender.connection.localDescription.sdp
        cases = {
            "two were announced": (offer, ["main", "thumb"]),
            "another kind": (offer, ["mic"]),
            "only H.264": (offer.replace("VP8/90000", "H264/90000"), ["thumb"]),
            "no fingerprint": ("\r\n".join(x for x in offer.split("\r\n") if "fingerprint" not in x), ["thumb"]),
            "no password": ("\r\n".join(x for x in offer.split("\r\n") if "ice-pwd" not in x), ["thumb"]),
        }
        for what, (text, labels) in cases.items():
            with pytest.raises(EngineError, match="bad_sdp"):
                print(what, engine.publish("promises", "krabi", text, labels))
        assert list(engine.stats("promises").sources) == ["trang/main"]


def test_only_the_given_ports_are_used(sidecar):
    _process, folder = sidecar
    with calling(folder) as engine:
        engine.open("ports")
        offer = engine.watch("ports", "phuket", 1, 1)
    candidates = [line.split() for line in offer.splitlines() if line.startswith("a=candidate")]
    assert candidates
    assert all(words[4] == "127.0.0.1" and 41000 <= int(words[5]) <= 41999 for words in candidates)


def test_nothing_is_readable_by_others(sidecar):
    _process, folder = sidecar
    place = Folder(folder)
    for name in (place.socket, place.path / "secret"):
        assert stat.S_IMODE(os.stat(name).st_mode) == 0o600
    assert len(place.secret()) >= 40
    assert place.secret() == place.secret()


def test_a_second_process_does_not_take_the_place_of_the_first(sidecar):
    process, folder = sidecar
    words = [sys.executable, "-m", "prasan.meetings.media.embedded", str(folder), *LOOPBACK]
    second = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    assert second.returncode != 0
    assert process.alive()
    assert answers_calls(folder)


def test_it_ends_with_the_one_who_started_it_and_leaves_no_socket(tmp_path):
    words = [sys.executable, "-m", "prasan.meetings.media.embedded", str(tmp_path / "m"), *LOOPBACK, "--child"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        assert child.stdin is not None
        child.stdin.close()
        assert child.wait(60) == 0
    assert not os.path.exists(Folder(tmp_path / "m").socket)


def test_without_a_process_it_says_so(tmp_path):
    with pytest.raises(EngineDown):
        EmbeddedEngine(tmp_path).rooms()
    with pytest.raises(ValueError, match="too long"):
        Folder(tmp_path / ("x" * 120))
