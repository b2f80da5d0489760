"""Partners of every sector: who works with the labour offices of an area."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area, Office
from prasan.directory.roles import REACH, Reach, Role


class PartnerQuerySet(models.QuerySet["Partner"]):
    """Named questions to the partners."""

    def visible_to(self, actor: Any) -> PartnerQuerySet:
        """Return all to every seat with domain data; a partner's seat reads itself, an administrator nothing."""
        if getattr(actor, "is_system", False):
            return self
        if actor.has(Role.PARTNER):
            return self.filter(office=actor.office_id)
        return self.none() if REACH[Role(actor.role)] is Reach.NOTHING else self


class Partner(models.Model):
    """An organisation of any sector that works with the labour offices (ภาคีเครือข่าย).

    `name`, the organisation's, never a person's; `office`, its unit in the directory where it has seats of its own;
    `area`, where it works; `keeper`, the office that keeps its profile; `helps`, what it can help with, in words;
    `retired`, why the offices work with it no more.
    """

    class Sector(models.TextChoices):
        """Sectors that partners come from."""

        EMPLOYER = "employer", _("สถานประกอบการ")
        EMPLOYERS = "employers", _("สมาคมหรือสภานายจ้าง")
        WORKERS = "workers", _("สหภาพหรือสภาลูกจ้าง")
        NGO = "ngo", _("องค์กรพัฒนาเอกชน")
        EDUCATION = "education", _("สถานศึกษา")
        LOCAL = "local", _("องค์กรปกครองส่วนท้องถิ่น")
        RELIGIOUS = "religious", _("องค์กรศาสนา")
        COMMUNITY = "community", _("องค์กรชุมชน")
        FOUNDATION = "foundation", _("มูลนิธิเอกชน")
        OTHER = "other", _("ภาคีอื่น")

    class State(models.TextChoices):
        """States of cycle.PARTNER."""

        ACTIVE = "active", _("ร่วมงานอยู่")
        RETIRED = "retired", _("เลิกร่วมงาน")

    name = models.CharField(max_length=200)
    sector = models.CharField(max_length=10, choices=Sector.choices)
    office = models.OneToOneField(Office, models.PROTECT, null=True, blank=True, related_name="partner")
    area = models.ForeignKey(Area, models.PROTECT, related_name="partners")
    keeper = models.ForeignKey(Office, models.PROTECT, related_name="kept_partners")
    helps = models.TextField(max_length=2000, default="", blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    retired = models.CharField(max_length=300, default="", blank=True)
    sort_th = models.CharField(max_length=300, default="", blank=True, db_collation="C")
    grams = ArrayField(models.TextField(), default=list, blank=True)

    objects = PartnerQuerySet.as_manager()
    search_from = ("name", "helps")
    unjournalled = {"grams", "sort_th"}
    personal: dict[str, str] = {}

    class Meta:
        db_table = "networks_partner"
        ordering = ["sort_th", "id"]
        indexes = [
            models.Index(fields=["area", "sector"], name="partner_area"),
            models.Index(fields=["sort_th", "id"], name="partner_sort"),
            GinIndex(fields=["grams"], name="partner_grams"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="retired") & ~Q(retired="") | Q(state="active", retired=""), name="partner_retired"
            ),
            models.UniqueConstraint(fields=["area", "name"], name="partner_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a change touches: none."""
        return ()

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return self.area_id, self.keeper_id, 0
