"""A seat and who acts in it: delegation, acting capacity, one's own seats, and accepting what is handed over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory import commands as do
from prasan.directory import forms, policy
from prasan.directory.handover import open_of_lines
from prasan.directory.middleware import seats_of
from prasan.directory.models import Delegation, Seat, TransferLine
from prasan.directory.pages.accounts import READ_WRITE, allowed, seat_or_404
from prasan.directory.pages.frame import carry_out, draw
from prasan.directory.queries import caretakers
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of

RELATED = ("seat__office", "seat__person", "to")


def _revocable(actor: Any, rows: list[Delegation]) -> set[int]:
    today = timezone.localdate()
    running = [one for one in rows if one.revoked is None and one.end >= today]
    return {one.pk for one in running if policy.can_revoke_delegation(actor, one) is None}


@require_safe
def my_seats(request: HttpRequest) -> HttpResponse:
    """Show one's own seats, what is delegated to one and by one, what waits to be accepted, and who helps."""
    actor = actor_of(request)
    today = timezone.localdate()
    seats = Seat.objects.filter(person_id=actor.person_id).open_after(today).select_related("office__area")
    lent = list(
        Delegation.objects.filter(Q(to_id=actor.person_id) | Q(seat__person_id=actor.person_id), end__gte=today)
        .select_related(*RELATED)
        .order_by("start", "pk")
    )
    working = {seat.pk for seat, _lent in seats_of(actor.person_id)}
    context = {
        "seats": list(seats.order_by("start")),
        "to_me": [one for one in lent if one.to_id == actor.person_id and one.revoked is None],
        "by_me": [one for one in lent if one.to_id != actor.person_id],
        "revokes": _revocable(actor, lent),
        "working": working,
        "current": actor.seat_id,
        "today": today,
        "waiting": list(TransferLine.objects.waiting_for(actor, today).select_related("person", "leaves", "order")),
        "helpers": caretakers(actor),
    }
    return draw(request, "my_seats", context)


@require_safe
def seat_page(request: HttpRequest, seat: int) -> HttpResponse:
    """Show a seat: who holds it by which order, who acts from it, and what may be done."""
    found = seat_or_404(seat)
    actor = actor_of(request)
    today = timezone.localdate()
    lent = list(found.delegations.select_related(*RELATED))
    beside = Seat.objects.filter(office=found.office, role=found.role).open_after(today).exclude(pk=found.pk)
    ended = found.end is not None and found.end < today
    ends = not ended and policy.can_end_seat(actor, found) is None
    context = {
        "seat": found,
        "today": today,
        "ended": ended,
        "delegations": lent,
        "revokes": _revocable(actor, lent),
        "beside": list(beside.select_related("person").order_by("start")),
        "ends": ends,
        "delegates": not ended and policy.can_delegate(actor, Delegation(seat=found)) is None,
        "leaves": ends and found.person.is_active and policy.can_close_account(actor, found.person) is None,
        "lines": list(found.left_by.select_related("order", "accepted_by")),
    }
    return draw(request, "seat_page", context)


@require_http_methods(READ_WRITE)
def delegate(request: HttpRequest, seat: int) -> HttpResponse:
    """Let another person act from a seat for a while."""
    found = seat_or_404(seat)
    actor = actor_of(request)
    allowed(policy.can_delegate(actor, Delegation(seat=found)))
    data = request.POST if request.method == "POST" else None
    form = forms.DelegateForm(data, initial={"start": timezone.localdate()})
    if data is not None and form.is_valid():
        given = dict(form.cleaned_data)
        command = do.Delegate(seat_id=found.pk, to_id=given.pop("to").pk, **given)
        if carry_out(request, form, command) is not None:
            messages.success(request, _("มอบหมายแล้ว เลขที่คำสั่งจะแสดงทุกครั้งที่ผู้รับมอบหมายทำงานแทน"))
            return redirect("seat_page", found.pk)
    return _form(request, found, form, _("มอบหมายให้ปฏิบัติราชการแทน: %(seat)s"), _("มอบหมาย"))


@require_http_methods(READ_WRITE)
def seat_act(request: HttpRequest, seat: int) -> HttpResponse:
    """Seat another person in the same office and role in an acting capacity, by an order."""
    found = seat_or_404(seat)
    actor = actor_of(request)
    allowed(policy.can_end_seat(actor, found))
    data = request.POST if request.method == "POST" else None
    form = forms.ActingForm(data, initial={"start": timezone.localdate()})
    if data is not None and form.is_valid():
        given = dict(form.cleaned_data)
        command = do.GiveSeat(
            person_id=given.pop("to").pk, office_id=found.office_id, role=found.role, position_th=found.position_th,
            position_en=found.position_en, groups=[one.pk for one in found.groups.all()], **given,
        )  # fmt: skip
        made = carry_out(request, form, command)
        if made is not None:
            messages.success(request, _("ตั้งผู้รักษาราชการแทนแล้ว สิทธิ์เริ่มและสิ้นสุดตามวันที่ระบุ"))
            return redirect("seat_page", made.pk)
    return _form(request, found, form, _("ตั้งผู้รักษาราชการแทน: %(seat)s"), _("ตั้งผู้รักษาราชการแทน"))


def _form(request: HttpRequest, seat: Seat, form: Any, title: str, submit: str) -> HttpResponse:
    """Draw a form about who acts in a seat, with the people of its office to choose from."""
    near = Seat.objects.held_on(timezone.localdate()).filter(office=seat.office).exclude(person_id=seat.person_id)
    people = {one.person_id: one.person for one in near.select_related("person").defer("person__grams")}
    context = {
        "form": form,
        "title": title % {"seat": seat.title},
        "person": seat.person,
        "submit": submit,
        "people": list(people.values()),
    }
    return draw(request, "person_form", context, 422 if form.is_bound else 200)


@require_POST
def delegation_revoke(request: HttpRequest, delegation: int) -> HttpResponse:
    """Take a delegation back."""
    found = perform(actor_of(request), do.RevokeDelegation(target_id=delegation))
    messages.success(request, _("ยกเลิกการมอบหมายแล้ว"))
    return redirect("seat_page", found.seat_id)


@require_http_methods(READ_WRITE)
def handover(request: HttpRequest, line: int) -> HttpResponse:
    """Show what a person hands over by an order; POST accepts it. For who leaves, who follows, who oversees."""
    related = ("person", "order", "leaves__office", "takes__office", "accepted_by")
    found = TransferLine.objects.select_related(*related).filter(pk=line).first()
    actor = actor_of(request)
    if found is None or found.leaves is None:
        raise Refused(_("ไม่พบบัญชีรับ–ส่งมอบงานนี้"), status=404)
    refusal = policy.can_accept_handover(actor, found)
    if refusal is not None and actor.person_id != found.person_id and not policy.oversees(actor, found.leaves.office):
        raise Refused(refusal)
    broken = ""
    if request.method == "POST":
        try:
            perform(actor, do.AcceptHandover(target_id=found.pk, remark=request.POST.get("remark", "")[:500]))
        except RuleBroken as error:
            broken = str(error.text)
        else:
            messages.success(request, _("รับมอบงานแล้ว บัญชีนี้เก็บไว้ตามที่เป็นอยู่ขณะรับมอบ"))
            return redirect("handover", found.pk)
    context = {
        "line": found,
        "open": [] if found.accepted_at else open_of_lines([found])[found.pk],
        "may_accept": refusal is None and not found.accepted_at and found.order.effective <= timezone.localdate(),
        "broken": broken,
        "remark": request.POST.get("remark", ""),
    }
    return draw(request, "handover", context, 409 if broken else 200)
