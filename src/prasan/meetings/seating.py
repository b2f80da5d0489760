"""The order of a roster: chair, members in ministry order, guests, listeners, the secretary last."""

from __future__ import annotations

from collections.abc import Iterable

from prasan.directory.models import Office, Seat
from prasan.meetings.models import Attendee, Briefing

CENTRAL_FIRST = {"ministry": 0, "centre": 1, "department": 2, "central": 3, "provincial": 4, "branch": 5, "abroad": 6}
DUTIES = {"chair": 0, "member": 1, "guest": 2, "listener": 3, "secretary": 4}
STEP = 1


def order_of(office: Office, host: int | None) -> tuple[int, int, str, int, str]:
    """Return what offices are sorted by: the host province first, then centre, Thai alphabet, ministry order, code."""
    at_home = 0 if host is not None and office.area_id == host else 1
    kind = CENTRAL_FIRST.get(office.kind, 7)
    where = office.area.sort_th if office.kind in {"provincial", "branch", "abroad"} else ""
    return (at_home if where else 0, kind, where, office.agency.order if office.agency is not None else 99, office.code)


def lines_for(briefing: Briefing, chair: Seat, secretary: Seat, offices: Iterable[Office]) -> list[Attendee]:
    """Return the roster of a new meeting, not saved: chair and secretary by seat, the offices as members."""
    made = [_of_seat(briefing, chair, Attendee.Duty.CHAIR)]
    invited = [_of_office(briefing, one) for one in offices]
    made += sorted(invited, key=lambda line: (DUTIES[line.duty], order_of(line.office, briefing.host_area_id)))
    if secretary.pk != chair.pk:
        made.append(_of_seat(briefing, secretary, Attendee.Duty.SECRETARY))
    for place, line in enumerate(made):
        line.position = place
    return made


def _of_seat(briefing: Briefing, seat: Seat, duty: str) -> Attendee:
    return Attendee(briefing=briefing, office=seat.office, area_id=seat.office.area_id, seat=seat, duty=duty)


def _of_office(briefing: Briefing, office: Office) -> Attendee:
    outside = office.kind == Office.Kind.OUTSIDE
    duty = Attendee.Duty.GUEST if outside else Attendee.Duty.MEMBER
    return Attendee(briefing=briefing, office=office, area_id=office.area_id, duty=duty)


def put_in_order(briefing: Briefing) -> None:
    """Number the lines of a roster anew: by duty, then by the order of offices. Two statements."""
    rows = list(briefing.attendees.select_related("office__agency", "office__area").defer("office__grams"))
    rows.sort(key=lambda line: (DUTIES[line.duty], order_of(line.office, briefing.host_area_id), line.pk))
    for place, line in enumerate(rows):
        line.position = place
    Attendee.objects.bulk_update(rows, ["position"])
