"""The engines under the contract: each runs for real, once for all tests, every test in a room of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from prasan.meetings.media.embedded.client import EmbeddedEngine, Sidecar
from prasan.meetings.media.engine import MediaEngine
from prasan.meetings.media.fake import FakeEngine
from tests.meetings.media.synthetic import Meeting

LOOPBACK = ("--address", "127.0.0.1")


@pytest.fixture(scope="session")
def embedded(tmp_path_factory) -> Iterator[EmbeddedEngine]:
    folder = tmp_path_factory.mktemp("m")
    process = Sidecar(folder, LOOPBACK)
    process.start()
    engine = EmbeddedEngine(folder)
    yield engine
    engine.hang_up()
    process.stop()


@pytest.fixture(params=["embedded"])
def engine(request) -> MediaEngine:
    """Each engine that carries media."""
    return request.getfixturevalue(request.param)


@pytest.fixture(params=["embedded", "fake"])
def any_engine(request) -> MediaEngine:
    """Each engine, also the one for other rooms' tests."""
    return FakeEngine() if request.param == "fake" else request.getfixturevalue(request.param)


@pytest.fixture
def meeting(engine, request) -> Iterator[Meeting]:
    """A room of this test's own, empty, closed afterwards."""
    name = request.node.originalname[-60:]
    with Meeting(engine, name) as found:
        yield found
    engine.close(name)
