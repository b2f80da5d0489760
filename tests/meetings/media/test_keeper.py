"""A small meeting kept at an engine that carries media, from its opening to its end, the engine killed in between."""

from __future__ import annotations

import os
import signal

import pytest
from django.db import connection

from prasan.meetings import commands as c
from prasan.meetings.models import Line
from prasan.meetings.stage.tend import Keeper
from tests.meetings import ground
from tests.meetings.media.synthetic import Meeting, until
from tests.meetings.test_presence import socket

pytestmark = pytest.mark.slow


@pytest.fixture
def kept(machine, monkeypatch):
    """A keeper of each engine, which looks when the test says so."""
    monkeypatch.setattr("prasan.meetings.stage.tend.close_old_connections", lambda: None)
    return Keeper(machine.engine, machine.sidecar)


@pytest.fixture
def made(g):
    """A meeting that runs, and that Trang, Nakhon Si Thammarat and the chair have joined by their sockets."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO platform_instance (id, started, beat) VALUES ('test', now(), now())")
    found = ground.running(g)
    for office in ("OPS-92", "OPS-80", "chair"):
        socket(office, found, ground.line(found, g, office), ground.MONDAY)
    return found


def joined(people: Meeting, g, made) -> dict:
    """Trang and Nakhon Si Thammarat send, the chair receives."""
    peers = {office: ground.line(made, g, office).peer for office in ("OPS-92", "OPS-80", "chair")}
    for office in ("OPS-92", "OPS-80"):
        people.sender(peers[office])
    return peers | {"watcher": people.watcher(peers["chair"], 9, 3)}


def test_a_meeting_from_its_opening_over_the_engines_end_to_its_own(g, made, kept, machine):
    def shows(there: dict, slot: str, office: str, label: str) -> None:
        """The keeper looks until the receiver gets this source in that slot."""
        source = f"{there[office]}/{label}"
        until(lambda: kept.look() or there["watcher"].sources(slot)[-1:] == [source], f"{source} in {slot}")

    kept.look()
    assert list(machine.engine.rooms()) == [made.room]
    with Meeting(machine.engine, made.room, machine) as people:
        there = joined(people, g, made)
        for office in ("OPS-92", "OPS-80"):
            g.do("duty", c.CallToStage(target_id=made.pk, attendee_id=ground.line(made, g, office).pk))
            shows(there, "v0", office, "main")
        shows(there, "v1", "OPS-92", "thumb")
    os.kill(machine.sidecar.pid, signal.SIGKILL)
    until(lambda: not machine.sidecar.alive(), "the engine has ended")
    until(lambda: kept.look() or machine.engine.rooms() == [made.room], "its room stands again")
    assert Line.objects.filter(briefing=made, what="engine").exists()
    with Meeting(machine.engine, made.room, machine) as people:
        shows(joined(people, g, made), "v0", "OPS-80", "main")
    g.do("duty", c.CloseMeeting(target_id=made.pk))
    kept.look()
    assert not machine.engine.rooms()
