"""The catalogue of courses: what is taught, of which of the four kinds, and what a certificate asks."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.platform import search
from prasan.registers.models.shared import Bilingual, Open


class CourseQuerySet(Open):
    """Named questions to the courses; everybody signed in reads the catalogue."""

    def taught(self) -> Any:
        """Return those for which sessions can be opened."""
        return self.filter(retired_at=None)


class Course(Bilingual):
    """A course of the catalogue (หลักสูตร), kept by the unit or the department that answers for it.

    `hours`, planned hours; `level`, of a national skill-standard test alone; `least_attendance`, per cent of the
    planned time that a certificate asks; `pass_score`, of 100, None where it is passed or failed without a score;
    `valid_years`, how long a certificate holds, None for good. `skill`, the field of work in one word or two, by which
    demand is matched.
    """

    class Kind(models.TextChoices):
        """The four kinds of the skills department."""

        PREPARE = "prepare", _("ฝึกเตรียมเข้าทำงาน")
        UPGRADE = "upgrade", _("ฝึกยกระดับฝีมือ")
        EXTRA = "extra", _("ฝึกอาชีพเสริม")
        TEST = "test", _("ทดสอบมาตรฐานฝีมือแรงงานแห่งชาติ")

    code = models.SlugField(max_length=40, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    office = models.ForeignKey(Office, models.PROTECT, related_name="courses")
    skill = models.CharField(max_length=80)
    hours = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    about = models.TextField(max_length=4000, default="", blank=True)
    conditions = models.TextField(max_length=2000, default="", blank=True)
    least_attendance = models.PositiveSmallIntegerField(default=80)
    pass_score = models.PositiveSmallIntegerField(null=True, blank=True)
    valid_years = models.PositiveSmallIntegerField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, editable=False)
    sort_th = models.CharField(max_length=400, default="", editable=False)
    grams = ArrayField(models.TextField(), default=list, editable=False)

    objects = CourseQuerySet.as_manager()
    search_from = ("name_th", "name_en", "skill", "code")
    unjournalled = {"sort_th", "grams"}

    class Meta:
        db_table = "training_course"
        ordering = ["sort_th", "id"]
        indexes = [
            GinIndex(fields=["grams"], name="course_grams"),
            models.Index(fields=["sort_th", "id"], name="course_sort"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(hours__range=(1, 5000)), name="course_hours"),
            models.CheckConstraint(condition=Q(kind="test") ^ Q(level=None), name="course_level_of_tests"),
            models.CheckConstraint(condition=Q(level=None) | Q(level__range=(1, 9)), name="course_level"),
            models.CheckConstraint(condition=Q(least_attendance__lte=100), name="course_attendance"),
            models.CheckConstraint(condition=Q(pass_score=None) | Q(pass_score__lte=100), name="course_pass_score"),
            models.CheckConstraint(
                condition=Q(valid_years=None) | Q(valid_years__range=(1, 50)), name="course_valid_years"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, with what it is found and sorted by."""
        search.fill(self)
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_th", "grams"}
        super().save(*args, **kwargs)

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, self.office_id, 0
