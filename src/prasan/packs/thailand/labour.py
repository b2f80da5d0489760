"""Indicators of the labour situation of a province, as its quarterly report holds them (labour_indicators.csv)."""

from __future__ import annotations

from prasan.packs.tables import rows
from prasan.packs.writing import hand_changed
from prasan.registers.models import Indicator

FIELDS = ("name_th", "name_en", "unit_th", "unit_en", "summing", "counted", "source_th")


def load() -> int:
    """Write the indicators; what people changed since stays as it is. Returns how many there are."""
    kept = hand_changed(Indicator)
    known = {one.code: one for one in Indicator.objects.filter(code__startswith="lab-")}
    count = 0
    for row in rows("labour_indicators"):
        one = known.get(row["code"]) or Indicator(code=row["code"])
        count += 1
        if one.pk in kept:
            continue
        for name in FIELDS:
            setattr(one, name, row[name])
        one.decimals, one.lead_id = int(row["decimals"]), row["lead"]
        one.frequency = Indicator.Frequency.CALENDAR_QUARTER
        one.save()
    return count
