"""Who was in a meeting, as its papers name them: formal full names, positions with acting capacity and order.

A line that was there without anybody having shown who they are is named by its office alone: nobody is guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from prasan.directory.models import Delegation, Person, Seat
from prasan.meetings.models import Attendee, Briefing, CheckIn
from prasan.meetings.rollcall import Presence

OFFICE = ("office__grams",)


def of_seat(seat: Seat) -> dict[str, str]:
    """Return who holds a seat as papers name them. The seat has its person and office with it."""
    return {
        "name": seat.person.parts.formal(), "position": seat.title, "order_no": _order(seat),
        "office": seat.office.name_th,
    }  # fmt: skip


def _order(seat: Seat) -> str:
    return seat.order_no if seat.capacity != Seat.Capacity.HOLDER else ""


class People:
    """The people of a meeting by line: who showed themselves, and in what right they sat there. Three queries."""

    def __init__(self, briefing: Briefing, lines: Iterable[Attendee]) -> None:
        """Read who checked in, their seats and delegations on the day of the meeting."""
        self.lines = list(lines)
        self.shown: dict[int, list[CheckIn]] = {}
        rows = CheckIn.objects.filter(attendee__briefing=briefing).select_related("person").order_by("id")
        for one in rows:
            self.shown.setdefault(one.attendee_id, []).append(one)
        day = timezone.localdate(briefing.opened_at or briefing.starts_at)
        people = {one.person_id for found in self.shown.values() for one in found if one.person_id}
        people |= {line.substitute_id for line in self.lines if line.substitute_id}
        self.seats: dict[int, list[Seat]] = {}
        held = Seat.objects.held_on(day).filter(person_id__in=people).select_related("office", "person")
        for seat in held.defer(*OFFICE).order_by("pk"):
            self.seats.setdefault(seat.person_id, []).append(seat)
        self.lent = self._lent(people, day)

    @staticmethod
    def _lent(people: set[int], day: dt.date) -> dict[int, list[Delegation]]:
        found: dict[int, list[Delegation]] = {}
        rows = Delegation.objects.on(day).filter(to_id__in=people).select_related("seat__office").order_by("pk")
        for one in rows.defer("seat__office__grams"):
            found.setdefault(one.to_id, []).append(one)
        return found

    def on(self, line: Attendee, presence: Presence | None = None) -> list[dict[str, Any]]:
        """Return everybody on a line, in the order in which they came."""
        found = [self._shown(line, one) for one in self.shown.get(line.pk, [])] or [self.expected(line)]
        if presence is not None:
            for one in found:
                one |= {"minutes": presence.minutes, "late": presence.late, "first": _iso(presence.first)}
        return found

    def _shown(self, line: Attendee, one: CheckIn) -> dict[str, Any]:
        if one.person is None:
            return self._row(
                line, one.name, one.position or _("ผู้เข้าร่วมของ%(office)s") % {"office": line.office.name_th}
            )
        return self._of_person(line, one.person)

    def _of_person(self, line: Attendee, person: Person) -> dict[str, Any]:
        """Return a person with the seat that they sat there in: the line's own, one lent to them, one of the office."""
        name = person.parts.formal()
        seats = self.seats.get(person.pk, [])
        own = next((one for one in seats if one.pk == line.seat_id), None)
        lent = next((one for one in self.lent.get(person.pk, []) if one.seat.office_id == line.office_id), None)
        here = own or next((one for one in seats if one.office_id == line.office_id), None)
        if here is None and lent is not None:
            position = _("ปฏิบัติหน้าที่แทน%(position)s") % {"position": lent.seat.title}
            return self._row(line, name, position, lent.order_no)
        seat = here or (seats[0] if seats else None)
        return self._row(line, name, seat.title if seat else "", _order(seat) if seat else "")

    def expected(self, line: Attendee) -> dict[str, Any]:
        """Return whom the roster names on a line: the substitute, the holder of the seat, or the office alone."""
        if line.substitute is not None:
            return self._of_person(line, line.substitute)
        if line.substitute_name:
            return self._row(line, line.substitute_name, line.substitute_position)
        if line.seat is not None:
            return self._row(line, line.seat.person.parts.formal(), line.seat.title, _order(line.seat))
        return self._row(line, "", _("ผู้แทน%(office)s") % {"office": line.office.name_th})

    @staticmethod
    def _row(line: Attendee, name: str, position: str, order_no: str = "") -> dict[str, Any]:
        instead = line.reply == Attendee.Reply.SUBSTITUTE
        who = line.seat.title if line.seat is not None else line.office.name_th
        return {
            "line": line.pk, "duty": line.duty, "name": name, "position": position, "order_no": order_no,
            "office": line.office.name_th, "instead": _("แทน%(who)s") % {"who": who} if instead else "",
        }  # fmt: skip


def _iso(moment: dt.datetime | None) -> str:
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else ""
