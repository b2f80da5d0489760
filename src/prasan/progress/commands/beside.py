"""What is kept beside a figure: its groups, and what the office says about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.platform.commands import RuleBroken
from prasan.progress.checks.entry import Part
from prasan.progress.items import Item
from prasan.progress.models import Figure, Report, Said
from prasan.progress.reading import NO_STATED, percent_can_be

Members = Mapping[str, Part | None]
"""Member → (value, denominator), None takes the group's figure away; groups that are not named stay."""
LONGEST_HELP = 300


@dataclass(frozen=True, slots=True)
class Word:
    """What an office says beside a figure: claim of status, stated per cent in hundredths, help and from whom."""

    claim: str = ""
    stated: int | None = None
    help_text: str = ""
    help_from: str = ""

    @property
    def empty(self) -> bool:
        """Tell whether nothing is said."""
        return not (self.claim or self.stated is not None or self.help_text.strip())


def sound(item: Item, members: Members | None, word: Word | None, *, value: int | None) -> None:
    """Refuse groups that are not asked for, and words that say nothing."""
    for key, part in (members or {}).items():
        _sound_part(item, key, part, value)
    if word is None:
        return
    if word.claim and word.claim not in Said.Claim.values:
        raise RuleBroken(_("โปรดเลือกสถานะจากรายการ"), field="claim")
    if word.help_text.strip() and word.help_from not in Said.From.values:
        raise RuleBroken(_("โปรดเลือกว่าต้องการความช่วยเหลือจากใคร"), field="help_from")
    if len(word.help_text) > LONGEST_HELP:
        raise RuleBroken(_("ยาวเกิน %(n)s ตัวอักษร โปรดย่อ") % {"n": LONGEST_HELP}, field="help_text")
    if word.stated is not None and not item.is_ratio:
        raise RuleBroken(_("ตัวชี้วัดนี้ไม่ใช่อัตราส่วน จึงไม่มีร้อยละให้ระบุ"), field="stated")
    if word.stated is not None and not percent_can_be(word.stated):
        raise RuleBroken(NO_STATED, field="stated")


def _sound_part(item: Item, key: str, part: Part | None, value: int | None) -> None:
    if key not in {one.key for group in item.groups for one in group.members}:
        raise RuleBroken(_("ตัวชี้วัดนี้ไม่ได้ให้แยกตามกลุ่ม “%(member)s”") % {"member": key}, field="members")
    if part is None:
        return
    if value is None:
        raise RuleBroken(_("มีค่าของกลุ่มย่อยแต่ยังไม่มียอดรวม โปรดใส่ยอดรวมก่อน"), field="value")
    if part[0] < 0 or (part[1] is not None and part[1] < 0):
        raise RuleBroken(_("ค่าของกลุ่มย่อยติดลบไม่ได้"), field=f"m-{key}")
    if item.is_ratio and part[1] is None:
        raise RuleBroken(_("โปรดใส่จำนวนทั้งหมด (ตัวหาร) ของกลุ่มนี้ด้วย"), field=f"d-{key}")


def figures_of(report: Report, indicator_id: int, members: Members) -> list[Figure]:
    """Return the groups' figures to write."""
    return [
        Figure(
            indicator_id=indicator_id, area_id=report.area_id, period=report.period, office_id=report.office_id,
            member=key, report=report, value=part[0], denominator=part[1], level=Figure.Level.DRAFT,
        )
        for key, part in members.items()
        if part is not None
    ]  # fmt: skip


def changes_of(item: Item, members: Members) -> dict[str, list[Any]]:
    """Return what changed of the groups, for the journal: "figure:code/member" → [before, after]."""
    found = {}
    for key, part in members.items():
        kept = item.members.get(key)
        before, after = (kept.value if kept else None), (part[0] if part is not None else None)
        if before != after:
            found[f"figure:{item.indicator.code}/{key}"] = [before, after]
    return found


def keep_word(report: Report, item: Item, word: Word) -> dict[str, list[Any]]:
    """Write what is said about an indicator, and return what changed of it for the journal."""
    kept = item.said
    before = Word(kept.claim, kept.stated, kept.help_text, kept.help_from) if kept else Word()
    help_text = word.help_text.strip()
    after = Word(word.claim, word.stated, help_text, word.help_from if help_text else "")
    if before == after:
        return {}
    keys: dict[str, Any] = {"report": report, "indicator_id": item.indicator.pk}
    if after.empty:
        Said.objects.filter(**keys).delete()
    else:
        values: dict[str, Any] = {
            "claim": after.claim,
            "stated": after.stated,
            "help_text": help_text,
            "help_from": after.help_from,
        }
        Said.objects.update_or_create(**keys, defaults=values)
    names = ("claim", "stated", "help_text", "help_from")
    code = item.indicator.code
    return {
        f"said:{code}.{name}": [getattr(before, name), getattr(after, name)]
        for name in names
        if getattr(before, name) != getattr(after, name)
    }
