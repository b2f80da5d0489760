"""`prasan cases kept`, `pin`, `helper`, `told`, `no-line`; `prasan referrals link`, `unlink`, `reason`: for scripts."""

from __future__ import annotations

import argparse
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row


def _write(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
    else:
        print("  ".join(f"{name}={value}" for name, value in row.items()))


def _kept(actor: Any, asked: argparse.Namespace) -> None:
    """Write what the office keeps for the person of a case."""
    from prasan.referrals.api_person import kept_of

    _write(kept_of(actor, asked.case), asked)


def _pin(actor: Any, asked: argparse.Namespace) -> None:
    """Make a new PIN and write it, once."""
    from prasan.platform.commands import perform
    from prasan.referrals.commands import MakePin

    command = MakePin(target_id=asked.case)
    _write({"code": perform(actor, command).code, "pin": command.pin}, asked)


def _helper(actor: Any, asked: argparse.Namespace) -> None:
    """Note a helper and write their PIN, once; or end one."""
    from prasan.platform.commands import perform
    from prasan.referrals.api_person import kept_of
    from prasan.referrals.commands import AddHelper, EndHelper

    if asked.end:
        perform(actor, EndHelper(target_id=asked.case, helper_id=asked.end))
        _write(kept_of(actor, asked.case), asked)
        return
    told = {"helper": asked.name, "relation": asked.relation, "authority": asked.authority, "days": asked.days}
    command = AddHelper(target_id=asked.case, **told)
    _write({"code": perform(actor, command).code, "pin": command.pin}, asked)


def _told(actor: Any, asked: argparse.Namespace) -> None:
    """Note that an officer told the person."""
    from prasan.platform.commands import perform
    from prasan.referrals.api_person import kept_of
    from prasan.referrals.commands import TellByHand

    perform(actor, TellByHand(target_id=asked.case, how=asked.how))
    _write(kept_of(actor, asked.case), asked)


def _no_line(actor: Any, asked: argparse.Namespace) -> None:
    """Write down that the person wants no news by LINE any more."""
    from prasan.platform.commands import perform
    from prasan.referrals.commands import LeaveLine

    _write({"code": perform(actor, LeaveLine(target_id=asked.case)).code, "done": True}, asked)


def _link(actor: Any, asked: argparse.Namespace) -> None:
    """Make the link of an office without an account and write it, once."""
    from prasan.platform.commands import perform
    from prasan.referrals.commands import MakeGuestLink
    from prasan.referrals.guests.pages import address

    command = MakeGuestLink(target_id=asked.referral, days=asked.days)
    perform(actor, command)
    _write({"address": address(command.secret), "days": command.days}, asked)


def _unlink(actor: Any, asked: argparse.Namespace) -> None:
    """End the link of a referral."""
    from prasan.platform.commands import perform
    from prasan.referrals.commands import RevokeGuestLink

    _write({"referral": perform(actor, RevokeGuestLink(target_id=asked.referral)).pk, "done": True}, asked)


def _reason(actor: Any, asked: argparse.Namespace) -> None:
    """Write to the person why it is late."""
    from prasan.platform.commands import perform
    from prasan.referrals.commands import WriteReason

    _write({"referral": perform(actor, WriteReason(target_id=asked.referral, text=asked.text)).pk, "done": True}, asked)


def _of_case(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=int, help="เรื่อง (id) · case (id)")
    who_asks(parser, required=True)


def _of_helper(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--name", default="", help="ชื่อผู้ช่วย · the helper's name")
    relations = ("relative", "volunteer", "guardian", "lawyer")
    parser.add_argument("--relation", choices=relations, default="relative", help="ความเกี่ยวข้อง · relation")
    parser.add_argument("--authority", default="", help="หลักฐานการมอบอำนาจ · authority")
    parser.add_argument("--days", type=int, default=90, help="มีผลกี่วัน · for how many days")
    parser.add_argument("--end", type=int, default=0, help="ยกเลิกผู้ช่วย (id) · end a helper (id)")
    _of_case(parser)


def _of_telling(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--how", choices=("phone", "visit", "letter"), required=True, help="แจ้งอย่างไร · how")
    _of_case(parser)


def _of_referral(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("referral", type=int, help="เลขที่ (id) · number (id)")
    who_asks(parser, required=True)


def _of_link(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", type=int, default=14, help="ใช้ได้กี่วัน · for how many days")
    _of_referral(parser)


def _of_reason(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--text", required=True, help="เหตุผล · the reason")
    _of_referral(parser)


COMMANDS = [
    Cli("cases kept", "สิ่งที่เก็บไว้ให้เจ้าของเรื่อง", "what is kept for the person", run_as(_kept), _of_case),
    Cli("cases pin", "ออกรหัสติดตามใหม่", "make a new PIN", run_as(_pin), _of_case),
    Cli("cases helper", "บันทึกหรือยกเลิกผู้ช่วย", "note or end a helper", run_as(_helper), _of_helper),
    Cli("cases told", "บันทึกว่าแจ้งเจ้าของเรื่องแล้ว", "an officer told the person", run_as(_told), _of_telling),
    Cli("cases no-line", "เลิกแจ้งเจ้าของเรื่องทาง LINE", "no news by LINE any more", run_as(_no_line), _of_case),
    Cli("referrals link", "ออกลิงก์ให้หน่วยงานที่ไม่มีบัญชี", "make an office's link", run_as(_link), _of_link),
    Cli("referrals unlink", "ยกเลิกลิงก์ของหน่วยงาน", "end an office's link", run_as(_unlink), _of_referral),
    Cli("referrals reason", "แจ้งเหตุที่ล่าช้า", "tell why it is late", run_as(_reason), _of_reason),
]
