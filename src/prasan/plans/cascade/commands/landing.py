"""What a province promised becomes a project with activities in its plan, and a target of the indicator."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.directory.models import Seat
from prasan.directory.roles import Role
from prasan.kernel.digits import from_scaled
from prasan.plans import policy as may
from prasan.plans.cascade import queries
from prasan.plans.cascade.cycle import COUNTS
from prasan.plans.commands import OpenPlan, Revise
from prasan.plans.commands.lines import OnPlan
from prasan.plans.cycle import EDITABLE, PLAN
from prasan.plans.models import Activity, Item, Offer, Plan, Project
from prasan.platform.commands import SYSTEM, RuleBroken, perform
from prasan.registers.commands import SetTarget
from prasan.registers.models import Target


@dataclass(kw_only=True)
class TakeOver(OnPlan):
    """Take the activities that a province promised into its plan: one project for each cascade."""

    name = "plans.take_over"
    verb = gettext_lazy("นำกิจกรรมที่ถ่ายทอดลงใน")
    allowed = may.can_edit

    offer_id: int = 0

    def check(self, actor: Any, subject: Plan) -> None:
        """Refuse an offer of another place or year, and one of which nothing is promised."""
        super().check(actor, subject)
        rows = Offer.objects.filter(
            pk=self.offer_id, area_id=subject.area_id or 0, cascade__fiscal_year=subject.fiscal_year
        )
        offer = rows.select_related("cascade__policy", "project", "area").first()
        if offer is None:
            raise RuleBroken(_("ข้อเสนอนี้ไม่ใช่ของพื้นที่และปีของแผนนี้"), status=404)
        self._offer = offer
        self._all = list(
            Item.objects.filter(offer=offer).select_related("expected__indicator").order_by("expected__number")
        )
        self._items = [one for one in self._all if one.state in COUNTS and one.activity_id is None]
        if not self._items:
            raise RuleBroken(_("ไม่มีกิจกรรมที่รับแล้วและยังไม่อยู่ในแผน"))

    def handle(self, actor: Any, subject: Plan) -> Plan:
        """Make or stretch the project, add the activities, give all of them their weights."""
        project = self._project(actor, subject)
        weights = queries.effective_weights(self._all)
        number = project.activities.aggregate(n=Max("number"))["n"] or 0
        for place, item in enumerate(self._items, number + 1):
            item.activity = self._activity(subject, project, item, place, weights)
            item.save(update_fields=["activity"])
            self.details[f"activity.{place}"] = [None, item.expected.name_th]
        for item in self._all:
            if item.activity_id is not None and item not in self._items:
                Activity.objects.filter(pk=item.activity_id).update(weight=weights.get(item.expected_id, 0))
        self.tell_project(project)
        return self.saved(subject)

    def tell_project(self, project: Project) -> None:
        """Name the project in the journal."""
        self.details["project"] = [None, str(project)]

    def _project(self, actor: Any, plan: Plan) -> Project:
        """Return the offer's project in the plan, with a period that holds every promised activity."""
        offer, cascade = self._offer, self._offer.cascade
        held = [one for one in self._all if one.state in COUNTS]
        start, end = min(one.begins for one in held), max(one.ends for one in held)
        project = offer.project if offer.project is not None and offer.project.plan_id == plan.pk else None
        if project is None:
            last = plan.projects.aggregate(n=Max("number"))["n"] or 0
            project = Project.objects.create(
                plan=plan, number=last + 1, name_th=cascade.name_th, goal_th=cascade.goal_th, start=start, end=end,
                office_id=offer.office_id, responsible_id=_head(offer.office_id),
            )  # fmt: skip
            Offer.objects.filter(pk=offer.pk).update(project=project)
            offer.project = project
        elif start < project.start or end > project.end:
            project.start, project.end = min(start, project.start), max(end, project.end)
            project.save(update_fields=["start", "end"])
        first, until = plan.bounds
        if (project.start < first or project.end > until) and not project.multi_year:
            project.multi_year = True
            project.save(update_fields=["multi_year"])
        project.policies.add(cascade.policy_id)
        project.indicators.add(*{one.expected.indicator_id for one in self._items if one.expected.indicator_id})
        return project

    def _activity(self, plan: Plan, project: Project, item: Item, number: int, weights: Any) -> Activity:
        expected = item.expected
        measure, target = expected.indicator, None
        if measure is not None and item.promised is not None:
            target = from_scaled(item.promised, measure.decimals)
        return Activity.objects.create(
            project=project, number=number, name_th=expected.name_th, start=item.begins, end=item.ends,
            weight=weights.get(item.expected_id, 0), indicator=measure, target=target,
            office_id=queries.unit_of(self._offer.area_id, expected.agency_id, self._offer.office_id),
        )  # fmt: skip


def _head(office: int) -> int | None:
    """Return who is labour officer in an office today: one query."""
    rows = Seat.objects.held_on(timezone.localdate()).filter(office_id=office, role=Role.PLO, person__is_active=True)
    return rows.order_by("pk").values_list("person_id", flat=True).first()


def land(actor: Any, offer: Offer) -> bool:
    """Take what is promised into the plan as far as the actor may; tells whether everything promised stands there.

    The labour officer opens a plan or a revision where that is needed; others write into a plan that may be edited.
    What cannot land now is the labour officer's task. Run inside the transaction of the answer.
    """
    items = Item.objects.filter(offer=offer, state__in=COUNTS, activity=None)
    if not items.exists():
        return True
    plan = Plan.objects.filter(area_id=offer.area_id, fiscal_year=offer.cascade.fiscal_year).first()
    head = not getattr(actor, "is_system", False) and actor.has(Role.PLO)
    if plan is None:
        if not head:
            return False
        plan = perform(actor, OpenPlan(area_id=offer.area_id, fiscal_year=offer.cascade.fiscal_year))
    elif head and PLAN.can(plan.state, "revise"):
        reason = _("รับการถ่ายทอดนโยบาย: %(name)s") % {"name": offer.cascade.name_th}
        plan = perform(actor, Revise(target_id=plan.pk, reason=reason))
    if plan.state not in EDITABLE:
        return False
    perform(actor, TakeOver(target_id=plan.pk, offer_id=offer.pk))
    set_targets(offer)
    return True


def set_targets(offer: Offer) -> int:
    """Set the province's target of each promised indicator that has none yet; one that stands is never overwritten."""
    year = offer.cascade.fiscal_year
    rows = Item.objects.filter(offer=offer, state__in=COUNTS, promised__isnull=False, expected__indicator__isnull=False)
    found = 0
    for item in rows.select_related("expected__indicator", "activity"):
        keys = {"indicator_id": item.expected.indicator_id, "area_id": offer.area_id, "fiscal_year": year}
        if Target.objects.filter(**keys).exists():
            continue
        reason = _("รับการถ่ายทอดนโยบาย: %(name)s") % {"name": offer.cascade.name_th}
        office = item.activity.office_id if item.activity is not None else None
        perform(SYSTEM, SetTarget(**keys, value=item.promised or 0, office_id=office, reason=reason))  # type: ignore[arg-type]
        found += 1
    return found


def period_inside(start: dt.date, end: dt.date, outer: Any) -> bool:
    """Tell whether a period lies inside an expected activity's."""
    return bool(outer.start <= start and end <= outer.end)
