"""Pages of appointments: one with its words, the form that adds or changes one, cancelling."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prasan.desk.appointments.commands import AddAppointment, CancelAppointment, ChangeAppointment
from prasan.desk.appointments.models import Appointment
from prasan.desk.appointments.policy import NO_KEEPER, audiences, can_keep_appointment
from prasan.desk.appointments.reading import day_of, told_of
from prasan.desk.pages.common import actor_of
from prasan.kernel.thaidate import show_time
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.ui.filters import language, thaidate


def when_of(one: Appointment) -> str:
    """Return when it is, in words: day and hours, or from day to day."""
    first, last = thaidate(one.start, "weekday"), thaidate(one.end, "weekday")
    hours = [show_time(hour, language()) for hour in (one.start_time, one.end_time) if hour]
    if one.start == one.end:
        return " ".join([first, " – ".join(hours)]).strip()
    begins = f"{first} {hours[0]}" if hours else first
    return f"{begins} – {last} {hours[1]}" if len(hours) > 1 else f"{begins} – {last}"


def found_appointment(actor: Any, pk: int) -> Appointment:
    """Return an appointment that the actor sees; Refused 404 otherwise."""
    rows = Appointment.objects.visible_to(actor).select_related("office", "area").filter(pk=pk)
    found = rows.defer("area__boundary", "area__grams", "office__grams").first()
    if found is None:
        raise Refused(_("ไม่พบนัดหมายนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def _show(request: HttpRequest, one: Appointment, error: RuleBroken | None = None) -> HttpResponse:
    keeps = one.cancelled_at is None and can_keep_appointment(actor_of(request), one) is None
    return render(request, "desk/appointment.html", {
        "one": one, "when": when_of(one), "keeps": keeps, "now": timezone.now(),
        "error": str(error.text) if error else "", "typed": request.POST.get("reason", ""),
        "journal": f"{reverse('journal')}?model=desk.appointment&object={one.pk}",
    }, status=409 if error else 200)  # fmt: skip


@require_http_methods(["GET", "HEAD"])
def appointment(request: HttpRequest, appointment: int) -> HttpResponse:
    """Show an appointment."""
    return _show(request, found_appointment(actor_of(request), appointment))


def typed_of(one: Appointment) -> dict[str, str]:
    """Return an appointment as its form shows it."""
    return {
        "subject_th": one.subject, "start": thaidate(one.start),
        "end": thaidate(one.end) if one.end != one.start else "",
        "start_time": f"{one.start_time:%H.%M}" if one.start_time else "",
        "end_time": f"{one.end_time:%H.%M}" if one.end_time else "", "place": one.place, "link": one.link,
        "audience": one.audience, "remark": one.remark, "version": str(one.version),
    }  # fmt: skip


def _form(
    request: HttpRequest, typed: dict[str, Any], one: Appointment | None, error: RuleBroken | None
) -> HttpResponse:
    labels = dict(Appointment.Audience.choices)
    actor = actor_of(request)
    return render(request, "desk/appointment_form.html", {
        "one": one, "told": typed, "choices": [(key, labels[key]) for key in audiences(actor)], "now": timezone.now(),
        "error": str(error.text) if error else "", "field": error.field if error else "",
        "key": typed.get("key") or f"appointment-{actor.person_id}-{timezone.now():%Y%m%d%H%M%S%f}",
    }, status=409 if error else 200)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def appointment_new(request: HttpRequest) -> HttpResponse:
    """Ask for an appointment of the own office, and put it in; `day` fills the first day in."""
    actor = actor_of(request)
    if not audiences(actor):
        raise Refused(NO_KEEPER)
    if request.method != "POST":
        return _form(request, {"start": _asked_day(request.GET.get("day", ""))}, None, None)
    try:
        found = perform(actor, AddAppointment(**told_of(request.POST), key=request.POST.get("key", "")[:100]))
    except RuleBroken as broken:
        return _form(request, request.POST.dict(), None, broken)
    messages.success(request, _("ลงนัดหมายแล้ว"))
    return redirect("appointment", found.pk)


def _asked_day(text: str) -> str:
    try:
        day = day_of(text, "start")
    except RuleBroken:
        return ""
    return thaidate(day) if day else ""


@require_http_methods(["GET", "HEAD", "POST"])
def appointment_change(request: HttpRequest, appointment: int) -> HttpResponse:
    """Change an appointment of the own office."""
    actor = actor_of(request)
    one = found_appointment(actor, appointment)
    refusal = can_keep_appointment(actor, one)
    if refusal is not None:
        raise Refused(refusal)
    if request.method != "POST":
        return _form(request, typed_of(one), one, None)
    version = request.POST.get("version", "")
    read = int(version) if version.isdigit() and len(version) < 9 else -1
    try:
        perform(actor, ChangeAppointment(target_id=one.pk, version=read, **told_of(request.POST)))
    except RuleBroken as broken:
        return _form(request, request.POST.dict(), one, broken)
    messages.success(request, _("แก้นัดหมายแล้ว"))
    return redirect("appointment", one.pk)


@require_POST
def appointment_cancel(request: HttpRequest, appointment: int) -> HttpResponse:
    """Cancel an appointment with its reason."""
    actor = actor_of(request)
    one = found_appointment(actor, appointment)
    try:
        perform(actor, CancelAppointment(target_id=one.pk, reason=request.POST.get("reason", "")))
    except RuleBroken as broken:
        return _show(request, one, broken)
    messages.success(request, _("ยกเลิกนัดหมายแล้ว ผู้ที่เกี่ยวข้องยังเห็นในปฏิทินว่ายกเลิก"))
    return redirect("appointment", one.pk)
