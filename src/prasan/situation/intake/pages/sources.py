"""Pages of the sources: health, the ledger by hour down to rows and raw bytes, the form with its trial."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.kernel.feeds.webpage import SELECTORS
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.situation.intake import deliveries, network, queries, raws, readers
from prasan.situation.intake import policy as may
from prasan.situation.intake.commands import AddSource, ChangeSource, FetchNow, StartSource, StopSource
from prasan.situation.intake.commands.sources import Written
from prasan.situation.intake.pages.common import READ_WRITE, item_url, key_of, new_key, page
from prasan.situation.intake.reasons import REASONS
from prasan.situation.kinds import Reliability
from prasan.situation.models import Arrival, Fetch, Source

SHOWN = 50
TRIED = 8
"""Entries of a trial that are shown."""


def _find(request: HttpRequest, pk: int) -> Source:
    found = queries.sources_with_health().filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบแหล่งข่าวนี้"), status=404)
    return found


@require_safe
def listen_sources(request: HttpRequest) -> HttpResponse:
    """List the sources with their health and the ledger of the last day."""
    rows = list(queries.sources_with_health())
    total = {name: sum(getattr(one, f"day_{name}") for one in rows) for name in queries.COUNTS}
    context = {
        "rows": rows, "total": total, "keeps": may.can_keep_sources(actor_of(request)) is None,
        "balanced": total["received"] == total["stored"] + total["duplicate"] + total["refused"],
    }  # fmt: skip
    return page(request, "sources", context, tab="listen_sources")


@require_safe
def listen_source(request: HttpRequest, source: int) -> HttpResponse:
    """Show a source: its ledger by hour, and the rows of an hour or a fate."""
    return _source(request, _find(request, source))


def _source(request: HttpRequest, found: Source, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    asked = request.GET.get("hour", "")
    hour = parse_datetime(asked) if len(asked) < 40 else None
    if hour is not None and timezone.is_naive(hour):
        hour = hour.replace(tzinfo=dt.UTC)
    fate = request.GET.get("fate", "")
    rows = list(queries.rows(found, actor, fate, hour)[: SHOWN + 1])
    fetches = Fetch.objects.visible_to(actor).filter(source=found).select_related("office")[:12]
    context = {
        "source": found, "hours": queries.hours(found, timezone.now() - dt.timedelta(days=2)), "fate": fate,
        "hour": hour, "rows": [(one, item_url(one.item_id) if one.item_id else "") for one in rows[:SHOWN]],
        "more": len(rows) > SHOWN, "fetches": fetches, "fates": Arrival.Fate.choices,
        "keeps": may.can_keep_sources(actor) is None, "fetched": found.kind in deliveries.FETCHED,
        "error": str(error.text) if error else "", "typed": request.POST.get("reason", ""),
    }  # fmt: skip
    return page(request, "source", context, tab="listen_sources", status=409 if error else 200)


@require_POST
def listen_source_do(request: HttpRequest, source: int) -> HttpResponse:
    """Start, stop or fetch a source now."""
    actor, asked = actor_of(request), request.POST.get("do", "")
    try:
        if asked == "fetch":
            command = FetchNow(target_id=source, key=key_of(request))
            perform(actor, command)
            return redirect("job", command.job.pk) if command.job else redirect("listen_source", source)
        if asked == "start":
            perform(actor, StartSource(target_id=source))
            messages.success(request, _("เปิดรับแล้ว"))
        else:
            perform(actor, StopSource(target_id=source, reason=request.POST.get("reason", "")[:500]))
            messages.success(request, _("หยุดรับแล้ว ข่าวที่รับไว้ยังอยู่"))
    except RuleBroken as broken:
        return _source(request, _find(request, source), broken)
    return redirect("listen_source", source)


@require_safe
def listen_fetch(request: HttpRequest, fetch: int) -> HttpResponse:
    """Show one delivery: its counters, and row by row what became of what it held."""
    actor = actor_of(request)
    found = Fetch.objects.visible_to(actor).select_related("source", "raw", "by", "office").filter(pk=fetch).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    after = request.GET.get("after", "")
    start = int(after) if after.isdigit() and len(after) < 9 else -1
    rows = list(found.arrivals.filter(place__gt=start).select_related("item").order_by("place")[: SHOWN + 1])
    context = {
        "one": found, "rows": [(row, item_url(row.item_id) if row.item_id else "") for row in rows[:SHOWN]],
        "next": rows[SHOWN - 1].place if len(rows) > SHOWN else None, "counts": queries.COUNTS,
        "raw": may.can_keep_sources(actor, found.source) is None and found.raw_id,
    }  # fmt: skip
    return page(request, "fetch", context, tab="listen_sources")


@require_safe
def listen_raw(request: HttpRequest, fetch: int) -> FileResponse:
    """Hand out the bytes as they came, to whoever keeps the sources; never shown inside the browser."""
    actor = actor_of(request)
    found = Fetch.objects.visible_to(actor).select_related("source").filter(pk=fetch).first()
    if found is None or found.raw_id is None:
        raise Http404
    refusal = may.can_keep_sources(actor, found.source)
    if refusal is not None:
        raise Refused(refusal)
    try:
        content = raws.path_of(found.raw_id).open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, as_attachment=True, filename=f"{found.source.code}-{found.pk}.bin")
    answer["Content-Type"] = "application/octet-stream"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@require_http_methods(READ_WRITE)
def listen_source_new(request: HttpRequest) -> HttpResponse:
    """Ask for a new source, try it, add it."""
    return _form(request, None)


@require_http_methods(READ_WRITE)
def listen_source_edit(request: HttpRequest, source: int) -> HttpResponse:
    """Change a source, or try it with other selectors."""
    return _form(request, _find(request, source))


def _form(request: HttpRequest, found: Source | None) -> HttpResponse:
    actor = actor_of(request)
    refusal = may.can_keep_sources(actor, found)
    if refusal is not None:
        raise Refused(refusal)
    typed = request.POST.dict() if request.method == "POST" else _typed(found)
    error: RuleBroken | None = None
    trial: dict[str, Any] | None = None
    if request.method == "POST":
        try:
            if request.POST.get("do") == "try":
                trial = _tried(_written(typed), found.kind if found else typed.get("kind", ""))
            else:
                saved = perform(actor, _command(typed, found, key_of(request)))
                messages.success(request, _("บันทึกแหล่งข่าวแล้ว"))
                return redirect("listen_source", saved.pk)
        except RuleBroken as broken:
            error = broken
    context = {
        "found": found, "told": typed, "trial": trial, "error": str(error.text) if error else "",
        "field": error.field if error else "", "selectors": SELECTORS, "key": new_key(request),
        "kinds": [one for one in Source.Kind.choices if one[0] in {*deliveries.FETCHED, Source.Kind.API}],
        "letters": [(one.value, f"{one.value} {one.label}") for one in Reliability],
    }  # fmt: skip
    return page(request, "source_form", context, tab="listen_sources", status=409 if error else 200)


def _typed(found: Source | None) -> dict[str, str]:
    """Return a source as its form shows it."""
    if found is None:
        return {"kind": "feed", "minutes": "30", "public": "on", "robots": "on", "letter": "F"}
    selectors = found.settings.get("selectors") or {}
    return {
        "name_th": found.name_th, "name_en": found.name_en, "publisher": found.publisher, "url": found.url,
        "minutes": str(found.every_minutes), "letter": found.letter, "public": "on" if found.is_public else "",
        "robots": "on" if found.settings.get("robots", True) else "",
        **{f"selector_{name}": selectors.get(name, "") for name in SELECTORS},
    }  # fmt: skip


def _values(typed: dict[str, str]) -> dict[str, Any]:
    minutes = typed.get("minutes", "").strip() or "0"
    return {
        "name_th": typed.get("name_th", ""), "name_en": typed.get("name_en", ""), "url": typed.get("url", ""),
        "publisher": typed.get("publisher", ""), "minutes": int(minutes) if minutes.isdecimal() else -1,
        "is_public": bool(typed.get("public")), "letter": typed.get("letter", "F"),
        "robots": bool(typed.get("robots")),
        "selectors": {name: typed.get(f"selector_{name}", "")[:200] for name in SELECTORS},
    }  # fmt: skip


def _written(typed: dict[str, str]) -> Written:
    return Written(**_values(typed))


def _command(typed: dict[str, str], found: Source | None, key: str) -> Any:
    if found is None:
        return AddSource(code=typed.get("code", ""), kind=typed.get("kind", ""), key=key, **_values(typed))
    return ChangeSource(target_id=found.pk, key=key, **_values(typed))


def _tried(told: Written, kind: str) -> dict[str, Any]:
    """Fetch an address as a source of it would be fetched, and return what would come; nothing is stored."""
    told.refuse(kind)
    usual = deliveries.limits()
    limits = network.Limits(min(usual.seconds, 10), usual.size, usual.allowed)  # somebody waits for the page
    answer = network.get(told.url, limits, robots=told.robots)
    if answer.fault and not answer.body:
        return {"fault": REASONS[answer.fault], "status": answer.status, "entries": []}
    asked = readers.Delivery(
        answer.body, timezone.now(), answer.headers.get("content-type", ""), answer.url,
        settings={"selectors": told.selectors},
    )  # fmt: skip
    parsed = readers.read(kind, asked)
    return {
        "fault": REASONS.get(parsed.fault, ""), "status": answer.status, "count": len(parsed.entries),
        "entries": parsed.entries[:TRIED],
    }  # fmt: skip
