"""Slots and sources without a network: the numbers that go out, what is kept, what may be sent again."""

from __future__ import annotations

from itertools import pairwise

import pytest

from prasan.meetings.media.embedded import rtc, source
from prasan.meetings.media.embedded.slot import PATIENCE, Slot
from prasan.meetings.media.embedded.source import Clock, Source
from prasan.meetings.media.engine import AUTO
from prasan.meetings.media.loudest import Loudest, fill


class Wire:
    """Stands for a link: what was written into the buffer and flushed."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []
        self.reports: list[bytes] = []

    def flush(self, length: int) -> None:
        self.sent.append(bytes(rtc.BUFFER[:length]))

    def feedback(self, data: bytes) -> None:
        self.reports.append(data)

    def seqs(self) -> list[int]:
        return [int.from_bytes(packet[2:4], "big") for packet in self.sent]


def body(key: bool, picture: int, layer: int = 0) -> bytes:
    return bytes([0x90, 0xC0, 0x80 | picture >> 8, picture & 0xFF, layer, 0 if key else 1])


class Sending:
    """A source and what it asked its sender for."""

    def __init__(self, name: str, start: int = 65_530) -> None:
        self.asked: list[bytes] = []
        self.source = Source(name, "video", 5, Clock(), self.asked.append)
        self.seq, self.time, self.picture = start, 2**32 - 9_000, 32_766

    def send(self, key: bool = False, lost: bool = False) -> None:
        if not lost:
            data = body(key, self.picture & 0x7FFF, self.picture & 0xFF)
            self.source.take(
                0x80 | 96, self.seq & 0xFFFF, self.time & 0xFFFFFFFF, None, data, 1_000.0 + self.time / 90_000
            )
        self.seq, self.time, self.picture = self.seq + 1, self.time + 3_000, self.picture + 1


@pytest.fixture
def wire():
    return Wire()


@pytest.fixture
def slot(wire):
    return Slot("v0", "video", wire, 1_234, 97, b"x")


def test_nothing_goes_out_before_a_key_frame(slot, wire):
    one = Sending("a/main")
    slot.show(one.source, 0.0)
    assert one.asked, "a key frame is asked for at once"
    one.send()
    assert not wire.sent
    one.send(key=True)
    one.send()
    assert len(wire.sent) == 2


def test_numbers_go_on_over_wraps_and_switches(slot, wire):
    first, second = Sending("a/main"), Sending("b/main", start=17)
    second.picture = 500
    for sender, count in ((first, 20), (second, 20), (first, 20)):
        slot.show(sender.source, 0.0)
        for index in range(count):
            sender.send(key=index == 0)
    assert len(wire.sent) == 60
    assert {(b - a) % 2**16 for a, b in pairwise(wire.seqs())} == {1}
    times = [int.from_bytes(packet[4:8], "big") for packet in wire.sent]
    assert all(0 < (b - a) % 2**32 < 2**31 for a, b in pairwise(times))
    pictures = [(packet[14] & 0x7F) << 8 | packet[15] for packet in wire.sent]
    assert {(b - a) % 2**15 for a, b in pairwise(pictures)} == {1}
    layers = [packet[16] for packet in wire.sent]
    assert {(b - a) % 2**8 for a, b in pairwise(layers)} == {1}
    assert {(packet[1], packet[8:12]) for packet in wire.sent} == {(0x80 | 97, (1_234).to_bytes(4, "big"))}


def test_what_was_lost_before_a_switch_can_still_be_had(slot, wire):
    first, second = Sending("a/main"), Sending("b/main")
    slot.show(first.source, 0.0)
    for index in range(5):
        first.send(key=index == 0)
    slot.show(second.source, 0.0)
    second.send(key=True)
    sent = list(wire.sent)
    for seq in wire.seqs():
        slot.resend(seq)
    assert wire.sent[6:] == sent
    slot.resend((wire.seqs()[0] - 1) & 0xFFFF)
    slot.resend((wire.seqs()[5] + 1) & 0xFFFF)
    assert (slot.resent, slot.unanswered, len(wire.sent)) == (6, 2, 12)


def test_nothing_of_a_muted_source_is_sent_again(slot, wire):
    one = Sending("a/main")
    slot.show(one.source, 0.0)
    for index in range(3):
        one.send(key=index == 0)
    one.source.mute(True)
    one.send(key=True)
    for seq in wire.seqs():
        slot.resend(seq)
    assert len(wire.sent) == 3
    one.source.mute(False)
    one.send()
    one.send(key=True)
    assert len(wire.sent) == 4
    assert {(b - a) % 2**16 for a, b in pairwise(wire.seqs())} == {1}


def test_a_hole_is_asked_for_and_filled_at_its_place(slot, wire):
    one = Sending("a/main")
    slot.show(one.source, 0.0)
    one.send(key=True)
    late = (one.seq, one.time, one.picture)
    one.send(lost=True)
    before = len(one.asked)
    one.send()
    assert len(one.asked) == before + 1
    one.seq, one.time, one.picture = late
    one.send()
    seqs = wire.seqs()
    assert [(seq - seqs[0]) % 2**16 for seq in seqs] == [0, 2, 1]


def test_a_sender_that_does_not_send_again_is_not_asked():
    one = Sending("a/main")
    one.source.resends = False
    one.send()
    one.send(lost=True)
    one.send()
    assert (one.asked, one.source.lost) == ([], 1)


def test_a_gap_too_large_begins_anew(slot, wire):
    one = Sending("a/main")
    slot.show(one.source, 0.0)
    one.send(key=True)
    for _packet in range(source.GAP + 1):
        one.send(lost=True)
    one.send()
    assert len(wire.sent) == 1
    one.send(key=True)
    assert {(b - a) % 2**16 for a, b in pairwise(wire.seqs())} == {1}


def test_a_sender_that_begins_to_count_elsewhere_is_followed(slot, wire):
    one = Sending("a/main", start=40_000)
    slot.show(one.source, 0.0)
    for index in range(3):
        one.send(key=index == 0)
    one.seq = 20_000
    for _packet in range(source.GAP + 5):
        one.send(key=True)
    assert len(wire.sent) > 3
    assert {(b - a) % 2**16 for a, b in pairwise(wire.seqs())} == {1}


def test_the_old_picture_goes_on_until_the_new_one_can_begin_but_not_for_long(slot, wire):
    old, new = Sending("a/main"), Sending("b/main")
    slot.show(old.source, 0.0)
    old.send(key=True)
    slot.show(new.source, 100.0)
    old.send()
    assert len(wire.sent) == 2
    slot.give_up_old(100.0 + PATIENCE / 2)
    old.send()
    assert len(wire.sent) == 3
    slot.give_up_old(100.1 + PATIENCE)
    old.send()
    assert len(wire.sent) == 3
    new.send(key=True)
    assert len(wire.sent) == 4


def test_only_two_seconds_are_kept():
    one = Sending("a/main")
    for _packet in range(90):
        one.send()
    one.source.tick(1_000.0 + one.time / 90_000)
    kept = [seq for seq in range(65_000, 140_000) if one.source.stored(seq) is not None]
    assert len(kept) == 60
    assert kept[-1] == 65_530 + 65_536 + 89


def test_a_clock_takes_the_least_late_report():
    clock = Clock()
    assert clock.to_ours(100.0, 1_100.5) == 1_100.5
    assert clock.to_ours(101.0, 1_101.1) == 1_101.1
    assert clock.to_ours(102.0, 1_102.9) == pytest.approx(1_102.1)


def mic(name: str, loud: float) -> Source:
    one = Source(f"{name}/mic", "audio", 1, Clock(), lambda _data: None)
    one.loud = loud
    return one


def test_two_who_speak_alike_do_not_take_turns():
    mics, loudest = [mic("a", 60), mic("b", 50), mic("c", 40)], Loudest()
    assert loudest.choose(mics, 2)
    assert loudest.names == ("a/mic", "b/mic")
    mics[2].loud = 55
    assert not loudest.choose(mics, 2)
    mics[2].loud = 57
    assert loudest.choose(mics, 2)
    assert loudest.names == ("a/mic", "c/mic")
    mics[0].muted = True
    assert loudest.choose(mics, 2)
    assert loudest.names == ("c/mic", "b/mic")


def test_a_voice_goes_beside_its_picture_and_keeps_its_slot():
    wanted = {"v0": "x/main", "v1": "b/thumb", "a0": AUTO, "a1": AUTO, "a2": "d/mic"}
    filled = fill("me", wanted, {}, ["me/mic", "d/mic", "b/mic", "c/mic", "e/mic"])
    assert filled == {"a0": "c/mic", "a1": "b/mic"}
    assert fill("me", wanted, filled, ["e/mic", "c/mic"]) == {"a0": "c/mic", "a1": "e/mic"}
