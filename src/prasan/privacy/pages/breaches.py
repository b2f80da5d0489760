"""Pages of breaches: report one, the list with its clocks, one breach with what is owed and its timeline."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.directory.typed import moment_of, whole
from prasan.kernel.privacy import BREACH
from prasan.platform.commands import COMMANDS, Command, RuleBroken, perform
from prasan.platform.ui.filters import moment, thaidate, thaitime
from prasan.platform.web.asking import actor_of
from prasan.privacy import commands as c
from prasan.privacy import policy as may
from prasan.privacy import queries
from prasan.privacy.commands.breach import OWED
from prasan.privacy.models import Breach, BreachEvent
from prasan.privacy.pages.common import key_of, page, typed, wrong

Told = dict[str, str]


def _at(told: Told, name: str = "at") -> Any:
    return moment_of(told.get(f"{name}_day", ""), told.get(f"{name}_clock", ""), f"{name}_day", f"{name}_clock")


STEPS: dict[str, Callable[[int, Told], Command[Any]]] = {
    "assess": lambda pk, told: c.AssessBreach(
        target_id=pk, risk=told.get("risk", ""), text=told.get("text", ""), aware_at=_at(told, "aware"),
        people=whole(told.get("people", ""), "people"),
    ),
    "contain": lambda pk, told: c.ContainBreach(target_id=pk, text=told.get("text", ""), at=_at(told)),
    "notify_office": lambda pk, told: c.NotifyOffice(
        target_id=pk, at=_at(told), reference=told.get("reference", ""), text=told.get("text", "")
    ),
    "tell_persons": lambda pk, told: c.TellPersons(
        target_id=pk, at=_at(told), people=whole(told.get("people", ""), "people"), text=told.get("text", "")
    ),
    "close": lambda pk, told: c.CloseBreach(target_id=pk, text=told.get("text", "")),
    "reopen": lambda pk, told: c.ReopenBreach(target_id=pk, text=told.get("text", "")),
}  # fmt: skip
"""How a page names each step."""


@require_safe
def breach_list(request: HttpRequest) -> HttpResponse:
    """Show the breaches that the reader may read: all to the protection officer, else one's own reports."""
    actor = actor_of(request)
    now = timezone.now()
    keeps = may.is_officer(actor)
    rows = [(one, queries.clock(one, now), hours_left(one, now)) for one in queries.breaches(actor)]
    return page(request, "breaches", {"rows": rows, "keeps": keeps, "now": now})


def hours_left(one: Breach, now: Any) -> float | None:
    """Return the hours until the office has to be told, negative when over; None where nothing is owed."""
    if "notify_office" not in queries.duties(one):
        return None
    hours: float = (one.due_at - now).total_seconds() / 3600
    return hours


@require_http_methods(["GET", "HEAD", "POST"])
def breach_new(request: HttpRequest) -> HttpResponse:
    """Report a breach: four things to tell, of which one may be unknown."""
    actor = actor_of(request)
    told = typed(request)
    error: RuleBroken | None = None
    if request.method == "POST":
        try:
            command = c.ReportBreach(
                kind=told.get("kind", ""), what=told.get("what", ""), aware_at=_at(told, "aware"),
                people=whole(told.get("people", ""), "people"), key=key_of(told, "report"),
            )  # fmt: skip
            made = perform(actor, command)
        except RuleBroken as broken:
            error = broken
        else:
            messages.success(request, _("แจ้งแล้ว เลขที่ %(code)s เจ้าหน้าที่คุ้มครองข้อมูลได้รับแจ้งทันที") % {"code": made.code})
            return redirect("breach", made.pk)
    context = {"told": told, "kinds": Breach.Kind.choices, **wrong(error)}
    return page(request, "breach_new", context, 422 if error else 200)


@require_safe
def breach(request: HttpRequest, breach: int) -> HttpResponse:
    """Show a breach: all of it to the protection officer; to who reported it, what they said and where it stands."""
    return _show(request, breach)


def _show(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    one = queries.found_breach(actor, pk)
    keeps = may.can_keep(actor, one) is None
    now = timezone.now()
    moves = [name for name in STEPS if BREACH.can(one.state, name)] if keeps else []
    left = queries.duties(one)
    aware = timezone.localtime(one.aware_at)
    context = {
        "one": one, "keeps": keeps, "now": now, "left": left, "owed": OWED, "moves": moves,
        "hours": hours_left(one, now), "clock": queries.clock(one, now), "told": typed(request),
        "events": _timeline(queries.events_of(one)) if keeps else [],
        "risks": [row for row in Breach.Risk.choices if row[0]],
        "verbs": {name: COMMANDS[type(STEPS[name](pk, {})).name].verb for name in moves},
        "aware": (thaidate(aware.date()), thaitime(aware.time())), **wrong(error),
    }  # fmt: skip
    return page(request, "breach", context, 422 if error else 200)


def _timeline(events: list[BreachEvent]) -> list[dict[str, Any]]:
    found = []
    for one in events:
        name = "report_breach" if one.move == "report" else NAMES[one.move]
        code = str(Breach.Risk(one.code).label) if one.move == "assess" else one.code
        told = [str(COMMANDS[f"privacy.{name}"].verb), code]
        if one.people is not None:
            told.append(_("%(n)s คน") % {"n": one.people})
        if one.when is not None:
            told.append(_("เมื่อ %(when)s") % {"when": moment(one.when)})
        who = str(one.seat.person) if one.seat else ""
        found.append({"what": " · ".join(part for part in told if part), "text": one.text, "at": moment(one.at),
                      "who": who})  # fmt: skip
    return found


NAMES = {
    "assess": "assess_breach", "contain": "contain_breach", "notify_office": "notify_office",
    "tell_persons": "tell_persons", "close": "close_breach", "reopen": "reopen_breach",
}  # fmt: skip
"""The verb of each move."""


@require_POST
def breach_do(request: HttpRequest, breach: int) -> HttpResponse:
    """Make one of the steps; what was typed stays where it is refused."""
    told = typed(request)
    what = told.get("do", "")
    try:
        if what not in STEPS:
            raise RuleBroken(_("ไม่รู้จักคำสั่งนี้"))
        command = STEPS[what](breach, told)
        command.key = key_of(told, what, breach)
        perform(actor_of(request), command)
    except RuleBroken as broken:
        return _show(request, breach, broken)
    messages.success(request, _("บันทึกแล้ว"))
    return redirect("breach", breach)
