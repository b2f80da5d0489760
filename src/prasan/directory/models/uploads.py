"""Files that were read and wait for their preview to be accepted."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_token() -> str:
    """Return an address part that cannot be guessed."""
    return secrets.token_urlsafe(24)


class UploadQuerySet(models.QuerySet["Upload"]):
    """Named questions to the uploads."""

    def visible_to(self, actor: Any) -> UploadQuerySet:
        """Return the actor's own uploads: what somebody is about to load is nobody else's business."""
        return self if getattr(actor, "is_system", False) else self.filter(person_id=actor.person_id)

    def waiting(self) -> UploadQuerySet:
        """Return the uploads that were not applied yet."""
        return self.filter(applied=None)


class Upload(models.Model):
    """One file that was read (ไฟล์ที่นำเข้า), as rows, kept between preview and acceptance.

    What the preview showed is exactly what is applied: the file is not read a second time.
    """

    class Kind(models.TextChoices):
        """What the file brings."""

        OFFICES = "offices", _("หน่วยงาน")
        PEOPLE = "people", _("บุคลากร")
        TRANSFER = "transfer", _("คำสั่งแต่งตั้ง โยกย้าย")
        BOUNDARIES = "boundaries", _("แนวเขตพื้นที่")

    token = models.CharField(max_length=40, unique=True, default=new_token)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="uploads")
    file_name = models.CharField(max_length=200)
    content = models.JSONField()
    created = models.DateTimeField(auto_now_add=True)
    applied = models.DateTimeField(null=True)

    objects = UploadQuerySet.as_manager()
    unjournalled = {"content", "token"}

    class Meta:
        db_table = "directory_upload"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.file_name}"
