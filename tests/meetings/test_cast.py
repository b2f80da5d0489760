"""The listeners' stream: who gets it, when not, what it shows, and that no name leads out of its folder."""

from __future__ import annotations

import pytest

from prasan.meetings import commands as c
from prasan.meetings.media.cast.playlist import PLAYLIST
from prasan.meetings.media.fake import FakeEngine
from prasan.meetings.stage.engine import carry_out
from prasan.meetings.stage.slots import Place, cast_slots
from tests.meetings import ground
from tests.meetings.test_room import ask

SEGMENT = "0000000007.ts"


@pytest.fixture
def media(monkeypatch):
    """The engine that only remembers, in the place of the real one."""
    engine = FakeEngine()
    engine.stream = "on"
    monkeypatch.setattr("prasan.meetings.pages.media.engine", lambda: engine)
    monkeypatch.setattr("prasan.meetings.stage.engine.engine", lambda: engine)
    return engine


@pytest.fixture
def made(g, media, tmp_path, monkeypatch):
    """A running meeting in which Nakhon Si Thammarat only listens, and its stream on the disk."""
    found = ground.running(g)
    there = ground.line(found, g, "OPS-80")
    there.duty = "listener"
    there.save()
    casts = tmp_path / "casts"
    (casts / found.room / "raw").mkdir(parents=True)
    (casts / found.room / PLAYLIST).write_text("#EXTM3U\n")
    (casts / found.room / SEGMENT).write_bytes(b"G" * 400)
    (casts / found.room / "raw" / SEGMENT).write_bytes(b"unfinished")
    (casts / "secret").write_text("no")
    monkeypatch.setattr("prasan.meetings.pages.cast.casts", lambda: casts)
    carry_out(found, media)
    return found


@pytest.fixture
def listener(g, made):
    client = g.client("plo-80")
    client.post(f"/meetings/{made.pk}/room/enter")
    return client


def fetched(client, made, name: str, **more):
    return client.get(f"/meetings/{made.pk}/cast/{name}", **more)


def test_a_listener_who_came_in_is_offered_the_stream_and_gets_it(g, made, listener):
    page = listener.get(f"/meetings/{made.pk}/room")
    assert "data-cast " in page.content.decode()
    assert page["Content-Security-Policy"].endswith("frame-ancestors 'none'; media-src 'self' blob:")
    told = ask(listener, made, "tune").json()
    assert told == {"state": "on", "src": f"/meetings/{made.pk}/cast/{PLAYLIST}"}
    playlist = listener.get(told["src"])
    assert (playlist.status_code, playlist["Content-Type"]) == (200, "application/vnd.apple.mpegurl")
    segment = fetched(listener, made, SEGMENT)
    assert (segment.status_code, segment["Content-Type"]) == (200, "video/mp2t")
    assert b"".join(segment) == b"G" * 400
    assert fetched(listener, made, SEGMENT, headers={"Range": "bytes=0-99"}).status_code == 206
    assert "no-store" in playlist["Cache-Control"]
    assert "no-store" in segment["Cache-Control"]


def test_nobody_else_gets_it(g, made, listener, client):
    plo = g.client("plo")
    plo.post(f"/meetings/{made.pk}/room/enter")
    room = plo.get(f"/meetings/{made.pk}/room")
    assert "data-cast " not in room.content.decode()
    assert "blob:" not in room["Content-Security-Policy"]
    assert ask(plo, made, "tune").status_code == 403
    for who, codes in ((plo, {403}), (g.client("duty"), {403}), (g.client("doe"), {403, 404}), (client, {302})):
        assert {fetched(who, made, name).status_code for name in (PLAYLIST, SEGMENT)} <= codes


def test_a_listener_gets_nothing_before_coming_in_and_after_being_asked_to_leave(g, made, media):
    client = g.client("plo-80")
    assert "data-cast " not in client.get(f"/meetings/{made.pk}/room").content.decode()
    assert fetched(client, made, PLAYLIST).status_code == 403
    client.post(f"/meetings/{made.pk}/room/enter")
    assert fetched(client, made, PLAYLIST).status_code == 200
    g.do("duty", c.Remove(target_id=ground.line(made, g, "OPS-80").pk, reason="รบกวนการประชุม"))
    assert fetched(client, made, SEGMENT).status_code == 403
    assert ask(client, made, "tune").status_code == 403


def test_a_secret_item_stops_it_at_the_engine_and_at_the_door(g, made, media, listener):
    hidden, open_ = ground.item(g, made, secret=True), ground.item(g, made, title="เรื่องเปิดเผย")
    g.do("duty", c.TakeUp(target_id=hidden.pk))
    carry_out(made, media)
    assert media.shown(made.room) is None
    assert [one for one in media.calls if one[0] == "cast"][-1] == ("cast", made.room)
    assert ask(listener, made, "tune").json() == {"state": "secret"}
    assert {fetched(listener, made, name).status_code for name in (PLAYLIST, SEGMENT)} == {409}
    g.do("duty", c.TakeUp(target_id=open_.pk))
    carry_out(made, media)
    assert media.shown(made.room) is not None
    assert ask(listener, made, "tune").json()["state"] == "on"


def test_it_ends_with_the_meeting(g, made, listener):
    g.do("duty", c.CloseMeeting(target_id=made.pk))
    assert fetched(listener, made, PLAYLIST).status_code == 409
    assert ask(listener, made, "tune").status_code == 409


def test_only_names_that_a_stream_has_are_files(made, listener):
    names = ("secret", "..%2Fsecret", "raw%2F0000000007.ts", "0000000008.ts", "0000000007.ts%00", "live.m3u8.bak")
    for name in (*names, "٠٠٠٠٠٠٠٠٠٧.ts"):
        assert fetched(listener, made, name).status_code == 404, name


def test_where_the_engine_makes_no_stream_nothing_is_offered(g, made, listener, media, monkeypatch, tmp_path):
    media.stream = "none"
    monkeypatch.setattr("prasan.meetings.pages.cast.casts", lambda: tmp_path / "not there")
    page = listener.get(f"/meetings/{made.pk}/room")
    assert "data-cast " not in page.content.decode()
    assert "blob:" not in page["Content-Security-Policy"]
    assert ask(listener, made, "tune").json() == {"state": "none"}
    assert fetched(listener, made, PLAYLIST).status_code == 404


def test_a_call_for_the_playlist_asks_no_more_than_it_needs(made, listener, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        assert fetched(listener, made, PLAYLIST).status_code == 200


def test_it_shows_the_stage_large_a_screen_before_it_and_hears_the_loudest_beside():
    places = [Place(1, "a1", 92), Place(2, "a2", 80), Place(3, "a3", 10)]
    assert cast_slots(places, 2, 3, None) == {"v0": "a2/main", "a0": "a2/mic", "a1": "auto", "a2": "auto"}
    assert cast_slots(places, None, 3, None)["v0"] == "a3/main"
    assert cast_slots(places, 2, 3, 1)["v0"] == "a1/screen"
    assert cast_slots([], None, None, None)["v0"] is None
