"""`prasan listen link`: what each text of a stream repeats, continues or contains; needs no database."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from prasan.platform.cli import Row, answer_file

WORDS = (
    ("duplicate_of", "ซ้ำกับ · repeats"),
    ("same_series", "ชุดเดียวกับ · same series as"),
    ("contains", "มีเนื้อหาของ · contains"),
)


def link_rows() -> Callable[[Row], Row]:
    """Return a function that answers one row after another: what each text has to do with those before it.

    A row is {"id", "title", "text", "published"}; the answer is {"id", "duplicate_of", "same_series", "contains"},
    each a list of ids of earlier rows. ValueError or KeyError tells a row without an id, or whose text is no text.
    """
    from prasan.kernel.linking import Linker

    linker = Linker()

    def answer(row: Row) -> Row:
        identity = row["id"]
        if identity is None or isinstance(identity, dict | list):
            raise ValueError("id must be a text or a number")
        links = linker.add(identity, _text(row, "text"), _text(row, "title"))
        named = {name: [one for one in getattr(links, name) if one != identity] for name, _ in WORDS}
        return {"id": identity, **named}

    return answer


def _text(row: Row, name: str) -> str:
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a text")
    return value


def link(asked: argparse.Namespace) -> int:
    """Read rows from standard input, write for each what it repeats, continues or contains."""
    return answer_file(link_rows(), None, None if asked.json else _sentence)


def _sentence(row: dict[str, Any]) -> str:
    """Return an answer as a line for people."""
    if "error" in row:
        return f"{row.get('id', '')}\tบรรทัด {row['line']} อ่านไม่ได้ · cannot be read: {row['message']}"
    said = [f"{words} {', '.join(map(str, row[name]))}" for name, words in WORDS if row[name]]
    return f"{row['id']}\t{'; '.join(said) or 'ใหม่ · new'}"
