"""Verbs about reference packs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Pack
from prasan.directory.policy import only_system
from prasan.platform.commands import Command


@dataclass(kw_only=True)
class RecordPack(Command[Pack]):
    """Keep in the journal that a reference pack was loaded, in which version, with how many rows."""

    name = "directory.record_pack"
    verb = _("โหลดชุดข้อมูลอ้างอิง")
    model = Pack
    allowed = only_system

    version: str
    counts: dict[str, int] = field(default_factory=dict)

    def subject(self, actor: Any) -> Pack:
        """Return the pack's row, or a new one at its first load."""
        return Pack.objects.select_for_update().filter(pk=self.target_id).first() or Pack(code=self.target_id)

    def handle(self, actor: Any, subject: Pack) -> Pack:
        """Write version and counts."""
        subject.version = self.version
        subject.counts = self.counts
        subject.save()
        return subject
