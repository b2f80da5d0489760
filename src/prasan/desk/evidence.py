"""The reports that stand behind an indicator's figures of a month, newest first; read beside the indicator itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject
from django.urls import reverse
from django.utils.translation import get_language

from prasan.progress.models import Figure, Report
from prasan.progress.sight import visible_figures
from prasan.registers.models import Indicator

SHOWN = 10
"""Reports named on a page; all of them stand behind the link to where the number comes from."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How many figures of the month were reported and accepted, and the newest reports."""

    reported: int
    accepted: int
    newest: list[dict[str, Any]]


def beside(rows: QuerySet[Indicator], period: int, actor: Any) -> QuerySet[Indicator]:
    """Load with indicators the evidence of a month: no further query. A report is a link where the actor reads it."""
    figures = Figure.objects.filter(indicator=OuterRef("pk"), period=period, member="", level__gt=Figure.Level.DRAFT)
    readable = Report.objects.visible_to(actor).filter(pk=OuterRef("report"))
    at = Coalesce("report__approved_at", "report__submitted_at")
    told = JSONObject(
        th="office__short_th", en="office__short_en", name_th="office__name_th", name_en="office__name_en",
        level="level", value="value", denominator="denominator", report="report_id", at=at, opens=Exists(readable),
    )  # fmt: skip
    # how many were sent is told to all, their values only to whom their level shows them
    newest = (
        figures.filter(visible_figures(actor))
        .order_by(F("at").desc(nulls_last=True), "pk")
        .annotate(at=at)
        .values(told=told)
    )
    counts = (
        figures.order_by()
        .values("indicator")
        .annotate(told=JSONObject(all=Count("pk"), accepted=Count("pk", filter=Q(level__gte=Figure.Level.PROVINCE))))
    )
    return rows.annotate(
        evidence_newest=ArraySubquery(newest[:SHOWN]), evidence_counts=Subquery(counts.values("told"))
    )  # fmt: skip


def of(indicator: Any) -> Evidence:
    """Return the evidence that was loaded with an indicator."""
    counts = indicator.evidence_counts or {"all": 0, "accepted": 0}
    return Evidence(counts["all"], counts["accepted"], [_told(one) for one in indicator.evidence_newest])


def _told(one: dict[str, Any]) -> dict[str, Any]:
    thai = one["th"] or one["name_th"]
    return {
        "office": (one["en"] or one["name_en"] or thai) if get_language() == "en" else thai,
        "level": Figure.Level(one["level"]).label, "at": dt.datetime.fromisoformat(one["at"]) if one["at"] else None,
        "value": one["value"], "denominator": one["denominator"],
        "href": reverse("report", args=[one["report"]]) if one["opens"] else "",
    }  # fmt: skip
