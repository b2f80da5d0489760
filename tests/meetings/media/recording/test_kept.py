"""A recording's folder read and checked: every change of a byte shows, and no name leads out of the folder."""

from __future__ import annotations

import json

import pytest

from prasan.meetings.media.recording import kept
from tests.meetings.recorded import Recorded

ZERO = 1_700_000_000.0


@pytest.fixture
def folder(tmp_path):
    made = Recorded(tmp_path, "m5", ZERO)
    made.part("a1/mic", 0, 4)
    made.part("a2/mic", 1, 2)
    made.gap(4, 6)
    made.part("a1/mic", 6, 3)
    return made.done(9)


def codes(folder, digest=""):
    return [(one.file, one.code) for one in kept.check(folder, digest).faults]


def change(folder, alter) -> None:
    path = folder / "manifest.json"
    said = json.loads(path.read_text())
    alter(said)
    path.write_text(json.dumps(said))


def test_what_is_kept_is_read_in_order_of_time(folder):
    found = kept.read(folder)
    assert [(one.peer, one.label, one.start - ZERO, one.end - ZERO) for one in found.parts] == [
        ("a1", "mic", 0, 4), ("a2", "mic", 1, 3), ("a1", "mic", 6, 9),
    ]  # fmt: skip
    assert [(one.start - ZERO, one.end - ZERO, one.reason) for one in found.inner_gaps] == [(4, 6, "paused")]
    assert kept.is_finished(found)
    assert kept.check(folder, found.digest).whole


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda path: path.write_bytes(path.read_bytes()[:-1] + b"\0"), "altered"),
        (lambda path: path.write_bytes(path.read_bytes() + b"\0"), "size"),
        (lambda path: path.unlink(), "missing"),
    ],
)
def test_every_change_of_a_file_is_named(folder, spoil, code):
    file = kept.read(folder).parts[1].file
    spoil(folder / file)
    assert codes(folder) == [(file, code)]


def test_a_file_that_nobody_recorded_and_another_manifest_show(folder):
    digest = kept.read(folder).digest
    (folder / "0009.a1.mic.webm").write_bytes(b"")
    change(folder, lambda said: said["parts"].pop())
    assert ("", "manifest") in codes(folder, digest)
    assert ("0009.a1.mic.webm", "extra") in codes(folder, digest)


@pytest.mark.parametrize(
    "name", ["../../secret.a1.mic.webm", "0001./etc/a.mic.webm", "0001.a\\b.mic.webm", "/0001.a.mic.webm", "passwd", 7]
)
def test_no_name_leads_out_of_the_folder(folder, name):
    change(folder, lambda said: said["parts"][0].update(file=name))
    found = kept.read(folder)
    assert found.part(str(name)) is None
    assert found.unfinished == 1


@pytest.mark.parametrize(
    "alter",
    [
        lambda part: part.update(start="soon"), lambda part: part.update(source="a1/bell"),
        lambda part: part.pop("bytes"), lambda part: part.update(end=part["start"].replace("2023", "2022")),
        lambda part: part.update(end=None),
    ],
)  # fmt: skip
def test_what_is_no_finished_part_is_none(folder, alter):
    change(folder, lambda said: alter(said["parts"][0]))
    assert len(kept.read(folder).parts) == 2


def test_a_manifest_that_cannot_be_read_is_a_fault_not_a_crash(folder, tmp_path):
    (folder / "manifest.json").write_text("{")
    assert codes(folder) == [("", "unreadable")]
    assert codes(tmp_path) == [("", "no_manifest")]
    assert kept.read(tmp_path) is None


def test_an_engines_leftovers_mean_that_more_is_to_come(folder):
    (folder / "raw").mkdir()
    (folder / "raw" / "videoroom-1-user-2-3-audio-0.mjr").write_bytes(b"MJR")
    assert not kept.is_finished(kept.read(folder))
