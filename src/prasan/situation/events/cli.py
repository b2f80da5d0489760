"""`prasan listen queue`, `events`, `event`: the queue and the events for scripts, as the machine's administrator."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli, problem, write_row


def _bad(code: str, text: str, asked: argparse.Namespace, exit_code: int = PROBLEMS) -> int:
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem(code, text))
    return exit_code


def _tell(row: dict[str, Any], text: str, asked: argparse.Namespace) -> None:
    if asked.json:
        from prasan.platform.journal.changes import plain

        write_row(plain(row))
    else:
        print(text)


def queue(asked: argparse.Namespace) -> int:
    """Write the items that wait, first come first."""
    from prasan.platform.commands import SYSTEM
    from prasan.situation.events.api import queue_row
    from prasan.situation.models import Item

    rows = Item.objects.waiting().select_related("source").order_by("pk")
    for one in rows.iterator(chunk_size=500):
        row = queue_row(one, SYSTEM)
        _tell(row, f"{one.pk:>8}  {one.source.code:<20} {','.join(one.types) or '-':<16} {row['title'][:80]}", asked)
    return OK


def _events_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--state", default="live", help="live, all หรือสถานะเดียว · or one state")
    parser.add_argument("--type", default="", help="ประเภทเหตุการณ์ · event type")
    parser.add_argument("--area", default="", help="รหัสพื้นที่ · code of an area")


def events(asked: argparse.Namespace) -> int:
    """Write the events, newest first."""
    from prasan.platform.commands import SYSTEM
    from prasan.situation.events.api import row_of
    from prasan.situation.events.queries import asked_of, rows_of

    found = rows_of(SYSTEM, asked_of({"state": asked.state, "type": asked.type, "area": asked.area}))
    for one in found.order_by("-pk").iterator(chunk_size=500):
        _tell(
            row_of(one), f"{one.code:<10} {one.state:<10} {one.severity:<8} {one.area.code:<6} {one.title[:80]}", asked
        )
    return OK


DO = (
    "show",
    "open",
    "link",
    "merge",
    "verify",
    "refute",
    "watch",
    "assess",
    "respond",
    "close",
    "reopen",
    "undo",
    "bin",
)


def _event_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=DO, help="สิ่งที่ทำ · what to do")
    parser.add_argument(
        "code", nargs="?", default="", help="เลขที่เหตุการณ์ n/ปี, เลขรายการ (undo) หรือเลขข่าว (bin) · number"
    )
    parser.add_argument("--title", default="", help="ชื่อเหตุการณ์ (open) · title")
    parser.add_argument("--type", default="", help="ประเภท (open) · type")
    parser.add_argument("--area", default="", help="รหัสพื้นที่ (open) · code of the area")
    parser.add_argument("--items", default="", help="เลขข่าว คั่นด้วยจุลภาค (open, link) · item numbers, comma between")
    parser.add_argument("--into", default="", help="รวมเข้ากับเลขที่ (merge) · merge into")
    parser.add_argument("--text", default="", help="เหตุผลหรือบทเรียน · reason or lesson")
    parser.add_argument("--answers", default="", help="severity,urgency,certainty,digit (assess)")


def event(asked: argparse.Namespace) -> int:
    """Show one event, or carry out one verb about it."""
    from prasan.platform.commands import SYSTEM, perform
    from prasan.platform.commands.errors import PeopleError
    from prasan.situation.events.api import whole_of
    from prasan.situation.models import Event

    try:
        if asked.what != "show":
            perform(SYSTEM, command := command_of(asked))
            if asked.what in {"undo", "bin"}:
                _tell({"id": command.target_id, "done": asked.what}, asked.what, asked)
                return OK
        pk = _named(asked.code) if asked.what != "open" else Event.objects.latest("pk").pk
        found = Event.objects.select_related("area", "owner").get(pk=pk)
    except (PeopleError, ValueError, Event.DoesNotExist) as fault:
        return _bad(
            "refused",
            str(getattr(fault, "text", fault)),
            asked,
            BAD_CALL if isinstance(fault, ValueError) else PROBLEMS,
        )
    _tell(whole_of(found), f"{found.code} {found.state} {found.title}", asked)
    return OK


def _named(code: str) -> int:
    from prasan.platform.commands import SYSTEM
    from prasan.situation.events.finding import event_named

    found = event_named(SYSTEM, code)
    if not found:
        raise ValueError(f"ไม่พบเหตุการณ์ · no event {code!r}")
    return found


def command_of(asked: argparse.Namespace) -> Any:
    """Return the verb that a call names; ValueError where a number is missing."""
    from prasan.situation.events import commands as c
    from prasan.situation.events.forms import area_of
    from prasan.situation.triage.commands import BinItem

    items = [int(one) for one in asked.items.split(",") if one.strip()]
    if asked.what == "open":
        values = {"title": asked.title, "type": asked.type, "area_id": area_of(asked.area)}
        return c.OpenEvent(values=values, items=items)
    if asked.what in {"undo", "bin"}:
        return {"undo": c.Undo, "bin": BinItem}[asked.what](target_id=int(asked.code))
    pk = _named(asked.code)
    if asked.what == "assess":
        severity, urgency, certainty, digit = asked.answers.split(",")
        return c.Assess(target_id=pk, severity=severity, urgency=urgency, certainty=certainty, digit=int(digit))
    made: dict[str, Any] = {
        "link": lambda: c.LinkItems(target_id=pk, items=items),
        "merge": lambda: c.Merge(target_id=pk, into=_named(asked.into)),
        "verify": lambda: c.Verify(target_id=pk),
        "refute": lambda: c.Refute(target_id=pk, reason=asked.text),
        "watch": lambda: c.Watch(target_id=pk),
        "respond": lambda: c.Respond(target_id=pk),
        "close": lambda: c.Close(target_id=pk, lesson=asked.text),
        "reopen": lambda: c.Reopen(target_id=pk, reason=asked.text),
    }
    return made[asked.what]()


COMMANDS = [
    Cli("listen queue", "ข่าวที่รอคัดกรอง", "items that wait", queue),
    Cli("listen events", "เหตุการณ์", "events", events, _events_arguments),
    Cli("listen event", "ดูหรือทำรายการกับเหตุการณ์", "show an event or act on it", event, _event_arguments),
]
