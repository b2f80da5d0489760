"""The manifest: steps and gaps, what a killed process left, names that are never used twice."""

from __future__ import annotations

import json

from prasan.meetings.media.recording.manifest import NAME, Manifest
from tests.meetings.media.recording.test_webm import sounds

DAY = 1_700_000_000.0


def said(folder) -> dict:
    return json.loads((folder / NAME).read_text())


def gaps(folder) -> list[tuple]:
    return [(one["from"][14:19], (one["to"] or "")[14:19], one["reason"]) for one in said(folder)["gaps"]]


def test_pauses_and_stops_are_gaps(tmp_path):
    manifest = Manifest(tmp_path / "room", "room", "embedded")
    for minute, action in enumerate(("start", "pause", "resume", "pause", "stop", "start", "stop")):
        manifest.moved(action, DAY + 60 * minute)
    manifest.save()
    minutes = [f"{13 + number}:20" for number in range(7)]
    assert gaps(tmp_path / "room") == [
        (minutes[1], minutes[2], "paused"),
        (minutes[3], minutes[4], "paused"),
        (minutes[4], minutes[5], "stopped"),
        (minutes[6], "", "stopped"),
    ]


def test_what_a_killed_process_left_is_named_counted_and_ended(tmp_path):
    manifest = Manifest(tmp_path / "room", "room", "embedded")
    manifest.moved("start", DAY)
    for known in (True, False):  # one was noted before the kill, one was not
        name = manifest.name("trang.hall/mic")
        written = sounds(manifest.folder / name, 100)
        written.flush()
        written.abandon()
        if known:
            manifest.begin(name, "trang.hall/mic", DAY)
            manifest.save()
    (manifest.folder / manifest.name("krabi/mic")).write_bytes(b"")  # nothing had come yet
    again = Manifest(tmp_path / "room", "room", "embedded")
    again.recover()
    again.moved("start", DAY + 90)
    again.save()
    found = said(tmp_path / "room")
    assert [(one["source"], one["frames"], one["ended"]) for one in found["parts"]] == [
        ("trang.hall/mic", 100, "lost"),
        ("trang.hall/mic", 100, "lost"),
    ]
    assert [one["reason"] for one in found["gaps"]] == ["lost"]
    assert found["gaps"][0]["to"].endswith("14:50.000Z")
    assert again.name("krabi/mic") == "0004.krabi.mic.webm"
    assert again.files() == ["room/0001.trang.hall.mic.webm", "room/0002.trang.hall.mic.webm"]
