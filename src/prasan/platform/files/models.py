"""The table of files; their bytes lie in the data folder under their own checksum."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class FileQuerySet(models.QuerySet["File"]):
    """Named questions to the files."""

    def visible_to(self, actor: Any) -> FileQuerySet:
        """Return what the actor's scope and class reach; the kind's own rule is asked besides."""
        scope = actor.scope
        return self.filter(scope.condition(area="area_id", office="office_id")).filter(
            classification__lte=scope.clearance
        )


class File(models.Model):
    """A file as somebody added it (ไฟล์แนบ): its name, what it is, who owns it, its class, whether it was scanned.

    Several rows may name the same bytes. `kind` says what it belongs to and whose rule lets it be read.
    """

    class State(models.TextChoices):
        """How far the virus scan has come."""

        WAITING = "waiting", _("รอตรวจไวรัส")
        CLEAN = "clean", _("ตรวจแล้ว")
        UNSCANNED = "unscanned", _("ไม่ได้ตรวจไวรัส")
        QUARANTINED = "quarantined", _("กักกันเพราะพบไวรัส")

    kind = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    mime = models.CharField(max_length=100)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    office_id = models.BigIntegerField(null=True)
    area_id = models.IntegerField(null=True)
    classification = models.SmallIntegerField(default=0)
    person_id = models.BigIntegerField(null=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    created = models.DateTimeField(db_default=Now())

    objects = FileQuerySet.as_manager()
    personal: dict[str, str] = {}

    class Meta:
        db_table = "platform_file"
        constraints = [
            models.CheckConstraint(condition=models.Q(classification__gte=0, classification__lte=2), name="file_class"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def readable(self) -> bool:
        """Tell whether it may be handed out."""
        return self.state in {self.State.CLEAN, self.State.UNSCANNED}

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, self.classification
