"""The interface that every media engine keeps, and the words that go over it.

A *source* is what one participant sends, named `peer/label`; a *slot* is one of the fixed places of a receiving
connection, named v0, v1 … or a0, a1 …. Methods block and may be called from any thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Kind = Literal["audio", "video"]
RecordAction = Literal["start", "hush", "pause", "resume", "stop"]
CastState = Literal["none", "off", "starting", "on"]

#: What a participant may send, in the order of a browser's offer, and of which kind it is.
LABELS: Mapping[str, Kind] = {"mic": "audio", "main": "video", "thumb": "video", "screen": "video"}
USUAL_LABELS = ("mic", "main", "thumb")
AUTO = "auto"
"""The assignment of an audio slot that the engine fills with the loudest microphones."""
MAX_VIDEOS = 16
MAX_AUDIOS = 8
MAX_SDP = 64_000

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}\Z")
SLOT = re.compile(r"([av])(0|[1-9][0-9]?)\Z")


class EngineError(Exception):
    """The engine refused a call; nothing has changed.

    Parameters: `code`, one of no_room, no_peer, no_slot, no_label, bad_name, bad_source, bad_sdp, bad_state,
    bad_call, refused, too_many; `text`, what was wrong, for the log.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text}")
        self.code = code
        self.text = text


class EngineDown(Exception):
    """The engine's process does not answer; every room it held is gone and has to be opened again."""


@dataclass(frozen=True)
class Event:
    """Something that happened in the engine.

    `kind`: up and down (a connection of `peer`; `about` is publish or watch), stall and flow (a source went silent
    for about two seconds, or came back; `about` is the label), level (`speakers` changed, loudest first), speak (who
    speaks changed: `speakers`, sorted, those whose microphones are loud enough to be voices), record
    (`about` is failed: the part of `labels` cannot be written, `reason` says why), engine (the process itself:
    `about` is lost).
    """

    kind: str
    room: str = ""
    peer: str = ""
    about: str = ""
    reason: str = ""
    labels: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Counts:
    """What the engine counted of one room, as plain mappings for logs and the evidence record.

    `sources`: by name; packets, octets, lost, asked (for again), key_frames, loud (dB over silence),
    muted, stalled.
    `watchers`: by peer; up, allowed (bit/s that the receiver says it can take, 0 unknown), lost, slots by name with
    wanted, source, packets, octets, resent, unanswered and loss (share of the last report, 0 to 1).
    """

    sources: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    watchers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


class MediaEngine(Protocol):
    """What a meeting needs from an engine. Every method raises EngineError or EngineDown."""

    def open(self, room: str) -> None:
        """Make a room; opening one that is open changes nothing."""

    def close(self, room: str) -> None:
        """End a room with all its connections; a room that is not open is no error."""

    def rooms(self) -> Sequence[str]:
        """Return the names of the open rooms."""

    def publish(self, room: str, peer: str, offer: str, labels: Sequence[str] = USUAL_LABELS) -> str:
        """Take in what a participant sends and return the SDP answer.

        Parameters: `offer`, SDP with one media section per label, in this order; `labels`, keys of LABELS. A
        label that the peer already sends is replaced and keeps its place in every slot.
        """

    def watch(self, room: str, peer: str, videos: int, audios: int) -> str:
        """Make the peer's receiving connection and return the SDP offer; an older one of the same peer ends.

        Parameters: `videos`, `audios`, how many slots (v0 …, a0 …). Audio slots begin as AUTO, video slots
        empty; a0 and v0 share a stream and so stay in step, a1 and v1 too, and so on.
        """

    def answer(self, room: str, peer: str, answer: str) -> None:
        """Finish `watch` with the browser's SDP answer."""

    def assign(self, room: str, peer: str, slot: str, source: str | None) -> None:
        """Put a source into one slot of one receiver: a name, None for empty, AUTO (audio only).

        The source need not exist yet: it appears when it does. A picture changes at the new source's next key
        frame, which is asked for at once; until then, at most a second, the old picture goes on.
        """

    def arrange(self, room: str, slots: Mapping[str, Mapping[str, str | None]]) -> None:
        """Do many `assign` in one step: peer → slot → source. Either all are valid and done, or none."""

    def mute(self, room: str, peer: str, muted: bool, labels: Sequence[str] = ()) -> None:
        """Stop (or let go on) what a peer sends, at the engine; no labels means all, also those sent later."""

    def drop(self, room: str, peer: str) -> None:
        """End every connection of a peer at once; it may come back unless the application refuses it."""

    def record(self, room: str, action: RecordAction) -> Sequence[str]:
        """Start, pause, resume or stop recording every source by itself; returns the names of the files so far.

        What is sent during a pause is in no file. *hush* begins a pause and answers at once; hush and pause while
        paused, resume while recording and hush while stopped change nothing. On pause and stop everything before is
        on the disk when this returns, and the manifest beside the files says what they hold (`recording.manifest`). A
        room that is closed stops its recording; one started again, also after a crash, goes on in the same folder
        with new files.
        """

    def cast(self, room: str, slots: Mapping[str, str | None] | None) -> None:
        """Say what the listeners' stream of the room shows: slots v0, a0, a1, a2 as of a receiver; what is left out is
        empty. None: nothing may be written; when this returns nothing is, and what was written is gone.
        """

    def tune(self, room: str) -> CastState:
        """Ask for the listeners' stream, for half a minute more; without that none is made.

        Returns none (this engine makes no streams), off (nothing may be written now), starting, or on: there is a
        playlist in the folder of the streams (`cast.playlist`).
        """

    def stats(self, room: str) -> Counts:
        """Return what was counted since the room was opened."""

    def events(self, seconds: float) -> Iterator[Event]:
        """Yield what happens, from the call on; ends when nothing has happened for `seconds`."""


def check_name(name: object) -> str:
    """Return a name of a room or peer; raises EngineError bad_name unless letters, digits and _.:- up to 64."""
    if not isinstance(name, str) or not NAME.match(name):
        raise EngineError("bad_name", "a name is 1 to 64 letters, digits, or _ . : -")
    return name


def check_labels(labels: object) -> tuple[str, ...]:
    """Return labels of sources; raises EngineError no_label unless known and each at most once."""
    if not isinstance(labels, list | tuple) or len(set(map(str, labels))) != len(labels):
        raise EngineError("no_label", "labels are a list without doubles")
    for label in labels:
        if not isinstance(label, str) or label not in LABELS:
            raise EngineError("no_label", f"unknown label, known are {', '.join(LABELS)}")
    return tuple(labels)


def check_slots(videos: object, audios: object) -> tuple[int, int]:
    """Return the numbers of slots; raises EngineError too_many outside 0…MAX_VIDEOS and 0…MAX_AUDIOS, or none."""
    if type(videos) is not int or type(audios) is not int:
        raise EngineError("bad_call", "numbers of slots are whole numbers")
    if not (0 <= videos <= MAX_VIDEOS and 0 <= audios <= MAX_AUDIOS and videos + audios > 0):
        raise EngineError("too_many", f"0 to {MAX_VIDEOS} videos and 0 to {MAX_AUDIOS} sounds, not none of both")
    return videos, audios


def check_assignment(slot: object, source: object, videos: int, audios: int) -> tuple[str, str | None]:
    """Return slot and source if they fit a receiver of so many slots.

    Raises EngineError: no_slot (not one of the receiver's), bad_source (no such name, or of the wrong kind).
    """
    found = SLOT.match(slot) if isinstance(slot, str) else None
    if found is None or int(found[2]) >= (videos if found[1] == "v" else audios):
        raise EngineError("no_slot", f"this receiver has v0 to v{videos - 1} and a0 to a{audios - 1}")
    kind: Kind = "video" if found[1] == "v" else "audio"
    if source is not None and not (source == AUTO and kind == "audio"):
        peer, slash, label = source.rpartition("/") if isinstance(source, str) else ("", "", "")
        if not slash or not NAME.match(peer) or LABELS.get(label) != kind:
            raise EngineError("bad_source", f"a source of a {kind} slot is written peer/label")
    return str(slot), None if source is None else str(source)


def check_cast(slots: object) -> dict[str, str | None] | None:
    """Return the slots of a listeners' stream; raises EngineError bad_call, no_slot, bad_source."""
    if slots is not None and not isinstance(slots, Mapping):
        raise EngineError("bad_call", "slot → source, or nothing")
    return None if slots is None else dict(check_assignment(slot, source, 1, 3) for slot, source in slots.items())


def check_sdp(sdp: object) -> str:
    """Return an SDP text; raises EngineError bad_sdp when it is none or longer than MAX_SDP."""
    if not isinstance(sdp, str) or not sdp.startswith("v=0") or len(sdp) > MAX_SDP:
        raise EngineError("bad_sdp", f"a session description of at most {MAX_SDP} letters is needed")
    return sdp
