"""The proposed agenda of a meeting: looked at, then taken over; and whether the kept one comes again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from prasan.desk.agenda import flow, words
from prasan.desk.agenda.links import href
from prasan.meetings import policy as may
from prasan.meetings.agenda import Fact
from prasan.meetings.finding import found_briefing
from prasan.meetings.models import Basis, Briefing
from prasan.meetings.offers import offer
from prasan.platform.commands import Refused, RuleBroken


def _prepares(actor: Any, briefing: Briefing) -> bool:
    """Tell whether an actor may have the agenda made."""
    live = briefing.state in {Briefing.State.PLANNED, Briefing.State.INVITED, Briefing.State.RUNNING}
    return live and may.can_prepare(actor, briefing) is None


def _in_room(actor: Any, briefing: Briefing) -> bool:
    """Tell whether the meeting's room is open to be entered or looked at."""
    return briefing.state in {Briefing.State.PLANNED, Briefing.State.INVITED, Briefing.State.RUNNING}


def _link(fact: Fact) -> str:
    """Return the first address at which a fact can be looked up, empty where none leads anywhere."""
    return next((link for link in map(href, fact.evidence) if link), "")


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_agenda(request: HttpRequest, meeting: int) -> HttpResponse:
    """Show what the agenda would be; a POST takes it over, whatever was typed stays."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    found = found_briefing(actor, meeting)
    refused = may.can_prepare(actor, found)
    if refused is not None:
        raise Refused(refused)
    error = ""
    if request.method == "POST":
        try:
            flow.write(actor, found)
        except RuleBroken as broken:
            error = str(broken.text)
        else:
            messages.success(request, _("จัดระเบียบวาระแล้ว ปรับแก้ได้ทุกข้อ"))
            return redirect("meeting", meeting)
    made = flow.proposed(actor, found)
    kept = Basis.objects.filter(briefing=found).select_related("by").order_by("-pk").first()
    context = {
        "one": found, "agenda": made.agenda, "as_of": made.gathered.as_of, "error": error, "words": words,
        "links": _link,
        "kept": kept, "same": flow.again(kept) if kept is not None else None, "facts": len(made.gathered.facts),
    }  # fmt: skip
    return render(request, "desk/meeting_agenda.html", context, status=409 if error else 200, using="jinja2")


offer("agenda", "meeting_agenda", gettext_lazy("จัดระเบียบวาระจากข้อมูล"), _prepares)
offer("head", "meeting_room", gettext_lazy("เข้าห้องประชุม"), _in_room, "primary")
