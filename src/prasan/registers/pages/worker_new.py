"""The page on which somebody is entered: one form, the look for a second entry shown before anything is saved."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prasan.directory.models import Area
from prasan.platform.commands import RuleBroken, perform
from prasan.registers import policy_workers as may
from prasan.registers import queries_workers as queries
from prasan.registers.commands import CheckPerson, RegisterWorker, UseWorker
from prasan.registers.commands.worker_checks import look_for
from prasan.registers.forms_workers import TieForm, WorkerForm
from prasan.registers.pages.frame import READ_WRITE, actor_of, allowed, carry_out, done, draw
from prasan.registers.workers.search import Found


@require_http_methods(READ_WRITE)
def worker_new(request: HttpRequest) -> HttpResponse:
    """Enter somebody: look first, then save, or use the entry that was found. What was typed always stays."""
    allowed(may.can_serve(actor_of(request), None))
    form, tie = WorkerForm(request.POST or None), TieForm(request.POST or None)
    if request.method != "POST" or not (form.is_valid() & tie.is_valid()):
        return _drawn(request, form, tie)
    act = request.POST.get("act", "")
    if act.startswith("use-"):
        return _use(request, form, tie, act.removeprefix("use-"))
    if act == "save":
        return _save(request, form, tie)
    return _look(request, form, tie)


def _number(request: HttpRequest) -> int | None:
    told = request.POST.get("check", "")
    return int(told) if told.isdecimal() and len(told) < 19 else None


def _look(request: HttpRequest, form: WorkerForm, tie: TieForm, why: RuleBroken | None = None) -> HttpResponse:
    """Look anew and show what was found. Parameters: `why`, the refusal after which that is done, shown above it."""
    if why is not None:
        form.add_error(None, str(why.text))
    try:
        command = look_for(actor_of(request), form.told())
    except RuleBroken as broken:
        return _broken(request, form, tie, broken)
    return _drawn(request, form, tie, command)


def _broken(request: HttpRequest, form: WorkerForm, tie: TieForm, broken: RuleBroken) -> HttpResponse:
    fields = {"home_area": "home", "work_area": "work"}
    name = fields.get(broken.field, broken.field)
    form.add_error(name if name in form.fields else None, str(broken.text))
    return _drawn(request, form, tie)


def _save(request: HttpRequest, form: WorkerForm, tie: TieForm) -> HttpResponse:
    apart = request.POST.get("apart") == "on"
    command = RegisterWorker(told=form.told(), check_id=_number(request), apart=apart, **tie.cleaned_data)
    try:
        made = perform(actor_of(request), command)
    except RuleBroken as broken:
        if broken.field in {"check", "apart"}:  # something was typed after the look, or who was found is not settled
            return _look(request, form, tie, broken)
        return _broken(request, form, tie, broken)
    return done(request, _("ลงทะเบียนแล้ว"), reverse("worker", args=[made.pk]))


def _use(request: HttpRequest, form: WorkerForm, tie: TieForm, number: str) -> HttpResponse:
    command = UseWorker(
        target_id=int(number) if number.isdecimal() else 0, check_id=_number(request), **tie.cleaned_data
    )
    used = carry_out(request, form, command)
    return _drawn(request, form, tie) if used is None else redirect("worker", used.pk)


def _drawn(request: HttpRequest, form: WorkerForm, tie: TieForm, look: CheckPerson | None = None) -> HttpResponse:
    actor = actor_of(request)
    answers: list[Found] = look.answers if look else []
    names = dict(Area.objects.filter(code__in={one.province for one in answers}).values_list("code", "name_th"))
    wrong = form.is_bound and bool(form.errors or tie.errors)
    return draw(request, "worker_new", {
        "form": form, "tie": tie, "look": look, "answers": answers, "names": names,
        "same": [one for one in answers if one.verdict == "same"], "places": queries.places(actor),
    }, 422 if wrong else 200)  # fmt: skip
