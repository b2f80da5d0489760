"""What is recorded, read back and decoded: how much of it, how long, and nothing of what was said in a pause."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import stat
from pathlib import Path
from typing import Any

import av
import pytest

from prasan.meetings.media.engine import EngineError
from prasan.meetings.media.recording.manifest import seconds
from tests.meetings.media.camera import OPUS, PUBLIC, SECRET, Filming
from tests.meetings.media.conftest import Machine
from tests.meetings.media.synthetic import Meeting, until

LABELS = ("mic", "main")


def sent(sender: Filming, label: str) -> int:
    track = sender.tracks[label]
    return track.pictures if track.kind == "video" else track.count


def more(sender: Filming, count: int = 40) -> None:
    """Wait until so many more pictures are sent, and the sounds of the same time."""
    before = {label: sent(sender, label) for label in sender.tracks}
    until(lambda: all(sent(sender, label) >= before[label] + count for label in before), "more sent")


def manifest(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "manifest.json").read_text())


def decoded(path: Path) -> list[Any]:
    """The pictures of a file as their greys, or its packets of sound as bytes."""
    with av.open(str(path)) as file:
        stream = file.streams[0]
        if stream.type == "audio":
            return [bytes(packet) for packet in file.demux(stream) if packet.size]
        greys = [float(frame.to_ndarray(format="gray").mean()) for frame in file.decode(stream)]
        return [min((PUBLIC, SECRET), key=lambda wall: abs(wall - grey)) for grey in greys]


def parts(folder: Path, label: str) -> list[dict[str, Any]]:
    return [one for one in manifest(folder)["parts"] if one["source"].endswith(f"/{label}")]


def check_files(folder: Path) -> None:
    """Every file is named, whole, as long and as large as the manifest says, and readable by its owner alone."""
    named = manifest(folder)["parts"]
    assert {one["file"] for one in named} == {one for one in os.listdir(folder) if one.endswith(".webm")}
    for part in named:
        path = folder / part["file"]
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert part["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert part["bytes"] == path.stat().st_size
        assert part["frames"] == len(decoded(path))
        assert seconds(part["end"]) - seconds(part["start"]) == pytest.approx(part["seconds"], abs=0.01)
        with av.open(str(path)) as file:
            assert file.duration / 1e6 == pytest.approx(part["seconds"], abs=0.25)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "manifest.json").stat().st_mode) == 0o600


@pytest.fixture
def filmed(meeting, machine: Machine):
    sender = meeting.sender("trang", *LABELS, kind=Filming)
    more(sender, 5)
    return sender, machine.recordings / meeting.room


def test_what_is_sent_is_recorded_without_a_missing_picture(meeting, filmed):
    sender, folder = filmed
    begun = {label: sent(sender, label) for label in LABELS}
    meeting.engine.record(meeting.room, "start")
    more(sender)
    meeting.engine.record(meeting.room, "stop")
    ended = {label: sent(sender, label) for label in LABELS}
    more(sender, 5)
    check_files(folder)
    for label in LABELS:
        (part,) = parts(folder, label)
        # a picture begins with the key frame that was asked for; what is under way at either end may miss
        assert ended[label] - begun[label] - 25 <= part["frames"] <= ended[label] - begun[label] + 5
        assert part["lost"] == 0
        assert part["ended"] == "stopped"
        step = sender.tracks[label].step
        assert part["seconds"] == pytest.approx(part["frames"] * step, abs=2)
    assert set(decoded(folder / parts(folder, "main")[0]["file"])) == {PUBLIC}


def test_a_pause_is_a_hole_and_nothing_of_it_is_in_any_file(meeting, filmed):
    sender, folder = filmed
    room, engine = meeting.room, meeting.engine
    engine.record(room, "start")
    more(sender)
    engine.record(room, "hush")
    sender.show(SECRET)
    more(sender)
    assert len(engine.record(room, "pause")) == 2  # the same pause: the keeper's, once it has heard of it
    sender.show(PUBLIC)
    more(sender, 3)
    engine.record(room, "hush")  # nothing, in a pause
    engine.record(room, "resume")
    engine.record(room, "resume")  # nothing, once it goes on
    more(sender)
    assert len(engine.record(room, "stop")) == 4
    check_files(folder)
    said = manifest(folder)
    assert [gap["reason"] for gap in said["gaps"]] == ["paused", "stopped"]
    secret = seconds(said["gaps"][0]["to"]) - seconds(said["gaps"][0]["from"])
    whole = seconds(said["gaps"][1]["from"]) - seconds(said["start"])
    assert secret > 1
    for label in LABELS:
        before, after = parts(folder, label)
        assert before["ended"] == "paused"
        assert before["seconds"] + after["seconds"] == pytest.approx(whole - secret, abs=2)
        shown = [one for part in (before, after) for one in decoded(folder / part["file"])]
        assert set(shown) == ({PUBLIC} if label == "main" else {OPUS[PUBLIC]})


def test_who_comes_and_goes_has_parts_of_his_own(meeting, machine):
    folder = machine.recordings / meeting.room
    meeting.engine.record(meeting.room, "start")
    first = meeting.sender("trang", "main", kind=Filming)
    more(first)
    meeting.engine.drop(meeting.room, "trang")
    until(lambda: manifest(folder)["parts"] and manifest(folder)["parts"][0]["end"], "the end of the first part")
    second = meeting.sender("trang", "main", kind=Filming)
    more(second)
    meeting.engine.close(meeting.room)  # a room that ends stops its recording
    check_files(folder)
    assert [one["source"] for one in manifest(folder)["parts"]] == ["trang/main"] * 2
    assert manifest(folder)["state"] == "stopped"


def test_the_engine_killed_leaves_what_was_written_and_goes_on_with_new_parts(machine: Machine):
    folder = machine.recordings / "killed"
    engine = machine.engine
    with Meeting(engine, "killed", machine) as meeting:
        sender = meeting.sender("trang", *LABELS, kind=Filming)
        engine.record("killed", "start")
        more(sender, 60)
        os.kill(machine.sidecar.pid, signal.SIGKILL)
        until(lambda: not machine.sidecar.alive(), "its end")
    engine.hang_up()
    machine.sidecar.start()
    with Meeting(engine, "killed", machine) as meeting:
        sender = meeting.sender("trang", *LABELS, kind=Filming)
        engine.record("killed", "start")
        more(sender)
        engine.record("killed", "stop")
        engine.close("killed")
    check_files(folder)
    said = manifest(folder)
    assert [gap["reason"] for gap in said["gaps"]] == ["lost", "stopped"]
    assert all(gap["from"] and (gap["to"] or gap["reason"] == "stopped") for gap in said["gaps"])
    for label in LABELS:
        before, after = parts(folder, label)
        assert (before["ended"], after["ended"]) == ("lost", "stopped")
        assert before["frames"] >= 15  # 60 pictures are 3 s; the last second or so may be lost
        assert seconds(before["end"]) <= seconds(said["gaps"][0]["to"]) <= seconds(after["start"]) + 1
        assert set(decoded(folder / before["file"])) == ({PUBLIC} if label == "main" else {OPUS[PUBLIC]})


def test_a_disk_that_fails_is_told_and_the_meeting_goes_on(embedded_machine):
    engine, folder = embedded_machine.engine, embedded_machine.recordings / "disk"
    events = engine.events(60.0)
    with Meeting(engine, "disk") as meeting:
        engine.record("disk", "start")
        shutil.rmtree(folder)
        meeting.sender("trang", "main", kind=Filming)
        told = next(event for event in events if (event.room, event.kind) == ("disk", "record"))
        assert (told.peer, told.about, told.labels) == ("trang", "failed", ("main",))
        watcher = meeting.watcher("phuket")
        meeting.assign(watcher, "v0", "trang/main")
        until(lambda: len(watcher.got["v0"]) > 20, "pictures all the same")
        with pytest.raises(EngineError, match="bad_state"):
            engine.record("disk", "stop")
    engine.close("disk")
    (embedded_machine.recordings / "file").write_text("in the way")
    engine.open("file")
    with pytest.raises(EngineError, match="bad_state"):
        engine.record("file", "start")
    engine.close("file")


def test_a_recording_takes_its_steps_in_order(any_engine):
    any_engine.open("steps")
    for wrong in ("pause", "resume", "stop", "rewind"):
        with pytest.raises(EngineError, match="bad_state"):
            any_engine.record("steps", wrong)
    any_engine.record("steps", "hush")  # nothing to hush is no fault
    for right, wrong in (("start", "start"), ("hush", "start"), ("resume", "start"), ("pause", "rewind")):
        any_engine.record("steps", right)
        with pytest.raises(EngineError, match="bad_state"):
            any_engine.record("steps", wrong)
    any_engine.record("steps", "stop")
    any_engine.record("steps", "start")
    any_engine.close("steps")
