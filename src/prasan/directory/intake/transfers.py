"""Plan a transfer order out of its list of people."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _

from prasan.directory.intake.columns import Row
from prasan.directory.intake.lookups import CellError, Lookups, read_role
from prasan.directory.intake.people import name_parts
from prasan.directory.intake.plan import Line, Plan
from prasan.directory.models import Person, Seat
from prasan.kernel.normalise import fold

WANTED = (
    "full_name", "title", "rank", "given_name", "family_name", "email", "username", "from_office", "to_office",
    "to_role", "to_position", "role", "position_th",
)  # fmt: skip
NEEDED = (("full_name", "given_name", "email", "username"), ("from_office", "to_office"))


class TransferPlanner:
    """Turns rows of an order into transfers; everybody must be known already."""

    def __init__(self, known: Lookups, plan: Plan, effective: dt.date) -> None:
        self.known = known
        self.plan = plan
        self.effective = effective
        self.seen: set[int] = set()

    def row(self, row: Row) -> None:
        """Plan one row; raises CellError."""
        person = self._person(row)
        if person.pk in self.seen:
            raise CellError("full_name", _("บุคคลนี้มีในไฟล์มากกว่าหนึ่งแถว"))
        self.seen.add(person.pk)
        leaves = self._leaves(row, person)
        takes = self._takes(row, leaves)
        if leaves is None and not takes:
            raise CellError("to_office", _("ไม่มีทั้งตำแหน่งเดิมและหน่วยงานใหม่"))
        where = {"person_id": person.pk, "leaves": [leaves.pk] if leaves else [], "takes": takes, "row": row.where}
        self.plan.steps.append(["transfer", where, row.where])
        old = leaves.office.short if leaves else ""
        self.plan.lines.append(Line("changed", person.full_name, row.where, [["office", old, row["to_office"]]]))

    def _person(self, row: Row) -> Person:
        for name in ("email", "username"):
            found = self.known.by_email.get(fold(row[name])) if row[name] else None
            if found is not None:
                return found
        parts = name_parts(row)
        word = fold(f"{parts['given_name']} {parts.get('family_name', '')}".strip())
        person = self.known.by_name.get(word)
        if person is None:
            several = word in self.known.by_name
            text = _("มีหลายคนชื่อนี้ โปรดใส่ชื่อผู้ใช้หรืออีเมลแทน") if several else _("ไม่พบบุคคลนี้ในทำเนียบ")
            raise CellError("full_name", text)
        return person

    def _leaves(self, row: Row, person: Person) -> Seat | None:
        """Return the seat that ends: in the office that is named, else the only one."""
        last = self.effective - dt.timedelta(days=1)
        seats = [
            one for one in self.known.seats.get(person.pk, []) if one.start <= last and (not one.end or one.end > last)
        ]
        if row["from_office"]:
            office = self.known.offices.get(fold(row["from_office"]))
            seats = [one for one in seats if office is not None and one.office_id == office.pk]
            if not seats:
                raise CellError("from_office", _("บุคคลนี้ไม่ได้ดำรงตำแหน่งใน “%(text)s”") % {"text": row["from_office"]})
        if len(seats) > 1:
            raise CellError("from_office", _("บุคคลนี้มีหลายตำแหน่ง โปรดระบุหน่วยงานเดิม"))
        return seats[0] if seats else None

    def _takes(self, row: Row, leaves: Seat | None) -> dict[str, Any]:
        if not row["to_office"]:
            return {}
        office = self.known.offices.get(fold(row["to_office"]))
        if office is None:
            raise CellError("to_office", _("ไม่พบหน่วยงาน “%(text)s”") % {"text": row["to_office"]})
        word = row["to_role"] or row["role"]
        if not word and leaves is None:
            raise CellError("to_role", _("ไม่มีบทบาท"))
        role = (
            read_role(word, "to_role", _("ไม่มีบทบาท “%(text)s”") % {"text": word}) if word else leaves.role  # type: ignore[union-attr]
        )
        position = row["to_position"] or row["position_th"]
        return {"office_id": office.pk, "role": str(role), "position_th": position}
