"""National services: what the nation offers, where offices differ, and the acts of the department that keeps them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import Refused, perform
from prasan.platform.web.asking import actor_of
from prasan.registers import policy_services as may
from prasan.registers import queries_services, words_services
from prasan.registers.commands import AddTemplate, ChangeTemplate, PutInForce, WithdrawTemplate, copy_to_provinces
from prasan.registers.forms_services import TemplateForm, initial_of
from prasan.registers.models import Service, ServiceTemplate
from prasan.registers.pages.frame import READ_WRITE, allowed, carry_out, done, draw, form_page, history


def template_or_404(request: HttpRequest, code: str) -> ServiceTemplate:
    """Return a national service by its code; 404 where there is none that the reader may see."""
    rows = ServiceTemplate.objects.visible_to(actor_of(request)).select_related("agency")
    found = rows.filter(code=code).first()
    if found is None:
        raise Refused(_("ไม่พบบริการนี้"), status=404)
    return found


@require_safe
def service_template(request: HttpRequest, template: str) -> HttpResponse:
    """Show a national service, and every office's copy with what it sets otherwise and how fresh it is."""
    found = template_or_404(request, template)
    rows = list(
        Service.objects.visible_to(actor_of(request)).living().filter(template=found)
        .select_related("office", "area").defer(*queries_services.UNDRAWN).order_by("area__sort_th", "office")
    )  # fmt: skip
    for one in rows:
        one.template = found
    papers = queries_services.paper_names()
    today = timezone.localdate()
    copies = [(one, [words_services.TERMS[d.name] for d in one.drift], one.freshness(today)) for one in rows]
    context = {
        "one": found, "copies": copies, "words": words_services, "history": history(request, found),
        "english": get_language() == "en",
        "papers": [papers[code] for code in found.papers if code in papers],
        "keeps": may.can_keep_template(actor_of(request), found) is None,
        "drifting": sum(bool(drift) for _one, drift, _fresh in copies),
        "flagged": sum(fresh.is_flagged for _one, _drift, fresh in copies),
    }  # fmt: skip
    return draw(request, "service_template", context)


@require_http_methods(READ_WRITE)
def service_template_add(request: HttpRequest) -> HttpResponse:
    """Write a national service of the reader's own department down, as a draft."""
    agency = may.keeps(actor_of(request))
    allowed(None if agency else may.ONLY_DEPARTMENT)
    form = TemplateForm(request.POST or None, choices=_choices(), auto_id="f-%s")
    if form.is_valid():
        made = carry_out(request, form, AddTemplate(values=form.values() | {"agency_id": agency}))
        if made is not None:
            return done(request, _("บันทึกเป็นร่างแล้ว"), reverse("service_template", args=[made.code]))
    back = reverse("services")
    trail = [(_("ทำเนียบบริการ"), back), (_("เพิ่มบริการ"), "")]
    return form_page(request, form, title=_("เพิ่มบริการ"), submit=_("บันทึกเป็นร่าง"), back=back, trail=trail)


@require_http_methods(READ_WRITE)
def service_template_edit(request: HttpRequest, template: str) -> HttpResponse:
    """Change a national service."""
    found = template_or_404(request, template)
    allowed(may.can_keep_template(actor_of(request), found))
    names = ("name_th", "name_en", "legal_basis", "source", "code")
    initial = initial_of(found) | {name: getattr(found, name) for name in names}
    form = TemplateForm(request.POST or None, initial=initial, choices=_choices(), auto_id="f-%s")
    del form.fields["code"]
    back = reverse("service_template", args=[found.code])
    if (
        form.is_valid()
        and carry_out(request, form, ChangeTemplate(target_id=found.pk, values=form.values())) is not None
    ):
        return done(request, _("บันทึกแล้ว"), back)
    trail = [(_("ทำเนียบบริการ"), reverse("services")), (found.name, back), (_("แก้ไข"), "")]
    return form_page(
        request, form, title=found.name, sub=found.agency.name, submit=_("บันทึก"), back=back, trail=trail,
        note=_("หน่วยงานที่ไม่ได้ตั้งค่าของตนเองจะเปลี่ยนตามทันที"),
    )  # fmt: skip


@require_POST
def service_template_act(request: HttpRequest, template: str, act: str) -> HttpResponse:
    """Put a national service in force, withdraw it, or copy it to every province."""
    found = template_or_404(request, template)
    actor, back = actor_of(request), reverse("service_template", args=[found.code])
    if act == "put-in-force":
        perform(actor, PutInForce(target_id=found.pk))
        return done(request, _("ประกาศใช้แล้ว"), back)
    if act == "withdraw":
        perform(actor, WithdrawTemplate(target_id=found.pk, reason=request.POST.get("reason", "")))
        return done(request, _("เลิกใช้แล้ว"), reverse("services"))
    if act != "copy":
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    allowed(may.can_keep_template(actor, found))
    made = copy_to_provinces(actor, found)
    text = _("คัดลอกให้ %(n)s หน่วยงาน มีอยู่แล้ว %(had)s หน่วยงาน") % {"n": made.made, "had": made.had}
    return done(request, " · ".join([text, *made.refused]), back)


def _choices() -> dict[str, list[tuple[str, str]]]:
    return {"papers": list(queries_services.paper_names().items())}
