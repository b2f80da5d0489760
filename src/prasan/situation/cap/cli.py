"""`prasan listen alerts …` and `prasan listen cap`: notices for scripts, and CAP messages from anywhere as rows."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from prasan.platform.cli import OK, PROBLEMS, Cli, problem, write_row

TEXTS = ("headline-th", "headline-en", "description-th", "description-en", "instruction-th", "instruction-en")


def _reader(asked: argparse.Namespace) -> Any:
    from django.utils import timezone

    from prasan.directory.actor import actor_for
    from prasan.directory.models import Seat

    seat = Seat.objects.held_on(timezone.localdate()).for_actor().filter(person__username=asked.who).first()
    return actor_for(seat) if seat else None


def _as(act: Any) -> Any:
    """Return the command that acts under an account's rights; exit code 1 where it is refused."""

    def run(asked: argparse.Namespace) -> int:
        from prasan.platform.commands.errors import PeopleError

        actor = _reader(asked)
        if actor is None:
            return _fault(f"ไม่มีบัญชีนี้ที่มีตำแหน่ง · no such account with a seat: {asked.who}", asked, "no-seat")
        try:
            act(actor, asked)
        except PeopleError as refused:
            return _fault(str(refused.text), asked, "refused")
        return OK

    return run


def _fault(text: str, asked: argparse.Namespace, code: str) -> int:
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem(code, text))
    return PROBLEMS


def _tell(one: Any, asked: argparse.Namespace) -> None:
    from prasan.situation.cap.api import row_of

    if asked.json:
        write_row(row_of(one))
        return
    print(f"{one.pk:>6}  {one.event.code:<10} {one.kind:<7} {one.state:<9} {one.identifier or '–'}  {one.headline_th}")


def _tell_received(one: Any, asked: argparse.Namespace) -> None:
    from prasan.situation.cap.api import received_row

    row = received_row(one)
    if asked.json:
        write_row(row)
        return
    print(f"{row['item']:>6}  {row['source']:<12} {row['kind']:<7} {row['severity']:<9} {row['title']}")


def _list(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.situation.cap.queries import listed, received

    if asked.received:
        for message in received(actor, in_force=asked.in_force)[:1000]:
            _tell_received(message, asked)
        return
    rows = listed(actor)
    for one in (rows.in_force() if asked.in_force else rows)[:1000]:
        _tell(one, asked)


def _told(asked: argparse.Namespace) -> dict[str, Any]:
    from prasan.situation.cap.reading import told_of

    given = {name.replace("-", "_"): getattr(asked, name.replace("-", "_")) for name in TEXTS}
    return told_of(given | {"expires": asked.expires, "checked": asked.checked})


def _add(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.platform.commands import perform
    from prasan.situation.cap.commands import PrepareAlert
    from prasan.situation.cap.pages import found_alert

    command = PrepareAlert(event_id=asked.event, kind=asked.kind, key=asked.key, **_told(asked))
    _tell(found_alert(actor, perform(actor, command).pk), asked)


def _publish(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.platform.commands import perform
    from prasan.situation.cap.commands import PublishAlert
    from prasan.situation.cap.pages import found_alert

    _tell(found_alert(actor, perform(actor, PublishAlert(target_id=asked.alert)).pk), asked)


def _drop(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.platform.commands import perform
    from prasan.situation.cap.commands import DropAlert
    from prasan.situation.cap.pages import found_alert

    _tell(found_alert(actor, perform(actor, DropAlert(target_id=asked.alert)).pk), asked)


def _cap(asked: argparse.Namespace) -> int:
    """Read CAP messages of files (or of standard input) and write one row for each, or why it is none."""
    from prasan.kernel import cap

    code = OK
    for name in asked.file or ["-"]:
        try:
            raw = sys.stdin.buffer.read(cap.MOST_BYTES + 1) if name == "-" else Path(name).read_bytes()
            row = {"file": name, **summary(cap.read(raw))}
        except (cap.CapError, OSError) as fault:
            where = getattr(fault, "where", "")
            row, code = (
                {"file": name, **problem(getattr(fault, "code", "unreadable"), str(fault)), "where": where},
                PROBLEMS,
            )
        write_row(row) if asked.json else print("\t".join(str(value) for value in row.values()))
    return code


def summary(alert: Any) -> dict[str, Any]:
    """Return a message as a row: its name, its place in the chain, what it says in each language."""
    return {
        "identifier": alert.identifier, "sender": alert.sender, "sent": alert.sent.isoformat(),
        "status": str(alert.status), "kind": str(alert.kind), "scope": str(alert.scope),
        "references": [[one.sender, one.identifier, one.sent.isoformat()] for one in alert.references],
        "infos": [
            {
                "language": one.language or "en-US", "event": one.event, "headline": one.headline,
                "categories": [str(c) for c in one.categories], "severity": str(one.severity),
                "urgency": str(one.urgency), "certainty": str(one.certainty),
                "expires": one.expires.isoformat() if one.expires else None,
                "areas": [[a.description, [[c.name, c.value] for c in a.geocodes]] for a in one.areas],
            }
            for one in alert.infos
        ],
    }  # fmt: skip


def _who(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="who", required=True, help="ในสิทธิของบัญชีนี้ · under the rights of this account")


def _listing(parser: argparse.ArgumentParser) -> None:
    _who(parser)
    parser.add_argument("--received", action="store_true", help="ที่รับจากหน่วยงานอื่น · those of other centres")
    parser.add_argument("--in-force", action="store_true", help="เฉพาะที่มีผลอยู่ · only what holds now")


def _adding(parser: argparse.ArgumentParser) -> None:
    _who(parser)
    parser.add_argument("event", type=int, help="เหตุการณ์ · number (id) of the event")
    parser.add_argument("--kind", choices=("alert", "update", "cancel"), default="alert", help="ชนิด · kind")
    for name in TEXTS:
        parser.add_argument(f"--{name}", default="", help="ข้อความ · words")
    parser.add_argument("--expires", default="", help="มีผลถึง · until when (31 พ.ค. 2569 18.00, or ISO 8601 with zone)")
    parser.add_argument("--checked", action="store_true", help="ตรวจข้อมูลส่วนบุคคลแล้ว · personal data was looked for")
    parser.add_argument("--key", default="", help="รหัสกันซ้ำ · the same key adds once")


def _one(parser: argparse.ArgumentParser) -> None:
    _who(parser)
    parser.add_argument("alert", type=int, help="เลขที่ · number (id) of the notice")


def _files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="*", help="ไฟล์ CAP (ไม่ใส่ = รับเข้าทางมาตรฐาน) · files, else standard input")


COMMANDS = [
    Cli("listen alerts", "ประกาศแจ้งเตือนประชาชน", "notices to the public", _as(_list), _listing),
    Cli("listen alert-add", "ร่างประกาศแจ้งเตือน", "word a notice", _as(_add), _adding),
    Cli("listen alert-publish", "เผยแพร่ประกาศแจ้งเตือน", "publish a notice", _as(_publish), _one),
    Cli("listen alert-drop", "ไม่เผยแพร่ร่างประกาศ", "drop a draft", _as(_drop), _one),
    Cli("listen cap", "อ่านข้อความ CAP 1.2", "read CAP 1.2 messages", _cap, _files, needs="nothing"),
]
