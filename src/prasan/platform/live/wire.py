"""How news is written: as blocks of an event stream, or as text frames of a WebSocket; one buffer for all readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import orjson
from websockets.frames import Frame, Opcode


@dataclass(frozen=True, eq=False, slots=True)
class Wire:
    """One way of writing.

    `message` (topic, seq, name, body or None) says that a topic changed; `control` (event, seq) speaks to the page
    itself (`ready`, `reset`, `renew`, `renewed`, `revoked`) and sets its position; `beat` (seq) moves a quiet page on.
    """

    message: Callable[[str, int, str, bytes | None], bytes]
    control: Callable[[str, int], bytes]
    beat: Callable[[int], bytes]


def _block(topic: str, seq: int, name: str, body: bytes | None) -> bytes:
    """Return "this topic changed": no body goes into a stream, so nothing in it needs more than the ticket."""
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (seq, topic.encode(), orjson.dumps({"seq": seq, "name": name}))


def _block_control(event: str, seq: int) -> bytes:
    return b'id: %d\nevent: %s\ndata: {"seq":%d}\n\n' % (seq, event.encode(), seq)


def _block_beat(seq: int) -> bytes:
    return b"id: %d\n:\n\n" % seq


def frame(text: bytes) -> bytes:
    """Return a whole text frame as a server sends it (not masked, RFC 6455 section 5.2)."""
    return Frame(Opcode.TEXT, text).serialize(mask=False)


def _frame(topic: str, seq: int, name: str, body: bytes | None) -> bytes:
    head = b'{"seq":%d,"topic":"%s","name":%s' % (seq, topic.encode(), orjson.dumps(name))
    return frame(head + b"}" if body is None else b'%s,"body":%s}' % (head, body))


def _frame_control(event: str, seq: int) -> bytes:
    return frame(b'{"seq":%d,"event":"%s"}' % (seq, event.encode()))


def _frame_beat(seq: int) -> bytes:
    return frame(b'{"seq":%d}' % seq)


EVENT_STREAM = Wire(_block, _block_control, _block_beat)
FRAMES = Wire(_frame, _frame_control, _frame_beat)
