"""The verb by which a watcher sees a person's masked address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Person
from prasan.directory.policy import can_reveal
from prasan.platform.vault.reveal import Reveal


@dataclass(kw_only=True)
class RevealPerson(Reveal[Person]):
    """Show a person's address, masked for the auditor; the name itself is told to all colleagues."""

    abstract: ClassVar[bool] = False
    name = "directory.reveal_person"
    verb = _("เปิดดูข้อมูลที่ปิดบังของ")
    model = Person
    allowed = can_reveal

    @classmethod
    def hidden(cls, subject: Person) -> frozenset[str]:
        """Return the address, where there is one."""
        return frozenset({"email"} if subject.email else ())
