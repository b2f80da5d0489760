"""What the tables of this room share: two languages, and who reads policy rows."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import get_language

from prasan.directory.roles import Role


class Bilingual(models.Model):
    """A name in Thai and English, shown in the reader's language."""

    name_th = models.CharField(max_length=400)
    name_en = models.CharField(max_length=400, default="", blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name_th

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_th


class Open(models.QuerySet[Any]):
    """Rows that every signed-in person reads: what the ministry has decided is told to all its staff."""

    def visible_to(self, actor: Any) -> Any:
        """Return every row."""
        return self


def prepares(actor: Any) -> bool:
    """Tell whether an actor sees what is still being prepared: central readers and the departments."""
    if getattr(actor, "is_system", False) or actor.scope.everything:
        return True
    return bool(actor.has(Role.DIRECTOR_GENERAL, Role.DEPARTMENT_OFFICER))


class OfPolicies(Open):
    """Rows of policy sets: a draft is seen by those who prepare it, a classified policy by those cleared for it.

    `up_to_set` and `up_to_policy` say how the set and the policy are reached from the row ("" is the row itself).
    """

    up_to_set = ""
    up_to_policy: str | None = None

    def visible_to(self, actor: Any) -> Any:
        """Return the rows that an actor may read whole; a masked reader reads no classified one."""
        masked = not getattr(actor, "is_system", False) and actor.scope.masked
        return self._told_to(actor, 0 if masked else None)

    def _told_to(self, actor: Any, clearance: int | None) -> Any:
        """Return the rows up to a class (None: the actor's own)."""
        rows = self if prepares(actor) else self.exclude(**{f"{self.up_to_set}is_draft": True})
        if self.up_to_policy is None or getattr(actor, "is_system", False):
            return rows
        highest = actor.scope.clearance if clearance is None else clearance
        return rows.exclude(**{f"{self.up_to_policy}classification__gt": highest})
