"""The engines under the contract: each runs for real, once for all tests, every test in a room of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from prasan.meetings.media.embedded.client import EmbeddedEngine, Sidecar
from prasan.meetings.media.engine import MediaEngine
from prasan.meetings.media.fake import FakeEngine
from prasan.meetings.media.janus.client import JanusEngine, JanusProcess
from tests.meetings.media import network
from tests.meetings.media.synthetic import HERE, Meeting, Where

LOOPBACK = ("--address", "127.0.0.1")


@dataclass
class Machine(Where):
    """An engine that carries media: its process, its folder of recordings, where participants have to be."""

    name: str
    engine: EmbeddedEngine
    sidecar: Sidecar
    recordings: Path
    folder: Path


@pytest.fixture(scope="session")
def embedded_machine(tmp_path_factory) -> Iterator[Machine]:
    folder, recordings = tmp_path_factory.mktemp("m"), tmp_path_factory.mktemp("recordings")
    process = Sidecar(folder, (*LOOPBACK, "--recordings", str(recordings)))
    process.start()
    engine = EmbeddedEngine(folder)
    yield Machine(HERE.address, HERE.namespace, HERE.unbroken, "embedded", engine, process, recordings, folder)
    engine.hang_up()
    process.stop()


@pytest.fixture
def embedded(embedded_machine) -> EmbeddedEngine:
    return embedded_machine.engine


@pytest.fixture(scope="session")
def own_network() -> Iterator[int]:
    """A network namespace of the tests' own: the process that holds it."""
    if reason := network.missing():
        pytest.skip(f"NOT RUN: {reason}")
    with network.own_network() as pid:
        yield pid


@pytest.fixture(scope="session")
def janus_machine(tmp_path_factory, request) -> Iterator[Machine]:
    if not Path("/usr/bin/janus").exists():
        pytest.skip("NOT RUN: /usr/bin/janus is not installed (apt install janus)")
    pid = request.getfixturevalue("own_network")
    folder, recordings = tmp_path_factory.mktemp("j"), tmp_path_factory.mktemp("recordings")
    options = ("--address", network.ADDRESS, "--recordings", str(recordings), "--casts", str(folder / "casts"))
    process = JanusProcess(folder, options, network.inside(pid))
    process.start(60)
    engine = JanusEngine(folder)
    yield Machine(network.ADDRESS, pid, False, "janus", engine, process, recordings, folder)
    engine.hang_up()
    process.stop()


@pytest.fixture(params=["embedded", "janus"])
def machine(request) -> Machine:
    """Each engine that carries media, as it runs."""
    found = request.getfixturevalue(f"{request.param}_machine")
    found.sidecar.start()  # a test may have killed it
    return found


@pytest.fixture
def engine(machine) -> MediaEngine:
    """Each engine that carries media."""
    return machine.engine


@pytest.fixture(params=["embedded", "janus", "fake"])
def any_engine(request) -> MediaEngine:
    """Each engine, also the one for other rooms' tests."""
    return FakeEngine() if request.param == "fake" else request.getfixturevalue(f"{request.param}_machine").engine


@pytest.fixture
def unbroken(embedded_machine, request) -> Iterator[Meeting]:
    """As `meeting`, on the engine that keeps slots unbroken (see Where)."""
    name = request.node.originalname[-60:].lstrip("_")
    with Meeting(embedded_machine.engine, name, embedded_machine) as found:
        yield found
    embedded_machine.engine.close(name)


@pytest.fixture
def meeting(machine, request) -> Iterator[Meeting]:
    """A room of this test's own, empty, closed afterwards."""
    name = request.node.originalname[-60:].lstrip("_")
    with Meeting(machine.engine, name, machine) as found:
        yield found
    machine.engine.close(name)
