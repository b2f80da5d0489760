"""What a room needs to add commands to `prasan`: the description of one, and JSON Lines in and out.

A room's `cli.py` holds `COMMANDS = [Cli(...), ...]`. It is imported for every call, even `prasan --help`, so it
imports nothing heavy at its top: models and the like are imported inside `run`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TextIO, cast

OK, PROBLEMS, BAD_CALL = 0, 1, 2
"""Exit codes: all well, problems found (or failed), called wrongly."""

Row = dict[str, Any]


def _no_arguments(parser: argparse.ArgumentParser) -> None:
    return


@dataclass(frozen=True)
class Cli:
    """One command of `prasan`.

    name: its words, "areas groups" for a command in a group; help_th, help_en: one line each; run: does the
    work and returns the exit code; configure: adds arguments (`--json` is there already); needs: what is made
    ready before `run`: nothing, Django without a database, or Django with a running database.
    """

    name: str
    help_th: str
    help_en: str
    run: Callable[[argparse.Namespace], int]
    configure: Callable[[argparse.ArgumentParser], None] = _no_arguments
    needs: Literal["nothing", "django", "database"] = "database"

    @property
    def help(self) -> str:
        """The line of `prasan --help`, in both languages."""
        return f"{self.help_th} · {self.help_en}"


def write_row(row: Mapping[str, Any], stream: TextIO | None = None) -> None:
    """Write one row as one line of JSON, seen at once by a reader of the pipe."""
    out = stream or sys.stdout
    out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=str) + "\n")
    out.flush()


def problem(code: str, message: str, **facts: Any) -> Row:
    """The row that stands for a failure: error (a code), message, and facts such as line."""
    return {"error": code, "message": message, **facts}


def read_rows(stream: TextIO | None = None) -> Iterator[tuple[int, Row | None, str]]:
    """Rows of JSON Lines as (line number from 1, row, ""), or (line number, None, reason) for a bad line.

    Empty lines are passed over. A row is always an object. Bytes that are no UTF-8 make that line bad.
    """
    for number, raw in enumerate(_lines(stream or sys.stdin), start=1):
        try:
            line = raw.decode("utf-8") if isinstance(raw, bytes) else raw
            if number == 1:
                line = line.removeprefix("\ufeff")
            if not line.strip():
                continue
            row = json.loads(line)
        except (ValueError, RecursionError) as fault:
            yield number, None, str(fault)
            continue
        if isinstance(row, dict):
            yield number, row, ""
        else:
            yield number, None, "not an object"


def _lines(stream: TextIO) -> Iterable[bytes | str]:
    """Lines as bytes where the stream has them: one bad byte then spoils one line, not the rest."""
    return getattr(stream, "buffer", stream)


def answer_rows(
    answer: Callable[[Row], Row | Iterable[Row]], source: TextIO | None = None, target: TextIO | None = None
) -> int:
    """Answer each row of the source with one or more rows; the exit code for the whole.

    A line that is no JSON object, or a row for which `answer` raises ValueError or KeyError, gives an error
    row with its line number (and its id, if any) and the exit code 1; the rest goes on.
    """
    code = OK
    for number, row, reason in read_rows(source):
        if row is None:
            write_row(problem("bad-json", reason, line=number), target)
            code = PROBLEMS
            continue
        try:
            result = answer(row)
            for one in [result] if isinstance(result, dict) else result:
                write_row(one, target)
        except (ValueError, KeyError) as fault:
            known = {"id": row["id"]} if "id" in row else {}
            message = f"missing {fault}" if isinstance(fault, KeyError) else str(fault)
            write_row(problem("bad-row", message, line=number, **known), target)
            code = PROBLEMS
    return code


class Spoken:
    """Standard output for people: each row of JSON Lines becomes words. Parameters: `sentence`, a row → its words."""

    def __init__(self, sentence: Callable[[Row], str]) -> None:
        self._sentence = sentence

    def write(self, line: str) -> None:
        """Print one answer."""
        print(self._sentence(json.loads(line)), flush=True)

    def flush(self) -> None:
        """Lines are printed at once."""


def answer_file(answer: Callable[[Row], Row], file: str | None, sentence: Callable[[Row], str] | None) -> int:
    """Answer each row of a file, or of standard input (none or "-"); the exit code for the whole.

    Parameters: `sentence`, a row → words for people, None for JSON Lines.
    """
    target = None if sentence is None else cast(TextIO, Spoken(sentence))
    if not file or file == "-":
        return answer_rows(answer, target=target)
    try:
        with Path(file).open(encoding="utf-8") as source:
            return answer_rows(answer, source, target)
    except OSError as fault:
        return no_file(fault)


def no_file(fault: OSError) -> int:
    """Say that a file cannot be read; the exit code."""
    write_row(problem("no-file", f"อ่านแฟ้มไม่ได้ · cannot read the file: {fault}"))
    return BAD_CALL


def show(rows: Iterable[Mapping[str, Any]], *, as_json: bool) -> int:
    """Print rows: JSON Lines, or for people aligned by tabs with the names of the columns first."""
    columns: list[str] = []
    for row in rows:
        if as_json:
            write_row(row)
            continue
        if not columns:
            columns = list(row)
            print("\t".join(columns))
        print("\t".join("" if row.get(name) is None else str(row.get(name)) for name in columns))
    return OK
