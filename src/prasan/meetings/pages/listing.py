"""The lists of meetings and of series: views, filters, files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, OuterRef, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from prasan.meetings import queries
from prasan.meetings.models import Briefing, Kind, Mode, Series, SeriesOffice
from prasan.meetings.pages.common import STATUS
from prasan.platform.commands.many import words
from prasan.platform.listings import Choice, Column, Days, Listing, codes_by_word

VIEWS = [("ahead", _("กำลังจะมีและกำลังประชุม")), ("mine", _("ที่ฉันจัดหรือนำ")), ("past", _("ที่ผ่านมา")), ("all", _("ทั้งหมด"))]


@dataclass(frozen=True)
class View:
    """One of the views, for the person who asks; what is ahead where none is asked for."""

    key: str = "view"

    @property
    def keys(self) -> tuple[str, ...]:
        """The name in the address."""
        return (self.key,)

    def clean(self, asked: Mapping[str, str], actor: Any) -> Any:
        """Return (view, who asks), None for all that the actor reads."""
        view = asked.get(self.key, "")
        return (view, actor) if view in queries.VIEWS and view != "all" else None

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows of the view."""
        return rows.filter(queries.in_view(value[1], value[0]))

    def shown(self, value: Any, actor: Any) -> str:
        """Return the view's name."""
        return str(dict(VIEWS)[value[0]])


def said(actor: Any, column: str) -> Any:
    """Return a name as a column, covered where a reader who sees masks may not read it."""
    if not getattr(actor.scope, "masked", False):
        return F(column)
    covered = Value(str(queries.COVERED))
    return Case(When(classification__gt=0, then=covered), default=F(column), output_field=TextField())


class AllMeetings(Listing):
    """Meetings, the latest first."""

    name, title, url_name = "meetings.meetings", _("การประชุม"), "meetings"
    columns = (
        Column("starts", _("วันและเวลา"), "starts_at", sort=True, kind="moment"),
        Column("title", _("การประชุม"), "said", width=60),
        Column("code", _("ครั้งที่"), "code_text"),
        Column("kind", _("ประเภท"), "kind", choices=dict(Kind.choices), width=30),
        Column("organiser", _("ผู้จัด"), "organiser__name_th", width=35),
        Column("mode", _("รูปแบบ"), "mode", choices=dict(Mode.choices)),
        Column("state", _("สถานะ"), "state", choices=dict(Briefing.State.choices)),
    )
    filters = (
        View(),
        Choice("kind", _("ประเภท"), "kind", Kind.choices),
        Choice("state", _("สถานะ"), "state", Briefing.State.choices),
        Days("starts", _("วันประชุม"), "starts_at", clock=True),
    )
    order, size, classification = "-starts", 25, "classification"

    def rows(self, actor: Any) -> QuerySet[Briefing]:
        """Return the meetings that the actor reads."""
        code = Case(
            When(number=None, then=Value("")), default=words(F("number"), "/", F("year")), output_field=TextField()
        )
        return Briefing.objects.visible_to(actor).annotate(code_text=code, said=said(actor, "title"))

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the meeting's address and the shape of its state."""
        row["url"] = reverse("meeting", args=[row["pk"]])
        codes = codes_by_word(Briefing.State)
        row["status"] = STATUS[Briefing.State(codes[str(row["state"])])]
        return row


class AllSeries(Listing):
    """Series of meetings, by name."""

    name, title, url_name = "meetings.series", _("ชุดการประชุม"), "meeting_series_list"
    columns = (
        Column("name", _("ชุดการประชุม"), "said", width=60),
        Column("kind", _("ประเภท"), "kind", choices=dict(Kind.choices), width=30),
        Column("organiser", _("ผู้จัด"), "organiser__name_th", width=35),
        Column("members", _("หน่วยงาน"), "member_count", kind="number"),
        Column("ended", _("สิ้นสุดเมื่อ"), "ended_on", sort=True, kind="date"),
    )
    filters = (Choice("kind", _("ประเภท"), "kind", Kind.choices),)
    order, size, classification = "-pk", 25, "classification"

    def rows(self, actor: Any) -> QuerySet[Series]:
        """Return the series that the actor reads, with how many offices belong to them."""
        mine = SeriesOffice.objects.filter(series=OuterRef("pk")).order_by().values("series").annotate(n=Count("pk"))
        counted = Coalesce(Subquery(mine.values("n")), 0)
        return Series.objects.visible_to(actor).annotate(member_count=counted, said=said(actor, "name_th"))

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the series' address."""
        row["url"] = reverse("meeting_series", args=[row["pk"]])
        return row
