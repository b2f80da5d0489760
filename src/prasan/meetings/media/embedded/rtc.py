"""The one module that touches private names of aiortc, aioice and pylibsrtp; their versions are pinned exactly.

A `Link` is one bundled connection: aiortc does ICE and DTLS, and then only protects and checks SRTP. Packets
are not routed, buffered or decoded by aiortc: they come out of the socket straight to `on_rtp` and `on_rtcp`,
and go from one shared buffer straight to the socket of the connection's single live transport. All m-lines use
that transport from the beginning (MAX_BUNDLE); else a sender may hold one that died when bundling was agreed.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
import socket
from collections.abc import Callable, Sequence
from typing import Any

from aioice import Candidate, ice
from aioice.candidate import candidate_foundation, candidate_priority
from aiortc import RTCBundlePolicy, RTCConfiguration, RTCPeerConnection, RTCRtpSender, RTCSessionDescription
from aiortc.codecs import CODECS as KNOWN
from aiortc.rtcrtpparameters import RTCRtcpFeedback
from pylibsrtp import Error as SrtpError
from pylibsrtp._binding import ffi, lib

from prasan.meetings.media.embedded.description import described, read, without_candidates
from prasan.meetings.media.embedded.place import BadDescription, Place, Section, some_ports

log = logging.getLogger("prasan.media")

CODECS = {"audio": "audio/opus", "video": "video/vp8"}
AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
MID = "urn:ietf:params:rtp-hdrext:sdes:mid"
_NACK = RTCRtcpFeedback("nack")
KNOWN["audio"][0].rtcpFeedback = [_NACK]  # Opus: aiortc offers to send again for pictures alone
CONNECT_SECONDS = 30.0
RECEIVE_BYTES = 1 << 18  # as aioice has it

# One buffer for everything that is sent: the process has one thread.
_ROOM = 2048
MOST = _ROOM - 148  # bytes of the longest packet that is sent; SRTP needs the rest
_cdata = ffi.new("char[]", _ROOM)
_length, _protect = ffi.new("int *"), lib.srtp_protect
BUFFER = memoryview(ffi.buffer(_cdata)).cast("B")  # where a packet is written before `Link.flush` sends it


def own_addresses() -> tuple[str, ...]:
    """Return the addresses of this machine; the loopback one when there is no other."""
    return tuple(ice.get_host_addresses(use_ipv4=True, use_ipv6=False)) or ("127.0.0.1",)


class Link:
    """One connection to one peer, either receiving (`accept`) or sending (`offer`, then `complete`)."""

    def __init__(self, place: Place, on_rtp: Callable[[bytes], None], on_rtcp: Callable[[bytes], None]) -> None:
        """Parameters: what is called with each packet, already checked and decrypted. No network yet."""
        self._place = place
        self._on_rtp = on_rtp
        self._on_rtcp = on_rtcp
        self.on_up: Callable[[], None] = lambda: None
        self.on_down: Callable[[str], None] = lambda _reason: None
        self.up = False
        self.sections: tuple[Section, ...] = ()
        self.level_id = self.mid_id = 0
        self.lost = 0
        self._pc = RTCPeerConnection(RTCConfiguration(iceServers=[], bundlePolicy=RTCBundlePolicy.MAX_BUNDLE))
        self._ended = False
        self._socket: socket.socket | None = None
        self._sendto: Callable[[memoryview, tuple[str, int]], int] | None = None
        self._target: tuple[str, int] = ("", 0)
        self._ctx: Any = None
        self._timer: asyncio.TimerHandle | None = None

    # agreeing

    async def accept(self, offer: str, kinds: Sequence[str]) -> str:
        """Return the answer to a peer's offer whose media sections are of these kinds.

        Raises BadDescription.
        """
        media = read(offer).media
        if [one.kind for one in media] != list(kinds):
            raise BadDescription(f"media sections are {[one.kind for one in media]}, {list(kinds)} was announced")
        for kind in kinds:
            self._add(kind, "recvonly")
        self._prepare()
        with described():
            await self._pc.setRemoteDescription(RTCSessionDescription(without_candidates(offer), "offer"))
            await self._pc.setLocalDescription()
        self._learn(media)
        return self._described()

    async def offer(self, slots: Sequence[tuple[str, str, int]]) -> str:
        """Return the offer of a sending connection: (name, kind, number of its stream) per slot."""
        base = 2**24 + secrets.randbelow(2**31)
        for index, (name, kind, stream) in enumerate(slots):
            sender = self._add(kind, "sendonly")
            sender._stream_id, sender._track_id, sender._ssrc = f"stream{stream}", name, base + index
        self._prepare()
        await self._pc.setLocalDescription()
        return self._described()

    async def complete(self, answer: str) -> None:
        """Take the answer to `offer`; raises BadDescription."""
        media = read(answer).media
        with described():
            await self._pc.setRemoteDescription(RTCSessionDescription(without_candidates(answer), "answer"))
        self._learn(media)

    def ssrc(self, index: int) -> int:
        """Return the ssrc of the own section at `index`."""
        return int(self._pc.getTransceivers()[index].sender._ssrc)

    def _add(self, kind: str, direction: str) -> Any:
        transceiver = self._pc.addTransceiver(kind, direction=direction)
        known = RTCRtpSender.getCapabilities(kind).codecs
        transceiver.setCodecPreferences([one for one in known if one.mimeType.lower() == CODECS[kind]])
        # aiortc would start an encoder task, a decoder thread and a jitter buffer here
        for half, start in ((transceiver.sender, "send"), (transceiver.receiver, "receive")):
            setattr(half, start, _nothing)
        return transceiver.sender

    def _prepare(self) -> None:
        """Take over the live transport: where it listens, and where its packets go."""
        self._dtls = self._pc.getTransceivers()[0].receiver.transport
        self._dtls._handle_rtp_data = self._rtp_during_handshake  # type: ignore[method-assign]
        self._dtls._handle_rtcp_data = self._rtcp_during_handshake  # type: ignore[method-assign]
        self._dtls.on("statechange", self._changed)
        self._dtls.transport.on("statechange", self._changed)
        self._ice = self._dtls.transport._connection
        self._ice.get_component_candidates = self._listen  # type: ignore[method-assign]
        self._timer = asyncio.get_running_loop().call_later(CONNECT_SECONDS, self._late)

    async def _listen(self, component: int, addresses: list[str], timeout: int = 5) -> list[Any]:
        """Open one socket per own address: aioice leaves out the loopback one and knows no range of ports."""
        loop = asyncio.get_running_loop()
        found = []
        for address in self._place.addresses:
            for port in some_ports(*self._place.ports):
                with contextlib.suppress(OSError):
                    made = await loop.create_datagram_endpoint(
                        lambda: ice.StunProtocol(self._ice), local_addr=(address, port)
                    )
                    made[0].get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BYTES)
                    found.append(_candidate(made[1], component, self._place.shown))
                    self._ice._protocols.append(made[1])
                    break
        if not found:
            raise BadDescription("no free UDP port")
        return found

    def _learn(self, theirs: Sequence[Any]) -> None:
        transceivers = self._pc.getTransceivers()
        agreed = [(one, one._codecs[0], media) for one, media in zip(transceivers, theirs, strict=True)]
        self.sections = tuple(
            Section(
                one.kind,
                codec.payloadType or 0,
                tuple(x.ssrc for x in media.ssrc),
                one.mid or "",
                _NACK in codec.rtcpFeedback,
            )
            for one, codec, media in agreed
        )
        for extension in (each for one in transceivers for each in one._headerExtensions):
            if extension.uri == AUDIO_LEVEL:
                self.level_id = extension.id
            elif extension.uri == MID:
                self.mid_id = extension.id

    def _described(self) -> str:
        return str(self._pc.localDescription.sdp)

    # the state of the connection

    def _late(self) -> None:
        if not self.up:
            self._down("timeout")

    def _changed(self) -> None:
        states = {self._dtls.state, self._dtls.transport.state}
        if states & {"closed", "failed"}:
            self._down("failed" if "failed" in states else "closed")
        elif self._dtls.state == "connected" and not self.up and not self._ended:
            self.up = True
            self._ctx = self._dtls._tx_srtp._srtp[0]
            self.refresh()
            for protocol in self._ice._protocols:
                protocol.datagram_received = self._shortcut(protocol.datagram_received)  # type: ignore[method-assign]
            self.on_up()

    def refresh(self) -> None:
        """Follow ICE when it has moved to another pair of addresses; call this now and then."""
        pair = self._ice._nominated.get(1)
        if pair is None or (self._socket is not None and pair.remote_addr == self._target):
            return
        if self._socket is not None:
            self._socket.close()
        self._target = pair.remote_addr
        self._socket = socket.socket(fileno=os.dup(pair.protocol.transport.get_extra_info("socket").fileno()))
        self._sendto = self._socket.sendto

    def _down(self, reason: str) -> None:
        self.up, self._sendto = False, None
        if not self._ended:
            self._ended = True
            self.on_down(reason)

    async def close(self) -> None:
        """End the connection and tell the peer; `on_down` is not called."""
        self._ended, self.up, self._sendto = True, False, None
        if self._timer is not None:
            self._timer.cancel()
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        await self._pc.close()

    # packets in

    def _shortcut(self, usual: Callable[..., None]) -> Callable[..., None]:
        """SRTP goes past the queues of aioice and aiortc; STUN and DTLS go the usual way."""
        session = self._dtls._rx_srtp

        def received(data: bytes, address: tuple[Any, ...]) -> None:
            if len(data) < 12 or not 127 < data[0] < 192:
                usual(data, address)
                return
            try:
                if 192 <= data[1] <= 223:
                    self._on_rtcp(session.unprotect_rtcp(data))
                else:
                    self._on_rtp(session.unprotect(data))
            except (SrtpError, ValueError):
                self.lost += 1

        return received

    async def _rtp_during_handshake(self, data: bytes, arrival_time_ms: int) -> None:
        with contextlib.suppress(ValueError):
            self._on_rtp(data)

    async def _rtcp_during_handshake(self, data: bytes) -> None:
        with contextlib.suppress(ValueError):
            self._on_rtcp(data)

    # packets out

    def flush(self, length: int) -> None:
        """Protect and send the first `length` bytes of BUFFER as an RTP packet; nothing while the link is down."""
        if self._sendto is None:
            return
        _length[0] = length
        if _protect(self._ctx, _cdata, _length):
            self.lost += 1
            return
        try:
            self._sendto(BUFFER[: _length[0]], self._target)
        except OSError:
            self.lost += 1

    def feedback(self, data: bytes) -> None:
        """Protect and send an RTCP packet."""
        if self.up and self._socket is not None:
            with contextlib.suppress(OSError, SrtpError, ValueError):
                self._socket.sendto(self._dtls._tx_srtp.protect_rtcp(data), self._target)


async def _nothing(_parameters: object) -> None:
    """Stand in for the start of aiortc's own sender and receiver."""


def _candidate(protocol: Any, component: int, shown: str) -> Any:
    host, port = protocol.transport.get_extra_info("sockname")[:2]
    host = shown or host
    protocol.local_candidate = Candidate(
        foundation=candidate_foundation("host", "udp", host),
        component=component,
        transport="udp",
        priority=candidate_priority(component, "host"),
        host=host,
        port=port,
        type="host",
    )
    return protocol.local_candidate
