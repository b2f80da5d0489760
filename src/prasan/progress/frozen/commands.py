"""The verb that freezes figures as they are given outside; nobody types a value into a set."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Area
from prasan.kernel.datewords import be_year
from prasan.platform.commands import Create, RuleBroken
from prasan.progress import periods
from prasan.progress.frozen.comparing import Key, values_of
from prasan.progress.frozen.models import FrozenLine, FrozenSet
from prasan.progress.policy import can_freeze
from prasan.progress.sight import SHOWN
from prasan.registers.models import Indicator

LOCK = 7_420_002
"""Advisory lock: numbers of a year are given one after the other."""
MOST = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """One line to freeze: which figure, and the words it is given under (by default indicator and area)."""

    indicator_id: int
    area_id: int
    period: int
    label: str = ""


@dataclass(kw_only=True)
class Freeze(Create[FrozenSet]):
    """Keep figures as they stand now under the next number of the year: what was given to whom, for what."""

    name = "progress.freeze"
    verb = _("ตรึงชุดตัวเลขที่ให้ไว้ภายนอก")
    model = FrozenSet
    allowed = can_freeze

    given_to: str
    purpose: str
    recipient: str = ""
    given_on: dt.date | None = None
    lines: Sequence[Asked] = field(default_factory=tuple)
    level: int = SHOWN

    def build(self, actor: Any) -> FrozenSet:
        """Return the set, its area the smallest that holds every line."""
        areas = list(Area.objects.filter(pk__in={one.area_id for one in self.lines}).defer("grams", "boundary"))
        whole = areas[0] if len(areas) == 1 else Area.objects.get(code="TH")
        day = self.given_on or timezone.localdate()
        return FrozenSet(
            given_to=self.given_to, recipient=self.recipient.strip()[:300], purpose=self.purpose.strip()[:500],
            given_on=day, year=be_year(day.year), area=whole, office_id=actor.office_id, made_by_id=actor.person_id,
        )  # fmt: skip

    def check(self, actor: Any, subject: FrozenSet) -> None:
        """Refuse a set without purpose or lines, an unknown recipient, and lines that the actor does not read."""
        if self.given_to not in FrozenSet.To.values:
            raise RuleBroken(_("โปรดเลือกว่าให้ตัวเลขแก่ใคร"), field="given_to")
        if not self.purpose.strip():
            raise RuleBroken(_("โปรดบอกว่าให้ตัวเลขไปเพื่ออะไร"), field="purpose")
        if not self.lines or len(self.lines) > MOST:
            raise RuleBroken(_("โปรดเลือกอย่างน้อยหนึ่งบรรทัด และไม่เกิน %(n)s บรรทัด") % {"n": MOST}, field="lines")
        if subject.given_on > timezone.localdate():
            raise RuleBroken(_("วันที่ให้ตัวเลขต้องไม่เกินวันนี้"), field="given_on")
        known = Indicator.objects.visible_to(actor).filter(pk__in={one.indicator_id for one in self.lines})
        self._names = {one.pk: one for one in known}
        if len(self._names) != len({one.indicator_id for one in self.lines}):
            raise RuleBroken(_("มีตัวชี้วัดที่ท่านไม่ได้อ่าน หรือไม่มีอยู่"), status=404, field="lines")
        try:
            for one in self.lines:
                periods.split(one.period)
        except ValueError:
            raise RuleBroken(_("เดือนไม่ถูกต้อง"), field="lines") from None

    def handle(self, actor: Any, subject: FrozenSet) -> FrozenSet:
        """Take the next number, and write every line with the value of this moment."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        last = FrozenSet.objects.filter(year=subject.year).order_by("-number").values_list("number", flat=True).first()
        subject.number = (last or 0) + 1
        subject.save(force_insert=True)
        keys = [Key(one.indicator_id, one.area_id, one.period, self.level) for one in self.lines]
        values = values_of(keys)
        areas = {one.pk: one for one in Area.objects.filter(pk__in={key.area_id for key in keys})}
        if any(key not in values for key in keys):
            raise RuleBroken(_("มีบรรทัดที่ไม่มีตัวเลขบนหน้าจอ จึงตรึงไม่ได้"), field="lines")
        FrozenLine.objects.bulk_create([
            self._line(subject, order, asked, key, values[key], areas[key.area_id])
            for order, (asked, key) in enumerate(zip(self.lines, keys, strict=True), 1)
        ])  # fmt: skip
        self.details["lines"] = [None, len(keys)]
        return subject

    def _line(self, subject: FrozenSet, order: int, asked: Asked, key: Key, value: Any, area: Area) -> FrozenLine:
        indicator = self._names[key.indicator_id]
        return FrozenLine(
            frozen_set=subject, order=order, indicator=indicator, area=area, period=key.period, level=key.level,
            value=value.value, path=value.path, target=value.target, applies=value.applies,
            decimals=indicator.decimals, label=(asked.label or f"{indicator.name_th} {area.name_th}")[:400],
            unit=indicator.unit_th,
        )  # fmt: skip
