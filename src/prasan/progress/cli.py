"""`prasan figures …`: reported numbers for scripts."""

from __future__ import annotations

import argparse
import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli, problem, read_rows, write_row


def check(asked: argparse.Namespace) -> int:
    """Check reported rows, one answer a row; the exit code is 1 when a row has a hard finding."""
    from prasan.progress.checks.against import Memory
    from prasan.progress.checks.rows import check as check_row

    try:
        raw = Path(asked.file).read_bytes() if asked.file else sys.stdin.buffer.read()
    except OSError as fault:
        return _bad("unreadable", str(fault), asked)
    memory, code = Memory(), OK
    for number, row, reason in rows_of(raw):
        if row is None:
            code = _bad("bad-row", reason, asked, line=number) and PROBLEMS
            continue
        try:
            answer = check_row(row, memory)
        except ValueError as fault:
            known = {"id": row["id"]} if "id" in row else {}
            code = _bad("bad-row", str(fault), asked, line=number, **known) and PROBLEMS
            continue
        if any(flag["severity"] == "hard" for flag in answer["flags"]):
            code = PROBLEMS
        if asked.json:
            write_row(answer)
        else:
            _tell(number, row, answer)
    return code


def rows_of(raw: bytes) -> Iterator[tuple[int, dict[str, Any] | None, str]]:
    """Rows of CSV (UTF-8 or the Thai Windows code page, comma, semicolon or tab) or of JSON Lines, with their line.

    Yields (line number, row, "") or (line number, None, what is wrong with the line).
    """
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b""):
        yield from read_rows(io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        return
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp874", errors="replace")
    head = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count))
    for row in reader:
        if None in row:
            yield reader.line_num, None, "แถวนี้มีช่องมากกว่าหัวตาราง · more cells than the header"
        elif any((value or "").strip() for value in row.values()):
            yield reader.line_num, {str(key).strip(): value for key, value in row.items()}, ""


def _tell(number: int, row: dict[str, Any], answer: dict[str, Any]) -> None:
    """Print a row's findings for a person."""
    name = row.get("id") or row.get("scope_th") or row.get("scope_code") or f"แถว/line {number}"
    share = "" if answer["percent"] is None else f" {answer['percent']}%"
    print(f"{name}{share}: {'ไม่พบข้อสังเกต · nothing found' if not answer['flags'] else ''}")
    for flag in answer["flags"]:
        print(f"  {'✗' if flag['severity'] == 'hard' else '?'} {flag['code']}: {flag['text']}")


def _bad(code: str, text: str, asked: argparse.Namespace, **facts: Any) -> int:
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem(code, text, **facts))
    return BAD_CALL if code == "unreadable" else PROBLEMS


def _check_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", help="ไฟล์ CSV หรือ JSON Lines (ไม่ใส่ = อ่านจาก stdin) · the file, else stdin")


COMMANDS = [
    Cli(
        "figures check",
        "ตรวจตัวเลขที่รายงาน",
        "check reported numbers",
        check,
        _check_arguments,
        needs="django",
    ),
]
