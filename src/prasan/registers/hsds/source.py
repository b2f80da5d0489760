"""What goes out: the services that people are offered, their offices, and the papers' names, read in a few queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from prasan.directory.models import Office
from prasan.registers.models import Paper, Service

UNDRAWN = ("area__grams", "area__boundary", "office__grams", "office__area__grams", "office__area__boundary")


def offered(actor: Any) -> Any:
    """Return the services that people are offered, in the order of their numbers; the same for every reader."""
    rows = Service.objects.visible_to(actor).offered()
    rows = rows.select_related("template", "office__area", "office__agency", "area")
    return rows.defer(*UNDRAWN).order_by("pk")


def offices_of(rows: Any) -> Any:
    """Return the offices of some services, in the order of their numbers."""
    found = Office.objects.filter(pk__in=rows.order_by().values("office"))
    return found.select_related("area", "agency").defer("grams", "area__grams", "area__boundary").order_by("pk")


@dataclass(slots=True)
class Directory:
    """What every record needs beside its row: papers by code, read once."""

    papers: dict[str, Paper] = field(default_factory=lambda: {one.code: one for one in Paper.objects.all()})

    def papers_of(self, codes: Iterable[str] | None) -> list[Paper]:
        """Return the papers of some codes in the order of the list."""
        wanted = set(codes or ())
        return [one for code, one in self.papers.items() if code in wanted]
