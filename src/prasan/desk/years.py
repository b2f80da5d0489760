"""Opening and closing of a fiscal year: what is done and what is still open, over all rooms."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from prasan.directory.models import Area
from prasan.kernel.fiscal import fiscal_year_bounds
from prasan.plans.models import Plan
from prasan.progress.models import DataCall, Report
from prasan.registers.models import Indicator, PolicySet, Setting, Target


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list: how many are done of how many; `href`, where the rest is done."""

    key: str
    name: str
    done: int
    total: int
    href: str

    @property
    def left(self) -> int:
        """Return how many are still open."""
        return max(0, self.total - self.done)

    @property
    def clear(self) -> bool:
        """Tell whether nothing is left, and there was something to do at all."""
        return self.total > 0 and not self.left


def to_carry(year: int) -> set[int]:
    """Return the indicators in force that had targets in the year before and have none in this: one query."""
    last = Target.objects.filter(fiscal_year=year - 1).values("indicator")
    now = Target.objects.filter(fiscal_year=year).values("indicator")
    alive = Q(policy=None) | Q(policy__withdrawn_on=None, policy__policy_set__is_draft=False)
    rows = Indicator.objects.filter(alive, retired_on=None, pk__in=last).exclude(pk__in=now)
    return set(rows.values_list("pk", flat=True))


def opening(year: int) -> list[Point]:
    """Return what a year needs to begin: six queries."""
    provinces = Area.objects.provinces().count()
    announced = PolicySet.objects.filter(fiscal_year=year, is_draft=False).count()
    targets = Target.objects.filter(fiscal_year=year, area__kind="province")
    with_targets = targets.values("area").distinct().count()
    indicators, waiting = targets.values("indicator").distinct().count(), len(to_carry(year))
    plans = Plan.objects.filter(fiscal_year=year).exclude(area=None).count()
    rules = Setting.objects.count()
    return [
        Point("policies", _("ประกาศชุดนโยบายของปี"), min(1, announced), 1, reverse("policies")),
        Point("targets", _("จังหวัดที่มีเป้าหมาย"), with_targets, provinces, reverse("policies")),
        Point("indicators", _("ตัวชี้วัดที่ใช้ต่อมีเป้าหมายปีนี้แล้ว"), indicators, indicators + waiting, reverse("policies")),
        Point("plans", _("จังหวัดที่เปิดแผนปฏิบัติการ"), plans, provinces, reverse("plans")),
        Point("rules", _("ทบทวนกำหนดส่งและกฎของรายงาน"), min(1, rules), 1, reverse("policies")),
    ]


def closing(year: int) -> list[Point]:
    """Return what a year still owes before it is closed: five queries."""
    reports = Report.objects.filter(period__range=(year * 100 + 1, year * 100 + 12))
    total = reports.count()
    sent = reports.exclude(state__in=[Report.State.DRAFT, Report.State.RETURNED]).count()
    accepted = reports.filter(state=Report.State.APPROVED).count()
    plans = Plan.objects.filter(fiscal_year=year)
    called = DataCall.objects.filter(sent_at__isnull=False, deadline__date__range=fiscal_year_bounds(year))
    return [
        Point("sent", _("รายงานที่เริ่มไว้ส่งครบ"), sent, total, reverse("reports")),
        Point("accepted", _("รายงานที่อนุมัติแล้ว"), accepted, total, reverse("reports")),
        Point("closed", _("แผนปฏิบัติการที่ปิดแล้ว"), plans.filter(state="closed").count(), plans.count(), reverse("plans")),
        Point("calls", _("คำขอข้อมูลที่ปิดแล้ว"), called.filter(state="closed").count(), called.count(), reverse("calls")),
    ]
