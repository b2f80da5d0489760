"""What of this room can be commented on, and who is involved in it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from prasan.directory.queries import involved
from prasan.directory.roles import Role
from prasan.platform.comments.kinds import People, subject_kind
from prasan.progress.calls.models import CallAnswer, DataCall
from prasan.progress.calls.policy import ANSWERERS, CALLERS
from prasan.progress.models import Report
from prasan.progress.policy import WRITERS


def of_report(report: Report) -> People:
    """Return the office's people, the province's labour officer and the department's officers."""
    lead = Q(role=Role.PLO, office__leads_province=True, office__area_id=report.area_id)
    department = Q(role=Role.DEPARTMENT_OFFICER, office__agency__offices=report.office_id, office__kind="department")
    return involved(Q(office_id=report.office_id, role__in=WRITERS) | lead | department)


def of_call(call: DataCall) -> People:
    """Return those of the calling office who look after calls."""
    return involved(Q(office_id=call.office_id, role__in=CALLERS))


def of_answer(answer: CallAnswer) -> People:
    """Return those who answer for the office, and those who asked."""
    asked = Q(office__data_calls=answer.call_id, role__in=CALLERS)
    return involved(Q(office_id=answer.office_id, role__in=ANSWERERS) | asked)


def register() -> None:
    """Let reports, data calls and answers be commented on."""

    def at(name: str) -> Any:
        return lambda row: reverse(name, args=[row.pk])

    def reports(actor: Any) -> QuerySet[Report]:
        return Report.objects.visible_to(actor).select_related("office")

    def answers(actor: Any) -> QuerySet[CallAnswer]:
        return CallAnswer.objects.visible_to(actor).select_related("office", "call")

    subject_kind(Report, reports, at("report"), of_report)
    subject_kind(DataCall, DataCall.objects.visible_to, at("call"), of_call)
    subject_kind(CallAnswer, answers, at("call_answer"), of_answer)
