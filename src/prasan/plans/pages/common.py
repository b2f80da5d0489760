"""What the pages of plans share: the plan in scope, rendering, and where a line leads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from prasan.plans import queries
from prasan.plans.models import Plan
from prasan.platform.commands import COMMANDS, Refused
from prasan.platform.comments.box import with_talk
from prasan.platform.journal.models import Entry
from prasan.platform.ui.filters import moment
from prasan.platform.web.asking import actor_of


def page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """Render a template of this room."""
    return render(request, f"plans/{name}.html", context, status=status, using="jinja2")


def find(request: HttpRequest, pk: int, talk: bool = False) -> Plan:
    """Return a plan that the actor reads, with what its name is made of; 404 otherwise: one query.

    `talk` loads what is said about it in the same query.
    """
    rows = queries.with_names(Plan.objects.visible_to(actor_of(request)))
    if talk:
        rows = with_talk(rows, actor_of(request))
    found = rows.select_related(
        "area", "group", "agency", "office", "policy_set", "submitted_by", "approved_by", "copied_from__area",
        "copied_from__group", "copied_from__agency",
    ).filter(pk=pk).first()  # fmt: skip
    if found is None:
        raise Refused(_("ไม่พบแผนนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def history(request: HttpRequest, plan: Plan) -> list[dict[str, str]]:
    """Return the newest journal entries of a plan as lines of a timeline: one query."""
    told = []
    for entry in Entry.objects.about(plan).visible_to(actor_of(request))[:30]:
        verb = COMMANDS.get(entry.verb)
        what = str(verb.verb) if verb else _("โหลดข้อมูลสมมติ") if entry.verb == "demo.load" else entry.verb
        lines = [pair for name, pair in entry.changes.items() if name in LINES]
        text = " · ".join(str(new or old) for old, new in lines)
        if any(new is None for _old, new in lines):
            text = _("ตัดออก: %(name)s") % {"name": text}
        told.append({"what": what, "at": moment(entry.at), "who": entry.actor_label, "text": entry.reason or text})
    return told


LINES = frozenset({"project", "activity", "milestone", "money", "beneficiary"})


def key_of(request: HttpRequest) -> str:
    """Return the idempotency key of a form."""
    return request.POST.get("key", "")[:100]
