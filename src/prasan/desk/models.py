"""What the desk itself keeps: when somebody last looked at a page."""

from __future__ import annotations

from django.db import models


class LastLook(models.Model):
    """When a person last looked at a page (ดูครั้งล่าสุด): for "what changed since I last looked", nothing else.

    `page` names it ("policy:49"); `at`, the newest look; `before`, the last one of the visit before. It is the
    person's own and stands in no journal.
    """

    person_id = models.BigIntegerField()
    page = models.CharField(max_length=60)
    at = models.DateTimeField()
    before = models.DateTimeField(null=True)

    class Meta:
        db_table = "desk_last_look"
        constraints = [models.UniqueConstraint(fields=["person_id", "page"], name="last_look_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.page}"
