"""A course: what it is, its sessions, what became of those who completed it; the forms."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from prasan.platform.commands import RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.registers.pages.frame import READ_WRITE, allowed, carry_out, done, form_page, history
from prasan.training import commands as c
from prasan.training import policy as may
from prasan.training import queries
from prasan.training.forms import CourseForm
from prasan.training.models import Course, Session
from prasan.training.pages.common import page, wrong


@require_safe
def training_course(request: HttpRequest, training_course: int) -> HttpResponse:
    """Show a course."""
    return _show(request, queries.course_or_404(actor_of(request), training_course))


def _show(request: HttpRequest, found: Course, error: RuleBroken | None = None) -> HttpResponse:
    actor = actor_of(request)
    rows = Session.objects.visible_to(actor).filter(course=found)
    told = queries.counted(rows).select_related("office", "area").defer(*queries.UNDRAWN[:3]).order_by("-begins")
    context = {
        "one": found, "sessions": list(told[:20]), "outcomes": queries.outcomes(rows), "at": timezone.now(),
        "keeps": may.can_keep_course(actor, found) is None, "runs": actor.has(*may.RUNNERS),
        "history": history(request, found), **wrong(error),
    }  # fmt: skip
    return page(request, "course", context, 409 if error else 200)


def _trail(words: str, found: Course | None = None) -> list[tuple[str, str]]:
    trail = [(_("การฝึกอาชีพ"), reverse("training")), (_("หลักสูตร"), reverse("training_courses"))]
    if found is not None:
        trail.append((found.name, reverse("training_course", args=[found.pk])))
    return [*trail, (words, "")]


@require_http_methods(READ_WRITE)
def training_course_add(request: HttpRequest) -> HttpResponse:
    """Add a course of the own unit."""
    actor = actor_of(request)
    allowed(None if actor.has(*may.KEEPERS) else may.ONLY_OWN)
    form = CourseForm(request.POST or None, auto_id="f-%s")
    if form.is_valid():
        made = carry_out(request, form, c.AddCourse(values=form.values()))
        if made is not None:
            return done(request, _("เพิ่มหลักสูตรแล้ว"), reverse("training_course", args=[made.pk]))
    title = _("เพิ่มหลักสูตร")
    back = reverse("training_courses")
    return form_page(request, form, title=title, submit=_("บันทึก"), back=back, trail=_trail(title))


@require_http_methods(READ_WRITE)
def training_course_edit(request: HttpRequest, training_course: int) -> HttpResponse:
    """Change a course."""
    actor = actor_of(request)
    found = queries.course_or_404(actor, training_course)
    allowed(may.can_keep_course(actor, found))
    initial = {name: getattr(found, name) for name in CourseForm.base_fields}
    form, back = (
        CourseForm(request.POST or None, initial=initial, auto_id="f-%s"),
        reverse("training_course", args=[training_course]),
    )
    if form.is_valid() and carry_out(request, form, c.ChangeCourse(target_id=found.pk, values=form.values())):
        return done(request, _("บันทึกแล้ว"), back)
    title = _("แก้ไขหลักสูตร")
    return form_page(request, form, title=title, submit=_("บันทึก"), back=back, trail=_trail(title, found))


@require_POST
def training_course_retire(request: HttpRequest, training_course: int) -> HttpResponse:
    """Retire a course."""
    actor: Any = actor_of(request)
    found = queries.course_or_404(actor, training_course)
    try:
        perform(actor, c.RetireCourse(target_id=found.pk))
    except RuleBroken as broken:
        return _show(request, found, broken)
    return done(request, _("เลิกใช้หลักสูตรแล้ว รุ่นที่เปิดอยู่ดำเนินต่อไป"), reverse("training_course", args=[found.pk]))
