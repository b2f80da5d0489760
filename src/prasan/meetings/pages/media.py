"""The way from a browser to the media engine: through us alone, so that who sends and who sees is always known.

Each call is a POST of JSON; nothing else of a browser reaches the engine. What a client measures of its own link comes
the same way, and how it reaches the engine where UDP is blocked is told here alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from prasan.meetings import commands as c
from prasan.meetings.finding import bare_briefing, line_inside
from prasan.meetings.media.engine import MAX_SDP, USUAL_LABELS, EngineDown, EngineError, MediaEngine
from prasan.meetings.media.reports import asked, begun, fitting, follow, level_of, on_line, read_reports, read_state
from prasan.meetings.models import Attendee, Briefing
from prasan.meetings.pages.cast import tune
from prasan.meetings.stage.engine import carry_out, engine
from prasan.meetings.stage.relay import way_for
from prasan.meetings.stage.slots import AUDIOS, VIDEOS
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of

SENDS = {"mic", "main", "thumb", "screen"}


def _publish(at: MediaEngine, found: Briefing, mine: Attendee, told: dict[str, Any]) -> dict[str, Any]:
    labels = told.get("labels") or list(USUAL_LABELS)
    if mine.duty == Attendee.Duty.LISTENER:
        raise RuleBroken(_("ผู้รับฟังส่งภาพและเสียงไม่ได้"))
    if not isinstance(labels, list) or not set(labels) <= SENDS:
        raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
    if "screen" in labels and found.sharing_id != mine.pk:
        raise RuleBroken(_("แบ่งปันหน้าจอได้เมื่อประธานเชิญขึ้นจอหลัก"))
    at.open(found.room)
    at.mute(found.room, mine.peer, mine.muted, ("mic",))
    return {"answer": at.publish(found.room, mine.peer, str(told.get("offer", "")), labels)}


def _watch(at: MediaEngine, found: Briefing, mine: Attendee, told: dict[str, Any]) -> dict[str, Any]:
    at.open(found.room)
    return {"offer": at.watch(found.room, mine.peer, VIDEOS, AUDIOS), "videos": VIDEOS, "audios": AUDIOS}


def _answer(at: MediaEngine, found: Briefing, mine: Attendee, told: dict[str, Any]) -> dict[str, Any]:
    at.answer(found.room, mine.peer, str(told.get("answer", "")))
    return {}


def _leave(at: MediaEngine, found: Briefing, mine: Attendee, told: dict[str, Any]) -> dict[str, Any]:
    at.drop(found.room, mine.peer)
    return {}


def _ready(actor: Any, found: Briefing, mine: Attendee, told: dict[str, Any]) -> dict[str, Any]:
    """Tell a client, before its first connection, the ways to the engine and how it reports its link."""
    return way_for(mine) | asked(begun(mine.receives, mine.small), level_of(mine.pictures))


def _report(actor: Any, found: Briefing, mine: Attendee, told: dict[str, Any]) -> dict[str, Any]:
    """Take what a client measured; its line is given as many pictures as its link carries."""
    try:
        state, reports = read_state(told.get("step")), read_reports(told.get("reports"))
    except ValueError:
        raise RuleBroken(_("อ่านข้อมูลไม่ออก")) from None
    most = level_of(mine.pictures)
    after = follow(on_line(state, begun(mine.receives, mine.small)), reports, most)
    pictures, small = fitting(after, most)
    if (pictures, small) != (mine.fits, mine.small) and found.state == Briefing.State.RUNNING:
        perform(actor, c.StepTo(target_id=mine.pk, pictures=pictures, small=small))
        carry_out(found)
    return asked(after, most)


TELLS: dict[str, Callable[[Any, Briefing, Attendee, dict[str, Any]], dict[str, Any]]] = {
    "ready": _ready,
    "report": _report,
}
"""What needs no engine."""
DOES: dict[str, Callable[[MediaEngine, Briefing, Attendee, dict[str, Any]], dict[str, Any]]] = {
    "publish": _publish,
    "watch": _watch,
    "answer": _answer,
    "leave": _leave,
    "tune": tune,
}


def _told(request: HttpRequest) -> dict[str, Any]:
    """Return what was sent; RuleBroken unless it is a small JSON object."""
    if len(request.body) > 2 * MAX_SDP:
        raise RuleBroken(_("ข้อมูลยาวเกินไป"))
    try:
        found = json.loads(request.body or b"{}")
    except ValueError:
        raise RuleBroken(_("อ่านข้อมูลไม่ออก")) from None
    if not isinstance(found, dict):
        raise RuleBroken(_("อ่านข้อมูลไม่ออก"))
    return found


@require_POST
def meeting_media(request: HttpRequest, meeting: int, what: str) -> HttpResponse:
    """Make ready, send (publish), receive (watch, answer), report, stop (leave), or ask for the stream (tune).

    The answer is JSON in every case.
    """
    answer = _answered(request, meeting, what)
    answer["Cache-Control"] = "no-store"
    return answer


def _answered(request: HttpRequest, meeting: int, what: str) -> JsonResponse:
    actor = actor_of(request)
    found = bare_briefing(actor, meeting)
    try:
        if what not in DOES and what not in TELLS:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        if not found.has_media or found.state in {Briefing.State.CLOSED, Briefing.State.CANCELLED}:
            raise RuleBroken(_("การประชุมนี้ไม่ได้ใช้ระบบภาพและเสียงของเรา หรือปิดแล้ว"))
        mine = line_inside(actor, found, list(found.attendees.all()))
        if what in TELLS:
            return JsonResponse(TELLS[what](actor, found, mine, _told(request)))
        done = DOES[what](engine(), found, mine, _told(request))
    except RuleBroken as broken:
        return JsonResponse({"error": str(broken.text)}, status=409)
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=refused.status)
    except EngineError as problem:
        return JsonResponse({"error": _("ระบบภาพและเสียงไม่รับคำขอ โปรดลองใหม่"), "code": problem.code}, status=409)
    except EngineDown:
        text = _("ระบบภาพและเสียงยังไม่พร้อม กำลังลองใหม่ให้เอง ส่วนอื่นของการประชุมใช้งานได้ตามปกติ")
        return JsonResponse({"error": text, "code": "down"}, status=503)
    if what == "answer":  # what somebody sends is arranged by the keeper, who hears of it from the engine at once
        carry_out(found)
    return JsonResponse(done)
