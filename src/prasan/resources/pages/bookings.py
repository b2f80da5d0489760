"""Pages of bookings: ask, the list of both sides, one with what is to be done next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import RuleBroken, perform
from prasan.platform.listings import LISTINGS, Choice, Column, Days, Flag, Listing, codes_by_word
from prasan.resources import commands as c
from prasan.resources import policy as may
from prasan.resources.cycle import BOOKING, OPEN
from prasan.resources.forms import FIELD_OF, AskForm, area_choices
from prasan.resources.models import Booking, Need, Posting
from prasan.resources.pages import common
from prasan.resources.queries import left_of, rivals

BOXES = [
    ("asked", gettext_lazy("รอเราอนุมัติ")), ("lent", gettext_lazy("เราให้ยืม")), ("borrowed", gettext_lazy("เรายืม")),
    ("all", gettext_lazy("ทั้งหมดที่เห็น")),
]  # fmt: skip


@dataclass(frozen=True)
class Box(Choice):
    """Whose turn or whose thing it is, seen from one's own office."""

    def clean(self, asked: Mapping[str, str], actor: Any) -> Any:
        """Return (box, own office)."""
        value = super().clean(asked, actor)
        return (value, actor.office_id) if value else None

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows of the box."""
        box, office = value
        if box == "asked":
            return rows.filter(resource__office=office, state=Booking.State.ASKED)
        if box == "lent":
            return rows.filter(resource__office=office).exclude(state=Booking.State.ASKED)
        return rows.filter(office=office) if box == "borrowed" else rows

    def shown(self, value: Any, actor: Any) -> str:
        """Return the words of the chip."""
        return super().shown(value[0], actor)


def _late() -> Q:
    return Q(state=Booking.State.HANDED_OVER, ends__lt=timezone.now())


class Bookings(Listing):
    """Bookings in which an actor reads one side, the latest first."""

    name, title, url_name = "resources.bookings", gettext_lazy("การจองทรัพยากร"), "resource_bookings"
    columns = (
        Column("begins", gettext_lazy("ตั้งแต่"), "begins", sort=True, kind="datetime"),
        Column("ends", gettext_lazy("ถึง"), "ends", kind="datetime"),
        Column("resource", gettext_lazy("ทรัพยากร"), "resource__name", width=40),
        Column("lender", gettext_lazy("หน่วยงานเจ้าของ"), "resource__office__name_th", width=35),
        Column("borrower", gettext_lazy("ผู้ยืม"), "office__name_th", width=35),
        Column("purpose", gettext_lazy("ใช้ทำอะไร"), "purpose", width=40, headed=False),
        Column("state", gettext_lazy("สถานะ"), "state", choices=dict(Booking.State.choices)),
    )
    filters = (
        Box("box", gettext_lazy("กล่อง"), "pk", BOXES),
        Choice("state", gettext_lazy("สถานะ"), "state", Booking.State.choices),
        Days("day", gettext_lazy("วันที่"), "begins", clock=True),
        Flag("late", gettext_lazy("คืนช้า"), _late),
    )
    order, size = "-begins", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return the bookings that the actor reads."""
        found: QuerySet[Any] = Booking.objects.visible_to(actor)
        return found

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address and the shape of the state."""
        row["url"] = reverse("resource_booking", args=[row["pk"]])
        state = codes_by_word(Booking.State)[str(row["state"])]
        row["late"] = state == "handed_over" and row["ends"] < timezone.now()
        row["status"] = "late" if row["late"] else common.STATUS[state]
        return row


@require_safe
def resource_bookings(request: HttpRequest) -> HttpResponse:
    """List the bookings; an office's own boxes as tabs."""
    actor = common.actor_of(request)
    page = LISTINGS[Bookings.name].page(actor, request.GET, request.path)
    now = page.asked.get("box", "")
    boxes = [(str(label), page.url(without=[], box=key), key == (now or "all"), None) for key, label in BOXES]
    return common.draw(request, "bookings", {
        "page": page, "tabs": boxes if may.lends(actor) else [], "box": now,
        "states": [("", _("ทั้งหมด")), *Booking.State.choices],
    })  # fmt: skip


@require_http_methods(common.READ_WRITE)
def resource_ask(request: HttpRequest, resource: int) -> HttpResponse:
    """Ask for a resource from a moment to a moment."""
    actor, one = common.actor_of(request), common.resource_or_404(request, resource)
    common.allowed(None if may.lends(actor) else may.ONLY_STAFF)
    initial = _initial(actor, request.GET.get("need", ""))
    choices = {"area": area_choices(actor, blank=True)}
    form = AskForm(request.POST or None, initial=initial, choices=choices, auto_id="f-%s")
    if not one.is_shared:
        del form.fields["amount"]
    if form.is_valid():
        made = _asked(request, form, one.pk)
        if made is not None:
            return common.done(
                request, _("ส่งคำขอถึง %(office)s แล้ว") % {"office": one.office.name},
                reverse("resource_booking", args=[made.pk]),
            )  # fmt: skip
    back = reverse("resource", args=[one.pk])
    return common.form_page(
        request, form, title=_("ขอยืม %(name)s") % {"name": one.name}, submit=_("ส่งคำขอ"), back=back,
        sub=one.office.name, note=one.conditions,
        trail=[(_("ทรัพยากรที่ให้ยืม"), reverse("resources")), (one.name, back), (_("ขอยืม"), "")],
    )  # fmt: skip


def _initial(actor: Any, need: str) -> dict[str, Any]:
    """Return what the form begins with: the hours and the words of a need of one's own office where one is named."""
    usual = {"begin_hour": "08.30", "end_hour": "16.30"}
    key = int(need) if need.isascii() and need.isdecimal() and len(need) < 10 else 0
    one = Need.objects.visible_to(actor).filter(pk=key, office=actor.office_id).first() if key else None
    if one is None:
        return usual
    begins, ends = timezone.localtime(one.begins), timezone.localtime(one.ends)
    return {
        "begin_day": begins.date(), "begin_hour": begins.time(), "end_day": ends.date(), "end_hour": ends.time(),
        "purpose": one.purpose, "area": str(one.area_id), "people": one.seats,
    }  # fmt: skip


def _asked(request: HttpRequest, form: AskForm, resource: int) -> Any:
    """Ask; what the verb says of a moment stands at its day."""
    try:
        return perform(common.actor_of(request), c.Ask(resource_id=resource, **form.values()))
    except RuleBroken as broken:
        field = FIELD_OF.get(broken.field, broken.field)
        form.add_error(field if field in form.fields else None, str(broken.text))
        return None


@require_safe
def resource_booking(request: HttpRequest, resource_booking: int) -> HttpResponse:
    """Show one booking: who, when, what for, who else asks, and what is to be done next."""
    return _shown(request, common.booking_or_404(request, resource_booking))


ACTS: dict[str, tuple[type[Any], Any, Any]] = {
    "approve": (c.Approve, may.can_decide, gettext_lazy("อนุมัติแล้ว ผู้ขอได้รับแจ้ง")),
    "decline": (c.Decline, may.can_decide, gettext_lazy("ไม่อนุมัติ ผู้ขอได้รับแจ้งพร้อมเหตุผล")),
    "cancel": (c.Cancel, may.can_cancel, gettext_lazy("ยกเลิกแล้ว ช่วงเวลานี้ว่าง")),
    "hand-over": (c.HandOver, may.can_hand, gettext_lazy("บันทึกการส่งมอบแล้ว")),
    "take-back": (c.TakeBack, may.can_hand, gettext_lazy("บันทึกการรับคืนแล้ว")),
}
"""What can be done with a booking: the verb, its policy, what is said then."""


def _shown(request: HttpRequest, one: Booking, error: RuleBroken | None = None) -> HttpResponse:
    actor = common.actor_of(request)
    open_acts = {
        act for act, (verb, policy, _said) in ACTS.items()
        if BOOKING.can(one.state, verb.move_name()) and policy(actor, one) is None
    }  # fmt: skip
    decides = "approve" in open_acts
    return common.draw(request, "booking", {
        "one": one, "status": common.shape(one), "acts": open_acts, "typed": request.POST, **common.wrong(error),
        "rivals": rivals(one) if decides else [], "left": left_of(one.resource) if decides else None,
        "lender": actor.office_id == one.resource.office_id, "history": common.history(request, one),
        "is_open": one.state in OPEN,
        "postings": Posting.objects.filter(booking=one).order_by("id") if one.state == Booking.State.RETURNED else [],
    }, status=409 if error else 200)  # fmt: skip


@require_POST
def resource_booking_act(request: HttpRequest, resource_booking: int, act: str) -> HttpResponse:
    """Approve, decline, cancel, hand over or take back; what was typed stays where it is refused."""
    one = common.booking_or_404(request, resource_booking)
    if act not in ACTS:
        raise common.not_found()
    verb, _policy, said = ACTS[act]
    told = {"condition": request.POST.get("condition", "")} if act in {"hand-over", "take-back"} else {}
    try:
        perform(common.actor_of(request), verb(target_id=one.pk, reason=request.POST.get("reason", ""), **told))
    except RuleBroken as broken:
        return _shown(request, common.booking_or_404(request, resource_booking), broken)
    return common.done(request, str(said), reverse("resource_booking", args=[one.pk]))
