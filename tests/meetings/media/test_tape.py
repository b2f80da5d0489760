"""From packets to pictures and sounds: order, loss, key frames, nothing after the end."""

from __future__ import annotations

from prasan.meetings.media.embedded.packets import Packet
from prasan.meetings.media.embedded.tape import MOST_WAITING, WAIT_SECONDS, Tape
from tests.meetings.media.camera import HEIGHT, PUBLIC, WIDTH, pictures


def picture(seq: int, number: int) -> list[Packet]:
    """A picture of two packets; number 0 is a key frame."""
    body = pictures(PUBLIC)[number]
    found = [Packet(seq, number * 4500, 0, b"\x90\x80\x80\x01" + body[:10], 1.0)]
    found.append(Packet(seq + 1, number * 4500, 0x80, b"\x80\x80\x80\x01" + body[10:], 1.0))
    for packet in found:
        packet.read_vp8()
    return found


def sound(seq: int, at: float = 1.0) -> Packet:
    return Packet(seq, seq * 960, 0, b"%d" % seq, at)


def taken(tape: Tape, *packets: Packet, now: float = 1.0) -> list:
    for packet in packets:
        tape.take(packet)
    return tape.pieces(now)


def test_packets_out_of_order_come_out_in_order():
    tape = Tape("a/mic", "audio")
    found = taken(tape, sound(5), sound(7), sound(8)) + taken(tape, sound(6))
    assert [piece.body for piece in found] == [b"5", b"6", b"7", b"8"]
    assert (tape.packets, tape.lost) == (4, 0)


def test_what_is_older_than_the_begin_is_left_out():
    """A packet from before (said in a pause, and sent again) must not come into the part after it."""
    tape = Tape("a/mic", "audio")
    assert [piece.body for piece in taken(tape, sound(5), sound(4), sound(6))] == [b"5", b"6"]


def test_a_missing_sound_is_given_up_after_a_time():
    tape = Tape("a/mic", "audio")
    assert len(taken(tape, sound(1), sound(3), now=1.0)) == 1
    assert [piece.body for piece in tape.pieces(1.0 + WAIT_SECONDS)] == [b"3"]
    assert tape.lost == 1


def test_pictures_are_put_together_and_begin_with_a_key_frame():
    tape = Tape("a/main", "video")
    assert taken(tape, *picture(1, 1)) == []
    found = taken(tape, *picture(3, 0), *picture(5, 1))
    assert [piece.body for piece in found] == list(pictures(PUBLIC)[:2])
    assert [(piece.key, piece.width, piece.height) for piece in found] == [(True, WIDTH, HEIGHT), (False, 0, 0)]


def test_after_a_lost_part_nothing_is_written_before_the_next_key_frame():
    tape = Tape("a/main", "video")
    head, _tail = picture(3, 1)
    found = taken(tape, *picture(1, 0), head, *picture(5, 2), now=9.0)
    assert len(found) == 1
    assert tape.needs_key
    assert [piece.key for piece in taken(tape, *picture(7, 0), *picture(9, 1))] == [True, False]
    assert not tape.needs_key


def test_nothing_is_waited_for_or_taken_after_the_end():
    tape = Tape("a/mic", "audio")
    tape.take(sound(1))
    tape.take(sound(3))
    tape.end("paused")
    tape.take(sound(4))
    assert [piece.body for piece in tape.pieces(1.0)] == [b"1", b"3"]


def test_a_disk_that_does_not_follow_costs_the_recording_and_not_the_memory():
    tape = Tape("a/mic", "audio")
    assert len(taken(tape, *map(sound, range(MOST_WAITING + 5)))) == MOST_WAITING
    assert tape.spilt == 5
