"""The calendar's sources that are known today: monthly reports and their locks, data calls, milestones, holidays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.desk.calendar.sources import Asked, Event, source
from prasan.directory.models import Holiday
from prasan.directory.roles import REACH, Reach
from prasan.plans.models import Milestone, Plan
from prasan.progress import periods
from prasan.progress.calls.models import CallAnswer, DataCall, reads
from prasan.progress.calls.working import calendar_between
from prasan.registers import settings

MOST = 300
"""Entries of one source; a month holds fewer."""


def status_of(day: dt.date, done: bool = False) -> str:
    """Return how a day that asks for something is drawn: near and late ones stand out until they are done."""
    if done:
        return "done"
    left = (day - timezone.localdate()).days
    return "very_late" if left < 0 else "late" if left <= 2 else "info"


def reports(actor: Any, asked: Asked) -> Iterator[Event]:
    """Yield the days on which monthly reports are due and months lock, by the holidays of the actor's place."""
    if REACH[actor.role] is Reach.NOTHING:
        return
    rules = settings.current()
    days = calendar_between(asked.first, asked.last + dt.timedelta(days=31), actor.area_id)
    first = periods.add(periods.of(asked.first), -3 - rules["report-lock-days"] // 28)
    for period in periods.between(first, periods.of(asked.last)):
        month, url = periods.label(period), f"{reverse('reports')}#m{period}"
        due = days.on_or_after(periods.bounds(period)[1] + dt.timedelta(days=rules["report-due-day"]))
        text = _("รายงานเดือน %(month)s ครบกำหนด") % {"month": month}
        yield Event(due, f"report-{period}", text, text, "reports", url, "info")
        lock = periods.bounds(period)[1] + dt.timedelta(days=rules["report-lock-days"])
        text = _("วันสุดท้ายที่แก้รายงานเดือน %(month)s ได้") % {"month": month}
        yield Event(lock, f"lock-{period}", text, text, "reports", url, "info")


def calls(actor: Any, asked: Asked) -> Iterator[Event]:
    """Yield the deadlines of data calls: those to answer, and those that the office asked."""
    if not reads(actor):
        return
    start = timezone.make_aware(dt.datetime.combine(asked.first, dt.time.min))
    end = timezone.make_aware(dt.datetime.combine(asked.last, dt.time.max))
    rows = DataCall.objects.visible_to(actor).filter(deadline__range=(start, end)).exclude(state="draft")
    if asked.width != "all":
        own = Q(office_id=actor.office_id)
        if asked.width == "province":
            own = Q(area_id__gte=actor.area_id, area_id__lte=actor.area_last)
        mine = CallAnswer.objects.filter(own).values("call")
        rows = rows.filter(Q(pk__in=mine) | Q(office_id=actor.office_id))
    for one in rows.order_by("deadline")[:MOST]:
        day = timezone.localdate(one.deadline)
        plain = _("ตอบคำขอข้อมูลเลขที่ %(n)s") % {"n": one.pk}
        title = _("ตอบคำขอข้อมูล “%(call)s”") % {"call": one.title}
        done = one.state == DataCall.State.CLOSED
        yield Event(day, f"call-{one.pk}", title, plain, "calls", reverse("call", args=[one.pk]), status_of(day, done))


def milestones(actor: Any, asked: Asked) -> Iterator[Event]:
    """Yield the milestones of plans that the actor reads."""
    rows = Milestone.objects.filter(
        due__range=(asked.first, asked.last), activity__project__plan__in=Plan.objects.visible_to(actor)
    )
    if asked.width == "mine":
        rows = rows.filter(Q(activity__responsible_id=actor.person_id) | Q(activity__office_id=actor.office_id))
    elif asked.width == "office":
        rows = rows.filter(activity__office_id=actor.office_id)
    elif asked.width == "province":
        rows = rows.filter(
            activity__project__plan__area_id__gte=actor.area_id, activity__project__plan__area_id__lte=actor.area_last
        )
    told = rows.annotate(project=F("activity__project_id"), plan=F("activity__project__plan_id"))
    for one in told.order_by("due")[:MOST]:
        title = _("หมุดหมาย: %(name)s") % {"name": one.name_th}
        plain = _("หมุดหมายของแผนเลขที่ %(n)s") % {"n": one.plan}
        url = reverse("plan_project", args=[one.plan, one.project])
        status = status_of(one.due, bool(one.reached_on))
        yield Event(one.due, f"milestone-{one.pk}", title, plain, "milestones", url, status)


def holidays(actor: Any, asked: Asked) -> Iterator[Event]:
    """Yield the holidays of the nation and of the actor's own place; with the widest look those of every province."""
    rows = Holiday.objects.filter(day__range=(asked.first, asked.last)).select_related("area").defer("area__boundary")
    if asked.width != "all":
        rows = rows.filter(area_id__in=[periods.NATION, actor.area_id])
    for one in rows.order_by("day", "area_id")[:MOST]:
        where = "" if one.area_id == periods.NATION else f" ({one.area.name})"
        text = f"{one.name_th}{where}"
        yield Event(one.day, f"holiday-{one.pk}", text, text, "holidays", "", "not_applicable")


def register() -> None:
    """Put them into the calendar."""
    source("reports", gettext_lazy("รายงาน"), reports)
    source("calls", gettext_lazy("คำขอข้อมูล"), calls)
    source("milestones", gettext_lazy("หมุดหมาย"), milestones)
    source("holidays", gettext_lazy("วันหยุด"), holidays)
