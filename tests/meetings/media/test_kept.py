"""Janus killed in a running meeting: its keeper starts it, pictures and recording go on, the gap stands in the log."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

from prasan.meetings import commands as c
from prasan.meetings.evidence.log import append
from prasan.meetings.models import Line
from prasan.meetings.stage.tend import Keeper
from prasan.platform.journal.models import Outbox
from tests.meetings import ground
from tests.meetings.media.camera import Filming
from tests.meetings.media.synthetic import Meeting, until
from tests.meetings.media.test_janus import of_janus


def parts(manifest: Path, source: str) -> int:
    """Return how many finished parts of a source a recording has."""
    found = json.loads(manifest.read_text())
    return sum(one["source"] == source and one["end"] is not None for one in found["parts"])


def test_every_picture_is_back_the_recording_goes_on_and_the_gap_is_evidence(g, janus_machine, monkeypatch):
    monkeypatch.setattr("prasan.meetings.stage.tend.close_old_connections", lambda: None)
    janus_machine.sidecar.start()
    engine = janus_machine.engine
    keeper = Keeper(engine, janus_machine.sidecar)
    made = ground.running(g)
    trang, krabi = ground.line(made, g, "OPS-92"), ground.line(made, g, "OPS-80")
    for line in (trang, krabi):
        append(made.pk, "joined", line=line.pk, connection=f"c{line.pk}")
    keeper.look()

    def there(meeting: Meeting) -> None:
        """Both join, as their browsers do, and Krabi is sent Trang's picture."""
        sender = meeting.sender(trang.peer, kind=Filming)
        watcher = meeting.watcher(krabi.peer, 9, 3)
        keeper.meetings[made.pk].carried = float("-inf")
        keeper.look()
        until(lambda: len(watcher.got["v0"]) > 20, "Trang's picture at Krabi")
        until(lambda: sender.tracks["thumb"].pictures > 60, "what is worth recording")

    with Meeting(engine, made.room, janus_machine) as meeting:
        there(meeting)
        os.kill(of_janus(janus_machine), signal.SIGKILL)
        until(lambda: not janus_machine.sidecar.alive(), "the end noticed")
        keeper.look()
        assert Outbox.objects.filter(topics__contains=[f"meeting:{made.pk}:engine"]).count() == 1
        there(meeting)
        g.do("duty", c.CloseMeeting(target_id=made.pk))
        keeper.look()

    (said,) = Line.objects.filter(briefing=made, what="engine").values_list("said", flat=True)
    assert json.loads(said)["more"]["back"] is True
    assert json.loads(said)["more"]["seconds"] > 0
    manifest = janus_machine.recordings / made.room / "manifest.json"

    until(lambda: parts(manifest, f"{trang.peer}/thumb") > 1, "a second part of the same source")
    assert "lost" in [one["reason"] for one in json.loads(manifest.read_text())["gaps"]]
