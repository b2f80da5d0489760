"""Who speaks: loud enough, still so for a breath, never muted or silent ones."""

from __future__ import annotations

from types import SimpleNamespace

from prasan.meetings.media.loudest import BREATH, SPEAKS, Speaking


def mic(name: str, loud: float, **more: object) -> SimpleNamespace:
    return SimpleNamespace(**{"name": name, "kind": "audio", "muted": False, "stalled": False, "loud": loud} | more)


def test_a_voice_is_told_once_and_its_end_after_a_breath():
    speaking, room = Speaking(), 50.0
    assert not speaking.look([mic("a1/mic", room), mic("a2/mic", room)])
    assert speaking.look([mic("a1/mic", SPEAKS), mic("a2/mic", room)])
    assert speaking.names == ("a1/mic",)
    quiet = [mic("a1/mic", room), mic("a2/mic", room)]
    assert [speaking.look(quiet) for _look in range(BREATH)] == [False] * (BREATH - 1) + [True]
    assert speaking.names == ()


def test_muted_and_stalled_microphones_and_pictures_do_not_speak():
    speaking = Speaking()
    loud = [mic("a1/mic", 110, muted=True), mic("a2/mic", 110, stalled=True), mic("a3/main", 110, kind="video")]
    assert not speaking.look(loud)


def test_each_engine_tells_who_speaks(meeting):
    events = meeting.engine.events(60.0)
    meeting.sender("trang", "mic")
    mine = (one for one in events if one.room == meeting.room and one.kind == "speak")
    assert next(mine).speakers == ("trang/mic",)
