"""Commands on the traffic logs: list the kept days, hand out the lines of a period."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import sys

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli, show, write_row

BUDDHIST = 543
LINE = ("at", "from", "person", "method", "path", "status", "request_id")
"""What each exported line names; `person` is the number of the account, or null before sign-in."""


def a_day(text: str) -> dt.date:
    """Return the day of 2026-01-31, also with a Buddhist year (2569-01-31); raises ArgumentTypeError."""
    try:
        year, month, day = (int(part) for part in text.split("-"))
        return dt.date(year - BUDDHIST if year > 2400 else year, month, day)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text!r}: ปปปป-ดด-วว · a day is YYYY-MM-DD") from fault


def export(asked: argparse.Namespace) -> int:
    """Print the traffic lines of a period, and leave a line that this was done.

    Days without a file (nobody came, or no longer kept) are named on standard error. Exit code 1 when a line
    is broken.
    """
    from prasan.platform.web.traffic import site_log

    if asked.last < asked.first:
        print("--to ต้องไม่ก่อน --from · --to is before --from", file=sys.stderr)
        return BAD_CALL
    log = site_log()
    count = broken = 0
    for line in log.read(asked.first, asked.last):
        if asked.person is not None and line.get("person") != asked.person:
            continue
        if asked.address and line.get("from") != asked.address:
            continue
        count += 1
        broken += "broken" in line
        write_row(line if "broken" in line else {**dict.fromkeys(LINE), **line})
    log.write(
        {
            "from": "",
            "person": None,
            "method": "EXPORT",
            "path": f"prasan logs export {asked.first} {asked.last} ({getpass.getuser()})",
            "status": count,
        }
    )
    kept = {day for day, _ in log.files()}
    missing = [day for day in _days(asked.first, min(asked.last, max(kept))) if day not in kept]
    print(f"{count} บรรทัด · lines", file=sys.stderr)
    if missing:
        days = ", ".join(day.isoformat() for day in missing[:10]) + (" …" if len(missing) > 10 else "")
        print(f"ไม่มีแฟ้มของ {len(missing)} วัน · no file for {len(missing)} days: {days}", file=sys.stderr)
    if broken:
        print(f"บรรทัดชำรุด {broken} · broken lines", file=sys.stderr)
    return PROBLEMS if broken else OK


def _days(first: dt.date, last: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=step) for step in range((last - first).days + 1)]


def days(asked: argparse.Namespace) -> int:
    """List the kept days with lines, size and SHA-256."""
    from prasan.platform.web.traffic import site_log

    return show(site_log().days(), as_json=asked.json)


def _export_arguments(parser: argparse.ArgumentParser) -> None:
    for name, into, words in (("--from", "first", "วันแรก · first day"), ("--to", "last", "วันสุดท้าย · last day")):
        parser.add_argument(name, dest=into, type=a_day, required=True, metavar="YYYY-MM-DD", help=words)
    parser.add_argument("--person", type=int, help="เฉพาะบัญชีเลขที่ · of one account (its number)")
    parser.add_argument("--address", help="เฉพาะที่อยู่ต้นทาง · of one source address")


COMMANDS = [
    Cli("logs export", "ส่งออกข้อมูลจราจร", "hand out traffic logs", export, _export_arguments, "django"),
    Cli("logs days", "วันที่เก็บข้อมูลจราจรไว้", "the days of traffic logs that are kept", days, needs="django"),
]
