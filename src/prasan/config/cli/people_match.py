"""`prasan people match`: pairs of entries in, whether they are one person out; needs neither Django nor a database.

Nothing of what was given comes back but the row's id: answers may be kept where entries may not.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from prasan.platform.cli import Cli, Row, answer_file

VERDICTS = {"same": "คนเดียวกัน", "maybe": "อาจเป็นคนเดียวกัน", "different": "คนละคน"}
FIELDS = {
    "id_number": "เลขประจำตัว", "given_name": "ชื่อตัว", "family_name": "ชื่อสกุล",
    "birth_year": "ปีเกิด", "phone": "โทรศัพท์", "area": "พื้นที่", "sex": "คำนำหน้า",
}  # fmt: skip
KINDS = {
    "same": "ตรงกัน", "same unchecked": "ตรงกัน (เลขไม่ผ่านการตรวจสอบ)", "sounds": "ออกเสียงเหมือนกัน", "near": "ใกล้เคียง",
    "slip": "คลาดหนึ่งหลัก", "next": "ต่างกันหนึ่งปี", "province": "จังหวัดเดียวกัน", "other": "ต่างกัน",
    "other unchecked": "ต่างกัน (เลขไม่ผ่านการตรวจสอบ)",
}  # fmt: skip


def answer(row: Row) -> Row:
    """Compare the two entries `a` and `b` of a row.

    Raises KeyError without one of them, ValueError naming entry and field for what cannot be read.
    """
    from prasan.kernel.people import claim_of, match

    claims = []
    for name in ("a", "b"):
        told = row[name]
        if not isinstance(told, Mapping):
            raise ValueError(f"{name} must be an object")
        try:
            claims.append(claim_of(told))
        except ValueError as fault:
            raise ValueError(f"{name}: {fault}") from None
    found = match(*claims)
    why = [{"field": one.field, "kind": one.kind, "bits": one.bits} for one in found.why]
    return {"id": row.get("id"), "verdict": found.verdict, "score": found.score, "why": why}


def sentence(row: Row) -> str:
    """Return an answer as a line for people: the id, the verdict, what speaks for and against it."""
    ident = row.get("id") or ""
    if "error" in row:
        return f"{ident}\tอ่านไม่ได้ · cannot be read: {row['message']} (บรรทัด · line {row.get('line')})"
    why = ", ".join(f"{FIELDS[one['field']]}{KINDS[one['kind']]} {one['bits']:+g}" for one in row["why"])
    return f"{ident}\t{VERDICTS[row['verdict']]} {row['score']:.2f}\t{why}"


def read(asked: argparse.Namespace) -> int:
    """Answer rows of JSON Lines from a file or standard input."""
    return answer_file(answer, asked.file, None if asked.json else sentence)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file; nothing reads standard input."""
    parser.add_argument("file", nargs="?", help="แฟ้ม JSON Lines (ไม่ระบุ: stdin) · JSON Lines, else standard input")


COMMANDS = [
    Cli(
        "people match", "ข้อมูลสองรายการเป็นคนเดียวกันหรือไม่", "whether two entries are one person", read, arguments,
        needs="nothing",
    ),
]  # fmt: skip
