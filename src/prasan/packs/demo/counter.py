"""The demo's joint counter: Nakhon Si Thammarat, desks of four offices, a few tickets of today, a kiosk."""

from __future__ import annotations

from prasan.counter import commands as c
from prasan.counter.models import Desk, Place
from prasan.directory.models import Office
from prasan.directory.roles import Role
from prasan.packs.demo.people import COUNTER_PROVINCE as PROVINCE
from prasan.packs.demo.referrals import seat_at
from prasan.platform.commands import perform
from prasan.referrals.models import Case

AGENCIES = ("OPS", "SSO", "DOE", "DLPW")
TICKETS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("none", ("OPS", "DOE", "SSO")), ("elderly", ("SSO",)), ("none", ("DOE",)), ("pregnant", ("SSO", "DLPW")),
    ("none", ("DLPW", "SSO")),
)  # fmt: skip
"""Priority and agencies of those who came, the first one first."""


def load() -> dict[str, int]:
    """Make it, once; nothing where the province has no head or nobody at the counter."""
    labour = f"OPS-{PROVINCE}"
    head, staff = seat_at(Role.PLO, labour), seat_at(Role.COUNTER_OFFICER, labour)
    if Place.objects.exists() or head is None or staff is None:
        return {"counters": 0}
    title = "ศูนย์บริการร่วมแรงงานนครศรีธรรมราช"
    # every hour of every day: whoever practises in the evening finds the kiosk open
    new = c.OpenPlace(title=title, prefix="A", carries=True, opens="0.00", closes="23.59", every_day=True)
    place = perform(head, new)
    offices = dict(Office.objects.filter(code__in=[f"{one}-{PROVINCE}" for one in AGENCIES]).values_list("code", "pk"))
    for number, agency in enumerate(AGENCIES, start=1):
        office = offices.get(f"{agency}-{PROVINCE}")
        if office is not None:
            perform(head, c.AddDesk(place_id=place.pk, office_id=office, number=number))
    done = 0
    for priority, agencies in TICKETS:
        whom = [offices[f"{one}-{PROVINCE}"] for one in agencies if f"{one}-{PROVINCE}" in offices]
        if whom:
            perform(staff, c.TakeTicket(place_id=place.pk, priority=priority, offices=whom, agreed=True))
            done += 1
    perform(staff, c.OpenKiosk(place_id=place.pk, title="โถงชั้น 1", days=90))  # its link stands on the page alone
    _serve_first(staff, Desk.objects.get(place=place, number=1))
    return {"counters": 1, "tickets": done}


def _serve_first(staff: object, desk: Desk) -> None:
    """Let the first one sit at the labour office's desk, with a case of the demo."""
    ticket = perform(staff, c.CallNext(desk_id=desk.pk))
    perform(staff, c.Begin(target_id=ticket.pk))
    case = Case.objects.filter(office_id=desk.office_id).order_by("pk").first()
    if case is not None:
        perform(staff, c.JoinCase(target_id=ticket.pk, case_id=case.pk, agreed=True))
