"""Verbs about the catalogue: add a course, change it, retire it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import Command, RuleBroken
from prasan.registers.commands.frame import FromValues, ToValues, known
from prasan.training import policy as may
from prasan.training.models import Course

FIELDS = frozenset({
    "code", "kind", "name_th", "name_en", "skill", "hours", "level", "about", "conditions", "least_attendance",
    "pass_score", "valid_years",
})  # fmt: skip


@dataclass(kw_only=True)
class AddCourse(FromValues):
    """Add a course of the own unit to the catalogue."""

    name: ClassVar[str] = "training.add_course"
    verb = _("เพิ่มหลักสูตร")
    model = Course
    allowed = may.can_keep_course
    fields = FIELDS

    def build(self, actor: Any) -> models.Model:
        """Return the course of the own office; without a code it gets one."""
        made = Course(**known(self.values, self.fields))
        made.office_id = actor.office_id
        made.code = made.code or f"c-{secrets.token_hex(4)}"
        return made

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse what no course can be."""
        judge(subject)


@dataclass(kw_only=True)
class ChangeCourse(ToValues):
    """Change what is told of a course; what was certified keeps its words."""

    name: ClassVar[str] = "training.change_course"
    verb = _("แก้ไขหลักสูตร")
    model = Course
    allowed = may.can_keep_course
    fields = FIELDS - {"code"}

    def judge(self, actor: Any, subject: Any) -> None:
        """Refuse what no course can be."""
        judge(subject)


@dataclass(kw_only=True)
class RetireCourse(Command[Course]):
    """Retire a course: no further session is opened, those that are open go on."""

    abstract: ClassVar[bool] = False
    name = "training.retire_course"
    verb = _("เลิกใช้หลักสูตร")
    model = Course
    allowed = may.can_keep_course

    def check(self, actor: Any, subject: Course) -> None:
        """Refuse one that is retired."""
        if subject.retired_at is not None:
            raise RuleBroken(_("หลักสูตรนี้เลิกใช้แล้ว"))

    def handle(self, actor: Any, subject: Course) -> Course:
        """Note the moment."""
        subject.retired_at = timezone.now()
        subject.save(update_fields=["retired_at"])
        return subject


def judge(course: Course) -> None:
    """Refuse a test without its level, and a level where none is."""
    if course.kind == Course.Kind.TEST and course.level is None:
        raise RuleBroken(_("การทดสอบมาตรฐานฝีมือแรงงานต้องระบุระดับ"), field="level")
    if course.kind != Course.Kind.TEST and course.level is not None:
        raise RuleBroken(_("ระดับใช้กับการทดสอบมาตรฐานฝีมือแรงงานเท่านั้น โปรดเว้นว่าง"), field="level")
    if not course.hours:
        raise RuleBroken(_("โปรดใส่จำนวนชั่วโมงของหลักสูตร"), field="hours")
