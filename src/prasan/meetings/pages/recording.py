"""What was recorded of a meeting, heard and seen beside its agenda; whoever opens it stands in the journal."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from prasan.meetings import commands as c
from prasan.meetings import policy_recording as may
from prasan.meetings import queries
from prasan.meetings.commands.recordings import OPEN_HOURS, open_until
from prasan.meetings.finding import found_briefing
from prasan.meetings.media.recording.kept import Kept, Part
from prasan.meetings.media.recording.manifest import NAME
from prasan.meetings.models import Attendee, Briefing, Recording
from prasan.meetings.offers import offer
from prasan.meetings.pages.common import error_of, page
from prasan.meetings.playback.opening import file_of, found_recording, opened_recording
from prasan.meetings.playback.place import folder_of, kept_of
from prasan.meetings.playback.plan import Course, Moment, clock_of, course_of, plan_of
from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.web.asking import actor_of

FILES = 60
"""Files on a page: a province sends three, a long meeting has many."""
LABELS = {
    "mic": gettext_lazy("เสียง"), "main": gettext_lazy("ภาพใหญ่"), "thumb": gettext_lazy("ภาพเล็ก"),
    "screen": gettext_lazy("หน้าจอ"),
}  # fmt: skip
"""What each label of a source is called."""


@require_safe
def meeting_recording(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show the recording of a meeting."""
    return show(request, meeting)


def show(request: HttpRequest, pk: int, broken: RuleBroken | None = None) -> HttpResponse:
    """Show the recording: what there is, and once it is opened the player, the moments and the files."""
    actor = actor_of(request)
    found, sealed = found_recording(actor, pk)
    kept = kept_of(found)
    there = bool(kept and kept.parts and not (sealed and sealed.deleted_at))
    until = open_until(actor, found) if there else None
    context = {
        "one": found, "name": queries.covered(found, actor, found.name), "kept": kept, "sealed": sealed,
        "there": there, "until": until, "hours": OPEN_HOURS, "days": settings.RECORDING_DAYS,
        "from": clock_of(kept.start) if kept and kept.start else None, "told": request.POST.dict(),
        "to": clock_of(kept.end) if kept and kept.end else None, "length": _length(kept), "course": None,
        "holds": sealed is not None and not sealed.deleted_at and may.can_hold(actor, sealed) is None,
        "deletes": sealed is not None and not sealed.deleted_at and may.can_delete(actor, sealed) is None,
    }  # fmt: skip
    if kept is not None and until is not None:
        context |= _opened(request, actor, found, kept)
    return page(request, "recording", context | error_of(broken), 409 if broken else 200)


def _opened(request: HttpRequest, actor: Any, found: Briefing, kept: Kept) -> dict[str, Any]:
    """Return what the page of an opened recording shows besides."""
    lines = queries.roster(found)
    course = course_of(actor, found, kept, lines)
    at = _second(request.GET.get("at", ""))
    names = {one.peer: one.office.short for one in lines}
    rows, more = _files(kept, at, request.GET.get("after", ""))
    playing = kept.part(request.GET.get("play", ""))
    zero = kept.start or 0.0
    return {
        "course": course, "moments": course.moments, "on_stage": _on_stage(course, lines), "at": at,
        "at_clock": clock_of(zero + at) if at is not None else None, "labels": LABELS, "more": more,
        "files": [_row(one, names) for one in rows],
        "playing": _row(playing, names) if playing is not None else None,
        "begin": max(0.0, zero + at - playing.start) if playing is not None and at is not None else 0.0,
    }  # fmt: skip


def _on_stage(course: Course, lines: list[Attendee]) -> list[tuple[str, list[Moment]]]:
    """Return who was on stage, in roster order, and when."""
    called = course.by_line()
    return [(one.office.short, called[one.pk]) for one in lines if one.pk in called]


def _second(told: str) -> float | None:
    """Return a second on the line of time as somebody wrote it, None where it is none."""
    whole, _dot, part = told.partition(".")
    if not whole.isdecimal() or len(whole) > 6 or not (part or "0").isdecimal() or len(part) > 3:
        return None
    return float(told)


def _files(kept: Kept, at: float | None, after: str) -> tuple[list[Part], str | None]:
    """Return the files of a page and the address of the next ones: all of them, or those that hold a moment."""
    rows = list(kept.parts)
    if at is not None:
        moment = (kept.start or 0.0) + at
        rows = [one for one in rows if one.start <= moment < one.end]
    place = int(after) if after.isdecimal() and len(after) < 7 else 0
    tail = f"&at={at:g}" if at is not None else ""
    more = f"?after={place + FILES}{tail}#files" if len(rows) > place + FILES else None
    return rows[place : place + FILES], more


def _row(part: Part, names: dict[str, str]) -> dict[str, Any]:
    return {
        "part": part, "who": names.get(part.peer, part.peer), "label": LABELS[part.label], "at": clock_of(part.start),
        "length": _span(part.end - part.start), "size": part.size, "gaps": len(part.holes),
    }  # fmt: skip


def _length(kept: Kept | None) -> str:
    return _span((kept.end or 0.0) - (kept.start or 0.0)) if kept is not None and kept.parts else ""


def _span(seconds: float) -> str:
    """Return a length as h:mm:ss."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{rest:02}"


@require_safe
def meeting_recording_plan(request: HttpRequest, meeting: int) -> HttpResponse:
    """Return what the player needs: parts, gaps, who was on stage."""
    actor = actor_of(request)
    found, kept = opened_recording(actor, meeting)
    lines = queries.roster(found)
    answer = JsonResponse(plan_of(found, kept, course_of(actor, found, kept, lines), lines))
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_safe
def meeting_recording_file(request: HttpRequest, meeting: int, recording_file: str) -> HttpResponseBase:
    """Send one file of a recording, or a piece of it; only names that the manifest holds are files."""
    return file_of(request, *opened_recording(actor_of(request), meeting), recording_file)


Act = Callable[[Briefing, Recording | None, dict[str, str]], Command[Any]]


def _sealed(recording: Recording | None) -> int:
    if recording is None:
        raise RuleBroken(_("ระบบยังเก็บรหัสของบันทึกนี้ไม่เสร็จ โปรดลองใหม่ในอีกไม่กี่นาที"))
    return int(recording.pk)


ACTS: dict[str, Act] = {
    "open": lambda found, recording, told: c.OpenRecording(target_id=found.pk),
    "hold": lambda found, recording, told: c.HoldRecording(
        target_id=_sealed(recording), held=True, reason=told.get("reason", "")
    ),
    "release": lambda found, recording, told: c.HoldRecording(
        target_id=_sealed(recording), held=False, reason=told.get("reason", "")
    ),
    "delete": lambda found, recording, told: c.DeleteRecording(
        target_id=_sealed(recording), reason=told.get("reason", "")
    ),
}
"""What the page may ask for."""


@require_POST
def meeting_recording_do(request: HttpRequest, meeting: int) -> HttpResponse:
    """Open a recording, keep it from being deleted, or delete it."""
    actor = actor_of(request)
    found = found_briefing(actor, meeting)
    act = ACTS.get(request.POST.get("do", ""))
    try:
        if act is None:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        recording = Recording.objects.filter(briefing=found).first()
        perform(actor, act(found, recording, request.POST.dict()))
    except RuleBroken as broken:
        return show(request, meeting, broken)
    if request.POST.get("do") != "open":
        messages.success(request, _("บันทึกแล้ว"))
    return redirect("meeting_recording", meeting)


def _recorded(actor: Any, briefing: Briefing) -> bool:
    """Tell whether something was recorded that the actor may open."""
    if briefing.opened_at is None or not briefing.has_media or not (folder_of(briefing) / NAME).is_file():
        return False
    return may.can_play(actor, briefing) is None


offer("after", "meeting_recording", gettext_lazy("บันทึกเสียงและภาพ"), _recorded)
