"""Upkeep of offices: open, rename, move, close; each form says what stands in the way."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.directory import commands as do
from prasan.directory import forms, policy
from prasan.directory.models import Office, Seat
from prasan.directory.pages.accounts import READ_WRITE, allowed, known_offices
from prasan.directory.pages.browse import office_or_404
from prasan.directory.pages.frame import carry_out, draw
from prasan.platform.web.asking import actor_of


def _answer(request: HttpRequest, form: Any, title: str, submit: str, **more: Any) -> HttpResponse:
    """Draw a form of an office: 422 when it was sent and stands in the way of itself."""
    context = {"form": form, "title": title, "submit": submit, "office": None, "offices": (), **more}
    return draw(request, "office_form", context, 422 if form.is_bound else 200)


@require_http_methods(READ_WRITE)
def office_add(request: HttpRequest) -> HttpResponse:
    """Open an office; `?parent=` puts it below another one, in its area and department."""
    actor = actor_of(request)
    allowed(policy.only_administrator(actor, None))
    data = request.POST if request.method == "POST" else None
    asked = request.GET.get("parent", "")
    above = office_or_404(asked) if asked else None
    initial = {"parent": above, "area": above.area, "agency": above.agency_id} if above else {}
    form = forms.NewOfficeForm(data, initial=initial)
    if data is not None and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name not in {"area", "parent", "agency"}}
        made = carry_out(request, form, do.AddOffice(**given, **form.place()))
        if made is not None:
            messages.success(request, _("เปิดหน่วยงาน %(name)s แล้ว") % {"name": made.name})
            return redirect("office", made.code)
    return _answer(request, form, _("เพิ่มหน่วยงาน"), _("เปิดหน่วยงาน"), office=above, offices=known_offices(actor))


@require_http_methods(READ_WRITE)
def office_edit(request: HttpRequest, office: str) -> HttpResponse:
    """Give an office its real name and say how it is reached."""
    found = office_or_404(office)
    allowed(policy.can_change_office(actor_of(request), found))
    data = request.POST if request.method == "POST" else None
    initial = {name: getattr(found, name) for name in forms.OfficeForm.base_fields}
    form = forms.OfficeForm(data, initial=initial)
    if data is not None and form.is_valid():
        given = dict(form.cleaned_data)
        contact = {name: given.pop(name) for name in ("phone", "email")}
        with transaction.atomic():
            done = carry_out(request, form, do.RenameOffice(target_id=found.pk, **given))
            if done is not None:
                carry_out(request, form, do.ChangeOfficeContact(target_id=found.pk, **contact))
        if done is not None:
            messages.success(request, _("บันทึกข้อมูลหน่วยงานแล้ว"))
            return redirect("office", found.code)
    return _answer(request, form, _("แก้ชื่อและการติดต่อ"), _("บันทึก"), office=found)


@require_http_methods(READ_WRITE)
def office_move(request: HttpRequest, office: str) -> HttpResponse:
    """Put an office into another area, below another office, or into another department."""
    found = office_or_404(office)
    actor = actor_of(request)
    allowed(policy.only_administrator(actor, found))
    data = request.POST if request.method == "POST" else None
    initial = {"area": found.area, "parent": found.parent, "agency": found.agency_id or ""}
    form = forms.OfficePlaceForm(data, initial=initial)
    if data is not None and form.is_valid():
        place = form.place()
        command = do.MoveOffice(target_id=found.pk, **place, alone=place["parent_id"] is None)
        if carry_out(request, form, command) is not None:
            messages.success(request, _("ย้ายสังกัดหน่วยงานแล้ว"))
            return redirect("office", found.code)
    seated = Seat.objects.held_on(timezone.localdate()).filter(office=found).count()
    told = _("ผู้ดำรงตำแหน่งในหน่วยงานนี้ %(n)s คนจะเห็นข้อมูลของพื้นที่และกรมใหม่แทน รายงานที่ส่งแล้วอยู่กับพื้นที่เดิม") % {"n": seated}
    more = {"office": found, "offices": known_offices(actor), "told": told}
    return _answer(request, form, _("ย้ายพื้นที่หรือสังกัด"), _("ย้าย"), **more)


@require_http_methods(READ_WRITE)
def office_close(request: HttpRequest, office: str) -> HttpResponse:
    """Close an office on a day; who still sits there and which units are open is said before."""
    found = office_or_404(office)
    allowed(policy.only_administrator(actor_of(request), found))
    today = timezone.localdate()
    data = request.POST if request.method == "POST" else None
    form = forms.EndForm(data, initial={"on": today})
    if data is not None and form.is_valid():
        done = carry_out(request, form, do.CloseOffice(target_id=found.pk, **form.cleaned_data))
        if done is not None:
            messages.success(request, _("ปิดหน่วยงานแล้ว ข้อมูลเดิมยังอ่านได้"))
            return redirect("office", found.code)
    seated = Seat.objects.filter(office=found).open_after(today).select_related("person").defer("person__grams")
    more: dict[str, Any] = {
        "office": found,
        "told": _("หลังวันสุดท้ายไม่มีใครดำรงตำแหน่งในหน่วยงานนี้ได้ ข้อมูลที่บันทึกไว้ยังอยู่ครบ"),
        "seated": list(seated[:50]),
        "units": list(Office.objects.filter(parent=found).open_on(today).defer("grams")[:50]),
    }
    return _answer(request, form, _("ปิดหน่วยงาน"), _("ปิดหน่วยงาน"), **more)
