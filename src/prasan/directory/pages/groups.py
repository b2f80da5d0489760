"""Inspection regions and province groups: as of any day, their history, and redrawing them by an order."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.directory import commands as do
from prasan.directory import policy
from prasan.directory.arrangements import arrangements, groups_on, redrawn
from prasan.directory.forms import read_day
from prasan.directory.models import AreaGroup, GroupKind
from prasan.directory.pages.accounts import READ_WRITE, allowed
from prasan.directory.pages.frame import carry_out, draw
from prasan.directory.regrouping import RegroupForm
from prasan.platform.commands import Refused
from prasan.platform.web.asking import actor_of


def _kind(text: str) -> GroupKind:
    """Return the kind of groups that an address names; 404 for any other word."""
    if text not in GroupKind.values:
        raise Refused(_("ไม่มีการจัดกลุ่มชนิดนี้"), status=404)
    return GroupKind(text)


@require_safe
def area_groups(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the groups of a kind as of a day (`?on=`, today by default), and every order before and after."""
    chosen = _kind(kind)
    asked, day, wrong = request.GET.get("on", "").strip()[:40], timezone.localdate(), ""
    if asked:
        try:
            day = dt.date.fromisoformat(asked)
        except ValueError:
            try:
                day = read_day(asked)
            except ValidationError as error:
                wrong = error.messages[0]
    groups, none, unknown = groups_on(chosen, day)
    context = {
        "kind": chosen,
        "kinds": GroupKind.choices,
        "on": day,
        "today": timezone.localdate(),
        "asked": asked,
        "wrong": wrong,
        "groups": groups,
        "none": none,
        "unknown": unknown,
        "history": arrangements(chosen),
        "may_redraw": policy.can_regroup(actor_of(request), AreaGroup(kind=chosen)) is None,
    }
    return draw(request, "area_groups", context, 422 if wrong else 200)


@require_http_methods(READ_WRITE)
def groups_redraw(request: HttpRequest, kind: str) -> HttpResponse:
    """Redraw the groups of a kind: type the order, look at what moves, then carry it out."""
    chosen = _kind(kind)
    actor = actor_of(request)
    allowed(policy.can_regroup(actor, AreaGroup(kind=chosen)))
    groups, none, unknown = groups_on(chosen, timezone.localdate())
    data = request.POST if request.method == "POST" else None
    form = RegroupForm(data, groups=groups, rest=none + unknown)
    shown: Any = None
    if data is not None and form.is_valid():
        # what was typed after the preview is shown again first
        looked_at = data.get("do") == "apply" and data.get("stamp") == form.stamp()
        if looked_at and _carried_out(request, form, chosen):
            return redirect(f"{reverse('area_groups', args=[kind])}?on={form.cleaned_data['effective'].isoformat()}")
        if not looked_at:
            shown = redrawn(chosen, form.cleaned_data["effective"], form.wanted())
    status = 422 if data is not None and form.errors else 200
    context = {"kind": chosen, "form": form, "shown": shown, "names": form.names() if shown else {}}
    return draw(request, "groups_redraw", context, status)


def _carried_out(request: HttpRequest, form: RegroupForm, kind: GroupKind) -> bool:
    """Perform the order that the form holds; a broken rule stands in the form."""
    told = form.cleaned_data
    command = do.ApplyRegroupingOrder(
        kind=kind, order_no=told["order_no"], effective=told["effective"], source=told["source"],
        groups=form.arrangement(),
    )  # fmt: skip
    if carry_out(request, form, command) is None:
        return False
    messages.success(request, _("จัด%(kind)sใหม่ตามคำสั่งที่ %(no)s แล้ว") % {"kind": kind.label, "no": told["order_no"]})
    return True
