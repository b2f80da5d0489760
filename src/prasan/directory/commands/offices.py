"""Verbs about offices."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.directory.commands.seats import found_or_refused
from prasan.directory.models import Agency, Area, Office
from prasan.directory.policy import can_change_office, only_administrator
from prasan.directory.text import grams_of, sort_of
from prasan.platform.commands import Command, Create, RuleBroken

CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
"""OPS, OPS-92, SSO-20-SIRACHA, ABROAD-TW-TAIPEI."""


def set_words(office: Office) -> None:
    """Set what an office is sorted and found by."""
    office.sort_th = sort_of(office.name_th)
    office.grams = grams_of(office.name_th, office.name_en, office.short_th, office.code)


def check_place(office: Office) -> None:
    """Raise RuleBroken where parent and time zone do not fit."""
    seen, above = {office.pk}, office.parent
    while above is not None:
        if above.pk is not None and above.pk in seen:
            raise RuleBroken(_("หน่วยงานต้นสังกัดวนกลับมาหาตนเอง"), field="parent")
        seen.add(above.pk)
        above = above.parent
    if office.time_zone not in zoneinfo.available_timezones():
        raise RuleBroken(_("ไม่รู้จักเขตเวลานี้"), field="time_zone")


@dataclass(kw_only=True)
class AddOffice(Create[Office]):
    """Open an office."""

    name = "directory.add_office"
    verb = _("เปิดหน่วยงาน")
    model = Office
    allowed = only_administrator

    code: str
    kind: str
    area_id: int
    name_th: str
    agency_id: str | None = None
    parent_id: int | None = None
    name_en: str = ""
    short_th: str = ""
    short_en: str = ""
    name_verified: bool = True
    leads_province: bool = False
    time_zone: str = "Asia/Bangkok"
    phone: str = ""
    email: str = ""
    valid_from: dt.date | None = None
    source: str = ""

    def build(self, actor: Any) -> Office:
        """Return the office with its agency, area and parent."""
        area = found_or_refused(Area, self.area_id, _("ไม่พบพื้นที่นี้"), "area")
        parent = agency = None
        if self.parent_id is not None:
            parent = found_or_refused(Office, self.parent_id, _("ไม่พบหน่วยงานต้นสังกัด"), "parent")
        if self.agency_id:
            agency = found_or_refused(Agency, self.agency_id, _("ไม่พบกรมนี้"), "agency")
        office = Office(
            code=self.code.strip().upper(), kind=self.kind, area=area, parent=parent, agency=agency,
            name_th=self.name_th.strip(), name_en=self.name_en, short_th=self.short_th, short_en=self.short_en,
            name_verified=self.name_verified, leads_province=self.leads_province, time_zone=self.time_zone,
            phone=self.phone, email=self.email, valid_from=self.valid_from, source=self.source,
        )  # fmt: skip
        set_words(office)
        return office

    def check(self, actor: Any, subject: Office) -> None:
        """Refuse a used or malformed code, an unknown kind, a missing name."""
        if not CODE.fullmatch(subject.code):
            raise RuleBroken(_("รหัสหน่วยงานใช้อักษรอังกฤษ ตัวเลข และขีดกลาง เช่น OPS-92"), field="code")
        if Office.objects.filter(code=subject.code).exists():
            raise RuleBroken(_("รหัสหน่วยงานนี้ใช้แล้ว"), field="code")
        if subject.kind not in Office.Kind.values:
            raise RuleBroken(_("ไม่มีประเภทหน่วยงานนี้"), field="kind")
        if not subject.name_th:
            raise RuleBroken(_("กรอกชื่อหน่วยงาน"), field="name_th")
        check_place(subject)


@dataclass(kw_only=True)
class RenameOffice(Command[Office]):
    """Give an office its name: a new one, or its real one that a source now confirms."""

    name = "directory.rename_office"
    verb = _("แก้ชื่อหน่วยงาน")
    model = Office
    allowed = can_change_office

    name_th: str
    name_en: str = ""
    short_th: str = ""
    short_en: str = ""
    name_verified: bool = True
    source: str = ""

    def check(self, actor: Any, subject: Office) -> None:
        """Refuse an empty name."""
        if not self.name_th.strip():
            raise RuleBroken(_("กรอกชื่อหน่วยงาน"), field="name_th")

    def handle(self, actor: Any, subject: Office) -> Office:
        """Save the names; an empty short form or English name stays as it was."""
        subject.name_th = self.name_th.strip()
        for name in ("name_en", "short_th", "short_en", "source"):
            setattr(subject, name, getattr(self, name).strip() or getattr(subject, name))
        subject.name_verified = self.name_verified
        set_words(subject)
        subject.save()
        return subject


@dataclass(kw_only=True)
class ChangeOfficeContact(Command[Office]):
    """Change how an office is reached."""

    name = "directory.change_office_contact"
    verb = _("แก้ช่องทางติดต่อของหน่วยงาน")
    model = Office
    allowed = can_change_office

    phone: str = ""
    email: str = ""

    def handle(self, actor: Any, subject: Office) -> Office:
        """Save."""
        subject.phone, subject.email = self.phone.strip(), self.email.strip()
        subject.save(update_fields=["phone", "email"])
        return subject


@dataclass(kw_only=True)
class MoveOffice(Command[Office]):
    """Put an office below another one, into another area, or into another department."""

    name = "directory.move_office"
    verb = _("ย้ายสังกัดหน่วยงาน")
    model = Office
    allowed = only_administrator

    area_id: int | None = None
    parent_id: int | None = None
    agency_id: str | None = None

    def handle(self, actor: Any, subject: Office) -> Office:
        """Set what was given and save; a circle of parents is refused."""
        if self.area_id is not None:
            subject.area = found_or_refused(Area, self.area_id, _("ไม่พบพื้นที่นี้"), "area")
        if self.parent_id is not None:
            subject.parent = found_or_refused(Office, self.parent_id, _("ไม่พบหน่วยงานต้นสังกัด"), "parent")
        if self.agency_id is not None:
            subject.agency = found_or_refused(Agency, self.agency_id, _("ไม่พบกรมนี้"), "agency")
        check_place(subject)
        subject.save(update_fields=["area", "parent", "agency"])
        return subject


@dataclass(kw_only=True)
class CloseOffice(Command[Office]):
    """Close an office: `on` is its last day; its records stay."""

    name = "directory.close_office"
    verb = _("ปิดหน่วยงาน")
    model = Office
    allowed = only_administrator

    on: dt.date

    def check(self, actor: Any, subject: Office) -> None:
        """Refuse while somebody is seated there afterwards or a unit below is open."""
        after = self.on + dt.timedelta(days=1)
        if subject.valid_to is not None and subject.valid_to <= self.on:
            raise RuleBroken(_("หน่วยงานนี้ปิดแล้ว"), field="on")
        if subject.valid_from is not None and self.on < subject.valid_from:
            raise RuleBroken(_("วันสิ้นสุดอยู่ก่อนวันเริ่ม"), field="on")
        seated = subject.seats.all().open_after(after).count()
        if seated:
            raise RuleBroken(_("ยังมีผู้ดำรงตำแหน่งในหน่วยงานนี้ %(n)s ตำแหน่ง") % {"n": seated}, field="on")
        if subject.units.all().open_on(after).exists():
            raise RuleBroken(_("ยังมีหน่วยงานในสังกัดเปิดอยู่"), field="on")

    def handle(self, actor: Any, subject: Office) -> Office:
        """Set the last day."""
        subject.valid_to = self.on
        subject.save(update_fields=["valid_to"])
        return subject
