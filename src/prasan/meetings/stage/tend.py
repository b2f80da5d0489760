"""The keeper of the media: starts the engine's process, starts it again, and keeps engine and database in step.

One loop a second and whenever the engine tells something: running meetings whose log has grown get their state shown;
rooms are opened, slots filled and recordings kept as the database says; what fell silent is noted; after the engine's
end its rooms are opened again and every screen is told to connect anew.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from django.db import DatabaseError, close_old_connections

from prasan.meetings.commands.keeping import NoteEngine, NoteRecording, NoteSignals, ShowState
from prasan.meetings.media.engine import EngineDown, EngineError, Event, MediaEngine, RecordAction
from prasan.meetings.models import Briefing, Chain
from prasan.meetings.stage.engine import carry_out, keep_on
from prasan.meetings.stage.state import is_secret
from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
from prasan.platform.journal.bodies import push

log = logging.getLogger("prasan.meetings")

BEAT = 0.5
"""Seconds between two looks."""
AGAIN = 5.0
"""Seconds after which engine and database are compared although nothing was told."""


TOLD_BY = "mic"
"""The source whose silence counts: pictures stop by themselves, where nobody sees them or the link is weak."""


class Process(Protocol):
    """The engine's process, as the keeper needs it."""

    def alive(self) -> bool:
        """Tell whether it runs."""

    def start(self) -> None:
        """Start it and wait until it answers; raises EngineDown."""

    def stop(self) -> None:
        """End it."""


@dataclass
class Kept:
    """What the keeper remembers of one meeting."""

    seq: int = -1
    recording: str = ""
    """"" not begun, start, pause or stop: what the recorder was told last."""
    recorded: float = float("-inf")
    """When that was."""
    signals: list[tuple[int, bool, str]] = field(default_factory=list)
    away: float | None = None
    """Seconds that the engine was away, until every screen is told that it is back."""
    voices: list[int] = field(default_factory=list)
    """Whose voices the screens show."""
    carried: float = float("-inf")
    """When engine and database were last brought in step."""


class Keeper:
    """Keeps one engine.

    Parameters: `engine`; `process`, what runs it (None where it runs by itself, as Janus does); `clock`, seconds.
    """

    def __init__(
        self, engine: MediaEngine, process: Process | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.engine = engine
        self.process = process
        self.clock = clock
        self.meetings: dict[int, Kept] = {}
        self._signals: list[Event] = []
        self._moved: set[str] = set()
        """Rooms in which connections came or went."""
        self._silent: set[tuple[str, str]] = set()
        """Rooms and peers whose microphone fell silent."""
        self._voices: dict[str, list[int]] = {}
        """Room → lines that speak."""
        self._lock = threading.Lock()
        self._lost_at: float | None = None
        self.wake = threading.Event()

    def hear(self, stop: threading.Event) -> None:
        """Listen to the engine until told to stop: to be run in a thread of its own."""
        while not stop.is_set():
            try:
                for event in self.engine.events(5.0):
                    self.take(event)
                    if stop.is_set():
                        return
            except (EngineDown, EngineError):
                stop.wait(0.1)

    def take(self, event: Event) -> None:
        """Keep one event of the engine for the next look."""
        if event.kind == "speak":  # shown at the next look: a highlight is worth no look of its own
            heard = {name.partition("/")[0][1:] for name in event.speakers}
            self._voices[event.room] = sorted(int(line) for line in heard if line.isdigit())
            return
        with self._lock:
            who = event.room, event.peer
            if event.kind in {"stall", "flow"} and event.about == TOLD_BY:
                self._signals.append(event)
                (self._silent.add if event.kind == "stall" else self._silent.discard)(who)
            elif event.kind in {"up", "down"}:
                self._moved.add(event.room)
                if event.kind == "up" and event.about == "publish" and who in self._silent:  # with sources of its own
                    self._signals.append(Event("flow", *who, TOLD_BY))
                    self._silent.discard(who)
            elif event.kind == "engine" and self._lost_at is None:
                self._lost_at = self.clock()
        self.wake.set()

    def look(self) -> None:
        """Do once what is to be done; faults of engine and database are tried again at the next look."""
        close_old_connections()
        try:
            came_back = self._keep_process()
            running = {one.pk: one for one in Briefing.objects.filter(state=Briefing.State.RUNNING)}
            self._end(set(self.meetings) - running.keys())
            signals, moved = self._taken()
            for pk, briefing in running.items():
                kept = self.meetings.setdefault(pk, Kept())
                kept.signals += signals.get(pk, [])
                if briefing.room in moved:
                    kept.carried = float("-inf")
                self._one(briefing, kept, came_back)
        except DatabaseError as problem:
            log.warning("keeper of the media: %s", str(problem).strip())

    def _keep_process(self) -> float | None:
        """Start the process where it has ended; return how many seconds it was away, None where it was not."""
        if self.process is None or self.process.alive():
            self._lost_at = None if self.process is not None else self._lost_at
            return self._back_by_itself() if self.process is None else None
        began = self._lost_at if self._lost_at is not None else self.clock()
        try:
            self.process.start()
        except EngineDown as problem:
            log.error("the media engine does not start: %s", problem)
            return None
        self._lost_at = None
        return self.clock() - began

    def _back_by_itself(self) -> float | None:
        """Tell how long an engine that others run was away, once it answers again."""
        if self._lost_at is None:
            return None
        try:
            self.engine.rooms()
        except (EngineDown, EngineError):
            return None
        away, self._lost_at = self.clock() - self._lost_at, None
        return away

    def _taken(self) -> tuple[dict[int, list[tuple[int, bool, str]]], set[str]]:
        """Return what fell silent and came back, by meeting, and the rooms whose connections changed."""
        with self._lock:
            events, self._signals = self._signals, []
            moved, self._moved = self._moved, set()
        self.wake.clear()
        found: dict[int, list[tuple[int, bool, str]]] = {}
        for event in events:
            room, peer = event.room[1:], event.peer[1:]
            if room.isdigit() and peer.isdigit():
                found.setdefault(int(room), []).append((int(peer), event.kind == "flow", event.about))
        return found, moved

    def _one(self, briefing: Briefing, kept: Kept, came_back: float | None) -> None:
        """Bring one running meeting in step."""
        try:
            if came_back is not None and briefing.has_media and kept.seq >= 0:
                kept.recording, kept.carried, kept.away = "", float("-inf"), came_back
                self._voices.pop(briefing.room, None)
            if kept.signals:
                told, kept.signals = kept.signals, []
                perform(SYSTEM, NoteSignals(target_id=briefing.pk, signals=told))
            self._show_voices(briefing, kept)
            seq = Chain.objects.filter(pk=briefing.pk).values_list("seq", flat=True).first() or 0
            grown = seq != kept.seq
            if grown:
                perform(SYSTEM, ShowState(target_id=briefing.pk))
                kept.seq = seq
            if briefing.has_media:
                if grown or self.clock() - kept.carried >= AGAIN:
                    kept.carried = self.clock() if carry_out(briefing, self.engine) else float("-inf")
                if kept.carried > float("-inf"):  # no room, no recording: the next look tries again
                    self._record(briefing, kept)
                    self._tell_back(briefing, kept)
        except (Refused, RuleBroken) as problem:  # closed meanwhile
            log.info("keeper of the media: meeting %s: %s", briefing.pk, problem)

    def _tell_back(self, briefing: Briefing, kept: Kept) -> None:
        """Tell every screen to connect anew, once the room stands again after the engine's end."""
        if kept.away is not None:
            perform(SYSTEM, NoteEngine(target_id=briefing.pk, back=True, seconds=kept.away))
            kept.away = None

    def _show_voices(self, briefing: Briefing, kept: Kept) -> None:
        """Tell the screens who speaks, when that has changed: no line of the journal, no request of a browser."""
        voices = self._voices.get(briefing.room, [])
        if voices != kept.voices:
            push("meetings.voices", f"meeting:{briefing.pk}:voices", body={"lines": voices}, id=briefing.pk)
            kept.voices = voices

    def _record(self, briefing: Briefing, kept: Kept) -> None:
        """Start, pause, resume or stop the recorder as the database says, and note it."""
        wanted = "start" if briefing.recording and not is_secret(briefing) else "pause"
        if not kept.recording and wanted == "pause":
            return
        same = kept.recording == wanted
        if same and (wanted == "pause" or self.clock() - kept.recorded < AGAIN):
            return
        kept.recorded = self.clock()
        action: RecordAction = "pause" if wanted == "pause" else ("resume" if kept.recording else "start")
        try:
            files = self._recorded(briefing, action)
        except EngineError as problem:
            if wanted == "start":
                perform(SYSTEM, NoteRecording(target_id=briefing.pk, action="refused", why=problem.code))
            kept.recording = ""
            return
        except EngineDown:
            return
        if files is None or same:  # it shall not any more: the next look pauses; or a verb that hushed it was refused
            return
        kept.recording = wanted
        perform(SYSTEM, NoteRecording(target_id=briefing.pk, action=action, files=files))

    def _recorded(self, briefing: Briefing, action: RecordAction) -> int | None:
        """Do it; return how many files there are, None when the recorder shall not go on any more."""
        if action == "pause":  # waits for the disk: nobody else's turn waits for it
            return len(self.engine.record(briefing.room, action))
        return keep_on(briefing.pk, self.engine)

    def _end(self, over: set[int]) -> None:
        """Close the rooms of meetings that are over: their recordings end with them."""
        for pk in over:
            try:
                if self.meetings[pk].recording in {"start", "pause"}:
                    self.engine.record(f"m{pk}", "stop")
                self.engine.close(f"m{pk}")
            except (EngineDown, EngineError) as problem:
                log.warning("keeper of the media: room m%s: %s", pk, problem)
            self._voices.pop(f"m{pk}", None)
            self._silent = {one for one in self._silent if one[0] != f"m{pk}"}
            del self.meetings[pk]


def tend(keeper: Keeper, stop: threading.Event) -> None:
    """Keep the media until told to stop."""
    ears = threading.Thread(target=keeper.hear, args=[stop], name="media-events", daemon=True)
    ears.start()
    while not stop.is_set():
        keeper.look()
        keeper.wake.wait(BEAT)
    if keeper.process is not None:
        keeper.process.stop()
    ears.join(6.0)
