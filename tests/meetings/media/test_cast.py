"""The listeners' stream for real: two who film, Janus, ffmpeg; what it writes is read by ffprobe."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import av
import pytest

from prasan.meetings.media.cast.encoder import HEIGHT, RATE, WIDTH
from prasan.meetings.media.cast.playlist import PLAYLIST, SEGMENT_SECONDS
from prasan.meetings.media.cast.process import ffmpeg
from prasan.meetings.media.engine import AUTO
from tests.meetings.media.camera import SECRET, Filming
from tests.meetings.media.synthetic import Meeting, until

ROOM = "cast"


def stage(peer: str) -> dict[str, str | None]:
    return {"v0": f"{peer}/main", "a0": f"{peer}/mic", "a1": AUTO, "a2": AUTO}


def named(folder: Path) -> list[str]:
    """The lines of the playlist, none before there is one."""
    path = folder / PLAYLIST
    return path.read_text().splitlines() if path.exists() else []


def segments(folder: Path) -> list[str]:
    return [line for line in named(folder) if line.endswith(".ts")]


def streams(path: Path) -> dict[str, dict]:
    words = ["ffprobe", "-v", "error", "-count_frames", "-show_streams", "-of", "json", str(path)]
    told = json.loads(subprocess.run(words, capture_output=True, check=True).stdout)["streams"]
    return {one["codec_type"]: one for one in told}


def brightness(path: Path) -> float:
    """How light the middle of the last picture is, 0 to 255."""
    with av.open(str(path)) as found:
        frames = [frame.to_ndarray(format="gray") for frame in found.decode(video=0)]
    return float(frames[-1][HEIGHT // 2, WIDTH // 2 - 40 : WIDTH // 2 + 40].mean())


def written(folder: Path) -> bool:
    """Whether ffmpeg writes into the folder."""
    return bool(list(folder.glob("raw/*.ts")))


def test_the_stage_becomes_a_stream_that_goes_on_over_a_change_and_stops_for_a_secret_item(janus_machine):
    if not ffmpeg():
        pytest.skip("NOT RUN: ffmpeg is not installed")
    janus_machine.sidecar.start()
    engine, folder = janus_machine.engine, janus_machine.folder / "casts" / ROOM
    with Meeting(engine, ROOM, janus_machine) as meeting:
        trang, ranong = (meeting.sender(peer, "mic", "main", kind=Filming) for peer in ("trang", "ranong"))
        ranong.show(SECRET)
        engine.cast(ROOM, stage("trang"))
        assert not folder.exists()  # nobody listens
        until(lambda: engine.tune(ROOM) == "on" and len(segments(folder)) > 1, "two segments")
        assert trang.key_requests  # nobody else watches, and no picture begins in the middle
        found = streams(folder / segments(folder)[1])
        assert (found["video"]["codec_name"], found["audio"]["codec_name"]) == ("h264", "aac")
        assert (found["video"]["width"], found["video"]["height"]) == (WIDTH, HEIGHT)
        assert int(found["video"]["nb_read_frames"]) == RATE * SEGMENT_SECONDS
        assert int(found["audio"]["nb_read_frames"]) > 80
        assert brightness(folder / segments(folder)[1]) < 100
        last = segments(folder)[-1]
        engine.cast(ROOM, stage("ranong"))
        until(lambda: brightness(folder / segments(folder)[-1]) > 150, "the next one's picture")
        assert "#EXT-X-DISCONTINUITY" in named(folder)
        assert segments(folder)[0] <= last < segments(folder)[-1]  # one playlist, numbers that run on
        engine.cast(ROOM, None)
        assert not folder.exists()
        assert engine.tune(ROOM) == "off"
        assert not written(folder)
        engine.cast(ROOM, stage("ranong"))
        until(lambda: written(folder), "it goes on")
    engine.close(ROOM)
    assert not folder.exists()
