"""The page of a reveal, the same for every room: ask why, show for some minutes, forget."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.vault.reveal import MINUTES, Reveal, open_until


@dataclass(frozen=True, slots=True)
class Hidden:
    """A hidden field on the page: what it is called, and what is shown of it without a reveal."""

    name: str
    label: str
    mask: str = ""


@dataclass(frozen=True, slots=True)
class Plain:
    """A revealed field: its value in words and until when it stays."""

    label: str
    value: Any
    until: Any


Words = Callable[[str, Any], Any]


def reveal_page(
    request: HttpRequest,
    command: type[Reveal[Any]],
    subject: models.Model,
    fields: list[Hidden],
    *,
    title: str,
    back: str,
    words: Words = lambda _name, value: value,
) -> HttpResponse:
    """Show what of a row is revealed to the seat now, and ask for a reason to reveal more.

    Parameters: `subject`, in the reader's scope; `fields`, what is hidden of it; `title`, what the row is
    called; `back`, the address of its own page; `words` puts a field's value into words.
    Raises Refused for a seat that may not reveal: reading a masked page is no reason to see more.
    """
    actor: Any = request.actor  # type: ignore[attr-defined]
    refusal = command.allowed(actor, subject)
    if refusal is not None:
        raise Refused(refusal)
    asked: dict[str, Any] = {"fields": request.GET.getlist("field"), "reason": "", "error": "", "wrong": ""}
    status = 200
    if request.method == "POST":
        asked.update(fields=request.POST.getlist("fields"), reason=request.POST.get("reason", "").strip()[:500])
        try:
            perform(actor, command(target_id=subject.pk, fields=tuple(asked["fields"]), reason=asked["reason"]))
            return redirect(request.path)
        except RuleBroken as broken:
            asked.update(error=str(broken.text), wrong=broken.field)
            status = broken.status
    until = open_until(actor, command, subject.pk)
    return _drawn(request, _plain(command, subject, fields, until, words), status, {
        "title": title, "back": back, "minutes": MINUTES, "asked": asked,
        "hidden": [one for one in fields if one.name not in until],
    })  # fmt: skip


def _plain(
    command: type[Reveal[Any]], subject: models.Model, fields: list[Hidden], until: Mapping[str, Any], words: Words
) -> list[Plain]:
    names = tuple(one.name for one in fields if one.name in until)
    values = command.read(subject, names) if names else {}
    return [Plain(one.label, words(one.name, values[one.name]), until[one.name]) for one in fields if one.name in until]


def _drawn(request: HttpRequest, shown: list[Plain], status: int, context: dict[str, Any]) -> HttpResponse:
    """Draw the page; one that shows something is kept nowhere and loads anew when its time is over."""
    answer = render(request, "vault/reveal.html", {"shown": shown, **context}, status=status)
    answer["Cache-Control"] = "no-store"
    if shown:
        left = min(one.until for one in shown) - timezone.now()
        answer["Refresh"] = str(max(1, int(left.total_seconds()) + 1))
    return answer
