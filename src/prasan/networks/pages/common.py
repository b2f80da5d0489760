"""What the pages of the room share: rendering, finding rows, shapes of states."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Area
from prasan.networks.models import Survey, Volunteer
from prasan.networks.queries import IN_TIME, LATE, NOBODY, OVERDUE, WAITING
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.web.asking import actor_of
from prasan.registers.pages.frame import READ_WRITE, allowed, done, form_page, history, tried

__all__ = [
    "READ_WRITE", "SHAPES", "WORDS", "actor_of", "allowed", "done", "draw", "form_page", "history", "not_found",
    "own_area", "survey_or_404", "tried", "volunteer_or_404", "wrong",
]  # fmt: skip

WORDS = {
    IN_TIME: gettext_lazy("ส่งแล้ว"), LATE: gettext_lazy("ส่งหลังกำหนด"), WAITING: gettext_lazy("ยังไม่ส่ง"),
    OVERDUE: gettext_lazy("เกินกำหนด ยังไม่ส่ง"), NOBODY: gettext_lazy("ไม่มีอาสาสมัคร"),
}  # fmt: skip
SHAPES = {
    IN_TIME: "done", LATE: "late", WAITING: "info", OVERDUE: "very_late", NOBODY: "not_reported",
    "draft": "not_applicable", "open": "info", "closed": "done", "active": "on_plan", "ended": "not_applicable",
}  # fmt: skip
"""The shape beside each state."""


def draw(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a template of this room."""
    told = {"shapes": SHAPES, "words": WORDS, **context}
    return render(request, f"networks/{name}.html", told, status=status, using="jinja2")


def wrong(error: RuleBroken | None) -> dict[str, Any]:
    """Return what a page shows of a refusal."""
    return {"error": str(error.text) if error else "", "field": error.field if error else ""}


def not_found() -> Refused:
    """Return the answer for what is not there, or not for the actor."""
    return Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)


def own_area(actor: Any) -> Area:
    """Return the area of the actor's office."""
    return Area.objects.defer("grams", "boundary").get(pk=actor.area_id)


def volunteer_or_404(request: HttpRequest, pk: int) -> Volunteer:
    """Return a volunteer of the own office; 404 for anybody else's."""
    rows = Volunteer.objects.visible_to(actor_of(request)).select_related("office")
    found: Volunteer | None = rows.defer("office__grams").filter(pk=pk).first()
    if found is None:
        raise not_found()
    return found


def survey_or_404(request: HttpRequest, pk: int) -> Survey:
    """Return a survey; 404 where the actor reads none such."""
    rows = Survey.objects.visible_to(actor_of(request)).select_related("area", "office")
    found = rows.defer("area__grams", "area__boundary", "office__grams").filter(pk=pk).first()
    if found is None:
        raise not_found()
    return found
