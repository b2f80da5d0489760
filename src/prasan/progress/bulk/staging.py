"""A file of figures in a temporary table, and what its codes and periods mean.

The file goes to PostgreSQL as it lies, by COPY; only its few distinct months are read in Python, and numbers that are
not plain digits ("๑,๒๓๔", "1 250"), by the kernel's one number reader.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any

import psycopg
from django.db import DataError, transaction
from django.utils.translation import gettext as _

from prasan.kernel.dates import parse_date
from prasan.kernel.digits import MAX_ABS, parse_number, to_arabic
from prasan.platform.commands import RuleBroken
from prasan.platform.prepared import planned_anew
from prasan.progress import periods

COLUMNS = ("indicator", "area", "period", "office", "member", "value", "denominator")
"""Columns of a file of figures: codes, the month, the reporting office, the member, and the numbers."""
NEEDED = frozenset({"indicator", "area", "period", "office", "value"})
CHUNK = 1 << 20

_TABLE = """
DROP TABLE IF EXISTS progress_stage, progress_odd, progress_month;
CREATE TEMP TABLE progress_stage (
    indicator text, area text, period text, office text, member text, value {numbers}, denominator {numbers}
) ON COMMIT DROP;
CREATE TEMP TABLE progress_odd (typed text PRIMARY KEY, plain text) ON COMMIT DROP
"""
PLAIN = r"^\s*-?[0-9]{1,15}\s*$"
NOT_QUITE_PLAIN = (b"_", b"x", b"X", b"o", b"O", b"b", b"B")
"""PostgreSQL reads 1_000 and 0x10 as integers; a file that holds such signs anywhere is read as text."""


def stage_csv(raw: bytes) -> tuple[int, bool]:
    """Copy a CSV with a header into the stage, the file's order kept; returns how many rows, and whether as numbers.

    UTF-8 with or without its mark, or the Thai Windows code page; columns in any order, others are refused by name.
    Plain integers are read by COPY itself; where any value is anything else, the file comes as text, and `read_words`
    and the checks read its numbers. Raises RuleBroken for a wrong header.
    """
    raw = _utf8(raw)
    end = raw.find(b"\n")
    head, body = (raw, b"") if end < 0 else (raw[:end], raw[end + 1 :])
    names = [one.strip().lower() for one in next(csv.reader([head.decode("utf-8").rstrip("\r")]), [])]
    _must_have(names)
    # a rare letter is looked for first: that is many times quicker than looking at every zero
    if not any(one in body and (one == b"_" or b"0" + one in body) for one in NOT_QUITE_PLAIN):
        try:
            with transaction.atomic():
                return _copy(names, body, "bigint"), True
        except (DataError, psycopg.DataError):  # not plain integers
            pass
    return _copy(names, body, "text"), False


def _copy(names: list[str], body: bytes, numbers: str) -> int:
    with planned_anew() as cursor:
        cursor.execute(_TABLE.format(numbers=numbers))
        with cursor.copy(f"COPY progress_stage ({', '.join(names)}) FROM STDIN (FORMAT csv)") as copy:
            for start in range(0, len(body), CHUNK):
                copy.write(body[start : start + CHUNK])
        return int(cursor.rowcount)


def _utf8(raw: bytes) -> bytes:
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp874", errors="replace").encode("utf-8")
    return raw


def _must_have(names: list[str]) -> None:
    """Raise RuleBroken unless the columns are those of a file of figures."""
    missing, strange = sorted(NEEDED - set(names)), sorted(set(names) - set(COLUMNS))
    if missing:
        raise RuleBroken(_("ไฟล์นี้ไม่มีคอลัมน์ %(names)s โปรดใช้หัวตาราง: %(all)s") % {
            "names": ", ".join(missing), "all": ", ".join(COLUMNS)
        })  # fmt: skip
    if strange or len(set(names)) != len(names):
        raise RuleBroken(_("หัวตารางมีคอลัมน์ที่ไม่รู้จักหรือซ้ำ: %(names)s") % {"names": ", ".join(strange or names)})


def read_words(*, plain: bool) -> None:
    """Say what the stage's months mean (progress_month), and its numbers where they are not plain (progress_odd)."""
    with planned_anew() as cursor:
        cursor.execute("SELECT DISTINCT period FROM progress_stage")
        found = [(text, read_period(text)) for (text,) in cursor.fetchall() if text is not None]
        cursor.execute("CREATE TEMP TABLE progress_month (typed text PRIMARY KEY, period int) ON COMMIT DROP")
        with cursor.copy("COPY progress_month FROM STDIN") as copy:
            for line in found:
                copy.write_row(line)
        if not plain:
            _read_odd_numbers(cursor)


def read_period(text: str) -> int | None:
    """Return the reporting month that a text means: "256901", "2026-10", "ต.ค. 2569"; None where it means none."""
    typed = to_arabic(text.strip())
    try:
        if len(typed) == 6 and typed.isdigit():
            periods.split(int(typed))
            return int(typed)
        if len(typed) == 7 and typed[4] == "-":
            typed += "-01"
        read = parse_date(typed)
        if read.refused is not None or read.kind not in {"month", "day"} or read.start is None:
            return None
        return periods.of(read.start)
    except ValueError:
        return None


def _read_odd_numbers(cursor: Any) -> None:
    """Note what numbers mean that are no plain digits; the unreadable stay as they are."""
    cursor.execute(
        "SELECT typed FROM (SELECT value AS typed FROM progress_stage UNION SELECT denominator FROM progress_stage)"
        " AS s WHERE typed <> '' AND typed !~ %s",
        [PLAIN],
    )
    odd = list(_plain(one for (one,) in cursor.fetchall()))
    with cursor.copy("COPY progress_odd FROM STDIN") as copy:
        for line in odd:
            copy.write_row(line)


def _plain(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    for text in texts:
        number = parse_number(text)
        if number.value is not None and abs(number.value) <= MAX_ABS:
            yield text, format(number.value, "f")
