"""One item of the agenda: what it says, its papers, its facts, and changing, moving, noting it."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prasan.directory.roles import Classification
from prasan.meetings import policy as may
from prasan.meetings import queries
from prasan.meetings.agendasheet import sheet
from prasan.meetings.cycle import LIVE
from prasan.meetings.finding import found_briefing
from prasan.meetings.models import Briefing, Paper, Section
from prasan.meetings.pages.common import error_of, page
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.files.views import send
from prasan.platform.web.asking import actor_of


@require_safe
def meeting_item(request: HttpRequest, meeting: int, meeting_item: int) -> HttpResponse:
    """Show an item of the agenda."""
    return show_item(request, meeting, meeting_item)


@require_safe
def meeting_paper(request: HttpRequest, meeting: int, meeting_paper: int) -> FileResponse:
    """Send a paper to whoever reads its item: the invited lie outside the organiser's own scope of files."""
    actor = actor_of(request)
    rows = Paper.objects.visible_to(actor).filter(pk=meeting_paper, item__briefing=meeting).select_related("file")
    found = rows.first()
    if found is None:
        raise Refused(_("ไม่พบเอกสารนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return send(actor, found.file)


def show_item(request: HttpRequest, pk: int, item: int, broken: RuleBroken | None = None) -> HttpResponse:
    """Show an item with what was typed where a verb refused it; 404 for one that the actor does not read."""
    actor = actor_of(request)
    found = found_briefing(actor, pk)
    parts = sheet(actor, found, queries.agenda(actor, found), queries.papers(actor, found))
    entry = next((one for part in parts for one in part.entries if one.item.pk == item), None)
    if entry is None:
        raise Refused(_("ไม่พบวาระนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    one = entry.item
    told = request.POST.dict()
    if told.get("do") != "change_item":
        told |= {
            "section": one.section, "title": one.title, "text": one.text, "minutes": str(one.minutes or ""),
            "classification": str(one.classification), "secret": "on" if one.secret else "",
            "area": one.area.name_th if one.area else "", "office": one.office.code if one.office else "",
        }  # fmt: skip
    prepares = may.can_prepare(actor, found) is None
    begun = found.state in {Briefing.State.RUNNING, Briefing.State.CLOSED}
    context = {
        "one": found, "name": queries.covered(found, actor, found.name), "entry": entry, "item": one,
        "covered": queries.is_covered(one, actor) or queries.is_covered(found, actor), "told": told,
        "doing": request.POST.get("do", ""), "prepares": prepares and found.state in LIVE, "notes": prepares and begun,
        "running": found.state == Briefing.State.RUNNING,
        "section_choices": [(key, dict(Section.choices)[key]) for key in found.sections],
        "classes": [row for row in Classification.choices if row[0] <= found.classification],
        "facts": [fact for fact in one.facts if isinstance(fact, dict)],
    }  # fmt: skip
    return page(request, "item", context | error_of(broken), 409 if broken else 200)
