"""How far a drive is: what came, what the registry took, what waits; by volunteer and by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q
from django.db.models.functions import TruncDate

from prasan.directory.models import Area
from prasan.platform.vault.mask import masked
from prasan.referrals.drives.told import read
from prasan.referrals.models import DriveEntry, RegistrationDrive
from prasan.registers.models import Worker
from prasan.registers.models.worker_words import Channel, InformalGroup, Occupation, Section, Sex

STATES = ("taken", "needs_look", "waiting", "refused")
_COUNTS: dict[str, Any] = {"all": Count("pk")} | {name: Count("pk", filter=Q(state=name)) for name in STATES}


@dataclass(frozen=True, slots=True)
class Counts:
    """Entries of a drive, of a volunteer or of a day, by where they stand."""

    all: int = 0
    taken: int = 0
    needs_look: int = 0
    waiting: int = 0
    refused: int = 0
    last: dt.datetime | None = None

    @property
    def to_look(self) -> int:
        """Return how many somebody has to look at: those too that the machine could not settle yet."""
        return self.needs_look + self.waiting


def _told(row: dict[str, Any]) -> Counts:
    return Counts(**{name: row[name] for name in ("all", *STATES)}, last=row.get("last"))


def counts(drives: Iterable[int]) -> dict[int, Counts]:
    """Return the counts of some drives: one query."""
    wanted = list(drives)
    rows = DriveEntry.objects.filter(drive__in=wanted).order_by().values("drive").annotate(**_COUNTS)
    found = {row["drive"]: _told(row) for row in rows}
    return {number: found.get(number, Counts()) for number in wanted}


def by_volunteer(drive: RegistrationDrive) -> dict[int, Counts]:
    """Return the counts of each volunteer who has sent somebody, with the moment of the last: one query."""
    rows = DriveEntry.objects.filter(drive=drive).order_by().values("volunteer")
    return {row["volunteer"]: _told(row) for row in rows.annotate(**_COUNTS, last=Max("received_at"))}


def by_day(drive: RegistrationDrive) -> list[tuple[dt.date, Counts]]:
    """Return the counts of each day on which something came, the last first: one query."""
    rows = DriveEntry.objects.filter(drive=drive).order_by().annotate(day=TruncDate("received_at")).values("day")
    return [(row["day"], _told(row)) for row in rows.annotate(**_COUNTS).order_by("-day")]


_MASKS = {
    "given_name": "name", "family_name": "name", "id_number": "id_number", "phone": "phone", "birth_year": "birth",
}  # fmt: skip
_WORDS: dict[str, dict[str, Any]] = {
    "sex": dict(Sex.choices), "occupation": dict(Occupation.choices), "informal_group": dict(InformalGroup.choices),
    "section": dict(Section.choices), "channel": dict(Channel.choices),
}  # fmt: skip
SHOWN = (
    "title", "given_name", "family_name", "id_number", "birth_year", "sex", "phone", "channel", "home_area",
    "informal_group", "occupation", "section", "option",
)  # fmt: skip


def lines(entry: DriveEntry, *, plain: bool) -> list[tuple[str, str]]:
    """Return (field, what a volunteer wrote down), masked unless `plain`: that is for who has given a reason."""
    told = read(entry)
    told["home_area"] = _home(str(told.get("home_area_id", "")), plain=plain)
    found = []
    for name in SHOWN:
        value = str(told.get(name, ""))
        shown = value if plain or name not in _MASKS else masked(value, _MASKS[name])
        found.append((name, str(_WORDS.get(name, {}).get(value, shown))))
    return found


def _home(typed: str, *, plain: bool) -> str:
    """Return the name of the place where a person lives: of the district above it unless `plain`."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 10):
        return ""
    area = Area.objects.select_related("parent").defer("grams", "boundary", "parent__grams").filter(pk=typed).first()
    if area is None:
        return ""
    above = area.parent if area.kind == Area.Kind.SUBDISTRICT and not plain else None
    return str((above or area).name)


@dataclass(frozen=True, slots=True)
class Alike:
    """An entry of the registry that is or may be the same person: initials, province and decade at most.

    `mine`, the office serves the person and may open the entry.
    """

    number: int
    initials: str = ""
    province: str = ""
    decade: int | None = None
    mine: bool = False


def alike(actor: Any, numbers: Sequence[int]) -> list[Alike]:
    """Return what may be told of entries that a look has found, as everywhere: of a protected person nothing."""
    if not numbers:
        return []
    rows = Worker.objects.active().filter(pk__in=list(numbers)).select_related("home_area", "work_area")
    mine = set(Worker.objects.served_by(actor).filter(pk__in=list(numbers)).values_list("pk", flat=True))
    found = []
    for one in rows.order_by("pk"):
        area = one.home_area or one.work_area
        if one.protected:
            found.append(Alike(one.pk, mine=one.pk in mine))
            continue
        initials = masked(f"{one.given_name} {one.family_name}", "name")
        decade = one.birth_year // 10 * 10 + 543 if one.birth_year else None
        found.append(Alike(one.pk, initials, area.code[:2] if area else "", decade, one.pk in mine))
    return found
