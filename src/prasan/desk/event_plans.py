"""An event becomes an activity of a plan, or is linked to a project that is there: both sides tell of the other."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from markupsafe import Markup

from prasan.desk.pages.common import actor_of
from prasan.plans.beside import add
from prasan.plans.commands import SaveActivity
from prasan.plans.cycle import EDITABLE
from prasan.plans.models import Plan, Project
from prasan.plans.queries import Tree
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.situation.events.beside import Way, lead, way
from prasan.situation.events.commands import LinkOther
from prasan.situation.events.policy import can_handle
from prasan.situation.models import Event, EventLink

MOST = 200


def _address(actor: Any, target: int) -> str:
    """Return the address of a project that the actor reads: one query."""
    rows = Project.objects.filter(pk=target, plan__in=Plan.objects.visible_to(actor).order_by())
    plan = rows.values_list("plan_id", flat=True).first()
    return reverse("plan_project", args=[plan, target]) if plan else ""


def _offered(actor: Any, event: Event) -> str:
    return reverse("event_to_plan", args=[event.pk]) if can_handle(actor, event) is None else ""


lead(EventLink.Kind.PLAN, _address)
way(Way(gettext_lazy("เชื่อมหรือเพิ่มในแผนปฏิบัติการ"), _offered))


def projects_near(actor: Any, event: Event) -> Any:
    """Return the projects of plans of the event's place that the actor reads."""
    plans = Plan.objects.visible_to(actor).filter(area_id__lte=event.area_id, area__last__gte=event.area_id).order_by()
    rows = Project.objects.filter(plan__in=plans).select_related("plan", "office")
    return rows.order_by("-plan__fiscal_year", "name_th")


@require_http_methods(["GET", "HEAD", "POST"])
def event_to_plan(request: HttpRequest, event: int) -> HttpResponse:
    """Choose a project: link the event to it, and where the plan can be edited add an activity about it."""
    actor = actor_of(request)
    found = Event.objects.visible_to(actor).select_related("area").filter(pk=event).first()
    if found is None:
        raise Refused(_("ไม่พบเหตุการณ์นี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    refusal = can_handle(actor, found)
    if refusal is not None:
        raise Refused(refusal)
    rows, error = list(projects_near(actor, found)[:MOST]), ""
    told = request.POST.get("project", "")
    if request.method == "POST":
        try:
            _link(
                actor, found, next((one for one in rows if str(one.pk) == told), None), request.POST.get("add") == "on"
            )
        except RuleBroken as broken:
            error = str(broken.text)
        else:
            messages.success(request, _("เชื่อมกับแผนแล้ว"))
            return redirect("event", event)
    choices = [(one.pk, f"{one.plan.fiscal_year} · {one.name_th}") for one in rows]
    editable = any(one.plan.state in EDITABLE for one in rows)
    context = {"event": found, "choices": choices, "error": error, "told": told, "editable": editable}
    return render(request, "desk/event_to_plan.html", context, status=409 if error else 200)


@transaction.atomic
def _link(actor: Any, event: Event, project: Project | None, adds: bool) -> None:
    """Link both, and add the activity, or do neither."""
    if project is None:
        raise RuleBroken(_("โปรดเลือกโครงการในแผน"), field="project")
    perform(actor, LinkOther(target_id=event.pk, kind=EventLink.Kind.PLAN, target=project.pk, label=project.name_th))
    if adds:
        name = _("แก้ไขเหตุการณ์ %(code)s: %(title)s") % {"code": event.code, "title": event.title}
        values = {
            "name_th": name[:300], "start": project.start, "end": project.end, "weight": Decimal(0),
            "office_id": project.office_id, "partners": "", "area_id": None, "place": event.place,
        }  # fmt: skip
        perform(actor, SaveActivity(target_id=project.plan_id, parent=project.pk, values=values, many={}))


@add
def events_of_plan(request: HttpRequest, plan: Plan, tree: Tree) -> str:
    """Show on a plan's page the events that its projects are linked to: one query.

    Only plans of an area are linked (`projects_near`), so those of groups and departments ask nothing.
    """
    named = [one.pk for one in tree.projects]
    if plan.area_id is None or not named:
        return ""
    links = EventLink.objects.visible_to(actor_of(request)).filter(kind=EventLink.Kind.PLAN, target__in=named)
    rows = list(links.select_related("event")[:20])
    if not rows:
        return ""
    line = Markup('<li><a href="{}">{} {}</a> · {}</li>')
    lines = [line.format(reverse("event", args=[x.event_id]), x.event.code, x.event.title, x.label) for x in rows]
    whole = Markup('<section class="card"><h2>{}</h2><ul>{}</ul></section>')
    return whole.format(_("เหตุการณ์ที่โครงการในแผนรองรับ"), Markup("").join(lines))
