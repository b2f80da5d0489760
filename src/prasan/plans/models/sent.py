"""Files that were sent and read, kept until what they would change is accepted."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """Return an address part that cannot be guessed."""
    return secrets.token_urlsafe(24)


class SentFileQuerySet(models.QuerySet["SentFile"]):
    """Named questions to the sent files."""

    def visible_to(self, actor: Any) -> SentFileQuerySet:
        """Return the actor's own: what somebody is about to load is nobody else's business."""
        return self if getattr(actor, "is_system", False) else self.filter(person_id=actor.person_id)


class SentFile(models.Model):
    """One file that was read (ไฟล์ที่ส่ง), as lines and steps; what the preview showed is what is loaded.

    `area`, `group` or `agency` is the place that the file is about, where it is about one. `digest` is the
    SHA-256 of its bytes.
    """

    class Kind(models.TextChoices):
        """What the file brings."""

        DEVELOPMENT = "development", _("แผนพัฒนาจังหวัด")
        ACCOUNTS = "accounts", _("รายงานการเบิกจ่าย")

    token = models.CharField(max_length=40, unique=True, default=new_token)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    created = models.DateTimeField(auto_now_add=True)
    applied = models.DateTimeField(null=True)

    objects = SentFileQuerySet.as_manager()
    unjournalled = {"content", "token"}

    class Meta:
        db_table = "plans_sent_file"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.file_name}"
