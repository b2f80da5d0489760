"""The labour situation report of a province, drafted from the figures: tables with sources and dates, first words.

Drafting again renews the figures and keeps the words that somebody wrote; what the figures were when the words were
last kept stands beside them, so that a difference can be seen.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from prasan.desk import queries
from prasan.desk.documents import paper
from prasan.desk.documents.brief import brief_of_province
from prasan.desk.documents.chapters import CHAPTERS
from prasan.desk.documents.numbers import NOT_REPORTED, REPORTED, Number
from prasan.directory.models import Area
from prasan.platform.ui.filters import thaidate
from prasan.progress import periods, sheets
from prasan.progress.sight import SHOWN
from prasan.registers.models import Indicator

QUARTER, YEAR = "quarter", "year"
LEVEL = SHOWN


@dataclass(frozen=True, slots=True)
class Span:
    """What a report is about: a calendar quarter (256903 is the third of 2569) or a calendar year (256900).

    Statistical quarters are calendar quarters: the third, July to September, is the fourth of the fiscal year.
    """

    key: int

    def __post_init__(self) -> None:
        """Raise ValueError for what is neither quarter nor year."""
        if not 2500 <= self.key // 100 <= 2700 or self.key % 100 > 4:
            raise ValueError(self.key)

    @property
    def year(self) -> int:
        """Return the calendar year (Buddhist era)."""
        return self.key // 100

    @property
    def quarter(self) -> int:
        """Return 1 to 4, 0 for the whole year."""
        return self.key % 100

    @property
    def last(self) -> int:
        """Return the reporting month with which it ends."""
        return periods.of(dt.date(self.year - 543, (self.quarter or 4) * 3, 1))

    @property
    def before(self) -> Span:
        """Return the quarter before, the year before."""
        if not self.quarter:
            return Span(self.key - 100)
        return Span(self.key - 1) if self.quarter > 1 else Span((self.year - 1) * 100 + 4)

    @property
    def year_ago(self) -> Span:
        """Return the same quarter, or the year, of the year before."""
        return Span(self.key - 100)

    @property
    def label(self) -> str:
        """Return what it is called."""
        english = translation.get_language() == "en"
        year = self.year - 543 if english else self.year
        if not self.quarter:
            return _("ปี %(year)s") % {"year": year}
        return _("ไตรมาส %(quarter)s (ปีปฏิทิน) %(year)s") % {"quarter": self.quarter, "year": year}


def newest(today: dt.date) -> Span:
    """Return the last calendar quarter that has ended."""
    quarter = (today.month - 1) // 3
    year = today.year + 543
    return Span(year * 100 + quarter) if quarter else Span((year - 1) * 100 + 4)


def figures_of(area: Area, span: Span) -> dict[str, Any]:
    """Return the figures of a report as plain values: rows by chapter, policies, obstacles: what a draft keeps.

    A row has code, name, unit, decimals, value, before, year_ago, accepted, source and as_of; values are scaled
    integers, null where nothing was reported.
    """
    codes = [code for chapter in CHAPTERS for code in chapter.codes]
    known = {one.code: one for one in Indicator.objects.in_use().filter(code__in=codes)}
    months = {"value": span.last, "before": span.before.last, "year_ago": span.year_ago.last}
    read = sheets.read([one.pk for one in known.values()], min(months.values()), max(months.values()), 1)
    slot = sheets.places().slots.get(area.pk, -1)
    rows: dict[str, list[dict[str, Any]]] = {}
    for chapter in CHAPTERS:
        rows[chapter.code] = [_row(known.get(code), code, read, slot, months, span) for code in chapter.codes]
    return {"rows": rows, "drafted": timezone.now().isoformat()}


def _row(
    one: Indicator | None, code: str, read: sheets.Sheets, slot: int, months: dict[str, int], span: Span
) -> dict[str, Any]:
    if one is None:
        nothing = dict.fromkeys(("value", "before", "year_ago", "as_of"))
        texts = {"code": code, "name_th": code, "name_en": code, "unit_th": "", "unit_en": "", "source": ""}
        return {**texts, **nothing, "decimals": 0, "waiting": False}

    def at(period: int, level: int) -> int | None:
        vector = read.get(one.pk, period, level)
        return sheets.value(one.summing, one.decimals, vector.at(slot)) if vector and slot >= 0 else None

    found = {name: at(period, LEVEL) for name, period in months.items()}
    return {
        "code": code, "name_th": one.name_th, "name_en": one.name_en, "unit_th": one.unit_th, "unit_en": one.unit_en,
        "decimals": one.decimals, **found, "waiting": found["value"] is None and at(months["value"], 1) is not None,
        "source": one.source_th, "as_of": periods.bounds(span.last)[1].isoformat(),
    }  # fmt: skip


def number_of(row: dict[str, Any], name: str = "value") -> Number:
    """Return one of a row's values as a number of a document."""
    unit = row["unit_en"] if translation.get_language() == "en" and row["unit_en"] else row["unit_th"]
    return Number(row[name], row["decimals"], unit, NOT_REPORTED if row[name] is None else REPORTED)


def change_of(row: dict[str, Any], name: str) -> str:
    """Return the change against an earlier span in per cent, a dash where one of the two is missing."""
    now, then = row["value"], row[name]
    if now is None or not then:
        return "–"
    tenths = round((now - then) * 1000 / abs(then))
    return f"{'+' if tenths > 0 else '−' if tenths < 0 else ''}{abs(tenths) / 10:.1f}%"


def texts_of(actor: Any, area: Area, figures: dict[str, Any], span: Span) -> dict[str, str]:
    """Return the first words of every chapter, from the figures; a sentence with a missing number is left out."""
    found = {}
    for chapter in CHAPTERS:
        values = {row["code"]: row for row in figures["rows"].get(chapter.code, [])}
        said = []
        for sentence in chapter.sentences:
            text = str(sentence)
            used = [code for code in values if f"%({code})s" in text]
            if all(values[code]["value"] is not None for code in used):
                said.append(text % {code: number_of(values[code]).text for code in used})
        found[chapter.code] = " ".join(said)
    shown = brief_of_province(actor, area, min(span.last, queries.frame().period))
    found["overview"] = _("สถานการณ์แรงงาน%(area)s %(span)s") % {"area": area.name, "span": span.label}
    found["policies"] = " ".join([shown.statement, *(f"{label}: {value}." for label, value in paper.facts(shown))])
    found["obstacles"] = "\n".join(f"{row.name}: {paper.why_of(row)}" for row in shown.behind)
    return found


@dataclass(frozen=True, slots=True)
class Differs:
    """A figure that reads otherwise now than in the draft."""

    name: str
    was: Number
    now: Number


def differences(kept: dict[str, Any], now: dict[str, Any]) -> list[Differs]:
    """Return the figures that differ between a draft and now."""
    found = []
    for chapter, rows in now["rows"].items():
        before = {row["code"]: row for row in kept.get("rows", {}).get(chapter, [])}
        for row in rows:
            old = before.get(row["code"])
            if old is not None and old["value"] != row["value"]:
                found.append(Differs(name_of(row), number_of(old), number_of(row)))
    return found


def name_of(row: dict[str, Any]) -> str:
    """Return a row's name in the reader's language."""
    return str(row["name_en"] if translation.get_language() == "en" and row["name_en"] else row["name_th"])


def paper_of(title: str, subtitle: str, texts: dict[str, str], figures: dict[str, Any]) -> dict[str, Any]:
    """Return the paper of a report: chapters with words and tables, as plain values for the typesetter."""
    chapters = []
    for number, chapter in enumerate(CHAPTERS, 1):
        rows = [
            [name_of(row), number_of(row).text, change_of(row, "before"), change_of(row, "year_ago"),
             row["source"] or "–", thaidate(row["as_of"]) if row["as_of"] else "–"]
            for row in figures["rows"].get(chapter.code, [])
        ]  # fmt: skip
        chapters.append({
            "title": f"{number}. {chapter.title}", "rows": rows,
            "paragraphs": [one for one in texts.get(chapter.code, "").split("\n") if one.strip()],
        })  # fmt: skip
    columns = [_("รายการ"), _("ค่า"), _("เทียบช่วงก่อน"), _("เทียบปีก่อน"), _("แหล่งข้อมูล"), _("ข้อมูล ณ")]
    return {"title": title, "subtitle": subtitle, "chapters": chapters, "columns": columns}
