"""Who keeps the lines of a development plan; a refusal carries its reason.

The provincial labour office speaks for the ministry at the province's board: it keeps the province's lines, the
lead province's office those of its group.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.plans import queries
from prasan.plans.models import DevLine, SentFile
from prasan.plans.policy import NO_LEAD, STAFF, Answer

KEEPERS_ONLY = _("เฉพาะสำนักงานแรงงานจังหวัดของจังหวัดนี้ (จังหวัดแกนสำหรับกลุ่มจังหวัด) เท่านั้นที่ดูแลรายการนี้")
OWN_FILE_ONLY = _("เฉพาะสำนักงานแรงงานจังหวัดเท่านั้นที่นำแผนพัฒนาจังหวัดเข้า และนำเข้าได้เฉพาะไฟล์ที่ตนส่ง")


def can_keep_line(actor: Any, line: DevLine) -> Answer:
    """Allow the leading office of the line's province, for a group that of its lead province."""
    if getattr(actor, "is_system", False):
        return None
    if not (actor.has(*STAFF) and actor.leads_province):
        return KEEPERS_ONLY
    area = line.area_id
    if area is None and line.group_id is not None:
        area = queries.lead_area(line.group_id, timezone.localdate())
        if area is None:
            return NO_LEAD
    return None if area is not None and actor.in_area(area) else KEEPERS_ONLY


def can_send_lines(actor: Any, sent: SentFile | None) -> Answer:
    """Allow the staff of provincial labour offices, each for the file that they sent."""
    if getattr(actor, "is_system", False):
        return None
    own = sent is None or sent.person_id is None or sent.person_id == actor.person_id
    return None if own and actor.has(*STAFF) and actor.leads_province else OWN_FILE_ONLY
