"""The listeners' stream: asked for by who only listens, and sent to them alone, never during a secret item."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prasan.meetings.finding import bare_briefing, bare_lines, line_inside
from prasan.meetings.media.cast.playlist import NAME, PLAYLIST
from prasan.meetings.media.engine import MediaEngine
from prasan.meetings.models import Attendee, Briefing
from prasan.meetings.stage.engine import casts
from prasan.meetings.stage.state import is_secret
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.files.ranges import ranged
from prasan.platform.web.asking import actor_of

KIND = {"m3u8": "application/vnd.apple.mpegurl", "ts": "video/mp2t"}
FOR_LISTENERS = "media-src 'self' blob:"
"""What a page with the player allows besides: a browser that does not read HLS is fed by a script, through a blob."""


def offered(briefing: Briefing, mine: Attendee | None) -> bool:
    """Tell whether somebody is offered the stream: who only listens, where the engine makes one."""
    listens = mine is not None and mine.duty == Attendee.Duty.LISTENER
    return listens and briefing.has_media and briefing.state == Briefing.State.RUNNING and casts().is_dir()


def _check(briefing: Briefing, mine: Attendee) -> None:
    """Refuse who does not only listen, and everybody outside a running meeting."""
    if mine.duty != Attendee.Duty.LISTENER:
        raise Refused(_("ภาพจากเวทีแบบนี้มีไว้สำหรับผู้รับฟัง"))
    if briefing.state != Briefing.State.RUNNING or not briefing.has_media:
        raise RuleBroken(_("ยังไม่เปิดประชุม หรือการประชุมนี้ไม่ได้ใช้ระบบภาพและเสียงของเรา"))


def tune(at: MediaEngine, found: Briefing, mine: Attendee, told: dict[str, Any]) -> dict[str, Any]:
    """Ask for the stream for half a minute more; tell how it stands and where it is.

    The `state` is none (this installation makes none), secret, off, starting or on.
    """
    _check(found, mine)
    if is_secret(found):
        return {"state": "secret"}
    state = at.tune(found.room)
    return {"state": state} | ({"src": reverse("meeting_cast", args=[found.pk, PLAYLIST])} if state == "on" else {})


@require_safe
def meeting_cast(request: HttpRequest, meeting: int, cast_file: str) -> HttpResponseBase:
    """Send the playlist or a segment of the stream. Only names that a stream has are files."""
    actor = actor_of(request)
    found = bare_briefing(actor, meeting)
    _check(found, line_inside(actor, found, bare_lines(found)))
    if is_secret(found):
        raise RuleBroken(_("วาระลับ ผู้รับฟังไม่ได้รับภาพและเสียงจนกว่าจะพ้นวาระนี้"))
    path = casts() / found.room / cast_file
    try:
        if NAME.match(cast_file):
            return ranged(request, path, KIND["ts"], f"{found.room}-{cast_file}")
        if cast_file != PLAYLIST:
            raise FileNotFoundError(cast_file)
        answer = HttpResponse(path.read_bytes(), content_type=KIND["m3u8"])
    except OSError:
        raise Refused(_("ยังไม่มีภาพจากเวที หรือส่วนนี้เก่าเกินไปแล้ว"), status=404) from None
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
