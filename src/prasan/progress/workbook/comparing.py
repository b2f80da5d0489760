"""Sets a read file beside what is stored, figure by figure, with what the file was written with as the base.

Only what the officer changed counts: a figure that others changed meanwhile and the officer did not is left as it is.
A blank never takes a stored value away by itself; that is offered and must be chosen.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from prasan.progress.causes import Cause
from prasan.progress.checks.entry import Part
from prasan.progress.commands import Answer, Word
from prasan.progress.items import Item
from prasan.progress.models import Said
from prasan.progress.reading import entry_decimals, percent_shown, shown
from prasan.progress.splits import Group, Member
from prasan.progress.workbook.cells import Row
from prasan.progress.workbook.layout import SAID, TEXTS, WORDS, Base, members_of, part_name, plain, row_code, said_of

CHANGED, SAME, CONFLICT, BLANK, EMPTY, THEIRS = "changed", "same", "conflict", "blank", "empty", "theirs"
"""New in the file; equal; both sides changed it; stored but blank in the file; nothing on either side; only others
changed it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator of one report, or one group of it: what is stored, what the file says, and the answer that taking
    it alone would save.
    """

    code: str
    name: str
    cell: str
    status: str
    stored: str
    mine: str
    answer: Answer
    texts: tuple[tuple[str, str, str], ...] = ()
    """Words that would change: (field, before, after)."""
    member: str = ""
    """The group's key, empty for the indicator as a whole."""

    @property
    def row_code(self) -> str:
        """The code on its row."""
        return row_code(self.code, self.member)

    @property
    def choosable(self) -> bool:
        """Tell whether there is something to accept."""
        return self.status in {CHANGED, CONFLICT, BLANK}

    def as_row(self) -> dict[str, Any]:
        """Return the line for scripts."""
        return {
            "status": self.status, "indicator": self.code, "member": self.member, "cell": self.cell,
            "stored": self.stored, "file": self.mine, "texts": [list(one) for one in self.texts],
        }  # fmt: skip


def compare(rows: Sequence[Row], items: Sequence[Item], base: Mapping[str, Base] | None) -> Iterator[Line]:
    """Yield a line for each row of the file, in the report's order, groups after their indicator."""
    known = {row.whole_code: row for row in rows}
    was = base or {}
    for item in items:
        code = item.indicator.code
        if code in known:
            yield _line(known[code], item, was.get(code))
        for group, one in members_of(item):
            row = known.get(row_code(code, one.key))
            if row is not None:
                yield _part_line(row, item, (group, one), was.get(row.whole_code))


def stored_of(item: Item) -> Base:
    """Return what is stored of an item, its words as they are compared."""
    kept = item.figure
    if kept is None:
        return Base(**said_of(item))
    return Base(kept.value, kept.denominator, kept.cause, plain(kept.step), plain(kept.note), **said_of(item))


def _part_line(row: Row, item: Item, named: tuple[Group, Member], base: Base | None) -> Line:
    """Return how one group stands; taken alone it is saved beside the whole that is stored."""
    kept = item.members.get(row.member)
    now = Base(kept.value, kept.denominator) if kept else Base()
    told = Base(row.value, row.denominator)
    status = _three_ways(told.value is None, _pair(told), _pair(base or now), _pair(now))
    part: Part | None = None if told.value is None else (told.value, told.denominator)
    answer = dataclasses.replace(_kept(item), members={row.member: part})
    return Line(
        item.indicator.code, f"{item.indicator.name} · {part_name(*named)}", row.cell, status,
        figure_words(item, now), figure_words(item, told), answer, member=row.member,
    )  # fmt: skip


def together(item: Item, lines: Sequence[Line]) -> Answer:
    """Return the one answer that saves some lines of one indicator: its groups with the whole, or beside the stored."""
    whole = next((one.answer for one in lines if not one.member), None)
    members: dict[str, Part | None] = {}
    for one in lines:
        members |= one.answer.members or {}
    return dataclasses.replace(whole or _kept(item), members=members or None)


def _kept(item: Item) -> Answer:
    """Return the answer that saves what is stored once more."""
    kept = item.figure
    if kept is None:
        return Answer(item.indicator.pk, None)
    words = {key: getattr(kept, key) for key in TEXTS}
    return Answer(item.indicator.pk, kept.value, kept.denominator, **words, base=kept.value)


def _line(row: Row, item: Item, base: Base | None) -> Line:
    now = stored_of(item)
    was = base or now
    unasked = {key: getattr(now, key) for key in SAID if getattr(was, key) is None}
    was = dataclasses.replace(was, **unasked)  # the file is of before forms asked for it
    told = Base(row.value, row.denominator, *((getattr(row, key) or "") for key in WORDS))
    number = _three_ways(told.value is None, _pair(told), _pair(was), _pair(now))
    words = {key: _three_ways(not getattr(told, key), *(getattr(x, key) for x in (told, was, now))) for key in WORDS}
    merged = dataclasses.replace(now, **{key: getattr(told, key) for key, one in words.items() if one in TAKEN})
    if number in TAKEN:
        merged = dataclasses.replace(merged, value=told.value, denominator=told.denominator)
    status = _together(number, list(words.values()))
    texts = tuple((key, _word(key, now), _word(key, merged)) for key in WORDS if words[key] in TAKEN)
    return Line(
        item.indicator.code, item.indicator.name, row.cell, status,
        figure_words(item, now), figure_words(item, told), _answer(item, now, merged, status), texts,
    )  # fmt: skip


TAKEN = frozenset({CHANGED, CONFLICT})
CHOICES: dict[str, dict[str, Any]] = {
    "cause": dict(Cause.choices), "claim": dict(Said.Claim.choices), "help_from": dict(Said.From.choices),
}  # fmt: skip


def _pair(one: Base) -> tuple[int | None, int | None]:
    return one.value, one.denominator


def _three_ways(blank: bool, told: Any, was: Any, now: Any) -> str:
    """Return how one field stands: file, base and stored."""
    if blank:
        nothing = {"", (None, None)}
        return EMPTY if now in nothing else THEIRS if was in nothing else BLANK
    if told == now:
        return SAME
    if told == was:
        return THEIRS
    return CHANGED if was == now else CONFLICT


def _together(number: str, words: list[str]) -> str:
    """Return how the whole row stands: one conflict makes it one, one change a change."""
    for status in (CONFLICT, CHANGED):
        if status in (number, *words):
            return status
    if number != SAME:
        return number
    return THEIRS if THEIRS in words else SAME


def _word(key: str, one: Base) -> str:
    text: str = getattr(one, key)
    if key == "stated":
        return f"{percent_shown(int(text))}%" if text else ""
    choices: dict[str, Any] = CHOICES.get(key, {})
    return str(choices.get(text, text))


def figure_words(item: Item, one: Base) -> str:
    """Write a figure as people read it; nothing is a dash."""
    text = shown(one.value, entry_decimals(item.indicator))
    return f"{text}/{shown(one.denominator, 0)}" if item.is_ratio and one.value is not None else text


def _answer(item: Item, now: Base, merged: Base, status: str) -> Answer:
    """Return what accepting the line saves; for a blank, that the figure is taken away."""
    kept = item.figure
    if status == BLANK:
        return Answer(item.indicator.pk, None, base=now.value)
    texts = {key: getattr(merged, key) for key in TEXTS}
    for key in TEXTS:  # what the file did not change keeps its own spaces and lines
        if kept is not None and texts[key] == getattr(now, key):
            texts[key] = getattr(kept, key)
    return Answer(
        item.indicator.pk, merged.value, merged.denominator, **texts, base=now.value, word=_said(item, now, merged)
    )  # fmt: skip


def _said(item: Item, now: Base, merged: Base) -> Word | None:
    """Return what the office says with the file's changes; None where the file changes nothing of it."""
    if all(getattr(merged, key) == getattr(now, key) for key in SAID):
        return None
    help_text = merged.help_text or ""
    if item.said is not None and help_text == now.help_text:  # with its own spaces and lines
        help_text = item.said.help_text
    stated = int(merged.stated) if merged.stated and item.is_ratio else None
    return Word(merged.claim or "", stated, help_text, merged.help_from or "")
