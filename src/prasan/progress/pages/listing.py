"""The list of all reports that a seat reads: filters, saved views, files."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prasan.platform.listings import Choice, Column, Listing, Search
from prasan.progress import periods
from prasan.progress.models import Report

MONTHS = 24


def month_choices(actor: Any) -> list[tuple[int, str]]:
    """Return the months to choose from, newest first."""
    shown = periods.last(periods.open_period(timezone.localdate()), MONTHS)
    return [(period, periods.label(period)) for period in reversed(shown)]


def name_of(path: str) -> Any:
    """Return the name at the end of a path in the reader's language; Thai where there is no English one."""
    if get_language() != "en":
        return F(f"{path}__name_th")
    return Coalesce(NullIf(F(f"{path}__name_en"), Value("")), F(f"{path}__name_th"))


class AllReports(Listing):
    """Monthly reports, newest month first; an index carries this order, so that every page costs the same."""

    name, title, url_name = "progress.reports", _("รายงานประจำเดือน"), "reports"
    columns = (
        Column("office", _("หน่วยงาน"), "office_name", width=40),
        Column("area", _("จังหวัด"), "area_name"),
        Column("period", _("เดือน"), "period", sort=True),
        Column("state", _("สถานะ"), "state", choices=dict(Report.State.choices)),
        Column("sent", _("ส่งเมื่อ"), "submitted_at", kind="moment"),
        Column("due", _("กำหนดส่ง"), "due", kind="date", shown=False),
    )
    filters = (
        Search(grams="office__grams"),
        Choice("period", _("เดือน"), "period", month_choices),
        Choice("state", _("สถานะ"), "state", Report.State.choices),
    )
    order, size = "-period", 25

    def rows(self, actor: Any) -> QuerySet[Report]:
        """Return the reports that the actor reads."""
        return Report.objects.visible_to(actor).annotate(office_name=name_of("office"), area_name=name_of("area"))

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the report's address and the month's name."""
        row["url"] = _report_address(row["pk"])
        row["month"] = periods.label(row["period"])
        return row


def _report_address(pk: int) -> str:
    return reverse("report", args=[pk])
