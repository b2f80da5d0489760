"""An item's title and text as its reader sees them: found things marked with colour and word, private ones hidden."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from prasan.situation.intake import marks
from prasan.situation.intake.queries import shown
from prasan.situation.models import Item

__all__ = ["FIELDS", "hidden", "marked", "shown", "spans_of"]

FIELDS = {
    "private": _("ข้อมูลส่วนตัว"), "dates": _("วันที่"), "provinces": _("จังหวัด"), "districts": _("อำเภอ"),
    "countries": _("ประเทศ"), "agencies": _("หน่วยงาน"), "counts": _("จำนวน"), "persons": _("บุคคล"), "laws": _("กฎหมาย"),
}  # fmt: skip
"""Fields of a reading and what a mark says; where two overlap, the first of these stands."""
Span = tuple[int, int]


def hidden(item: Item, field: str) -> str:
    """Return a field of an item with every private thing as dots: what may leave the desk."""
    text = str(getattr(item, field))
    return marks.masked(text, [*marks.spans(item.reading, field), *marks.numbers(text)])


def spans_of(reading: Mapping[str, Any], name: str, field: str) -> list[Span]:
    """Return where things of a kind stand in a field ("title" or "text"), further mentions with them."""
    return marks.spans({"private": reading.get(name)}, field)


def marked(item: Item, actor: Any, field: str) -> Markup:
    """Return a field with what was found in it marked: a colour, and the word of its kind for eyes and readers."""
    text = shown(item, actor, field)
    taken: list[tuple[int, int, str]] = []
    for name in FIELDS:
        for start, end in spans_of(item.reading, name, field):
            inside = 0 <= start < end <= len(text)
            if inside and all(end <= first or start >= last for first, last, _n in taken):
                taken.append((start, end, name))
    parts, at = [], 0
    for start, end, name in sorted(taken):
        parts.append(Markup.escape(text[at:start]))
        word = Markup('<mark class="found {}">{}<small>{}</small></mark>')
        parts.append(word.format(name, text[start:end], FIELDS[name]))
        at = end
    parts.append(Markup.escape(text[at:]))
    return Markup("").join(parts)
