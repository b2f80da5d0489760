"""Pages of what offices need, and of the joint plan that is suggested for a province."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.forms import DateField
from prasan.directory.models import Area
from prasan.platform.commands import RuleBroken, perform
from prasan.platform.listings import LISTINGS, Choice, Column, Listing, codes_by_word
from prasan.registers.forms import Chosen
from prasan.registers.forms_mobile import HourField
from prasan.registers.queries_mobile import province_of
from prasan.resources import commands as c
from prasan.resources import policy as may
from prasan.resources.forms import FIELD_OF, area_choices
from prasan.resources.models import MOST_SEATS, Need, Resource
from prasan.resources.pages import common
from prasan.resources.suggesting import suggest

WHY = {
    "kind": gettext_lazy("ไม่มีหน่วยงานใดในกลุ่มจังหวัดให้ยืมชนิดนี้"), "skill": gettext_lazy("มีชนิดนี้ แต่ไม่มีรายการที่ทำสิ่งที่ต้องการได้"),
    "seats": gettext_lazy("มีชนิดนี้ แต่รองรับได้ไม่พอหรือไม่ได้ระบุ"), "until": gettext_lazy("มีรายการที่ตรง แต่ให้ยืมไม่ถึงวันที่ต้องการ"),
    "busy": gettext_lazy("มีรายการที่ตรง แต่มีผู้จองช่วงนี้แล้ว"),
    "rivals": gettext_lazy("มีรายการที่ตรง แต่แผนให้คำขออื่นที่เร่งด่วนหรือคุ้มกว่า"),
}  # fmt: skip
KINDS = [pair for pair in Resource.Kind.choices if pair[0] != Resource.Kind.MONEY]


class Needs(Listing):
    """What offices need and have not found, the next first."""

    name, title, url_name = "resources.needs", gettext_lazy("ความต้องการทรัพยากร"), "resource_needs"
    columns = (
        Column("begins", gettext_lazy("ตั้งแต่"), "begins", sort=True, kind="datetime"),
        Column("ends", gettext_lazy("ถึง"), "ends", kind="datetime"),
        Column("kind", gettext_lazy("ชนิด"), "kind", choices=dict(Resource.Kind.choices)),
        Column("skill", gettext_lazy("ทำอะไรได้"), "skill"),
        Column("purpose", gettext_lazy("ใช้ทำอะไร"), "purpose", width=40),
        Column("area", gettext_lazy("พื้นที่"), "area__name_th"),
        Column("office", gettext_lazy("หน่วยงาน"), "office__name_th", width=35),
        Column("office_id", gettext_lazy("หน่วยงาน"), "office", exported=False, headed=False),
        Column("priority", gettext_lazy("ความเร่งด่วน"), "priority", choices=dict(Need.Priority.choices)),
        Column("state", gettext_lazy("สถานะ"), "state", choices=dict(Need.State.choices)),
    )
    filters = (
        common.InProvince("area", gettext_lazy("จังหวัด"), "area", common.provinces),
        Choice("kind", gettext_lazy("ชนิด"), "kind", KINDS),
        Choice("state", gettext_lazy("สถานะ"), "state", Need.State.choices),
        common.Own("office", gettext_lazy("ของหน่วยงานเรา")),
    )
    order, size = "begins", 25

    def rows(self, actor: Any) -> QuerySet[Any]:
        """Return the needs that the actor reads."""
        found: QuerySet[Any] = Need.objects.visible_to(actor)
        return found

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the shape of the state, and where the own office closes it."""
        state = codes_by_word(Need.State)[str(row["state"])]
        row["status"] = "info" if state == "open" else "done"
        mine = state == "open" and may.lends(actor) and row["office_id"] == actor.office_id
        row["close"] = reverse("resource_need_close", args=[row["pk"]]) if mine else ""
        return row


@require_safe
def resource_needs(request: HttpRequest) -> HttpResponse:
    """List what offices need."""
    return _needs(request)


def _needs(request: HttpRequest, error: RuleBroken | None = None) -> HttpResponse:
    actor = common.actor_of(request)
    page = LISTINGS[Needs.name].page(actor, request.GET, reverse("resource_needs"))
    return common.draw(request, "needs", {
        "page": page, "provinces": [("", _("ทั้งหมด")), *common.provinces(actor)], "kinds": [("", _("ทั้งหมด")), *KINDS],
        "states": [("", _("ทั้งหมด")), *Need.State.choices], "lends": may.lends(actor), **common.wrong(error),
    }, status=409 if error else 200)  # fmt: skip


class NeedForm(Chosen):
    """What is needed, when, where, how pressing."""

    kind = forms.ChoiceField(label=gettext_lazy("ชนิด"), choices=KINDS)
    skill = forms.CharField(
        label=gettext_lazy("ต้องทำอะไรได้"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("คำเดียว เช่น เชื่อม เว้นว่างหากไม่จำกัด"),
    )
    seats = forms.IntegerField(label=gettext_lazy("ต้องรองรับ (คน)"), required=False, min_value=1, max_value=MOST_SEATS)
    begin_day = DateField(label=gettext_lazy("เริ่มวันที่"), help_text=gettext_lazy("เช่น 15 ธ.ค. 2569"))
    begin_hour = HourField(label=gettext_lazy("เวลา"))
    end_day = DateField(label=gettext_lazy("ถึงวันที่"))
    end_hour = HourField(label=gettext_lazy("เวลา"))
    area = forms.ChoiceField(label=gettext_lazy("จังหวัดหรืออำเภอ"))
    purpose = forms.CharField(label=gettext_lazy("ใช้ทำอะไร"), max_length=300, help_text=gettext_lazy("ไม่ต้องใส่ชื่อบุคคล"))
    priority = forms.TypedChoiceField(
        label=gettext_lazy("ความเร่งด่วน"), coerce=int, choices=Need.Priority.choices, widget=forms.RadioSelect, initial=2
    )

    def values(self) -> dict[str, Any]:
        """Return the values of the verb, moments in Thailand's time."""
        given = dict(self.cleaned_data)
        zone = timezone.get_current_timezone()
        begins = dt.datetime.combine(given.pop("begin_day"), given.pop("begin_hour"), zone)
        ends = dt.datetime.combine(given.pop("end_day"), given.pop("end_hour"), zone)
        return given | {"begins": begins, "ends": ends, "area_id": int(given.pop("area"))}


@require_http_methods(common.READ_WRITE)
def resource_need_add(request: HttpRequest) -> HttpResponse:
    """Tell what the own office needs."""
    actor = common.actor_of(request)
    common.allowed(None if may.lends(actor) else may.ONLY_ASKER)
    initial = {"begin_hour": "08.30", "end_hour": "16.30", "area": str(actor.area_id)}
    form = NeedForm(request.POST or None, initial=initial, choices={"area": area_choices(actor)}, auto_id="f-%s")
    back = reverse("resource_needs")
    if form.is_valid():
        try:
            perform(actor, c.TellNeed(values=form.values()))
            return common.done(request, _("แจ้งความต้องการแล้ว"), f"{back}?own=1")
        except RuleBroken as broken:
            field = FIELD_OF.get(broken.field, broken.field)
            form.add_error(field if field in form.fields else None, str(broken.text))
    trail = [(_("ทรัพยากรที่ให้ยืม"), reverse("resources")), (_("ความต้องการทรัพยากร"), back), (_("แจ้ง"), "")]
    title = _("แจ้งความต้องการทรัพยากร")
    return common.form_page(request, form, title=title, submit=_("แจ้ง"), back=back, trail=trail)


@require_POST
def resource_need_close(request: HttpRequest, resource_need: int) -> HttpResponse:
    """Close a need with the reason."""
    try:
        perform(common.actor_of(request), c.CloseNeed(target_id=resource_need, reason=request.POST.get("reason", "")))
    except RuleBroken as broken:
        return _needs(request, broken)
    return common.done(request, _("ปิดแล้ว"), f"{reverse('resource_needs')}?own=1")


@require_safe
def resource_plan(request: HttpRequest) -> HttpResponse:
    """Suggest a joint plan for a province's open needs; nothing is booked by it."""
    actor = common.actor_of(request)
    common.allowed(None if may.lends(actor) else may.ONLY_STAFF)
    code = request.GET.get("area", "")
    area = Area.objects.provinces().filter(code=code).first() if code else province_of(actor.area_id)
    choices = [("", "–"), *common.provinces(actor)]
    if area is None:
        return common.draw(request, "plan", {"asked": None, "provinces": choices, "code": code})
    found = suggest(actor, area)
    lines = [(found.needs[need], found.things[thing]) for need, thing in found.plan.lines.items()]
    lines.sort(key=lambda pair: (pair[0].begins, pair[0].pk))
    unmet = [
        (found.needs[one.want], WHY[one.why], [found.needs[key] for key in one.rivals]) for one in found.plan.unmet
    ]
    return common.draw(request, "plan", {
        "asked": found, "provinces": choices, "code": area.code, "area": area, "lines": lines, "unmet": unmet,
        "own": actor.office_id,
    })  # fmt: skip
