"""Reading pages of the registers, the path of one target, and the rules of reporting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.directory.models import Area
from prasan.kernel import fiscal
from prasan.kernel.digits import format_scaled, to_scaled
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.ui.filters import thaidate
from prasan.platform.web.asking import actor_of
from prasan.registers import policy as may
from prasan.registers import queries, settings
from prasan.registers.commands import ChangeSetting, MarkNotApplicable, SetTarget
from prasan.registers.models import Dimension, Indicator, PolicySet, Target
from prasan.registers.pages.frame import (
    READ_WRITE,
    draw,
    history,
    indicator_or_404,
    journal_of,
    policy_address,
    set_or_404,
)
from prasan.registers.paths import default_path
from prasan.registers.typed import scaled


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """Show the set in force by axis, and every set as history."""
    actor = actor_of(request)
    now = queries.current_set(timezone.localdate())
    context = {
        "now": now,
        "axes": queries.by_axis(now, actor) if now else (),
        "sets": queries.history(actor),
        "address": policy_address,
        "may_manage": may.can_manage_policies(actor, None) is None,
    }
    return draw(request, "policies", context)


@require_safe
def policy_set(request: HttpRequest, policy_set: str) -> HttpResponse:
    """Show one set: giver, day, version, and its policies with the chain above them."""
    return set_page(request, set_or_404(request, policy_set))


def set_page(request: HttpRequest, found: PolicySet, errors: dict[str, str] | None = None) -> HttpResponse:
    """Show a set; `errors` say by act (announce, recall) why it was not done."""
    actor = actor_of(request)
    axes = queries.by_axis(found, actor)
    first = next((one for axis in axes for one in axis.policies), None)
    newer = PolicySet.objects.visible_to(actor).filter(replaces=found).first()
    context = {
        "set": found,
        "newer": newer,
        "axes": axes,
        "chain": queries.chain(first) if first else [],
        "address": policy_address,
        "may_manage": may.can_manage_policies(actor, found) is None,
        "errors": errors or {},
        "typed": request.POST.get("reason", ""),
        "journal": journal_of(found),
        "history": history(request, found),
    }
    return draw(request, "policy_set", context, 409 if errors else 200)


@require_safe
def indicator(request: HttpRequest, indicator: str) -> HttpResponse:
    """Show what an indicator means, and its targets of a fiscal year by province."""
    found, actor = indicator_or_404(request, indicator), actor_of(request)
    this = found.policy.policy_set.fiscal_year if found.policy else fiscal.fiscal_year(timezone.localdate())
    counted = queries.years(found)
    years = sorted({*counted, this}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and int(asked) in years else fiscal.fiscal_year(timezone.localdate())
    year = year if year in years else this
    rows = queries.targets(found, year)
    context = {
        "indicator": found,
        "year": year,
        "years": [(one, counted.get(one, 0)) for one in years],
        "rows": rows,
        "splits": " · ".join(one.name for one in Dimension.objects.filter(code__in=found.splits))
        if found.splits
        else "",
        "shown": lambda value: format_scaled(value, found.decimals),
        "sum": sum(one.value for one in rows if one.applies) if found.summing == Indicator.Sum.SUM else None,
        "may_set": may.can_set_target(actor, Target(indicator=found)) is None,
        "may_change": may.can_change_indicator(actor, found) is None,
        "journal": journal_of(found),
        "history": history(request, found),
        "warning": getattr(found, "warning", None),
    }
    return draw(request, "indicator", context)


@require_http_methods(READ_WRITE)
def target_edit(request: HttpRequest, indicator: str, area: str, year: int) -> HttpResponse:
    """Draw an area's path to its yearly target, month by month; or say that it does not apply."""
    found = indicator_or_404(request, indicator)
    place = Area.objects.filter(code=area).first()
    if place is None or not 2500 <= year <= 2700:
        raise Refused(_("ไม่พบพื้นที่หรือปีงบประมาณนี้"), status=404)
    target = Target.objects.filter(indicator=found, area=place, fiscal_year=year).first()
    target = target or Target(indicator=found, area=place, fiscal_year=year)
    refusal = may.can_set_target(actor_of(request), target)
    if refusal is not None:
        raise Refused(refusal)
    if request.method == "POST":
        return _set_target(request, found, place, target)
    return _editor(request, found, place, target)


def _set_target(request: HttpRequest, one: Indicator, place: Area, target: Target) -> HttpResponse:
    """Run the verb; what cannot be saved comes back as it was typed."""
    posted = request.POST
    about: dict[str, Any] = {"indicator_id": one.pk, "area_id": place.pk, "fiscal_year": target.fiscal_year}
    try:
        if posted.get("act") == "not-applicable":
            perform(actor_of(request), MarkNotApplicable(**about, reason=posted.get("reason", "")))
        else:
            value = scaled(posted.get("value", ""), one)
            if value is None:
                raise RuleBroken(_("โปรดใส่เป้าหมายทั้งปี"), field="value")
            months = [scaled(posted.get(f"m{month}", ""), one) for month in range(1, 13)]
            if posted.get("act") == "even" or None in months:
                months = list(default_path(one, value, target.baseline))
            due = posted.get("due_month", "")
            command = SetTarget(
                **about, value=value, path=months, baseline=target.baseline,  # type: ignore[arg-type]
                due_month=int(due) if due.isdigit() else None,
            )  # fmt: skip
            perform(actor_of(request), command)
    except RuleBroken as broken:
        return _editor(request, one, place, target, broken)
    messages.success(request, _("บันทึกเป้าหมายของ %(area)s แล้ว") % {"area": place.name})
    return redirect(reverse("indicator", args=[one.code]) + f"?year={target.fiscal_year}")


def _editor(
    request: HttpRequest, one: Indicator, place: Area, target: Target, broken: RuleBroken | None = None
) -> HttpResponse:
    def plain(value: int | None) -> str:
        return "" if value is None else format_scaled(value, one.decimals)

    path: list[int | None] = list(target.path) or [None] * 12
    typed = request.POST if broken else {}
    months = [
        {
            "name": f"m{month}",
            "label": thaidate(fiscal.month_start(target.fiscal_year, month), "month_short"),
            "value": typed.get(f"m{month}", plain(path[month - 1])),
        }
        for month in range(1, 13)
    ]
    context = {
        "indicator": one,
        "area": place,
        "target": target,
        "months": months,
        "due_months": [
            (month, thaidate(fiscal.month_start(target.fiscal_year, month), "month")) for month in range(1, 13)
        ],
        "value": typed.get("value", plain(target.value) if target.pk else ""),
        "reason": typed.get("reason", target.reason),
        "errors": {broken.field: str(broken.text)} if broken else {},
        "history": history(request, target) if target.pk else [],
    }
    return draw(request, "target_edit", context, 422 if broken else 200)


@require_http_methods(READ_WRITE)
def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules of reporting; POST changes one of them."""
    error: tuple[str, str] = ("", "")
    typed = ""
    if request.method == "POST":
        code, text = request.POST.get("code", ""), request.POST.get("value", "")
        try:
            decimals = settings.RULES[code].decimals if code in settings.RULES else 0
            read = to_scaled(text[:20].rstrip(" %"), decimals)
            if read.value is None:
                words = _("โปรดใส่ตัวเลข ทศนิยมไม่เกิน 1 ตำแหน่ง") if decimals else _("โปรดใส่จำนวนเต็ม")
                raise RuleBroken(words, field=code)
            perform(actor_of(request), ChangeSetting(target_id=code, value=read.value))
            messages.success(request, _("เปลี่ยนค่ากำหนดแล้ว สถานะทุกหน้าคำนวณใหม่ตามค่านี้"))
            return redirect("rules")
        except RuleBroken as broken:
            error, typed = (code, str(broken.text)), text[:20]
    now = settings.current()
    context = {
        "rows": [(rule, typed if error[0] == code else rule.shown(now[code])) for code, rule in settings.RULES.items()],
        "may_change": may.can_change_setting(actor_of(request), None) is None,
        "error": error,
    }
    return draw(request, "rules", context, 422 if error[1] else 200)
