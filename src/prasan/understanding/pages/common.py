"""What the pages of the room share: rendering, finding rows, words of states."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.web.asking import actor_of
from prasan.registers.models import Policy
from prasan.registers.pages.frame import READ_WRITE, allowed, done, form_page, history, tried
from prasan.understanding.models import Brief, Item, Question
from prasan.understanding.queries import DONE, NOT_READ, READ, WRONG

__all__ = [
    "READ_WRITE", "STATUS", "WORDS", "actor_of", "allowed", "brief_or_404", "done", "draw", "form_page", "history",
    "item_or_404", "not_found", "number_of", "policies", "question_or_404", "trail", "tried", "wrong",
]  # fmt: skip

WORDS = {
    NOT_READ: gettext_lazy("ยังไม่อ่าน"), READ: gettext_lazy("อ่านแล้ว ยังตอบไม่ครบ"),
    WRONG: gettext_lazy("ยังเข้าใจไม่ตรง"), DONE: gettext_lazy("เข้าใจตรงกัน"),
}  # fmt: skip
STATUS = {
    NOT_READ: "not_reported", READ: "info", WRONG: "late", DONE: "done", "draft": "not_applicable",
    "issued": "on_plan", "replaced": "not_applicable", "withdrawn": "not_applicable", "open": "info",
    "answered": "done", "joined": "done",
}  # fmt: skip
"""The shape beside each state."""


def draw(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a template of this room."""
    told = {"shapes": STATUS, "words": WORDS, **context}
    return render(request, f"understanding/{name}.html", told, status=status, using="jinja2")


def wrong(error: RuleBroken | None) -> dict[str, Any]:
    """Return what a page shows of a refusal."""
    return {"error": str(error.text) if error else "", "field": error.field if error else ""}


def not_found() -> Refused:
    """Return the answer for what is not there, or not for the actor."""
    return Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)


def brief_or_404(request: HttpRequest, pk: int) -> Brief:
    """Return a brief; 404 where the actor reads none such."""
    rows = Brief.objects.visible_to(actor_of(request)).select_related("policy__policy_set", "replaces")
    found: Brief | None = rows.filter(pk=pk).first()
    if found is None:
        raise not_found()
    return found


def item_or_404(request: HttpRequest, pk: int) -> Item:
    """Return an item; 404 where the actor reads none such."""
    found: Item | None = (
        Item.objects.visible_to(actor_of(request)).select_related("brief__policy").filter(pk=pk).first()
    )
    if found is None:
        raise not_found()
    return found


def question_or_404(request: HttpRequest, pk: int) -> Question:
    """Return a question; 404 where the actor reads none such."""
    rows = Question.objects.visible_to(actor_of(request)).defer("grams", "office__grams")
    found: Question | None = rows.select_related("policy", "office", "answered_by", "same_as").filter(pk=pk).first()
    if found is None:
        raise not_found()
    return found


def policies(actor: Any) -> list[tuple[str, str]]:
    """Return the policies to choose from: those that stand, of announced sets and of drafts that the actor sees."""
    rows = Policy.objects.visible_to(actor).filter(withdrawn_on=None).in_order("-policy_set__fiscal_year")
    return [(str(one.pk), one.short) for one in rows]


def number_of(text: str) -> int | None:
    """Return a number of an address, None where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


def trail(*more: tuple[Any, str]) -> list[tuple[Any, str]]:
    """Return the breadcrumbs from the room's first page."""
    return [(_("การรับรู้และความเข้าใจร่วมกัน"), reverse("understanding")), *more]
