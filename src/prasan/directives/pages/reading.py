"""Sentences read into proposals, each confirmed, changed or dropped by itself.

The page keeps nothing on the server: every proposal stands in the form, so that one is confirmed while the others
stay as they were typed. The same confirmation sent twice issues once: reading and place are its idempotency key.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.directives import forms, proposals
from prasan.directives import policy as may
from prasan.directives.models import Directive
from prasan.directives.pages.common import actor_of, page
from prasan.platform.commands import Command, Refused, RuleBroken, perform

SHARED = ("giver", "origin", "origin_ref", "origin_label", "inspection_round", "policy", "classification")
"""What all proposals of a text have in common."""
OWN = (
    "kind", "text", "lead", "co", "outside", "areas", "split", "due_kind", "due_amount", "due_day", "every",
    "report_back", "to", "review_on", "notes", "done", "code",
)  # fmt: skip
"""What each proposal has of its own; `done` is empty, dropped, or the number of what was made of it."""
KINDS: dict[str, Callable[[Mapping[str, str]], Command[Any]]] = {"directive": forms.issue, "guidance": forms.guidance}


@dataclass
class Desk:
    """The page as it was sent or read: the shared fields, the proposals, what was left to read."""

    shared: dict[str, str]
    rows: list[dict[str, str]] = field(default_factory=list)
    reading: str = ""
    sentences: str = ""
    error: str = ""
    field: str = ""
    at: int = -1
    said: str = ""

    @classmethod
    def of(cls, typed: Mapping[str, str]) -> Desk:
        """Return the page as it was sent."""
        told = forms.clean(typed)
        count = told.get("count", "0")
        rows = min(int(count), proposals.MOST) if count.isascii() and count.isdecimal() and len(count) < 4 else 0
        desk = cls({name: told.get(name, "") for name in SHARED}, reading=told.get("reading", "")[:40])
        desk.rows = [{name: told.get(f"p{n}-{name}", "") for name in OWN} for n in range(rows)]
        desk.sentences = told.get("sentences", "")
        return desk

    def read(self) -> None:
        """Read the sentences anew; the proposals that nobody confirmed go."""
        found, rest = proposals.read(self.sentences)
        self.rows = [forms.filled(one) | {"done": "", "code": ""} for one in found]
        self.reading, self.sentences = secrets.token_hex(8), rest

    def confirm(self, actor: Any, at: int) -> None:
        """Issue one proposal as it stands now."""
        row = self.rows[at]
        command = KINDS.get(row["kind"], forms.issue)(self.shared | row | {"key": f"read:{self.reading}:{at}"})
        made = perform(actor, command)
        row["kind"] = "directive" if isinstance(made, Directive) else "guidance"
        row["done"], row["code"] = str(made.pk), made.code
        done = _("สั่งการเลขที่ %(code)s แล้ว") if row["kind"] == "directive" else _("มอบแนวทางเลขที่ %(code)s แล้ว")
        self.said = done % {"code": made.code}

    def act(self, actor: Any, what: str, at: int) -> None:
        """Do to one proposal what its button says."""
        row = self.rows[at]
        if row["done"] not in {"", "dropped"}:
            return
        if what == "confirm":
            self.at = at
            self.confirm(actor, at)
        elif what == "drop":
            row["done"] = "dropped"
        elif what == "restore":
            row["done"] = ""
        elif what == "turn":
            row["kind"] = "guidance" if row["kind"] == "directive" else "directive"
            if not row["to"]:
                row["to"] = row["areas"] if row["split"] else "\n".join(one for one in (row["lead"], row["co"]) if one)
            if not row["lead"] and row["to"] != forms.EVERY_PROVINCE:
                row["lead"] = row["to"].splitlines()[0] if row["to"] else ""


@require_http_methods(["GET", "HEAD", "POST"])
def directive_read(request: HttpRequest) -> HttpResponse:
    """Read pasted sentences, and confirm what was read, one by one."""
    actor = actor_of(request)
    if not actor.has(*may.GIVERS):
        raise Refused(may.GIVERS_ONLY)
    if request.method != "POST":
        return redirect("directive_new")
    desk = Desk.of(request.POST.dict())
    what, _dash, at = request.POST.get("do", "").partition("-")
    try:
        if what == "read":
            desk.read()
        elif at.isascii() and at.isdecimal() and int(at) < len(desk.rows):
            desk.act(actor, what, int(at))
    except RuleBroken as broken:
        desk.error, desk.field = str(broken.text), broken.field
    return _show(request, actor, desk)


def _show(request: HttpRequest, actor: Any, desk: Desk) -> HttpResponse:
    where = "f-sentences"
    if desk.at >= 0:
        own = desk.field in OWN
        where = f"f-p{desk.at}-{desk.field}" if own else f"f-{desk.field}" if desk.field in SHARED else ""
    context = forms.choices(actor) | {
        "told": desk.shared, "rows": desk.rows, "reading": desk.reading, "sentences": desk.sentences,
        "error": desk.error, "field": desk.field, "at": desk.at, "where": where, "said": desk.said,
        "left": sum(not row["done"] for row in desk.rows),
    }  # fmt: skip
    return page(request, "reading", context, 409 if desk.error else 200)
