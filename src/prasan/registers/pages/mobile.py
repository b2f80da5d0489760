"""Pages of mobile units' days: the list with the coming ones first, one day, the form, calling off, reporting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.models import Agency, Area
from prasan.kernel.digits import to_arabic
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.listings import LISTINGS, Choice, Column, Listing, codes_by_word
from prasan.platform.web.asking import actor_of
from prasan.registers import policy_mobile as may
from prasan.registers.commands import CallOffMobileDay, ChangeMobileDay, PlanMobileDay, ReportMobileDay
from prasan.registers.forms_mobile import MobileDayForm, choices_of, initial_of
from prasan.registers.models import MobileDay
from prasan.registers.pages.frame import READ_WRITE, allowed, carry_out, done, draw, form_page, history
from prasan.registers.queries_mobile import UNDRAWN, brought, clashes, is_over, province_of

STATUS = {"planned": "info", "held": "done", "called_off": "not_applicable"}
WHEN = [("past", gettext_lazy("ผ่านมาแล้ว")), ("all", gettext_lazy("ทั้งหมด"))]


@dataclass(frozen=True)
class When(Choice):
    """Days that have passed, or all of them; without this filter the list holds what is still to come."""

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows of the time."""
        return rows.filter(day__lt=timezone.localdate()) if value == "past" else rows


@dataclass(frozen=True)
class Own:
    """The days of one's own office."""

    key: str = "own"

    @property
    def keys(self) -> tuple[str, ...]:
        """The name in the address."""
        return (self.key,)

    def clean(self, asked: Mapping[str, str], actor: Any) -> int | None:
        """Return the office where the filter is on."""
        return actor.office_id if asked.get(self.key) == "1" else None

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows of the office."""
        return rows.filter(office=value)

    def shown(self, value: Any, actor: Any) -> str:
        """Return the words of the chip."""
        return _("ของหน่วยงานเรา")


def _provinces(actor: Any) -> list[tuple[str, str]]:
    rows = Area.objects.provinces().order_by("sort_th").only("code", "name_th", "name_en")
    return [(one.code, one.name) for one in rows]


@dataclass(frozen=True)
class Coming(Choice):
    """The departments that come along; `path` is a list of codes."""

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the days to which the department comes."""
        return rows.filter(**{f"{self.path}__contains": [value]})


def _agencies(actor: Any) -> list[tuple[str, str]]:
    return [(one.pk, one.short) for one in Agency.objects.order_by("order")]


class MobileDays(Listing):
    """Days of mobile units, the next one first; called-off ones stay, so that who noted one learns of it."""

    name, title, url_name = "registers.mobile_days", gettext_lazy("หน่วยเคลื่อนที่"), "mobile_days"
    columns = (
        Column("day", gettext_lazy("วันที่"), "day", sort=True, kind="date"),
        Column("begins", gettext_lazy("เริ่มเวลา"), "begins", headed=False),
        Column("ends", gettext_lazy("ถึงเวลา"), "ends", headed=False),
        Column("place", gettext_lazy("สถานที่"), "place", width=40),
        Column("area", gettext_lazy("พื้นที่"), "area__name_th"),
        Column("province", gettext_lazy("จังหวัด"), "office__area__name_th", sort="office__area__sort_th"),
        Column("services", gettext_lazy("บริการที่นำไปด้วย"), "services", exported=False),
        Column("others", gettext_lazy("ภาคีและบริการอื่น"), "others", headed=False, width=40),
        Column("office", gettext_lazy("ผู้จัด"), "office__name_th", width=35),
        Column("state", gettext_lazy("สถานะ"), "state", choices=dict(MobileDay.State.choices)),
        Column("came", gettext_lazy("ผู้มารับบริการ"), "came", kind="number"),
    )
    filters = (
        When("when", gettext_lazy("ช่วงเวลา"), "day", WHEN),
        Own(),
        Choice("area", gettext_lazy("จังหวัด"), "office__area__code", _provinces),
        Coming("agency", gettext_lazy("หน่วยงานที่ไปด้วย"), "agencies", _agencies),
        Choice("state", gettext_lazy("สถานะ"), "state", MobileDay.State.choices),
    )
    order, size = "day", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return the days that the actor reads: all of them."""
        found: QuerySet[Any] = MobileDay.objects.visible_to(actor)
        return found

    def chosen(self, actor: Any, asked: Mapping[str, str]) -> Any:
        """Return the rows that are asked for; without a time those from today on."""
        rows, applied = super().chosen(actor, asked)
        timed = any(isinstance(one, When) for one, _value in applied)
        return (rows if timed else rows.filter(day__gte=timezone.localdate())), applied

    def sorting(self, asked: Mapping[str, str]) -> tuple[str, str, bool]:
        """Sort what has passed by the newest first, unless another sort was wished for."""
        if asked.get("when") == "past" and not asked.get("sort"):
            return "-day", "day", True
        return super().sorting(asked)

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address, the shape of the state and whether a number is owed."""
        codes = codes_by_word(MobileDay.State)
        row["url"] = reverse("mobile_day", args=[row["pk"]])
        row["status"] = STATUS[codes[str(row["state"])]]
        row["owed"] = codes[str(row["state"])] == "planned" and row["day"] < timezone.localdate()
        return row


@require_safe
def mobile_days(request: HttpRequest) -> HttpResponse:
    """List the days, those still to come unless others are asked for."""
    actor = actor_of(request)
    page = LISTINGS[MobileDays.name].page(actor, request.GET, request.path)
    when = page.asked.get("when", "")
    tabs = [
        (str(label), page.url(without=["sort"], when=key), key == when, None)
        for key, label in [("", _("ที่จะมาถึง")), *WHEN]
    ]
    codes = [MobileDay(services=row["services"]) for row in page.rows]
    return draw(request, "mobile_days", {
        "page": page, "tabs": tabs, "names": {code: one.name for code, one in brought(codes).items()}, "when": when,
        "provinces": [("", _("ทั้งหมด")), *_provinces(actor)], "agencies": [("", _("ทั้งหมด")), *_agencies(actor)],
        "states": [("", _("ทั้งหมด")), *MobileDay.State.choices], "plans": may.plans_days(actor),
    })  # fmt: skip


def day_or_404(request: HttpRequest, pk: int) -> MobileDay:
    """Return a day; 404 where there is none."""
    rows: Any = MobileDay.objects.visible_to(actor_of(request)).select_related("area", "office__area").filter(pk=pk)
    found: MobileDay | None = rows.defer(*UNDRAWN, "office__area__grams", "office__area__boundary").first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def mobile_day(request: HttpRequest, mobile_day: int) -> HttpResponse:
    """Show one day: when, where, what comes along, how many came, and what clashes with it."""
    return _shown(request, day_or_404(request, mobile_day))


def _shown(request: HttpRequest, found: MobileDay, error: RuleBroken | None = None) -> HttpResponse:
    now = timezone.localtime()
    known = brought([found])
    keeps = may.can_keep_day(actor_of(request), found) is None
    names = {one.pk: one.name for one in Agency.objects.filter(pk__in=found.agencies)}
    return draw(request, "mobile_day", {
        "one": found, "services": [known[code] for code in found.services if code in known], "keeps": keeps,
        "agencies": [names[code] for code in found.agencies if code in names],
        "clashes": clashes(found) if found.state == MobileDay.State.PLANNED else [], "status": STATUS[found.state],
        "over": is_over(found, now), "may_report": found.day <= now.date(), "history": history(request, found),
        "error": str(error.text) if error else "", "field": error.field if error else "", "typed": request.POST,
    }, status=409 if error else 200)  # fmt: skip


def _form(request: HttpRequest, province: Area, one: MobileDay | None = None) -> MobileDayForm:
    had = one.services if one else ()
    initial = initial_of(one) if one else {"area": str(province.pk)}
    return MobileDayForm(request.POST or None, initial=initial, choices=choices_of(province, had), auto_id="f-%s")


def _own_province(actor: Any) -> Area:
    found = province_of(actor.area_id)
    if found is None:
        raise Refused(may.ONLY_IN_PROVINCE)
    return found


@require_http_methods(READ_WRITE)
def mobile_day_add(request: HttpRequest) -> HttpResponse:
    """Plan a day of the own office."""
    actor = actor_of(request)
    allowed(None if may.plans_days(actor) else may.ONLY_IN_PROVINCE)
    form = _form(request, _own_province(actor))
    if form.is_valid():
        made = carry_out(request, form, PlanMobileDay(values=form.values()))
        if made is not None:
            return done(request, _("วางแผนหน่วยเคลื่อนที่แล้ว"), reverse("mobile_day", args=[made.pk]))
    back = reverse("mobile_days")
    return form_page(
        request, form, title=_("วางแผนหน่วยเคลื่อนที่"), submit=_("บันทึก"), back=back,
        trail=[(_("หน่วยเคลื่อนที่"), back), (_("วางแผนหน่วยเคลื่อนที่"), "")],
        note=_("เจ้าหน้าที่ทุกจังหวัดและประชาชนที่ติดตามเรื่องเห็นวันนี้ทันทีที่บันทึก"),
    )  # fmt: skip


@require_http_methods(READ_WRITE)
def mobile_day_edit(request: HttpRequest, mobile_day: int) -> HttpResponse:
    """Change a day that is still planned."""
    actor, found = actor_of(request), day_or_404(request, mobile_day)
    allowed(may.can_keep_day(actor, found))
    form, back = _form(request, _own_province(actor), found), reverse("mobile_day", args=[found.pk])
    if form.is_valid() and carry_out(request, form, ChangeMobileDay(target_id=found.pk, values=form.values())):
        return done(request, _("บันทึกแล้ว"), back)
    return form_page(
        request, form, title=_("แก้ไขแผนหน่วยเคลื่อนที่"), submit=_("บันทึก"), back=back,
        trail=[(_("หน่วยเคลื่อนที่"), reverse("mobile_days")), (found.place, back), (_("แก้ไข"), "")],
    )  # fmt: skip


@require_POST
def mobile_day_act(request: HttpRequest, mobile_day: int, act: str) -> HttpResponse:
    """Call a day off, or report how many came; what was typed stays where it is refused."""
    actor, found = actor_of(request), day_or_404(request, mobile_day)
    try:
        if act == "call-off":
            perform(actor, CallOffMobileDay(target_id=found.pk, reason=request.POST.get("reason", "")))
            return done(request, _("ยกเลิกแล้ว ยังแสดงในรายการว่ายกเลิกพร้อมเหตุผล"), reverse("mobile_day", args=[found.pk]))
        if act == "report":
            perform(actor, ReportMobileDay(target_id=found.pk, came=_count(request.POST.get("came", ""))))
            return done(request, _("บันทึกผลแล้ว"), reverse("mobile_day", args=[found.pk]))
    except RuleBroken as broken:
        return _shown(request, found, broken)
    raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)


def _count(typed: str) -> int | None:
    """Return a typed number of people, None where it is none."""
    plain = to_arabic(typed).replace(",", "").strip()
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 10 else None
