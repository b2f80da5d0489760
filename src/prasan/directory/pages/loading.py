"""Load files: imports and transfer orders, each with a preview of what would change; hand-over lists."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.directory import forms, policy
from prasan.directory.commands import ApplyUpload, KeepUpload, QueueUpload
from prasan.directory.commands.loading import AT_ONCE, after_loading, job_of
from prasan.directory.handover import open_of_lines
from prasan.directory.intake import Plan, offices, people, read_plan, transfers
from prasan.directory.intake.columns import HEADINGS
from prasan.directory.models import TransferLine, TransferOrder, Upload
from prasan.directory.pages.accounts import READ_WRITE, allowed
from prasan.directory.pages.frame import carry_out, draw
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.ui.filters import moment
from prasan.platform.web.asking import actor_of

SHOWN = 500
"""Lines of a preview on the page; the counts are of all."""


def _kinds(actor: Any) -> list[tuple[str, Any]]:
    """Return what the actor may load: people, and for an administrator offices and boundaries."""
    kinds = [Upload.Kind.PEOPLE]
    if policy.is_administrator(actor):
        kinds += [Upload.Kind.OFFICES, Upload.Kind.BOUNDARIES]
    return [(str(kind.value), kind.label) for kind in kinds]


def _headings() -> list[tuple[Any, list[str]]]:
    """Return for each kind of list the headings that are understood."""
    wanted = ((Upload.Kind.PEOPLE, people), (Upload.Kind.OFFICES, offices), (Upload.Kind.TRANSFER, transfers))
    return [(kind.label, [HEADINGS[name][0] for name in module.WANTED]) for kind, module in wanted]


@require_http_methods(READ_WRITE)
def imports(request: HttpRequest) -> HttpResponse:
    """Send a list of people, offices or boundaries; its preview comes next."""
    actor = actor_of(request)
    if not policy.is_any_administrator(actor):
        raise Refused(policy.ONLY_ADMINISTRATORS)
    posted = request.method == "POST"
    initial = {"kind": Upload.Kind.PEOPLE}
    form = forms.UploadForm(
        request.POST if posted else None, request.FILES if posted else None, kinds=_kinds(actor), initial=initial
    )
    if posted and form.is_valid():
        kept = _keep(request, form, form.cleaned_data["kind"])
        if kept is not None:
            return redirect("import_preview", kept.token)
    waiting = Upload.objects.visible_to(actor).defer("content")[:10]
    context = {"form": form, "headings": _headings(), "uploads": list(waiting)}
    return draw(request, "imports", context, 422 if posted else 200)


def _keep(request: HttpRequest, form: Any, kind: str, **order: Any) -> Upload | None:
    """Read the form's file and keep its plan; an unreadable file becomes an error of the form."""
    file = form.cleaned_data["file"]
    try:
        plan = read_plan(kind, file.name, file.read(), effective=order.get("effective"))
    except RuleBroken as broken:
        form.add_error("file", str(broken.text))
        return None
    content = plan.as_json()
    if order:
        content["order"] = {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in order.items()}
    kept: Upload | None = carry_out(request, form, KeepUpload(kind=kind, file_name=file.name, content=content))
    return kept


@require_http_methods(READ_WRITE)
def import_preview(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a sent file would change, new, changed, same and unreadable; POST loads it."""
    actor = actor_of(request)
    found = Upload.objects.visible_to(actor).filter(token=token).first()
    if found is None:
        raise Refused(_("ไม่พบไฟล์นี้ หรือเป็นของผู้อื่น"), status=404)
    broken = ""
    job = job_of(found)
    if request.method == "POST":
        try:
            if len(found.content["steps"]) > AT_ONCE:
                perform(actor, QueueUpload(target_id=found.pk))
                return redirect("job", job_of(found).pk)  # type: ignore[union-attr]
            perform(actor, ApplyUpload(target_id=found.pk))
        except RuleBroken as error:
            broken = str(error.text)
        else:
            messages.success(request, _("นำเข้าแล้ว %(n)s รายการ") % {"n": len(found.content["steps"])})
            return redirect(after_loading(found))
    plan = Plan.from_json(found.content)
    order = {"new": 0, "changed": 1, "same": 2}
    context = {
        "upload": found,
        "plan": plan,
        "counts": plan.counts(),
        "lines": sorted(plan.lines, key=lambda line: order[line.status])[:SHOWN],
        "bad": plan.bad[:SHOWN],
        "words": {"new": _("ใหม่"), "changed": _("เปลี่ยน"), "same": _("เท่าเดิม")},
        "broken": broken,
        "job": job,
        "long": len(plan.steps) > AT_ONCE,
        "heading_of": lambda name: HEADINGS[name][0] if name in HEADINGS else name,
    }
    return draw(request, "import_preview", context, 409 if broken else 200)


@require_http_methods(READ_WRITE)
def order_add(request: HttpRequest) -> HttpResponse:
    """Send a transfer order with its list of people; its preview comes next."""
    actor = actor_of(request)
    allowed(policy.can_order_transfers(actor, None))
    posted = request.method == "POST"
    form = forms.OrderForm(request.POST if posted else None, request.FILES if posted else None)
    if posted and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "file"}
        kept = _keep(request, form, Upload.Kind.TRANSFER, **given)
        if kept is not None:
            return redirect("import_preview", kept.token)
    return draw(request, "order_add", {"form": form, "headings": _headings()[2:]}, 422 if posted else 200)


def _lines(order: int) -> tuple[TransferOrder, list[TransferLine]]:
    """Return an order with its people and seats; 404 when there is none."""
    found = TransferOrder.objects.filter(pk=order).first()
    if found is None:
        raise Refused(_("ไม่พบคำสั่งนี้"), status=404)
    related = ("person", "leaves__office", "takes__office", "accepted_by")
    return found, list(found.lines.select_related(*related).order_by("person__sort_th", "id"))


@require_safe
def order(request: HttpRequest, order: int) -> HttpResponse:
    """Show an order: who leaves and takes what, and what each has to hand over."""
    found, lines = _lines(order)
    actor = actor_of(request)
    seen = [
        line
        for line in lines
        if any(seat is not None and policy.oversees(actor, seat.office) for seat in (line.leaves, line.takes))
    ]
    if not seen:
        raise Refused(policy.ONLY_ADMINISTRATORS)
    context = {"order": found, "lines": seen, "open": open_of_lines(seen)}
    return draw(request, "order", context)


@require_safe
def order_handover(request: HttpRequest, order: int) -> HttpResponse:
    """Return the hand-over list of an order as a workbook."""
    found, lines = _lines(order)
    actor = actor_of(request)
    seen = [line for line in lines if line.leaves is not None and policy.oversees(actor, line.leaves.office)]
    if not seen:
        raise Refused(policy.ONLY_ADMINISTRATORS)
    waiting = open_of_lines(seen)
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet(_("รับ–ส่งมอบงาน"))
        bold = book.add_format({"bold": True, "text_wrap": True})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        page.set_column(0, 2, 34, plain)
        page.set_column(3, 5, 30, plain)
        page.set_default_row(24)
        heads = [_("ผู้ส่งมอบ"), _("ตำแหน่งเดิม"), _("หน่วยงานเดิม"), _("งาน"), _("กำหนด"), _("ผู้รับมอบ (ลงชื่อ)")]
        page.write_row(0, 0, heads, bold)
        row = 1
        for line in seen:
            who = [line.person.full_name, line.leaves.title, line.leaves.office.name]  # type: ignore[union-attr]
            taker = f"{line.accepted_by.full_name} {moment(line.accepted_at)}" if line.accepted_by else ""
            listed = [[str(source.label), item.what, item.due] for source, item in waiting[line.pk]]
            for label, what, due in (line.handed if line.accepted_at else listed) or [["", _("ไม่มีงานค้างในระบบ"), ""]]:
                page.write_row(row, 0, [*who, f"{label}: {what}" if label else what, due, taker], plain)
                row += 1
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
    answer = HttpResponse(
        target.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    answer["Content-Disposition"] = f'attachment; filename="handover-{found.pk}.xlsx"'
    return answer
