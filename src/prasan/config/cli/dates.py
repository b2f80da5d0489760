"""`prasan dates parse`: the kernel's one date reader for scripts; needs neither Django nor a database."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any

from prasan.platform.cli import OK, Cli, answer_rows, write_row


def parse(asked: argparse.Namespace) -> int:
    """Read rows {"id", "text", "published"} from standard input; write {"id", "start", "end", "kind", "refused"}.

    With words on the command line these are read as one text instead.
    """
    from prasan.kernel.dates import REASONS, read_line

    if asked.text:
        row = read_line({"id": None, "text": " ".join(asked.text), "published": asked.published})
        if asked.json:
            write_row(row)
        else:
            print(_sentence(row, REASONS))
        return OK
    return answer_rows(read_line)


def _sentence(row: Mapping[str, Any], reasons: Mapping[str, str]) -> str:
    """Return a reading as a line for people."""
    if row["refused"]:
        return f"{row['refused']}\t{reasons.get(str(row['refused']), '')}"
    return f"{row['start']}\t{row['end']}\t{row['kind']}"


def _parse_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="*", help="ข้อความ (ไม่ระบุ: อ่าน JSON Lines) · text, else JSON Lines from input")
    parser.add_argument("--published", help="วันเผยแพร่ ปปปป-ดด-วว (ค.ศ.) · day of publication, ISO")


COMMANDS = [
    Cli("dates parse", "อ่านวันที่ในข้อความ", "read dates in text", parse, _parse_arguments, needs="nothing"),
]
