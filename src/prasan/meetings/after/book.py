"""The briefing book as data, and what differs between two editions of it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import override

from prasan.meetings import queries
from prasan.meetings.after.canonical import canonical
from prasan.meetings.after.content import given_row
from prasan.meetings.after.people import of_seat
from prasan.meetings.models import Attendee, Briefing, Item, Section

FORMAT = "prasan-book/1"
Rows = list[dict[str, Any]]


def book_of(briefing: Briefing, before: Rows) -> dict[str, Any]:
    """Return the book of a meeting as data: roster, agenda with its facts and papers, what the last one left.

    Parameters: `before`, rows as in beside_after. Every row has a `key` that names it in any edition. Five queries.
    """
    with override("th"):
        told = [row for row in before if row["classification"] <= briefing.classification]
        return {
            "format": FORMAT,
            "meeting": {
                "title": briefing.name, "starts_at": timezone.localtime(briefing.starts_at).isoformat(),
                "minutes": briefing.minutes, "mode": briefing.mode, "venue": briefing.venue,
                "organiser": briefing.organiser.name_th, "chair": of_seat(briefing.chair),
                "classification": briefing.classification,
            },
            "roster": [_line(one) for one in queries.roster(briefing)],
            "agenda": _agenda(briefing),
            "follow": [{"key": f"{row['kind']}:{row['pk']}", **given_row(row)} for row in told],
        }  # fmt: skip


def _line(one: Attendee) -> dict[str, Any]:
    name = one.seat.person.parts.formal() if one.seat is not None else one.office.name_th
    instead = one.substitute.parts.formal() if one.substitute is not None else one.substitute_name
    reply = f"{one.get_reply_display()} {instead}".strip()
    return {"key": f"line:{one.pk}", "name": name, "duty": str(one.get_duty_display()), "reply": reply}


def _agenda(briefing: Briefing) -> Rows:
    rows = briefing.items.prefetch_related("papers__file").select_related("area", "office")
    found: dict[str, list[Item]] = {}
    for one in rows.defer("area__grams", "area__boundary", "office__grams"):
        found.setdefault(one.section, []).append(one)
    sections = []
    for number, section in enumerate(briefing.sections, start=1):
        items = sorted(found.get(section, []), key=lambda one: (one.number, one.pk))
        title = str(Section(section).label)
        told = [_item(one, f"{number}.{place}") for place, one in enumerate(items, start=1)]
        sections.append({"number": number, "title": title, "items": told})
    return sections


def fact_words(fact: Any) -> str:
    """Return a fact of an item as one line of words: its text, or its name where it tells none."""
    if isinstance(fact, dict):
        return str(fact.get("text") or fact.get("label") or fact.get("label_th") or "")
    return str(fact)


def _item(one: Item, number: str) -> dict[str, Any]:
    return {
        "key": one.key or f"item:{one.pk}", "number": number, "title": one.title, "text": one.text,
        "minutes": one.minutes, "written": one.state == Item.State.WRITTEN,
        "area": one.area.name_th if one.area is not None else "",
        "facts": [words for words in map(fact_words, one.facts) if words],
        "papers": [paper.file.name for paper in one.papers.all()],
    }  # fmt: skip


def marked(new: dict[str, Any], old: dict[str, Any] | None) -> dict[str, Any]:
    """Return a book whose rows say how they differ from an earlier edition; those that are gone follow at the end.

    `mark` of a row: added, changed, removed, or empty. A number that only moved up or down is no change. Without an
    earlier edition nothing is marked.
    """
    if old is None:
        return {**new, "compared": False, "removed": []}
    before = _rows(old)
    after = _rows(new)

    def told(row: dict[str, Any]) -> dict[str, Any]:
        was = before.get(row["key"])
        mark = "added" if was is None else "" if _words(was) == _words(row) else "changed"
        return {**row, "mark": mark}

    changed = {name: "changed" for name in new["meeting"] if new["meeting"][name] != old["meeting"].get(name)}
    return {
        **new, "compared": True, "changed": changed,
        "roster": [told(row) for row in new["roster"]],
        "agenda": [{**section, "items": [told(row) for row in section["items"]]} for section in new["agenda"]],
        "follow": [told(row) for row in new["follow"]],
        "removed": [{**row, "mark": "removed"} for key, row in before.items() if key not in after],
    }  # fmt: skip


def _rows(book: dict[str, Any]) -> dict[str, dict[str, Any]]:
    rows = [*book["roster"], *(row for section in book["agenda"] for row in section["items"]), *book["follow"]]
    return {row["key"]: row for row in rows}


def _words(row: dict[str, Any]) -> str:
    return canonical({name: value for name, value in row.items() if name != "number" or "title" not in row})
