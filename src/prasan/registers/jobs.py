"""Background work of the registers; the worker loads this module."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import daily
from prasan.registers.loading.expiry import forget
from prasan.registers.loading.work import load_people

__all__ = ["forget_rows", "load_people"]


@job("registers.forget_rows", title=_("ลบข้อมูลในแถวของไฟล์รายชื่อที่หยุดค้างไว้"), every=daily("02:40"))
def forget_rows(run: Any) -> None:
    """Empty what stopped files of people still say after their term."""
    forget()
