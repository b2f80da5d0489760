"""Items: single pieces of news as they came in (ข่าวที่รับเข้า)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.directory.roles import REACH, Reach, Role
from prasan.platform.files.models import File
from prasan.platform.vault.fields import EncryptedField
from prasan.situation.models.sources import Raw, Source


class ItemQuerySet(models.QuerySet["Item"]):
    """Named questions to the items."""

    def visible_to(self, actor: Any) -> ItemQuerySet:
        """Return what the actor reads: published news for everybody with a reach, else own places and offices."""
        if getattr(actor, "is_system", False) or actor.scope.everything:
            return self
        if REACH[actor.role] is Reach.NOTHING:
            return self.none()
        there = ItemPlace.objects.filter(item=OuterRef("pk")).filter(actor.scope.condition(area="area_id"))
        own = actor.scope.condition(office="office_id", agency="office__agency_id") | Q(Exists(there))
        if actor.role is not Role.PARTNER:
            own |= Q(is_public=True)
        return self.filter(own)

    def waiting(self) -> ItemQuerySet:
        """Return the relevant items that nobody has decided about, reprints under their first witness left out."""
        return self.filter(state=Item.State.NEW, is_relevant=True, root=None)


class Item(models.Model):
    """One piece of news, a call or a field report as received (ข่าวที่รับเข้า).

    `identity` is the hash of source and content: the same thing sent twice is one item. `root` names the
    earliest item that says the same (a reprint is no second witness), `series` the first of a template's
    run. `reading` is what the reader found in it, with spans; `is_sampled` marks the binned ones that people
    see all the same, so that recall is measured. `office` handed it in (none: it was fetched), with `photo`
    where a picture came with it. `details` are the answers of the call form or the field report,
    `caller` is who told it and how to reach them.
    """

    class State(models.TextChoices):
        """States along the life cycle in cycle.py."""

        NEW = "new", _("รอคัดกรอง")
        LINKED = "linked", _("ผูกกับเหตุการณ์แล้ว")
        BINNED = "binned", _("ไม่เกี่ยวข้อง")

    source = models.ForeignKey(Source, models.PROTECT, related_name="items")
    identity = models.CharField(max_length=64)
    raw = models.ForeignKey(Raw, models.PROTECT, null=True, related_name="items")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="items")
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    photo = models.ForeignKey(File, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=500, default="", blank=True)
    text = models.TextField(default="", blank=True)
    url = models.URLField(max_length=1000, default="", blank=True)
    published_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()
    is_public = models.BooleanField(default=True)
    details = models.JSONField(default=dict)
    caller = EncryptedField(default="", blank=True)
    reading = models.JSONField(default=dict)
    reader_version = models.CharField(max_length=40, default="", blank=True)
    is_relevant = models.BooleanField(default=True)
    score = models.FloatField(default=0)
    types = ArrayField(models.CharField(max_length=20), default=list)
    model_version = models.CharField(max_length=40, default="", blank=True)
    is_sampled = models.BooleanField(default=False)
    root = models.ForeignKey("self", models.SET_NULL, null=True, related_name="reprints")
    series = models.ForeignKey("self", models.SET_NULL, null=True, related_name="twins")
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    event = models.ForeignKey("situation.Event", models.SET_NULL, null=True, related_name="items")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = ItemQuerySet.as_manager()
    unjournalled = {"reading", "text", "title", "url", "details"}
    personal = {
        "title": "as sent by its source",
        "text": "as sent by its source",
        "url": "as sent by its source",
        "details": "as told by a caller or by the office on the spot",
        "caller": "name and telephone of who told it",
    }

    class Meta:
        db_table = "situation_item"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["id"], name="news_waiting", condition=Q(state="new", is_relevant=True, root=None)),
            models.Index(fields=["-received_at", "-id"], name="news_newest"),
            models.Index(fields=["event", "id"], name="news_event", condition=Q(event__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "identity"], name="news_once"),
            models.CheckConstraint(condition=Q(state="linked") ^ Q(event=None), name="news_linked_has_event"),
            models.CheckConstraint(condition=~Q(root=models.F("id")), name="news_not_own_root"),
        ]

    def __str__(self) -> str:
        return self.title or f"#{self.pk}"

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that an item's change touches."""
        return ("triage",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, self.office_id, 0


class ItemPlace(models.Model):
    """A place that an item speaks of (พื้นที่ในข่าว): province, district or country, as read or as corrected."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="places")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    confidence = models.FloatField(default=1)

    class Meta:
        db_table = "situation_item_place"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["item", "area"], name="news_place_once")]
        indexes = [models.Index(fields=["area", "item"], name="news_place_area")]

    def __str__(self) -> str:
        return f"{self.item_id}:{self.area_id}"
