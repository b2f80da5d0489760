"""Who answers for an office: a seat that is held today by a person who can sign in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.models import Office, Seat
from prasan.directory.models.seats import SeatQuerySet
from prasan.directory.roles import Role
from prasan.platform.commands import RuleBroken
from prasan.platform.compiled import Compiled

IN_OFFICE = (Role.COUNTER_OFFICER, Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.PLO, Role.COUNSELLOR)
"""Who of an office is asked, the first there is: who works on cases before who leads."""


def living(seats: SeatQuerySet, day: dt.date) -> SeatQuerySet:
    """Return the seats that are held on a day by somebody whose account is open."""
    return seats.held_on(day).filter(person__is_active=True)


def answering_for(office: Office, day: dt.date, prefer: int | None = None) -> Seat:
    """Return the seat that answers for an office, else the labour officer of its province, else the centre's desk.

    One query where the office has somebody.

    Parameters: `prefer`, a seat that did so before and does so still if it is held. Raises RuleBroken where not even
    the centre has a living seat.
    """
    ranked = Case(
        When(pk=prefer, then=Value(-1)), *(When(role=role, then=Value(n)) for n, role in enumerate(IN_OFFICE)),
        default=Value(len(IN_OFFICE)), output_field=IntegerField(),
    )  # fmt: skip
    held = living(Seat.objects.all(), day)
    own = held.filter(Q(role__in=IN_OFFICE) | Q(pk=prefer), office=office)
    found = own.annotate(rank=ranked).order_by("rank", "start", "pk").first()
    if found is not None:
        return found
    province = held.filter(role=Role.PLO, office__leads_province=True, office__area_id__lte=office.area_id)
    beyond = province.filter(office__area__last__gte=office.area_id).order_by("start", "pk").first()
    beyond = beyond or held.filter(role=Role.DUTY_OFFICER).order_by("start", "pk").first()
    if beyond is None:
        raise RuleBroken(_("ไม่มีผู้ใดตอบแทน %(office)s ได้ โปรดแจ้งผู้ดูแลระบบให้เพิ่มผู้ปฏิบัติงาน") % {"office": office.short})
    return beyond


def _accounts(office: int, day: dt.date) -> QuerySet[Any]:
    return living(Seat.objects.filter(office=office, role__in=IN_OFFICE), day).order_by().values_list("pk")[:1]


_somebody: Compiled[Any] = Compiled(_accounts)


def has_accounts(office: int) -> bool:
    """Tell whether somebody of an office can sign in and answer; where nobody can, it gets a link."""
    return bool(_somebody(office, timezone.localdate()))
