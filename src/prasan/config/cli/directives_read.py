"""`prasan directives read`: Thai directive sentences in, proposals out; needs neither Django nor a database."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from typing import Any

from prasan.platform.cli import BAD_CALL, OK, Cli, Row, answer_file, problem, write_row


def read_rows() -> Callable[[Row], Row]:
    """Return a function that answers one row after another; each is read by itself, so memory stays level.

    A row is {"id", "text", "published"}; the answer {"id", "directives"}. ValueError tells a row whose text is no text,
    or whose publication is neither an ISO date nor a date-time.
    """
    from prasan.kernel.directives import as_json, read_directives
    from prasan.packs.thailand.directives import directive_gazetteer

    gazetteer = directive_gazetteer()

    def answer(row: Row) -> Row:
        return as_json(row.get("id"), read_directives(_text(row, "text"), _text(row, "published").strip(), gazetteer))

    return answer


def _text(row: Row, name: str) -> str:
    if name == "text" and name not in row:
        raise KeyError(name)
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a text")
    return value


def read(asked: argparse.Namespace) -> int:
    """Read rows of JSON Lines from a file or standard input; words on the command line are one text."""
    if asked.text is not None:
        return _one(asked)
    return answer_file(read_rows(), asked.file, None if asked.json else sentences)


def _one(asked: argparse.Namespace) -> int:
    """Read one text of the command line."""
    try:
        row = read_rows()({"id": None, "text": asked.text, "published": asked.published})
    except ValueError as fault:
        write_row(problem("bad-row", str(fault)))
        return BAD_CALL
    if asked.json:
        write_row(row)
    else:
        print(sentences(row))
    return OK


def sentences(row: Mapping[str, Any]) -> str:
    """Return an answer as lines for people: the id, then each directive with who, where and by when."""
    ident = row.get("id") or ""
    if "error" in row:
        return f"{ident}\tอ่านไม่ได้ · cannot be read: {row['message']} (บรรทัด · line {row.get('line')})"
    if not row["directives"]:
        return f"{ident}\tไม่พบข้อสั่งการ · no directive"
    return "\n".join([str(ident), *(_sentence(one) for one in row["directives"])])


def _sentence(one: Mapping[str, Any]) -> str:
    from prasan.kernel.directives import DUE_KINDS

    where = ["ทั่วประเทศ"] if one["nationwide"] else one["provinces"]
    facts = {
        "หน่วยงานหลัก": one["lead"],
        "หน่วยงานร่วม": ", ".join(one["co"]),
        "หน่วยงานภายนอก": ", ".join(one["outside"]),
        "พื้นที่": ", ".join([*where, *one["countries"]]),
        "กำหนด": " ".join(filter(None, [DUE_KINDS[one["due_kind"]], one["due"], one["every"]])),
        "รายงานกลับ": "ใช่" if one["report_back"] else "",
    }
    told = "\n".join(f"    {name}: {value}" for name, value in facts.items() if value)
    return f"  • {one['text']}\n{told}"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file; nothing reads standard input."""
    parser.add_argument("file", nargs="?", help="แฟ้ม JSON Lines (ไม่ระบุ: stdin) · JSON Lines, else standard input")
    parser.add_argument("--text", help="ข้อความเดียว · one text instead")
    parser.add_argument("--published", help="วันหรือเวลาที่สั่ง (ISO) ใช้กับ --text · day or moment of --text")


COMMANDS = [
    Cli(
        "directives read",
        "อ่านข้อสั่งการ: ใคร ร่วมกับใคร ที่ไหน ภายในเมื่อไร",
        "read directives: who, with whom, where, by when",
        read,
        arguments,
        needs="nothing",
    ),
]
