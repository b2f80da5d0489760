"""A counter's name, rules and hours, its figures by office and day, and the tickets below them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from prasan.counter import commands as c
from prasan.counter import policy as may
from prasan.counter import queries
from prasan.counter.links import BOARD, token_of
from prasan.counter.models import Place, Ticket
from prasan.counter.models.place import CLOSES, OPENS
from prasan.counter.models.ticket import State, Why
from prasan.counter.pages.common import STATUS, page, typed, wrong
from prasan.directory.models import Office
from prasan.directory.typed import day_of, whole
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.listings import LISTINGS, Choice, Column, Days, Listing, codes_by_word
from prasan.platform.web.asking import actor_of

HEADED = [(code, label) for code, label in Why.choices if code != Why.NONE]


def _fields(told: dict[str, str]) -> dict[str, Any]:
    starts = {code: whole(told.get(f"head-{code}", ""), f"head-{code}") for code, _label in HEADED}
    return {
        "title": told.get("title", ""), "prefix": told.get("prefix", "A"), "carries": told.get("carries") == "on",
        "head_starts": {code: minutes for code, minutes in starts.items() if minutes is not None},
        "opens": told.get("opens", ""), "closes": told.get("closes", ""), "every_day": told.get("every_day") == "on",
    }  # fmt: skip


def _shown(place: Place | None) -> dict[str, str]:
    if place is None:
        return {"prefix": "A", "opens": f"{OPENS:%H:%M}", "closes": f"{CLOSES:%H:%M}"}
    told = {"title": place.name, "prefix": place.prefix, "carries": "on" if place.carries else "",
            "is_open": "on" if place.is_open else "", "opens": f"{place.opens_at:%H:%M}",
            "closes": f"{place.closes_at:%H:%M}", "every_day": "on" if place.every_day else ""}  # fmt: skip
    return told | {f"head-{code}": str(minutes) for code, minutes in place.head_starts.items()}


@require_http_methods(["GET", "HEAD", "POST"])
def counter_new(request: HttpRequest) -> HttpResponse:
    """Set up a joint counter at the own office."""
    actor = actor_of(request)
    if not actor.has(*may.HEADS):
        raise Refused(may.HEADS_ONLY)
    told = typed(request) if request.method == "POST" else _shown(None)
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            made = perform(actor, c.OpenPlace(**_fields(told)))
        except RuleBroken as broken:
            error = broken
        else:
            return redirect("counter_settings", made.pk)
    context = {
        "place": None,
        "told": told,
        "headed": HEADED,
        "doing": "place",
        **wrong(error),
    }
    return page(request, "settings", context, 409 if error else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def counter_settings(request: HttpRequest, counter_place: int) -> HttpResponse:
    """Show and change a counter: its name, rules and hours, the address of its board."""
    actor = actor_of(request)
    place = queries.found_place(actor, counter_place)
    sets_up = may.can_set_up(actor, place) is None
    told = typed(request) if request.method == "POST" else _shown(place)
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            _change(actor, request, place, told)
        except RuleBroken as broken:
            error = broken
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect("counter_settings", place.pk)
    doing = told.get("do", "")
    board = reverse("board_open", args=[token_of(BOARD, place.board_nonce, place.board_hash)]) if sets_up else ""
    context = {
        "place": place, "told": told if doing in {"", "place"} else _shown(place),
        "headed": HEADED, "works": may.works_here(actor, place), "sets_up": sets_up, "board": board,
        "board_typed": request.build_absolute_uri(board) if board else "", "doing": doing,
        **wrong(error),
    }  # fmt: skip
    return page(request, "settings", context, 409 if error else 200)


def _change(actor: Any, request: HttpRequest, place: Place, told: dict[str, str]) -> None:
    match told.get("do", ""):
        case "place":
            perform(actor, c.ChangePlace(target_id=place.pk, is_open=told.get("is_open") == "on", **_fields(told)))
        case "board":
            perform(
                actor,
                c.ChangePlace(target_id=place.pk, is_open=place.is_open, new_board=True, **_fields(_shown(place))),
            )
        case _:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))


@require_safe
def counter_figures(request: HttpRequest, counter_place: int) -> HttpResponse:
    """Show how long people waited and were served, by office and day."""
    actor = actor_of(request)
    place = queries.found_place(actor, counter_place)
    told, error = typed(request), ""
    today = timezone.localdate()
    try:
        day = day_of(told.get("day", ""), "day") or today
        rows = queries.figures(place, day, day)
    except RuleBroken as broken:
        day, error = today, str(broken.text)
        rows = queries.figures(place, today, today)
    days = [(day - dt.timedelta(days=n)) for n in (1, 0)]
    context = {
        "place": place, "day": day, "rows": rows, "told": told, "error": error, "before": days[0],
        "after": day + dt.timedelta(days=1) if day < today else None,
    }  # fmt: skip
    return page(request, "figures", context)


@dataclass(frozen=True)
class Among:
    """Tickets of one counter, or of visits that saw one office: a number in the address."""

    key: str
    path: str
    model: Any

    @property
    def keys(self) -> tuple[str, ...]:
        """The name in the address."""
        return (self.key,)

    def clean(self, asked: Mapping[str, str], actor: Any) -> int | None:
        """Return the number, None for none."""
        text = asked.get(self.key, "")
        return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None

    def apply(self, rows: QuerySet[Any], value: Any) -> QuerySet[Any]:
        """Return the tickets of it, each once: a visit may have seen an office twice."""
        found = Q(**{self.path: value})
        if "__" in self.path:
            found = Q(pk__in=rows.model._default_manager.filter(found).order_by().values("pk"))
        return rows.filter(found)

    def shown(self, value: Any, actor: Any) -> str:
        """Return its name."""
        found = self.model.objects.visible_to(actor).filter(pk=value).first()
        return str(found.name) if found is not None else ""


class AllTickets(Listing):
    """Tickets, the newest first; they name nobody."""

    name, title, url_name = "counter.tickets", gettext_lazy("บัตรคิว"), "counter_tickets"
    columns = (
        Column("day", gettext_lazy("วัน"), "day", sort=True, kind="day"),
        Column("number", gettext_lazy("หมายเลข"), "number"),
        Column("prefix", gettext_lazy("หมายเลข"), "place__prefix", headed=False),
        Column("place", gettext_lazy("ศูนย์บริการร่วม"), "place__name", width=35),
        Column("priority", gettext_lazy("ประเภท"), "priority", choices=dict(Why.choices)),
        Column("office", gettext_lazy("หน่วยงานล่าสุด"), "office__name_th", width=35),
        Column("state", gettext_lazy("สถานะ"), "state", choices=dict(State.choices)),
        Column("came", gettext_lazy("มาเมื่อ"), "came_at", sort=True, kind="moment"),
        Column("ended", gettext_lazy("จบเมื่อ"), "ended_at", kind="moment"),
    )
    filters = (
        Choice("state", gettext_lazy("สถานะ"), "state", State.choices),
        Days("day", gettext_lazy("วัน"), "day"),
        Among("place", "place_id", Place),
        Among("office", "stops__office_id", Office),
    )
    order, size = "-pk", 50

    def rows(self, actor: Any) -> QuerySet[Ticket]:
        """Return the tickets that the actor sees."""
        return Ticket.objects.visible_to(actor)

    def prepare(self, row: dict[str, Any], actor: Any) -> dict[str, Any]:
        """Add the address, what is called, and the shape of the state."""
        row["url"] = reverse("counter_ticket", args=[row["pk"]])
        row["label"] = f"{row['prefix']}{row['number']:03d}"
        codes = codes_by_word(State)
        row["status"] = STATUS[codes[str(row["state"])]]
        return row


@require_safe
def counter_tickets(request: HttpRequest) -> HttpResponse:
    """List the tickets that a seat sees."""
    actor = actor_of(request)
    shown = LISTINGS[AllTickets.name].page(actor, request.GET, request.path)
    return page(request, "tickets", {"page": shown, "states": [("", _("ทุกสถานะ")), *State.choices]})
