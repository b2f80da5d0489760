"""Pages of the registers: policy sets by axis with their history, indicators, targets, rules of reporting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.directory.models import Area
from prasan.kernel import fiscal
from prasan.kernel.digits import format_scaled, to_scaled
from prasan.platform.commands import COMMANDS, Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.platform.ui.filters import moment, thaidate
from prasan.registers import policy as may
from prasan.registers import queries, settings
from prasan.registers.commands import ChangeSetting, MarkNotApplicable, SetTarget
from prasan.registers.models import Indicator, Policy, PolicySet, Target
from prasan.registers.paths import default_path


def _render(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, f"registers/{name}.html", context, status=status, using="jinja2")


def _history(request: HttpRequest, *things: Any) -> list[dict[str, str]]:
    """Return the newest journal entries about some things, as lines of a timeline."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = [entry for one in things for entry in Entry.objects.about(one).visible_to(actor)[:20]]
    rows.sort(key=lambda entry: -entry.pk)
    found = []
    for entry in rows[:20]:
        verb = COMMANDS.get(entry.verb)
        what = str(verb.verb) if verb else entry.verb
        found.append({"what": what, "at": moment(entry.at), "who": entry.actor_label, "text": entry.reason})
    return found


def policy_address(one: Policy) -> str:
    """Return the address of a policy's own page, empty where no room shows one."""
    try:
        return reverse("policy", args=[one.pk])
    except NoReverseMatch:
        return ""


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """Show the set in force by axis, and every set as history."""
    now = queries.current_set(timezone.localdate())
    context = {
        "now": now,
        "axes": queries.by_axis(now, request.actor) if now else (),
        "sets": queries.history(request.actor),
        "address": policy_address,
    }
    return _render(request, "policies", context)


@require_safe
def policy_set(request: HttpRequest, code: str) -> HttpResponse:
    """Show one set: giver, day, version, and its policies with the chain above them."""
    found = PolicySet.objects.filter(code=code).select_related("replaces").first()
    if found is None:
        raise Refused(_("ไม่พบชุดนโยบายนี้"), status=404)
    axes = queries.by_axis(found, request.actor)
    first = next((one for axis in axes for one in axis.policies), None)
    context = {
        "set": found,
        "axes": axes,
        "chain": queries.chain(first) if first else [],
        "address": policy_address,
        "history": _history(request, found),
    }
    return _render(request, "policy_set", context)


def _indicator(code: str) -> Indicator:
    found = Indicator.objects.select_related("policy__policy_set", "policy__owner", "lead").filter(code=code).first()
    if found is None:
        raise Refused(_("ไม่พบตัวชี้วัดนี้"), status=404)
    return found


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """Show what an indicator means, and its targets of a fiscal year by province."""
    found = _indicator(code)
    years = sorted(found.targets.values_list("fiscal_year", flat=True).distinct(), reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and int(asked) in years else fiscal.fiscal_year(timezone.localdate())
    rows = queries.targets(found, year)
    context = {
        "indicator": found,
        "year": year,
        "years": years,
        "rows": rows,
        "shown": lambda value: format_scaled(value, found.decimals),
        "may_set": may.can_set_target(request.actor, Target(indicator=found)) is None,  # type: ignore[attr-defined]
        "history": _history(request, found),
    }
    return _render(request, "indicator", context)


@require_http_methods(["GET", "HEAD", "POST"])
def target_edit(request: HttpRequest, code: str, area: str, year: int) -> HttpResponse:
    """Draw an area's path to its yearly target, month by month; or say that it does not apply."""
    found = _indicator(code)
    place = Area.objects.filter(code=area).first()
    if place is None or not 2500 <= year <= 2700:
        raise Refused(_("ไม่พบพื้นที่หรือปีงบประมาณนี้"), status=404)
    target = Target.objects.filter(indicator=found, area=place, fiscal_year=year).first()
    target = target or Target(indicator=found, area=place, fiscal_year=year)
    refusal = may.can_set_target(request.actor, target)  # type: ignore[attr-defined]
    if refusal is not None:
        raise Refused(refusal)
    if request.method == "POST":
        return _set_target(request, found, place, target)
    return _editor(request, found, place, target)


def _typed(text: str, one: Indicator) -> int | None:
    """Read a number; None where the field is empty. Raises RuleBroken where it is no number."""
    if not text.strip():
        return None
    read = to_scaled(text[:60], one.decimals, [one.unit_th, one.unit_en])
    if read.value is None:
        raise RuleBroken(_("“%(text)s” อ่านเป็นตัวเลขไม่ได้ โปรดใส่เช่น 1,250 หรือ ๑,๒๕๐") % {"text": text[:60]}, field="value")
    return read.value


def _set_target(request: HttpRequest, one: Indicator, place: Area, target: Target) -> HttpResponse:
    """Run the verb; what cannot be saved comes back as it was typed."""
    posted = request.POST
    about: dict[str, Any] = {"indicator_id": one.pk, "area_id": place.pk, "fiscal_year": target.fiscal_year}
    try:
        if posted.get("act") == "not-applicable":
            perform(request.actor, MarkNotApplicable(**about, reason=posted.get("reason", "")))  # type: ignore[attr-defined]
        else:
            value = _typed(posted.get("value", ""), one)
            if value is None:
                raise RuleBroken(_("โปรดใส่เป้าหมายทั้งปี"), field="value")
            months = [_typed(posted.get(f"m{month}", ""), one) for month in range(1, 13)]
            if posted.get("act") == "even" or None in months:
                months = list(default_path(one, value, target.baseline))
            perform(request.actor, SetTarget(**about, value=value, path=months, baseline=target.baseline))  # type: ignore[attr-defined, arg-type]
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
        "value": typed.get("value", plain(target.value) if target.pk else ""),
        "reason": typed.get("reason", target.reason),
        "errors": {broken.field: str(broken.text)} if broken else {},
        "history": _history(request, target) if target.pk else [],
    }
    return _render(request, "target_edit", context, 422 if broken else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules of reporting; POST changes one of them."""
    error: tuple[str, str] = ("", "")
    if request.method == "POST":
        code, text = request.POST.get("code", ""), request.POST.get("value", "")
        try:
            read = to_scaled(text[:20], 0)
            if read.value is None:
                raise RuleBroken(_("โปรดใส่จำนวนเต็ม"), field=code)
            perform(request.actor, ChangeSetting(target_id=code, value=read.value))  # type: ignore[attr-defined]
            messages.success(request, _("เปลี่ยนค่ากำหนดแล้ว สถานะทุกหน้าคำนวณใหม่ตามค่านี้"))
            return redirect("rules")
        except RuleBroken as broken:
            error = (code, str(broken.text))
    now = settings.current()
    context = {
        "rows": [(rule, now[code]) for code, rule in settings.RULES.items()],
        "may_change": may.can_change_setting(request.actor, None) is None,  # type: ignore[attr-defined]
        "error": error,
    }
    return _render(request, "rules", context, 422 if error[1] else 200)
