"""Pages of break-glass: open an entry for an hour, what was opened, and the review afterwards."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.platform.commands import Refused
from prasan.registers import policy_workers as may
from prasan.registers.commands import OpenGlass, ReviewGlass
from prasan.registers.forms_workers import GlassForm, GlassReviewForm
from prasan.registers.models import Glass
from prasan.registers.pages.frame import READ_WRITE, actor_of, allowed, carry_out, done, draw, form_page

SHOWN = 50


@require_http_methods(READ_WRITE)
def glass_list(request: HttpRequest) -> HttpResponse:
    """Open an entry in an emergency; what was opened, to be reviewed first, as far as the reader may know of it."""
    actor = actor_of(request)
    refusal = may.can_break_glass(actor, None)
    form = GlassForm(request.POST or None, initial={"number": _typed(request)})
    if request.method == "POST":
        allowed(refusal)
        if form.is_valid():
            told = form.cleaned_data
            opened = carry_out(request, form, OpenGlass(worker_id=told["number"], why=told["why"]))
            if opened is not None:
                return redirect("worker", opened.worker_id)
    rows = Glass.objects.visible_to(actor).select_related("person", "office", "reviewed_by__person")
    if refusal is not None and not may.reviews_glass(actor):
        raise Refused(refusal)
    found = [(one, may.can_review_glass(actor, one) is None) for one in rows.order_by("-pk")[:SHOWN]]
    found.sort(key=lambda pair: pair[0].reviewed_at is not None)
    context = {"form": form if refusal is None else None, "rows": found, "now": timezone.now()}
    return draw(request, "glass", context, 422 if form.is_bound else 200)


def _typed(request: HttpRequest) -> str:
    told = request.GET.get("number", "")
    return told if told.isascii() and told.isdigit() else ""


@require_http_methods(READ_WRITE)
def glass_review(request: HttpRequest, glass: int) -> HttpResponse:
    """Say whether there was cause to open an entry."""
    actor = actor_of(request)
    rows = Glass.objects.visible_to(actor).unreviewed().select_related("person", "office")
    found = rows.filter(pk=glass).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    allowed(may.can_review_glass(actor, found))
    form = GlassReviewForm(request.POST or None, auto_id="f-%s")
    back = reverse("glass_list")
    if form.is_valid() and carry_out(request, form, ReviewGlass(target_id=found.pk, **form.cleaned_data)) is not None:
        return done(request, _("บันทึกผลการทบทวนแล้ว"), back)
    return form_page(
        request, form, title=_("ทบทวนการเปิดข้อมูลฉุกเฉิน"), sub=f"{found.person} · {found.office.name}",
        submit=_("บันทึก"), back=back, note=_("เหตุที่บอกไว้: %(why)s") % {"why": found.why},
        trail=[(_("ทะเบียนแรงงาน"), reverse("workers")), (_("การเปิดข้อมูลฉุกเฉิน"), back), (str(found), "")],
    )  # fmt: skip
