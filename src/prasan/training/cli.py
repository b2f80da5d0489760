"""`prasan training …`: sessions, applying, attendance, results, demand and outcomes, for scripts."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row

MOST = 1000
MOVES = ("accept", "withdraw", "refuse", "drop-out", "pass", "fail", "attend", "take-back")
SESSION_MOVES = ("publish", "cancel", "close", "cost")


def _tell(row: dict[str, Any], asked: argparse.Namespace, *names: str) -> None:
    if asked.json:
        write_row(row)
    else:
        print("  ".join(str("-" if row[name] in (None, "") else row[name]) for name in names))


SESSION = ("id", "begins", "ends", "area", "office", "state", "held", "seats", "waiting", "place")
APPLICATION = ("id", "session", "worker", "state", "seat", "offer_until")
DEMAND = ("id", "skill", "people", "area", "source", "office", "session")


def _sessions(actor: Any, asked: argparse.Namespace) -> None:
    """Write the sessions for which people can apply, or all."""
    from prasan.directory.typed import area_by
    from prasan.training import queries
    from prasan.training.api import session_row
    from prasan.training.models import Session

    rows: Any = Session.objects.visible_to(actor) if asked.all else queries.taking(actor)
    if asked.area:
        place = area_by(asked.area)
        rows = rows.filter(area__gte=place.pk, area__lte=place.last)
    rows = queries.counted(rows).select_related("office", "area", "work_item").defer(*queries.UNDRAWN[:3])
    for one in rows.order_by("begins", "pk")[:MOST]:
        _tell(session_row(one), asked, *SESSION)


def _add(actor: Any, asked: argparse.Namespace) -> None:
    """Prepare a session of the own office with weekday hours, and publish it where asked."""
    from prasan.platform.commands import perform
    from prasan.training import commands as c
    from prasan.training.api import SessionIn, session_values, session_whole
    from prasan.training.commands.sessions import every_weekday

    told = {
        "course": asked.course, "area": asked.area, "place": asked.place, "begins": asked.begins, "ends": asked.ends,
        "seats": asked.seats, "trainer": asked.trainer, "applies_until": asked.until or asked.begins,
        "joins_until": asked.begins, "offer_hours": asked.offer_hours,
    }  # fmt: skip
    days = every_weekday(asked.begins, asked.ends, asked.from_hour, asked.to_hour)
    made = perform(actor, c.AddSession(**session_values(SessionIn(**told)) | {"days": days}))
    if asked.publish:
        perform(actor, c.Publish(target_id=made.pk))
    _tell(session_whole(actor, made.pk), asked, *SESSION)


def _act(actor: Any, asked: argparse.Namespace) -> None:
    """Publish a session, call it off, close its results, or note a cost."""
    from prasan.platform.commands import perform
    from prasan.training import commands as c
    from prasan.training.api import session_whole

    acts: dict[str, Any] = {
        "publish": c.Publish(target_id=asked.number), "close": c.CloseSession(target_id=asked.number),
        "cancel": c.CancelSession(target_id=asked.number, reason=asked.reason),
        "cost": c.AddCost(session_id=asked.number, kind=asked.kind, amount=asked.amount, note=asked.note),
    }  # fmt: skip
    perform(actor, acts[asked.move])
    _tell(session_whole(actor, asked.number), asked, *SESSION)


def _applications(actor: Any, asked: argparse.Namespace) -> None:
    """Write the applications of a session."""
    from prasan.training.api_people import application_row, applications_of

    for one in applications_of(actor).filter(session=asked.session).order_by("pk")[:MOST]:
        _tell(application_row(one), asked, *APPLICATION)


def _apply(actor: Any, asked: argparse.Namespace) -> None:
    """Apply for a person of the registry."""
    from prasan.platform.commands import perform
    from prasan.training.api_people import application_row
    from prasan.training.commands import Apply

    told = {"agreed": asked.agreed, "disability": asked.disability, "key": asked.key}
    made = perform(actor, Apply(session_id=asked.session, worker_id=asked.worker, **told))
    _tell(application_row(made), asked, *APPLICATION)


def _move(actor: Any, asked: argparse.Namespace) -> None:
    """Make a move of an application."""
    from prasan.platform.commands import perform
    from prasan.training.api_people import ApplicationAct, application_row, command_of
    from prasan.training.queries import application_or_404

    found = application_or_404(actor, asked.number)
    day = found.session.days.filter(day=asked.day).values_list("pk", flat=True).first() if asked.day else None
    told = ApplicationAct(why=asked.why, score=asked.score)
    perform(actor, command_of(found.pk, asked.move, told, day or 0))
    _tell(application_row(application_or_404(actor, found.pk)), asked, *APPLICATION)


def _demand(actor: Any, asked: argparse.Namespace) -> None:
    """Write the open demand summed by skill and area."""
    from prasan.training.queries import open_demand

    for row in open_demand(actor)[:MOST]:
        told = {"skill": row["skill"], "area": row["code"], "people": row["total"], "wishes": row["wishes"]}
        _tell(told, asked, "skill", "area", "people", "wishes")


def _want(actor: Any, asked: argparse.Namespace) -> None:
    """Note a demand."""
    from prasan.directory.typed import area_by
    from prasan.platform.commands import perform
    from prasan.training.api import demand_row
    from prasan.training.commands import AddDemand

    told = {
        "source": asked.source, "skill": asked.skill, "area_id": area_by(asked.area).pk, "people": asked.people,
        "worker_id": asked.worker, "agreed": asked.agreed, "employer": asked.employer,
    }  # fmt: skip
    _tell(demand_row(perform(actor, AddDemand(**told))), asked, *DEMAND)


def _meet(actor: Any, asked: argparse.Namespace) -> None:
    """Say that a session of the own office meets a demand."""
    from prasan.platform.commands import perform
    from prasan.training.api import demand_row
    from prasan.training.commands import MeetDemand

    _tell(demand_row(perform(actor, MeetDemand(target_id=asked.number, session_id=asked.session))), asked, *DEMAND)


def _outcomes(actor: Any, asked: argparse.Namespace) -> None:
    """Write what became of completers."""
    from prasan.training.models import Session
    from prasan.training.queries import outcomes

    for months, one in outcomes(Session.objects.visible_to(actor).filter(state="closed")).items():
        told = {"months": months, "completers": one.completers, "answered": one.answered, "working": one.working,
                "rate": one.rate, "response": one.response}  # fmt: skip
        _tell(told, asked, "months", "completers", "answered", "working", "rate", "response")


def _listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--area", default="", help="รหัสพื้นที่ · code of an area")
    parser.add_argument("--all", action="store_true", help="รวมที่จบและยกเลิกแล้ว · over and called-off ones too")
    who_asks(parser)


def _adding(parser: argparse.ArgumentParser) -> None:
    day, hour = dt.date.fromisoformat, dt.time.fromisoformat
    parser.add_argument("--course", type=int, required=True, help="หมายเลขหลักสูตร · number of the course")
    parser.add_argument("--area", required=True, help="รหัสพื้นที่ · code of the area")
    parser.add_argument("--place", required=True, help="สถานที่ · the place in words")
    parser.add_argument("--begins", type=day, required=True, metavar="YYYY-MM-DD", help="วันแรก · first day")
    parser.add_argument("--ends", type=day, required=True, metavar="YYYY-MM-DD", help="วันสุดท้าย · last day")
    parser.add_argument("--from", dest="from_hour", type=hour, default=dt.time(9), metavar="HH:MM", help="เริ่ม · from")
    parser.add_argument("--to", dest="to_hour", type=hour, default=dt.time(16), metavar="HH:MM", help="ถึง · until")
    parser.add_argument("--seats", type=int, required=True, help="จำนวนที่นั่ง · seats")
    parser.add_argument("--trainer", default="", help="วิทยากร · who teaches")
    parser.add_argument("--until", type=day, metavar="YYYY-MM-DD", help="รับสมัครถึง · last day to apply")
    parser.add_argument("--offer-hours", type=int, default=48, help="ชั่วโมงที่ต้องยืนยัน · hours to confirm")
    parser.add_argument("--publish", action="store_true", help="ประกาศรับสมัคร · publish it at once")
    who_asks(parser, required=True)


def _acting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลขรุ่น · number of the session")
    parser.add_argument("move", choices=SESSION_MOVES, help="สิ่งที่ทำ · what to do")
    parser.add_argument("--reason", default="", help="เหตุผล · why it is called off")
    parser.add_argument("--kind", default="", help="ประเภทค่าใช้จ่าย · kind of cost")
    parser.add_argument("--amount", type=int, default=0, help="สตางค์ · satang")
    parser.add_argument("--note", default="", help="หมายเหตุ · a note")
    who_asks(parser, required=True)


def _of_session(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("session", type=int, help="หมายเลขรุ่น · number of the session")
    who_asks(parser, required=True)


def _applying(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("session", type=int, help="หมายเลขรุ่น · number of the session")
    parser.add_argument("worker", type=int, help="หมายเลขในทะเบียน · the person's number")
    parser.add_argument("--agreed", action="store_true", help="ยินยอมให้หน่วยที่ฝึกอ่านข้อมูล · agrees to be read")
    parser.add_argument("--disability", action="store_true", help="แจ้งว่าเป็นคนพิการ · told a disability")
    parser.add_argument("--key", default="", help="รหัสกันซ้ำ · idempotency key")
    who_asks(parser, required=True)


def _moving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลขใบสมัคร · number of the application")
    parser.add_argument("move", choices=MOVES, help="สิ่งที่ทำ · what to do")
    parser.add_argument("--why", default="", help="รหัสเหตุผล · a coded reason")
    parser.add_argument("--score", type=int, help="คะแนนจาก 100 · points of 100")
    parser.add_argument("--day", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="วันฝึก · day of the session")
    who_asks(parser, required=True)


def _wanting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("skill", help="ต้องการฝึกอะไร · what to learn")
    parser.add_argument("area", help="รหัสพื้นที่ · code of the area")
    parser.add_argument("--source", default="person", choices=("person", "employer", "survey"), help="ที่มา · source")
    parser.add_argument("--people", type=int, default=1, help="จำนวนคน · how many")
    parser.add_argument("--worker", type=int, help="หมายเลขในทะเบียน · the person's number")
    parser.add_argument("--agreed", action="store_true", help="ยินยอมให้สมัครแทน · agrees to be applied for")
    parser.add_argument("--employer", default="", help="สถานประกอบการ · the enterprise")
    who_asks(parser, required=True)


def _meeting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลขความต้องการ · number of the demand")
    parser.add_argument("session", type=int, help="หมายเลขรุ่น · number of the session")
    who_asks(parser, required=True)


COMMANDS = [
    Cli("training sessions", "รุ่นที่รับสมัคร", "sessions that take applications", run_as(_sessions), _listing),
    Cli("training open", "เตรียมรุ่นฝึกอบรม", "prepare a session", run_as(_add), _adding),
    Cli("training act", "ประกาศ ยกเลิก สรุปผล", "publish, call off, close, cost", run_as(_act), _acting),
    Cli("training applications", "ใบสมัครของรุ่น", "applications of a session", run_as(_applications), _of_session),
    Cli("training apply", "สมัครให้บุคคล", "apply for a person", run_as(_apply), _applying),
    Cli("training move", "ดำเนินการใบสมัคร", "move an application", run_as(_move), _moving),
    Cli("training demand", "ความต้องการที่ยังไม่มีรุ่น", "open demand by skill and area", run_as(_demand), who_asks),
    Cli("training want", "บันทึกความต้องการ", "note a demand", run_as(_want), _wanting),
    Cli("training meet", "ให้รุ่นรองรับความต้องการ", "meet a demand with a session", run_as(_meet), _meeting),
    Cli("training outcomes", "ผลการมีงานทำ", "what became of completers", run_as(_outcomes), who_asks),
]
