"""Pages of the records of processing: the list with its export, one record with its versions, the form."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import Func, QuerySet, TextField, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import Command, Refused, RuleBroken, perform
from prasan.platform.listings.filters import Choice
from prasan.platform.listings.listing import LISTINGS, Column, Listing
from prasan.platform.web.asking import actor_of
from prasan.privacy import commands as c
from prasan.privacy import policy as may
from prasan.privacy import queries
from prasan.privacy.commands.records import TOLD
from prasan.privacy.models import ProcessingRecord
from prasan.privacy.models.records import WORDS
from prasan.privacy.pages.common import key_of, page, typed, wrong

LABELS = {
    "activity": gettext_lazy("กิจกรรม"), "purpose": gettext_lazy("วัตถุประสงค์"), "kinds": gettext_lazy("ข้อมูลที่ใช้"),
    "subjects": gettext_lazy("เจ้าของข้อมูล"), "receivers": gettext_lazy("ผู้ที่ได้รับข้อมูล"),
    "kept": gettext_lazy("เก็บนานเท่าใด"), "safeguards": gettext_lazy("มาตรการรักษาความปลอดภัย"),
}  # fmt: skip
"""What each text of a record is called."""


def _text_columns() -> tuple[Column, ...]:
    """Return the texts in both languages; the page shows the activity in the reader's own."""
    found = []
    for name in WORDS:
        first = name == "activity"
        found.append(Column(f"{name}_th", LABELS[name], f"{name}_th", sort=first, shown=first, width=40))
        english = f"{name.capitalize()} (English)"
        found.append(Column(f"{name}_en", english, f"{name}_en", shown=first, headed=False, width=40))
    return tuple(found)


class AllRecords(Listing):
    """The living records of processing."""

    name, title, url_name = "privacy.records", gettext_lazy("บันทึกรายการกิจกรรมการประมวลผล"), "records"
    columns = (
        *_text_columns(),
        Column("basis", gettext_lazy("ฐานทางกฎหมาย"), "basis", choices=dict(ProcessingRecord.Basis.choices), width=30),
        Column("owner", gettext_lazy("หน่วยงานเจ้าของกิจกรรม"), "owner__name_th", width=30),
        Column("version", gettext_lazy("ฉบับที่"), "version", kind="number"),
        Column("valid_from", gettext_lazy("ใช้ตั้งแต่"), "valid_from", kind="date", shown=False),
        Column("reviewed", gettext_lazy("ทบทวนเมื่อ"), "reviewed_at", kind="moment"),
        Column("covers", gettext_lazy("ตารางข้อมูล"), "covers_text", shown=False, width=40),
        Column("code", gettext_lazy("รหัส"), "code", headed=False),
    )
    filters = (Choice("basis", gettext_lazy("ฐานทางกฎหมาย"), "basis", ProcessingRecord.Basis.choices),)
    order, size = "code", 50
    may_open = may.can_read_records

    def rows(self, actor: Any) -> QuerySet[ProcessingRecord]:
        """Return the records in force that the actor reads."""
        joined = Func("covers", Value(" "), function="array_to_string", output_field=TextField())
        return ProcessingRecord.objects.visible_to(actor).living().annotate(covers_text=joined)

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address and the activity in the reader's language."""
        row["url"] = reverse("record", args=[row["code"]])
        row["activity"] = row["activity_en"] if get_language() == "en" else row["activity_th"]
        return row


@require_safe
def records(request: HttpRequest) -> HttpResponse:
    """Show the records in force, what to review, and the tables for which none speaks."""
    actor = actor_of(request)
    _reading(actor)
    rows = ProcessingRecord.objects.visible_to(actor)
    context = {
        "page": LISTINGS[AllRecords.name].page(actor, request.GET, request.path), "keeps": may.is_officer(actor),
        "bases": [("", _("ทุกฐาน")), *ProcessingRecord.Basis.choices],
        "stale": rows.unreviewed(timezone.now()).count(),
        "uncovered": queries.uncovered(rows.living().values_list("covers", flat=True)),
    }  # fmt: skip
    return page(request, "records", context)


@require_safe
def record(request: HttpRequest, processing_record: str) -> HttpResponse:
    """Show a record: the version in force, or the last, and those before it."""
    return _show(request, processing_record)


def _show(request: HttpRequest, code: str, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    _reading(actor)
    versions = queries.found_record(actor, code)
    wanted = request.GET.get("version", "")
    one = next((row for row in versions if str(row.version) == wanted), versions[0])
    tables = queries.personal_models()
    context = {
        "one": one, "newest": versions[0], "versions": versions, "told": typed(request),
        "keeps": may.is_officer(actor) and versions[0].ended_on is None, "stale": one.stale(timezone.now()),
        "facts": [(LABELS[name], one.told(name)) for name in WORDS if name != "activity"],
        "tables": [tables.get(label, label) for label in one.covers], **wrong(error),
    }  # fmt: skip
    return page(request, "record", context, 422 if error else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def record_new(request: HttpRequest) -> HttpResponse:
    """Record an activity."""
    _writing(actor_of(request))
    told = typed(request)
    return _form(request, ProcessingRecord(), told, lambda: c.AddRecord(code=told.get("code", ""), told=_told(request)))


@require_http_methods(["GET", "HEAD", "POST"])
def record_change(request: HttpRequest, processing_record: str) -> HttpResponse:
    """Put a new version in force."""
    actor = actor_of(request)
    _writing(actor)
    one = queries.found_record(actor, processing_record)[0]
    told = typed(request)
    # the version that was read: whoever changed it meanwhile is not written over
    pk = int(told["pk"]) if told.get("pk", "").isdecimal() and len(told["pk"]) < 18 else one.pk
    words = told.get("text", "")
    return _form(request, one, told, lambda: c.ChangeRecord(target_id=pk, told=_told(request), text=words))


def _form(request: HttpRequest, one: ProcessingRecord, told: dict[str, str], make: Any) -> HttpResponse:
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            command = make()
            command.key = key_of(told, "record", one.pk or "new")
            made = perform(actor_of(request), command)
        except RuleBroken as broken:
            error = broken
        else:
            messages.success(request, _("บันทึกฉบับที่ %(n)s แล้ว") % {"n": made.version})
            return redirect("record", made.code)
    kept = {name: getattr(one, name) for name in (*TOLD, "basis")} | {"owner": one.owner.code if one.owner_id else ""}
    sent = request.method == "POST"
    context = {
        "one": one, "told": told if sent else kept | {"pk": one.pk or ""},
        "covers": request.POST.getlist("covers") if sent else one.covers,
        "fields": [(name, LABELS[name]) for name in WORDS], "bases": ProcessingRecord.Basis.choices,
        "tables": list(queries.personal_models().items()), **wrong(error),
    }  # fmt: skip
    return page(request, "record_form", context, 422 if error else 200)


def _told(request: HttpRequest) -> dict[str, Any]:
    """Return what the form tells of a record."""
    sent = typed(request)
    return {name: sent.get(name, "") for name in (*TOLD, "basis", "owner")} | {"covers": request.POST.getlist("covers")}


@require_POST
def record_do(request: HttpRequest, processing_record: str) -> HttpResponse:
    """Say that a record is still true, or end it."""
    actor = actor_of(request)
    _writing(actor)
    told = typed(request)
    newest = queries.found_record(actor, processing_record)[0]
    try:
        command: Command[ProcessingRecord]
        if told.get("do") == "review":
            command = c.ReviewRecord(target_id=newest.pk)
        elif told.get("do") == "end":
            command = c.EndRecord(target_id=newest.pk, text=told.get("text", ""))
        else:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        command.key = key_of(told, told["do"], newest.pk)
        perform(actor, command)
    except RuleBroken as broken:
        return _show(request, processing_record, broken)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("record", processing_record)


def _reading(actor: Any) -> None:
    refusal = may.can_read_records(actor)
    if refusal is not None:
        raise Refused(refusal)


def _writing(actor: Any) -> None:
    if not may.is_officer(actor):
        raise Refused(may.OFFICER_ONLY)
