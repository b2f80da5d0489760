"""What was recorded of a meeting over the API: its files with their hashes, the gaps, opening, keeping, deleting."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from prasan.meetings import commands as c
from prasan.meetings import queries
from prasan.meetings.api_running import router
from prasan.meetings.commands.recordings import open_until
from prasan.meetings.media.recording.kept import Kept, Part
from prasan.meetings.models import Briefing, Recording
from prasan.meetings.playback.opening import file_of, found_recording, gaps_of, opened_recording
from prasan.meetings.playback.place import kept_of
from prasan.meetings.playback.plan import clock_of, course_of
from prasan.platform.commands import Command, Refused
from prasan.platform.web.api import PROBLEMS, Strict, act, answers
from prasan.platform.web.asking import actor_of

__all__ = ["router"]


class RecordingFile(Strict):
    """One file: a source of one line of the roster from `start` to `end`; `lost` packets never came."""

    file: str
    line: int | None
    source: Literal["mic", "main", "thumb", "screen"]
    start: dt.datetime
    end: dt.datetime
    seconds: float
    size: int
    sha256: str
    lost: int
    ended: str
    address: str


class RecordingGap(Strict):
    """A stretch of which nothing is recorded; `reason` the recorder's own, `why` in words."""

    start: dt.datetime
    end: dt.datetime
    reason: str
    why: str


class RecordingDetail(Strict):
    """What is recorded of a meeting. `digest` is the manifest's SHA-256, `sealed` the one kept when it was finished.

    `open_until`: until when your seat may fetch the files, null before it has opened them.
    """

    meeting: int
    start: dt.datetime | None
    end: dt.datetime | None
    size: int
    unfinished: int
    digest: str
    sealed: str
    sealed_at: dt.datetime | None
    held_at: dt.datetime | None
    held_why: str
    deleted_at: dt.datetime | None
    deleted_why: str
    open_until: dt.datetime | None
    files: list[RecordingFile]
    gaps: list[RecordingGap]


class HoldIn(Strict):
    """Whether it is to be kept from being deleted, and why (not)."""

    on: bool
    reason: str


class DeleteIn(Strict):
    """Why it is deleted."""

    reason: str


def _file(one: Part, meeting: int, lines: dict[str, int]) -> dict[str, Any]:
    return {
        "file": one.file, "line": lines.get(one.peer), "source": one.label, "start": clock_of(one.start),
        "end": clock_of(one.end), "seconds": round(one.end - one.start, 3), "size": one.size, "sha256": one.sha256,
        "lost": one.lost, "ended": one.ended, "address": f"/api/v1/meetings/{meeting}/recording/files/{one.file}",
    }  # fmt: skip


def _detail(actor: Any, found: Briefing, sealed: Recording | None) -> dict[str, Any]:
    kept: Kept | None = kept_of(found)
    if kept is None:
        raise Refused(_("การประชุมนี้ไม่มีบันทึกเสียงและภาพ"), status=404)
    roster = queries.roster(found)
    lines = {one.peer: one.pk for one in roster}
    names = ("sealed_at", "held_at", "held_why", "deleted_at", "deleted_why")
    gaps = gaps_of(kept, course_of(actor, found, kept, roster))
    return {
        "meeting": found.pk, "start": clock_of(kept.start) if kept.start is not None else None,
        "end": clock_of(kept.end) if kept.end is not None else None, "size": kept.size,
        "unfinished": kept.unfinished, "digest": kept.digest, "sealed": sealed.digest if sealed else "",
        "open_until": open_until(actor, found), "files": [_file(one, found.pk, lines) for one in kept.parts],
        "gaps": [{"start": one["from"], "end": one["to"]} | {n: one[n] for n in ("reason", "why")} for one in gaps],
    } | {name: getattr(sealed, name, "" if name.endswith("why") else None) for name in names}  # fmt: skip


def _sealed(actor: Any, pk: int) -> int:
    sealed = found_recording(actor, pk)[1]
    if sealed is None:
        raise Refused(_("การประชุมนี้ไม่มีบันทึกเสียงและภาพ"), status=404)
    return int(sealed.pk)


def _done(request: HttpRequest, pk: int, command: Command[Any]) -> dict[str, Any]:
    act(request, command)
    actor = actor_of(request)
    return _detail(actor, *found_recording(actor, pk))


@router.get("/meetings/{pk}/recording", response=answers(RecordingDetail))
def recording_of_meeting(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Return what is recorded of a meeting: its files with their hashes, and the gaps."""
    actor = actor_of(request)
    return _detail(actor, *found_recording(actor, pk))


@router.post("/meetings/{pk}/recording/open", response=answers(RecordingDetail))
def open_recording_of_meeting(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Open the recording: the journal keeps who did, and your seat may fetch its files for twelve hours."""
    return _done(request, pk, c.OpenRecording(target_id=pk))


@router.get("/meetings/{pk}/recording/files/{file}", response={200: None, **PROBLEMS})
def file_of_recording(request: HttpRequest, pk: int, file: str) -> HttpResponseBase:
    """Fetch a file of an opened recording, or a piece of it (header Range, answered with 206)."""
    actor = actor_of(request)
    return file_of(request, *opened_recording(actor, pk), file)


@router.post("/meetings/{pk}/recording/hold", response=answers(RecordingDetail))
def hold_recording_of_meeting(request: HttpRequest, pk: int, told: HoldIn) -> dict[str, Any]:
    """Keep the recording from being deleted, or let it go again."""
    actor = actor_of(request)
    return _done(request, pk, c.HoldRecording(target_id=_sealed(actor, pk), held=told.on, reason=told.reason))


@router.post("/meetings/{pk}/recording/delete", response=answers(RecordingDetail))
def delete_recording_of_meeting(request: HttpRequest, pk: int, told: DeleteIn) -> dict[str, Any]:
    """Delete the files of the recording after its time; the manifest with their hashes stays."""
    actor = actor_of(request)
    return _done(request, pk, c.DeleteRecording(target_id=_sealed(actor, pk), reason=told.reason))
