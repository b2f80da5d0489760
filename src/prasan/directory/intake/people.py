"""Plan an import of people with their seats."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from prasan.directory.intake.columns import Row
from prasan.directory.intake.lookups import CellError, Lookups, read_day, read_role
from prasan.directory.intake.plan import Line, Plan
from prasan.directory.models import Person
from prasan.directory.roles import Role
from prasan.kernel.names import split_name
from prasan.kernel.normalise import fold
from prasan.platform.ui.filters import thaidate

WANTED = (
    "full_name", "title", "rank", "given_name", "family_name", "name_en", "email", "username", "office", "role",
    "position_th", "start", "end", "order_no", "order_date",
)  # fmt: skip
NEEDED = (("full_name", "given_name"),)
PARTS = {"title": "title", "rank": "rank", "academic_title": "academic", "royal_title": "royal"}


def name_parts(row: Row) -> dict[str, str]:
    """Return the parts of the name, from one cell or from several; raises CellError."""
    try:
        whole = split_name(row["full_name"]) if row["full_name"] else None
    except ValueError:
        raise CellError("full_name", _("อ่านชื่อไม่ได้")) from None
    parts: dict[str, str] = {}
    if whole is not None:
        parts = {name: getattr(whole, part) for name, part in PARTS.items()}
        parts |= {"given_name": whole.given, "family_name": whole.family}
    for name in ("title", "rank", "given_name", "family_name"):
        if row[name]:
            parts[name] = row[name]
    if not parts.get("given_name"):
        raise CellError("given_name" if "given_name" in row.columns else "full_name", _("ไม่มีชื่อ"))
    return {name: value for name, value in parts.items() if value}


def _seat_lines(row: Row, seat: dict[str, Any]) -> list[list[str]]:
    """Return what a new seat means, as the preview shows it: above all how its days were read."""
    told = {"office": row["office"], "role": str(Role(seat["role"]).label), "position_th": seat["position_th"]}
    told |= {name: thaidate(seat[name]) for name in ("start", "end", "order_date") if seat[name]}
    return [[name, "", text] for name, text in (told | {"order_no": seat["order_no"]}).items() if text]


class PeoplePlanner:
    """Turns rows into steps; two rows of one person in a file give two seats."""

    def __init__(self, known: Lookups, plan: Plan) -> None:
        self.known = known
        self.plan = plan
        self.new: dict[str, str] = {}

    def row(self, row: Row) -> None:
        """Plan one row; raises CellError."""
        parts = name_parts(row)
        if row["email"]:
            try:
                validate_email(row["email"])
            except ValidationError:
                raise CellError("email", _("อีเมลนี้ไม่ถูกต้อง")) from None
        seat = self._seat(row)
        person = self._find(row, parts)
        if person is None:
            self._add(row, parts, seat)
        else:
            self._change(row, person, parts, seat)

    def _find(self, row: Row, parts: dict[str, str]) -> Person | None:
        """Return the person whom the row means: by address or user name, else by the whole name."""
        for name in ("email", "username"):
            if row[name] and self.known.by_email.get(fold(row[name])):
                found: Person = self.known.by_email[fold(row[name])]
                return found
        if row["email"] or row["username"]:
            return None
        word = fold(f"{parts['given_name']} {parts.get('family_name', '')}".strip())
        if word in self.known.by_name and self.known.by_name[word] is None:
            raise CellError("full_name", _("มีหลายคนชื่อนี้ โปรดใส่ชื่อผู้ใช้หรืออีเมลแทน"))
        return self.known.by_name.get(word)

    def _seat(self, row: Row) -> dict[str, Any]:
        """Return the seat that the row gives, empty where it names none."""
        start, end = read_day(row["start"], "start"), read_day(row["end"], "end")
        order_date = read_day(row["order_date"], "order_date")
        if not row["office"]:
            if row["role"]:
                raise CellError("role", _("มีบทบาทแต่ไม่มีหน่วยงาน"))
            return {}
        office = self.known.offices.get(fold(row["office"]))
        if office is None:
            raise CellError("office", _("ไม่พบหน่วยงาน “%(text)s”") % {"text": row["office"]})
        if not row["role"]:
            raise CellError("role", _("ไม่มีบทบาท"))
        role = read_role(row["role"], "role", _("ไม่มีบทบาท “%(text)s”") % {"text": row["role"]})
        return {
            "office_id": office.pk,
            "role": str(role),
            "position_th": row["position_th"],
            "start": (start or self.known.today).isoformat(),
            "end": end.isoformat() if end else None,
            "order_no": row["order_no"],
            "order_date": order_date.isoformat() if order_date else None,
        }

    def _add(self, row: Row, parts: dict[str, str], seat: dict[str, Any]) -> None:
        who = fold(row["email"] or row["username"] or f"{parts['given_name']} {parts.get('family_name', '')}")
        values = parts | {name: row[name] for name in ("email", "username", "name_en") if row[name]}
        changes = [[name, "", value] for name, value in values.items()]
        if who in self.new:  # a second seat of somebody this file brings
            if not seat:
                raise CellError("full_name", _("บุคคลนี้มีในไฟล์มากกว่าหนึ่งแถว"))
            self.plan.steps.append(["directory.give_seat", {"person_ref": self.new[who], **seat}, row.where])
        else:
            self.new[who] = row.where
            self.plan.steps.append(["directory.add_person", {**values, "seat": seat}, row.where])
        if seat:
            changes += _seat_lines(row, seat)
        self.plan.lines.append(Line("new", " ".join(parts.values()), row.where, changes))

    def _change(self, row: Row, person: Person, parts: dict[str, str], seat: dict[str, Any]) -> None:
        values = parts | {name: row[name] for name in ("email", "username", "name_en") if row[name]}
        changed = {name: value for name, value in values.items() if value != getattr(person, name)}
        changes = [[name, getattr(person, name), value] for name, value in changed.items()]
        if changed:
            self.plan.steps.append(["directory.change_person", {"target_id": person.pk, "values": changed}, row.where])
        held = {(one.office_id, one.role) for one in self.known.seats.get(person.pk, [])}
        if seat and (seat["office_id"], seat["role"]) not in held:
            self.plan.steps.append(["directory.give_seat", {"person_id": person.pk, **seat}, row.where])
            changes += _seat_lines(row, seat)
        self.plan.lines.append(Line("changed" if changes else "same", person.full_name, row.where, changes))
