"""A recording that a seat has opened: who has not finds nothing of it, for pages and the API alike."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from prasan.meetings import policy_recording as may
from prasan.meetings.commands.recordings import open_until
from prasan.meetings.finding import found_briefing
from prasan.meetings.media.recording.kept import Kept
from prasan.meetings.models import Briefing, Recording
from prasan.meetings.playback.place import folder_of, kept_of
from prasan.meetings.playback.plan import Course, clock_of, why_of
from prasan.platform.commands import Refused
from prasan.platform.files.ranges import ranged

MIME = {"audio": "audio/webm", "video": "video/webm"}


def found_recording(actor: Any, meeting: int) -> tuple[Briefing, Recording | None]:
    """Return a meeting whose recording the actor may open, and the recording's row; Refused otherwise."""
    found = found_briefing(actor, meeting)
    refused = may.can_play(actor, found)
    if refused is not None:
        raise Refused(refused)
    sealed = Recording.objects.filter(briefing=found).first()
    if sealed is not None:
        sealed.briefing = found
    return found, sealed


def opened_recording(actor: Any, meeting: int) -> tuple[Briefing, Kept]:
    """Return a meeting and what is recorded of it, for a seat that has opened it; Refused otherwise."""
    found, sealed = found_recording(actor, meeting)
    if open_until(actor, found) is None:
        raise Refused(_("โปรดเปิดบันทึกเสียงและภาพที่หน้าบันทึกการประชุมก่อน ระบบจะจดว่าท่านเปิด"))
    kept = kept_of(found) if sealed is None or sealed.deleted_at is None else None
    if kept is None:
        raise Refused(_("การประชุมนี้ไม่มีบันทึกเสียงและภาพ"), status=404)
    return found, kept


def file_of(request: HttpRequest, found: Briefing, kept: Kept, name: str) -> HttpResponseBase:
    """Return a file of an opened recording as an answer; Refused 404 for every name that is none."""
    part = kept.part(name)
    try:
        if part is None:
            raise FileNotFoundError(name)
        answer = ranged(request, folder_of(found) / part.file, MIME[part.kind], part.sha256)
    except OSError:
        raise Refused(_("ไม่พบไฟล์นี้ในบันทึกของการประชุม"), status=404) from None
    if request.GET.get("save"):
        answer["Content-Disposition"] = f'attachment; filename="meeting-{found.pk}-{part.file}"'
    return answer


def gaps_of(kept: Kept, course: Course) -> list[dict[str, Any]]:
    """Return the gaps of a recording for a script: from, to, the recorder's reason and words."""
    zero = kept.start or 0.0
    secret = [(zero + start, zero + end) for start, end in course.secret]
    return [
        {"from": clock_of(one.start), "to": clock_of(one.end or one.start), "reason": one.reason,
         "why": why_of(one, secret)}
        for one in kept.inner_gaps
    ]  # fmt: skip
