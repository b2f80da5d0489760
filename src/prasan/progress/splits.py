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
    """Return the names of members by their keys, in order: at most two queries."""
    return {one.key: one.name for group in groups_named(keys) for one in group.members}


def groups_named(keys: Sequence[str]) -> list[Group]:
    """Return the dimensions that some keys of members name, in order, with their members: at most two queries."""
    codes = {tuple(key.split(":", 1)) for key in keys if ":" in key}
    if not codes:
        return []
    rows = (
        Dimension.objects.filter(code__in={code for code, _ in codes})
        .order_by("order", "code", "members__order", "members__code")
        .values_list("code", "kind", "name_th", "name_en", "members__code", "members__name_th", "members__name_en")
    )
    heads: dict[str, str] = {}
    members: dict[str, list[Member]] = {}
    by_place: set[str] = set()
    for code, kind, name_th, name_en, member, member_th, member_en in rows:
        heads[code] = _name(name_th, name_en)
        listed = members.setdefault(code, [])
        if kind == Dimension.Kind.DISTRICTS:
            by_place.add(code)
        elif member is not None:
            listed.append(Member(f"{code}:{member}", _name(member_th, member_en)))
    if by_place:
        asked = {member for code, member in codes if code in by_place}
        places = Area.objects.filter(code__in=asked).order_by("pk").values_list("code", "name_th", "name_en")
        for place, name_th, name_en in places:
            for code in by_place:
                if (code, place) in codes:
                    members[code].append(Member(f"{code}:{place}", _name(name_th, name_en)))
    return [Group(code, name, tuple(members[code])) for code, name in heads.items()]


def _name(name_th: str, name_en: str) -> str:
    """Return the name in the reader's language, Thai where there is no other."""
    return name_en if get_language() == "en" and name_en else name_th
