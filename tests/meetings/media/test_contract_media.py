"""What every engine does with real packets, seen from outside by synthetic participants."""

from __future__ import annotations

from itertools import pairwise

import pytest
from aiortc import clock
from aiortc.rtp import RTCP_PSFB_PLI, RTCP_RTPFB_NACK, RtcpPsfbPacket, RtcpRtpfbPacket

from tests.meetings.media.synthetic import Watcher, is_key, number, origin, picture, until


def steps(watcher: Watcher, slot: str, what: str, size: int) -> list[int]:
    """The distances between neighbours, of sequence numbers or timestamps, in order of arrival."""
    values = [getattr(packet, what) for packet in watcher.got[slot]]
    return [((b - a + size // 2) % size) - size // 2 for a, b in pairwise(values)]


def pictures_of(watcher: Watcher, slot: str) -> list[int]:
    """The picture numbers of a slot, one for each picture."""
    return [picture(packet) for packet in watcher.got[slot] if packet.payload[0] == 0x90]


def test_a_slot_gets_its_source_and_no_other(meeting):
    meeting.sender("trang")
    meeting.sender("krabi")
    watcher = meeting.watcher("phuket", 3, 1)
    meeting.assign(watcher, "v0", "trang/main")
    meeting.assign(watcher, "v1", "krabi/thumb")
    meeting.assign(watcher, "a0", "krabi/mic")
    watcher.got.clear()
    until(lambda: all(len(watcher.got[slot]) > 20 for slot in ("v0", "v1", "a0")), "packets in all three slots")
    assert watcher.sources("v0") == ["trang/main"]
    assert watcher.sources("v1") == ["krabi/thumb"]
    assert watcher.sources("a0")[-1] == "krabi/mic"
    assert set(watcher.got) == {"v0", "v1", "a0"}  # nothing in the empty slot, nothing under an unknown number


def test_every_slot_of_a_large_receiver_gets_packets(meeting):
    names = [f"p{index}" for index in range(4)]
    for name in names:
        meeting.sender(name)
    watcher = meeting.watcher("hall", 8, 4)
    labels = [f"{name}/{label}" for name in names for label in ("main", "thumb")]
    meeting.engine.arrange(meeting.room, {"hall": {f"v{index}": source for index, source in enumerate(labels)}})
    slots = [f"v{index}" for index in range(8)] + [f"a{index}" for index in range(4)]
    until(lambda: all(len(watcher.got[slot]) > 5 for slot in slots), "packets in all twelve slots")
    assert [watcher.sources(f"v{index}") for index in range(8)] == [[source] for source in labels]
    assert {watcher.sources(f"a{index}")[-1] for index in range(4)} == {f"{name}/mic" for name in names}


def test_a_switch_is_seamless(meeting):
    meeting.sender("trang", "main")
    meeting.sender("krabi", "main", skew=-50.0)
    watcher = meeting.watcher("phuket")
    for source in ("trang/main", "krabi/main", "trang/main"):
        before = len(watcher.got["v0"])
        meeting.assign(watcher, "v0", source)
        until(lambda before=before, source=source: watcher.sources("v0", before)[-1:] == [source], f"{source} in v0")
        until(lambda before=before: len(watcher.got["v0"]) > before + 60, "more of it")
    assert watcher.sources("v0") == ["trang/main", "krabi/main", "trang/main"]
    assert sum(map(is_key, watcher.got["v0"])) >= 3
    if not meeting.unbroken:
        return
    got = watcher.got["v0"]
    firsts = [got[0]] + [after for before, after in pairwise(got) if origin(before) != origin(after)]
    assert all(is_key(packet) for packet in firsts)
    assert set(steps(watcher, "v0", "sequence_number", 2**16)) == {1}
    assert min(steps(watcher, "v0", "timestamp", 2**32)) >= 0
    joints = [index for index, (a, b) in enumerate(pairwise(got)) if origin(a) != origin(b)]
    assert all(steps(watcher, "v0", "timestamp", 2**32)[index] > 0 for index in joints)
    assert {(b - a) % 2**15 for a, b in pairwise(pictures_of(watcher, "v0"))} == {1}


def test_a_source_may_be_named_before_it_comes_and_keeps_its_place_when_it_comes_back(meeting):
    watcher = meeting.watcher("phuket")
    meeting.assign(watcher, "v0", "trang/main")
    first = meeting.sender("trang", "main")
    until(lambda: len(watcher.got["v0"]) > 10, "packets of the one who came later")
    meeting.do(first.leave())
    before = len(watcher.got["v0"])
    meeting.sender("trang", "main")
    until(lambda: len(watcher.got["v0"]) > before + 30, "packets after it came back")
    if not meeting.unbroken:
        return
    assert set(steps(watcher, "v0", "sequence_number", 2**16)) == {1}
    assert min(steps(watcher, "v0", "timestamp", 2**32)) >= 0


def test_nobody_gets_a_packet_of_a_muted_person(meeting):
    sender = meeting.sender("trang")
    watchers = [meeting.watcher(name, 2, 1) for name in ("phuket", "ranong")]
    for watcher in watchers:
        meeting.engine.arrange(meeting.room, {watcher.name: {"v0": "trang/main", "v1": "trang/thumb"}})
    until(lambda: all(len(w.got[slot]) > 5 for w in watchers for slot in ("v0", "v1", "a0")), "packets at both")
    meeting.engine.mute(meeting.room, "trang", True)
    before = {name: track.count for name, track in sender.tracks.items()}
    until(lambda: all(track.count > before[name] + 60 for name, track in sender.tracks.items()), "sent while muted")
    for slot, label in (("v0", "main"), ("v1", "thumb"), ("a0", "mic")):
        assert all(number(packet) <= before[label] for watcher in watchers for packet in watcher.got[slot])
    spoken = {name: track.count for name, track in sender.tracks.items()}
    meeting.engine.mute(meeting.room, "trang", False)
    until(lambda: all(number(w.got[slot][-1]) > spoken["main"] for w in watchers for slot in ("v0", "v1")), "back")
    until(lambda: all(number(w.got["a0"][-1]) > spoken["mic"] for w in watchers), "heard again")
    for watcher in watchers if meeting.unbroken else ():
        for slot in ("v0", "v1", "a0"):
            assert set(steps(watcher, slot, "sequence_number", 2**16)) == {1}
        after = next(packet for packet in watcher.got["v0"] if number(packet) > before["main"])
        assert is_key(after)


def test_only_the_named_label_is_muted_and_also_before_it_is_sent(meeting):
    meeting.engine.mute(meeting.room, "trang", True, ["mic"])
    sender = meeting.sender("trang", "mic", "main")
    watcher = meeting.watcher("phuket", 1, 1)
    meeting.engine.arrange(meeting.room, {"phuket": {"v0": "trang/main", "a0": "trang/mic"}})
    until(lambda: len(watcher.got["v0"]) > 30 and sender.tracks["mic"].count > 30, "the picture")
    assert not watcher.got["a0"]


@pytest.mark.parametrize(("slot", "label"), [("v0", "main"), ("a0", "mic")])
def test_what_a_receiver_lost_is_sent_again(unbroken, slot, label):
    unbroken.sender("trang", label)
    watcher = unbroken.watcher("phuket", 1, 1)
    watcher.lose = lambda where, seq: seq % 5 == 0 and seq not in watcher.lost[where]
    unbroken.assign(watcher, slot, f"trang/{label}")

    def complete() -> bool:
        have = {packet.sequence_number for packet in watcher.got[slot]}
        missing = [seq for seq in watcher.lost[slot][-50:] if seq not in have]
        if missing:
            ask = RtcpRtpfbPacket(RTCP_RTPFB_NACK, 7, watcher.ssrc(slot), missing)
            unbroken.do(watcher.feed_back(ask))
        return len(watcher.lost[slot]) >= 10 and len(have & set(watcher.lost[slot])) >= 10

    until(complete, "ten lost packets resent")
    found = {packet.sequence_number: number(packet) for packet in watcher.got[slot]}
    firsts = watcher.got[slot][0]
    assert all(
        (count - number(firsts)) % 2**16 == (seq - firsts.sequence_number) % 2**16 for seq, count in found.items()
    )
    assert unbroken.engine.stats(unbroken.room).watchers["phuket"]["slots"][slot]["resent"] >= 10


def test_what_the_engine_did_not_get_it_asks_for_and_hands_on(meeting):
    sender = meeting.sender("trang", "main")
    watcher = meeting.watcher("phuket")
    held: set[int] = set()

    def hold(_track, packet) -> bool:
        if packet.sequence_number % 6 or len(held) > 20:
            return False
        held.add(packet.sequence_number)
        return True

    meeting.assign(watcher, "v0", "trang/main")
    until(lambda: len(watcher.got["v0"]) > 5, "packets")
    sender.hold = hold
    until(lambda: len(held) > 20 and sender.nacked >= 20, "held back and asked for")
    last = sender.tracks["main"].count
    until(lambda: number(watcher.got["v0"][-1]) > last, "what came after")
    numbers = sorted({number(packet) for packet in watcher.got["v0"]})
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert len({packet.sequence_number for packet in watcher.got["v0"]}) == len(numbers)


def test_a_receiver_that_cannot_decode_gets_a_key_frame(meeting):
    sender = meeting.sender("trang", "main")
    watcher = meeting.watcher("phuket")
    meeting.assign(watcher, "v0", "trang/main")
    until(lambda: len(watcher.got["v0"]) > 20, "packets")
    asked, keys = sender.key_requests, sum(map(is_key, watcher.got["v0"]))

    def answered() -> bool:
        meeting.do(watcher.feed_back(RtcpPsfbPacket(RTCP_PSFB_PLI, 7, watcher.ssrc("v0"))))
        return sender.key_requests > asked and sum(map(is_key, watcher.got["v0"])) > keys

    until(answered, "a key frame on request")


def test_the_loudest_are_heard_and_nobody_hears_himself(meeting):
    senders = {name: meeting.sender(name, "mic") for name in ("a", "b", "c", "d", "e")}
    levels = {"a": 20, "b": 30, "c": 40, "d": 90, "e": 100}
    for name, level in levels.items():
        senders[name].tracks["mic"].level = level
    listener, speaker = meeting.watcher("x", 0, 3), meeting.watcher("a", 0, 3)

    def hears(who: Watcher) -> set[str]:
        return {who.sources(slot)[-1][0] for slot in ("a0", "a1", "a2") if who.got[slot]}

    until(lambda: hears(listener) == {"a", "b", "c"}, "the three loudest")
    until(lambda: hears(speaker) == {"b", "c", "d"}, "the three loudest others")
    # Janus takes who has just begun for louder, for three seconds: all five would else have begun at once
    counts = meeting.engine.stats
    until(lambda: 80 < counts(meeting.room).sources["c/mic"]["loud"] < 90, "the others have spoken for a while")
    senders["e"].tracks["mic"].level = 1
    until(lambda: "e" in hears(listener) and "e" in hears(speaker), "the one who began to speak")
    assert not any(origin(packet) == "a/mic" for packets in speaker.got.values() for packet in packets)
    for slot in ("a0", "a1", "a2") if meeting.unbroken else ():
        assert set(steps(listener, slot, "sequence_number", 2**16)) == {1}


def test_sound_and_picture_stay_in_step_across_a_switch(unbroken):
    senders = {
        "trang": unbroken.sender("trang", "mic", "main"),
        "krabi": unbroken.sender("krabi", "mic", "main", skew=90.0),
    }
    for sender in senders.values():
        sender.tracks["main"].late = 0.7  # slow cameras: by arrival alone lips would be seen 0.7 s too late
    watcher = unbroken.watcher("phuket", 1, 1)

    def shown_at(slot: str, label: str, name: str) -> float | None:
        """When the last packet of a slot is to be played, less when it was captured: the same for sound and picture."""
        mine = [packet for packet in watcher.got[slot] if origin(packet) == f"{name}/{label}"]
        if not mine or not watcher.reports[slot]:
            return None
        rate = 48_000 if slot[0] == "a" else 90_000
        told = watcher.reports[slot][-1].sender_info
        ahead = (mine[-1].timestamp - told.rtp_timestamp + 2**31) % 2**32 - 2**31
        at = clock.datetime_from_ntp(told.ntp_timestamp).timestamp() + ahead / rate
        return at - senders[name].tracks[label].taken[number(mine[-1])]

    for name in ("trang", "krabi", "trang"):
        watcher.reports.clear()
        unbroken.engine.arrange(unbroken.room, {"phuket": {"v0": f"{name}/main", "a0": f"{name}/mic"}})

        def in_step(name: str = name) -> bool:
            picture_at, sound_at = shown_at("v0", "main", name), shown_at("a0", "mic", name)
            return picture_at is not None and sound_at is not None and abs(picture_at - sound_at) < 0.04

        until(in_step, f"{name}'s lips and voice together")


def test_a_dropped_person_is_gone_from_every_slot(meeting):
    events = meeting.engine.events(60.0)
    sender = meeting.sender("trang", "main")
    watcher = meeting.watcher("phuket")
    meeting.assign(watcher, "v0", "trang/main")
    until(lambda: len(watcher.got["v0"]) > 5, "packets")
    meeting.engine.drop(meeting.room, "trang")
    until(lambda: sender.connection.connectionState == "closed", "the connection ended from the other side")
    assert "trang/main" not in meeting.engine.stats(meeting.room).sources
    downs = (event for event in events if event.room == meeting.room and event.kind == "down")
    down = next(downs)
    assert (down.peer, down.about, down.reason, down.labels) == ("trang", "publish", "dropped", ("main",))


def test_an_emptied_slot_gets_nothing_more(meeting):
    sender = meeting.sender("trang", "main")
    watcher = meeting.watcher("phuket")
    meeting.assign(watcher, "v0", "trang/main")
    until(lambda: len(watcher.got["v0"]) > 5, "packets")
    meeting.assign(watcher, "v0", None)
    before = sender.tracks["main"].count
    until(lambda: sender.tracks["main"].count > before + 40, "sent for nobody")
    assert all(number(packet) <= before + 2 for packet in watcher.got["v0"])


def test_comings_stalls_voices_and_goings_are_told(meeting):
    events = meeting.engine.events(60.0)
    sender = meeting.sender("trang", "mic", "main")
    watcher = meeting.watcher("phuket", 1, 1)
    mine = (event for event in events if event.room == meeting.room)

    def wait_for(kind: str, peer: str, about: str = "") -> None:
        assert any(one.kind == kind and (one.peer, one.about) == (peer, about) for one in mine), (kind, peer, about)

    wait_for("up", "trang", "publish")
    until(lambda: watcher.got["a0"], "sound")
    sender.tracks["main"].paused = True
    wait_for("stall", "trang", "main")
    assert meeting.engine.stats(meeting.room).sources["trang/main"]["stalled"]
    sender.tracks["main"].paused = False
    wait_for("flow", "trang", "main")
    meeting.do(watcher.leave())
    wait_for("down", "phuket", "watch")
    meeting.do(sender.leave())
    wait_for("down", "trang", "publish")


def test_who_is_heard_is_told(meeting):
    events = meeting.engine.events(60.0)
    meeting.sender("trang", "mic")
    meeting.watcher("phuket", 0, 1)
    mine = (event for event in events if event.room == meeting.room and event.kind == "level")
    assert any(event.speakers == ("trang/mic",) for event in mine)
