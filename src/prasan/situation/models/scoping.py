"""What rows of an office have in common: they are read by the office, its province, its department and the centre."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from prasan.directory.roles import REACH, Reach


class OfficeRows(models.QuerySet[Any]):
    """Rows with an `office` and the `area` it stands in."""

    def visible_to(self, actor: Any) -> Self:
        """Return the rows of the offices in the actor's scope."""
        if getattr(actor, "is_system", False):
            return self
        if REACH[actor.role] is Reach.NOTHING:
            return self.none()
        return self.filter(actor.scope.condition(area="area_id", office="office_id", agency="office__agency_id"))


class OfOffice(models.Model):
    """A row of an office: which, and the area in which that office stands."""

    office = models.ForeignKey("directory.Office", models.PROTECT, related_name="+")
    area = models.ForeignKey("directory.Area", models.PROTECT, related_name="+")

    objects = OfficeRows.as_manager()

    class Meta:
        abstract = True

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches."""
        return ("watch",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0
