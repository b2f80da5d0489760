"""Sources of news (แหล่งข่าว) and the bytes they sent."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.situation.kinds import Reliability


class SourceQuerySet(models.QuerySet["Source"]):
    """Named questions to the sources."""

    def visible_to(self, actor: Any) -> SourceQuerySet:
        """Return every source: what the centre listens to is known to all who sign in."""
        return self

    def active(self) -> SourceQuerySet:
        """Return the sources that are listened to."""
        return self.filter(is_active=True)


class Source(models.Model):
    """Where items come from (แหล่งข่าว): a feed, a page, a drop folder, the hotline, an office's own reports.

    `is_public`: what it sends was published to everybody. `publisher` groups the sources of one house:
    together they are one witness. `letter` is the Admiralty letter, learned from the source's own record;
    `settings` holds what its kind needs (selectors of a page). `every_minutes` 0: it is never fetched.
    """

    class Kind(models.TextChoices):
        """Ways in."""

        FEED = "feed", _("ฟีด RSS หรือ Atom")
        JSON = "json", _("ฟีด JSON")
        PAGE = "page", _("หน้าเว็บ")
        PASTE = "paste", _("ข้อความหรือภาพที่เจ้าหน้าที่ส่งต่อ")
        FILE = "file", _("ไฟล์")
        MAIL = "mail", _("อีเมล")
        CALL = "call", _("สายด่วน 1506")
        FIELD = "field", _("รายงานจากพื้นที่")
        API = "api", _("ระบบอื่นส่งผ่าน API")
        ALERT = "alert", _("ประกาศเตือน CAP")

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, default="", blank=True)
    publisher = models.CharField(max_length=100, default="", blank=True)
    url = models.URLField(max_length=500, default="", blank=True)
    settings = models.JSONField(default=dict, blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="sources")
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="sources")
    is_public = models.BooleanField(default=True)
    letter = models.CharField(max_length=1, choices=Reliability.choices, default=Reliability.F)
    every_minutes = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    next_at = models.DateTimeField(null=True)
    etag = models.CharField(max_length=300, default="", blank=True)
    last_modified = models.CharField(max_length=100, default="", blank=True)
    last_ok_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    objects = SourceQuerySet.as_manager()
    unjournalled = {"next_at", "etag", "last_modified", "last_ok_at", "failures"}

    class Meta:
        db_table = "situation_source"
        ordering = ["code"]
        indexes = [models.Index(fields=["next_at"], name="source_due", condition=Q(is_active=True))]

    def __str__(self) -> str:
        return self.name_th

    @property
    def name(self) -> str:
        """Return the name in the reader's language."""
        return self.name_en if get_language() == "en" and self.name_en else self.name_th

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.office_id, 0


class Raw(models.Model):
    """The bytes as they came (ข้อมูลดิบ), kept once by their hash; the file lies in the store under it."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100, default="", blank=True)
    stored_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "situation_raw"

    def __str__(self) -> str:
        return self.sha256
