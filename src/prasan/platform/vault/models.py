"""The key of each person: journal values about them stand under it, and erasing them destroys it."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now


class PersonKey(models.Model):
    """One person's data key, wrapped by the site's keys (กุญแจข้อมูลของบุคคล).

    `kind` and `number` name the person (the model's label and primary key). A destroyed key leaves its
    row, so that nobody makes a new one for somebody who was erased.
    """

    kind = models.CharField(max_length=100)
    number = models.BigIntegerField()
    wrapped = models.TextField(default="")
    created = models.DateTimeField(db_default=Now())
    destroyed = models.DateTimeField(null=True)

    personal: dict[str, str] = {}

    class Meta:
        db_table = "platform_person_key"
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="person_key_once"),
            models.CheckConstraint(
                condition=models.Q(destroyed=None) | models.Q(wrapped=""), name="person_key_destroyed_is_empty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
