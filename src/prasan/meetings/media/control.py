"""The words that come in over the control socket: one JSON object a line, answered by one JSON object a line.

The first line is {"do": "hello", "secret": …}; without it the connection ends. A call is {"id", "do", …}; its answer
{"id", "ok"} or {"id", "error": {"code", "text"}}. After {"do": "listen"} events come as lines with "event".
Whatever comes in, it is answered or the connection ends: the process goes on.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Protocol

from prasan.meetings.media.engine import EngineError, check_name

log = logging.getLogger("prasan.media")

MOST_LINE = 1_000_000
MOST_ROOMS = 40
MOST_WAITING = 4_000_000
"""Bytes of events that a listener may leave unread before it is cut off."""

Call = dict[str, Any]
Tell = Callable[[Call], None]
"""Takes an event for all who listen."""


class Room(Protocol):
    """A room of an engine; what comes from outside is checked there. See MediaEngine for the calls."""

    name: str

    async def publish(self, peer: object, offer: object, labels: object) -> str:
        """See MediaEngine; so do those that follow."""

    async def watch(self, peer: object, videos: object, audios: object) -> str: ...  # noqa: D102

    async def answer(self, peer: object, answer: object) -> None: ...  # noqa: D102

    async def arrange(self, slots: object) -> None: ...  # noqa: D102

    async def mute(self, peer: object, muted: object, labels: object) -> None: ...  # noqa: D102

    async def drop(self, peer: object) -> None: ...  # noqa: D102

    async def record(self, action: object) -> Sequence[str]: ...  # noqa: D102

    async def cast(self, slots: object) -> None: ...  # noqa: D102

    async def tune(self) -> str: ...  # noqa: D102

    async def stats(self) -> Call: ...  # noqa: D102

    async def close(self) -> None:
        """End every connection and the recording."""

    def tick(self) -> None:
        """Do what is due, twenty times a second."""

    def listen(self) -> None:
        """Find out who is loudest, five times a second."""

    def report(self) -> None:
        """Do what is due once a second."""


class Control:
    """The rooms of this process and the connections that command them."""

    def __init__(self, make: Callable[[str, Tell], Awaitable[Room]], secret: str) -> None:
        """Parameters: `make`, opens a room of this name; `secret`, what every caller has to know."""
        self.rooms: dict[str, Room] = {}
        self._make = make
        self._secret = secret.encode()
        self._opening = asyncio.Lock()
        self._listeners: set[asyncio.StreamWriter] = set()
        self._doors: dict[str, Callable[[Call], Awaitable[Any]]] = {
            "open": self._open,
            "close": self._close,
            "rooms": self._names,
            "publish": self._publish,
            "watch": self._watch,
            "answer": self._answer,
            "arrange": self._arrange,
            "mute": self._mute,
            "drop": self._drop,
            "record": self._record,
            "cast": self._cast,
            "tune": self._tune,
            "stats": self._stats,
        }

    # connections

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Talk with one caller until it ends, does not know the secret, or sends a line without end."""
        known = False
        try:
            while line := await reader.readline():
                said = _read(line)
                if not known:
                    known = self._knows(said)
                    _write(writer, {"id": _id(said), "ok": "hello"} if known else _error(said, *_NO_SECRET))
                    if not known:
                        break
                else:
                    _write(writer, await self._reply(said, writer))
                await writer.drain()
        except (OSError, ValueError, EOFError, asyncio.CancelledError):
            pass  # gone, a line longer than MOST_LINE, or the process ends
        finally:
            self._listeners.discard(writer)
            writer.close()

    def _knows(self, said: Call) -> bool:
        secret = said.get("secret")
        given = secret.encode("utf-8", "surrogatepass") if isinstance(secret, str) else b""
        return said.get("do") == "hello" and hmac.compare_digest(given, self._secret)

    async def _reply(self, said: Call, writer: asyncio.StreamWriter) -> Call:
        what = said.get("do")
        if what == "listen":
            self._listeners.add(writer)
            return {"id": _id(said), "ok": None}
        door = self._doors.get(what) if isinstance(what, str) else None
        if door is None:
            return _error(said, "bad_call", "unknown call")
        try:
            return {"id": _id(said), "ok": await door(said)}
        except EngineError as problem:
            return _error(said, problem.code, problem.text)
        except Exception:  # one faulty call must not take every meeting with it
            log.exception("the call %s failed", what)
            return _error(said, "bad_call", "the call failed, see the log of the media process")

    def tell(self, event: Call) -> None:
        """Send an event to all who listen; one who does not read is cut off."""
        for writer in tuple(self._listeners):
            if writer.transport.get_write_buffer_size() > MOST_WAITING:
                self._listeners.discard(writer)
                writer.transport.abort()
            else:
                _write(writer, event)

    # calls

    def _room(self, said: Call) -> Room:
        room = self.rooms.get(check_name(said.get("room")))
        if room is None:
            raise EngineError("no_room", "this room is not open")
        return room

    async def _open(self, said: Call) -> None:
        name = check_name(said.get("room"))
        async with self._opening:
            if name not in self.rooms and len(self.rooms) >= MOST_ROOMS:
                raise EngineError("too_many", f"{MOST_ROOMS} rooms are open")
            if name not in self.rooms:
                self.rooms[name] = await self._make(name, self.tell)

    async def _close(self, said: Call) -> None:
        room = self.rooms.pop(check_name(said.get("room")), None)
        if room is not None:
            await room.close()

    async def _names(self, _said: Call) -> list[str]:
        return sorted(self.rooms)

    async def _publish(self, said: Call) -> str:
        return await self._room(said).publish(said.get("peer"), said.get("offer"), said.get("labels"))

    async def _watch(self, said: Call) -> str:
        return await self._room(said).watch(said.get("peer"), said.get("videos"), said.get("audios"))

    async def _answer(self, said: Call) -> None:
        await self._room(said).answer(said.get("peer"), said.get("answer"))

    async def _arrange(self, said: Call) -> None:
        await self._room(said).arrange(said.get("slots"))

    async def _mute(self, said: Call) -> None:
        await self._room(said).mute(said.get("peer"), said.get("muted"), said.get("labels"))

    async def _drop(self, said: Call) -> None:
        await self._room(said).drop(said.get("peer"))

    async def _record(self, said: Call) -> list[str]:
        return list(await self._room(said).record(said.get("action")))

    async def _cast(self, said: Call) -> None:
        await self._room(said).cast(said.get("slots"))

    async def _tune(self, said: Call) -> str:
        return await self._room(said).tune()

    async def _stats(self, said: Call) -> Call:
        return await self._room(said).stats()

    # time

    async def beat(self) -> None:
        """Keep time for all rooms until cancelled: ticks twenty times a second, levels five times, reports once."""
        number = 0
        while True:
            await asyncio.sleep(0.05)
            number += 1
            for room in tuple(self.rooms.values()):
                try:
                    room.tick()
                    if number % 4 == 0:
                        room.listen()
                    if number % 20 == 0:
                        room.report()
                except Exception:  # as above: the other rooms go on
                    log.exception("room %s missed a beat", room.name)


_NO_SECRET = ("refused", "the first line has to be hello with the right secret")


def _read(line: bytes) -> Call:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _id(said: Call) -> int | str | None:
    number = said.get("id")
    return number if isinstance(number, int | str) else None


def _write(writer: asyncio.StreamWriter, said: Call) -> None:
    writer.write(json.dumps(said, separators=(",", ":")).encode() + b"\n")


def _error(said: Call, code: str, text: str) -> Call:
    return {"id": _id(said), "error": {"code": code, "text": text}}
