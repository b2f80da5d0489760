"""WebM files: what a player reads of them, whole and cut off at any place."""

from __future__ import annotations

import av
import pytest

from prasan.meetings.media.recording import webm
from tests.meetings.media.camera import HEIGHT, OPUS, PUBLIC, WIDTH, pictures


def sounds(path, count: int, step: int = 20) -> webm.Webm:
    file = webm.Webm(path, "audio")
    for number in range(count):
        file.add(number * step, True, OPUS[PUBLIC])
    return file


def read(path) -> list[int]:
    """The moments of a file's blocks in milliseconds."""
    with av.open(str(path)) as file:
        stream = file.streams[0]
        return [int(one.pts * stream.time_base * 1000) for one in file.demux(stream) if one.size]


def test_a_player_reads_sound_and_its_length(tmp_path):
    totals = sounds(tmp_path / "a", 120).close()
    assert (totals.blocks, totals.ms, totals.size) == (120, 2_400, (tmp_path / "a").stat().st_size)
    assert read(tmp_path / "a") == [number * 20 for number in range(120)]
    with av.open(str(tmp_path / "a")) as file:
        assert file.duration == 2_400_000
        assert file.streams[0].codec_context.name == "opus"
        assert sum(frame.samples for frame in file.decode(audio=0)) == 120 * 960


def test_a_player_reads_pictures_and_finds_its_place(tmp_path):
    file = webm.Webm(tmp_path / "v", "video", WIDTH, HEIGHT)
    shown = [(number % 30 == 0, pictures(PUBLIC)[number % 30]) for number in range(90)]
    for number, (key, body) in enumerate(shown):
        file.add(number * 50, key, body)
    assert file.close().blocks == 90
    with av.open(str(tmp_path / "v")) as found:
        found.seek(3_100_000)
        first = next(found.decode(video=0))
        assert (round(first.time, 2), first.width, first.height) == (3.0, WIDTH, HEIGHT)


@pytest.mark.parametrize("cut", [0, 1, 5, 12, 40, 300, 700])
def test_the_file_of_a_killed_writer_is_read_and_mended(tmp_path, cut):
    path = tmp_path / "a"
    file = sounds(path, 160)
    file.abandon()  # as a killed process does: the fourth second was still kept
    assert read(path) == [number * 20 for number in range(150)]
    with path.open("r+b") as rest:
        rest.truncate(path.stat().st_size - cut)
    totals = webm.mend(path)
    whole = 150 - -(-cut // 700) * 50 if cut else 150
    assert totals.blocks == whole
    assert totals.ms == whole * 20
    assert totals.size == path.stat().st_size
    assert len(read(path)) == whole
    before = path.read_bytes()
    assert (webm.mend(path), path.read_bytes()) == (totals, before)


def test_what_is_no_file_of_ours_is_not_touched(tmp_path):
    path = tmp_path / "a"
    for data in (b"", b"x" * 500, b"\x1a\x45\xdf\xa3"):
        path.write_bytes(data)
        with pytest.raises(webm.NotWhole):
            webm.mend(path)
        assert path.read_bytes() == data
    webm.Webm(tmp_path / "b", "audio").abandon()
    with pytest.raises(webm.NotWhole):
        webm.mend(tmp_path / "b")


def test_a_file_is_never_written_over(tmp_path):
    sounds(tmp_path / "a", 1).close()
    with pytest.raises(FileExistsError):
        webm.Webm(tmp_path / "a", "audio")
