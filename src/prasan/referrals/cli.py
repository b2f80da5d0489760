"""`prasan referrals list`, `show`, `move`, `track`, `figures`, `reach`, `gaps` and `sweep`, for scripts."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row
from prasan.referrals.cli_drives import COMMANDS as DRIVES
from prasan.referrals.cli_languages import COMMANDS as OF_LANGUAGES
from prasan.referrals.cli_outreach import COMMANDS as OUTREACH
from prasan.referrals.cli_person import COMMANDS as OF_PERSON

MOST = 1000
VIEWS = ("", "to_accept", "ours", "waiting", "sent", "late", "risen", "ended")


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
        return
    due = f"{row['due_at']:%Y-%m-%d %H:%M}" if row["due_at"] else "-"
    print(f"{row['id']:>6}  {row['case']:<12} {row['state']:<12} {row['sender']:<12} {row['office']:<12} {due}")


def _list(actor: Any, asked: argparse.Namespace) -> None:
    """Write the referrals of a box, the newest first."""
    from prasan.referrals import queries
    from prasan.referrals.api import row_of
    from prasan.referrals.models import Referral

    rows = Referral.objects.visible_to(actor).select_related("case", "sender", "office", "owner").order_by("-pk")
    if asked.view:
        rows = rows.filter(queries.in_view(actor, asked.view))
    for one in rows.defer("sender__grams", "office__grams", "owner__grams")[:MOST]:
        _tell(row_of(one), asked)


def _show(actor: Any, asked: argparse.Namespace) -> None:
    """Write one referral with its story."""
    from prasan.referrals.api import whole_of

    _tell(whole_of(actor, asked.referral), asked)


def _move(actor: Any, asked: argparse.Namespace) -> None:
    """Make a move that is told no more than words, and papers where some are missing."""
    from prasan.platform.commands import perform
    from prasan.referrals.api import whole_of
    from prasan.referrals.commands import BY_MOVE

    more: dict[str, Any] = {"papers": asked.paper, "again": asked.again} if asked.move == "ask" else {}
    perform(actor, BY_MOVE[asked.move](target_id=asked.referral, text=asked.text, **more))
    _tell(whole_of(actor, asked.referral), asked)


def _sign(actor: Any, asked: argparse.Namespace) -> None:
    """Write down that the person signed the list of missing papers."""
    from prasan.platform.commands import perform
    from prasan.referrals.api import whole_of
    from prasan.referrals.commands import SignPapers

    perform(actor, SignPapers(target_id=asked.referral))
    _tell(whole_of(actor, asked.referral), asked)


def _track(actor: Any, asked: argparse.Namespace) -> None:
    """Write where a case stands, by the number of its slip."""
    from prasan.referrals.api import track_of

    told = track_of(actor, asked.code)
    if asked.json:
        write_row(told)
        return
    print(f"{told['code']}  {told['office']}")
    for row in told["referrals"]:
        due = f"{row['due_at']:%Y-%m-%d %H:%M}" if row["due_at"] else "-"
        print(f"  {row['office']:<12} {row['state']:<12} {row['owner'] or '-':<12} {due}")


def _sweep(asked: argparse.Namespace) -> int:
    """Do at once what the machine does every minute."""
    from prasan.referrals.jobs import sweep

    done = sweep()
    if asked.json:
        write_row(done)
    else:
        print(f"escalated {done['escalated']}, restaffed {done['restaffed']}")
    return 0


def _figures(actor: Any, asked: argparse.Namespace) -> None:
    """Write how offices answer, a row a key."""
    from dataclasses import asdict

    from prasan.referrals.figures import answers, scope

    first, last = scope.period(asked.first, asked.last)
    offices = scope.offices(actor, asked.province, asked.office)
    _rows([asdict(one) for one in answers.counted(offices, first, last, asked.by)], asked)


def _reach(actor: Any, asked: argparse.Namespace) -> None:
    """Write whom the services reach among informal workers, a row a place."""
    from dataclasses import asdict

    from django.utils import timezone

    from prasan.referrals.figures import reach, scope

    area = scope.place(actor, asked.province or scope.own(actor))
    _rows([asdict(one) for one in reach.of_places(area, *reach.year_to(timezone.localdate()))], asked)


def _gaps(actor: Any, asked: argparse.Namespace) -> None:
    """Write what people need and do not get, a row a service and place."""
    from dataclasses import asdict

    from prasan.referrals.figures import gaps, scope

    area = scope.place(actor, asked.province or scope.own(actor))
    _rows([asdict(one) for one in gaps.of_area(area, *scope.period(asked.first, asked.last))], asked)


def _rows(rows: list[dict[str, Any]], asked: argparse.Namespace) -> None:
    for row in rows:
        if asked.json:
            write_row(row)
        else:
            print("  ".join(f"{name}={value}" for name, value in row.items() if value not in (None, "")))


def _listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--view", default="", choices=VIEWS, help="กล่อง · box")
    who_asks(parser)


def _showing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("referral", type=int, help="เลขที่ (id) · number (id)")
    who_asks(parser)


def _placed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--province", default="", help="รหัสจังหวัด · code of a province")
    who_asks(parser)


def _timed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--first", type=dt.date.fromisoformat, help="ตั้งแต่วันที่ (ISO) · first day (ISO)")
    parser.add_argument("--last", type=dt.date.fromisoformat, help="ถึงวันที่ (ISO) · last day (ISO)")
    _placed(parser)


def _counted(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", default="office", choices=("province", "office", "month", "service"))
    parser.add_argument("--office", default="", help="รหัสหน่วยงาน · code of an office")
    _timed(parser)


def _tracking(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", help="เลขบนใบติดตาม · the number of the slip")
    who_asks(parser)


PLAIN = (
    "receive", "accept", "ask", "answer", "begin", "miss", "serve", "confirm", "not_done", "reopen", "give_up",
    "end_unserved", "revoke", "withdraw",
)  # fmt: skip
"""Moves that are told no more than words; the others stand in the API."""


def _moving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("referral", type=int, help="เลขที่ (id) · number (id)")
    parser.add_argument("move", choices=PLAIN, help="ทำอะไร · what")
    parser.add_argument("--text", default="", help="ข้อความ · words")
    parser.add_argument("--paper", action="append", default=[], help="เอกสารที่ขาด (ask) · a missing paper")
    parser.add_argument("--again", default="", help="เหตุที่ขออีก: new_fact, law, slip · why papers are asked again")
    who_asks(parser)


COMMANDS = [
    Cli("referrals list", "รายการส่งต่อ", "list referrals", run_as(_list), _listing),
    Cli("referrals show", "ดูการส่งต่อ", "show a referral", run_as(_show), _showing),
    Cli("referrals move", "ดำเนินการกับการส่งต่อ", "make a move", run_as(_move), _moving),
    Cli("referrals sign", "บันทึกว่าประชาชนลงชื่อรับทราบเอกสาร", "the list of papers was signed", run_as(_sign), _showing),
    Cli("referrals figures", "ผลการส่งต่อของหน่วยงาน", "how offices answer", run_as(_figures), _counted),
    Cli("referrals reach", "การเข้าถึงแรงงานนอกระบบ", "whom the services reach", run_as(_reach), _placed),
    Cli("referrals gaps", "ความต้องการที่ยังไม่ได้รับ", "demand that is not met", run_as(_gaps), _timed),
    Cli("referrals track", "ดูสถานะจากเลขบนใบติดตาม", "where a case stands, by its slip", run_as(_track), _tracking),
    Cli("referrals sweep", "แจ้งเรื่องเกินกำหนดถึงระดับถัดไป", "pass silence upwards", _sweep),
    *OF_PERSON,
    *OF_LANGUAGES,
    *OUTREACH,
    *DRIVES,
]
