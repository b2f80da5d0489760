"""The ministry's offices out of the pack's tables."""

from __future__ import annotations

from typing import Any

import geothai

from prasan.directory.models import Area, Office
from prasan.directory.text import grams_of, sort_of
from prasan.packs.tables import rows
from prasan.packs.writing import hand_changed, upsert

NATION = 1
BANGKOK_TIME = "Asia/Bangkok"
FIELDS = [
    "kind", "agency", "area", "parent", "name_th", "name_en", "short_th", "short_en", "name_verified",
    "leads_province", "time_zone", "sort_th", "grams", "source", "valid_from", "valid_to",
]  # fmt: skip
CENTRE = {
    "code": "CENTRE",
    "name_th": "ศูนย์ปฏิบัติการกระทรวงแรงงาน",
    "name_en": "Ministry of Labour Operations Centre",
    "short_th": "ศปก.รง.",
    "short_en": "Operations Centre",
    "source": "thaigov:8620",
}
LEADING = "OPS"
"""The department whose provincial unit leads the province's ministry work (แรงงานจังหวัดเป็นแกนกลาง)."""


def load(numbers: dict[str, int]) -> dict[str, int]:
    """Write all offices, parents first.

    Parameters: `numbers`, area codes → area numbers. Returns the count of each level.
    """
    skip = set(Office.objects.filter(pk__in=hand_changed(Office)).values_list("code", flat=True))
    counts = {}
    ids: dict[str, int] = {}
    for level, found in (
        ("ministry", _ministry()),
        ("departments", _departments()),
        ("provincial", _provincial(numbers)),
        ("branches", _branches(numbers)),
        ("abroad", _abroad(numbers)),
    ):
        made = [_office(one, ids) for one in found if one["code"] not in skip]
        upsert(Office, made, ["code"], FIELDS)
        counts[f"offices_{level}"] = len(found)
        ids = dict(Office.objects.values_list("code", "id"))
    return counts


def _office(values: dict[str, Any], ids: dict[str, int]) -> Office:
    """Return an office from plain values; `parent` is a code."""
    parent = values.pop("parent", None)
    office = Office(**values, parent_id=ids[parent] if parent else None)
    office.sort_th = sort_of(office.name_th)
    office.grams = grams_of(office.name_th, office.name_en, office.short_th, office.code)
    return office


def _ministry() -> list[dict[str, Any]]:
    """Return the root of all offices."""
    row = next(row for row in rows("agencies") if row["level"] == "ministry")
    return [_central(row, Office.Kind.MINISTRY, None)]


def _departments() -> list[dict[str, Any]]:
    """Return the minister's office, the five departments and the operations centre."""
    root = next(row["code"] for row in rows("agencies") if row["level"] == "ministry")
    kinds = {"minister_office": Office.Kind.CENTRAL, "department": Office.Kind.DEPARTMENT}
    found = [_central(row, kinds[row["level"]], root) for row in rows("agencies") if row["level"] in kinds]
    found.append({**CENTRE, "kind": Office.Kind.CENTRE, "agency_id": LEADING, "area_id": NATION, "parent": root})
    return found


def _central(row: dict[str, str], kind: str, parent: str | None) -> dict[str, Any]:
    return {
        "code": row["code"],
        "kind": kind,
        "agency_id": row["code"] if row["level"] == "department" else None,
        "area_id": NATION,
        "parent": parent,
        "name_th": row["name_th"],
        "name_en": row["name_en"],
        "short_th": row["short_th"],
        "short_en": row["code"],
        "source": row["source"],
    }


def _provincial(numbers: dict[str, int]) -> list[dict[str, Any]]:
    """Return the provincial units: the pack's named ones, for the rest the department's pattern.

    A pattern that no source confirms for the single province (the skills units) is marked unverified.
    """
    named = [row for row in rows("province_units") if row["kind"] != "branch"]
    have = {(row["agency"], row["province"]) for row in named}
    found = [_named(row, numbers) for row in named]
    for agency in rows("agencies"):
        if agency["level"] != "department":
            continue
        for province in geothai.provinces():
            if (agency["code"], province.code) in have:
                continue
            words = {"province_th": province.name_th, "province_en": province.name_en}
            found.append(
                {
                    "code": f"{agency['code']}-{province.code}",
                    "kind": Office.Kind.PROVINCIAL,
                    "agency_id": agency["code"],
                    "area_id": numbers[province.code],
                    "parent": agency["code"],
                    "name_th": agency["unit_name_th"].format(**words),
                    "name_en": agency["unit_name_en"].format(**words),
                    "short_th": agency["unit_short_th"].format(**words),
                    "short_en": f"{agency['code']} {province.name_en}",
                    "name_verified": agency["unit_name_verified"] == "yes",
                    "leads_province": agency["code"] == LEADING,
                    "source": agency["source"],
                }
            )
    return found


def _named(row: dict[str, str], numbers: dict[str, int], parent: str = "") -> dict[str, Any]:
    """Return a unit that a source names; one that stands in for a provincial labour office leads too."""
    return {
        "code": row["code"],
        "kind": Office.Kind.BRANCH if parent else Office.Kind.PROVINCIAL,
        "agency_id": row["agency"],
        "area_id": numbers[row["province"]],
        "parent": parent or row["agency"],
        "name_th": row["name_th"],
        "name_en": row["name_en"],
        "short_th": row["short_th"],
        "short_en": "",
        "name_verified": row["verified"] == "yes",
        "leads_province": row["kind"] == "stand_in",
        "source": row["source"],
    }


def _branches(numbers: dict[str, int]) -> list[dict[str, Any]]:
    """Return branches, each below the unit of its department in its province."""
    return [
        _named(row, numbers, f"{row['agency']}-{row['province']}")
        for row in rows("province_units")
        if row["kind"] == "branch"
    ]


def _abroad(numbers: dict[str, int]) -> list[dict[str, Any]]:
    """Return the labour offices abroad, in their own time zones.

    A city that the source does not name is the pack's reading, so the office is shown unverified.
    """
    missing = [row["country"] for row in rows("offices_abroad") if row["country"] not in numbers]
    if missing:
        raise ValueError(f"offices_abroad: unknown country {missing}; known kinds {Area.Kind.values}")
    return [
        {
            "code": row["code"],
            "kind": Office.Kind.ABROAD,
            "agency_id": LEADING,
            "area_id": numbers[row["country"]],
            "parent": LEADING,
            "name_th": row["name_th"],
            "name_en": row["name_en"],
            "short_th": row["short_th"],
            "short_en": f"Labour Office {row['city_en']}",
            "name_verified": row["city_verified"] == "yes",
            "time_zone": row["time_zone"] or BANGKOK_TIME,
            "source": row["source"],
            "valid_from": row["valid_from"] or None,
            "valid_to": row["valid_to"] or None,
        }
        for row in rows("offices_abroad")
    ]
