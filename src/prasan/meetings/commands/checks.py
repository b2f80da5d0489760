"""Rules that several verbs share; each breach names its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.models import Office, Seat
from prasan.directory.roles import CLEARANCE, Classification, Role
from prasan.meetings.models import Briefing
from prasan.meetings.models.briefing import SECTIONS, VENUED, Kind, Mode, Round
from prasan.platform.commands import RuleBroken, texts

LONG = 20_000
FARTHEST = dt.timedelta(days=730)
MOST_LINES = 400


def words(value: str, field: str, missing: str = "", most: int = LONG) -> str:
    """Return a text without space around it; RuleBroken where it is too long, or absent and asked for."""
    return texts.words(value, field, missing, most)


def classified(told: int, actor: Any) -> None:
    """Refuse a class that does not exist, or that the actor could not read."""
    if told not in Classification.values:
        raise RuleBroken(_("โปรดเลือกชั้นความลับ ปกติ ลับ หรือลับมาก"), field="classification")
    if not getattr(actor, "is_system", False) and told > actor.scope.clearance:
        raise RuleBroken(_("ท่านตั้งชั้นความลับสูงกว่าที่ตนอ่านได้ไม่ได้"), field="classification")


def readers(found: Iterable[Office], told: int, field: str) -> None:
    """Refuse to invite offices where nobody may read the class; no query where it is not classified."""
    if not told:
        return
    able = [role for role in Role if CLEARANCE.get(role, 0) >= told]
    wanted = {one.pk: one for one in found}
    held = Seat.objects.held_on(timezone.localdate()).filter(office_id__in=list(wanted), role__in=able).order_by()
    blind = wanted.keys() - set(held.values_list("office_id", flat=True))
    if blind:
        names = ", ".join(wanted[one].short for one in sorted(blind)[:3])
        raise RuleBroken(_("ไม่มีผู้ใดในหน่วยงาน %(names)s ที่อ่านชั้นความลับนี้ได้") % {"names": names}, field=field)


def kind(told: str, round_told: int | None) -> None:
    """Refuse an unknown kind, and an inspection without its round."""
    if told not in Kind.values:
        raise RuleBroken(_("โปรดเลือกประเภทการประชุม"), field="kind")
    if told == Kind.INSPECTION and round_told not in Round.values:
        raise RuleBroken(_("โปรดเลือกรอบการตรวจราชการ"), field="round")
    if told != Kind.INSPECTION and round_told is not None:
        raise RuleBroken(_("รอบใช้กับการตรวจราชการเท่านั้น"), field="round")


def place(mode: str, venue: str, link: str) -> None:
    """Refuse an unknown mode, a hall without a place, and another conference tool without its address or place."""
    if mode not in Mode.values:
        raise RuleBroken(_("โปรดเลือกรูปแบบการประชุม"), field="mode")
    if mode in VENUED and not venue:
        raise RuleBroken(_("โปรดใส่สถานที่ประชุม"), field="venue")
    if mode == Mode.BESIDE and not (link or venue):
        raise RuleBroken(_("โปรดใส่ที่อยู่ของระบบประชุมอื่นที่ใช้ หรือสถานที่"), field="link")
    if link and not link.startswith("https://"):
        raise RuleBroken(_("ที่อยู่ต้องขึ้นต้นด้วย https://"), field="link")
    words(venue, "venue", most=300)
    words(link, "link", most=500)


def when(starts_at: dt.datetime | None, minutes: int, *, ahead: bool = True) -> dt.datetime:
    """Return the start; refuses none, one long past or too far ahead, and a length that no meeting has."""
    if starts_at is None:
        raise RuleBroken(_("โปรดใส่วันและเวลาประชุม"), field="starts_at")
    now = timezone.now()
    if ahead and not now - dt.timedelta(hours=1) <= starts_at <= now + FARTHEST:
        raise RuleBroken(_("เวลาประชุมต้องไม่อยู่ในอดีต และไม่เกินสองปีข้างหน้า"), field="starts_at")
    if not 5 <= minutes <= 720:
        raise RuleBroken(_("ความยาวการประชุมต้องอยู่ระหว่าง 5 ถึง 720 นาที"), field="minutes")
    return starts_at


def sections(told: list[str]) -> list[str]:
    """Return the order of the agenda; refuses unknown or doubled sections, and none at all."""
    if not told:
        return list(SECTIONS)
    if len(set(told)) != len(told) or not set(told) <= set(SECTIONS):
        raise RuleBroken(_("ระเบียบวาระไม่ถูกต้อง โปรดเลือกจากรายการ โดยไม่ซ้ำกัน"), field="sections")
    return told


def seat(pk: int | None, field: str, missing: str) -> Seat:
    """Return a seat that is held today."""
    rows = Seat.objects.held_on(timezone.localdate()).select_related("office__area", "person")
    found = rows.filter(pk=pk or 0).defer("office__grams", "office__area__grams", "office__area__boundary").first()
    if found is None:
        raise RuleBroken(missing, field=field)
    return found


def offices(ids: Iterable[int], field: str) -> list[Office]:
    """Return offices that exist today, the ministry's order; refuses any that does not, and too many."""
    wanted = set(ids)
    if len(wanted) > MOST_LINES:
        raise RuleBroken(_("เชิญได้ไม่เกิน %(n)s หน่วยงานต่อการประชุม") % {"n": MOST_LINES}, field=field)
    rows = Office.objects.open_on(timezone.localdate()).filter(pk__in=wanted).select_related("area", "agency")
    found = list(rows.defer("grams", "area__grams", "area__boundary"))
    if len(found) != len(wanted):
        raise RuleBroken(_("ไม่พบบางหน่วยงาน หรือหน่วยงานสิ้นสุดแล้ว โปรดเลือกจากรายการ"), field=field)
    return found


def still_ahead(briefing: Briefing) -> None:
    """Refuse to change what has begun or is over."""
    if briefing.state not in {Briefing.State.PLANNED, Briefing.State.INVITED}:
        raise RuleBroken(_("แก้ไขได้ก่อนเปิดประชุมเท่านั้น"))


def not_over(briefing: Briefing) -> None:
    """Refuse to change what is over."""
    if briefing.state in {Briefing.State.CLOSED, Briefing.State.CANCELLED}:
        raise RuleBroken(_("การประชุมนี้ปิดหรือยกเลิกแล้ว"))


def running(briefing: Briefing) -> None:
    """Refuse what can be done in a meeting alone."""
    if briefing.state != Briefing.State.RUNNING:
        raise RuleBroken(_("ทำได้ระหว่างการประชุมเท่านั้น"))
