"""What the pages after a meeting share besides: files to keep, words that a masked reader does not see."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from prasan.kernel.dates import parse_date
from prasan.meetings.models import Briefing
from prasan.platform.commands import Refused, RuleBroken


def file(content: bytes, mime: str, name: str) -> HttpResponse:
    """Answer a file to keep, under a name that says what it is."""
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer


def covered(actor: Any, told: int) -> bool:
    """Tell whether words of a class are covered for a reader who sees masks."""
    return bool(told and actor.scope.masked)


def must_read(actor: Any, briefing: Briefing, told: int = 0) -> None:
    """Refuse the file of something classified to a reader who sees masks."""
    if covered(actor, max(told, briefing.classification)):
        raise Refused(_("ปิดบังไว้ตามชั้นความลับ"))


def day_of(text: str, field: str) -> dt.date | None:
    """Return a typed day, None for nothing; RuleBroken for what is no day."""
    if not text.strip():
        return None
    found = parse_date(text.strip(), timezone.localdate())
    if found.refused or found.start is None or found.kind != "day":
        raise RuleBroken(_("อ่านวันที่ไม่ได้ โปรดพิมพ์ เช่น 25 มิ.ย. 2569"), field=field)
    return found.start
