"""What every engine refuses, and that a refused call changes nothing; the fake one refuses the same."""

from __future__ import annotations

import pytest

from prasan.meetings.media.engine import AUTO, MAX_AUDIOS, MAX_SDP, MAX_VIDEOS, EngineError

ROOM = "words"


@pytest.fixture
def room(any_engine):
    any_engine.open(ROOM)
    any_engine.watch(ROOM, "phuket", 2, 1)
    yield any_engine
    any_engine.close(ROOM)


def refused(call, *words) -> str:
    with pytest.raises(EngineError) as caught:
        call(*words)
    return caught.value.code


def wishes(engine, peer: str = "phuket") -> dict[str, str | None]:
    slots = engine.stats(ROOM).watchers[peer]["slots"]
    return {name: one.get("wanted", one["source"]) for name, one in slots.items()}


def test_rooms_open_once_and_close_once(any_engine):
    any_engine.open("one")
    any_engine.watch("one", "phuket", 1, 0)
    any_engine.open("one")
    assert list(any_engine.stats("one").watchers) == ["phuket"]
    assert "one" in any_engine.rooms()
    any_engine.close("one")
    any_engine.close("one")
    assert "one" not in any_engine.rooms()
    assert refused(any_engine.stats, "one") == "no_room"


@pytest.mark.parametrize("name", ["", "a" * 65, "a/b", "ก", "a b", ".hidden", "a\n"])
def test_names_are_plain(room, name):
    assert refused(room.open, name) == "bad_name"
    assert refused(room.watch, ROOM, name, 1, 1) == "bad_name"
    assert refused(room.mute, ROOM, name, True) == "bad_name"


@pytest.mark.parametrize("numbers", [(0, 0), (-1, 1), (MAX_VIDEOS + 1, 1), (1, MAX_AUDIOS + 1)])
def test_numbers_of_slots_have_limits(room, numbers):
    assert refused(room.watch, ROOM, "ranong", *numbers) == "too_many"
    assert "ranong" not in room.stats(ROOM).watchers


def test_what_is_not_there_is_refused(room):
    assert refused(room.assign, "elsewhere", "phuket", "v0", None) == "no_room"
    assert refused(room.assign, ROOM, "ranong", "v0", None) == "no_peer"
    assert refused(room.answer, ROOM, "ranong", "v=0\r\n") == "no_peer"
    assert refused(room.drop, ROOM, "ranong") == "no_peer"
    assert refused(room.mute, ROOM, "phuket", True, ["voice"]) == "no_label"
    assert refused(room.publish, ROOM, "phuket", "v=0\r\n", ["main", "main"]) == "no_label"


@pytest.mark.parametrize("slot", ["v2", "a1", "v-1", "v01", "x0", "", "v"])
def test_only_the_receivers_own_slots(room, slot):
    assert refused(room.assign, ROOM, "phuket", slot, None) == "no_slot"


@pytest.mark.parametrize(
    ("slot", "source"),
    [("v0", AUTO), ("v0", "trang/mic"), ("a0", "trang/main"), ("v0", "trang"), ("v0", "/main"), ("v0", "a/b/main")],
)
def test_a_source_fits_its_slot(room, slot, source):
    assert refused(room.assign, ROOM, "phuket", slot, source) == "bad_source"


def test_arranging_is_all_or_nothing(room):
    room.watch(ROOM, "ranong", 1, 0)
    room.assign(ROOM, "phuket", "v1", "krabi/main")
    wrong = {"phuket": {"v0": "trang/main", "v1": None}, "ranong": {"v7": None}}
    assert refused(room.arrange, ROOM, wrong) == "no_slot"
    assert wishes(room) == {"v0": None, "v1": "krabi/main", "a0": AUTO}
    room.arrange(ROOM, {"phuket": {"v0": "trang/main", "v1": None}, "ranong": {"v0": "trang/main"}})
    assert wishes(room) == {"v0": "trang/main", "v1": None, "a0": AUTO}
    assert wishes(room, "ranong") == {"v0": "trang/main"}


@pytest.mark.parametrize("text", ["", "hello", "v=0\r\n" + "a" * MAX_SDP])
def test_descriptions_are_descriptions(room, text):
    assert refused(room.publish, ROOM, "trang", text) == "bad_sdp"
    assert refused(room.answer, ROOM, "phuket", text) == "bad_sdp"
    assert not room.stats(ROOM).sources


def test_a_new_receiving_connection_replaces_the_older_one(room):
    room.assign(ROOM, "phuket", "v0", "trang/main")
    room.watch(ROOM, "phuket", 1, 0)
    assert wishes(room) == {"v0": None}


@pytest.mark.parametrize(
    ("slots", "code"),
    [
        ({"v1": None}, "no_slot"), ({"a3": AUTO}, "no_slot"),
        ({"v0": AUTO}, "bad_source"), ({"a0": "trang/main"}, "bad_source"),
    ],
)  # fmt: skip
def test_a_stream_shows_what_a_receiver_of_one_picture_could(room, slots, code):
    assert refused(room.cast, ROOM, slots) == code


def test_a_stream_is_none_or_off_where_nothing_may_be_written(room):
    room.cast(ROOM, {"v0": "trang/main", "a0": "trang/mic", "a1": AUTO})
    room.cast(ROOM, None)
    assert room.tune(ROOM) in {"none", "off"}
    assert refused(room.cast, "elsewhere", None) == refused(room.tune, "elsewhere") == "no_room"
