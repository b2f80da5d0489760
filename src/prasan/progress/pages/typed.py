"""One answer of the report form as it was posted: read into what the verb takes, with what is wrong by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict

from prasan.progress.checks.entry import Part
from prasan.progress.commands import Answer, Word
from prasan.progress.items import Item
from prasan.progress.reading import Typed, entry_decimals, read, read_percent
from prasan.progress.sums import AVERAGE

FIELDS = (
    "value", "denominator", "cause", "step", "note", "claim", "stated", "help_text", "help_from", "version", "base",
    "key", "seen",
)  # fmt: skip
"""Fields of the form beside those of groups, which begin with m- (value) and d- (denominator)."""
WORDS = ("claim", "stated", "help_text", "help_from")


@dataclass
class Posted:
    """What was typed for one question."""

    typed: dict[str, str]
    value: Typed
    whole: Typed
    members: dict[str, Part | None] | None = None
    word: Word | None = None
    errors: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        """Tell whether neither a number nor a word was given."""
        return self.value.value is None and (self.word is None or self.word.empty)

    def answer(self, item: Item) -> Answer:
        """Return it as the verb takes it."""
        base = self.typed.get("base", "")
        given = self.value.value
        return Answer(
            item.indicator.pk, given, self.whole.value if item.is_ratio else None, self.typed.get("cause", ""),
            self.typed.get("step", "").strip(), self.typed.get("note", "").strip(),
            int(base) if base.lstrip("-").isdigit() else None,
            members=self.members if given is not None else None, word=self.word,
        )  # fmt: skip


def names_in(posted: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the form's fields that a post has, those of groups included."""
    return tuple(name for name in posted if name in FIELDS or name.startswith(("m-", "d-")))


def read_post(item: Item, posted: QueryDict) -> Posted:
    """Read a question's fields; what cannot be read is in `errors` as (field id, text)."""
    one = item.indicator
    typed = {name: posted.get(name, "") for name in (*FIELDS, *names_in(posted))}
    if "note" not in posted and item.figure:  # a form without the field leaves the word as it is
        typed["note"] = item.figure.note
    value = read(posted.get("value", ""), entry_decimals(one), (one.unit_th, one.unit_en))
    whole = read(posted.get("denominator", ""), 0) if item.is_ratio else Typed("")
    found = Posted(typed, value, whole)
    found.errors = [(f"f-{name}", it.error) for name, it in (("value", value), ("denominator", whole)) if it.error]
    _members(item, posted, found)
    if any(name in posted for name in WORDS):
        found.word = _word(posted, found)
    return found


def _members(item: Item, posted: QueryDict, found: Posted) -> None:
    """Read the groups; where no total was typed but every part of a dimension was, their sum is the total."""
    keys = [one.key for group in item.groups for one in group.members if f"m-{one.key}" in posted]
    if not keys:
        return
    found.members = {}
    decimals = entry_decimals(item.indicator)
    for key in keys:
        part, whole = read(posted.get(f"m-{key}", ""), decimals), read(posted.get(f"d-{key}", ""), 0)
        found.errors += [(f"f-{mark}-{key}", it.error) for mark, it in (("m", part), ("d", whole)) if it.error]
        found.members[key] = None if part.value is None else (part.value, whole.value if item.is_ratio else None)
    if found.value.value is not None or found.value.error or found.errors or item.indicator.summing == AVERAGE:
        return
    for group in item.groups:
        parts = [found.members.get(one.key) for one in group.members]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts):
            found.value = Typed(found.value.text, sum(part[0] for part in known))
            if item.is_ratio and found.whole.value is None and not found.whole.error:
                found.whole = Typed("", sum(part[1] or 0 for part in known))
            return


def _word(posted: QueryDict, found: Posted) -> Word:
    stated = read_percent(posted.get("stated", ""))
    if stated.error:
        found.errors.append(("f-stated", stated.error))
    help_text = posted.get("help_text", "").strip()
    return Word(posted.get("claim", ""), stated.value, help_text, posted.get("help_from", "") if help_text else "")
