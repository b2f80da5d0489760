"""What the pages of the room share: rendering, shapes of states, rows of bookings, provinces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from prasan.directory.models import Area
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.listings import Choice
from prasan.platform.web.asking import actor_of
from prasan.registers.pages.frame import READ_WRITE, allowed, carry_out, done, form_page, history
from prasan.resources.forms import baht
from prasan.resources.models import Booking, Resource
from prasan.resources.queries import whole

__all__ = [
    "READ_WRITE", "STATUS", "InProvince", "Own", "actor_of", "allowed", "baht", "booking_or_404", "carry_out", "done",
    "draw", "form_page", "history", "not_found", "provinces", "resource_or_404", "shape", "wrong",
]  # fmt: skip

STATUS = {
    "asked": "info", "approved": "on_plan", "declined": "not_applicable", "cancelled": "not_applicable",
    "handed_over": "info", "returned": "done", "offered": "on_plan", "withdrawn": "not_applicable",
}  # fmt: skip
"""The shape beside each state."""


def draw(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a template of this room."""
    told = {"shapes": STATUS, "baht": baht, **context}
    return render(request, f"resources/{name}.html", told, status=status, using="jinja2")


def shape(one: Booking) -> str:
    """Return how a booking is drawn: late where it was to be back by now."""
    return "late" if one.is_late else STATUS[one.state]


def wrong(error: RuleBroken | None) -> dict[str, Any]:
    """Return what a page shows of a refusal."""
    return {"error": str(error.text) if error else "", "field": error.field if error else ""}


def not_found() -> Refused:
    """Return the answer for what is not there, or not for the actor."""
    return Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)


def resource_or_404(request: HttpRequest, pk: int) -> Resource:
    """Return a resource; 404 where the actor finds none."""
    rows = Resource.objects.visible_to(actor_of(request)).select_related("office", "area", "seat__office")
    found = rows.defer("grams", "office__grams", "area__grams", "area__boundary", "seat__office__grams").filter(pk=pk)
    one = found.first()
    if one is None:
        raise not_found()
    return one


def booking_or_404(request: HttpRequest, pk: int) -> Booking:
    """Return a booking; 404 where neither side is the actor's to read."""
    found: Booking | None = whole(Booking.objects.visible_to(actor_of(request)).filter(pk=pk)).first()
    if found is None:
        raise not_found()
    return found


def provinces(actor: Any) -> list[tuple[str, str]]:
    """Return the provinces to choose from."""
    rows = Area.objects.provinces().order_by("sort_th").only("code", "name_th", "name_en")
    return [(one.code, one.name) for one in rows]


@dataclass(frozen=True)
class InProvince(Choice):
    """Rows whose area lies in a province, named by its code."""

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows of the province."""
        area = Area.objects.filter(code=value).only("pk", "last").first()
        if area is None:
            return rows.none()
        return rows.filter(**{f"{self.path}__gte": area.pk, f"{self.path}__lte": area.last})


@dataclass(frozen=True)
class Own:
    """Rows of one's own office."""

    path: str
    label: str | Promise
    key: str = "own"

    @property
    def keys(self) -> tuple[str, ...]:
        """The name in the address."""
        return (self.key,)

    def clean(self, asked: Mapping[str, str], actor: Any) -> int | None:
        """Return the office where the filter is on."""
        return actor.office_id if asked.get(self.key) == "1" else None

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the rows of the office."""
        return rows.filter(**{self.path: value})

    def shown(self, value: Any, actor: Any) -> str:
        """Return the words of the chip."""
        return str(self.label)
