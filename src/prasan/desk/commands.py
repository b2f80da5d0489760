"""Verbs of the desk itself: open what the journal hides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from prasan.directory.policy import can_reveal
from prasan.platform.journal.models import Entry
from prasan.platform.vault import keys
from prasan.platform.vault.reveal import Reveal

CONTENT = "content"
"""The whole content of an entry with a class: its thing, changes and reason."""


@dataclass(kw_only=True)
class RevealEntry(Reveal[Entry]):
    """Show the sealed values of a journal entry, or the content of one with a class, to a watcher who says why."""

    abstract: ClassVar[bool] = False
    name = "desk.reveal_entry"
    verb = _("เปิดดูข้อมูลที่ปิดบังใน")
    model = Entry
    allowed = can_reveal

    @classmethod
    def hidden(cls, subject: Entry) -> frozenset[str]:
        """Return the fields whose values are sealed, and the content where it has a class."""
        found = {name for name, pair in subject.changes.items() if any(map(keys.is_sealed, pair))}
        return frozenset(found | ({CONTENT} if subject.classification else set()))

    @classmethod
    def read(cls, subject: Entry, names: tuple[str, ...]) -> dict[str, Any]:
        """Return [before, after] of sealed fields, and the entry itself for its content."""
        asked = {name: subject.changes[name] for name in names if name in subject.changes}
        (opened,) = keys.opened([asked])
        return opened | ({CONTENT: subject} if CONTENT in names else {})
