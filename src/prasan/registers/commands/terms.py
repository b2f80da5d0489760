"""What the terms of a service may say: shared by the national ones and those of offices."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.kernel.services import CLOCK_NAMES, SECTIONS, WHO
from prasan.platform.commands import RuleBroken
from prasan.registers.models import Paper, Service, ServiceTemplate
from prasan.registers.models.services import MOST_DAYS, MOST_FEE

MOST_HOURS = 2_000
"""Working hours: more than a year of working days."""
OLDEST = 120


def judge_terms(one: ServiceTemplate | Service) -> None:
    """Refuse terms that no service has; raises RuleBroken naming the field.

    A service without a name, unknown codes, ages the wrong way round, a fee below zero, a promise for a clock that no
    referral has, a paper that the list does not know.
    """
    if isinstance(one, ServiceTemplate) or one.template_id is None:
        _named(one)
    for name, known in (("who", WHO), ("sections", SECTIONS)):
        if not set(getattr(one, name) or ()) <= set(known):
            raise RuleBroken(_("มีเงื่อนไขที่ระบบไม่รู้จัก"), field=name)
    if one.age_from is not None and one.age_to is not None and one.age_from > one.age_to:
        raise RuleBroken(_("อายุต่ำสุดมากกว่าอายุสูงสุด"), field="age_to")
    for name, most, text in (
        ("age_from", OLDEST, _("อายุต้องเป็น 0 ถึง 120 ปี")), ("age_to", OLDEST, _("อายุต้องเป็น 0 ถึง 120 ปี")),
        ("fee", MOST_FEE, _("ค่าธรรมเนียมติดลบหรือมากเกินไป")),
        ("days", MOST_DAYS, _("เวลาที่ใช้ต้องเป็น 0 ถึง 365 วันทำการ")),
    ):  # fmt: skip
        value = getattr(one, name)
        if value is not None and not 0 <= value <= most:
            raise RuleBroken(text, field=name)
    _promises(one.promises or {})
    papers = set(one.papers or ())
    if papers and Paper.objects.filter(code__in=papers).count() != len(papers):
        raise RuleBroken(_("มีเอกสารที่ไม่อยู่ในรายการเอกสาร"), field="papers")


def _named(one: ServiceTemplate | Service) -> None:
    if not one.name_th.strip():
        raise RuleBroken(_("โปรดใส่ชื่อบริการ"), field="name_th")


def _promises(told: Any) -> None:
    if not isinstance(told, dict) or not set(told) <= set(CLOCK_NAMES):
        raise RuleBroken(_("มีกำหนดเวลาที่ระบบไม่รู้จัก"), field="promises")
    if not all(isinstance(hours, int) and 1 <= hours <= MOST_HOURS for hours in told.values()):
        raise RuleBroken(_("กำหนดเวลาต้องเป็น 1 ถึง 2000 ชั่วโมงทำการ"), field="promises")
