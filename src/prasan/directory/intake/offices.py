"""Plan an import of offices."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from prasan.directory.commands.offices import CODE
from prasan.directory.intake.columns import Row
from prasan.directory.intake.lookups import CellError, Lookups
from prasan.directory.intake.plan import Line, Plan
from prasan.directory.models import Office
from prasan.kernel.normalise import fold

WANTED = ("code", "name_th", "name_en", "short_th", "kind", "agency", "area", "parent", "phone", "email", "source")
NEEDED = (("code",), ("name_th",))
NAMES = ("name_th", "name_en", "short_th")
CONTACT = ("phone", "email")


class OfficePlanner:
    """Turns rows into steps; knows which codes the file itself brings."""

    def __init__(self, known: Lookups, plan: Plan) -> None:
        self.known = known
        self.plan = plan
        self.new: set[str] = set()
        self.seen: set[str] = set()

    def row(self, row: Row) -> None:
        """Plan one row; raises CellError."""
        code = row["code"].upper()
        if not CODE.fullmatch(code):
            raise CellError("code", _("รหัสหน่วยงานใช้อักษรอังกฤษ ตัวเลข และขีดกลาง เช่น OPS-92"))
        if code in self.seen:
            raise CellError("code", _("รหัสนี้มีในไฟล์มากกว่าหนึ่งแถว"))
        self.seen.add(code)
        if not row["name_th"]:
            raise CellError("name_th", _("ไม่มีชื่อหน่วยงาน"))
        found = self.known.offices.get(fold(code))
        if found is not None and found.code == code:
            self._change(row, found)
        else:
            self._add(row, code)

    def _place(self, row: Row) -> dict[str, Any]:
        """Return area, agency and parent that the row names."""
        values: dict[str, Any] = {}
        if row["area"]:
            area = self.known.areas.get(fold(row["area"]))
            if area is None:
                raise CellError("area", _("ไม่พบจังหวัดหรือประเทศ “%(text)s”") % {"text": row["area"]})
            values["area_id"] = area.pk
        if row["agency"]:
            agency = self.known.agencies.get(fold(row["agency"]))
            if agency is None:
                raise CellError("agency", _("ไม่พบกรม “%(text)s”") % {"text": row["agency"]})
            values["agency_id"] = agency.pk
        if row["parent"]:
            parent = self.known.offices.get(fold(row["parent"]))
            code = parent.code if parent is not None else row["parent"].upper()
            if parent is None and code not in self.new:
                raise CellError("parent", _("ไม่พบหน่วยงานต้นสังกัด “%(text)s”") % {"text": row["parent"]})
            values["parent_code"] = code
        return values

    def _add(self, row: Row, code: str) -> None:
        values = self._place(row)
        if "area_id" not in values:
            raise CellError("area", _("หน่วยงานใหม่ต้องระบุจังหวัดหรือประเทศ"))
        labels = {fold(str(label)): value for value, label in Office.Kind.choices}
        kind = labels.get(fold(row["kind"])) or (row["kind"] if row["kind"] in Office.Kind.values else "")
        if not kind:
            raise CellError("kind", _("หน่วยงานใหม่ต้องระบุประเภท เช่น หน่วยงานในจังหวัด หรือ สาขา"))
        values |= {name: row[name] for name in (*NAMES, *CONTACT, "source") if row[name]}
        self.new.add(code)
        self.plan.steps.append(["directory.add_office", {"code": code, "kind": kind, **values}, row.where])
        changes = [["code", "", code], *([name, "", row[name]] for name in NAMES if row[name])]
        self.plan.lines.append(Line("new", row["name_th"], row.where, changes))

    def _change(self, row: Row, office: Office) -> None:
        """Plan what differs; an empty cell leaves the field as it is."""
        changes: list[list[str]] = []

        def differing(names: tuple[str, ...]) -> dict[str, str]:
            found = {name: row[name] for name in names if row[name] and row[name] != getattr(office, name)}
            changes.extend([name, str(getattr(office, name)), value] for name, value in found.items())
            return found

        renamed, contact = differing(NAMES), differing(CONTACT)
        if renamed:
            values = {"name_th": row["name_th"], **renamed, "source": row["source"]}
            self.plan.steps.append(["directory.rename_office", {"target_id": office.pk, **values}, row.where])
        if contact:
            values = {name: row[name] or getattr(office, name) for name in CONTACT}
            self.plan.steps.append(["directory.change_office_contact", {"target_id": office.pk, **values}, row.where])
        place = self._place(row)
        now = {"area_id": office.area_id, "agency_id": office.agency_id}
        now["parent_code"] = office.parent.code if office.parent else None
        moved = {name: value for name, value in place.items() if value != now[name]}
        if moved:
            self.plan.steps.append(["directory.move_office", {"target_id": office.pk, **moved}, row.where])
            changes.extend([name, str(now[name] or ""), str(value)] for name, value in moved.items())
        self.plan.lines.append(Line("changed" if changes else "same", office.name_th, row.where, changes))
