"""Registration drives: those of the office, one with its progress and volunteers, the form, an entry to decide."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.models import Area
from prasan.directory.typed import day_of, whole
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.ui.qr import drawn
from prasan.platform.vault.reveal import open_until
from prasan.platform.web.asking import actor_of
from prasan.referrals import commands as c
from prasan.referrals import policy as may
from prasan.referrals.drives import progress
from prasan.referrals.drives.opening import address
from prasan.referrals.drives.words import LABELS, NOTICE
from prasan.referrals.models import DriveEntry, DriveVolunteer, OutreachList, RegistrationDrive
from prasan.referrals.models.drives import KEPT
from prasan.referrals.pages.common import page
from prasan.registers.models.worker_words import InformalGroup, Purpose

LISTS, TO_LOOK = 50, 100
State = DriveEntry.State
SHAPES = {State.WAITING: "late", State.TAKEN: "done", State.NEEDS_LOOK: "late", State.REFUSED: "not_applicable"}
MENDABLE = ("given_name", "family_name", "id_number", "birth_year", "phone", "option", "home_area")
"""What the registry may refuse, and an officer may ask the person anew."""


def _typed(request: HttpRequest) -> dict[str, str]:
    told = request.POST if request.method == "POST" else request.GET
    return {name: str(text).replace("\0", "") for name, text in told.dict().items()}


def _works(request: HttpRequest) -> Any:
    actor = actor_of(request)
    if not actor.has(*may.WORKERS):
        raise Refused(may.CASE_WORKERS_ONLY)
    return actor


def drives_of(actor: Any) -> Any:
    """Return the drives that an actor reads, with their places."""
    rows = RegistrationDrive.objects.visible_to(actor).select_related("area")
    return rows.defer("area__grams", "area__boundary", "private_key")


def _or_404(rows: Any, pk: int) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def drives(request: HttpRequest) -> HttpResponse:
    """List the drives of the own office, the open ones first, with how far each is."""
    found = list(drives_of(_works(request)).order_by("closed_at", "-pk")[:LISTS])
    told = progress.counts([one.pk for one in found])
    return page(request, "drives", {"drives": [(one, told[one.pk]) for one in found], "now": timezone.now()})


def areas(actor: Any) -> list[tuple[str, str]]:
    """Return the places to choose from: province, districts and tambons of the actor's own province."""
    kinds = [Area.Kind.PROVINCE, Area.Kind.DISTRICT]
    rows = Area.objects.filter(kind__in=kinds, pk__gte=actor.area_id, pk__lte=actor.area_last)
    return [(one.code, one.name) for one in rows.only("code", "name_th", "name_en").order_by("pk")[:400]]


def tambons(actor: Any) -> list[tuple[str, str]]:
    """Return (code and name, district) of the tambons of the actor's province; none for who works for more than one."""
    provinces = Area.objects.filter(kind=Area.Kind.PROVINCE, pk__gte=actor.area_id, pk__lte=actor.area_last)
    if provinces.count() > 1:
        return []
    rows = Area.objects.filter(kind=Area.Kind.SUBDISTRICT, pk__gte=actor.area_id, pk__lte=actor.area_last)
    found = rows.order_by("pk").values_list("code", "name_th", "parent__name_th")
    return [(f"{code} {name}", district) for code, name, district in found]


def area_typed(text: str) -> int:
    """Return the number of a place by its code, of a tambon by the six digits; 0 for none."""
    code = text.strip().partition(" ")[0]
    return Area.objects.filter(code=code).values_list("pk", flat=True).first() or 0 if code else 0


def _place(told: dict[str, str]) -> int:
    """Return the number of the tambon typed, else of the place chosen; raises RuleBroken for an unknown one."""
    chosen, typed = area_typed(told.get("area", "")), told.get("tambon", "").strip()
    if not typed:
        return chosen
    found = Area.objects.filter(pk=area_typed(typed), kind=Area.Kind.SUBDISTRICT).first()
    if found is None:
        raise RuleBroken(_("ไม่พบตำบลนี้ โปรดเลือกจากรายการ หรือพิมพ์รหัสตำบล 6 หลัก"), field="tambon")
    above = Area.objects.filter(pk=chosen).only("pk", "last").first()
    if above is not None and not above.pk <= found.pk <= above.last:
        raise RuleBroken(_("ตำบล%(name)sไม่อยู่ในจังหวัดหรืออำเภอที่เลือก") % {"name": found.name_th}, field="tambon")
    return found.pk


def _wanted(actor: Any, told: dict[str, str]) -> Any:
    visits = told.get("visits", "")
    return c.MakeDrive(
        title=told.get("title", ""), area_id=_place(told),
        group=told.get("group", ""), first_day=day_of(told.get("first_day", ""), "first_day"),
        last_day=day_of(told.get("last_day", ""), "last_day"), purpose=told.get("purpose", ""),
        notice_version=told.get("notice_version", ""), notice=told.get("notice", ""),
        most=whole(told.get("most", ""), "most") or 0,
        visits_id=int(visits) if visits.isascii() and visits.isdecimal() and len(visits) < 10 else None,
        key=told.get("key", "")[:100],
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def drive_new(request: HttpRequest) -> HttpResponse:
    """Ask where and when a drive goes, and begin it; from an outreach list its area and group are taken over."""
    actor, told = _works(request), _typed(request)
    error, field = "", ""
    if request.method == "POST":
        try:
            made = perform(actor, _wanted(actor, told))
        except RuleBroken as broken:
            error, field = str(broken.text), broken.field
        else:
            messages.success(request, _("เปิดรอบแล้ว เพิ่มอาสาสมัครได้"))
            return redirect("drive", made.pk)
    else:
        told = _begin(actor, told)
    return page(request, "drive_form", {
        "told": told, "error": error, "field": field, "areas": areas(actor), "tambons": tambons(actor),
        "groups": InformalGroup.choices, "purposes": Purpose.choices,
        "key": told.get("key") or f"drive-{actor.person_id}-{timezone.now():%Y%m%d%H%M%S%f}",
    }, 409 if error else 200)  # fmt: skip


def _begin(actor: Any, asked: dict[str, str]) -> dict[str, str]:
    """Return what the form begins with: the usual notice, and what an outreach list says where one is named."""
    told = {"notice": str(NOTICE), "notice_version": "2569-1", "most": "300", "purpose": str(Purpose.OUTREACH)}
    number = asked.get("visits", "")
    if number.isascii() and number.isdecimal() and len(number) < 10:
        one = OutreachList.objects.visible_to(actor).select_related("area").filter(pk=int(number)).first()
        if one is not None:
            told |= {"visits": str(one.pk), "title": one.title, "area": one.area.code, "group": one.group}
    return told


@require_safe
def drive(request: HttpRequest, drive: int) -> HttpResponse:
    """Show a drive: how far it is, by volunteer and by day, what has to be looked at, the links."""
    return _show(request, drive)


def _show(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    actor, told = _works(request), _typed(request)
    found = _or_404(drives_of(actor), pk)
    entries = DriveEntry.objects.visible_to(actor).filter(drive=found, state__in=[State.WAITING, State.NEEDS_LOOK])
    by = progress.by_volunteer(found)
    now = timezone.now()
    people = [(one, by.get(one.pk, progress.Counts())) for one in found.volunteers.order_by("pk")]
    return page(request, "drive", {
        "one": found, "counts": progress.counts([found.pk])[found.pk], "people": people, "now": now, "told": told,
        "days": progress.by_day(found), "entries": list(entries.defer("told").order_by("number")[:TO_LOOK]),
        "labels": LABELS, "shapes": SHAPES, "group": dict(InformalGroup.choices).get(found.group, ""),
        "names": {one.pk: one.name for one, _counts in people}, "purpose": found.get_purpose_display(),
        "error": str(error.text) if error else "", "field": error.field if error else "",
    }, error.status if error else 200)  # fmt: skip


@require_POST
def drive_do(request: HttpRequest, drive: int) -> HttpResponse:
    """Give a volunteer a link (shown once), end one, or close the drive."""
    actor, told = _works(request), _typed(request)
    found = _or_404(drives_of(actor), drive)
    what = told.get("do", "")
    try:
        if what == "close":
            perform(actor, c.CloseDrive(target_id=found.pk))
            messages.success(request, _("ปิดรอบแล้ว ข้อมูลที่ค้างในโทรศัพท์ยังส่งเข้ามาได้ และรอเจ้าหน้าที่ดู"))
        elif what.startswith("revoke-") and what[7:].isdecimal() and len(what) < 20:
            perform(actor, c.RevokeVolunteer(target_id=_of(found, int(what[7:]))))
            messages.success(request, _("ยกเลิกลิงก์แล้ว"))
        else:
            return _linked(request, actor, found, told)
    except RuleBroken as broken:
        return _show(request, found.pk, broken)
    return redirect("drive", found.pk)


def _of(found: RegistrationDrive, volunteer: int) -> int:
    """Return the number of a volunteer of this drive; 0, which nobody has, for another's."""
    return DriveVolunteer.objects.filter(pk=volunteer, drive=found).values_list("pk", flat=True).first() or 0


def _linked(request: HttpRequest, actor: Any, found: RegistrationDrive, told: dict[str, str]) -> HttpResponse:
    """Make a link and show it, once: it is kept nowhere."""
    made = c.AddVolunteer(drive_id=found.pk, who=told.get("who", ""))
    volunteer = perform(actor, made)
    link = address(made.secret)
    answer = page(request, "drive_link", {
        "one": found, "volunteer": volunteer, "address": link, "qr": drawn(link, _("ลิงก์เป็น QR"), 320),
    })  # fmt: skip
    answer["Cache-Control"] = "no-store, private"
    return answer


def entries_of(actor: Any) -> Any:
    """Return the entries that an actor reads."""
    rows = DriveEntry.objects.visible_to(actor).select_related("drive__area", "volunteer", "decided_by__person")
    return rows.defer("drive__area__grams", "drive__area__boundary", "drive__private_key")


@require_safe
def drive_entry(request: HttpRequest, drive_entry: int) -> HttpResponse:
    """Show an entry, masked until a reason is given, beside whom the registry has."""
    return _entry(request, drive_entry)


def _entry(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    actor, told = _works(request), _typed(request)
    found = _or_404(entries_of(actor), pk)
    plain = bool(found.told) and "told" in open_until(actor, c.ReadEntry, found.pk)
    alike = progress.alike(actor, found.found)
    names = dict(Area.objects.filter(code__in={one.province for one in alike}).values_list("code", "name_th"))
    return page(request, "drive_entry", {
        "one": found, "lines": progress.lines(found, plain=plain) if found.told else [], "plain": plain,
        "alike": alike, "names": names, "labels": LABELS, "shapes": SHAPES, "told": told,
        "reasons": [(one.value, one.label) for one in DriveEntry.BY_HAND], "until": found.received_at + KEPT,
        "mend": found.field if found.field in MENDABLE else "",
        "error": str(error.text) if error else "", "field": error.field if error else "",
    }, error.status if error else 200)  # fmt: skip


def _decided(found: DriveEntry, told: dict[str, str]) -> Any:
    """Return the verb that a form of an entry asks for."""
    what = told.get("do", "")
    if what == "read":
        return c.ReadEntry(target_id=found.pk, reason=told.get("why", ""))
    if what == "look":
        return c.SettleEntry(target_id=found.pk)
    worker = what.removeprefix("same-")
    same = what.startswith("same-") and worker.isdecimal() and len(worker) < 19
    mended = {found.field: told["mended"]} if found.field in MENDABLE and "mended" in told else {}
    if "home_area" in mended:
        mended = {"home_area_id": str(area_typed(mended["home_area"]) or "")}
    return c.DecideEntry(
        target_id=found.pk, do="same" if same else what, worker_id=int(worker) if same else 0, mended=mended,
        reason_code=told.get("reason_code", ""),
    )  # fmt: skip


@require_POST
def drive_entry_do(request: HttpRequest, drive_entry: int) -> HttpResponse:
    """Open what was written down with a reason, look again, or decide; what was typed stays where it is refused."""
    actor, told = _works(request), _typed(request)
    found = _or_404(entries_of(actor), drive_entry)
    command = _decided(found, told)
    try:
        perform(actor, command)
    except RuleBroken as broken:
        return _entry(request, found.pk, broken)
    if isinstance(command, c.DecideEntry):
        messages.success(request, _("บันทึกแล้ว"))
        return redirect("drive", found.drive_id)
    return redirect("drive_entry", found.pk)
