"""The invitation of a meeting as a page, its calendar file and its slides."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prasan.desk.meetings.ics import MIME, invitation
from prasan.desk.meetings.reached import unreached
from prasan.desk.pages.common import actor_of, address
from prasan.desk.pages.documents import file
from prasan.meetings import policy as may
from prasan.meetings import queries
from prasan.meetings.finding import found_briefing
from prasan.meetings.models import Attendee, Briefing
from prasan.platform.commands import Refused


def covered(actor: Any, briefing: Briefing) -> bool:
    """Tell whether the words of a classified meeting are covered for a reader who sees masks."""
    return bool(briefing.classification and actor.scope.masked)


def how_to(briefing: Briefing) -> list[str]:
    """Return how to take part and how to test before, as steps for who has never done it."""
    if briefing.mode == "beside":
        steps = [_("ประชุมนี้ใช้ระบบประชุมอื่น เปิดลิงก์ในหน้านี้ก่อนเวลา 15 นาที")]
    elif briefing.mode == "hall":
        steps = [_("มาถึงห้องประชุมก่อนเวลา 15 นาที แสดงตนโดยสแกนรหัสหน้าห้อง")]
    else:
        steps = [
            _("ก่อนวันประชุม เปิดหน้าการประชุมด้วยเครื่องที่จะใช้จริง อนุญาตกล้องและไมโครโฟน พูดแล้วดูว่าแถบเสียงขยับ"),
            _("ในวันประชุม ลงชื่อเข้าระบบและเข้าห้องก่อนเวลา 15 นาที การเข้าระบบคือการแสดงตน"),
            _("สัญญาณอ่อนให้เลือกรับ 4 ภาพ 1 ภาพ หรือเสียงอย่างเดียว หากขัดข้องกดปุ่มแจ้งเหตุขัดข้อง"),
        ]
    return steps + briefing.how_to.splitlines()


@require_safe
def meeting_invitation(request: HttpRequest, briefing: int) -> HttpResponse:
    """Show when and where, how to take part, who has answered, and whom the invitation does not reach."""
    actor = actor_of(request)
    found = found_briefing(actor, briefing)
    lines = queries.roster(found)
    prepares = may.can_prepare(actor, found) is None
    replies = [(label, sum(one.reply == key for one in lines)) for key, label in Attendee.Reply.choices]
    context = {
        "one": found, "covered": covered(actor, found), "steps": how_to(found), "replies": replies,
        "own": may.own_line(actor, lines), "unreached": unreached(found, lines) if prepares else [],
        "books": list(found.books.defer("content")), "meeting": address("meeting", found.pk), "now": timezone.now(),
        "prepares": prepares,
    }  # fmt: skip
    return render(request, "desk/meeting_invitation.html", context)


@require_safe
def meeting_ics(request: HttpRequest, briefing: int) -> HttpResponse:
    """Answer the invitation as an iCalendar file."""
    found = found_briefing(actor_of(request), briefing)
    return file(invitation(found), f"{MIME}; charset=utf-8", f"meeting-{found.pk}.ics")


@require_safe
def meeting_slides_file(request: HttpRequest, briefing: int) -> HttpResponse:
    """Answer the slides of a meeting as PPTX."""
    from prasan.desk.documents.slides import MIME as PPTX  # its library is read when somebody asks
    from prasan.desk.meetings.slides import meeting_slides

    actor = actor_of(request)
    found = found_briefing(actor, briefing)
    if covered(actor, found):
        raise Refused(_("ปิดบังไว้ตามชั้นความลับ"))
    return file(meeting_slides(actor, found), PPTX, f"{found.name.replace('/', '-').replace(' ', '_')}.pptx")
