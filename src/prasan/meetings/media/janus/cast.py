"""The listeners' stream of one room at Janus: it forwards picture and sounds of the stage, ffmpeg makes HLS of them."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from prasan.meetings.media.cast.encoder import PICTURE_TYPE, SOUND_TYPE
from prasan.meetings.media.cast.plan import SOUNDS, TUNE_SECONDS, Run, Wish, decide, picture_for
from prasan.meetings.media.cast.playlist import PLAYLIST, SEGMENT_SECONDS, Window
from prasan.meetings.media.cast.process import HOST, Encoder, ffmpeg
from prasan.meetings.media.cast.sounds import Sounds
from prasan.meetings.media.janus.peers import Source, ask_picture
from prasan.meetings.media.janus.wire import Handle, Refused, Words
from prasan.meetings.media.loudest import fill

log = logging.getLogger("prasan.media")

RAW = "raw"
"""Where ffmpeg writes; only what is finished leaves it."""
DUMB_SECONDS = 20.0
"""How long a source that promised pictures and gave none is left out."""


def casts_folder(folder: Path | None) -> Path | None:
    """Return the folder of the streams, made anew and empty; None, and none is there, where ffmpeg is not."""
    if folder is None:
        return None
    shutil.rmtree(folder, ignore_errors=True)
    if not ffmpeg():
        return None
    folder.mkdir(mode=0o700, parents=True)
    return folder


@dataclass(frozen=True)
class Forward:
    """Packets of a source that Janus hands to a port of ours."""

    source: Source
    stream: int


class Forwards:
    """Asks Janus to forward. Parameters: `words`, the room with what it wants to hear."""

    def __init__(self, control: Handle, words: Words) -> None:
        self._control, self._words = control, words

    async def begin(self, source: Source, port: int, kind: int) -> Forward | None:
        """Forward a source to a port of the loopback address.

        Parameters: `kind`, the payload type there. None where the source has gone meanwhile.
        """
        stream = {"mid": source.mid, "port": port, "pt": kind, "host": HOST, "host_family": "ipv4"}
        body = self._words | {"request": "rtp_forward", "publisher_id": source.feed, "host": HOST, "streams": [stream]}
        try:
            said, _sdp = await self._control.ask(body)
            return Forward(source, int(said["forwarders"][0]["stream_id"]))
        except (Refused, LookupError) as problem:
            log.info("%s is not forwarded: %s", source.name, problem)
            return None

    async def end(self, forward: Forward | None) -> None:
        """Forward it no more; one that ended with its source is no error."""
        if forward is not None:
            body = self._words | {"request": "stop_rtp_forward", "publisher_id": forward.source.feed}
            with contextlib.suppress(Refused):
                await self._control.ask(body | {"stream_id": forward.stream})


class Cast:
    """The stream of one room."""

    def __init__(self, folder: Path, sources: Mapping[str, Source], forwards: Forwards) -> None:
        """Parameters: `folder`, its own, there only while somebody listens; `sources`, of the room, as they change."""
        self.folder = folder
        self._sources, self._forwards = sources, forwards
        self._wish = Wish()
        self._run: Run | None = None
        self._runs = self._next = 0
        self._encoder: Encoder | None = None
        self._window: Window | None = None
        self._sounds: Sounds | None = None
        self._picture: Forward | None = None
        self._heard: dict[str, Forward | None] = {}
        self._dumb: dict[str, float] = {}
        self._lock = asyncio.Lock()

    @property
    def active(self) -> bool:
        """Whether somebody listens."""
        return self._encoder is not None

    def tune(self) -> str:
        """See MediaEngine.tune."""
        self._wish = replace(self._wish, until=time.monotonic() + TUNE_SECONDS)
        if self._wish.slots is None:
            return "off"
        return "on" if self._window is not None and len(self._window) else "starting"

    async def show(self, slots: dict[str, str | None] | None) -> None:
        """See MediaEngine.cast; a change is carried out by the next `tick`, so that no caller waits for ffmpeg."""
        before = (self._wish.slots or {}).get("v0")
        called = (slots or {}).get("v0")
        since = self._wish.since if called == before else time.monotonic()
        self._wish = replace(self._wish, slots=slots, since=since)  # at once: a start that is under way gives up
        if slots is None:
            async with self._lock:
                await self._end()

    async def tick(self, heard: Sequence[str]) -> None:
        """Do what is due, once a second."""
        if not self._lock.locked():
            async with self._lock:
                await self._step(heard)

    async def close(self) -> None:
        """End it with the room."""
        await self.show(None)

    # what is done

    def _live(self, name: str) -> bool:
        source = self._sources.get(name)
        there = source is not None and source.up and source.came and not source.stalled and not source.muted
        return there and time.monotonic() >= self._dumb.get(name, 0.0)

    async def _step(self, heard: Sequence[str]) -> None:
        now = time.monotonic()
        if self._run is not None and self._encoder is not None and self._encoder.ended and not self._run.ended:
            self._run = replace(self._run, ended=True)
            self._failed(now)
        picture = picture_for(self._wish, self._live, now, self._run.picture if self._run is not None else None)
        act = decide(self._wish, self._run, picture, now)
        if act == "end":
            await self._end()
        elif act == "start":
            await self._start(picture, now)
        elif act == "renew" and self._run is not None:
            self._run = replace(self._run, renewed=True)
            await self._forward_picture()
        if self._encoder is not None:
            await self._place(heard)

    def _failed(self, now: float) -> None:
        self._wish = replace(self._wish, failures=self._wish.failures + 1, failed=now)
        if self._encoder is not None:
            log.warning("the stream of %s is begun anew: %s", self.folder.name, self._encoder.said())

    async def _start(self, picture: str | None, now: float) -> None:
        """End the encoder that runs, with what it has finished, and start the next."""
        stuck = self._run is not None and not self._run.ended and self._run.picture == picture
        if stuck and picture is not None:
            self._dumb[picture] = now + DUMB_SECONDS
            self._failed(now)
            picture = None
        await self._stop(at_once=False)
        if self._sounds is None:
            self._sounds = Sounds(len(SOUNDS))
            await self._sounds.open()
        # never a number that a player has had, over all ends and beginnings of this room and of this process
        self._window = self._window or Window(max(self._next, int(time.time()) // SEGMENT_SECONDS))
        self._runs += 1
        self._encoder = Encoder(self.folder / RAW, picture is not None, len(SOUNDS), self._cut)
        listens = await self._encoder.start(self._window.next, lambda: self._wish.slots is not None)
        now = time.monotonic()
        self._run = Run(picture, now, now)
        if listens:
            self._sounds.lead(self._encoder.sounds)
            await self._forward_picture()
        elif self._wish.slots is not None:
            await self._encoder.stop(at_once=True)

    async def _forward_picture(self) -> None:
        """Let the picture come, from its next key frame on, which is asked for."""
        await self._forwards.end(self._picture)
        self._picture = None
        if self._encoder is None or self._run is None or self._run.picture is None:
            return
        source = self._sources.get(self._run.picture)
        if source is not None:
            self._picture = await self._forwards.begin(source, self._encoder.picture, PICTURE_TYPE)
            await ask_picture(source)

    async def _place(self, heard: Sequence[str]) -> None:
        """Let the sounds come that belong into the mix: those of the slots, the loudest in the others."""
        assert self._sounds is not None
        slots = {slot: (self._wish.slots or {}).get(slot) for slot in SOUNDS}
        now = {slot: one.source.name for slot, one in self._heard.items() if one is not None}
        wanted = slots | fill("", slots, now, heard)
        for slot, place in zip(SOUNDS, self._sounds.places, strict=True):
            source = self._sources.get(wanted[slot] or "")
            source = source if source is not None and source.up else None
            before = self._heard.get(slot)
            if source is not (before.source if before is not None else None):
                await self._forwards.end(before)
                self._heard[slot] = None if source is None else await self._forwards.begin(
                    source, place.port, SOUND_TYPE
                )  # fmt: skip

    def _cut(self, name: str, seconds: float) -> None:
        """Take in a finished segment; none where nothing may be written."""
        if self._window is None or self._run is None or self._wish.slots is None:
            return
        now = time.monotonic()
        made, gone = self._window.add(seconds, self._runs)
        (self.folder / RAW / name).rename(self.folder / made.name)
        draft = self.folder / RAW / PLAYLIST
        draft.write_text(self._window.text())
        draft.rename(self.folder / PLAYLIST)
        for old in gone:
            (self.folder / old).unlink(missing_ok=True)
        self._run = replace(self._run, cut=now, renewed=False)
        self._wish = replace(self._wish, failures=0)

    async def _stop(self, *, at_once: bool) -> None:
        """End the encoder and the forwarding of the picture."""
        if self._encoder is not None:
            await self._encoder.stop(at_once=at_once)
            self._encoder = None
        if self._sounds is not None:
            self._sounds.lead([])
        picture, self._picture = self._picture, None
        await self._forwards.end(picture)

    async def _end(self) -> None:
        """End all of it; nothing stays on the disk."""
        if self._encoder is not None or self._sounds is not None:
            await self._stop(at_once=True)
            heard, self._heard = self._heard, {}
            for forward in heard.values():
                await self._forwards.end(forward)
            if self._sounds is not None:
                self._sounds.close()
                self._sounds = None
        if self._window is not None:
            self._next = self._window.next
        self._run = self._window = None
        if self.folder.exists():
            await asyncio.to_thread(shutil.rmtree, self.folder, ignore_errors=True)
