"""Pages of labour volunteers: the register of the own office, one volunteer, where they serve, their address."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.networks import commands as c
from prasan.networks import policy as may
from prasan.networks.forms import AppointmentForm, VolunteerForm, tambons
from prasan.networks.links import VOLUNTEER
from prasan.networks.models import Appointment, Volunteer
from prasan.networks.pages import common
from prasan.networks.queries import served
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.listings import LISTINGS, Choice, Column, Listing, codes_by_word
from prasan.platform.ui.qr import drawn
from prasan.platform.web.links import token_of


class Volunteers(Listing):
    """Volunteers of the own office, the latest first; names are never exported."""

    name, title, url_name = "networks.volunteers", gettext_lazy("อาสาสมัครแรงงาน"), "labour_volunteers"
    columns = (
        Column("id", gettext_lazy("หมายเลข"), "pk", sort=True),
        Column("person", gettext_lazy("ชื่อ"), "name", exported=False),
        Column("places", gettext_lazy("ประจำตำบล"), "places"),
        Column("state", gettext_lazy("สถานะ"), "state", choices=dict(Volunteer.State.choices)),
    )
    filters = (Choice("state", gettext_lazy("สถานะ"), "state", Volunteer.State.choices),)
    order, size = "-id", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return the volunteers of the own office with the names of their sub-districts of today."""
        held = Appointment.objects.on(timezone.localdate()).filter(volunteer=OuterRef("pk")).order_by("area")
        rows: QuerySet[Any] = Volunteer.objects.visible_to(actor)
        return rows.annotate(places=ArraySubquery(held.values("area__name_th")))

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address and the shape of the state."""
        row["url"] = reverse("labour_volunteer", args=[row["pk"]])
        row["status"] = common.SHAPES[codes_by_word(Volunteer.State)[str(row["state"])]]
        return row


@require_safe
def labour_volunteers(request: HttpRequest) -> HttpResponse:
    """List the volunteers of the own office, and how many sub-districts have one."""
    actor = common.actor_of(request)
    common.allowed(None if may.keeps(actor) else may.ONLY_KEEPERS)
    page = LISTINGS[Volunteers.name].page(actor, request.GET, request.path)
    return common.draw(request, "volunteers", {
        "page": page, "served": served(actor), "states": [("", _("ทั้งหมด")), *Volunteer.State.choices],
    })  # fmt: skip


@require_http_methods(common.READ_WRITE)
def labour_volunteer_add(request: HttpRequest) -> HttpResponse:
    """Register a volunteer."""
    actor = common.actor_of(request)
    common.allowed(None if may.keeps(actor) else may.ONLY_KEEPERS)
    form = VolunteerForm(request.POST or None, auto_id="f-%s")
    if (
        form.is_valid()
        and (made := common.tried(form, actor, c.AddVolunteer(values=dict(form.cleaned_data)))) is not None
    ):
        return common.done(request, _("ขึ้นทะเบียนแล้ว แต่งตั้งประจำตำบลต่อ"), reverse("labour_volunteer", args=[made.pk]))
    title, back = _("ขึ้นทะเบียนอาสาสมัครแรงงาน"), reverse("labour_volunteers")
    return common.draw(request, "person_form", {
        "form": form, "title": title, "submit": _("บันทึก"), "back": back,
    }, 422 if form.errors else 200)  # fmt: skip


@require_http_methods(common.READ_WRITE)
def labour_volunteer_edit(request: HttpRequest, labour_volunteer: int) -> HttpResponse:
    """Change what is known of a volunteer."""
    actor, one = common.actor_of(request), common.volunteer_or_404(request, labour_volunteer)
    common.allowed(may.can_keep(actor, one))
    form = VolunteerForm(request.POST or None, initial={"name": one.name, "phone": one.phone}, auto_id="f-%s")
    back = reverse("labour_volunteer", args=[one.pk])
    told = c.ChangeVolunteer(target_id=one.pk, values=dict(form.cleaned_data) if form.is_valid() else {})
    if form.is_valid() and common.tried(form, actor, told) is not None:
        return common.done(request, _("บันทึกแล้ว"), back)
    return common.draw(request, "person_form", {
        "form": form, "title": _("แก้ไขข้อมูลอาสาสมัครแรงงาน"), "submit": _("บันทึก"), "back": back,
    }, 422 if form.errors else 200)  # fmt: skip


@require_safe
def labour_volunteer(request: HttpRequest, labour_volunteer: int) -> HttpResponse:
    """Show a volunteer, where they serve, and the address that is theirs."""
    return _shown(request, common.volunteer_or_404(request, labour_volunteer))


def _shown(request: HttpRequest, one: Volunteer, error: RuleBroken | None = None) -> HttpResponse:
    actor = common.actor_of(request)
    held = list(one.appointments.select_related("area").defer("area__grams", "area__boundary"))
    token = token_of(VOLUNTEER, one.nonce, one.token_hash)
    address = request.build_absolute_uri(reverse("volunteer_page", args=[token]))
    rosa = request.build_absolute_uri(reverse("openrosa_root", args=[token])).rstrip("/")
    active = one.state == Volunteer.State.ACTIVE
    return common.draw(request, "volunteer", {
        "one": one, "held": held, "today": timezone.localdate(), "active": active,
        "keeps": may.can_keep(actor, one) is None, "address": address if active else "", "rosa": rosa,
        "picture": drawn(address, _("ลิงก์ของอาสาสมัคร"), 200) if active else "",
        "answers": one.responses.count(), **common.wrong(error),
    }, status=409 if error else 200)  # fmt: skip


@require_http_methods(common.READ_WRITE)
def labour_volunteer_appoint(request: HttpRequest, labour_volunteer: int) -> HttpResponse:
    """Appoint a volunteer to a sub-district."""
    actor, one = common.actor_of(request), common.volunteer_or_404(request, labour_volunteer)
    common.allowed(may.can_keep(actor, one))
    form = AppointmentForm(
        request.POST or None, initial={"start": timezone.localdate()},
        choices={"area": tambons(common.own_area(actor))}, auto_id="f-%s",
    )  # fmt: skip
    back = reverse("labour_volunteer", args=[one.pk])
    if form.is_valid():
        given = dict(form.cleaned_data)
        told = c.Appoint(volunteer_id=one.pk, area_id=int(given.pop("area")), **given)
        if common.tried(form, actor, told) is not None:
            return common.done(request, _("แต่งตั้งแล้ว"), back)
    title = _("แต่งตั้งประจำตำบล")
    trail = [(_("อาสาสมัครแรงงาน"), reverse("labour_volunteers")), (str(one), back), (title, "")]
    return common.form_page(request, form, title=title, submit=_("แต่งตั้ง"), back=back, sub=str(one), trail=trail)


@require_POST
def labour_volunteer_act(request: HttpRequest, labour_volunteer: int, volunteer_act: str) -> HttpResponse:
    """End a volunteer's service or give a new address."""
    one = common.volunteer_or_404(request, labour_volunteer)
    acts: dict[str, tuple[Any, str]] = {
        "end": (c.EndVolunteer, _("พ้นหน้าที่แล้ว ลิงก์เดิมใช้ไม่ได้")), "renew": (c.RenewAddress, _("ออกลิงก์ใหม่แล้ว ลิงก์เดิมใช้ไม่ได้")),
    }  # fmt: skip
    if volunteer_act not in acts:
        raise common.not_found()
    verb, said = acts[volunteer_act]
    try:
        perform(common.actor_of(request), verb(target_id=one.pk, reason=request.POST.get("reason", "")))
    except RuleBroken as broken:
        return _shown(request, common.volunteer_or_404(request, labour_volunteer), broken)
    return common.done(request, said, reverse("labour_volunteer", args=[one.pk]))


@require_POST
def volunteer_appointment_end(request: HttpRequest, volunteer_appointment: int) -> HttpResponse:
    """End an appointment today."""
    actor = common.actor_of(request)
    held = Appointment.objects.visible_to(actor).filter(pk=volunteer_appointment).first()
    if held is None:
        raise common.not_found()
    try:
        perform(actor, c.EndAppointment(target_id=held.pk, reason=request.POST.get("reason", "")))
    except RuleBroken as broken:
        return _shown(request, common.volunteer_or_404(request, held.volunteer_id), broken)
    return common.done(request, _("สิ้นสุดการแต่งตั้งแล้ว"), reverse("labour_volunteer", args=[held.volunteer_id]))
