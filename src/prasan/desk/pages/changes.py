"""What changed since I last looked: a part that pages fetch, and a page of its own where scripts are off."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from prasan.desk import changes, sight
from prasan.desk.board import Province
from prasan.desk.documents.asking import seen_of
from prasan.desk.pages.common import actor_of
from prasan.registers.models import Policy

COUNTRY = "country"


def asked_of(actor: Any, page: str) -> tuple[dict[str, Any], str, str]:
    """Return what to compare, the page's name and its address. Raises Refused or Http404 where it is not the seat's."""
    sight.must_read_figures(actor)
    kind, _colon, ref = page.partition(":")
    if kind == "province":
        area = sight.province_of(actor, ref)
        one = Province(area.pk, area.last, area.code, area.name, area.short_th, area.sort_th)
        return {"area": one}, area.name, reverse("province", args=[ref])
    if kind == "policy" and ref.isdigit():
        policy = Policy.objects.visible_to(actor).filter(pk=int(ref)).first()
        if policy is not None:
            told = {"policy": policy.pk, "policy_set": policy.policy_set_id}
            return told, policy.short, reverse("policy", args=[policy.pk])
    if page == COUNTRY:
        return {}, "", reverse("executive") if sight.sees_rank(actor) else reverse("wall")
    raise Http404


@require_GET
def changed(request: HttpRequest, page: str) -> HttpResponse:
    """Show what changed on a page since the last visit, or since `?since=`; `?part=1` answers the lines alone."""
    actor = actor_of(request)
    told, name, back = asked_of(actor, page)
    typed = request.GET.get("since", "")
    since: dt.datetime | None = seen_of(typed) if typed else changes.last_look(actor.person_id, page)
    found, count = changes.since(actor, since, **told) if since else ([], 0)
    part = request.GET.get("part") == "1"
    return render(request, "desk/changed_part.html" if part else "desk/changed.html", {
        "page": page, "name": name, "back": back, "since": since, "found": found, "count": count, "typed": typed,
        "now": timezone.now(), "here": reverse("changed", args=[page]),
    })  # fmt: skip


@require_POST
def looked(request: HttpRequest, page: str) -> HttpResponse:
    """Note that the person has looked; answers nothing to a script, goes back to the page otherwise."""
    actor = actor_of(request)
    _told, _name, back = asked_of(actor, page)
    changes.looked(actor.person_id, page)
    return HttpResponse(status=204) if request.headers.get("HX-Request") else redirect(back)
