"""`prasan referrals drives`, `drive-make`, `-link`, `-revoke`, `-entries`, `-decide`, `-close`; people by number."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row

DECISIONS = ("new", "same", "refuse")
WHY_NOT = ("withdrew", "wrong", "outside", "trial")


def _drive_told(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
        return
    look = row["needs_look"] + row["waiting"]
    print(f"{row['id']:>6}  {row['area']:<6} {row['taken']:>4}/{row['received']:<4} {look:>4}  {row['title']}")


def _entry_told(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
        return
    who = row["worker"] or ",".join(str(one) for one in row["found"]) or "-"
    why = f"{row['reason'] or '-':<10} {row['field'] or '-':<12}"
    print(f"{row['id']:>6}  {row['number']:>5}  {row['state']:<10} {why} {who}")


def _one(actor: Any, number: int, asked: argparse.Namespace) -> None:
    from prasan.platform.web.api import one_or_404
    from prasan.referrals.api_drives import drive_rows, drives_of

    _drive_told(drive_rows([one_or_404(drives_of(actor).filter(pk=number))])[0], asked)


def _list(actor: Any, asked: argparse.Namespace) -> None:
    """Write the drives of the office."""
    from prasan.referrals.api_drives import drive_rows, drives_of

    for row in drive_rows(list(drives_of(actor))):
        _drive_told(row, asked)


def _make(actor: Any, asked: argparse.Namespace) -> None:
    """Begin a drive; the usual notice where no file is given."""
    from prasan.platform.commands import perform
    from prasan.referrals.api_drives import wanted

    made = perform(actor, wanted({
        "title": asked.title, "area": asked.area, "first_day": asked.first, "last_day": asked.last,
        "group": asked.group, "most": asked.most, "notice_version": asked.notice, "visits": asked.visits,
        "notice": asked.notice_file.read() if asked.notice_file else None,
    }))  # fmt: skip
    _one(actor, made.pk, asked)


def _link(actor: Any, asked: argparse.Namespace) -> None:
    """Give a volunteer a link and write it, once."""
    from prasan.platform.commands import perform
    from prasan.referrals.commands import AddVolunteer
    from prasan.referrals.drives.opening import address

    command = AddVolunteer(drive_id=asked.drive, who=asked.name)
    made = perform(actor, command)
    row = {"volunteer": made.pk, "address": address(command.secret), "expires_at": made.expires_at}
    if asked.json:
        write_row(row)
    else:
        print(f"{made.pk:>6}  {row['address']}")


def _revoke(actor: Any, asked: argparse.Namespace) -> None:
    """End the link of a volunteer."""
    from prasan.platform.commands import perform
    from prasan.referrals.commands import RevokeVolunteer

    made = perform(actor, RevokeVolunteer(target_id=asked.volunteer))
    _one(actor, made.drive_id, asked)


def _entries(actor: Any, asked: argparse.Namespace) -> None:
    """Write the entries of a drive."""
    from prasan.referrals.api_drives import entries_of, entry_row

    rows = entries_of(actor).filter(drive=asked.drive)
    for one in rows.filter(state=asked.state) if asked.state else rows:
        _entry_told(entry_row(one), asked)


def _decide(actor: Any, asked: argparse.Namespace) -> None:
    """Decide about an entry."""
    from prasan.platform.commands import perform
    from prasan.referrals.api_drives import entry_row
    from prasan.referrals.commands import DecideEntry

    made = perform(actor, DecideEntry(
        target_id=asked.entry, do=asked.do, worker_id=asked.worker, reason_code=asked.why
    ))  # fmt: skip
    _entry_told(entry_row(made), asked)


def _close(actor: Any, asked: argparse.Namespace) -> None:
    """Close a drive."""
    from prasan.platform.commands import perform
    from prasan.referrals.commands import CloseDrive

    perform(actor, CloseDrive(target_id=asked.drive))
    _one(actor, asked.drive, asked)


def _listing(parser: argparse.ArgumentParser) -> None:
    who_asks(parser, required=True)


def _of_drive(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("drive", type=int, help="หมายเลขรอบ · number of the drive")
    who_asks(parser, required=True)


def _making(parser: argparse.ArgumentParser) -> None:
    day = {"type": dt.date.fromisoformat, "metavar": "YYYY-MM-DD", "required": True}
    parser.add_argument("--title", required=True, help="ชื่อรอบ · what the drive is called")
    parser.add_argument("--area", required=True, help="รหัสจังหวัด อำเภอ หรือตำบล · code of an area")
    parser.add_argument("--first", help="วันแรก · first day", **day)  # type: ignore[arg-type]
    parser.add_argument("--last", help="วันสุดท้าย · last day", **day)  # type: ignore[arg-type]
    parser.add_argument("--group", default="", help="กลุ่มแรงงานนอกระบบ · group of informal workers")
    parser.add_argument("--most", type=int, default=300, help="ไม่เกินกี่คน · people at most")
    parser.add_argument("--notice", default="2569-1", help="ฉบับของคำแจ้ง · version of the notice")
    file = argparse.FileType(encoding="utf-8")
    parser.add_argument("--notice-file", type=file, help="ไฟล์คำแจ้ง · words of the notice")
    parser.add_argument("--visits", type=int, help="รายชื่อเป้าหมาย · outreach list that it is made from")
    who_asks(parser, required=True)


def _linking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("drive", type=int, help="หมายเลขรอบ · number of the drive")
    parser.add_argument("name", help="ชื่ออาสาสมัคร · name of the volunteer")
    who_asks(parser, required=True)


def _revoking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("volunteer", type=int, help="หมายเลขอาสาสมัคร · number of the volunteer")
    who_asks(parser, required=True)


def _showing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("drive", type=int, help="หมายเลขรอบ · number of the drive")
    parser.add_argument("--state", default="", choices=("", "waiting", "taken", "needs_look", "refused"))
    who_asks(parser, required=True)


def _deciding(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("entry", type=int, help="หมายเลขรายการ · number of the entry")
    parser.add_argument("do", choices=DECISIONS, help="ทำอะไร · what")
    parser.add_argument("--worker", type=int, default=0, help="หมายเลขแรงงาน (same) · who it is")
    parser.add_argument("--why", default="", choices=("", *WHY_NOT), help="เหตุที่ไม่รับ (refuse) · why not")
    who_asks(parser, required=True)


COMMANDS = [
    Cli("referrals drives", "รอบลงทะเบียนกลุ่ม", "registration drives", run_as(_list), _listing),
    Cli("referrals drive-make", "เปิดรอบลงทะเบียน", "begin a drive", run_as(_make), _making),
    Cli("referrals drive-link", "ออกลิงก์ให้อาสาสมัคร", "give a volunteer a link", run_as(_link), _linking),
    Cli("referrals drive-revoke", "ยกเลิกลิงก์ของอาสาสมัคร", "end a volunteer's link", run_as(_revoke), _revoking),
    Cli("referrals drive-entries", "ผู้ลงทะเบียนในรอบ", "the entries of a drive", run_as(_entries), _showing),
    Cli("referrals drive-decide", "ตัดสินผู้ลงทะเบียน", "decide about an entry", run_as(_decide), _deciding),
    Cli("referrals drive-close", "ปิดรอบ", "close a drive", run_as(_close), _of_drive),
]
