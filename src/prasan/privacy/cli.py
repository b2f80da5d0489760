"""`prasan privacy breaches`, `report`, `step`, `clock`, `requests`, `hold`, `lift` and `erase`, for scripts."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row

STEPS = ("assess", "contain", "notify_office", "tell_persons", "close", "reopen")


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
    else:
        print(f"{row['id']:>6}  {row['code']:<9} {row['state']:<9} {row['risk'] or '-':<5} {row['clock'] or '-':<5}"
              f" {' '.join(row['owed'] or ()) or '-'}")  # fmt: skip


def _moment(text: str) -> dt.datetime:
    """Read a moment in ISO form; one without a zone is in the site's own. Raises ValueError."""
    from django.utils import timezone

    found = dt.datetime.fromisoformat(text)
    return found if found.tzinfo else timezone.make_aware(found)


def _breaches(actor: Any, asked: argparse.Namespace) -> None:
    """Write the breaches that a seat reads."""
    from prasan.privacy import queries
    from prasan.privacy.api import row_of

    for one in queries.breaches(actor):
        _tell(row_of(actor, one), asked)


def _report(actor: Any, asked: argparse.Namespace) -> None:
    """Report a breach."""
    from prasan.platform.commands import perform
    from prasan.privacy.api import whole_of
    from prasan.privacy.commands import ReportBreach

    aware = _moment(asked.aware) if asked.aware else None
    command = ReportBreach(kind=asked.kind, what=asked.what, aware_at=aware, people=asked.people)
    _tell(whole_of(actor, perform(actor, command).pk), asked)


def _step(actor: Any, asked: argparse.Namespace) -> None:
    """Make a step for a breach."""
    from prasan.platform.commands import perform
    from prasan.privacy.api import BreachStepIn, command_of, whole_of

    told = BreachStepIn(
        step=asked.step, text=asked.text, risk=asked.risk, people=asked.people, reference=asked.reference,
        at=_moment(asked.at) if asked.at else None, aware_at=_moment(asked.aware) if asked.aware else None,
    )  # fmt: skip
    perform(actor, command_of(asked.breach, told))
    _tell(whole_of(actor, asked.breach), asked)


def _requests(actor: Any, asked: argparse.Namespace) -> None:
    """Write the requests about data that wait."""
    from prasan.privacy import queries
    from prasan.privacy.api import request_row

    for one in queries.requests(actor):
        row = request_row(one)
        if asked.json:
            write_row(row)
        else:
            print(f"{row['due_on']}  {row['case']:<12} {row['kind']:<8} {row['office']}")


def _hold(actor: Any, asked: argparse.Namespace) -> None:
    """Place a hold over an entry or a case."""
    from prasan.platform.commands import perform
    from prasan.privacy.api import hold_row
    from prasan.privacy.commands import PlaceHold

    command = PlaceHold(worker_id=asked.worker, case_code=asked.case, order_no=asked.order, text=asked.text)
    _say(hold_row(perform(actor, command)), asked)


def _lift(actor: Any, asked: argparse.Namespace) -> None:
    """Lift a hold."""
    from prasan.platform.commands import perform
    from prasan.privacy.api import hold_row
    from prasan.privacy.commands import LiftHold

    _say(hold_row(perform(actor, LiftHold(target_id=asked.hold, text=asked.text))), asked)


def _erase(actor: Any, asked: argparse.Namespace) -> None:
    """Erase a person for good."""
    from prasan.platform.commands import perform
    from prasan.privacy.commands import EraseWorker

    perform(actor, EraseWorker(target_id=asked.worker, basis=asked.basis, sure=asked.sure))
    _say({"id": asked.worker, "erased": True}, asked)


def _say(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
    else:
        print(row["id"])


def _holding(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("order", help="เลขที่คำสั่ง · number of the order")
    parser.add_argument("text", help="เหตุผล · reason")
    parser.add_argument("--worker", type=int, default=None, help="แรงงาน (หมายเลข) · worker (number)")
    parser.add_argument("--case", default="", help="เรื่อง (รหัส) · case (code)")
    who_asks(parser, required=True)


def _lifting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("hold", type=int, help="การระงับ (id) · hold (id)")
    parser.add_argument("text", help="เหตุผล · reason")
    who_asks(parser, required=True)


def _erasing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("worker", type=int, help="แรงงาน (หมายเลข) · worker (number)")
    parser.add_argument("basis", choices=("request", "withdrawn", "not-needed", "unlawful"), help="เหตุที่ลบ · basis")
    parser.add_argument("--sure", action="store_true", help="ลบแล้วเรียกคืนไม่ได้ · it cannot be undone")
    who_asks(parser, required=True)


def _clock(asked: argparse.Namespace) -> int:
    """Do at once what the machine does every five minutes: tell of clocks that are near or over."""
    from django.utils import timezone

    from prasan.privacy.notices import remind

    done = remind(timezone.now())
    if asked.json:
        write_row(done)
    else:
        print(f"near {done['near']}, over {done['over']}")
    return 0


def _reporting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=("confidential", "integrity", "availability"), help="ชนิด · kind")
    parser.add_argument("what", help="เกิดอะไรขึ้น · what happened")
    parser.add_argument("--aware", default="", help="ทราบเหตุเมื่อ (ISO) · aware at (ISO)")
    parser.add_argument("--people", type=int, default=None, help="เจ้าของข้อมูลกี่คน · how many persons")
    who_asks(parser, required=True)


def _stepping(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("breach", type=int, help="เหตุ (id) · breach (id)")
    parser.add_argument("step", choices=STEPS, help="ทำอะไร · what")
    parser.add_argument("--text", default="", help="ข้อความ · words")
    parser.add_argument("--risk", default="", choices=("", "none", "risk", "high"), help="ความเสี่ยง · risk")
    parser.add_argument("--at", default="", help="เมื่อใด (ISO) · when (ISO)")
    parser.add_argument("--aware", default="", help="แก้เวลาที่ทราบเหตุ (ISO) · aware at, set right (ISO)")
    parser.add_argument("--people", type=int, default=None, help="กี่คน · how many persons")
    parser.add_argument("--reference", default="", help="เลขที่หนังสือ · number of the letter")
    who_asks(parser, required=True)


COMMANDS = [
    Cli("privacy breaches", "รายการเหตุละเมิด", "list breaches", run_as(_breaches), who_asks),
    Cli("privacy report", "แจ้งเหตุละเมิด", "report a breach", run_as(_report), _reporting),
    Cli("privacy step", "ดำเนินการกับเหตุละเมิด", "make a step for a breach", run_as(_step), _stepping),
    Cli("privacy requests", "คำขอใช้สิทธิที่รอคำตอบ", "requests about data that wait", run_as(_requests), who_asks),
    Cli("privacy hold", "ระงับการทำลาย", "place a hold", run_as(_hold), _holding),
    Cli("privacy lift", "ยกเลิกการระงับ", "lift a hold", run_as(_lift), _lifting),
    Cli("privacy erase", "ลบข้อมูลของบุคคล", "erase a person", run_as(_erase), _erasing),
    Cli("privacy clock", "ตรวจนาฬิกา 72 ชั่วโมง", "watch the 72 hours", _clock),
]
