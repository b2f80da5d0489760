"""The table of saved views."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Now


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    """Named questions to the saved views."""

    def visible_to(self, actor: Any) -> SavedViewQuerySet:
        """Return the actor's own."""
        return self.filter(person_id=actor.person_id)


class SavedView(models.Model):
    """A listing's filters and sort under a name of a person's own (มุมมองที่บันทึก)."""

    person_id = models.BigIntegerField()
    listing = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000)
    created = models.DateTimeField(db_default=Now())

    objects = SavedViewQuerySet.as_manager()
    personal: dict[str, str] = {}

    class Meta:
        db_table = "platform_saved_view"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person_id", "listing", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name
