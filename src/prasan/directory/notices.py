"""Whom notices reach (the module that platform.notices asks): addresses and wishes of people."""

from __future__ import annotations

from typing import Any

from prasan.directory.models import Person
from prasan.platform.commands import perform
from prasan.platform.notices.people import Recipient, Wishes


def recipients(person_ids: list[int]) -> list[Recipient]:
    """Return the people whose account is open, by one query."""
    rows = Person.objects.active().filter(pk__in=person_ids).values_list("pk", "email", "notice_channels")
    return [Recipient(pk, email, Wishes.read(kept or {})) for pk, email, kept in rows]


def save_wishes(actor: Any, wishes: Wishes) -> None:
    """Keep how a person wants notices, through their own verb."""
    from prasan.directory.commands.people import ChangeProfile

    perform(actor, ChangeProfile(target_id=actor.person_id, notice_channels=wishes.as_kept()))
