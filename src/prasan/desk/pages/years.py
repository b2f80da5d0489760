"""The page of a fiscal year: what it needs to begin and to end, and the centre's steps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.desk import years as lists
from prasan.desk.pages.common import actor_of
from prasan.desk.year_commands import FIRST, LAST, STEPS
from prasan.directory.roles import Role
from prasan.kernel.fiscal import fiscal_year
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.decorators import for_roles
from prasan.registers.models import FiscalYear

CENTRE = (Role.POLICY_OWNER, Role.DUTY_OFFICER, Role.PERMANENT_SECRETARY)
MAKERS = (Role.POLICY_OWNER, Role.PERMANENT_SECRETARY)


@for_roles(*CENTRE)
@require_safe
def years(request: HttpRequest) -> HttpResponse:
    """Go to the year that is prepared or that runs."""
    return redirect("year", fiscal_year(timezone.localdate()))


@for_roles(*CENTRE)
@require_http_methods(["GET", "HEAD", "POST"])
def year(request: HttpRequest, year: int) -> HttpResponse:
    """Show a year's two lists; POST takes the step of the pressed button."""
    if not FIRST <= year <= LAST:
        raise Refused(_("ไม่มีปีงบประมาณนี้"), status=404)
    actor, error = actor_of(request), ""
    if request.method == "POST":
        step = STEPS.get(request.POST.get("do", ""))
        try:
            if step is None:
                raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"), status=400)
            perform(actor, step(year=year, reason=request.POST.get("reason", "")))
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("year", year)
        except RuleBroken as broken:
            error = str(broken.text)
    context = {
        "year": year, "found": FiscalYear.objects.filter(year=year).first(), "opening": lists.opening(year),
        "closing": lists.closing(year), "carry": len(lists.to_carry(year)), "error": error,
        "may": actor.has(*MAKERS), "reason": request.POST.get("reason", ""), "loads": actor.has(Role.DUTY_OFFICER),
    }  # fmt: skip
    return render(request, "desk/year.html", context, status=409 if error else 200)
