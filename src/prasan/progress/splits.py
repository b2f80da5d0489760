"""Which groups an indicator's figures are asked for: members of its dimensions, districts from the directory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from prasan.directory.models import Area
from prasan.registers.models import Dimension, Indicator


@dataclass(frozen=True, slots=True)
class Member:
    """One group: its key on figures ("sex:f") and its name in the reader's language."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """One dimension with its members in order."""

    code: str
    name: str
    members: tuple[Member, ...]


Groups = Mapping[int, tuple[Group, ...]]
"""indicator → the groups that it asks for, in the order of its dimensions."""


def groups_of(indicators: Sequence[Indicator], area_id: int) -> Groups:
    """Return the groups of some indicators in one province: no query where nothing is split, else two or three."""
    wanted = {code for one in indicators for code in one.splits}
    if not wanted:
        return {}
    rows = list(Dimension.objects.filter(code__in=wanted).prefetch_related("members"))
    known = {one.code: Group(one.code, one.name, _members(one, area_id)) for one in rows}
    order = [one.code for one in rows]
    return {
        one.pk: tuple(known[code] for code in order if code in one.splits and known[code].members)
        for one in indicators
        if one.splits
    }


def _members(one: Dimension, area_id: int) -> tuple[Member, ...]:
    if one.kind == Dimension.Kind.DISTRICTS:
        rows = Area.objects.filter(kind=Area.Kind.DISTRICT, parent_id=area_id).order_by("id")
        english = get_language() == "en"
        found = rows.values_list("code", "name_en" if english else "name_th")
        return tuple(Member(f"{one.code}:{code}", name) for code, name in found)
    return tuple(Member(f"{one.code}:{it.code}", it.name) for it in one.members.all())


def names_of(keys: Sequence[str]) -> dict[str, str]:
    """Return the names of members by their keys: at most two queries."""
    codes = {tuple(key.split(":", 1)) for key in keys if ":" in key}
    found: dict[str, str] = {}
    if not codes:
        return found
    for one in Dimension.objects.filter(code__in={code for code, _ in codes}).prefetch_related("members"):
        if one.kind == Dimension.Kind.DISTRICTS:
            english = get_language() == "en"
            asked = [member for code, member in codes if code == one.code]
            rows = Area.objects.filter(code__in=asked).values_list("code", "name_en" if english else "name_th")
            found |= {f"{one.code}:{code}": name for code, name in rows}
        else:
            found |= {f"{one.code}:{it.code}": it.name for it in one.members.all()}
    return found
