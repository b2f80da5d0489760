"""Who may hear and see what was recorded, keep it from being deleted, and delete it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.meetings.models import Briefing, Recording
from prasan.meetings.policy import (
    CHAIR_ONLY,
    REMOVED,
    SYSTEM_ONLY,
    Verdict,
    can_prepare,
    is_system,
    on_organisers_side,
    own_line,
)

THOSE_WHO_MET = _("เปิดบันทึกเสียงและภาพได้เฉพาะผู้มีชื่อในการประชุมนี้และหน่วยงานที่จัดประชุม")
COVERED = _("การประชุมนี้มีชั้นความลับ ท่านดูได้เฉพาะรายการ ไม่ใช่เนื้อหา")


def can_play(actor: Any, briefing: Briefing) -> Verdict:
    """Allow the organiser's side and who has a line on the roster; whoever was asked to leave has lost it. One query.

    Listeners too: what they were kept from, the secret items, is never recorded.
    """
    if is_system(actor):
        return SYSTEM_ONLY
    if briefing.classification and actor.scope.masked:
        return COVERED
    if on_organisers_side(actor, briefing):
        return None
    mine = own_line(actor, list(briefing.attendees.all()))
    if mine is None:
        return THOSE_WHO_MET
    return REMOVED if mine.removed else None


def can_hold(actor: Any, recording: Recording) -> Verdict:
    """Allow the organiser's side, which answers for the record of the meeting."""
    return can_prepare(actor, recording.briefing)


def can_delete(actor: Any, recording: Recording) -> Verdict:
    """Allow the chair alone."""
    return None if not is_system(actor) and actor.seat_id == recording.briefing.chair_id else CHAIR_ONLY
