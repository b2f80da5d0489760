"""The message to the public that a meeting's directives make: a draft for a person to read, without private words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from prasan.kernel.private import without_private
from prasan.meetings.after.letters import held_on
from prasan.meetings.models import Briefing


@dataclass(frozen=True)
class PublicDraft:
    """The draft; how many names and numbers were taken out, how many directives were left out of it."""

    text: str
    names: int
    numbers: int
    left_out: int


def public_draft(briefing: Briefing, rows: Iterable[dict[str, Any]]) -> PublicDraft:
    """Return the draft. Parameters: `rows`, directives as in beside_after.

    Left out whole: what is classified, everything of a classified meeting, and what names royalty. A directive with
    a message of its own is told by that.
    """
    told: list[str] = []
    names = numbers = left_out = 0
    for row in rows:
        if row["classification"] or briefing.classification:
            left_out += 1
            continue
        found = without_private(row["public"] or row["text"])
        if found.royal:
            left_out += 1
            continue
        names, numbers = names + found.names, numbers + found.numbers
        hotline = f" (โทร 1506 กด {row['hotline']})" if row["hotline"] else ""
        told.append(f"{len(told) + 1}. {found.text}{hotline}")
    if not told:
        return PublicDraft("", names, numbers, left_out)
    title = without_private(held_on(briefing))
    opening = f"กระทรวงแรงงานแจ้งผลการประชุม {title.text} มีเรื่องที่ให้หน่วยงานดำเนินการเพื่อประชาชน ดังนี้"
    return PublicDraft("\n".join([opening, *told]), names + title.names, numbers + title.numbers, left_out)
