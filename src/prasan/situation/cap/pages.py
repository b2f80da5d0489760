"""Pages of notices: the list, one with its message, the form; and the public addresses."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.platform.web.decorators import answers_itself
from prasan.situation.cap import out, queries
from prasan.situation.cap.commands import TEXTS, ChangeAlert, DropAlert, PrepareAlert, PublishAlert, published_of
from prasan.situation.cap.policy import can_prepare_alert, can_publish_alert
from prasan.situation.cap.reading import shown_moment, told_of
from prasan.situation.models import Alert, Event
from prasan.situation.shapes import SHAPES
from prasan.situation.triage.shown import hidden

SHOWN = 50


def found_alert(actor: Any, pk: int) -> Alert:
    """Return a notice that the actor reads; Refused 404 otherwise."""
    found = queries.listed(actor).filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบประกาศนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


def found_event(actor: Any, pk: int) -> Event:
    """Return an event that the actor reads; Refused 404 otherwise."""
    rows = Event.objects.visible_to(actor).select_related("area").filter(pk=pk)
    found = rows.defer("area__grams", "area__boundary").first()
    if found is None:
        raise Refused(_("ไม่พบเหตุการณ์นี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """List the notices: those that hold, drafts that wait, and the earlier ones."""
    actor = actor_of(request)
    rows = list(queries.listed(actor)[: SHOWN + 1])
    return render(request, "situation/cap/alerts.html", {
        "alerts": rows[:SHOWN], "more": len(rows) > SHOWN, "now": timezone.now(),
        "received": list(queries.received(actor)[:SHOWN]), "hidden": hidden, "shapes": SHAPES,
        "may": can_prepare_alert(actor, Alert()) is None, "public": out.settings.PUBLIC_NOTICES,
    }, using="jinja2")  # fmt: skip


def _show(request: HttpRequest, one: Alert, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    draft = one.state == Alert.State.DRAFT
    refusal = can_publish_alert(actor, one) if draft else None
    writes = can_prepare_alert(actor, one) is None
    return render(request, "situation/cap/alert.html", {
        "one": one, "event": one.event, "draft": draft, "now": timezone.now(), "writes": writes,
        "publishes": draft and refusal is None, "refusal": str(refusal) if draft and refusal and writes else "",
        "error": str(error.text) if error else "",
        "journal": f"{reverse('journal')}?model=situation.alert&object={one.pk}",
    }, status=409 if error else 200, using="jinja2")  # fmt: skip


@require_safe
def alert(request: HttpRequest, alert: int) -> HttpResponse:
    """Show a notice with what may be done with it."""
    return _show(request, found_alert(actor_of(request), alert))


def typed_of(one: Alert) -> dict[str, str]:
    """Return a notice as its form shows it."""
    return {name: getattr(one, name) for name in TEXTS} | {"expires": shown_moment(one.expires)}


def _form(request: HttpRequest, shown: dict[str, Any], error: RuleBroken | None) -> HttpResponse:
    return render(request, "situation/cap/alert_form.html", {
        "error": str(error.text) if error else "", "field": error.field if error else "", "now": timezone.now(),
        **shown,
    }, status=409 if error else 200, using="jinja2")  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def alert_new(request: HttpRequest, event: int) -> HttpResponse:
    """Word a notice of an event; an update begins with the words that stand."""
    actor = actor_of(request)
    about = found_event(actor, event)
    refusal = can_prepare_alert(actor, Alert(event=about))
    if refusal is not None:
        raise Refused(refusal)
    before = published_of(about.pk)
    kind = request.POST.get("kind") or request.GET.get("kind") or ("update" if before else "alert")
    kinds = [("update", _("ปรับปรุงประกาศ")), ("cancel", _("ยกเลิกประกาศ"))] if before else [("alert", _("ประกาศใหม่"))]
    shown = {"one": None, "event": about, "before": before, "kinds": kinds, "kind": kind}
    if request.method != "POST":
        return _form(request, shown | {"told": typed_of(before) if before else {}}, None)
    try:
        key = request.POST.get("key", "")[:100]
        made = perform(actor, PrepareAlert(event_id=about.pk, kind=kind, key=key, **told_of(request.POST)))
    except RuleBroken as broken:
        return _form(request, shown | {"told": request.POST.dict()}, broken)
    messages.success(request, _("บันทึกร่างประกาศแล้ว รอผู้อื่นตรวจและเผยแพร่"))
    return redirect("alert", made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def alert_change(request: HttpRequest, alert: int) -> HttpResponse:
    """Change a draft."""
    actor = actor_of(request)
    one = found_alert(actor, alert)
    refusal = can_prepare_alert(actor, one)
    if refusal is not None:
        raise Refused(refusal)
    shown: dict[str, Any] = {"one": one, "event": one.event, "before": one.previous, "kinds": [], "kind": one.kind}
    if request.method != "POST":
        return _form(request, shown | {"told": typed_of(one)}, None)
    try:
        perform(actor, ChangeAlert(target_id=one.pk, **told_of(request.POST)))
    except RuleBroken as broken:
        return _form(request, shown | {"told": request.POST.dict()}, broken)
    messages.success(request, _("แก้ร่างประกาศแล้ว รอผู้อื่นตรวจและเผยแพร่"))
    return redirect("alert", one.pk)


@require_POST
def alert_publish(request: HttpRequest, alert: int) -> HttpResponse:
    """Publish a draft."""
    one = found_alert(actor_of(request), alert)
    try:
        perform(actor_of(request), PublishAlert(target_id=one.pk))
    except RuleBroken as broken:
        return _show(request, one, broken)
    messages.success(request, _("เผยแพร่ประกาศแล้ว"))
    return redirect("alert", one.pk)


@require_POST
def alert_drop(request: HttpRequest, alert: int) -> HttpResponse:
    """Drop a draft."""
    one = found_alert(actor_of(request), alert)
    try:
        perform(actor_of(request), DropAlert(target_id=one.pk))
    except RuleBroken as broken:
        return _show(request, one, broken)
    messages.success(request, _("เก็บร่างไว้โดยไม่เผยแพร่แล้ว"))
    return redirect("alert", one.pk)


@answers_itself
@require_safe
def alerts_atom(request: HttpRequest) -> HttpResponse:
    """Answer the index of CAP messages."""
    return out.feed(request, "xml") if out.may_read(request) else out.unknown()


@answers_itself
@require_safe
def alerts_rss(request: HttpRequest) -> HttpResponse:
    """Answer the notices as RSS."""
    return out.feed(request, "rss") if out.may_read(request) else out.unknown()


@answers_itself
@require_safe
def alerts_geojson(request: HttpRequest) -> HttpResponse:
    """Answer the public events as GeoJSON."""
    return out.feed(request, "geojson") if out.may_read(request) else out.unknown()


@answers_itself
@require_safe
def alert_cap(request: HttpRequest, alert: int) -> HttpResponse:
    """Answer one CAP message as it went out."""
    return out.document(request, alert) if out.may_read(request) else out.unknown()
