"""The desk of the watch: who is on, the log, the hand-over."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.web.asking import actor_of
from prasan.situation.kinds import EventType, Severity
from prasan.situation.models import Event, HandOver, LogEntry
from prasan.situation.watch import policy as may
from prasan.situation.watch import queries
from prasan.situation.watch.commands.log import AcceptHandOver, MakeHandOver, MarkLog, WriteLog
from prasan.situation.watch.pages.common import done, key_of, page
from prasan.situation.watch.reading import moment_of, number_of


def _desk(request: HttpRequest, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    office = queries.office_of(actor, request.GET.get("office", "")[:40])
    now = timezone.now()
    sheets = queries.hand_overs(office)
    return page(request, "desk", {
        "office": office, "now": now, "on": queries.on_watch([office.pk], now), "log": queries.newest_log(office),
        "waiting": next((one for one in sheets if one.accepted_at is None), None),
        "sheets": [one for one in sheets if one.accepted_at is not None],
        "urgent": queries.urgent_waiting(actor, 12), "claims": queries.open_claims(actor, 12),
        "may_watch": may.can_watch(actor, LogEntry(office_id=office.pk)) is None,
        "may_mark": may.can_mark(actor, LogEntry(office_id=office.pk)) is None,
        "may_report": may.can_report_day(actor, LogEntry(office_id=office.pk)) is None,
        "told": request.POST, "error": str(error.text) if error else "", "field": error.field if error else "",
        "person": actor.person_id, "key": f"{actor.person_id}-{now:%Y%m%d%H%M%S%f}",
    }, 409 if error else 200)  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def watch(request: HttpRequest) -> HttpResponse:
    """Show the watch of an office; POST writes a line into the own office's log."""
    if request.method != "POST":
        return _desk(request)

    def make() -> WriteLog:
        typed = request.POST
        return WriteLog(
            text=typed.get("text", ""), key=key_of(request), corrects_id=number_of(typed.get("corrects", "")) or None,
            happened_at=moment_of(typed.get("day", ""), typed.get("hour", ""), "hour"),
        )  # fmt: skip

    return done(request, make, _("บันทึกแล้ว"), reverse("watch"), lambda broken: _desk(request, broken))


def _entry(request: HttpRequest, pk: int) -> LogEntry:
    rows = LogEntry.objects.visible_to(actor_of(request)).select_related("office", "by", "marked_by", "event")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบบันทึกนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def log_entry(request: HttpRequest, entry: int) -> HttpResponse:
    """Show a line of the log; POST calls it significant, joined to an event where one is told."""
    one = _entry(request, entry)

    def show(error: RuleBroken | None = None) -> HttpResponse:
        actor = actor_of(request)
        events = Event.objects.visible_to(actor).live().order_by("-id")[:40]
        may_mark = may.can_mark(actor, one) is None and one.event_id is None
        return page(request, "log_entry", {
            "one": one, "corrections": list(one.corrections.select_related("by")), "may_mark": may_mark,
            "events": [(str(e.pk), str(e)) for e in events if not e.classification] if may_mark else [],
            "error": str(error.text) if error else "", "now": timezone.now(),
        }, 409 if error else 200)  # fmt: skip

    if request.method != "POST":
        return show()
    return done(
        request, lambda: MarkLog(target_id=one.pk, event_id=number_of(request.POST.get("event", "")) or None),
        _("ยกเป็นเหตุการณ์สำคัญแล้ว"), reverse("log_entry", args=[one.pk]), show,
    )  # fmt: skip


@require_POST
def hand_over_new(request: HttpRequest) -> HttpResponse:
    """Hand the own office's watch over: one action makes the sheet."""
    make = lambda: MakeHandOver(word=request.POST.get("word", ""), key=key_of(request))  # noqa: E731 - one verb
    return done(request, make, _("ส่งเวรแล้ว รอผู้รับเวร"), reverse("watch"), lambda broken: _desk(request, broken))


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, sheet: int) -> HttpResponse:
    """Show a hand-over sheet as it stood; POST accepts the watch."""
    actor = actor_of(request)
    rows = HandOver.objects.visible_to(actor).select_related("office", "made_by", "accepted_by")
    one = rows.filter(pk=sheet).first()
    if one is None:
        raise Refused(_("ไม่พบใบรับ–ส่งเวรนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)

    def show(error: RuleBroken | None = None) -> HttpResponse:
        accepts = one.accepted_at is None and one.made_by_id != actor.person_id and may.can_watch(actor, one) is None
        return page(request, "hand_over", {
            "one": one, "sheet": shown(one.sheet), "accepts": accepts, "now": timezone.now(), "words": words(),
            "error": str(error.text) if error else "", "told": request.POST.get("remark", ""),
        }, 409 if error else 200)  # fmt: skip

    if request.method != "POST":
        return show()
    return done(
        request, lambda: AcceptHandOver(target_id=one.pk, remark=request.POST.get("remark", "")),
        _("รับเวรแล้ว"), reverse("hand_over", args=[one.pk]), show,
    )  # fmt: skip


def shown(value: Any, name: str = "") -> Any:
    """Return a frozen sheet with its moments as moments."""
    if isinstance(value, dict):
        return {key: shown(one, key) for key, one in value.items()}
    if isinstance(value, list):
        return [shown(one) for one in value]
    return dt.datetime.fromisoformat(value) if value and name in MOMENTS else value


MOMENTS = frozenset({"at", "due", "since", "oldest"})


def words() -> dict[str, Any]:
    """Return the words of codes that sheets hold."""
    return {
        "type": dict(EventType.choices), "severity": dict(Severity.choices), "state": dict(Event.State.choices),
    }  # fmt: skip
