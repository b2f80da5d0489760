"""The gazetteer of the listening desk out of packages and the pack's own tables; needs no database.

Official names of provinces, districts and countries come from `geothai` and countries.csv; what people
write instead of them (short names, nick names, slips, cities abroad) stands in reading_words.csv.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

import geothai

from prasan.kernel.places import Place
from prasan.kernel.reading.gazetteer import AgencyWord, Need, OfficeAbroad, ReadingGazetteer, Word
from prasan.packs.tables import rows

HOME = "TH"


def places() -> Iterator[Place]:
    """Yield provinces, districts and the other countries as plain places."""
    for province in geothai.provinces():
        yield Place(province.code, "province", province.name_th, province.name_en)
        for one in geothai.districts(province.code):
            yield Place(one.code, "district", one.name_th, one.name_en, province.code)
    for row in rows("countries"):
        if row["code"] != HOME:
            yield Place(row["code"], "country", row["name_th"], row["name_en"])


def words() -> list[Word]:
    """Return what people write for a place besides its official names; raises ValueError for an unknown need."""
    found = []
    for row in rows("reading_words"):
        if row["need"] not in {"plain", "bounded", "led"}:
            raise ValueError(f"reading_words: unknown need {row['need']!r} of {row['word']!r}")
        found.append(Word(row["code"], row["word"], cast(Need, row["need"])))
    return found


def agencies() -> list[AgencyWord]:
    """Return names and abbreviations of agencies, of the ministry and of others."""
    return [AgencyWord(row["code"], row["word"], row["need"]) for row in rows("reading_agencies")]


def abroad() -> list[OfficeAbroad]:
    """Return the ministry's overseas offices."""
    return [OfficeAbroad(row["code"], row["country"], row["city_th"]) for row in rows("offices_abroad")]


@cache
def reading_gazetteer() -> ReadingGazetteer:
    """Return the gazetteer, built once in a process (some 50 ms)."""
    return ReadingGazetteer(places(), words(), agencies(), abroad())
