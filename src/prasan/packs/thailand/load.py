"""Write the Thai pack into the directory, set by set; running it again changes nothing by itself.

What the ministry has changed by hand since (seen in the journal) is left as it is: a new version of
the pack never undoes a rename, a closed office or a removed holiday.
"""

from __future__ import annotations

from datetime import date

import geothai

from prasan.directory.models import Agency, Area, Holiday
from prasan.directory.text import grams_of, sort_of
from prasan.packs.tables import folder, rows
from prasan.packs.thailand import groups, labour, languages, listening_sources, offices, privacy, services
from prasan.packs.writing import hand_changed, upsert
from prasan.plans.accounts.reading import STARTING_MAP
from prasan.plans.models import AccountMap, Label, OrderedItem
from prasan.platform.journal.models import Entry
from prasan.registers.load import load_policies
from prasan.registers.models import Dimension, DimensionMember, ReferenceSeries, ReferenceValue
from prasan.situation.models import Rung

NATION = "TH"
COUNTRIES_FROM = 2_000_000
COUNTRY_STEP = 1000


def digest_parts() -> list[str]:
    """Return the version of the official area codes, which come from PyPI geothai."""
    return [geothai.DATA_VERSION]


def load() -> dict[str, int]:
    """Write every table in the order of their references; returns rows by table."""
    counts = {"areas": _areas(), "agencies": _agencies()}
    numbers = dict(Area.objects.exclude(kind__in=["district", "subdistrict"]).values_list("code", "id"))
    counts |= offices.load(numbers)
    counts |= groups.load(numbers)
    counts["holidays"] = _holidays(numbers)
    counts["dimensions"] = _dimensions()
    counts["ordered_items"] = _ordered_items()
    counts["labels"] = _labels()
    counts["urgent_ladder"] = _ladder()
    AccountMap.objects.get_or_create(name=STARTING_MAP["name"], defaults=STARTING_MAP)
    counts["references"] = _references(numbers)
    counts["indicators"] = labour.load()
    counts["sources"] = listening_sources.load()
    counts |= services.load()
    counts |= privacy.load()
    counts["page_languages"] = languages.load()
    return counts | load_policies(folder("thailand"))


def _ladder() -> int:
    """Write the rungs of urgent reports where the ministry has none: what it set itself is never touched."""
    if Rung.objects.exists():
        return 0
    made = [Rung(**row | {"minutes": int(row["minutes"])}) for row in rows("urgent_ladder", "thailand")]
    return len(Rung.objects.bulk_create(made))


def _references(numbers: dict[str, int]) -> int:
    """Write what the official codes tell of every province: how many districts and sub-districts it has."""
    year, month, first = map(int, geothai.DATA_VERSION.split("."))
    found = 0
    for code, name_th, name_en, unit, count in (
        ("districts", "จำนวนอำเภอและเขต", "Districts", "แห่ง", lambda one: len(geothai.districts(one))),
        ("subdistricts", "จำนวนตำบลและแขวง", "Sub-districts", "แห่ง", _subdistricts),
    ):
        about = {
            "name_th": name_th, "name_en": name_en, "unit_th": unit, "as_of": date(year, month, first),
            "source": f"GeoThai {geothai.DATA_VERSION} (CC BY 4.0)",
        }  # fmt: skip
        series, is_new = ReferenceSeries.objects.get_or_create(code=code, defaults=about)
        if is_new:
            rows = [
                ReferenceValue(series=series, area_id=numbers[one.code], value=count(one.code))
                for one in geothai.provinces()
            ]
            ReferenceValue.objects.bulk_create(rows)
            found += len(rows)
    return found


def _subdistricts(province: str) -> int:
    return sum(len(geothai.subdistricts(one.code)) for one in geothai.districts(province))


def _area(number: int, last: int, code: str, kind: str, parent: int | None, th: str, en: str, **more: str) -> Area:
    return Area(
        id=number, last=last, code=code, kind=kind, parent_id=parent, name_th=th, name_en=en,
        sort_th=sort_of(th), grams=grams_of(th, en, code, more.get("short_th", "")), **more,
    )  # fmt: skip


def _thailand() -> list[Area]:
    """Return nation, provinces, districts and sub-districts, numbered in pre-order by official code."""
    kinds = Area.Kind
    shorts = {row["code"]: row["short_th"] for row in rows("provinces")}
    nation = next(row for row in rows("countries") if row["code"] == NATION)
    found = [_area(1, 999_999, NATION, kinds.NATION, None, nation["name_th"], nation["name_en"])]
    for province in geothai.provinces():
        number = int(province.code) * 10_000
        found.append(
            _area(
                number, number + 9_999, province.code, kinds.PROVINCE, 1,
                province.name_th, province.name_en, short_th=shorts[province.code],
            )
        )  # fmt: skip
    districts = [one for province in geothai.provinces() for one in geothai.districts(province.code)]
    for district in districts:
        number = int(district.code) * 100
        parent = int(district.code[:2]) * 10_000
        found.append(
            _area(number, number + 99, district.code, kinds.DISTRICT, parent, district.name_th, district.name_en)
        )
    for place in (one for district in districts for one in geothai.subdistricts(district.code)):
        number = int(place.code)
        parent = number // 100 * 100
        found.append(
            _area(
                number, number, place.code, kinds.SUBDISTRICT, parent,
                place.name_th, place.name_en, postal_code=(place.postal_codes or ("",))[0],
            )
        )  # fmt: skip
    return found


def _countries() -> list[Area]:
    """Return the other countries; one that is known keeps its number, a new one takes the next."""
    known = dict(Area.objects.filter(kind=Area.Kind.COUNTRY).values_list("code", "id"))
    free = max(known.values(), default=COUNTRIES_FROM - COUNTRY_STEP) + COUNTRY_STEP
    found = []
    for row in sorted(rows("countries"), key=lambda row: row["code"]):
        if row["code"] == NATION:
            continue
        number = known.get(row["code"])
        if number is None:
            number, free = free, free + COUNTRY_STEP
        found.append(
            _area(
                number, number + COUNTRY_STEP - 1, row["code"], Area.Kind.COUNTRY, None, row["name_th"], row["name_en"]
            )
        )
    return found


def _areas() -> int:
    """Write all areas; boundaries that the ministry imported stay."""
    fields = ["last", "code", "kind", "parent", "name_th", "name_en", "short_th", "postal_code", "sort_th", "grams"]
    return upsert(Area, _thailand() + _countries(), ["id"], fields)


def _labels() -> int:
    """Write the labels to begin with; those that the centre changed since stay as they are."""
    for row in rows("labels"):
        told = {name: row[name] for name in ("order", "name_th", "name_en", "definition_th")}
        Label.objects.get_or_create(code=row["code"], defaults=told)
    return Label.objects.count()


def _ordered_items() -> int:
    """Write what was ordered into every province's development plan, with who ordered it and when."""
    found = [
        OrderedItem(
            code=row["code"], order=int(row["order"]), name_th=row["name_th"], name_en=row["name_en"],
            origin_th=row["origin_th"], ordered_on=date.fromisoformat(row["ordered_on"]),
        )
        for row in rows("ordered_items")
    ]  # fmt: skip
    return upsert(OrderedItem, found, ["code"], ["order", "name_th", "name_en", "origin_th", "ordered_on"])


def _agencies() -> int:
    """Write the departments in ministry order; ministry and minister's office are offices, not agencies."""
    found = [
        Agency(
            code=row["code"], order=int(row["order"]), name_th=row["name_th"], name_en=row["name_en"],
            short_th=row["short_th"], short_en=row["code"], hotline_key=row["hotline_keys"],
        )
        for row in rows("agencies")
        if row["level"] == "department"
    ]  # fmt: skip
    return upsert(Agency, found, ["code"], ["order", "name_th", "name_en", "short_th", "short_en", "hotline_key"])


def _dimensions() -> int:
    """Write what figures may be split by: a row without a code names the dimension, the others its members."""
    table = list(rows("dimensions"))
    heads = [
        Dimension(
            code=row["dimension"], kind=row["kind"], order=int(row["order"]), name_th=row["name_th"],
            name_en=row["name_en"],
        )
        for row in table
        if not row["code"]
    ]  # fmt: skip
    upsert(Dimension, heads, ["code"], ["kind", "order", "name_th", "name_en"])
    members = [
        DimensionMember(
            dimension_id=row["dimension"], code=row["code"], order=int(row["order"]), name_th=row["name_th"],
            name_en=row["name_en"],
        )
        for row in table
        if row["code"]
    ]  # fmt: skip
    upsert(DimensionMember, members, ["dimension", "code"], ["order", "name_th", "name_en"])
    return len(heads)


def _holidays(numbers: dict[str, int]) -> int:
    """Write national and provincial holidays, without those that were removed or changed by hand."""
    by_hand = set(Entry.objects.filter(model="directory.holiday").values_list("area_id", "object_label"))
    kept = set(Holiday.objects.filter(pk__in=hand_changed(Holiday)).values_list("day", "area_id"))
    found = [
        Holiday(
            day=date.fromisoformat(row["date"]), area_id=numbers[row["area"]],
            name_th=row["name_th"], name_en=row["name_en"],
            closes_offices=row["closes_government_offices"] == "yes", source=row["source"],
        )
        for row in rows("holidays")
    ]  # fmt: skip
    found = [one for one in found if (one.area_id, str(one)) not in by_hand and (one.day, one.area_id) not in kept]
    return upsert(Holiday, found, ["day", "area", "name_th"], ["name_en", "closes_offices", "source"])
