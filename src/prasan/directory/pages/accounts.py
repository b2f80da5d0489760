"""Administration of accounts and seats: the list, and every form about a person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory import commands as do
from prasan.directory import forms, policy
from prasan.directory.handover import open_at_seats, open_items
from prasan.directory.models import AreaGroup, GroupKind, Membership, Office, Person, Seat, TransferOrder
from prasan.directory.pages.browse import found_by, person_or_404
from prasan.directory.pages.frame import carry_out, draw
from prasan.directory.roles import LOCALLY_GIVEN, WITH_REGIONS, Role
from prasan.directory.scope import overseen_by
from prasan.platform.commands import Refused, perform
from prasan.platform.web.asking import actor_of

PAGE = 50
READ_WRITE = ["GET", "HEAD", "POST"]


def allowed(refusal: Any) -> None:
    """Raise Refused where a policy has a reason against."""
    if refusal is not None:
        raise Refused(refusal)


@require_safe
def admin_home(request: HttpRequest) -> HttpResponse:
    """List the people of the offices one administers or oversees, by Thai order of their names."""
    actor = actor_of(request)
    scope = overseen_by(actor)
    if not scope.everything and not (scope.ranges or scope.offices or scope.agency):
        raise Refused(policy.ONLY_ADMINISTRATORS)
    words, after = request.GET.get("q", "").strip()[:100], request.GET.get("after", "")
    people = Person.objects.defer("grams").order_by("sort_th", "id")
    if not scope.everything:
        inside = scope.condition(area="office__area_id", office="office_id", agency="office__agency_id")
        people = people.filter(pk__in=Seat.objects.filter(inside).values("person_id"))
    if words:
        people = found_by(people, words)
    if after:
        people = people.filter(sort_th__gt=after)
    rows = list(people[: PAGE + 1])
    today = timezone.localdate()
    seats: dict[int, list[Seat]] = {}
    for seat in Seat.objects.open_after(today).filter(person__in=rows).select_related("office").order_by("start"):
        seats.setdefault(seat.person_id, []).append(seat)
    context = {
        "people": rows[:PAGE],
        "seats": seats,
        "more": rows[PAGE - 1].sort_th if len(rows) > PAGE else None,
        "q": words,
        "may_add": policy.can_add_person(actor, Person()) is None,
        "administrator": policy.is_administrator(actor),
        "orders": list(TransferOrder.objects.all()[:5]),
    }
    return draw(request, "admin_home", context)


def seat_form(actor: Any, data: Any = None, **options: Any) -> forms.SeatForm:
    """Return the form of a seat with the roles and regions that the actor may give."""
    every = policy.is_administrator(actor)
    roles = [(str(role.value), str(role.label)) for role in Role if every or role in LOCALLY_GIVEN]
    regions = []
    if every:
        now = Membership.objects.on(timezone.localdate()).values("group_id")
        found = AreaGroup.objects.filter(kind=GroupKind.INSPECTION_REGION, pk__in=now).order_by("number")
        regions = [(str(one.pk), f"{one.number} {one.name}") for one in found]
    return forms.SeatForm(data, roles=roles, regions=regions, **options)


def known_offices(actor: Any) -> list[Office]:
    """Return the offices to choose from, for the list below the field."""
    rows = Office.objects.manageable_by(actor).open_on(timezone.localdate())
    return list(rows.only("code", "name_th", "name_en").order_by("code"))


@require_http_methods(READ_WRITE)
def person_add(request: HttpRequest) -> HttpResponse:
    """Open an account with its first seat, and send the invitation."""
    actor = actor_of(request)
    allowed(policy.can_add_person(actor, Person()))
    data = request.POST if request.method == "POST" else None
    form = forms.PersonForm(data)
    seat = seat_form(actor, data, initial={"office": request.GET.get("office", ""), "start": timezone.localdate()})
    if data is not None and form.is_valid() and seat.is_valid():
        command = do.AddPerson(
            **form.cleaned_data, seat=seat.seat(), invite="invite" in data, key=request.POST.get("key", "")
        )
        person = carry_out(request, form, command)
        if person is not None:
            messages.success(request, _("เปิดบัญชีให้ %(name)s แล้ว") % {"name": person.full_name})
            return redirect("person", person.pk)
    context = {
        "form": form,
        "seat_form": seat,
        "offices": known_offices(actor),
        "invite": data is None or "invite" in data,
        "with_regions": [str(role) for role in WITH_REGIONS],
    }
    return draw(request, "person_add", context, 422 if data is not None else 200)


@require_http_methods(READ_WRITE)
def person_edit(request: HttpRequest, person: int) -> HttpResponse:
    """Correct a person's name and address."""
    found = person_or_404(person)
    allowed(policy.can_manage_person(actor_of(request), found))
    data = request.POST if request.method == "POST" else None
    initial = {name: getattr(found, name) for name in forms.PersonForm.base_fields}
    form = forms.PersonForm(data, initial=initial)
    if data is not None and form.is_valid():
        values = dict(form.cleaned_data)
        values["username"] = values["username"] or found.username
        if carry_out(request, form, do.ChangePerson(target_id=found.pk, values=values)) is not None:
            messages.success(request, _("บันทึกข้อมูลแล้ว"))
            return redirect("person", found.pk)
    context = {"form": form, "title": _("แก้ไขข้อมูล"), "person": found, "submit": _("บันทึก")}
    return draw(request, "person_form", context, 422 if data is not None else 200)


@require_http_methods(READ_WRITE)
def seat_give(request: HttpRequest, person: int) -> HttpResponse:
    """Give a person a seat."""
    found = person_or_404(person)
    actor = actor_of(request)
    allowed(policy.can_add_person(actor, found))
    data = request.POST if request.method == "POST" else None
    form = seat_form(actor, data, initial={"start": timezone.localdate()})
    if data is not None and form.is_valid():
        done = carry_out(request, form, do.GiveSeat(person_id=found.pk, **form.seat()))
        if done is not None:
            messages.success(request, _("ให้ตำแหน่งแล้ว สิทธิ์ใหม่ใช้ได้ตั้งแต่วันเริ่ม"))
            return redirect("person", found.pk)
    context = {
        "form": form,
        "title": _("ให้ตำแหน่ง"),
        "person": found,
        "submit": _("ให้ตำแหน่ง"),
        "offices": known_offices(actor),
    }
    return draw(request, "person_form", context, 422 if data is not None else 200)


def seat_or_404(pk: int) -> Seat:
    """Return a seat with its office and person; 404 when there is none."""
    found = Seat.objects.select_related("office__area", "person").filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบตำแหน่งนี้"), status=404)
    return found


@require_http_methods(READ_WRITE)
def seat_end(request: HttpRequest, seat: int) -> HttpResponse:
    """End a seat on a day."""
    found = seat_or_404(seat)
    allowed(policy.can_end_seat(actor_of(request), found))
    data = request.POST if request.method == "POST" else None
    form = forms.EndForm(data, initial={"on": timezone.localdate()})
    if data is not None and form.is_valid():
        done = carry_out(request, form, do.EndSeat(target_id=found.pk, **form.cleaned_data))
        if done is not None:
            messages.success(request, _("สิ้นสุดตำแหน่งแล้ว"))
            return redirect("person", found.person_id)
    context = {
        "form": form,
        "title": _("สิ้นสุดตำแหน่ง %(seat)s") % {"seat": found.title},
        "person": found.person,
        "submit": _("สิ้นสุดตำแหน่ง"),
    }
    return draw(request, "person_form", context, 422 if data is not None else 200)


@require_http_methods(READ_WRITE)
def person_leave(request: HttpRequest, person: int) -> HttpResponse:
    """Record that a person leaves: what is open in their name, who takes over, the last day."""
    found = person_or_404(person)
    allowed(policy.can_close_account(actor_of(request), found))
    today = timezone.localdate()
    mine = list(Seat.objects.open_after(today).filter(person=found).select_related("office"))
    offices = {one.office_id for one in mine}
    colleagues = Seat.objects.held_on(today).filter(office__in=offices, person__is_active=True).exclude(person=found)
    receivers = {str(one.person_id): one.person.full_name for one in colleagues.select_related("person")}
    data = request.POST if request.method == "POST" else None
    form = forms.LeaveForm(data, receivers=list(receivers.items()), initial={"on": today})
    if data is not None and form.is_valid():
        given = dict(form.cleaned_data)
        receiver = given.pop("receiver")
        command = do.Leave(target_id=found.pk, receiver_id=int(receiver) if receiver else None, **given)
        if carry_out(request, form, command) is not None:
            messages.success(request, _("บันทึกการพ้นจากหน้าที่แล้ว"))
            return redirect("person", found.pk)
    context = {
        "form": form,
        "title": _("บันทึกการพ้นจากหน้าที่"),
        "person": found,
        "submit": _("บันทึกการพ้นจากหน้าที่"),
        "open": open_items([found.pk]).get(found.pk, []),
        "left": [one for listed in open_at_seats(mine).values() for one in listed],
    }
    return draw(request, "person_form", context, 422 if data is not None else 200)


@require_POST
def person_invite(request: HttpRequest, person: int) -> HttpResponse:
    """Send the invitation again."""
    found = perform(actor_of(request), do.InvitePerson(target_id=person))
    messages.success(request, _("ส่งคำเชิญไปที่ %(email)s แล้ว") % {"email": found.email})
    return redirect("person", person)


@require_POST
def account_close(request: HttpRequest, person: int) -> HttpResponse:
    """Close an account."""
    perform(actor_of(request), do.CloseAccount(target_id=person))
    messages.success(request, _("ปิดบัญชีแล้ว"))
    return redirect("person", person)


@require_POST
def account_open(request: HttpRequest, person: int) -> HttpResponse:
    """Open a closed account again."""
    perform(actor_of(request), do.OpenAccount(target_id=person))
    messages.success(request, _("เปิดบัญชีแล้ว"))
    return redirect("person", person)
