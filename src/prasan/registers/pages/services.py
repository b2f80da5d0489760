"""The service directory: what there is and for whom, one office's service, and the acts of whoever keeps it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.models import Area
from prasan.kernel.services import Asker
from prasan.platform.commands import Refused, perform
from prasan.platform.web.asking import actor_of
from prasan.registers import policy_services as may
from prasan.registers import queries_services, words_services
from prasan.registers.commands import (
    AddService,
    ChangeService,
    CloseService,
    ConfirmService,
    PauseService,
    ReopenService,
)
from prasan.registers.forms_services import LookForm, OwnServiceForm, ServiceForm, initial_of
from prasan.registers.models import Service
from prasan.registers.pages.frame import READ_WRITE, agencies, allowed, carry_out, done, draw, form_page, history

ACTS = {
    "confirm": (ConfirmService, gettext_lazy("ยืนยันข้อมูลแล้ว")), "pause": (PauseService, gettext_lazy("พักบริการแล้ว")),
    "reopen": (ReopenService, gettext_lazy("เปิดบริการแล้ว")), "close": (CloseService, gettext_lazy("เลิกให้บริการแล้ว")),
}  # fmt: skip

PAGE = 50
"""Services on one page: a province has about forty, Bangkok with its area offices more."""


def service_or_404(request: HttpRequest, pk: int) -> Service:
    """Return a service; 404 where there is none that the reader may see."""
    rows = Service.objects.visible_to(actor_of(request)).select_related("template", "office", "area", "checked_by")
    found = rows.defer(*queries_services.UNDRAWN).filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบบริการนี้"), status=404)
    return found


@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """List services: the national ones, or those of a province; all of them, or those that a described person fits."""
    provinces = {one.code: one for one in Area.objects.provinces().defer("grams", "boundary").order_by("sort_th")}
    choices = {"agency": agencies(), "area": [("", "–"), *((code, one.name) for code, one in provinces.items())]}
    form = LookForm(request.GET, choices=choices, auto_id="f-%s")
    asked: dict[str, Any] = form.cleaned_data if form.is_valid() else {}
    asker = _asker(asked)
    area = provinces.get(asked.get("area", ""))
    found = queries_services.services(
        actor_of(request), typed=asked.get("q", ""), agency=asked.get("agency", ""), area=area, asker=asker
    )
    start = int(typed) if (typed := request.GET.get("from", "")).isascii() and typed.isdigit() else 0
    more = request.GET.copy()
    more["from"] = str(start + PAGE)
    context = {
        "form": form, "found": found[start : start + PAGE], "total": len(found),
        "more": f"?{more.urlencode()}" if start + PAGE < len(found) else "",
        "area": area, "asker": asker, "words": words_services, "today": timezone.localdate(),
        "keeps": may.keeps(actor_of(request)) is not None, "adds": may.adds_partners(actor_of(request)),
    }  # fmt: skip
    return draw(request, "services", context)


def _asker(asked: dict[str, Any]) -> Asker | None:
    """Return the person described, None where nothing is told of them."""
    who, section, age, nationality = (asked.get(name) for name in ("who", "section", "age", "nationality"))
    if not who and not section and age is None and not nationality:
        return None
    return Asker(frozenset({who}) if who else None, section or None, age, nationality or None)


@require_safe
def service(request: HttpRequest, service: int) -> HttpResponse:
    """Show one office's service: its terms, what differs from the national one, how fresh it is, and the acts."""
    found = service_or_404(request, service)
    papers = queries_services.paper_names()
    drift = [
        {
            "label": words_services.TERMS[one.name], "old": words_services.value(one.name, one.national, papers),
            "new": words_services.value(one.name, one.own, papers), "changed": True,
        }
        for one in found.drift
    ]  # fmt: skip
    fresh = found.freshness(timezone.localdate())
    context = {
        "one": found, "papers": [papers[code] for code in found.term("papers") or () if code in papers],
        "drift": drift, "fresh": fresh, "fresh_words": words_services.FRESH[fresh], "words": words_services,
        "keeps": may.can_keep_service(actor_of(request), found) is None, "history": history(request, found),
        "english": get_language() == "en",
    }  # fmt: skip
    return draw(request, "service", context)


@require_http_methods(READ_WRITE)
def service_add(request: HttpRequest) -> HttpResponse:
    """Write down a partner's own service, which is no copy of a national one."""
    offices = [(str(one.pk), one.name) for one in may.partners_of(actor_of(request))]
    allowed(None if offices else may.ONLY_PARTNER)
    form = OwnServiceForm(request.POST or None, choices=_choices() | {"office": offices}, auto_id="f-%s")
    del form.fields["confirmed"]
    if form.is_valid():
        made = carry_out(request, form, AddService(office_id=int(form.cleaned_data["office"]), values=form.values()))
        if made is not None:
            return done(request, _("เพิ่มบริการแล้ว"), reverse("service", args=[made.pk]))
    back = reverse("services")
    return form_page(
        request, form, title=_("เพิ่มบริการของภาคี"), submit=_("บันทึก"), back=back,
        trail=[(_("ทำเนียบบริการ"), back), (_("เพิ่มบริการของภาคี"), "")],
        note=_("บริการที่กระทรวงมีมาตรฐานอยู่แล้วให้กรมคัดลอกให้ ไม่ต้องเพิ่มที่นี่"),
    )  # fmt: skip


def _choices() -> dict[str, list[tuple[Any, Any]]]:
    return {"papers": list(queries_services.paper_names().items())}


@require_http_methods(READ_WRITE)
def service_edit(request: HttpRequest, service: int) -> HttpResponse:
    """Change what an office tells of its service; of one of its own also the name and who it is for."""
    found = service_or_404(request, service)
    allowed(may.can_keep_service(actor_of(request), found))
    form = _form_of(found, request.POST or None)
    back = reverse("service", args=[found.pk])
    if form.is_valid():
        confirmed = bool(form.cleaned_data["confirmed"])
        command = ChangeService(target_id=found.pk, values=form.values(), confirmed=confirmed)
        if carry_out(request, form, command) is not None:
            return done(request, _("บันทึกแล้ว"), back)
    trail = [(_("ทำเนียบบริการ"), reverse("services")), (found.name, back), (_("แก้ไข"), "")]
    return form_page(
        request, form, title=found.name, sub=found.office.name, submit=_("บันทึก"), back=back, trail=trail,
        note=_("ช่องที่เว้นว่างใช้ตามบริการมาตรฐานของกรม") if found.template_id else "",
    )  # fmt: skip


def _form_of(found: Service, typed: Any) -> OwnServiceForm | ServiceForm:
    initial = initial_of(found) | {name: getattr(found, name) for name in ("hours_th", "hours_en", "capacity")}
    if found.template_id is not None:
        return ServiceForm(typed, initial=initial, choices=_choices(), auto_id="f-%s")
    initial |= {"name_th": found.name_th, "name_en": found.name_en}
    form = OwnServiceForm(typed, initial=initial, choices=_choices(), auto_id="f-%s")
    del form.fields["office"]
    return form


@require_POST
def service_act(request: HttpRequest, service: int, act: str) -> HttpResponse:
    """Confirm, pause, reopen or close a service."""
    if act not in ACTS:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    command, text = ACTS[act]
    perform(actor_of(request), command(target_id=service, reason=request.POST.get("reason", "")))
    return done(request, str(text), reverse("service", args=[service]) if act != "close" else reverse("services"))
