"""Inspection regions, province groups and area sets, with the days from which they hold."""

from __future__ import annotations

from datetime import timedelta

from prasan.directory.models import AreaGroup, AreaSet, GroupKind, Membership
from prasan.packs.tables import rows
from prasan.packs.writing import day, upsert

GROUP_FIELDS = ["name_th", "name_en", "source"]


def load(numbers: dict[str, int]) -> dict[str, int]:
    """Write groups, dated memberships and area sets.

    Parameters: `numbers`, area codes → area numbers.
    """
    found = _regions() + _sighted_regions() + _province_groups()
    upsert(AreaGroup, found, ["kind", "number", "order_no"], GROUP_FIELDS)
    ids = {(one.kind, one.number, one.order_no): one.pk for one in AreaGroup.objects.all()}
    members = _memberships(numbers, ids)
    known = set(Membership.objects.values_list("group_id", "area_id"))
    # a membership that is known is never touched again: an order may have ended it since
    Membership.objects.bulk_create([one for one in members if (one.group_id, one.area_id) not in known])
    return {"groups": len(found), "memberships": len(members), "area_sets": _sets(numbers)}


def _regions() -> list[AreaGroup]:
    """Return today's inspection regions, named by the part of the country that they cover."""
    return [
        AreaGroup(
            kind=GroupKind.INSPECTION_REGION, number=int(row["no"]), name_th=row["area_name_th"],
            name_en=row["area_name_en"], order_no=row["order_no"], source=row["source"],
        )
        for row in rows("inspection_regions")
    ]  # fmt: skip


def _sighted_regions() -> list[AreaGroup]:
    """Return the older regions, known from releases alone: no order number is known."""
    first = {row["region_no"]: row for row in reversed(rows("region_sightings"))}
    return [
        AreaGroup(
            kind=GroupKind.INSPECTION_REGION, number=int(number), name_th=row["area_name_th"],
            name_en="", order_no="", source=row["source"],
        )
        for number, row in sorted(first.items())
    ]  # fmt: skip


def _province_groups() -> list[AreaGroup]:
    return [
        AreaGroup(
            kind=GroupKind.PROVINCE_GROUP, number=int(row["no"]), name_th=row["name_th"],
            name_en=row["name_en"], order_no=row["announcement"], source=row["source"],
        )
        for row in rows("province_groups")
    ]  # fmt: skip


def _memberships(numbers: dict[str, int], ids: dict[tuple[str, int, str], int]) -> list[Membership]:
    """Return who is in which group when.

    A sighting holds from an unknown start to the day before the next order.
    """
    region, cluster = str(GroupKind.INSPECTION_REGION), str(GroupKind.PROVINCE_GROUP)
    ordered = rows("region_membership")
    announced = {int(row["no"]): row["announcement"] for row in rows("province_groups")}
    next_order = min(day(row["valid_from"]) for row in ordered)  # type: ignore[type-var]
    assert next_order is not None
    found = [
        Membership(
            group_id=ids[region, int(row["region_no"]), row["order_no"]], area_id=numbers[row["province"]],
            valid_from=day(row["valid_from"]), valid_to=day(row["valid_to"]), source=row["source"],
        )
        for row in ordered
    ]  # fmt: skip
    found += [
        Membership(
            group_id=ids[region, int(row["region_no"]), ""], area_id=numbers[row["province"]], valid_from=None,
            valid_to=next_order - timedelta(days=1), seen_on=day(row["seen_on"]), source=row["source"],
        )
        for row in rows("region_sightings")
    ]  # fmt: skip
    found += [
        Membership(
            group_id=ids[cluster, int(row["group_no"]), announced[int(row["group_no"])]],
            area_id=numbers[row["province"]], valid_from=day(row["valid_from"]), valid_to=day(row["valid_to"]),
            source=row["source"],
        )
        for row in rows("province_group_membership")
    ]  # fmt: skip
    return found


def _sets(numbers: dict[str, int]) -> int:
    """Write the named sets of provinces that a meeting covered; returns how many sets."""
    members: dict[str, list[int]] = {}
    heads: dict[str, dict[str, str]] = {}
    for row in rows("area_sets"):
        heads[row["code"]] = row
        members.setdefault(row["code"], []).append(numbers[row["province"]])
    for code, row in heads.items():
        chosen, _ = AreaSet.objects.update_or_create(
            code=code.lower(),
            defaults={
                "name_th": row["name_th"],
                "name_en": row["name_en"],
                "on": day(row["held_on"]),
                "source": row["source"],
            },
        )
        chosen.areas.set(members[code])
    return len(heads)
