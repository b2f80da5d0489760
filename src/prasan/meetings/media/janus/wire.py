"""Talking with Janus: its HTTP interface on the loopback address, one session, handles, events by long polls.

Janus answers many requests twice: "ack" at once, the result as an event of the session. Both are joined here. HTTP is
written by hand because the standard library has none for asyncio and the requests are of one kind.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import secrets
from collections.abc import Callable
from typing import Any

from prasan.meetings.media.engine import EngineError

log = logging.getLogger("prasan.media")

Words = dict[str, Any]

ANSWER_SECONDS = 15.0
POLL_SECONDS = 60.0
EVENTS_A_POLL = 50
VIDEOROOM = "janus.plugin.videoroom"


class JanusGone(Exception):
    """Janus does not answer any more: everything it held is lost."""


class Refused(EngineError):
    """Janus refused a request; `number` is its own code."""

    def __init__(self, number: int, text: str) -> None:
        super().__init__("bad_state", f"Janus: {text} ({number})")
        self.number = number


async def http(port: int, method: str, path: str, words: Words | None, seconds: float) -> Any:
    """Do one request on 127.0.0.1 and return the JSON of the answer; raises JanusGone."""
    body = b"" if words is None else json.dumps(words).encode()
    head = f"{method} {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n"  # 1.0: the answer comes in one piece and ends
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    try:
        async with asyncio.timeout(seconds):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            try:
                writer.write(head.encode() + body)
                answer = await reader.read(-1)
                return json.loads(answer.partition(b"\r\n\r\n")[2])
            finally:
                writer.close()
    except (OSError, TimeoutError, ValueError) as problem:
        raise JanusGone(f"no answer from Janus: {problem!r}") from problem


class Handle:
    """One attachment to the VideoRoom; `tell` gets its events: Janus' own name of each and its words."""

    def __init__(self, session: Session, number: int, tell: Callable[[str, Words], None]) -> None:
        self.number = number
        self.tell = tell
        self._session = session

    async def ask(self, body: Words, jsep: Words | None = None) -> tuple[Words, str]:
        """Ask the VideoRoom; returns its data and the SDP that came along, if any. Raises Refused, JanusGone."""
        more = {} if jsep is None else {"jsep": jsep}
        said = await self._session.ask(f"/{self.number}", janus="message", body=body, **more)
        data = said.get("plugindata", {}).get("data", {})
        if "error" in data:
            raise Refused(int(data.get("error_code", 0)), str(data["error"]))
        return data, str(said.get("jsep", {}).get("sdp", ""))

    async def info(self) -> Words:
        """Return what Janus knows of this handle, for counting; raises Refused, JanusGone."""
        return await self._session.admin(self.number)

    async def detach(self) -> None:
        """End it and its connection; one that is gone is no error."""
        self._session.handles.pop(self.number, None)
        with contextlib.suppress(Refused):
            await self._session.ask(f"/{self.number}", janus="detach")


class Session:
    """The one session with a Janus of our own."""

    def __init__(self, port: int, secret: str, admin_port: int, admin_secret: str) -> None:
        """Parameters: the ports of both interfaces on 127.0.0.1 and what each wants to hear."""
        self.handles: dict[int, Handle] = {}
        self._port, self._secret = port, secret
        self._admin_port, self._admin_secret = admin_port, admin_secret
        self._number = 0
        self._waiting: dict[str, asyncio.Future[Words]] = {}

    async def start(self) -> None:
        """Begin the session; raises JanusGone."""
        self._number = int((await self._post("", janus="create"))["data"]["id"])

    async def listen(self) -> None:
        """Take events in until Janus is gone: raises JanusGone."""
        path = f"/janus/{self._number}?maxev={EVENTS_A_POLL}&apisecret={self._secret}"
        while True:
            said = await http(self._port, "GET", path, None, POLL_SECONDS)
            for one in said if isinstance(said, list) else [said]:
                self._take(one)

    def _take(self, said: Words) -> None:
        kind = said.get("janus")
        if kind == "timeout" or (kind == "error" and "transaction" not in said):
            raise JanusGone(f"the session ended: {said}")
        waiting = self._waiting.get(said.get("transaction", ""))
        if waiting is not None and not waiting.done():
            waiting.set_result(said)
            return
        handle = self.handles.get(said.get("sender", 0))
        if handle is None or not isinstance(kind, str):
            return
        try:
            handle.tell(kind, said.get("plugindata", {}).get("data", said) if kind == "event" else said)
        except Exception:  # one faulty event must not end the listening for all
            log.exception("the event %s of Janus", kind)

    async def attach(self, tell: Callable[[str, Words], None]) -> Handle:
        """Make a handle; raises Refused, JanusGone."""
        said = await self.ask("", janus="attach", plugin=VIDEOROOM)
        handle = Handle(self, int(said["data"]["id"]), tell)
        self.handles[handle.number] = handle
        return handle

    async def ask(self, path: str, **words: Any) -> Words:
        """Do one request of the session and return its last answer; raises Refused, JanusGone."""
        transaction = secrets.token_hex(8)
        waiting = self._waiting[transaction] = asyncio.get_running_loop().create_future()
        try:
            said = await self._post(f"/{self._number}{path}", transaction=transaction, **words)
            if said.get("janus") == "ack":
                try:
                    said = await asyncio.wait_for(waiting, ANSWER_SECONDS)
                except TimeoutError as problem:
                    raise Refused(0, "no result in time") from problem
        finally:
            del self._waiting[transaction]
        return _checked(said)

    async def admin(self, number: int) -> Words:
        """Return what Janus knows of a handle, from its administration; raises Refused, JanusGone."""
        path = f"/admin/{self._number}/{number}"
        words = {"janus": "handle_info", "transaction": secrets.token_hex(8), "admin_secret": self._admin_secret}
        said = _checked(await http(self._admin_port, "POST", path, words, ANSWER_SECONDS))
        return dict(said.get("info", {}))

    async def _post(self, path: str, **words: Any) -> Words:
        words = {"transaction": secrets.token_hex(8), "apisecret": self._secret} | words
        return _checked(await http(self._port, "POST", f"/janus{path}", words, ANSWER_SECONDS))


def _checked(said: Any) -> Words:
    if not isinstance(said, dict):
        raise JanusGone("not an object")
    if said.get("janus") == "error":
        error = said.get("error", {})
        raise Refused(int(error.get("code", 0)), str(error.get("reason", "")))
    return said
