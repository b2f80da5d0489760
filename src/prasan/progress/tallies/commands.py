"""Counting a day or a week, and correcting it while the month's report is not sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import Office
from prasan.directory.roles import Role
from prasan.platform.commands import Command, RuleBroken
from prasan.progress.commands.limits import LOCKED, is_open
from prasan.progress.items import targets_of
from prasan.progress.models import Report, Tally
from prasan.progress.splits import groups_of
from prasan.progress.sums import RATIO
from prasan.progress.tallies.sums import COUNTED_DAILY, monday, period_of
from prasan.registers import settings
from prasan.registers.models import Indicator
from prasan.registers.models.years import is_closed

OWN_ONLY = _("เฉพาะเจ้าหน้าที่หรือหัวหน้าของหน่วยงานเท่านั้นที่บันทึกยอดรายวันได้")
EDITABLE = frozenset({Report.State.DRAFT, Report.State.RETURNED})


def can_tally(actor: Any, office: Office) -> Any:
    """Allow officers and the head of an office to count for it."""
    if actor.has(Role.AGENCY_OFFICER, Role.AGENCY_HEAD) and actor.office_id == office.pk:
        return None
    return OWN_ONLY


def counted_of(office: Office, period: int) -> list[Indicator]:
    """Return what an office counts by day or week in a month: one query."""
    rows = targets_of(office, period).filter(indicator__frequency__in=COUNTED_DAILY)
    return sorted((one.indicator for one in rows), key=lambda it: (it.frequency, it.code))


@dataclass(frozen=True, slots=True)
class Count:
    """One count; `value` None takes it away. Values are scaled as the indicator's figures are."""

    indicator_id: int
    value: int | None
    denominator: int | None = None
    member: str = ""


@dataclass(kw_only=True)
class SaveTallies(Command[Office]):
    """Write what an office counted on a day; of weekly ones in the week of that day."""

    name = "progress.tally"
    verb = _("บันทึกยอดรายวันของ")
    model = Office
    allowed = can_tally

    day: dt.date | None = None
    counts: list[Count] = field(default_factory=list)

    def check(self, actor: Any, subject: Office) -> None:
        """Refuse a day to come, a month that is sent or locked, and what is not counted by day or week."""
        today = timezone.localdate()
        if self.day is None or self.day > today:
            raise RuleBroken(_("ยังไม่ถึงวันนั้น โปรดเลือกวันนี้หรือวันก่อน"), field="day")
        self._known: dict[int, Indicator] = {}
        for period in {period_of(frequency, self.day) for frequency in COUNTED_DAILY}:
            self._known |= {
                one.pk: one for one in counted_of(subject, period) if period_of(one.frequency, self.day) == period
            }
        self._open = _open_periods(subject, self.day, today)
        self._groups = groups_of(list(self._known.values()), subject.area_id)
        for count in self.counts:
            self._sound(count)

    def _sound(self, count: Count) -> None:
        one = self._known.get(count.indicator_id)
        if one is None:
            raise RuleBroken(_("ตัวชี้วัดนี้ไม่ได้นับเป็นรายวันหรือรายสัปดาห์"), field="indicator")
        reason = self._open[one.frequency]
        if reason:
            raise RuleBroken(reason, field="day")
        keys = {it.key for group in self._groups.get(one.pk, ()) for it in group.members}
        if count.member and count.member not in keys:
            raise RuleBroken(_("ตัวชี้วัดนี้ไม่ได้ให้แยกตามกลุ่ม “%(member)s”") % {"member": count.member}, field="member")
        if count.value is not None and count.value < 0:
            raise RuleBroken(_("ยอดติดลบไม่ได้"), field=f"v-{one.pk}")
        if count.value is not None and one.summing == RATIO and not count.denominator:
            raise RuleBroken(_("โปรดใส่จำนวนทั้งหมด (ตัวหาร) ที่มากกว่าศูนย์"), field=f"d-{one.pk}")

    def handle(self, actor: Any, subject: Office) -> Office:
        """Write what differs; the journal holds each count before and after."""
        assert self.day is not None
        days = {frequency: monday(self.day) if frequency == "week" else self.day for frequency in COUNTED_DAILY}
        rows = Tally.objects.select_for_update().filter(office=subject, day__in=set(days.values())).order_by("pk")
        kept = {(one.indicator_id, one.day, one.member): one for one in rows}
        for count in self.counts:
            day = days[self._known[count.indicator_id].frequency]
            self._write(actor, subject, day, count, kept)
        return subject

    def _write(self, actor: Any, office: Office, day: dt.date, count: Count, kept: Mapping[Any, Tally]) -> None:
        found = kept.get((count.indicator_id, day, count.member))
        if (found.value if found else None, found.denominator if found else None) == (count.value, count.denominator):
            return
        code = self._known[count.indicator_id].code + (f"/{count.member}" if count.member else "")
        self.details[f"tally:{code}@{day.isoformat()}"] = [found.value if found else None, count.value]
        if count.value is None:
            if found is not None:
                found.delete()
            return
        row = found or Tally(
            indicator_id=count.indicator_id, office=office, area_id=office.area_id, day=day, member=count.member
        )
        row.value, row.denominator, row.person_id = count.value, count.denominator, actor.person_id
        row.save()

    def announce(self, actor: Any, subject: Office) -> None:
        """Tell the pages of the office."""
        self.publish(self.name, f"office:{subject.pk}", id=subject.pk)


def _open_periods(office: Office, day: dt.date, today: dt.date) -> dict[str, Any]:
    """Return by frequency why a day's month takes no counts any more, empty where it does."""
    months = {frequency: period_of(frequency, day) for frequency in COUNTED_DAILY}
    sent = set(
        Report.objects.filter(office=office, period__in=set(months.values()))
        .exclude(state__in=EDITABLE)
        .values_list("period", flat=True)
    )
    rules = settings.current()
    found: dict[str, Any] = {}
    for frequency, period in months.items():
        if period in sent:
            found[frequency] = _("รายงานของเดือนนั้นส่งแล้ว จึงแก้ยอดรายวันไม่ได้ โปรดขอแก้ที่รายงาน")
        else:
            closed = is_closed(period // 100) or not is_open(period, office.pk, today, rules)
            found[frequency] = LOCKED if closed else ""
    return found
