"""The sources that are ways in rather than addresses: pasted, dropped, mailed, called, reported, sent by API."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.platform.commands import RuleBroken
from prasan.situation.models import Source

WAYS = {
    Source.Kind.PASTE: ("paste", "ข้อความที่เจ้าหน้าที่ส่งต่อ", "Passed on by officers", False),
    Source.Kind.FILE: ("file", "ไฟล์ที่เจ้าหน้าที่ส่ง", "Files handed in", False),
    Source.Kind.MAIL: ("mail", "อีเมลที่ส่งต่อเข้ามา", "Dropped e-mail", False),
    Source.Kind.CALL: ("1506", "สายด่วน 1506", "Hotline 1506", False),
    Source.Kind.FIELD: ("field", "รายงานจากพื้นที่", "Reports from the field", False),
    Source.Kind.API: ("api", "ระบบอื่นส่งผ่าน API", "Other systems by API", False),
}
"""Code, names, and whether what comes was published, of the one source of each way in."""
NO_OFFICE = _("ยังไม่มีหน่วยงานส่วนกลางในระบบ โปรดโหลดชุดข้อมูลอ้างอิงก่อน")


def way_in(kind: str) -> Source:
    """Return the source of a way in, made at its first use. Raises RuleBroken where no office could keep it."""
    code, name_th, name_en, public = WAYS[Source.Kind(kind)]
    found = Source.objects.filter(code=code).first()
    if found is not None:
        return found
    office = keeper()
    if office is None:
        raise RuleBroken(NO_OFFICE)
    values = {"kind": kind, "name_th": name_th, "name_en": name_en, "office": office, "is_public": public}
    return Source.objects.get_or_create(code=code, defaults=values)[0]


def keeper() -> Office | None:
    """Return the office that keeps the sources: the operations centre, else the ministry."""
    rows = Office.objects.filter(kind__in=["centre", "ministry"])
    return rows.order_by("kind", "pk").first()
