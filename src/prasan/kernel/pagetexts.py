"""What a translated text of the pages without account may hold: the same values as the Thai one, and no markup."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass

HEAD = ("thai", "text")
LONGEST = 600
"""Letters of a text: the longest Thai one has under 200, and no language needs three times as many."""
_VALUE = re.compile(r"%\((\w+)\)s")
_MARKUP = re.compile(r"[<>]|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")
_JOINERS = frozenset("\u200b\u200c\u200d")
"""Format letters that these scripts need: where a line may break, and how letters join."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line of a table: `line`, as an editor counts it; `kind`; `value`, what it is about."""

    line: int
    kind: str
    value: str = ""


class Unread(Exception):
    """The table could not be read. `kind`: encoding, head or columns; `line`, where, 0 for the whole."""

    def __init__(self, kind: str, line: int = 0) -> None:
        super().__init__(kind)
        self.kind, self.line = kind, line


def plain(text: str) -> str:
    """Return a text as it is kept: composed (NFC), without space around or doubled inside."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fault_of(thai: str, text: str) -> tuple[str, str] | None:
    """Return (kind, value) of what is wrong with a text for a Thai one, None where nothing is.

    `values`, other values than the Thai text has, or one more or less often; `percent`, a % that begins no value;
    `markup`, a sign of HTML; `control`, a letter that nobody sees and no script needs; `long`.
    """
    if len(text) > LONGEST:
        return "long", str(LONGEST)
    for letter in text:
        if letter not in _JOINERS and unicodedata.category(letter) in {"Cc", "Cf", "Cn", "Co", "Cs"}:
            return "control", f"U+{ord(letter):04X}"
    found = _MARKUP.search(text)
    if found:
        return "markup", found.group()
    wanted, told = sorted(_VALUE.findall(thai)), sorted(_VALUE.findall(text))
    if wanted != told:
        return "values", " ".join(f"%({name})s" for name in wanted)
    if wanted and "%" in _VALUE.sub("", text):
        return "percent", ""
    return None


def faults(lines: Iterable[tuple[int, str, str]], known: Collection[str]) -> list[Fault]:
    """Return what is wrong with (line, Thai, text); `unknown` and `twice` beside the kinds of `fault_of`."""
    found, seen = [], set()
    for line, thai, text in lines:
        if thai not in known:
            found.append(Fault(line, "unknown", thai))
        elif thai in seen:
            found.append(Fault(line, "twice", thai))
        elif text and (wrong := fault_of(thai, text)) is not None:
            found.append(Fault(line, *wrong))
        seen.add(thai)
    return found


def read_table(body: bytes) -> list[tuple[int, str, str]]:
    """Return (line, Thai, text) of a CSV file with the columns `HEAD`; raises Unread."""
    try:
        told = body.decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise Unread("encoding") from broken
    reader = csv.reader(io.StringIO(told, newline=""))
    try:
        head = [cell.strip().lower() for cell in next(reader, [])]
        if tuple(head[:2]) != HEAD:
            raise Unread("head")
        found = []
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) < len(HEAD) or any(cell.strip() for cell in cells[2:]):
                raise Unread("columns", reader.line_num)
            found.append((reader.line_num, plain(cells[0]), plain(cells[1])))
    except csv.Error as broken:
        raise Unread("columns", reader.line_num) from broken
    return found


def write_table(texts: Iterable[tuple[str, str]]) -> bytes:
    """Return (Thai, text) as a CSV file that a spreadsheet opens as UTF-8."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(texts)
    return b"\xef\xbb\xbf" + out.getvalue().encode()
