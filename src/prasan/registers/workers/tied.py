"""By which right an office uses a person's data: what a tie has to say."""

from __future__ import annotations

from django.utils.translation import gettext as _

from prasan.platform.commands import RuleBroken
from prasan.registers.models.worker_words import Ground, Purpose


def check_tie(purpose: str, ground: str, notice: str) -> None:
    """Refuse a tie that does not say by which right and after which notice: raises RuleBroken."""
    if purpose not in Purpose.values:
        raise RuleBroken(_("โปรดเลือกวัตถุประสงค์"), field="purpose")
    if ground not in Ground.values:
        raise RuleBroken(_("โปรดเลือกฐานทางกฎหมายของการใช้ข้อมูล"), field="ground")
    if not notice.strip() or len(notice) > 40:
        raise RuleBroken(_("โปรดระบุฉบับของคำแจ้งที่ให้เจ้าของข้อมูลอ่าน"), field="notice_version")
