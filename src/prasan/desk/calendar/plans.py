"""What plans and cascades put into the calendar: outcomes to be asked again, days by which provinces answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prasan.desk.calendar.own import MOST, status_of
from prasan.desk.calendar.sources import Asked, Event, source
from prasan.directory.roles import Role
from prasan.kernel.fiscal import add_months
from prasan.plans.cascade.queries import asked_items
from prasan.plans.models import BeneficiaryLine, Cascade, Plan

SLACK = dt.timedelta(days=3)
"""Months differ in length: a day 12 months later and one 12 months earlier are no exact opposites."""


def outcomes(actor: Any, asked: Asked) -> Iterator[Event]:
    """Yield the days on which outcomes of approved plans are to be asked again, 12 months after they were measured."""
    rows = BeneficiaryLine.objects.filter(
        project__plan__in=Plan.objects.visible_to(actor).filter(version__gt=0)
    ).exclude(before=None, after=None)  # fmt: skip
    if asked.width == "mine":
        rows = rows.filter(Q(project__responsible_id=actor.person_id) | Q(project__office_id=actor.office_id))
    elif asked.width == "office":
        rows = rows.filter(project__office_id=actor.office_id)
    elif asked.width == "province":
        rows = rows.filter(project__plan__area_id__gte=actor.area_id, project__plan__area_id__lte=actor.area_last)
    first, last = add_months(asked.first, -12) - SLACK, add_months(asked.last, -12) + SLACK
    rows = rows.annotate(measured=Coalesce("after_on", "project__end")).filter(measured__range=(first, last))
    for one in rows.select_related("project").order_by("measured", "pk")[:MOST]:
        due = one.later_due
        if due is None:
            continue
        told = {"who": one.who_th, "project": one.project.name_th}
        title = _("ถามผลหลัง 12 เดือน: %(who)s (%(project)s)") % told
        plain = _("ถามผลหลัง 12 เดือนของแผนเลขที่ %(n)s") % {"n": one.project.plan_id}
        url = reverse("plan_project", args=[one.project.plan_id, one.project_id])
        yield Event(due, f"outcome-{one.pk}", title, plain, "outcomes", url, status_of(due, one.later is not None))


def cascades(actor: Any, asked: Asked) -> Iterator[Event]:
    """Yield the days by which provinces answer cascades: of the own province, of the centre's own policies."""
    rows = Cascade.objects.visible_to(actor).exclude(state="draft").filter(due__range=(asked.first, asked.last))
    items = _items(actor, asked.width).filter(offer__cascade=OuterRef("pk")).order_by()
    if asked.width in {"mine", "office"} and actor.has(Role.POLICY_OWNER, Role.PERMANENT_SECRETARY):
        rows = rows.filter(Q(policy__owner=None) | Q(policy__owner_id=actor.person_id))
        items = asked_items().filter(offer__cascade=OuterRef("pk")).order_by()
    elif asked.width != "all":
        rows = rows.filter(Exists(items))
    local = actor.has(Role.PLO, Role.AGENCY_HEAD, Role.AGENCY_OFFICER)
    rows = rows.annotate(
        own=Subquery(items.values("offer")[:1]), open=Exists(items.filter(state="open"))
    )  # fmt: skip
    for one in rows.order_by("due", "pk")[:MOST]:
        title = _("ตอบสิ่งที่ส่วนกลางถ่ายทอด: %(name)s") % {"name": one.name_th}
        plain = _("ตอบนโยบายที่ถ่ายทอดเลขที่ %(n)s") % {"n": one.pk}
        url = reverse("offer", args=[one.own]) if local and one.own else reverse("cascade", args=[one.pk])
        yield Event(one.due, f"cascade-{one.pk}", title, plain, "cascades", url, status_of(one.due, not one.open))


def _items(actor: Any, width: str) -> QuerySet[Any]:
    """Return what is asked of the actor's place; of the own unit where the look is no wider."""
    rows = asked_items().filter(offer__area_id__gte=actor.area_id, offer__area_id__lte=actor.area_last)
    if width in {"mine", "office"}:
        if actor.has(Role.PLO) and actor.leads_province:
            return rows
        unit = actor.has(Role.AGENCY_HEAD, Role.AGENCY_OFFICER) and actor.office_kind == "provincial"
        return rows.filter(expected__agency=actor.agency) if unit else rows.none()
    return rows


def register() -> None:
    """Put them into the calendar."""
    source("outcomes", gettext_lazy("ผลหลัง 12 เดือน"), outcomes)
    source("cascades", gettext_lazy("นโยบายที่ถ่ายทอด"), cascades)
