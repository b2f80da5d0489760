"""`prasan networks …`: partners, volunteers and surveys, for scripts."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.networks import cli_partners
from prasan.platform.cli import Cli, write_row

MOST = 1000


def _volunteers(actor: Any, asked: argparse.Namespace) -> None:
    """Write the volunteers of the own office by number."""
    from prasan.networks.api import volunteer_row, volunteers_of

    for one in volunteers_of(actor)[:MOST]:
        row = volunteer_row(one)
        write_row(row) if asked.json else print(f"{row['id']:>6}  {row['state']:<7} {' '.join(row['areas'])}")


def _appoint(actor: Any, asked: argparse.Namespace) -> None:
    """Appoint a volunteer to a sub-district."""
    from prasan.networks.api import tambon_by
    from prasan.networks.commands import Appoint
    from prasan.platform.commands import perform

    told = {"start": asked.start, "end": asked.end, "order_no": asked.order}
    made = perform(actor, Appoint(volunteer_id=asked.number, area_id=tambon_by(asked.area), **told))
    write_row({"id": made.pk}) if asked.json else print(f"{made.volunteer_id:>6}  {asked.area}  {made.start}")


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
    else:
        print(f"{row['id']:>6}  {row['state']:<6} {row['area']:<6} {row['deadline']:%Y-%m-%d %H:%M}  {row['title']}")


def _surveys(actor: Any, asked: argparse.Namespace) -> None:
    """Write the surveys."""
    from prasan.networks.api import survey_row, surveys_of

    for one in surveys_of(actor).order_by("deadline", "pk")[:MOST]:
        _tell(survey_row(one), asked)


def _survey(actor: Any, asked: argparse.Namespace) -> None:
    """Write a new survey; its questions from a file of lines, or an XForm."""
    from prasan.networks.api import survey_whole, values_of
    from prasan.networks.commands import AddSurvey
    from prasan.platform.commands import perform

    text = Path(asked.file).read_text(encoding="utf-8-sig")
    values = {"title": asked.title, "area": asked.area, "deadline": _moment(asked.deadline)}
    values["form" if asked.file.endswith(".xml") else "lines"] = text
    _tell(survey_whole(actor, perform(actor, AddSurvey(values=values_of(values))).pk), asked)


def _moment(text: str) -> dt.datetime:
    """Read a moment; without a time zone it is Thailand's."""
    from django.utils import timezone

    found = dt.datetime.fromisoformat(text)
    return found if found.tzinfo else timezone.make_aware(found)


def _move(actor: Any, asked: argparse.Namespace) -> None:
    """Open, close or reopen a survey."""
    from prasan.networks.api import MOVES, survey_whole
    from prasan.platform.commands import perform

    perform(actor, MOVES[asked.move](target_id=asked.number))
    _tell(survey_whole(actor, asked.number), asked)


def _coverage(actor: Any, asked: argparse.Namespace) -> None:
    """Write which sub-districts have answered."""
    from prasan.networks.api import spot_rows

    for row in spot_rows(actor, asked.number):
        if asked.json:
            write_row(row)
        else:
            print(f"{row['code']:<7} {row['state']:<8} {row['answers']:>3}  {row['district']} {row['name']}")


def _answers(actor: Any, asked: argparse.Namespace) -> None:
    """Write the answer that counts of every sub-district."""
    from prasan.networks.api import answer_rows

    for row in answer_rows(actor, asked.number):
        write_row(row) if asked.json else print(f"{row['area']:<7} {'late' if row['late'] else '':<5} {row['answers']}")


def _numbered(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลข · number")
    who_asks(parser)


def _appointing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลขอาสาสมัคร · number of the volunteer")
    parser.add_argument("area", help="รหัสตำบล · code of the sub-district")
    parser.add_argument("--start", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="ตั้งแต่ · from")
    parser.add_argument("--end", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="ถึง · until")
    parser.add_argument("--order", default="", help="เลขที่คำสั่ง · number of the order")
    who_asks(parser, required=True)


def _writing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("title", help="ชื่อ · title")
    parser.add_argument("file", help="ไฟล์คำถาม (.txt) หรือแบบฟอร์ม (.xml) · file of questions or an XForm")
    parser.add_argument("--area", required=True, help="รหัสจังหวัดหรืออำเภอ · code of the province or district")
    parser.add_argument("--deadline", required=True, metavar="ISO", help="กำหนดส่ง · deadline")
    who_asks(parser, required=True)


def _moving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("move", choices=("open", "close", "reopen"), help="ทำอะไร · what to do")
    parser.add_argument("number", type=int, help="หมายเลข · number")
    who_asks(parser, required=True)


COMMANDS: list[Cli] = [
    *cli_partners.COMMANDS,
    Cli("networks volunteers", "อาสาสมัครแรงงาน", "labour volunteers", run_as(_volunteers), who_asks),
    Cli("networks appoint", "แต่งตั้งประจำตำบล", "appoint to a sub-district", run_as(_appoint), _appointing),
    Cli("networks surveys", "แบบสำรวจ", "surveys", run_as(_surveys), who_asks),
    Cli("networks survey", "ร่างแบบสำรวจ", "write a survey", run_as(_survey), _writing),
    Cli("networks move", "เปิด ปิด หรือเปิดอีกครั้ง", "open, close or reopen a survey", run_as(_move), _moving),
    Cli("networks coverage", "ตำบลที่ตอบแล้ว", "which sub-districts have answered", run_as(_coverage), _numbered),
    Cli("networks answers", "คำตอบทุกตำบล", "answers by sub-district", run_as(_answers), _numbered),
]
