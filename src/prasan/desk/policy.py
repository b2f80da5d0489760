"""Who may do what with the documents of the desk; a refusal carries its reason."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.directory.roles import Role

OWN_PROVINCE = _("เฉพาะสำนักงานแรงงานจังหวัดของจังหวัดนี้เท่านั้นที่ร่างรายงานสถานการณ์แรงงานได้")
HEAD_ISSUES = _("เฉพาะแรงงานจังหวัดของจังหวัดนี้เท่านั้นที่เผยแพร่รายงานสถานการณ์แรงงานได้")
WRITERS = (Role.PLO, Role.AGENCY_HEAD, Role.AGENCY_OFFICER)


def can_write_situation(actor: Any, report: Any) -> str | Promise | None:
    """Allow the office that leads the report's own province."""
    writes = actor.has(*WRITERS) and actor.leads_province and actor.in_area(report.area_id)
    return None if writes else OWN_PROVINCE


def can_issue_situation(actor: Any, report: Any) -> str | Promise | None:
    """Allow the provincial labour officer alone."""
    issues = actor.has(Role.PLO) and actor.leads_province and actor.in_area(report.area_id)
    return None if issues else HEAD_ISSUES
