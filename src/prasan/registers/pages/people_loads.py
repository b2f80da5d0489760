"""Pages of bulk entry: hand a file in, see how far it is and what became of each row, fetch the result."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.registers import policy_workers as may
from prasan.registers.commands import ResumeLoad
from prasan.registers.forms_workers import LoadForm
from prasan.registers.loading import work
from prasan.registers.loading.handing import hand_in
from prasan.registers.loading.reading import HEADINGS
from prasan.registers.loading.result import as_csv
from prasan.registers.loading.settling import counts
from prasan.registers.loading.upload import in_memory
from prasan.registers.models import Load
from prasan.registers.pages.frame import READ_WRITE, actor_of, allowed, done, draw

SHOWN = 100


@csrf_exempt  # that middleware reads the form first; the view below it asks for the token, behind `in_memory`
@in_memory
@csrf_protect
@require_http_methods(READ_WRITE)
def people_loads(request: HttpRequest) -> HttpResponse:
    """Hand a file of people in; the files of the office so far."""
    actor = actor_of(request)
    allowed(None if actor.role in may.LOADERS else may.ONLY_LOADERS)
    form = LoadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = dict(form.cleaned_data)
        file = given.pop("file")
        try:
            load = hand_in(actor, file.name, file.read(), given)
        except RuleBroken as broken:
            form.add_error("file" if broken.field == "file" else None, str(broken.text))
        else:
            return redirect("people_load", load.pk)
    context = {
        "form": form, "loads": Load.objects.visible_to(actor)[:20],
        "headings": [(name, words[1]) for name, words in HEADINGS.items()],
    }  # fmt: skip
    return draw(request, "people_loads", context, 422 if form.is_bound else 200)


def _load_or_404(request: HttpRequest, pk: int) -> Load:
    actor = actor_of(request)
    rows: Any = Load.objects.visible_to(actor).filter(pk=pk)
    found: Load | None = rows.select_related("office").first()
    if found is None or may.can_load(actor, found) is not None:
        raise Refused(_("ไม่พบรายการนี้ หรืออยู่นอกขอบเขตของท่าน"), status=404)
    return found


@require_safe
def people_load(request: HttpRequest, load: int) -> HttpResponse:
    """Show how far a file is and what became of its rows; those that were entered are counted alone."""
    found = _load_or_404(request, load)
    asked = request.GET.get("verdict", "")
    rows = found.rows.exclude(verdict__in=["", "new"]).order_by("n")
    if asked in {"same", "maybe", "refused", "new"}:
        rows = found.rows.filter(verdict=asked).order_by("n")
    return draw(request, "people_load", {
        "load": found, "counts": counts(found), "rows": rows[:SHOWN], "asked": asked,
        "verdicts": [("same", _("เป็นคนเดียวกัน")), ("maybe", _("อาจเป็นคนเดียวกัน")), ("refused", _("บันทึกไม่ได้")),
                     ("new", _("รายการใหม่"))],
    })  # fmt: skip


@require_safe
def people_load_result(request: HttpRequest, load: int) -> HttpResponse:
    """Hand out what became of each row as CSV."""
    found = _load_or_404(request, load)
    answer = HttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="people-load-{found.pk}.csv"'
    return answer


@require_POST
def people_load_resume(request: HttpRequest, load: int) -> HttpResponse:
    """Go on with a file whose work was stopped."""
    actor, back = actor_of(request), reverse("people_load", args=[load])
    with transaction.atomic():
        work.queue(actor, perform(actor, ResumeLoad(target_id=load)))
    return done(request, _("ทำต่อแล้ว"), back)
