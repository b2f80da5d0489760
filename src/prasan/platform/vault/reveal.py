"""Reveal: the verb that shows masked values to somebody who says why; the journal keeps who, what and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.platform.commands.command import Command
from prasan.platform.commands.errors import RuleBroken
from prasan.platform.journal.models import Entry

M = TypeVar("M", bound=models.Model)
SHORTEST_REASON = 5
MINUTES = 15
"""How long a revealed value stays readable to the seat that gave the reason; afterwards a new reason is asked."""


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
        if not self.fields or not set(self.fields) <= self.hidden(subject):
            raise RuleBroken(_("ไม่มีข้อมูลปกปิดตามที่ระบุ"), field="fields", status=400)

    @classmethod
    def hidden(cls, subject: M) -> frozenset[str]:
        """Return the fields of a row that can be revealed at all."""
        return frozenset(getattr(cls.model, "personal", {})) | cls.revealable

    @classmethod
    def read(cls, subject: M, names: tuple[str, ...]) -> dict[str, Any]:
        """Return the plain values of some fields: only for a seat whose reason stands in the journal."""
        return {name: getattr(subject, name) for name in names}

    def handle(self, actor: Any, subject: M) -> M:
        """Read the values; the journal keeps the names of the fields, never what they hold."""
        self.values = self.read(subject, self.fields)
        self.details["revealed"] = [None, sorted(self.fields)]
        return subject

    def announce(self, actor: Any, subject: M) -> None:
        """Tell no page: nothing changed."""


def open_until(actor: Any, command: type[Reveal[Any]], key: int) -> dict[str, dt.datetime]:
    """Return which fields of a row a seat has revealed and may still read, each with the moment it ends.

    The journal itself is the permit: no reveal is remembered anywhere else, and none can be without its line.
    """
    since = timezone.now() - dt.timedelta(minutes=MINUTES)
    lines = Entry.objects.filter(
        verb=command.name, model=command.model._meta.label_lower, object_id=key, at__gt=since,
        person_id=actor.person_id, seat_id=actor.seat_id,
    )  # fmt: skip
    found: dict[str, dt.datetime] = {}
    for at, changes in lines.order_by("id").values_list("at", "changes"):
        found.update(dict.fromkeys(changes["revealed"][1], at + dt.timedelta(minutes=MINUTES)))
    return found
