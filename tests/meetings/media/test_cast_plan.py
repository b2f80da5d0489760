"""What the listeners' stream does when, its playlist, the words to ffmpeg, and a mix that never waits."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace

import pytest

from prasan.meetings.media.cast.encoder import description, finished, words
from prasan.meetings.media.cast.plan import AGAIN, DEAD, GRACE, REST, SLOW, Run, Wish, decide, picture_for
from prasan.meetings.media.cast.playlist import KEPT, LISTED, NAME, Window
from prasan.meetings.media.cast.sounds import HEADER, SILENCE, Place
from prasan.meetings.media.engine import EngineError, check_cast
from prasan.meetings.media.janus.cast import casts_folder

SLOTS = {"v0": "a1/main", "a0": "a1/mic", "a1": "auto", "a2": "auto"}
WISH = Wish(slots=SLOTS, since=100.0, until=1000.0)
RUN = Run("a1/main", since=110.0, cut=118.0)


@pytest.mark.parametrize(
    ("wish", "run", "act"),
    [
        (WISH, None, "start"),
        (WISH, RUN, "keep"),
        (replace(WISH, slots=None), RUN, "end"),  # a secret item
        (replace(WISH, until=119.0), RUN, "end"),  # nobody listens
        (replace(WISH, until=119.0), None, "end"),
        (WISH, replace(RUN, ended=True), "start"),
        (replace(WISH, failures=2, failed=119.0), replace(RUN, ended=True), "keep"),
        (replace(WISH, failures=2, failed=120.0 - AGAIN[1]), replace(RUN, ended=True), "start"),
        (replace(WISH, failures=99, failed=120.0 - AGAIN[-1]), None, "start"),
        (WISH, replace(RUN, cut=120.0 - SLOW), "renew"),
        (WISH, replace(RUN, cut=120.0 - SLOW, renewed=True), "keep"),
        (WISH, replace(RUN, cut=120.0 - DEAD, renewed=True), "start"),
    ],
)
def test_what_is_done_at_second_120(wish, run, act):
    assert decide(wish, run, "a1/main", 120.0) == act


def test_somebody_new_on_stage_is_shown_at_once_and_a_link_that_comes_and_goes_has_to_rest():
    called = replace(WISH, slots=SLOTS | {"v0": "a2/main"}, since=119.5)
    assert decide(called, RUN, "a2/main", 120.0) == "start"
    flapping = Run("a1/main", since=119.0, cut=119.0)
    assert decide(WISH, flapping, "a1/thumb", 120.0) == "keep"
    assert decide(WISH, flapping, "a1/thumb", 119.0 + REST) == "start"


def test_the_picture_is_that_of_who_was_called_else_the_small_one_else_none():
    def shows(*live: str, now: float = 200.0, shown: str | None = None) -> str | None:
        return picture_for(WISH, lambda name: name in live, now, shown)

    assert shows("a1/main", "a1/thumb") == "a1/main"
    assert shows("a1/thumb", "a2/main") == "a1/thumb"
    assert shows("a2/main", shown="a1/main") is None
    before = WISH.since + GRACE - 0.1  # who was called has not begun to send: what is shown stays
    assert shows("a1/thumb", "a9/main", now=before, shown="a9/main") == "a9/main"
    assert picture_for(replace(WISH, slots={"v0": None}), lambda _name: True, 200.0, "a9/main") is None


def test_the_playlist_slides_and_counts_the_discontinuities_that_have_left_it():
    window = Window(899_999_990)
    gone: list[str] = []
    for number in range(LISTED + 8):
        made, old = window.add(2.0, 1 if number < 3 else 2)
        assert NAME.match(made.name)
        gone += old
        rows = window.text().splitlines()
        names = [row for row in rows if row.endswith(".ts")]
        first = 899_999_990 + max(0, number + 1 - LISTED)
        assert names == [f"{one:010}.ts" for one in range(first, 899_999_990 + number + 1)]
        assert f"#EXT-X-MEDIA-SEQUENCE:{first}" in rows
        inside = rows.count("#EXT-X-DISCONTINUITY")
        left = int(next(row for row in rows if "DISCONTINUITY-SEQUENCE" in row).rpartition(":")[2])
        assert inside + left == (number >= 3)  # the first of the second run begins with it, wherever that stands now
        if inside:
            assert rows[rows.index("#EXT-X-DISCONTINUITY") + 2] == f"{899_999_993:010}.ts"
    assert len(window) == KEPT
    assert gone == [f"{one:010}.ts" for one in range(899_999_990, 899_999_990 + LISTED + 8 - KEPT)]


def test_ffmpeg_listens_on_the_loopback_address_alone_and_always_writes_picture_and_sound(tmp_path):
    for picture in (True, False):
        told = words("/usr/bin/ffmpeg", tmp_path, picture, 3, 7)
        assert told[told.index("-localaddr") + 1] == "127.0.0.1"
        assert told[-3:] == ["-segment_start_number", "7", str(tmp_path / "%010d.ts")]
        assert ("lavfi" in told) is not picture
        assert [told[at + 1] for at, word in enumerate(told) if word == "-map"] == ["[v]", "[a]"]
    assert description(0, [4002]).count("m=") == 1
    assert "m=video 4000 RTP/AVP 96" in description(4000, [4002, 4004])
    assert finished("00000007.ts,2.000000,4.021333\n") == ("00000007.ts", pytest.approx(2.021333))
    for line in ("", "a.ts", "a.ts,1,x", "a.ts,2,2", ",1,2"):
        assert finished(line) is None


def test_a_silent_place_of_the_mix_is_filled_and_a_voice_goes_through_under_numbers_that_run_on():
    async def heard() -> list[bytes]:
        place, loop = Place(0), asyncio.get_running_loop()
        await place.open()
        with socket.socket(type=socket.SOCK_DGRAM) as ear, socket.socket(type=socket.SOCK_DGRAM) as mouth:
            ear.bind(("127.0.0.1", 0))
            ear.setblocking(False)
            place.to = ear.getsockname()[1]
            place.fill(1e9)  # long after: only what a tick makes up for is sent
            place.fill(1e9 + 0.04)
            place._covered = 0.0
            voice = HEADER.pack(0x80, 111, 40_000, 1, 9) + b"voice"
            for data in (b"no rtp", voice):
                mouth.sendto(data, ("127.0.0.1", place.port))
            found = []
            async with asyncio.timeout(5):
                while not found or not found[-1].endswith(b"voice"):
                    found.append(await loop.sock_recv(ear, 100))
        place.close()
        return found

    found = asyncio.run(heard())
    assert [one[12:] for one in found] == [SILENCE] * (len(found) - 1) + [b"voice"]
    assert len(found) > 1
    assert [int.from_bytes(one[2:4], "big") for one in found] == list(range(len(found)))


def test_streams_of_a_process_before_go_and_without_ffmpeg_there_is_no_folder(tmp_path, monkeypatch):
    folder = tmp_path / "casts"
    (folder / "m1").mkdir(parents=True)
    monkeypatch.setattr("prasan.meetings.media.janus.cast.ffmpeg", lambda: "/usr/bin/ffmpeg")
    assert casts_folder(folder) == folder
    assert not list(folder.iterdir())
    assert folder.stat().st_mode & 0o077 == 0
    monkeypatch.setattr("prasan.meetings.media.janus.cast.ffmpeg", lambda: "")
    assert casts_folder(folder) is None
    assert not folder.exists()
    assert casts_folder(None) is None


def test_words_from_outside_that_are_no_slots_are_refused():
    for told in ([1], "v0", 3, {1: None}):
        with pytest.raises(EngineError):
            check_cast(told)
    assert check_cast(None) is None
