"""What goes out: the services that people are offered, their offices, and the papers' names, read in a few queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from prasan.directory.models import Office
from prasan.registers.models import MobileDay, Paper, Service

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


def coming() -> list[MobileDay]:
    """Return the days of mobile units that people can still go to."""
    rows = MobileDay.objects.coming().select_related("office", "area")
    return list(rows.defer("office__grams", "area__grams", "area__boundary"))


def at_days(actor: Any) -> list[tuple[Service, MobileDay]]:
    """Return which offered service comes along on which day, in the order of both: two queries."""
    known = Directory(papers={})
    codes = {code for day in known.days for code in day.services}
    areas = {day.office.area_id for day in known.days}
    if not codes:
        return []
    rows = offered(actor).filter(template__code__in=codes, area__in=areas)
    return [(one, day) for one in rows for day in known.days_of(one)]


@dataclass(slots=True)
class Directory:
    """What every record needs beside its row: papers by code and the coming days of mobile units, read once."""

    papers: dict[str, Paper] = field(default_factory=lambda: {one.code: one for one in Paper.objects.all()})
    days: list[MobileDay] = field(default_factory=coming)

    def days_of(self, one: Service) -> list[MobileDay]:
        """Return the days on which an office's service comes along: those in its province that bring the template."""
        if one.template is None or one.state != Service.State.OPEN:
            return []
        code, area = one.template.code, one.area_id
        return [day for day in self.days if day.office.area_id == area and code in day.services]

    def papers_of(self, codes: Iterable[str] | None) -> list[Paper]:
        """Return the papers of some codes in the order of the list."""
        wanted = set(codes or ())
        return [one for code, one in self.papers.items() if code in wanted]
