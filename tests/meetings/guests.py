"""Participants without a browser, through the product's own doors: sign-in, showing who one is, socket, media.

A guest counts as present by its open socket, does ICE, DTLS and SRTP for real, sends pictures that a browser can
decode and counts what comes into each of its slots. Many of them live in one process; also the benches use them.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import requests
from aiortc.rtp import RtpPacket
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from prasan.meetings.media.fake import FakeEngine
from tests.meetings.media.camera import Camera
from tests.meetings.media.synthetic import HERE, Meeting, Sender, Track, Watcher, Where

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
LINE = re.compile(r'data-line="(\d+)"')
MARK = re.compile(rb"\|([^|]+)\|(\d+)\|[a-z]*\Z")
SECONDS = 60.0


class Refused(Exception):
    """The product said no; the text is its answer."""


class Door:
    """One person's HTTP session at a running Prasan; also the way of its media, with the words of a MediaEngine."""

    def __init__(self, url: str, meeting: int) -> None:
        """Parameters: `url` of the site without a slash at the end; `meeting`, its number."""
        self.url, self.meeting = url, meeting
        self.session = requests.Session()
        self.session.trust_env = False
        self.token = ""

    def sign_in(self, login: str, password: str) -> None:
        """Sign in by the page's own form."""
        page = self._said(self.session.get(f"{self.url}/accounts/login/", timeout=SECONDS)).text
        told = {"login": login, "password": password, "csrfmiddlewaretoken": TOKEN.search(page)[1]}
        answer = self.session.post(f"{self.url}/accounts/login/", data=told, timeout=SECONDS)
        if "/accounts/login" in self._said(answer).url:
            raise Refused(f"{login} could not sign in")

    def enter(self) -> int:
        """Show who one is and go into the room; returns the number of the own line."""
        page = self.page(f"/meetings/{self.meeting}/room")
        self.token = TOKEN.search(page)[1]
        if "data-inside" not in page:
            address = f"{self.url}/meetings/{self.meeting}/room/enter"
            answer = self.session.post(address, data={"csrfmiddlewaretoken": self.token}, timeout=SECONDS)
            page = self._said(answer).text
        return int(LINE.search(page)[1])

    def page(self, path: str) -> str:
        """Return a page's text."""
        return str(self._said(self.session.get(self.url + path, timeout=SECONDS)).text)

    def data(self, path: str, **query: str) -> Any:
        """Return what a GET answers in JSON."""
        return self._said(self.session.get(self.url + path, params=query, timeout=SECONDS)).json()

    def act(self, **told: object) -> None:
        """Do one act in the room, as its buttons do."""
        self._post("room/act", data=told)

    def publish(self, _room: str, _peer: str, offer: str, labels: Sequence[str]) -> str:
        """See MediaEngine; room and peer are what the session says."""
        return str(self._post("media/publish", json={"offer": offer, "labels": list(labels)})["answer"])

    def watch(self, _room: str, _peer: str, _videos: int, _audios: int) -> str:
        """See MediaEngine; how many slots there are is the product's word."""
        return str(self._post("media/watch", json={})["offer"])

    def answer(self, _room: str, _peer: str, answer: str) -> None:
        """See MediaEngine."""
        self._post("media/answer", json={"answer": answer})

    def leave(self) -> None:
        """Tell the media that this line goes."""
        self._post("media/leave", json={})

    def _post(self, path: str, **body: Any) -> Any:
        heads = {"X-CSRFToken": self.token, "Accept": "application/json"}
        address = f"{self.url}/meetings/{self.meeting}/{path}"
        return self._said(self.session.post(address, headers=heads, timeout=SECONDS, **body)).json()

    @staticmethod
    def _said(answer: requests.Response) -> requests.Response:
        if not answer.ok:
            raise Refused(f"{answer.status_code} {answer.url}: {answer.text[:400]}")
        return answer


class Named(Camera):
    """A camera's track whose packets end with whose they are: decoders take no notice of what follows a picture."""

    def __init__(self, name: str, kind: str, ssrc: int, skew: float) -> None:
        super().__init__(name, kind, ssrc, skew)
        self.step = 0.02 if kind == "audio" else 0.1  # ten pictures a second are enough to be counted

    def packets(self, now: float) -> Iterator[RtpPacket]:
        for packet in super().packets(now):
            if self.kind == "video":
                packet.payload += b"|%s|%d|" % (self.name.encode(), self.count)
            yield packet


class Filming(Sender):
    """A sender that a browser sees and that a guest knows."""

    made = Named


class Plain(Sender):
    """A sender whose every packet says whose it is; no browser could show it."""

    made = Track


class Seeing(Watcher):
    """A receiver that counts, and remembers when each source came into each slot, and no packet."""

    def __init__(self, name: str, videos: int = 9, audios: int = 3) -> None:
        super().__init__(name, videos, audios)
        self.count: dict[str, int] = {}
        self.came: list[tuple[float, str, str]] = []
        """(moment, slot, source) of each first packet of another source, in order."""
        self.now: dict[str, str] = {}

    async def _packet(self, data: bytes, arrival_time_ms: int) -> None:
        packet = RtpPacket.parse(data)
        slot = self.slots.get(packet.ssrc)
        if slot is None:
            return
        self.count[slot] = self.count.get(slot, 0) + 1
        mark = MARK.search(packet.payload[-80:])
        if mark and self.now.get(slot) != (source := mark[1].decode()):
            self.now[slot] = source
            self.came.append((time.time(), slot, source))

    async def _report(self, data: bytes) -> None:
        """Reports of the engine are not read."""

    def pictures(self) -> int:
        """Return how many picture slots get packets."""
        return sum(slot.startswith("v") for slot in self.count)

    def sounds(self) -> int:
        """Return how many sound slots get packets."""
        return sum(slot.startswith("a") for slot in self.count)


class Guest:
    """One invited person in the room.

    Parameters: `url`, `meeting` as for Door; `kind`, what it sends, None for who only listens.
    """

    def __init__(self, url: str, meeting: int, login: str, password: str, kind: type[Sender] | None = Filming) -> None:
        self.login, self.password = login, password
        self.door = Door(url, meeting)
        self.line = 0
        self.news: dict[str, Any] = {}
        """The newest body of each topic."""
        self.told: list[tuple[float, str]] = []
        """(moment, topic) of everything that the socket told."""
        self.sender = kind(login, ("mic", "main", "thumb")) if kind is not None else None
        self.watcher = Seeing(login)
        self._socket: ClientConnection | None = None
        self._reading: asyncio.Task[None] | None = None

    async def come(self) -> None:
        """Sign in, show who one is, be present, send and receive."""
        await asyncio.to_thread(self.door.sign_in, self.login, self.password)
        self.line = await asyncio.to_thread(self.door.enter)
        await self.follow()
        if self.sender is not None:
            await self.sender.join(self.door, "")
        await self.watcher.join(self.door, "")

    async def follow(self) -> None:
        """Open the socket that proves that one is there, and again whenever it was cut, as a page does."""
        ready = asyncio.Event()
        self._reading = asyncio.create_task(self._stay(ready))
        await asyncio.wait_for(ready.wait(), SECONDS)

    async def _stay(self, ready: asyncio.Event) -> None:
        room = f"meeting:{self.door.meeting}:room"
        topics = f"{room} meeting:{self.door.meeting}:card"
        while True:
            with contextlib.suppress(OSError, WebSocketException, Refused):
                told = await asyncio.to_thread(self.door.data, "/live/ticket", topics=topics, presence=room)
                address = f"{self.door.url.replace('http', 'ws', 1)}/live/socket?ticket={told['ticket']}"
                self._socket = await connect(address, origin=self.door.url, proxy=None, ping_interval=None)
                await self._read(self._socket, ready)
            await asyncio.sleep(0.5)

    async def _read(self, socket: ClientConnection, ready: asyncio.Event) -> None:
        async for text in socket:
            said = json.loads(text)
            if said.get("event") == "ready":
                ready.set()
            if said.get("topic"):
                self.told.append((time.time(), said["topic"]))
                self.news[said["topic"].rpartition(":")[2]] = said.get("body")

    async def leave(self) -> None:
        """Go in order."""
        with contextlib.suppress(Refused):  # the meeting may be over
            await asyncio.to_thread(self.door.leave)
        await self._hang_up()
        if self._socket is not None:
            await self._socket.close(1000)

    async def crash(self) -> None:
        """Be gone without a word."""
        if self._socket is not None:
            self._socket.transport.abort()
        await self._hang_up()

    async def _hang_up(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
        for half in (self.sender, self.watcher):
            if half is not None:
                await half.leave()


class Guests(Meeting):
    """The guests of one meeting in an event loop of their own; what is called here may come from any thread.

    Parameters: `url`, `meeting` as for Door; `where`, the addresses that they have.
    """

    def __init__(self, url: str, meeting: int, password: str, where: Where = HERE) -> None:
        super().__init__(FakeEngine(), "guests", where)
        self.url, self.number, self.password = url, meeting, password

    def come(self, logins: Iterable[str], kind: type[Sender] | None = Filming) -> list[Guest]:
        """Let these people come, all at once; returns them when each sends and receives."""
        made = [
            self.do(_made(lambda login=login: Guest(self.url, self.number, login, self.password, kind)))
            for login in logins
        ]
        self.people += made
        self.do(_all(one.come for one in made))
        return made


async def _made(make: Callable[[], Guest]) -> Guest:
    return make()


async def _all(works: Iterable[Callable[[], Any]]) -> None:
    await asyncio.gather(*(work() for work in works))
