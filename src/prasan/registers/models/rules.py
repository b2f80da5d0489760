"""Rules that the ministry sets."""

from __future__ import annotations

from django.db import models

from prasan.registers.models.shared import Open


class Setting(models.Model):
    """A rule that the ministry sets (ค่ากำหนด), dated by the journal: thresholds, due days, limits."""

    code = models.SlugField(max_length=60, primary_key=True)
    value = models.JSONField()
    changed = models.DateTimeField(auto_now=True)

    objects = Open.as_manager()

    class Meta:
        db_table = "registers_setting"

    def __str__(self) -> str:
        return self.code
