"""Lists of plans and projects; beginning a plan, empty or as a copy."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.directory.models import Area, Membership
from prasan.directory.roles import Role
from prasan.kernel.fiscal import fiscal_year
from prasan.plans import queries
from prasan.plans.commands import CopyPlan, OpenPlan
from prasan.plans.models import Plan, known_labels
from prasan.plans.pages.common import find, key_of, page
from prasan.plans.pages.listing import KINDS, AllPlans, AllProjects, policies, years
from prasan.plans.pages.words import baht
from prasan.plans.policy import DEPARTMENT, STAFF
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.listings import LISTINGS
from prasan.platform.web.asking import actor_of


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """List the plans that a seat reads: its own in every state, approved ones of everybody."""
    actor = actor_of(request)
    context = {
        "page": LISTINGS[AllPlans.name].page(actor, request.GET, request.path),
        "years": [("", _("ทุกปี")), *years(actor)],
        "states": [("", _("ทุกสถานะ")), *Plan.State.choices],
        "kinds": [("", _("ทุกระดับ")), *KINDS],
        "may_open": bool(places(actor)),
    }
    return page(request, "plans", context)


@require_safe
def projects(request: HttpRequest) -> HttpResponse:
    """List projects of all plans; with a label it is that label's report."""
    actor = actor_of(request)
    listing = LISTINGS[AllProjects.name]
    known = known_labels()
    label = dict(known).get(request.GET.get("label", ""))
    context = {
        "page": listing.page(actor, request.GET, request.path),
        "label": label,
        "totals": queries.totals(listing.chosen(actor, request.GET)[0]) if label else None,
        "baht": baht,
        "years": [("", _("ทุกปี")), *years(actor)],
        "labels": [("", _("ทุกป้าย")), *known],
        "policies": [("", _("ทุกนโยบาย")), *policies(actor)],
    }
    return page(request, "projects", context)


def places(actor: Any) -> list[tuple[str, str]]:
    """Return (key, name) of what the actor may draft a plan for: its province, the groups it leads, its department."""
    if actor.has(*DEPARTMENT) and actor.agency:
        return [(f"agency:{actor.agency}", actor.office_label)]
    if not (actor.has(*STAFF) and actor.leads_province):
        return []
    area = Area.objects.provinces().filter(pk=actor.area_id).only("name_th", "name_en").first()
    found = [(f"area:{area.pk}", area.name)] if area else []
    led = Membership.objects.on(timezone.localdate()).filter(area_id=actor.area_id, leads=True)
    rows = led.filter(group__kind="province-group").select_related("group")
    return found + [(f"group:{one.group_id}", one.group.name) for one in rows]


def place_of(text: str) -> dict[str, Any]:
    """Read the key of a place into the field of a command; empty where it is none."""
    kind, _colon, value = text.partition(":")
    if kind == "agency" and value:
        return {"agency_id": value[:20]}
    if kind in {"area", "group"} and value.isdigit() and len(value) < 10:
        return {f"{kind}_id": int(value)}
    return {}


@require_http_methods(["GET", "HEAD", "POST"])
def plan_new(request: HttpRequest) -> HttpResponse:
    """Begin the plan of a place and a fiscal year."""
    actor = actor_of(request)
    typed = request.POST if request.method == "POST" else {}
    errors: dict[str, str] = {}
    if request.method == "POST":
        year = typed.get("fiscal_year", "")
        try:
            number = int(year) if year.isdigit() and len(year) == 4 else 0
            made = perform(actor, OpenPlan(**place_of(typed.get("place", "")), fiscal_year=number, key=key_of(request)))
        except RuleBroken as broken:
            errors = {broken.field or "place": str(broken.text)}
        else:
            messages.success(request, _("เริ่มแผนแล้ว เพิ่มโครงการแรกได้เลย"))
            return redirect("plan", made.pk)
    return page(request, "new", _opening(actor, typed, errors), 422 if errors else 200)


def _opening(actor: Any, typed: Any, errors: dict[str, str]) -> dict[str, Any]:
    now = fiscal_year(timezone.localdate())
    return {
        "places": places(actor), "years": [(one, str(one)) for one in (now, now + 1)], "errors": errors,
        "place": typed.get("place", ""), "year": typed.get("fiscal_year", now), "money": typed.get("money") == "on",
        "drafter": actor.has(Role.PLO, *DEPARTMENT),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def plan_copy(request: HttpRequest, plan: int) -> HttpResponse:
    """Take a plan's projects over into the reader's own draft: another year or another place."""
    actor = actor_of(request)
    source = find(request, plan)
    typed = request.POST if request.method == "POST" else {}
    errors: dict[str, str] = {}
    if request.method == "POST":
        year = typed.get("fiscal_year", "")
        command = CopyPlan(
            **place_of(typed.get("place", "")), fiscal_year=int(year) if year.isdigit() and len(year) == 4 else 0,
            source_id=source.pk, with_money=typed.get("money") == "on", key=key_of(request),
        )  # fmt: skip
        try:
            made = perform(actor, command)
        except RuleBroken as broken:
            errors = {broken.field or "place": str(broken.text)}
        else:
            messages.success(request, _("คัดลอกแล้วเป็นร่าง โปรดตรวจวันที่ หน่วยงาน และผู้รับผิดชอบของแต่ละโครงการ"))
            return redirect("plan", made.pk)
    return page(request, "copy", {"plan": source, **_opening(actor, typed, errors)}, 422 if errors else 200)
