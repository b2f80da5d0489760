"""Filled workbooks that were sent and read, kept until they are accepted."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models


def new_token() -> str:
    """Return an address part that cannot be guessed."""
    return secrets.token_urlsafe(24)


class FilledQuerySet(models.QuerySet["Filled"]):
    """Named questions to the filled workbooks."""

    def visible_to(self, actor: Any) -> FilledQuerySet:
        """Return the actor's own: what somebody is about to save is nobody else's business."""
        return self if getattr(actor, "is_system", False) else self.filter(person_id=actor.person_id)


class Filled(models.Model):
    """One workbook that came back (แบบรายงานที่ส่งกลับ), as rows; let go after a month.

    What the comparison shows is what is accepted: the file is not read a second time.
    """

    token = models.CharField(max_length=40, unique=True, default=new_token)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="filled_workbooks")
    file_name = models.CharField(max_length=200)
    content = models.JSONField()
    created = models.DateTimeField(auto_now_add=True)

    objects = FilledQuerySet.as_manager()
    unjournalled = {"content", "token"}

    class Meta:
        app_label = "progress"
        db_table = "progress_filled"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.file_name
