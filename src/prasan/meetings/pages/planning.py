"""The forms that call a meeting, change one ahead and begin a series; what was typed stays where it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.meetings import forms
from prasan.meetings import policy as may
from prasan.meetings.finding import found_briefing
from prasan.meetings.pages.common import error_of, page
from prasan.platform.commands import Command, Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of

FILLS = {"group", "series", "every"}


def _told(request: HttpRequest) -> dict[str, Any]:
    """Return what is typed or asked for; ticked sections as a list."""
    source = request.POST if request.method == "POST" else request.GET
    return source.dict() | ({"sections": source.getlist("sections")} if "sections" in source else {})


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: HttpRequest) -> HttpResponse:
    """Call a meeting; a series or a region fills the form first, and its lines are edited freely."""
    actor = actor_of(request)
    if not may.kinds_of(actor):
        raise Refused(may.CALLERS_ONLY)
    told = _told(request)
    broken: RuleBroken | None = None
    try:
        if request.method == "POST" and told.get("fill") not in FILLS:
            made = perform(actor, forms.call(told))
            messages.success(request, _("เรียกประชุมแล้ว เพิ่มวาระและผู้เข้าประชุมได้ก่อนเชิญ"))
            return redirect("meeting", made.pk)
        told = forms.filled(told, actor)
    except RuleBroken as refused:
        broken = refused
    series = [(one.pk, one.name_th) for one in forms.series_of(actor)]
    context = forms.choices(actor) | {"told": told, "series": series} | error_of(broken)
    return page(request, "meeting_form", context, 409 if broken else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_change(request: HttpRequest, meeting: int) -> HttpResponse:
    """Change what a meeting ahead is called, when and where it is."""
    actor = actor_of(request)
    found = found_briefing(actor, meeting)
    refused = may.can_prepare(actor, found)
    if refused is not None:
        raise Refused(refused)
    told = _told(request) if request.method == "POST" else forms.shown(found)
    return _form(
        request, actor, "change_form", told, lambda typed: forms.change(found.pk, typed), "meeting", {"one": found}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_series_new(request: HttpRequest) -> HttpResponse:
    """Begin a series."""
    actor = actor_of(request)
    if not may.kinds_of(actor):
        raise Refused(may.CALLERS_ONLY)
    told = _told(request)
    if request.method == "POST" and told.get("fill") in FILLS:
        return _filled_series(request, actor, told)
    return _form(request, actor, "series_form", told, forms.series, "meeting_series", {})


def _filled_series(request: HttpRequest, actor: Any, told: dict[str, Any]) -> HttpResponse:
    broken: RuleBroken | None = None
    try:
        told = forms.filled(told, actor)
    except RuleBroken as refused:
        broken = refused
    context = forms.choices(actor) | {"told": told} | error_of(broken)
    return page(request, "series_form", context, 409 if broken else 200)


def _form(
    request: HttpRequest, actor: Any, template: str, told: dict[str, Any],
    read: Callable[[Any], Command[Any]], to: str, more: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    broken: RuleBroken | None = None
    if request.method == "POST":
        try:
            made = perform(actor, read(told))
        except RuleBroken as refused:
            broken = refused
        else:
            messages.success(request, _("บันทึกแล้ว"))
            return redirect(to, made.pk)
    context = forms.choices(actor) | {"told": told} | more | error_of(broken)
    return page(request, template, context, 409 if broken else 200)
