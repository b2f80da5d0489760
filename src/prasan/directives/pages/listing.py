"""The lists of directives and of guidance: views, filters, files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, QuerySet, TextField, Value, When
from django.db.models.functions import Left
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directives import queries
from prasan.directives.models import Directive, Guidance, InspectionRound, Origin
from prasan.directives.models.directive import PART
from prasan.directives.pages.common import GUIDANCE_STATUS, STATUS, due_words
from prasan.platform.commands.many import words
from prasan.platform.listings import Choice, Column, Days, Listing, Search, codes_by_word

VIEWS = [
    ("office", _("หน่วยงานของฉัน")), ("mine", _("ที่ฉันรับผิดชอบ")), ("given", _("ที่หน่วยงานของฉันสั่งการ")),
    ("overdue", _("เกินกำหนด")),
]  # fmt: skip
WIDTH = 160
FROM = (
    Choice("origin", _("ที่มา"), "origin", Origin.choices),
    Choice("round", _("รอบการตรวจราชการ"), "inspection_round", InspectionRound.choices),
)
"""Filters of both lists: what it came from, and of an inspection its round."""


@dataclass(frozen=True)
class Find(Search):
    """A number or words, for the person who asks."""

    def clean(self, asked: Mapping[str, str], actor: Any) -> Any:
        """Return (what was typed, who asks), None for nothing."""
        typed = super().clean(asked, actor)
        return (typed, actor) if typed else None

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return what it finds."""
        found: QuerySet[Any] = queries.looked_for(rows, *value)
        return found

    def shown(self, value: Any, actor: Any) -> str:
        """Return the text in quotation marks."""
        return super().shown(value[0], actor)


@dataclass(frozen=True)
class View:
    """One of the four views, for the person who asks."""

    key: str = "view"

    @property
    def keys(self) -> tuple[str, ...]:
        """The name in the address."""
        return (self.key,)

    def clean(self, asked: Mapping[str, str], actor: Any) -> Any:
        """Return (view, who asks), None for all that the actor reads."""
        view = asked.get(self.key, "")
        return (view, actor) if view in queries.VIEWS else None

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows of the view."""
        return rows.filter(queries.in_view(value[1], value[0]))

    def shown(self, value: Any, actor: Any) -> str:
        """Return the view's name."""
        return str(dict(VIEWS)[value[0]])


def said(actor: Any) -> Any:
    """Return the beginning of the words as a column, covered where a reader who sees masks may not read them."""
    found = Left("text", WIDTH, output_field=TextField())
    if not getattr(actor.scope, "masked", False):
        return found
    covered = Value(str(queries.COVERED))
    return Case(When(classification__gt=0, then=covered), default=found, output_field=TextField())


class AllDirectives(Listing):
    """Directives, newest first."""

    name, title, url_name = "directives.directives", _("ข้อสั่งการ"), "directives"
    columns = (
        Column("code", _("เลขที่"), "code_text"),
        Column("text", _("ข้อสั่งการ"), "said", width=60),
        Column("lead", _("หน่วยงานหลัก"), "lead__name_th", width=35),
        Column("due", _("กำหนด"), "due_at", sort=True, kind="moment"),
        Column("zone", _("เขตเวลา"), "lead__time_zone", headed=False),
        Column("state", _("สถานะ"), "state", choices=dict(Directive.State.choices)),
        Column("level", _("แจ้งถึงระดับ"), "level", sort=True, kind="number"),
        Column("issued", _("สั่งการเมื่อ"), "issued_at", sort=True, kind="moment"),
    )
    filters = (
        View(),
        Find(),
        Choice("state", _("สถานะ"), "state", Directive.State.choices),
        *FROM,
        Days("due", _("กำหนด"), "due_at__date"),
    )
    order, size, classification = "-pk", 25, "classification"

    def rows(self, actor: Any) -> QuerySet[Directive]:
        """Return the directives that the actor reads."""
        code = words(F("number"), PART, "/", F("year"))
        return Directive.objects.visible_to(actor).annotate(code_text=code, said=said(actor))

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the directive's address and the shape of its state."""
        row["url"] = reverse("directive", args=[row["pk"]])
        codes = codes_by_word(Directive.State)
        state = codes[str(row["state"])]
        row["due_shown"] = due_words(row["due"], row["zone"])
        row["open"] = state in queries.OPEN_STATES
        row["status"] = "very_late" if row["open"] and row["due"] < timezone.now() else STATUS[Directive.State(state)]
        return row


class AllGuidance(Listing):
    """Guidance, newest first."""

    name, title, url_name = "directives.guidance", _("แนวทางการปฏิบัติงาน"), "guidance_list"
    columns = (
        Column("code", _("เลขที่"), "code_text"),
        Column("text", _("แนวทาง"), "said", width=60),
        Column("issuer", _("หน่วยงานผู้สั่งการ"), "issuer__name_th", width=35),
        Column("review", _("วันทบทวน"), "review_on", sort=True, kind="date"),
        Column("state", _("สถานะ"), "state", choices=dict(Guidance.State.choices)),
        Column("answered", _("ตอบแล้ว"), "answered_count", kind="number"),
        Column("all", _("หน่วยงานผู้รับ"), "addressee_count", kind="number"),
    )
    filters = (
        Find(),
        Choice("state", _("สถานะ"), "state", Guidance.State.choices),
        *FROM,
        Days("review", _("วันทบทวน"), "review_on"),
    )
    order, size, classification = "-pk", 25, "classification"

    def rows(self, actor: Any) -> QuerySet[Guidance]:
        """Return the guidance that the actor reads, with how many of its addressees have answered."""
        code = words(F("number"), "/", F("year"))
        counted = queries.counted(Guidance.objects.visible_to(actor))
        return counted.annotate(code_text=code, said=said(actor))

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address and the shape of its state."""
        row["url"] = reverse("guidance", args=[row["pk"]])
        codes = codes_by_word(Guidance.State)
        row["status"] = GUIDANCE_STATUS[Guidance.State(codes[str(row["state"])])]
        return row
