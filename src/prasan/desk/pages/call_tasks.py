"""What of data calls waits for a seat: to answer, to confirm; for a labour officer also the province's silent units."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.actor import SeatActor
from prasan.progress.calls.models import CallAnswer
from prasan.progress.calls.queries import waiting_for


def call_tasks(actor: SeatActor) -> list[dict[str, Any]]:
    """Return data calls as tasks, the nearest deadline first: one query."""
    words: dict[str, str] = {
        CallAnswer.State.CONFIRMING: _("ยืนยันคำตอบ “%(call)s”"),
        CallAnswer.State.RETURNED: _("แก้คำตอบ “%(call)s”"),
    }
    return [
        _task(one, _("รอหน่วยงานตอบ “%(call)s”"), one.office.short)
        if one.silent  # type: ignore[attr-defined]
        else _task(one, words.get(one.state, _("ตอบคำขอข้อมูล “%(call)s”")), _why(one))
        for one in waiting_for(actor)
    ]


def _why(one: CallAnswer) -> str:
    if one.state == CallAnswer.State.RETURNED:
        return one.returned_reason
    return _("ขอโดย %(office)s") % {"office": one.call.office.short}


def _task(one: CallAnswer, words: str, why: str) -> dict[str, Any]:
    left = (one.call.deadline - timezone.now()).total_seconds() / 3600
    status = "very_late" if left < 0 else "late" if left <= 24 else "on_plan"
    href = reverse("call_answer", args=[one.pk])
    return {"what": words % {"call": one.call.title}, "href": href, "status": status, "why": why, "left": left}
