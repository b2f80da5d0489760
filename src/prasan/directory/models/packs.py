"""Which reference pack is loaded, in which version."""

from __future__ import annotations

from django.db import models


class Pack(models.Model):
    """A reference pack (ชุดข้อมูลอ้างอิง) that was loaded: the version is a digest of its tables."""

    code = models.CharField(max_length=40, primary_key=True)
    version = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    loaded = models.DateTimeField(auto_now=True)

    class Meta:
        db_table = "directory_pack"

    def __str__(self) -> str:
        return f"{self.code} {self.version[:12]}"
