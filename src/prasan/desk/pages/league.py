"""The provinces of one policy by their gap: filters in the address, what lacks in units, cause and next step."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from prasan.desk import places, queries, words
from prasan.desk.board import BEHIND, Country, Line, Point, Province, unit

SORTS = ("gap", "lack", "name", "people")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asked for: order, part of the country, only what is late."""

    sort: str
    where: str = ""
    late: bool = False
    seen: str = ""

    @classmethod
    def read(cls, given: QueryDict, ranked: bool, past: bool = False) -> Asked:
        """Read an address; who may not see provinces ranked gets them by name. `past`: a past day is shown."""
        sort = given.get("sort", "gap")
        if sort.removeprefix("-") not in SORTS or not ranked:
            sort = "gap" if ranked else "name"
        return cls(sort, given.get("in", "")[:40], given.get("late") == "1", given.get("seen", "")[:40] if past else "")

    def address(self, **changed: Any) -> str:
        """Return the query of the same question with something changed; it leads to the table itself."""
        told: dict[str, Any] = {"in": self.where, "late": self.late, "sort": self.sort, "seen": self.seen} | changed
        kept = {**told, "late": "1" if told["late"] else ""}
        return "?" + urlencode({key: value for key, value in kept.items() if value}) + "#league"

    def sort_url(self, key: str) -> str:
        """Return the address of the same table in another order."""
        return self.address(sort=key)


@dataclass(frozen=True, slots=True)
class League:
    """The table with its filters and the sentence that answers the question."""

    asked: Asked
    rows: list[dict[str, Any]]
    answer: str
    causes: str
    chips: list[tuple[str, str, bool]]
    choices: list[tuple[str, list[tuple[str, str]]]]
    part: places.Part | None
    unit: str


def lacking(point: Point) -> int | None:
    """Return what is missing to the path, scaled, negative where a province is ahead of it."""
    if point.measure is None or point.value is None or point.path is None:
        return None
    return (point.path - point.value) * point.measure.direction


def league(
    country: Country, line: Line, provinces: Sequence[Province], asked: Asked, histories: dict[tuple[int, int], Any]
) -> League:
    """Return the table of some provinces.

    Parameters: `provinces`, those that the reader opens and that have a target; `histories`, of those that are behind.
    """
    known = places.parts({one.pk: one.groups for one in country.provinces.values()})
    part = known.get(asked.where)
    chosen = [one for one in provinces if part is None or one.pk in part.areas]
    rows = [_row(country, line, one, histories) for one in chosen]
    late = [one for one in rows if one["status"] in BEHIND]
    shown = late if asked.late else rows
    return League(
        asked, _sorted(shown, asked.sort), _answer(line, chosen, late, part), "" if asked.seen else _causes(late),
        _chips(known, asked), places.choices(known.values()), part, unit(line.main) if line.main else "",
    )  # fmt: skip


def _row(
    country: Country, line: Line, province: Province, histories: dict[tuple[int, int], queries.History]
) -> dict[str, Any]:
    """Return one line of the table."""
    point = country.point(line, province.pk)
    history = histories.get((point.measure.pk, province.pk)) if point.measure else None
    count, lack = country.people(line, province.pk), lacking(point)
    behind = point.status in BEHIND
    return {
        "code": province.code, "name": province.name, "place": province.sort, "status": point.status,
        "claim": words.claim(point),
        "share": words.share(point), "plan": point.path_ratio, "gap": words.much(point), "rank": point.rank,
        "lack": lack, "lack_text": words.bare(point.measure, lack) if point.measure and lack and lack > 0 else "",
        "people": count, "people_text": words.bare(line.people, count) if line.people and count is not None else "",
        "cause": history.cause if behind and history else "", "behind": behind,
        "why": words.why(country, point, history) if behind and history else "",
        "explain": reverse("explain", args=[point.measure.pk, province.code, country.frame.period])
        if point.measure else "",
    }  # fmt: skip


def _sorted(rows: list[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    """Sort the table; by gap and by what lacks it is worst first."""
    key = {
        "gap": lambda r: (r["rank"], r["place"]),
        "lack": lambda r: (-(r["lack"] or 0), r["place"]),
        "people": lambda r: (-(r["people"] or 0), r["place"]),
        "name": lambda r: r["place"],
    }[sort.removeprefix("-")]
    return sorted(rows, key=key, reverse=sort.startswith("-"))


def _answer(line: Line, chosen: Sequence[Province], late: list[dict[str, Any]], part: places.Part | None) -> str:
    """Say in one sentence how many are late and what lacks together."""
    where = part.name if part else _("ทั้งหมด")
    count = words.places([one.code for one in chosen])
    if not late:
        return _("%(where)s %(count)s: ไม่มีจังหวัดที่ล่าช้า") % {"where": where, "count": count}
    said = _("%(where)s %(count)s: ล่าช้า %(late)s จังหวัด") % {"where": where, "count": count, "late": len(late)}
    if line.main is None or line.main.summing not in {"sum", "last"}:
        return said
    lack = sum(max(0, one["lack"] or 0) for one in late)
    over = _("เกินแผนรวม %(much)s") if line.main.direction < 0 else _("ขาดจากแผนรวม %(much)s")
    return f"{said} {over % {'much': words.amount(line.main, lack)}}"


def _causes(late: list[dict[str, Any]]) -> str:
    """Say which causes the late provinces reported, most frequent first."""
    counted = Counter(one["cause"] for one in late)
    told = [
        f"{words.cause(code) if code else _('ยังไม่ระบุสาเหตุ')} {count}"
        for code, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    return _("สาเหตุ (จังหวัด): %(list)s") % {"list": " · ".join(told)} if told else ""


def _chips(known: dict[str, places.Part], asked: Asked) -> list[tuple[str, str, bool]]:
    """Return (name, address, chosen) of the quick filters: the whole, each part of the country."""
    wide = [part for part in known.values() if part.kind == "part"]
    found = [(_("ทั้งหมด"), asked.address(**{"in": ""}), not asked.where)] if wide else []
    found += [(part.name, asked.address(**{"in": part.key}), asked.where == part.key) for part in wide]
    return found
