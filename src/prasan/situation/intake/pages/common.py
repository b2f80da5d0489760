"""What the pages of intake share: the tabs that a seat has, rendering, and where an item stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.platform.web.asking import actor_of
from prasan.situation.intake import policy as may
from prasan.situation.intake.reasons import REASONS
from prasan.situation.models import Arrival, Fetch

READ_WRITE = ["GET", "HEAD", "POST"]
FATES = {
    Arrival.Fate.STORED: "done", Arrival.Fate.DUPLICATE: "not_applicable", Arrival.Fate.REFUSED: "late",
}  # fmt: skip
"""The shape that stands beside each fate."""
OUTCOMES = {
    Fetch.Outcome.RUNNING: "info", Fetch.Outcome.DONE: "done", Fetch.Outcome.UNCHANGED: "not_applicable",
    Fetch.Outcome.FAILED: "very_late", Fetch.Outcome.INTERRUPTED: "late",
}  # fmt: skip


def key_of(request: HttpRequest) -> str:
    """Return the idempotency key of a form."""
    return request.POST.get("key", "")[:100]


def new_key(request: HttpRequest) -> str:
    """Return a key for a form that is shown, or the one it was sent with."""
    return key_of(request) or f"listen-{actor_of(request).person_id}-{timezone.now():%Y%m%d%H%M%S%f}"


def item_url(pk: int) -> str:
    """Return the address of an item's own page, "" where no subject has one."""
    try:
        return reverse("item", args=[pk])
    except NoReverseMatch:
        return ""


def tabs(actor: Any, current: str) -> list[tuple[str, str, bool, None]]:
    """Return the pages of intake that a seat uses."""
    known = (
        ("listen_sources", _("แหล่งข่าว"), True),
        ("listen_hand_in", _("ส่งข่าว"), may.can_hand_in(actor) is None),
        ("listen_call", _("สายด่วน 1506"), may.can_record_call(actor) is None),
        ("listen_field", _("รายงานจากพื้นที่"), may.can_report(actor) is None),
    )
    return [(label, reverse(name), name == current, None) for name, label, shown in known if shown]


def page(request: HttpRequest, name: str, context: dict[str, Any], *, tab: str = "", status: int = 200) -> HttpResponse:
    """Render a template of this subject."""
    told = {
        "tabs": tabs(actor_of(request), tab), "reasons": REASONS, "fate_shapes": FATES, "outcome_shapes": OUTCOMES,
        "outcome_words": dict(Fetch.Outcome.choices),
        "now": timezone.now(), **context,
    }  # fmt: skip
    return render(request, f"situation/intake/{name}.html", told, status=status, using="jinja2")
