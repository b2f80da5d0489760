"""Reveal: the verb that shows masked values to somebody who says why; the journal keeps who, what and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from prasan.platform.commands.command import Command
from prasan.platform.commands.errors import RuleBroken

M = TypeVar("M", bound=models.Model)
SHORTEST_REASON = 5


@dataclass(kw_only=True)
class Reveal(Command[M]):
    """Base of a room's reveal verbs: subclasses give name, verb, model and policy.

    `fields`, what to show, of the model's `personal` (and `revealable`) alone. After `perform` the plain
    values stand in `values`; nothing about the row changes.
    """

    abstract: ClassVar[bool] = True
    revealable: ClassVar[frozenset[str]] = frozenset()
    """Fields beside the personal ones that a class hides (classified text)."""

    fields: tuple[str, ...]
    values: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    def check(self, actor: Any, subject: M) -> None:
        """Ask for a reason and for fields that are masked at all."""
        if len(self.reason.strip()) < SHORTEST_REASON:
            raise RuleBroken(_("โปรดระบุเหตุผลที่ต้องเปิดดูข้อมูลนี้"), field="reason", status=400)
        known = frozenset(getattr(self.model, "personal", {})) | self.revealable
        if not self.fields or not set(self.fields) <= known:
            raise RuleBroken(_("ไม่มีข้อมูลปกปิดตามที่ระบุ"), field="fields", status=400)

    def handle(self, actor: Any, subject: M) -> M:
        """Read the values; the journal keeps the names of the fields, never what they hold."""
        self.values = {name: getattr(subject, name) for name in self.fields}
        self.details["revealed"] = [None, sorted(self.fields)]
        return subject

    def announce(self, actor: Any, subject: M) -> None:
        """Tell no page: nothing changed."""
