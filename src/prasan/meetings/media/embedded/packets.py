"""Reading and writing RTP (RFC 3550), its feedback (RFC 4585, 5104) and the VP8 descriptor (RFC 7741) as bytes."""

from __future__ import annotations

from collections.abc import Iterator
from struct import Struct, error, pack, unpack_from

HEADER = Struct("!BBHII")
FIXED = Struct("!xBHII")

SENDER_REPORT, RECEIVER_REPORT, DESCRIPTION, BYE, TRANSPORT_FEEDBACK, PICTURE_FEEDBACK = 200, 201, 202, 203, 205, 206
NACK = 1
PLI, FIR, APPLICATION = 1, 4, 15

NTP_EPOCH = 2_208_988_800
"""Seconds from 1900 to 1970."""
OWN_SSRC = 1
"""What this process calls itself in feedback; receivers' sources are never numbered so low."""


class Packet:
    """One RTP packet of a source, taken apart once and shared by all its receivers.

    `seq` and `time` count on without wrapping; `mark` is 0x80 on the last packet of a picture (or the first of
    talk), `key` the first packet of a picture that needs no other. `picture` is the place of a 15-bit picture
    number in the body (0 for none), `layer` that of the one-byte TL0PICIDX, `at` the second of arrival, `start` where
    the VP8 itself begins in the body.
    """

    __slots__ = ("at", "body", "key", "layer", "mark", "number", "picture", "seq", "start", "time")

    def __init__(self, seq: int, time: int, mark: int, body: bytes, at: float) -> None:
        self.seq = seq
        self.time = time
        self.mark = mark
        self.body = body
        self.at = at
        self.key = False
        self.picture = 0
        self.number = 0
        self.layer = 0
        self.start = 0

    def read_vp8(self) -> None:
        """Find out key frame, picture number and layer index; a body too short for them is left as it is."""
        body = self.body
        if not body:
            return
        at = 1
        try:
            if body[0] & 0x80:
                extra, at = body[1], 2
                if extra & 0x80:
                    if body[2] & 0x80:
                        self.picture, self.number, at = 2, (body[2] & 0x7F) << 8 | body[3], 4
                    else:
                        at = 3
                if extra & 0x40:
                    self.layer, at = at, at + 1
                if extra & 0x30:
                    at += 1
            # a picture begins (S, partition 0) and its own first bit says that it needs no other
            self.key = body[0] & 0x17 == 0x10 and not body[at] & 1
            self.start = at
            if self.layer >= len(body):
                self.layer = 0
        except IndexError:
            self.picture = self.layer = 0
            self.key = False


def take_apart(data: bytes) -> tuple[int, int, int, int, bytes, bytes]:
    """Return (mark and payload type, sequence, timestamp, ssrc, extension block, body) of an RTP packet.

    Raises ValueError when the packet is not whole.
    """
    if len(data) < HEADER.size:
        raise ValueError("too short for RTP")
    first = data[0]
    kind, seq, time, ssrc = FIXED.unpack_from(data)
    start, end, extension = 12 + 4 * (first & 15), len(data), b""
    if first & 0x10:
        if end < start + 4:
            raise ValueError("extension cut off")
        length = 4 + 4 * unpack_from("!H", data, start + 2)[0]
        extension = data[start : start + length]
        start += length
    if first & 0x20:
        end -= data[-1]
    if start > end:
        raise ValueError("header or padding longer than the packet")
    return kind, seq, time, ssrc, extension, data[start:end]


def extensions(block: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield (number, value) of the header extensions of RFC 8285, one-byte or two-byte form."""
    if len(block) < 4:
        return
    short, at = block[0] == 0xBE, 4
    while at < len(block):
        if block[at] == 0:
            at += 1
            continue
        if short:
            number, length, at = block[at] >> 4, (block[at] & 15) + 1, at + 1
        elif at + 1 < len(block):
            number, length, at = block[at], block[at + 1], at + 2
        else:
            return
        yield number, block[at : at + length]
        at += length


def nearest(known: int, low: int, bits: int) -> int:
    """Return the number with these low `bits` that lies nearest to `known`."""
    size = 1 << bits
    return known + ((low - known + size // 2) & (size - 1)) - size // 2


# feedback


def reports(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield (type, count or format, body) of the packets in one RTCP datagram; stops at the first broken one."""
    at = 0
    while at + 4 <= len(data):
        first, kind, words = unpack_from("!BBH", data, at)
        end = at + 4 + 4 * words
        if first >> 6 != 2 or end > len(data):
            return
        yield kind, first & 31, data[at + 4 : end]
        at = end


def report_blocks(kind: int, count: int, body: bytes) -> Iterator[tuple[int, float, int, int]]:
    """Yield (ssrc, share lost since the last report, middle of the last sender report, its delay) of a report."""
    start = 24 if kind == SENDER_REPORT else 4
    for number in range(count):
        if len(body) < start + 24 * number + 24:
            return
        ssrc, lost, _seq, _jitter, last, delay = unpack_from("!IIIIII", body, start + 24 * number)
        yield ssrc, (lost >> 24) / 256, last, delay


def nacked(body: bytes) -> Iterator[int]:
    """Yield the 16-bit sequence numbers that a NACK asks for."""
    for at in range(8, len(body) - 3, 4):
        first, more = unpack_from("!HH", body, at)
        yield first
        for bit in range(16):
            if more >> bit & 1:
                yield (first + bit + 1) & 0xFFFF


def asks_for_picture(kind: int, form: int, body: bytes) -> list[int]:
    """Return the ssrcs for which this packet asks for a key frame (PLI or FIR)."""
    if kind != PICTURE_FEEDBACK or len(body) < 8:
        return []
    if form == PLI:
        return [unpack_from("!I", body, 4)[0]]
    if form == FIR:
        return [unpack_from("!I", body, at)[0] for at in range(8, len(body) - 7, 8)]
    return []


def allowed_rate(form: int, body: bytes) -> int | None:
    """Return the bit/s that a receiver says it can take (REMB), or None when this is no such packet."""
    if form != APPLICATION or len(body) < 16 or body[8:12] != b"REMB":
        return None
    return ((body[13] & 3) << 16 | body[14] << 8 | body[15]) << (body[13] >> 2)


def sent_at(body: bytes) -> tuple[int, float, int] | None:
    """Return (ssrc, NTP seconds, timestamp) of a sender report, None when it is cut off."""
    try:
        ssrc, whole, part, time = unpack_from("!IIII", body)
    except error:
        return None
    return ssrc, whole + part / 2**32, time


def _rtcp(kind: int, count: int, body: bytes) -> bytes:
    return pack("!BBH", 0x80 | count, kind, len(body) // 4) + body


def picture_request(ssrc: int) -> bytes:
    """A PLI."""
    return _rtcp(PICTURE_FEEDBACK, PLI, pack("!II", OWN_SSRC, ssrc))


def nack(ssrc: int, missing: list[int]) -> bytes:
    """A NACK for ascending sequence numbers that do not wrap."""
    pairs: list[tuple[int, int]] = []
    for seq in missing:
        if pairs and 0 < seq - pairs[-1][0] <= 16:
            pairs[-1] = (pairs[-1][0], pairs[-1][1] | 1 << (seq - pairs[-1][0] - 1))
        else:
            pairs.append((seq, 0))
    body = b"".join(pack("!HH", seq & 0xFFFF, more) for seq, more in pairs)
    return _rtcp(TRANSPORT_FEEDBACK, NACK, pack("!II", OWN_SSRC, ssrc) + body)


def rate_limit(ssrcs: list[int], rate: int) -> bytes:
    """A REMB: what the sender of these may send altogether, in bit/s."""
    exponent = max(0, rate.bit_length() - 18)
    mantissa = rate >> exponent
    body = pack("!II4sBBH", OWN_SSRC, 0, b"REMB", len(ssrcs), exponent << 2 | mantissa >> 16, mantissa & 0xFFFF)
    return _rtcp(PICTURE_FEEDBACK, APPLICATION, body + b"".join(pack("!I", ssrc) for ssrc in ssrcs))


def receiver_report(blocks: list[tuple[int, float, int, int, int, int]]) -> bytes:
    """A receiver report of (ssrc, share lost, lost so far, highest sequence, last report, delay) per source."""
    body = pack("!I", OWN_SSRC)
    for ssrc, share, lost, highest, last, delay in blocks:
        total = min(max(lost, 0), 0x7FFFFF)
        body += pack("!IIIIII", ssrc, min(int(share * 256), 255) << 24 | total, highest & 0xFFFFFFFF, 0, last, delay)
    return _rtcp(RECEIVER_REPORT, len(blocks), body)


def sender_report(ssrc: int, ntp: float, time: int, packets: int, octets: int, name: bytes) -> bytes:
    """A sender report and the description that names the source; `ntp` in seconds since 1900."""
    whole = int(ntp)
    part = int((ntp - whole) * 2**32)
    head = pack("!IIIIII", ssrc, whole & 0xFFFFFFFF, part, time & 0xFFFFFFFF, packets & 0xFFFFFFFF, octets & 0xFFFFFFFF)
    chunk = pack("!IBB", ssrc, 1, len(name)) + name + b"\0"
    chunk += b"\0" * (-len(chunk) % 4)
    return _rtcp(SENDER_REPORT, 0, head) + _rtcp(DESCRIPTION, 1, chunk)


def middle(ntp: float) -> int:
    """The middle 32 bits of an NTP time, as reports quote it."""
    return int(ntp * 65536) & 0xFFFFFFFF
