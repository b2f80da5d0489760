"""Upkeep of the holidays."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory import commands as do
from prasan.directory import forms, policy
from prasan.directory.models import Holiday
from prasan.directory.pages.accounts import READ_WRITE, allowed
from prasan.directory.pages.frame import carry_out, draw
from prasan.directory.scope import managed_by
from prasan.platform.commands import Refused, perform
from prasan.platform.web.asking import actor_of


@require_safe
def holidays(request: HttpRequest) -> HttpResponse:
    """List the holidays of a year, national and of provinces and countries."""
    today = timezone.localdate()
    year = _year(request.GET.get("year", ""), today.year)
    rows = Holiday.objects.filter(day__year=year).select_related("area").defer("area__grams", "area__boundary")
    actor = actor_of(request)
    scope = managed_by(actor)
    context = {
        "rows": list(rows.order_by("day", "area")),
        "year": year,
        "years": [year - 1, year, year + 1],
        "may_add": policy.is_administrator(actor) or bool(scope.ranges),
        "covers": lambda one: policy.is_any_administrator(actor) and scope.covers(area=one.area_id),
    }
    return draw(request, "holidays", context)


def _year(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and 1900 < int(text) < 2200 else default


@require_http_methods(READ_WRITE)
def holiday_add(request: HttpRequest) -> HttpResponse:
    """Add a holiday."""
    if not policy.is_any_administrator(actor_of(request)):
        raise Refused(policy.ONLY_ADMINISTRATORS)
    data = request.POST if request.method == "POST" else None
    form = forms.HolidayForm(data)
    if data is not None and form.is_valid():
        given = dict(form.cleaned_data)
        command = do.AddHoliday(area_id=given.pop("area").pk, **given)
        if carry_out(request, form, command) is not None:
            return _back(request, command.day)
    context = {"form": form, "title": _("เพิ่มวันหยุด"), "holiday": None, "submit": _("เพิ่มวันหยุด")}
    return draw(request, "holiday_form", context, 422 if data is not None else 200)


@require_http_methods(READ_WRITE)
def holiday_edit(request: HttpRequest, holiday: int) -> HttpResponse:
    """Change a holiday; its place stays."""
    found = _holiday(holiday)
    allowed(policy.can_change_holiday(actor_of(request), found))
    data = request.POST if request.method == "POST" else None
    initial = {name: getattr(found, name) for name in forms.HolidayForm.base_fields}
    form = forms.HolidayForm(data, initial=initial)
    del form.fields["area"]
    if data is not None and form.is_valid():
        command = do.ChangeHoliday(target_id=found.pk, **form.cleaned_data)
        if carry_out(request, form, command) is not None:
            return _back(request, command.day)
    context = {"form": form, "title": _("แก้ไขวันหยุด"), "holiday": found, "submit": _("บันทึก")}
    return draw(request, "holiday_form", context, 422 if data is not None else 200)


@require_POST
def holiday_remove(request: HttpRequest, holiday: int) -> HttpResponse:
    """Remove a holiday."""
    found = perform(actor_of(request), do.RemoveHoliday(target_id=holiday))
    messages.success(request, _("ลบวันหยุด %(name)s แล้ว") % {"name": found.name_th})
    return redirect(f"{reverse('holidays')}?year={found.day.year}")


def _holiday(pk: int) -> Holiday:
    found = Holiday.objects.select_related("area").filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบวันหยุดนี้"), status=404)
    return found


def _back(request: HttpRequest, day: dt.date) -> HttpResponse:
    messages.success(request, _("บันทึกวันหยุดแล้ว"))
    return redirect(f"{reverse('holidays')}?year={day.year}")
