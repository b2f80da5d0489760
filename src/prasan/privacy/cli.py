"""`prasan privacy breaches`, `report`, `step` and `clock`, for scripts."""

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
    Cli("privacy clock", "ตรวจนาฬิกา 72 ชั่วโมง", "watch the 72 hours", _clock),
]
