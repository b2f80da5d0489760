"""Questions of a survey: read from typed lines, and answers judged against them.

A line is `คำถาม | ชนิด | ตัวเลือก, ตัวเลือก`; a star in front asks for an answer.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prasan.kernel.digits import to_arabic

MOST_QUESTIONS = 40
MOST_CHOICES = 40
LONGEST_TEXT = 1000
PLACE = "tambon"
"""The name of the question that tells which sub-district an answer is about, in every form."""
KINDS = {
    "ข้อความ": "text", "จำนวน": "integer", "ทศนิยม": "decimal", "ใช่ไม่ใช่": "yes_no", "เลือกหนึ่ง": "one", "เลือกหลาย": "many",
    "วันที่": "date", "พิกัด": "point",
}  # fmt: skip
"""Kinds of questions as they are typed; the English words are read too."""
ENGLISH = {"text", "integer", "decimal", "yes_no", "one", "many", "date", "point"}
YES_NO = (("yes", "ใช่"), ("no", "ไม่ใช่"))
_NUMBER = re.compile(r"-?\d{1,12}")
_DECIMAL = re.compile(r"-?\d{1,12}(\.\d{1,6})?")


@dataclass(frozen=True, slots=True)
class Question:
    """One question: `name`, of its answer in forms and data; `kind`, one of ENGLISH; `choices`, (value, label)."""

    name: str
    label: str
    kind: str
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        return {
            "name": self.name, "label": self.label, "kind": self.kind, "required": self.required,
            "choices": [list(pair) for pair in self.choices],
        }  # fmt: skip


def from_data(rows: Sequence[Mapping[str, Any]]) -> list[Question]:
    """Return the questions that JSON holds."""
    return [
        Question(
            row["name"], row["label"], row["kind"], bool(row["required"]), tuple((a, b) for a, b in row["choices"])
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no question: its number from 1, and why: empty, kind, choices, many."""

    line: int
    why: str


def read_lines(text: str) -> tuple[list[Question], list[BadLine]]:
    """Return the questions of typed lines, named q1, q2, …, and the lines that are none."""
    found: list[Question] = []
    bad: list[BadLine] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if not line:
            continue
        required = line.startswith("*")
        parts = [part.strip() for part in line.lstrip("* ").split("|")]
        label, kind = parts[0][:300], (parts[1] if len(parts) > 1 else "") or "ข้อความ"
        kind = KINDS.get(kind.replace(" ", "").replace("/", ""), kind)
        choices = [one.strip()[:200] for one in (parts[2] if len(parts) > 2 else "").split(",") if one.strip()]
        why = _wrong(label, kind, choices)
        if why is None and len(found) == MOST_QUESTIONS:
            why = "many"
        if why is not None:
            bad.append(BadLine(number, why))
            continue
        pairs = tuple((f"c{at}", one) for at, one in enumerate(choices, start=1)) if kind in {"one", "many"} else ()
        found.append(Question(f"q{len(found) + 1}", label, kind, required, YES_NO if kind == "yes_no" else pairs))
    return found, bad


def _wrong(label: str, kind: str, choices: Sequence[str]) -> str | None:
    if not label:
        return "empty"
    if kind not in ENGLISH:
        return "kind"
    if kind in {"one", "many"} and not (2 <= len(choices) <= MOST_CHOICES and len(set(choices)) == len(choices)):
        return "choices"
    return None


def write_lines(questions: Sequence[Question]) -> str:
    """Return questions as lines that `read_lines` reads again."""
    names = {english: thai for thai, english in KINDS.items()}
    lines = []
    for one in questions:
        choices = " | " + ", ".join(label for _value, label in one.choices) if one.kind in {"one", "many"} else ""
        lines.append(f"{'* ' if one.required else ''}{one.label} | {names[one.kind]}{choices}")
    return "\n".join(lines)


def judge(questions: Sequence[Question], given: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return (answers by name, problems by name: missing, number, decimal, choice, date, point, long).

    What nobody answered is left out of the answers: not reported is not nought.
    """
    answers: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for one in questions:
        text = given.get(one.name, "").strip()
        if not text:
            if one.required:
                problems[one.name] = "missing"
            continue
        value, why = _read(one, text)
        if why:
            problems[one.name] = why
        else:
            answers[one.name] = value
    return answers, problems


def _read(one: Question, text: str) -> tuple[Any, str]:
    plain = to_arabic(text).replace(",", "")
    values = {value for value, _label in one.choices}
    if one.kind in {"one", "yes_no", "many"}:
        chosen = text.split() if one.kind == "many" else [text]
        if not set(chosen) <= values:
            return None, "choice"
        return (chosen if one.kind == "many" else text), ""
    if one.kind == "integer":
        return (int(plain), "") if _NUMBER.fullmatch(plain) else (None, "number")
    if one.kind == "decimal":
        return (plain, "") if _DECIMAL.fullmatch(plain) else (None, "decimal")
    if one.kind in {"date", "point"}:
        return _day(plain) if one.kind == "date" else _point(plain)
    return (text, "") if len(text) <= LONGEST_TEXT else (None, "long")


def _day(text: str) -> tuple[Any, str]:
    """Read a day in ISO form; a Buddhist year becomes a common one."""
    try:
        year, month, day = (int(part) for part in text[:10].split("-"))
        return dt.date(year - 543 if year > 2400 else year, month, day).isoformat(), ""
    except ValueError:
        return None, "date"


def _point(text: str) -> tuple[Any, str]:
    """Read "latitude longitude …", as forms of phones give a place; altitude and accuracy are left out."""
    try:
        north, east = (float(part) for part in text.split()[:2])
    except ValueError:
        return None, "point"
    if not (-90 <= north <= 90 and -180 <= east <= 180):
        return None, "point"
    return [round(north, 6), round(east, 6)], ""
