"""Parts of the country by which screens filter: the five regions (ภาค), inspection regions, province groups.

The five are no register of their own: each inspection region is named by the part of the country that it covers
(ภาคใต้ฝั่งอันดามัน), and the first word of that official name is the region. Bangkok belongs to none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from prasan.directory.models import GroupKind, Membership

PARTS: tuple[tuple[str, str, str | Promise], ...] = (
    ("north", "ภาคเหนือ", _("ภาคเหนือ")),
    ("northeast", "ภาคตะวันออกเฉียงเหนือ", _("ภาคตะวันออกเฉียงเหนือ")),
    ("central", "ภาคกลาง", _("ภาคกลาง")),
    ("east", "ภาคตะวันออก", _("ภาคตะวันออก")),
    ("south", "ภาคใต้", _("ภาคใต้")),
)
"""Key, the first word of the regions' Thai names, name. A longer word is looked for before a shorter one."""
NAMES = {key: name for key, _word, name in PARTS}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the country as of a day: its key in addresses, its name, the numbers of its provinces."""

    key: str
    kind: str
    name: str
    areas: frozenset[int]


@dataclass(frozen=True, slots=True)
class Belongs:
    """A province's place in one group as of a day."""

    kind: str
    number: int
    name: str
    name_th: str


def belongs(day: dt.date) -> ArraySubquery:
    """Return a column for provinces: the groups they belong to on a day, as Belongs read by `read`."""
    rows = Membership.objects.on(day).filter(area=OuterRef("pk")).order_by("group__kind", "group__number")
    told = JSONObject(kind="group__kind", number="group__number", th="group__name_th", en="group__name_en")
    return ArraySubquery(rows.values(told=told))


def read(column: Iterable[dict[str, Any]]) -> tuple[Belongs, ...]:
    """Return what the column of `belongs` holds, names in the reader's language."""
    english = get_language() == "en"
    return tuple(
        Belongs(one["kind"], one["number"], (english and one["en"]) or one["th"], one["th"]) for one in column
    )  # fmt: skip


def parts(provinces: Mapping[int, tuple[Belongs, ...]]) -> dict[str, Part]:
    """Return the parts that some provinces make up, by key: north … south, inspection-region-6, province-group-6."""
    found: dict[str, tuple[str, str, set[int]]] = {}
    for area, groups in provinces.items():
        for one in groups:
            key = f"{one.kind}-{one.number}"
            found.setdefault(key, (one.kind, f"{one.number} {one.name}", set()))[2].add(area)
            wide = part_of(one.name_th) if one.kind == GroupKind.INSPECTION_REGION else ""
            if wide:
                found.setdefault(wide, ("part", str(NAMES[wide]), set()))[2].add(area)
    order = list(NAMES)
    keys = sorted(found, key=lambda key: (found[key][0], order.index(key) if key in NAMES else 0, _number(key)))
    return {key: Part(key, found[key][0], found[key][1], frozenset(found[key][2])) for key in keys}


def _number(key: str) -> int:
    last = key.rpartition("-")[2]
    return int(last) if last.isdigit() else 0


def part_of(name_th: str) -> str:
    """Return the key of the part that an inspection region's Thai name begins with; empty where none fits."""
    fitting = [(len(word), key) for key, word, _name in PARTS if name_th.startswith(word)]
    return max(fitting)[1] if fitting else ""


def choices(known: Iterable[Part]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return inspection regions and province groups for a select."""
    rows = list(known)
    return [
        (str(kind.label), [(one.key, one.name) for one in rows if one.kind == kind]) for kind in GroupKind
    ]  # fmt: skip


SAID: tuple[tuple[str, str], ...] = (
    ("ภาคตะวันออกเฉียงเหนือ", "northeast"), ("ภาคอีสาน", "northeast"), ("อีสาน", "northeast"), ("northeast", "northeast"),
    ("ภาคตะวันออก", "east"), ("ภาคเหนือ", "north"), ("ภาคกลาง", "central"), ("ภาคใต้", "south"), ("southern", "south"),
    ("south", "south"), ("northern", "north"), ("north", "north"), ("central", "central"), ("eastern", "east"),
    ("east", "east"),
)  # fmt: skip
"""How people name the parts in a question, a longer name before one that it holds."""


def named(asked: str) -> tuple[str, str]:
    """Return (key of the part of the country that a question names, the question without it); no key if none."""
    low = asked.lower()
    for word, key in SAID:
        at = low.find(word)
        if at >= 0:
            return key, f"{asked[:at]} {asked[at + len(word) :]}"
    return "", asked
