"""`prasan user add`: an account with its first seat from the command line, as the first administrator needs it."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from typing import Any

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli, problem, write_row

A_YEAR = dt.timedelta(days=365)
"""How long a seat that must end lasts when no end is given."""


def add(asked: argparse.Namespace) -> int:
    """Open an account, seat it, and invite it or set its password: all of it or nothing."""
    from django.core.exceptions import ValidationError
    from django.db import transaction

    from prasan.directory.commands import AddPerson
    from prasan.platform.commands import SYSTEM, perform
    from prasan.platform.commands.errors import PeopleError

    password = sys.stdin.readline().rstrip("\r\n") if asked.password_stdin else ""
    if not (password or asked.invite):
        return _refuse(asked, "ใส่ --invite หรือ --password-stdin · give --invite or --password-stdin", BAD_CALL)
    names = {name: getattr(asked, name) for name in ("username", "email", "title", "given_name", "family_name")}
    try:
        with transaction.atomic():
            seat = _seat(asked)
            person = perform(SYSTEM, AddPerson(**names, seat=seat, invite=asked.invite, reason=asked.reason))
            if password:
                _set_password(person, password)
    except PeopleError as fault:
        return _refuse(asked, str(fault.text))
    except ValidationError as fault:
        return _refuse(asked, " ".join(fault.messages))
    told = {"person": person.pk, "username": person.username, "role": asked.role, "office": asked.office}
    told |= {"end": seat["end"]}
    if asked.json:
        write_row(told)
    else:
        end = f" ถึง · until {seat['end']}" if seat["end"] else ""
        print(f"เปิดบัญชี · account opened: {person.username} ({asked.role}, {asked.office}){end}")
    return OK


def _seat(asked: argparse.Namespace) -> dict[str, Any]:
    """Return what the seat is given; raises RuleBroken for an office or a role that does not exist."""
    from django.utils import timezone

    from prasan.directory.models import Office
    from prasan.directory.roles import TIME_LIMITED, Role
    from prasan.platform.commands import RuleBroken

    office = Office.objects.filter(code=asked.office).values_list("pk", flat=True).first()
    if office is None:
        raise RuleBroken(f"ไม่พบหน่วยงานรหัส · no office has the code {asked.office}", field="office")
    if asked.role not in Role.values:
        raise RuleBroken(f"บทบาท · roles: {', '.join(Role.values)}", field="role")
    today = timezone.localdate()
    end = asked.end or (today + A_YEAR if Role(asked.role) in TIME_LIMITED else None)
    return {"office_id": office, "role": asked.role, "start": today, "end": end, "reason": asked.reason}


def _set_password(person: Any, password: str) -> None:
    """Set the first password; raises ValidationError where it is too weak."""
    from django.contrib.auth.password_validation import validate_password

    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])


def _refuse(asked: argparse.Namespace, text: str, code: int = PROBLEMS) -> int:
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem("refused", text))
    return code


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--username", required=True, help="ชื่อผู้ใช้ · user name")
    parser.add_argument("--given-name", required=True, help="ชื่อ · given name")
    parser.add_argument("--family-name", default="", help="นามสกุล · family name")
    parser.add_argument("--title", default="", help="คำนำหน้า · title")
    parser.add_argument("--email", default="", help="อีเมล · e-mail address")
    parser.add_argument("--role", required=True, help="บทบาท เช่น administrator · role")
    parser.add_argument("--office", required=True, help="รหัสหน่วยงาน เช่น OPS · code of the office")
    parser.add_argument("--end", type=dt.date.fromisoformat, metavar="YYYY-MM-DD", help="วันสิ้นสุด · last day")
    parser.add_argument("--reason", default="", help="เหตุผล (ผู้ดูแลระบบต้องมี) · reason, needed for an administrator")
    parser.add_argument("--invite", action="store_true", help="ส่งคำเชิญทางอีเมล · send an invitation by e-mail")
    parser.add_argument("--password-stdin", action="store_true", help="อ่านรหัสผ่านหนึ่งบรรทัด · read a password line")


COMMANDS = [Cli("user add", "เปิดบัญชีผู้ใช้พร้อมตำแหน่งแรก", "open an account with its first seat", add, _add_arguments)]
