"""Write a reference pack's strategy chain and policy sets (strategy.csv, policy_sets.csv, policies.csv)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from prasan.platform.commands import SYSTEM, perform
from prasan.platform.journal.models import Entry
from prasan.registers.commands import LoadPolicySet
from prasan.registers.models import Policy, Strategy


def load_policies(pack_dir: Path) -> dict[str, int]:
    """Write strategy, sets and policies of a pack; running it again changes nothing by itself.

    Policies that people changed since (seen in the journal) stay as they are. Returns rows by table.
    """
    strategies = _strategy(_rows(pack_dir / "strategy.csv"))
    policies: dict[str, list[dict[str, str]]] = {}
    for row in _rows(pack_dir / "policies.csv"):
        policies.setdefault(row["policy_set"], []).append(row)
    by_hand = _changed_by_hand()
    sets = _rows(pack_dir / "policy_sets.csv")
    for row in sets:
        rows = [one for one in policies[row["code"]] if (row["code"], one["axis"], int(one["no"])) not in by_hand]
        found = [_policy(one, strategies.get(row["under_plan"])) for one in rows]
        perform(SYSTEM, LoadPolicySet(values=_set(row), policies=found, reason=row["source"]))
    return {"strategies": len(strategies), "policy_sets": len(sets), "policies": sum(map(len, policies.values()))}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _strategy(rows: list[dict[str, str]]) -> dict[str, int]:
    """Write the chain, parents first; returns ids by code."""
    ids: dict[str, int] = {}
    left = list(rows)
    while left:
        ready = [row for row in left if not row["parent"] or row["parent"] in ids]
        if not ready:
            raise ValueError(f"strategy.csv: parents that do not exist or a circle: {[row['code'] for row in left]}")
        found = [
            Strategy(
                code=row["code"], level=row["level"], parent_id=ids.get(row["parent"]),
                name_th=row["name_th"], name_en=row["name_en"],
                source=row["source"] if row["verified"] == "yes" else f"{row['source']} (unverified)",
            )
            for row in ready
        ]  # fmt: skip
        Strategy.objects.bulk_create(
            found,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["level", "parent", "name_th", "name_en", "source"],
        )
        ids = dict(Strategy.objects.values_list("code", "id"))
        left = [row for row in left if row["code"] not in ids]
    return ids


def _set(row: dict[str, str]) -> dict[str, Any]:
    giver = " ".join(part for part in (row["giver_name_th"], row["giver_post_th"]) if part)
    return {
        "code": row["code"],
        "name_th": row["title_th"],
        "name_en": row["title_en"],
        "giver_th": giver,
        "giver_en": row["giver_post_en"],
        "given_on": row["handed_down_on"] or None,
        "fiscal_year": int(row["fiscal_year_be"]),
        "version": int(row["version"]),
        "source": row["source"],
    }


def _policy(row: dict[str, str], strategy: int | None) -> dict[str, Any]:
    return {
        "axis": row["axis"],
        "number": int(row["no"]),
        "name_th": row["text_th"],
        "name_en": row["gloss_en"],
        "strategy_id": strategy,
    }


def _changed_by_hand() -> set[tuple[str, str, int]]:
    changed = Entry.objects.filter(model="registers.policy").values_list("object_id", flat=True).distinct()
    rows = Policy.objects.filter(pk__in=list(changed))
    return set(rows.values_list("policy_set__code", "axis", "number"))
