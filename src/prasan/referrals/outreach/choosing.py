"""Who is chosen for a list, who can go, and how far a list is."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from prasan.directory.models import Area, Seat
from prasan.referrals.models import Case, OutreachLine, OutreachList, Referral
from prasan.registers.models import CASE_WORKERS, Tie, Worker

DAYS_A_MONTH = 30
DONE = (OutreachLine.State.REACHED, OutreachLine.State.REFERRED)
"""States in which the person was met."""


def people_for(actor: Any) -> Any:
    """Return the people who can stand on a list of the actor's office: living right, no special protection."""
    living = Tie.objects.living().filter(worker=OuterRef("pk"), office=actor.office_id)
    rows = Worker.objects.served_by(actor).active()
    return rows.filter(Exists(living.order_by()), protected="")


def chosen(actor: Any, wanted: OutreachList, now: dt.datetime) -> Any:
    """Return the people who meet what a list asks for, by place and number.

    A person's place is the home, where it is not known the place of work. Met by a service within the months: a case of
    theirs was taken in or one of their referrals moved, be it under an entry that was merged into theirs.
    """
    first, last = wanted.area_id, Area.objects.values_list("last", flat=True).get(pk=wanted.area_id)
    home = Q(home_area__gte=first, home_area__lte=last)
    work = Q(home_area=None, work_area__gte=first, work_area__lte=last)
    rows = people_for(actor).filter(home | work)
    if wanted.group:
        rows = rows.filter(informal_group=wanted.group)
    if wanted.section:
        rows = rows.filter(section=wanted.section)
    if wanted.months:
        since = now - dt.timedelta(days=DAYS_A_MONTH * wanted.months)
        theirs = Q(worker=OuterRef("pk")) | Q(worker__merged_into=OuterRef("pk"))
        of_case = Q(case__worker=OuterRef("pk")) | Q(case__worker__merged_into=OuterRef("pk"))
        cases = Case.objects.filter(theirs, opened_at__gte=since).order_by()
        moved = Referral.objects.filter(of_case, moved_at__gte=since).order_by()
        rows = rows.exclude(Exists(cases)).exclude(Exists(moved))
    return rows.order_by("home_area", "work_area", "pk")


def goers(actor: Any) -> Any:
    """Return the seats of the actor's office that meet people today: who can be sent."""
    rows = Seat.objects.held_on(timezone.localdate()).filter(office=actor.office_id, role__in=list(CASE_WORKERS))
    return rows.select_related("person").order_by("person__given_name", "pk")


def lines_of(actor: Any, wanted: OutreachList) -> Any:
    """Return the lines of a list that its reader may read, what is due first."""
    rows = OutreachLine.objects.visible_to(actor).filter(list=wanted)
    rows = rows.select_related("worker__home_area", "seat__person", "case")
    rows = rows.defer("worker__home_area__grams", "worker__home_area__boundary")
    return rows.order_by(F("next_on").asc(nulls_last=True), "worker__home_area", "pk")


def counts(actor: Any, lists: Any) -> dict[int, dict[str, int]]:
    """Return how many of each list stand in which state, with `all` and `met`; one query."""
    rows = OutreachLine.objects.visible_to(actor).filter(list__in=lists).order_by()
    found: dict[int, dict[str, int]] = {one: {"all": 0, "met": 0} for one in lists}
    for number, state, n in rows.values_list("list", "state").annotate(n=Count("pk")):
        told = found[number]
        told[state] = n
        told["all"] += n
        told["met"] += n if state in DONE else 0
    return found
