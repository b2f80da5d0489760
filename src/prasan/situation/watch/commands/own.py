"""What verbs of an office's rows share: the actor's own office, and short texts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.platform.commands import Refused, RuleBroken

LONGEST = 4000
"""Characters of a text on the watch; what is longer belongs into a file."""


def own_office(actor: Any) -> Office:
    """Return the actor's office; Refused where it has none."""
    office = Office.objects.filter(pk=actor.office_id).only("pk", "area_id", "kind", "leads_province").first()
    if office is None:
        raise Refused(_("ต้องทำรายการจากตำแหน่งในหน่วยงาน"))
    return office


def said(text: str, field: str, asked: Any) -> str:
    """Return a typed text without blank ends; RuleBroken with `asked` where it is empty, or where it is too long."""
    text = text.strip()
    if not text:
        raise RuleBroken(asked, field=field)
    if len(text) > LONGEST:
        raise RuleBroken(_("ข้อความยาวเกิน %(n)s ตัวอักษร โปรดย่อหรือแนบไฟล์") % {"n": LONGEST}, field=field)
    return text
