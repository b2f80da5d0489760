"""Our reading and writing of packets beside aiortc's, which was written from the same documents by others."""

from __future__ import annotations

import contextlib

import pytest
from aiortc import rtp
from aiortc.codecs.vpx import VpxPayloadDescriptor
from hypothesis import given
from hypothesis import strategies as st

from prasan.meetings.media.embedded import packets

SEQS = st.lists(st.integers(0, 65_535), min_size=1, max_size=60, unique=True).map(sorted)


def vp8(body: bytes) -> packets.Packet:
    packet = packets.Packet(1, 1, 0, body, 0.0)
    packet.read_vp8()
    return packet


@given(st.binary(max_size=200))
def test_whatever_comes_in_is_read_or_refused(data):
    with contextlib.suppress(ValueError):
        packets.take_apart(data)
    list(packets.extensions(data))
    for kind, count, body in packets.reports(data):
        list(packets.report_blocks(kind, count, body))
        list(packets.nacked(body))
        packets.asks_for_picture(kind, count, body)
        packets.allowed_rate(count, body)
        packets.sent_at(body)
    packet = vp8(data)
    assert packet.layer < max(len(data), 1)
    assert packet.picture + 1 < max(len(data), 2)


@given(
    st.integers(0, 127), st.integers(0, 65_535), st.integers(0, 2**32 - 1), st.binary(max_size=60), st.integers(0, 127)
)
def test_a_packet_is_read_as_it_was_written(payload, seq, time, body, level):
    known = rtp.HeaderExtensionsMap()
    known._HeaderExtensionsMap__ids.audio_level = 5
    written = rtp.RtpPacket(payload, 1, seq, time, 77, body)
    written.csrc = [1, 2]
    written.extensions.audio_level = (True, level)
    written.padding_size = 4
    kind, got_seq, got_time, ssrc, block, got_body = packets.take_apart(written.serialize(known))
    assert (kind, got_seq, got_time, ssrc, got_body) == (0x80 | payload, seq, time, 77, body)
    assert list(packets.extensions(block)) == [(5, bytes([0x80 | level]))]


@given(SEQS)
def test_nacks_are_understood_by_others_and_theirs_by_us(seqs):
    (read,) = rtp.RtcpPacket.parse(packets.nack(9, seqs))
    assert (read.media_ssrc, read.fmt, read.lost) == (9, rtp.RTCP_RTPFB_NACK, seqs)
    ((kind, count, body),) = packets.reports(bytes(rtp.RtcpRtpfbPacket(rtp.RTCP_RTPFB_NACK, 1, 9, seqs)))
    assert (kind, count, list(packets.nacked(body))) == (packets.TRANSPORT_FEEDBACK, packets.NACK, seqs)


@given(st.integers(1, 2**35))
def test_rate_limits_are_understood_both_ways(rate):
    (read,) = rtp.RtcpPacket.parse(packets.rate_limit([3, 4], rate))
    understood, ssrcs = rtp.unpack_remb_fci(read.fci)
    assert ssrcs == [3, 4]
    assert rate * 0.9999 <= understood <= rate
    written = bytes(rtp.RtcpPsfbPacket(rtp.RTCP_PSFB_APP, 1, 0, rtp.pack_remb_fci(rate, [3])))
    ((_kind, form, body),) = packets.reports(written)
    assert packets.allowed_rate(form, body) == rtp.unpack_remb_fci(read.fci)[0]


def test_reports_are_understood_by_others():
    block = (5, 0.5, 7, 70_000, 11, 12)
    report, description, receiver = rtp.RtcpPacket.parse(
        packets.sender_report(9, packets.NTP_EPOCH + 1.5, 2**32 + 6, 10, 20, b"name") + packets.receiver_report([block])
    )
    info = report.sender_info
    assert (report.ssrc, info.rtp_timestamp, info.packet_count, info.octet_count) == (9, 6, 10, 20)
    assert info.ntp_timestamp / 2**32 == packets.NTP_EPOCH + 1.5
    assert [(chunk.ssrc, chunk.items) for chunk in description.chunks] == [(9, [(1, b"name")])]
    (got,) = receiver.reports
    assert (got.ssrc, got.fraction_lost, got.packets_lost, got.highest_sequence) == (5, 128, 7, 70_000)
    ((_kind, _count, body), *_rest) = packets.reports(bytes(report))
    assert packets.sent_at(body) == (9, packets.NTP_EPOCH + 1.5, 6)


@pytest.mark.parametrize("form", [packets.PLI, packets.FIR])
def test_requests_for_a_picture_are_found(form):
    fci = b"\0\0\0\x09\x01\0\0\0" if form == packets.FIR else b""
    ((kind, count, body),) = packets.reports(bytes(rtp.RtcpPsfbPacket(form, 1, 9, fci)))
    assert packets.asks_for_picture(kind, count, body) == [9]
    (ours,) = rtp.RtcpPacket.parse(packets.picture_request(9))
    assert (ours.fmt, ours.media_ssrc) == (rtp.RTCP_PSFB_PLI, 9)


@given(
    st.none() | st.integers(0, 2**15 - 1),
    st.none() | st.integers(0, 255),
    st.none() | st.tuples(st.integers(0, 3), st.integers(0, 1)),
    st.none() | st.integers(0, 31),
    st.booleans(),
    st.integers(0, 7),
    st.booleans(),
)
def test_the_descriptor_of_a_picture_is_read(number, layer, temporal, index, begins, part, inter):
    written = VpxPayloadDescriptor(int(begins), part, number, layer, temporal, index)
    body = bytes(written) + bytes([int(inter)]) + b"picture"
    packet = vp8(body)
    assert packet.key == (begins and part == 0 and not inter)
    assert (packet.number if packet.picture else None) == number
    if number is not None:
        assert int.from_bytes(body[packet.picture : packet.picture + 2], "big") == 0x8000 | number
    assert (body[packet.layer] if packet.layer else None) == layer


def test_a_short_picture_number_is_passed_over():
    packet = vp8(bytes([0x90, 0xC0, 0x05, 9, 0]) + b"picture")
    assert (packet.key, packet.picture, packet.layer) == (True, 0, 3)


@given(st.integers(2**20, 2**40), st.integers(-30_000, 30_000))
def test_counting_goes_on_over_the_end(known, step):
    assert packets.nearest(known, (known + step) & 0xFFFF, 16) == known + step
