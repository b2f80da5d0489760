"""Demand for training: note one, show one, meet it with a session, close it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from prasan.platform.commands import Command, Refused, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.registers.pages.frame import READ_WRITE, allowed, carry_out, done, form_page
from prasan.registers.queries_mobile import province_of
from prasan.training import commands as c
from prasan.training import policy as may
from prasan.training import queries
from prasan.training.forms import DemandForm, choices_of
from prasan.training.models import Demand, Session
from prasan.training.pages.common import key_of, page, wrong
from prasan.training.pages.lists import worker_asked


@require_http_methods(READ_WRITE)
def training_demand_add(request: HttpRequest) -> HttpResponse:
    """Note a demand: an employer's, a survey's, or one person's."""
    actor = actor_of(request)
    allowed(None if actor.has(*may.RUNNERS, *may.APPLIERS) else may.ONLY_STAFF)
    choices = choices_of(actor, province_of(actor.area_id))
    choices["course"] = [("", "–"), *choices["course"]]
    who = worker_asked(request)
    initial = {"area": str(actor.area_id), "source": "person" if who else "employer"}
    form = DemandForm(request.POST or None, initial=initial, choices=choices, auto_id="f-%s")
    for name in ("source", "people", "employer") if who else ("agreed",):
        del form.fields[name]
    if form.is_valid():
        told = form.values() | ({"worker_id": who.pk, "source": "person", "people": 1} if who else {})
        made = carry_out(request, form, c.AddDemand(**told))
        if made is not None:
            return done(request, _("บันทึกความต้องการแล้ว หน่วยฝึกเห็นทันที"), reverse("training_wish", args=[made.pk]))
    title = _("บันทึกความต้องการฝึกอบรม")
    sub = _("ของ %(name)s") % {"name": who.full_name} if who else ""
    trail = [(_("การฝึกอาชีพ"), reverse("training")), (_("ความต้องการฝึกอบรม"), reverse("training_demand")), (title, "")]
    back = reverse("training_demand")
    return form_page(request, form, title=title, submit=_("บันทึก"), back=back, sub=sub, trail=trail)


def _found(actor: Any, pk: int) -> Demand:
    rows = Demand.objects.visible_to(actor).select_related("area", "office", "course", "session__course")
    found = rows.defer("area__grams", "area__boundary", "office__grams").filter(pk=pk).first()
    if found is None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def training_wish(request: HttpRequest, training_wish: int) -> HttpResponse:
    """Show a demand."""
    return _show(request, training_wish)


def _show(request: HttpRequest, pk: int, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    found = _found(actor, pk)
    meets = found.session_id is None and found.closed_at is None and may.can_meet_demand(actor, found) is None
    mine = Session.objects.visible_to(actor).filter(office=actor.office_id, state="open").select_related("course")
    near = mine.filter(Q(course__skill=found.skill) | Q(course=found.course_id)).order_by("begins")
    named = queries.names_of(actor, [found.worker_id]) if found.worker_id else {}
    context = {
        "one": found, "meets": meets, "sessions": [(one.pk, str(one)) for one in near[:50]] if meets else [],
        "closes": found.closed_at is None and found.session_id is None and may.can_close_demand(actor, found) is None,
        "whys": Demand.Why.choices, "typed": request.POST, "name": named.get(found.worker_id or 0, ""), **wrong(error),
    }  # fmt: skip
    return page(request, "wish", context, 409 if error else 200)


@require_http_methods(["POST"])
def training_wish_act(request: HttpRequest, training_wish: int, training_act: str) -> HttpResponse:
    """Meet a demand with a session, or close it."""
    actor = actor_of(request)
    told = request.POST
    chosen = told.get("session", "")
    number = int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 10 else 0
    acts: dict[str, Command[Any]] = {
        "meet": c.MeetDemand(target_id=training_wish, session_id=number),
        "close": c.CloseDemand(target_id=training_wish, why=told.get("why", "")),
    }
    if training_act not in acts:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    acts[training_act].key = key_of(request, training_act, training_wish)
    try:
        perform(actor, acts[training_act])
    except RuleBroken as broken:
        return _show(request, training_wish, broken)
    return done(request, _("บันทึกแล้ว"), reverse("training_wish", args=[training_wish]))
