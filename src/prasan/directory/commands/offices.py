"""Verbs about offices."""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.commands.seats import found_or_refused, revoke_topic
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


THAI = re.compile("[ก-ฮ]")
ABOVE = {Office.Kind.MINISTRY, Office.Kind.DEPARTMENT, Office.Kind.CENTRE, Office.Kind.CENTRAL}
LOCAL = {Office.Kind.PROVINCIAL, Office.Kind.BRANCH}


def check_names(office: Office) -> None:
    """Raise RuleBroken where a name is missing or stands in the wrong script."""
    if not office.name_th:
        raise RuleBroken(_("กรอกชื่อหน่วยงาน"), field="name_th")
    for field in ("name_en", "short_en"):
        if THAI.search(getattr(office, field)):
            raise RuleBroken(_("ชื่อภาษาอังกฤษมีอักษรไทยปนอยู่"), field=field)


def check_area(office: Office) -> None:
    """Raise RuleBroken where the area is not of the level that the kind of office works at."""
    kind, level = office.kind, office.area.kind
    if kind == Office.Kind.ABROAD and level != Area.Kind.COUNTRY:
        raise RuleBroken(_("สำนักงานในต่างประเทศต้องอยู่ในต่างประเทศ"), field="area")
    if kind not in {Office.Kind.ABROAD, Office.Kind.OUTSIDE} and level == Area.Kind.COUNTRY:
        raise RuleBroken(_("หน่วยงานประเภทนี้อยู่ในประเทศไทย"), field="area")
    if kind in LOCAL and level == Area.Kind.NATION:
        raise RuleBroken(_("หน่วยงานประเภทนี้ต้องระบุจังหวัด"), field="area")


def check_parent(office: Office) -> None:
    """Raise RuleBroken where the office above is closed, below itself, or of another province."""
    above = office.parent
    if above is None:
        return
    if above.valid_to is not None and (office.valid_to is None or above.valid_to < office.valid_to):
        raise RuleBroken(_("หน่วยงานต้นสังกัดปิดแล้วหรือจะปิดก่อน"), field="parent")
    if above.kind in LOCAL and not above.area.holds(office.area_id) and not office.area.holds(above.area_id):
        raise RuleBroken(_("หน่วยงานต้นสังกัดอยู่คนละจังหวัด"), field="parent")
    if office.kind in ABOVE and above.kind in LOCAL:
        raise RuleBroken(_("หน่วยงานส่วนกลางอยู่ใต้หน่วยงานในจังหวัดไม่ได้"), field="parent")


def check_leader(office: Office) -> None:
    """Raise RuleBroken where the province has a leading office already."""
    if not office.leads_province:
        return
    if office.kind != Office.Kind.PROVINCIAL:
        raise RuleBroken(_("แกนกลางของจังหวัดต้องเป็นหน่วยงานในจังหวัด"), field="leads_province")
    others = Office.objects.filter(area_id=office.area_id, leads_province=True, valid_to=None).exclude(pk=office.pk)
    first = others.first()
    if first is not None:
        told = {"name": first.name}
        raise RuleBroken(_("จังหวัดนี้มีแกนกลางแล้วคือ %(name)s") % told, field="leads_province")


def check_place(office: Office) -> None:
    """Raise RuleBroken where area, parent and time zone do not fit."""
    check_area(office)
    check_parent(office)
    check_leader(office)
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
        if subject.kind in LOCAL and subject.agency_id is None:
            raise RuleBroken(_("หน่วยงานในจังหวัดต้องมีกรมต้นสังกัด"), field="agency")
        check_names(subject)
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
        """Set the names and refuse what cannot be used; an empty short form or English name stays as it was."""
        subject.name_th = self.name_th.strip()
        for name in ("name_en", "short_th", "short_en", "source"):
            setattr(subject, name, getattr(self, name).strip() or getattr(subject, name))
        subject.name_verified = self.name_verified
        check_names(subject)

    def handle(self, actor: Any, subject: Office) -> Office:
        """Save the names and what the office is found by."""
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
    """Put an office below another one, into another area, or into another department.

    Parameters: None leaves the place as it is; `alone`, under no office any more.
    """

    name = "directory.move_office"
    verb = _("ย้ายสังกัดหน่วยงาน")
    model = Office
    allowed = only_administrator

    area_id: int | None = None
    parent_id: int | None = None
    agency_id: str | None = None
    alone: bool = False

    def handle(self, actor: Any, subject: Office) -> Office:
        """Set what was given and save; a circle of parents is refused."""
        if self.alone:
            subject.parent = None
        if self.area_id is not None:
            subject.area = found_or_refused(Area, self.area_id, _("ไม่พบพื้นที่นี้"), "area")
        if self.parent_id is not None:
            subject.parent = found_or_refused(Office, self.parent_id, _("ไม่พบหน่วยงานต้นสังกัด"), "parent")
        if self.agency_id is not None:
            subject.agency = found_or_refused(Agency, self.agency_id, _("ไม่พบกรมนี้"), "agency")
        check_place(subject)
        subject.save(update_fields=["area", "parent", "agency"])
        return subject

    def announce(self, actor: Any, subject: Office) -> None:
        """Close the streams of who sits there: what they read has moved with the office."""
        people = subject.seats.all().open_after(timezone.localdate()).values_list("person_id", flat=True).distinct()
        self.publish(self.name, *(revoke_topic(one) for one in people), id=subject.pk)


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
