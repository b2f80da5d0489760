"""Versions of the model that judges items (รุ่นของแบบจำลองคัดข่าว): one serves, one may challenge it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ModelVersionQuerySet(models.QuerySet["ModelVersion"]):
    """Named questions to the versions."""

    def visible_to(self, actor: Any) -> ModelVersionQuerySet:
        """Return every version: how good the machine is, is known to all who sign in."""
        return self

    def champion(self) -> ModelVersionQuerySet:
        """Return the version that serves: one or none."""
        return self.filter(state=ModelVersion.State.CHAMPION)

    def challengers(self) -> ModelVersionQuerySet:
        """Return the versions that could replace the champion, newest first."""
        return self.filter(state=ModelVersion.State.CHALLENGER).order_by("-id")

    def light(self) -> ModelVersionQuerySet:
        """Return the rows without the model's bytes, which only serving needs."""
        return self.defer("content")


class ModelVersion(models.Model):
    """One trained model with what is known of it (รุ่นของแบบจำลอง).

    `content` is the model's file, kept by its hash, so that every server finds it; `trained_on` counts the rows
    that it learned from by where they came from; `metrics` are its figures on texts that it had not seen while it
    was trained; `checked` holds both models' counts on the items that were set aside, as of the last comparison;
    `words` are those that speak most for each label. `before` is the champion that it replaced: rolling back
    returns there.
    """

    class State(models.TextChoices):
        """States along the life cycle in quality/cycle.py."""

        TRAINING = "training", _("กำลังฝึก")
        FAILED = "failed", _("ฝึกไม่สำเร็จ")
        CHALLENGER = "challenger", _("รอเทียบ")
        CHAMPION = "champion", _("ใช้งานอยู่")
        RETIRED = "retired", _("เลิกใช้แล้ว")

    class Origin(models.TextChoices):
        """Where it was made."""

        SHIPPED = "shipped", _("มากับโปรแกรม")
        TRAINED = "trained", _("ฝึกจากคำตัดสินของเจ้าหน้าที่")

    version = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.TRAINING)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.TRAINED)
    sha256 = models.CharField(max_length=64, default="", blank=True)
    content = models.BinaryField(null=True)
    trained_on = models.JSONField(default=dict)
    metrics = models.JSONField(default=dict)
    checked = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    fault = models.TextField(default="", blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    promoted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    promoted_at = models.DateTimeField(null=True)
    before = models.ForeignKey("self", models.PROTECT, null=True, related_name="after")

    objects = ModelVersionQuerySet.as_manager()
    unjournalled = {
        "content", "trained_on", "metrics", "checked", "words",
        "version", "made_by", "made_at", "before",  # the entry itself says which, who, when and after which
    }  # fmt: skip

    class Meta:
        db_table = "situation_model_version"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=Q(state="champion"), name="model_one_champion"),
            models.CheckConstraint(
                condition=Q(state__in=["training", "failed"]) | Q(content__isnull=False) & ~Q(sha256=""),
                name="model_has_content",
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(fault=""), name="model_failure_has_reason"),
            models.CheckConstraint(condition=~Q(before=models.F("id")), name="model_not_before_itself"),
        ]

    def __str__(self) -> str:
        return self.version

    def topics(self) -> tuple[str, ...]:
        """Return the live topics that a version's change touches."""
        return ("triage",)

    def journal_place(self) -> tuple[int | None, int | None, int]:
        """Return (area, office, class) for the journal."""
        return None, None, 0
