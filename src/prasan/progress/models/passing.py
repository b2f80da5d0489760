"""How a paper passes: who sent it, who approved it as head, and the two lines that accept it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Line(models.TextChoices):
    """Who judges a paper: the head of its office, then its department and its province, each by itself."""

    HEAD = "head", _("หัวหน้าหน่วยงาน")
    DEPARTMENT = "department", _("กรม")
    PROVINCE = "province", _("จังหวัด")


def person(name: str) -> Any:
    """Return a link to a person that hides nothing of the person's own side."""
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name=f"{name}_%(class)ss")


class Passing(models.Model):
    """One entry, two lines: sent by somebody, approved by the office's head, accepted by department and province.

    `submitted_for` is the holder of the seat it was sent from, where somebody acted for them: neither of the two
    approves or accepts. `returned_line` tells which line sent it back.
    """

    submitted_by = person("submitted")
    submitted_for = person("had_submitted")
    submitted_at = models.DateTimeField(null=True)
    approved_by = person("approved")
    approved_at = models.DateTimeField(null=True)
    department_by = person("department_accepted")
    department_at = models.DateTimeField(null=True)
    province_by = person("province_accepted")
    province_at = models.DateTimeField(null=True)
    returned_reason = models.TextField(default="", blank=True)
    returned_line = models.CharField(max_length=10, choices=Line.choices, default="", blank=True)

    class Meta:
        abstract = True

    def accepted_by_line(self, line: str) -> bool:
        """Tell whether a line has had its say for it."""
        at = {Line.HEAD: self.approved_at, Line.DEPARTMENT: self.department_at, Line.PROVINCE: self.province_at}
        return at[Line(line)] is not None

    def forget_judgements(self) -> None:
        """Take every approval and acceptance back; the caller saves."""
        for name in ("approved", "department", "province"):
            setattr(self, f"{name}_by_id", None)
            setattr(self, f"{name}_at", None)


def two_people(prefix: str) -> list[models.BaseConstraint]:
    """Return what the database itself holds: who sends neither approves nor accepts; the two lines are two people."""
    sender = {"submitted_by", "submitted_for"}
    judged = [
        models.CheckConstraint(
            condition=Q(**{f"{one}_by": None}) | ~Q(**{f"{one}_by": F(name)}),
            name=f"{prefix}_{one}_not_{name.removeprefix('submitted_')}",
        )
        for one in ("approved", "department", "province")
        for name in sorted(sender)
    ]
    lines = models.CheckConstraint(
        condition=Q(department_by=None) | ~Q(department_by=F("province_by")), name=f"{prefix}_two_lines"
    )
    # a name never stands without its day, and nothing is accepted that its office has not approved
    dated = [
        models.CheckConstraint(
            condition=Q(**{f"{one}_by": None}) | Q(**{f"{one}_at__isnull": False}), name=f"{prefix}_{one}_dated"
        )
        for one in ("approved", "department", "province")
    ]
    order = models.CheckConstraint(
        condition=Q(approved_at__isnull=False) | Q(department_at=None, province_at=None), name=f"{prefix}_head_first"
    )
    return [*judged, lines, *dated, order]
