"""The verb that shows the private data of an item to somebody who says why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from prasan.platform.vault.reveal import Reveal
from prasan.situation.intake import policy as may
from prasan.situation.models import Item

FIELDS = ("title", "text", "caller")


@dataclass(kw_only=True)
class RevealItem(Reveal[Item]):
    """Show names and numbers of private people in an item, which other readers see as dots."""

    abstract: ClassVar[bool] = False
    name = "situation.reveal_item"
    verb = _("เปิดดูข้อมูลส่วนบุคคลใน")
    model = Item
    allowed = may.can_reveal_item

    @classmethod
    def hidden(cls, subject: Item) -> frozenset[str]:
        """Return the fields that hold something."""
        return frozenset(name for name in FIELDS if getattr(subject, name))
