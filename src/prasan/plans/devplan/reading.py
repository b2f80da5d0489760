"""Reads a development plan's file (xlsx, csv) into what it would change; nothing is written."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from prasan.directory.intake import Bad, Line, Plan
from prasan.directory.intake.columns import Row, data_rows, heading
from prasan.directory.intake.lookups import CellError, read_day
from prasan.directory.intake.sheets import read_sheets
from prasan.directory.models import Agency
from prasan.kernel.normalise import fold
from prasan.plans.cycle import DEVELOPMENT
from prasan.plans.devplan.commands import REASON_NEEDED, key_of
from prasan.plans.intake.cells import choice, fiscal_year, headings_in_baht, own_value, satang
from prasan.plans.models import DevLine, MoneyLine, OrderedItem
from prasan.platform.commands import RuleBroken

HEADINGS: dict[str, tuple[str, ...]] = {
    "issue_th": ("ประเด็นการพัฒนา", "ประเด็นยุทธศาสตร์", "ประเด็น", "issue"),
    "strategy_th": ("กลยุทธ์", "แนวทางการพัฒนา", "แผนงาน", "strategy"),
    "project_th": ("โครงการ", "ชื่อโครงการ", "โครงการ/กิจกรรม", "project"),
    "fiscal_year": ("ปีงบประมาณ", "ปี", "fiscal year", "year"),
    "agency_th": ("หน่วยงานรับผิดชอบ", "หน่วยงานดำเนินการ", "หน่วยงาน", "agency"),
    "budget": ("งบประมาณ", "วงเงิน", "งบประมาณ (บาท)", "budget"),
    "source": ("แหล่งเงิน", "แหล่งงบประมาณ", "source"),
    "item_id": ("เรื่องที่สั่งให้บรรจุ", "เรื่องของกระทรวง", "item"),
    "state": ("สถานะ", "ขั้น", "state"),
    "on": ("วันที่", "ลงวันที่", "วันที่ของมติ", "date"),
    "document_no": ("เลขที่เอกสาร", "เลขที่หนังสือ", "เลขที่มติ", "มติ", "document"),
    "reason": ("เหตุผล", "เหตุผลที่ไม่บรรจุ", "reason"),
}
"""Column → headings that mean it; the first is what the template says."""
NEEDED = (("project_th",), ("fiscal_year",))
LIMITS = {"issue_th": 300, "strategy_th": 300, "project_th": 300, "agency_th": 200, "document_no": 120, "reason": 1000}


def read(file_name: str, content: bytes, *, area_id: int | None = None, group_id: int | None = None) -> Plan:
    """Return what a file would change in a place's plan.

    Parameters: exactly one of `area_id` and `group_id`. Raises RuleBroken where the file as a whole cannot be
    read; single cells stand in `bad`, and then nothing of the file is loaded.
    """
    planner = Planner(area_id, group_id)
    read_one = False
    for sheet in read_sheets(file_name, content):
        start, columns = heading(sheet, tuple(HEADINGS), NEEDED, HEADINGS)
        if start < 0:
            continue
        read_one = True
        planner.plan.bad += headings_in_baht(sheet, start, columns, ["budget"])
        for row in data_rows(sheet, start, columns):
            try:
                own_value(sheet, row, "budget")
                planner.row(row)
            except CellError as error:
                planner.plan.bad.append(Bad(row.sheet, row.cell(error.name), error.text))
    if not read_one:
        raise RuleBroken(_("ไม่พบแถวหัวตารางที่มี “โครงการ” และ “ปีงบประมาณ” ดูตัวอย่างไฟล์ในหน้านำเข้า"), field="file", status=422)
    if not planner.plan.lines and not planner.plan.bad:
        raise RuleBroken(_("ไม่มีข้อมูลใต้หัวตาราง"), field="file", status=422)
    return planner.plan


class Planner:
    """Turns rows into lines to show and steps for the door."""

    def __init__(self, area_id: int | None, group_id: int | None) -> None:
        self.place = {"area_id": area_id, "group_id": group_id}
        self.plan = Plan()
        self.seen: dict[tuple[int, str], str] = {}
        rows = DevLine.objects.filter(**self.place).select_related("agency", "item")
        self.known = {(one.fiscal_year, one.key): one for one in rows}
        self.agencies = {
            fold(word): one.pk
            for one in Agency.objects.all()
            for word in (one.code, one.name_th, one.short_th, one.name_en)
            if word
        }
        self.items = [
            (one.code, word) for one in OrderedItem.objects.all() for word in (one.name_th, one.name_en, one.code)
        ]

    def row(self, row: Row) -> None:
        """Plan one row; raises CellError."""
        for name, most in LIMITS.items():
            if len(row[name]) > most:
                raise CellError(name, _("ข้อความยาวเกิน %(n)s ตัวอักษร โปรดย่อ") % {"n": most})
        values = self._values(row)
        key = (values["fiscal_year"], key_of(values["project_th"]))
        if key in self.seen:
            raise CellError("project_th", _("โครงการนี้มีอยู่แล้วในแถว %(row)s โปรดลบแถวที่ซ้ำ") % {"row": self.seen[key]})
        self.seen[key] = row.where
        path = self._path(row)
        found = self.known.get(key)
        if found is None:
            self._add(row, values, path)
        else:
            self._change(row, found, values, path)

    def _values(self, row: Row) -> dict[str, Any]:
        """Return the columns that a row tells; an empty cell tells nothing."""
        if not row["project_th"]:
            raise CellError("project_th", _("ไม่มีชื่อโครงการ โปรดใส่หรือลบแถวนี้"))
        values: dict[str, Any] = {"project_th": row["project_th"], "fiscal_year": fiscal_year(row, "fiscal_year")}
        values |= {name: row[name] for name in ("issue_th", "strategy_th") if row[name]}
        if row["agency_th"]:
            values |= {"agency_th": row["agency_th"], "agency_id": self.agencies.get(fold(row["agency_th"]))}
        if row["budget"]:
            values["budget"] = satang(row, "budget")
        if row["source"]:
            problem = _(
                "ไม่รู้จักแหล่งเงิน “%(text)s” ใช้ งบกรม งบจังหวัด งบกลุ่มจังหวัด เงินกองทุน งบองค์กรปกครองส่วนท้องถิ่น หรือ ภาคีเครือข่าย"
            )
            values["source"] = choice(row, "source", MoneyLine.Source.choices, problem)
        if row["item_id"]:
            problem = _("ไม่มีเรื่อง “%(text)s” ในรายการที่สั่งให้บรรจุ")
            values["item_id"] = choice(row, "item_id", self.items, problem)
        return values

    def _path(self, row: Row) -> dict[str, Any]:
        """Return the step that a row tells: state, day, document, reason."""
        problem = _("ไม่รู้จักสถานะ “%(text)s” ใช้ เสนอแล้ว คณะกรรมการเห็นชอบ อยู่ในแผน ได้รับงบประมาณ หรือ ไม่ได้บรรจุ")
        state = choice(row, "state", DevLine.State.choices, problem)
        day = read_day(row["on"], "on")
        if state == DevLine.State.NOT_INCLUDED and not row["reason"]:
            raise CellError("reason", REASON_NEEDED)
        return {
            "state": state, "on": day.isoformat() if day else None, "document_no": row["document_no"],
            "reason": row["reason"],
        }  # fmt: skip

    def _add(self, row: Row, values: dict[str, Any], path: dict[str, Any]) -> None:
        must_have_document(path)
        step = {**self.place, "values": values, **path, "state": path["state"] or DevLine.State.PROPOSED}
        self.plan.steps.append(["plans.add_dev_line", step, row.where])
        told = [[name, "", shown(name, value, values)] for name, value in values.items() if name != "agency_id"]
        told.append(["state", "", str(DevLine.State(step["state"]).label)])
        self.plan.lines.append(Line("new", values["project_th"], row.where, told))

    def _change(self, row: Row, line: DevLine, values: dict[str, Any], path: dict[str, Any]) -> None:
        """Plan what differs, and the move where the state does."""
        changed = {name: value for name, value in values.items() if value != getattr(line, name)}
        told = [
            [name, shown(name, getattr(line, name), values), shown(name, value, values)]
            for name, value in changed.items()
            if name != "agency_id"
        ]
        version = line.version
        if changed:
            step = {"target_id": line.pk, "version": version, "values": changed}
            self.plan.steps.append(["plans.change_dev_line", step, row.where])
            version += 1
        if path["state"] and path["state"] != line.state:
            move = move_to(line, path["state"])
            must_have_document(path)
            rest = {name: path[name] for name in ("on", "document_no", "reason")}
            step = {"target_id": line.pk, "version": version, "move": move, **rest}
            self.plan.steps.append(["plans.move_dev_line", step, row.where])
            told.append(["state", str(line.get_state_display()), str(DevLine.State(path["state"]).label)])
        self.plan.lines.append(Line("changed" if told or changed else "same", line.project_th, row.where, told))


def must_have_document(path: dict[str, Any]) -> None:
    """Refuse a step that a row tells without its day or its document."""
    if not path["on"]:
        raise CellError("on", _("ไม่มีวันที่ของหนังสือหรือมติ โปรดใส่ เช่น 15 ก.ย. 2568"))
    if not path["document_no"]:
        raise CellError("document_no", _("ไม่มีเลขที่หนังสือหรือมติ โปรดใส่"))


def move_to(line: DevLine, state: str) -> str:
    """Return the move that brings a line to a state in one step."""
    for move in DEVELOPMENT.moves:
        if move.target == state and line.state in move.sources:
            return move.name
    words = {"file": DevLine.State(state).label, "now": line.get_state_display()}
    raise CellError("state", _("สถานะในไฟล์ “%(file)s” ไม่ต่อจากสถานะที่บันทึกไว้ “%(now)s” โปรดบันทึกทีละขั้นในหน้ารายการ") % words)


def shown(name: str, value: Any, values: dict[str, Any]) -> str:
    """Write a value for the preview."""
    from prasan.kernel.digits import format_scaled

    if value is None or value == "":
        return ""
    if name == "budget":
        return format_scaled(value, 2).removesuffix(".00")
    if name == "source":
        return str(dict(MoneyLine.Source.choices).get(value, value))
    return str(value)
