"""`prasan listen read`: one document in, everything that was read in it out; needs neither Django nor a database."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from prasan.platform.cli import OK, Row, answer_file, no_file, write_row

NAMES = {
    "dates": "วันที่", "provinces": "จังหวัด", "districts": "อำเภอ", "countries": "ประเทศ", "agencies": "หน่วยงาน",
    "counts": "จำนวนคน", "persons": "บุคคลในตำแหน่ง", "private": "ข้อมูลส่วนบุคคล", "laws": "กฎหมาย",
}  # fmt: skip


def read_rows() -> Callable[[Row], Row]:
    """Return a function that answers one row after another; each is read by itself, so memory stays level.

    A row is {"id", "title", "text", "published"}; the answer holds the fields of a reading, labour and types.
    ValueError tells a row whose title or text is no text, or whose day of publication is no ISO date.
    """
    from prasan.kernel import reading
    from prasan.packs.thailand.gazetteer import reading_gazetteer

    gazetteer = reading_gazetteer()
    classify = _classifier()

    def answer(row: Row) -> Row:
        document = reading.Document(_text(row, "title"), _text(row, "text"), _published(row), row.get("id"))
        found = reading.as_json(document, reading.read(document, gazetteer))
        return {**found, **classify(document.title, document.text)}

    return answer


def _classifier() -> Callable[[str, str], dict[str, Any]]:
    """Return what tells labour and types by the model that came with this version."""
    from prasan.packs.thailand.listening import model

    served = model()

    def classify(title: str, text: str) -> dict[str, Any]:
        told = served.classify(title, text)
        types = [{"value": one.code, "score": one.score, "words": list(one.words)} for one in told.types]
        return {"labour": {"relevant": told.relevant, "score": told.score}, "types": types}

    return classify


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a text")
    return value


def _published(row: Row) -> date | None:
    """Return the day of an ISO date or moment; None where it is missing."""
    value = row.get("published")
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError("published must be an ISO date")
    return date.fromisoformat(value[:10])


def read(asked: argparse.Namespace) -> int:
    """Read rows of JSON Lines from a file or standard input; a file of plain text is one document."""
    answer = read_rows()
    if asked.file and not asked.file.endswith((".json", ".jsonl")):
        return _one_file(Path(asked.file), answer, as_json=asked.json)
    return answer_file(answer, asked.file, None if asked.json else sentences)


def _one_file(path: Path, answer: Callable[[Row], Row], *, as_json: bool) -> int:
    """Read a whole file of plain text as one document whose id is the name of the file."""
    try:
        row = answer({"id": path.name, "text": path.read_text(encoding="utf-8", errors="replace")})
    except OSError as fault:
        return no_file(fault)
    if as_json:
        write_row(row)
    else:
        print(sentences(row))
    return OK


def sentences(row: Mapping[str, Any]) -> str:
    """Return an answer as lines for people: the id, then each field that holds something."""
    if "error" in row:
        return f"{row.get('id', '')}\tอ่านไม่ได้ · cannot be read: {row['message']}"
    lines = [f"{row.get('id') or ''}\tเผยแพร่ {row.get('published') or '–'}"]
    for field, name in NAMES.items():
        if items := row.get(field):
            lines.append(f"  {name}: " + ", ".join(_item(one) for one in items))
    if labour := row.get("labour"):
        lines.append(f"  แรงงาน: {'ใช่' if labour['relevant'] else 'ไม่ใช่'} ({labour['score']:.2f})")
    if types := row.get("types"):
        lines.append("  ประเภท: " + ", ".join(one["value"] for one in types))
    return "\n".join(lines)


def _item(one: Mapping[str, Any]) -> str:
    if one.get("refused"):
        return f"({one['refused']})"
    if one.get("start") and one["start"] != one.get("end"):
        return f"{one['start']}–{one['end']}"
    if one.get("office"):
        return f"{one['value']} ({one['office']})"
    if one.get("parts"):
        return f"{one['value']} = " + " + ".join(map(str, one["parts"]))
    return str(one["value"])


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file; nothing reads standard input."""
    parser.add_argument("file", nargs="?", help="แฟ้ม JSON Lines หรือข้อความ · JSON Lines (.jsonl) or a plain text")
