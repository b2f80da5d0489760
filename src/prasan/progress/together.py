"""Many unremarkable reports accepted together: each by itself through the door, none that should be looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.progress import policy as may
from prasan.progress import queries
from prasan.progress.commands.steps import ACCEPTS
from prasan.progress.models import Report
from prasan.registers import settings

LOOK_FIRST = _("มีค่าที่ต้องเปิดดูก่อน")


@dataclass
class Together:
    """What came of it: which reports were accepted, and which were not and why."""

    done: list[Report] = field(default_factory=list)
    refused: list[tuple[Report, str | Promise]] = field(default_factory=list)


def accept_together(actor: Any, seen: Mapping[int, int]) -> Together:
    """Approve or accept reports in the name of the actor's line; one that is refused does not stop the others.

    Parameters: `seen`, the version of each report that was looked at, by its number. A report outside of the actor's
    scope is passed over.
    """
    outcome = Together()
    rows = Report.objects.visible_to(actor).filter(pk__in=seen).select_related("office", "area")
    reports = list(rows.order_by("period", "submitted_at", "pk"))
    for report, marks in zip(reports, queries.remarks(reports, settings.current()), strict=True):
        line = may.line_of(actor, report)
        try:
            if line is None:
                raise Refused(may.JUDGES_ONLY)
            if marks:
                raise RuleBroken(LOOK_FIRST)
            outcome.done.append(perform(actor, ACCEPTS[line](target_id=report.pk, version=seen[report.pk])))
        except (Refused, RuleBroken) as error:
            outcome.refused.append((report, error.text))
    return outcome
