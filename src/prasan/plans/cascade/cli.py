"""`prasan cascade …`: run a cascade from a file, its offers and status, and the matrix, for scripts."""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli, problem, write_row


def _bad(code: str, text: str, asked: argparse.Namespace, exit_code: int) -> int:
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem(code, text))
    return exit_code


def _write(row: dict[str, Any]) -> None:
    """Write one row with days and decimals as text."""
    write_row(json.loads(json.dumps(row, default=str)))


def _one(number: int | None) -> Any:
    from prasan.plans.models import Cascade

    return Cascade.objects.filter(pk=number or 0).first()


def status(asked: argparse.Namespace) -> int:
    """Write asked against promised of each expected activity, with the provinces by state."""
    from prasan.plans.cascade.api import detail, row
    from prasan.plans.models import Cascade
    from prasan.platform.commands import SYSTEM

    if asked.id is None:
        for one in Cascade.objects.all():
            _write(row(one))
        return OK
    found = _one(asked.id)
    if found is None:
        return _bad("unknown", "ไม่พบการถ่ายทอดนี้ · no such cascade", asked, BAD_CALL)
    for one in detail(found, SYSTEM)["activities"]:
        _write({"cascade": found.pk} | one)
    return OK


def offers(asked: argparse.Namespace) -> int:
    """Write every province of a cascade with what is asked of it and its answers."""
    from prasan.plans.cascade.api import detail
    from prasan.platform.commands import SYSTEM

    found = _one(asked.id)
    if found is None:
        return _bad("unknown", "ไม่พบการถ่ายทอดนี้ ใส่ --id · no such cascade, give --id", asked, BAD_CALL)
    for one in detail(found, SYSTEM)["offers"]:
        _write({"cascade": found.pk} | one)
    return OK


def matrix(asked: argparse.Namespace) -> int:
    """Write the matrix, one cell a row; with --owed only what is somebody's task."""
    from prasan.plans.cascade import matrix as matrices
    from prasan.plans.cascade.api import cells
    from prasan.platform.commands import SYSTEM

    found = matrices.build(SYSTEM, matrices.Asked(year=asked.year or 0, area=asked.area or "", axis=asked.axis or ""))
    for one in cells(found):
        if not asked.owed or one["state"] in matrices.OWED:
            _write(one)
    return OK


def run(asked: argparse.Namespace) -> int:
    """Prepare a cascade from a JSON file as a person, all or nothing; --send sends it to every province.

    The file: {"policy", "fiscal_year", "name_th", "goal_th", "due", "activities": [{"name_th", "agency", "start",
    "end", "weight", "indicator", "split": {"method", "total", "series", "values", "not_applicable"}}]}; `values`
    may be the name of a csv file beside it with the columns area,value.
    """
    from django.db import transaction

    from prasan.plans.cascade.commands import OfferAll
    from prasan.platform.commands import Refused, RuleBroken, perform

    actor = _actor(asked.who)
    if actor is None:
        return _bad("refused", "ใส่ --as ชื่อผู้ใช้ที่มีตำแหน่ง · give --as somebody with a seat", asked, BAD_CALL)
    try:
        told = json.loads(Path(asked.file).read_text(encoding="utf-8-sig"))
        with transaction.atomic():
            made = _prepare(actor, told, Path(asked.file).parent)
            if asked.send:
                made = perform(actor, OfferAll(target_id=made.pk))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        return _bad("unreadable", f"อ่านไฟล์ไม่ได้ · cannot read the file: {fault}", asked, BAD_CALL)
    except (RuleBroken, Refused) as broken:
        return _bad("refused", str(broken.text), asked, PROBLEMS)
    from prasan.plans.cascade.api import row

    _write(row(made))
    return OK


def _prepare(actor: Any, told: dict[str, Any], folder: Path) -> Any:
    """Make the draft with its activities and shares."""
    from prasan.plans.cascade.api import SplitIn, split_command
    from prasan.plans.cascade.commands import BeginCascade, SaveExpected
    from prasan.platform.commands import RuleBroken, perform
    from prasan.registers.models import Indicator

    head = {name: told[name] for name in ("fiscal_year", "name_th", "goal_th")}
    made = perform(actor, BeginCascade(policy_id=told["policy"], due=dt.date.fromisoformat(told["due"]), **head))
    for line in told["activities"]:
        code = line.get("indicator")
        indicator = Indicator.objects.visible_to(actor).filter(code=code).first() if code else None
        if code and indicator is None:
            raise RuleBroken(f"ไม่พบตัวชี้วัด · no indicator {code}", field="indicator")
        save = SaveExpected(
            target_id=made.pk, name_th=line["name_th"], agency_id=line["agency"], weight=Decimal(str(line["weight"])),
            start=dt.date.fromisoformat(line["start"]), end=dt.date.fromisoformat(line["end"]),
            indicator_id=indicator.pk if indicator else None,
        )  # fmt: skip
        perform(actor, save)
        split = dict(line.get("split") or {})
        if isinstance(split.get("values"), str):
            split["values"] = _table(folder / split["values"])
        if split and save.made is not None:
            perform(actor, split_command(made.pk, save.made.pk, SplitIn(**split)))
    return made


def _table(path: Path) -> dict[str, int]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["area"]: int(row["value"]) for row in csv.DictReader(file, strict=True)}


def _actor(name: str | None) -> Any:
    """Return the actor of a person's first seat of today, None where there is none."""
    from django.utils import timezone

    from prasan.directory.actor import actor_for
    from prasan.directory.models import Seat

    rows = Seat.objects.held_on(timezone.localdate()).for_actor()
    seat = rows.filter(person__username=name or "", person__is_active=True).order_by("pk").first()
    return actor_for(seat) if seat is not None else None


def _of_one(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--id", type=int, help="เลขที่การถ่ายทอด · number of the cascade")


def _of_matrix(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=int, help="ปีงบประมาณ · fiscal year, Buddhist era")
    parser.add_argument("--area", help="รหัสจังหวัด · code of the province")
    parser.add_argument("--axis", help="แกนนโยบาย · agenda, area or administration")
    parser.add_argument("--owed", action="store_true", help="เฉพาะที่เป็นงานของใคร · only what is somebody's task")


def _of_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--file", required=True, help="ไฟล์ json · the cascade as JSON")
    parser.add_argument("--as", dest="who", help="ชื่อผู้ใช้ที่ถ่ายทอด · whose seat cascades")
    parser.add_argument("--send", action="store_true", help="ส่งถึงทุกจังหวัด · send it to every province")


COMMANDS = [
    Cli("cascade status", "ขอเท่าไร รับเท่าไร", "asked against promised", status, _of_one, needs="database"),
    Cli(
        "cascade offers", "ข้อเสนอและคำตอบรายจังหวัด", "offers and answers by province", offers, _of_one, needs="database"
    ),
    Cli("cascade matrix", "ตารางนโยบายกับจังหวัด", "the policy and province matrix", matrix, _of_matrix, needs="database"),
    Cli("cascade run", "ถ่ายทอดจากไฟล์", "prepare and send a cascade from a file", run, _of_run, needs="database"),
]
