"""`prasan calendar …`: what stands in the calendar, and appointments put in, changed and cancelled by scripts."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row

GIVEN = ("subject", "start", "start-time", "end", "end-time", "place", "link", "audience", "remark")
HELP = {
    "subject": "เรื่อง · what about", "start": "วันที่เริ่ม · first day (2026-05-31 or 31 พ.ค. 2569)",
    "start-time": "เวลาเริ่ม · hour in Thailand (09.30)", "end": "วันสุดท้าย · last day", "place": "สถานที่ · place",
    "end-time": "เวลาสิ้นสุด · hour in Thailand", "link": "ลิงก์ประชุมทางไกล · https address",
    "audience": "นัดใคร · office, province, agency or all", "remark": "หมายเหตุ · remark",
}  # fmt: skip


def _list(actor: Any, asked: argparse.Namespace) -> None:
    """Write every entry that the calendar shows between two days."""
    from django.utils import timezone

    from prasan.desk.appointments.reading import day_of
    from prasan.desk.calendar.sources import Asked, events

    first = day_of(asked.first, "from") or timezone.localdate()
    last = day_of(asked.last, "to") or first + dt.timedelta(days=90)
    if (last - first).days > 400:
        raise ValueError("ช่วงยาวเกิน 400 วัน · more than 400 days")
    for one in events(actor, Asked(first, last, asked.of), asked.kind):
        row = {
            "key": one.key, "kind": one.kind, "day": one.day, "last": one.last or one.day, "start": one.start,
            "end": one.end, "title": one.title, "status": one.status, "cancelled": one.cancelled, "href": one.href,
        }  # fmt: skip
        sign = " (ยกเลิก)" if one.cancelled else ""
        hour = f" {one.start:%H.%M}" if one.start else ""
        write_row(row) if asked.json else print(f"{one.day}{hour}  [{one.kind}] {one.title}{sign}")


def _tell(one: Any, asked: argparse.Namespace) -> None:
    from prasan.desk.appointments.api import row_of

    row = row_of(one)
    if asked.json:
        write_row(row)
        return
    hour = f" {one.start_time:%H.%M}" if one.start_time else ""
    sign = f" ยกเลิก: {one.cancelled_why}" if one.cancelled_at else ""
    print(f"{one.pk:>6}  {one.start}{hour}  {one.subject} [{one.audience}] v{one.version}{sign}")


def _typed(asked: argparse.Namespace, before: dict[str, str]) -> dict[str, Any]:
    """Return what was told, over what stood before."""
    from prasan.desk.appointments.reading import told_of

    given = {name.replace("-", "_"): getattr(asked, name.replace("-", "_")) for name in GIVEN}
    given["subject_th"] = given.pop("subject")
    return told_of(before | {name: value for name, value in given.items() if value is not None})


def _add(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.desk.appointments.commands import AddAppointment
    from prasan.platform.commands import perform

    _tell(perform(actor, AddAppointment(**_typed(asked, {"audience": "office"}), key=asked.key)), asked)


def _change(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.desk.appointments.commands import ChangeAppointment
    from prasan.desk.appointments.pages import found_appointment, typed_of
    from prasan.platform.commands import perform

    one = found_appointment(actor, asked.appointment)
    told = _typed(asked, typed_of(one))
    _tell(perform(actor, ChangeAppointment(target_id=one.pk, version=asked.version or one.version, **told)), asked)


def _cancel(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.desk.appointments.commands import CancelAppointment
    from prasan.platform.commands import perform

    _tell(perform(actor, CancelAppointment(target_id=asked.appointment, reason=asked.reason)), asked)


def _listing(parser: argparse.ArgumentParser) -> None:
    who_asks(parser)
    parser.add_argument("--from", dest="first", default="", help="ตั้งแต่วันที่ · first day, by default today")
    parser.add_argument("--to", dest="last", default="", help="ถึงวันที่ · last day, by default 90 days on")
    parser.add_argument("--of", choices=("mine", "office", "province", "all"), default="all", help="ของใคร · how wide")
    parser.add_argument("--kind", action="append", default=[], help="ชนิด ใส่ซ้ำได้ · a source, again for more")


def _said(parser: argparse.ArgumentParser) -> None:
    for name in GIVEN:
        parser.add_argument(f"--{name}", help=HELP[name])


def _adding(parser: argparse.ArgumentParser) -> None:
    who_asks(parser, required=True)
    _said(parser)
    parser.add_argument("--key", default="", help="รหัสกันซ้ำ · the same key adds once")


def _changing(parser: argparse.ArgumentParser) -> None:
    who_asks(parser, required=True)
    parser.add_argument("appointment", type=int, help="เลขที่นัดหมาย · number of the appointment")
    _said(parser)
    parser.add_argument("--version", type=int, help="ฉบับที่อ่านมา · the version that was read")


def _cancelling(parser: argparse.ArgumentParser) -> None:
    who_asks(parser, required=True)
    parser.add_argument("appointment", type=int, help="เลขที่นัดหมาย · number of the appointment")
    parser.add_argument("--reason", default="", help="เหตุผล · why")


COMMANDS = [
    Cli("calendar list", "กำหนดและนัดหมายในปฏิทิน", "deadlines and appointments", run_as(_list), _listing),
    Cli("calendar add", "ลงนัดหมาย", "put an appointment in", run_as(_add), _adding),
    Cli("calendar change", "แก้นัดหมาย", "change an appointment", run_as(_change), _changing),
    Cli("calendar cancel", "ยกเลิกนัดหมาย", "cancel an appointment", run_as(_cancel), _cancelling),
]
