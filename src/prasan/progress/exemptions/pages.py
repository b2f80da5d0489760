"""Pages of requests that an indicator does not apply: ask, list, decide."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.progress import periods, policy
from prasan.progress.exemptions.commands import AskExemption, DecideExemption, can_decide
from prasan.progress.items import Item, items_of
from prasan.progress.models import Exemption, Report
from prasan.progress.pages.form import find

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
def exemption_ask(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Ask that one question of a report does not apply this fiscal year."""
    report = find(request, pk)
    refusal = policy.can_type(request.actor, report)  # type: ignore[attr-defined]
    if refusal is not None:
        raise Refused(refusal)
    items = items_of(report)
    if not 1 <= number <= len(items):
        raise Refused(_("ไม่พบข้อนี้ในรายงาน"), status=404)
    item = items[number - 1]
    if request.method != "POST":
        return _ask_page(request, report, item)
    reason = request.POST.get("reason", "")[:300]
    command = AskExemption(
        office_id=report.office_id, indicator_id=item.indicator.pk, period=report.period, reason=reason
    )  # fmt: skip
    try:
        perform(request.actor, command)  # type: ignore[attr-defined]
    except RuleBroken as broken:
        return _ask_page(request, report, item, str(broken.text), reason)
    messages.success(request, _("ส่งคำขอแล้ว ระหว่างรอ ข้อนี้ยังแสดงว่ายังไม่รายงาน"))
    return redirect("report_item", pk, number)


def _ask_page(request: HttpRequest, report: Report, item: Item, error: str = "", reason: str = "") -> HttpResponse:
    context = {
        "report": report,
        "item": item,
        "month": periods.label(report.period),
        "error": error,
        "reason": reason,
        "earlier": list(Exemption.objects.filter(target=item.target)[:5]),
    }
    return render(request, "progress/exemption_ask.html", context, status=422 if error else 200, using="jinja2")


@require_safe
def exemptions(request: HttpRequest) -> HttpResponse:
    """List requests that the reader may see, those that wait for a decision first."""
    return exemptions_page(request)


def exemptions_page(request: HttpRequest, error: tuple[int, str] = (0, "")) -> HttpResponse:
    """Show the list; `error`, (request, text) of a decision that was not taken."""
    actor = request.actor  # type: ignore[attr-defined]
    rows = Exemption.objects.visible_to(actor).select_related(
        "target__indicator__policy", "target__area", "office", "asked_by", "decided_by"
    )
    rows = rows.defer("target__area__boundary", "target__area__grams", "office__grams")
    waiting = list(rows.waiting().order_by("id")[:SHOWN])
    decided = list(rows.exclude(state=Exemption.State.ASKED).order_by("-id")[:SHOWN])
    context: dict[str, Any] = {
        "waiting": [(one, can_decide(actor, one) is None) for one in waiting],
        "decided": decided,
        "error": error,
    }
    return render(request, "progress/exemptions.html", context, status=422 if error[0] else 200, using="jinja2")


@require_POST
def exemption_decide(request: HttpRequest, exemption: int) -> HttpResponse:
    """Agree, or refuse with the reason."""
    accept = request.POST.get("act") == "accept"
    command = DecideExemption(target_id=exemption, accept=accept, answer=request.POST.get("answer", "")[:300])
    try:
        perform(request.actor, command)  # type: ignore[attr-defined]
    except RuleBroken as broken:
        if broken.field != "answer":
            raise
        return exemptions_page(request, (exemption, str(broken.text)))
    messages.success(request, _("เห็นชอบแล้ว ตัวชี้วัดนี้ไม่ถามจังหวัดนี้อีก") if accept else _("ตอบกลับหน่วยงานแล้ว"))
    return redirect("exemptions")
