"""The gazetteer of the directive reader out of packages and the pack's own tables; needs no database.

Names of places and agencies are those of the listening desk; directive_offices.csv adds what only orders speak of
(ทูตแรงงาน, 5 เสือ, อสร.), region_words.csv the words for several provinces, directive_needs.csv which need is whose.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from prasan.kernel.directives import is_standing, read_directives
from prasan.kernel.directives.gazetteer import DirectiveGazetteer, Region
from prasan.kernel.reading.gazetteer import AgencyWord, ReadingGazetteer
from prasan.packs.tables import rows
from prasan.packs.thailand import gazetteer

SAMPLE_FILE = "directive_sample.jsonl"


def offices() -> Iterator[AgencyWord]:
    """Yield the names of offices: those of the reading, of orders, and of single units by their own name."""
    for row in rows("directive_offices"):
        yield AgencyWord(row["code"], row["word"], row["need"])
    for one in gazetteer.agencies():
        if one.code != "PLO":  # here a provincial labour office is a unit: OPS-92
            yield one
    for row in rows("province_units"):
        for name in (row["name_th"], row["short_th"]):
            if name:
                yield AgencyWord(row["code"], name)
        if number := _numbered(row["short_th"]):
            yield AgencyWord(row["code"], number)
            yield AgencyWord(row["code"], number.replace(".", ". "))


def _numbered(short: str) -> str:
    """Return "สพร.22" of "สพร.22 นครศรีธรรมราช": a numbered institute is known by its number alone."""
    head = short.partition(" ")[0]
    return head if head[-1:].isdigit() and "." in head and " " in short else ""


def numbered_regions() -> dict[int, list[str]]:
    """Return today's inspection regions by number."""
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows("region_membership"):
        found[int(row["region_no"])].append(row["province"])
    return dict(found)


def regions() -> list[Region]:
    """Return the words for several provinces."""
    numbered = numbered_regions()
    found = []
    for row in rows("region_words"):
        codes = [code for number in row["regions"].split() for code in numbered[int(number)]]
        found.append(Region(row["word"], tuple(sorted({*codes, *row["provinces"].split()})), int(row["count"] or 0)))
    return found


@cache
def _closed() -> frozenset[date]:
    days = (r for r in rows("holidays") if r["area"] == "TH" and r["closes_government_offices"] == "yes")
    return frozenset(date.fromisoformat(row["date"]) for row in days)


def working_day(day: date, number: int) -> date:
    """Return the n-th working day of government offices after a day."""
    while number > 0:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in _closed():
            number -= 1
    return day


@cache
def directive_gazetteer() -> DirectiveGazetteer:
    """Return the gazetteer, built once in a process."""
    names = ReadingGazetteer(gazetteer.places(), gazetteer.words(), offices(), gazetteer.abroad())
    needs = [(row["agency"], row["word"]) for row in rows("directive_needs")]
    return DirectiveGazetteer(names, regions(), numbered_regions(), needs, working_day)


@cache
def _names() -> dict[str, list[str]]:
    """Return the names of each agency by its code, as the tables have them."""
    found: dict[str, list[str]] = defaultdict(list)
    for one in (*gazetteer.agencies(), *offices()):
        found[one.code].append(one.word)
    return dict(found)


def _said(code: str, text: str) -> str:
    """Return how a text calls an agency: the longest of its names that stands there, else its first."""
    names = _names().get(code, [code])
    return max((one for one in names if one in text), key=len, default=names[0])


def read(text: str, published: str) -> list[dict[str, Any]]:
    """Read a text for the room of the directives (settings.DIRECTIVE_READER).

    Parameters: `published`, the ISO moment from which deadlines count. Returns the published rows
    (docs/algorithms/directive-reading.md), agencies outside by name, each with `start` in the text and `standing`.
    """
    return [
        one.as_json()
        | {
            "outside": [_said(code, one.text) for code in one.outside],
            "start": one.span[0],
            "standing": is_standing(one),
        }
        for one in read_directives(text, published, directive_gazetteer())
    ]
