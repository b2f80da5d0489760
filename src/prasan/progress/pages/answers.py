"""What stands in the fields of one question: the stored answer, what tallies make, groups, and what is folded away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from prasan.kernel.digits import format_scaled
from prasan.progress.checks.entry import Finding
from prasan.progress.items import Item
from prasan.progress.models import Said
from prasan.progress.reading import entry_decimals, percent_shown, read, shown
from prasan.progress.tallies.sums import Month

FOLDED = ("claim", "stated", "help_text")


def stored(item: Item, version: int, tallied: Month | None) -> dict[str, str]:
    """Return the fields as they are stored; without a figure what the tallies make."""
    kept, said = item.figure, item.said
    decimals = entry_decimals(item.indicator)
    found = {
        "value": shown(kept.value, decimals) if kept else "",
        "denominator": shown(kept.denominator, 0) if kept and kept.denominator is not None else "",
        "cause": kept.cause if kept else "",
        "step": kept.step if kept else "",
        "note": kept.note if kept else "",
        "version": str(version),
        "base": str(kept.value) if kept else "",
        "claim": said.claim if said else "",
        "stated": percent_shown(said.stated) if said else "",
        "help_text": said.help_text if said else "",
        "help_from": said.help_from if said else "",
        "seen": "",
    }
    for key, one in item.members.items():
        found[f"m-{key}"] = shown(one.value, decimals)
        found[f"d-{key}"] = shown(one.denominator, 0) if one.denominator is not None else ""
    return found | prefilled(item, tallied)


def prefilled(item: Item, tallied: Month | None) -> dict[str, str]:
    """Return value and denominator that the tallies make, where nothing is stored yet."""
    if tallied is None or tallied.value is None or item.figure is not None:
        return {}
    decimals = entry_decimals(item.indicator)
    return {
        "value": shown(tallied.value, decimals),
        "denominator": shown(tallied.denominator, 0) if tallied.denominator is not None else "",
    }


def folded(item: Item, found: Sequence[Finding], values: Mapping[str, str]) -> dict[str, Any]:
    """Return the parts of the form that open only where they are needed."""
    return {
        "groups": [_group(item, group, values) for group in item.groups],
        "ask_note": bool(found) or bool(values.get("note")),
        "open_more": any(values.get(name) for name in FOLDED),
        "claims": Said.Claim.choices,
        "helpers": Said.From.choices,
        "computed": _computed(item),
    }


def _group(item: Item, group: Any, values: Mapping[str, str]) -> dict[str, Any]:
    """Return one dimension: its members with what was typed, and their sum in words."""
    decimals = entry_decimals(item.indicator)
    rows = [
        {
            "key": one.key, "name": one.name, "value": values.get(f"m-{one.key}", ""),
            "whole": values.get(f"d-{one.key}", ""),
        }
        for one in group.members
    ]  # fmt: skip
    known = [part for row in rows if (part := read(row["value"], decimals).value) is not None]
    told = _("รวม %(sum)s") % {"sum": format_scaled(sum(known), decimals)} if known else ""
    return {
        "code": group.code,
        "name": group.name,
        "rows": rows,
        "sum": told,
        "open": bool(known),
        "decimals": decimals,
    }


def _computed(item: Item) -> str:
    """Return the per cent that is computed of a stored ratio, which a stated one never replaces."""
    if not item.is_ratio or item.figure is None:
        return ""
    share = item.of_month(item.figure)
    return "" if share is None else f"{shown(share, item.indicator.decimals)}%"
