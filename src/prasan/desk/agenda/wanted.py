"""Facts of what waits: each row of `waiting` as a fact, its words covered where the meeting may not hear them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from prasan.desk.agenda.places import Named, Places
from prasan.desk.agenda.waiting import Row, moment
from prasan.directives.cycle import OPEN
from prasan.meetings.agenda import Evidence, Fact, Part

COVERED = "•••"
"""Stands in the place of words above the meeting's class; the number stays, so that the matter is not lost."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How rows become facts: when, in which places, by which offices; words above `classification` are covered."""

    now: dt.datetime
    places: Places
    offices: Mapping[int, Named]
    classification: int = 0

    def fact(self, row: Row, **told: Any) -> Fact:
        """Return a fact of a row with its place and office."""
        where = self.places.holding(row.area)
        place = self.places.names[where] if where is not None else _elsewhere(row)
        office = self.offices[row.office]
        return Fact(
            area_code=place.code, area_th=place.th, area_en=place.en, office=office.code, office_th=office.th,
            office_en=office.en, order=office.order, policy=row.told.get("policy_id"), **told,
        )  # fmt: skip

    def words(self, row: Row, column: str) -> str:
        """Return the number of something with its words, or the number alone where they are above the class."""
        told = row.told
        code = f"{told['number']}.{told['part']}" if told.get("part") else f"{told['number']}"
        hidden = int(told.get("classification") or 0) > self.classification
        return f"{code}/{told['year']} {COVERED if hidden else told[column]}"

    def since(self, text: str) -> int:
        """Return the whole days that have passed since a moment or a day, below 1 where it lies ahead."""
        if "T" in text:
            return (self.now - moment(text)).days
        return (timezone.localdate(self.now) - dt.date.fromisoformat(text)).days


def _elsewhere(row: Row) -> Named:
    return Named(row.told["code"], row.told["th"], row.told["en"] or row.told["th"])


def facts_of(rows: Iterable[Row], reading: Reading) -> list[Fact]:
    """Return each row as a fact."""
    return [MAKERS[row.kind](row, reading) for row in rows]


def _directive(row: Row, reading: Reading) -> Fact:
    told = row.told
    days = reading.since(told["due_at"])
    kind = _kind_of(told["state"], moment(told["due_at"]) < reading.now)
    parts: list[Part] = [("state", told["state"]), ("due", told["due_at"])]
    if kind in {"overdue_directive", "returned_directive"} and days > 0:
        parts.append(("days", days))
    parts += [(name, int(told[name])) for name in ("level", "reopened", "has_evidence") if told[name]]
    label = reading.words(row, "text")
    return reading.fact(
        row, kind=kind, key=f"directive:{row.pk}", evidence=(Evidence("directive", str(row.pk)),), ref=row.pk,
        label_th=label, label_en=label, parts=tuple(parts),
        origin=told["meeting"],
    )  # fmt: skip


def _kind_of(state: str, late: bool) -> str:
    """Return the kind of a directive by its state; what was sent back stays that, however late."""
    if state == "returned":
        return "returned_directive"
    if state in OPEN:
        return "overdue_directive" if late else "open_directive"
    return "open_directive" if state == "answered" else "closed_directive"


def _guidance(row: Row, reading: Reading) -> Fact:
    told = row.told
    label, days = reading.words(row, "text"), reading.since(told["review_on"])
    parts: tuple[Part, ...] = (("state", told["state"]), ("due", told["review_on"]))
    return reading.fact(
        row, kind="guidance_unanswered", key=f"guidance:{told['ref']}:{reading.offices[row.office].code}",
        evidence=(Evidence("guidance", str(told["ref"])),), ref=told["ref"], label_th=label, label_en=label,
        parts=(*parts, ("days", days)) if days > 0 else parts,
    )  # fmt: skip


def _event(row: Row, reading: Reading) -> Fact:
    told = row.told
    parts: list[Part] = [(name, told[name]) for name in ("severity", "state", "type")]
    if told["affected"] is not None:
        parts.append(("people", told["affected"]))
    label = reading.words(row, "title")
    return reading.fact(
        row, kind="event", key=f"event:{row.pk}", evidence=(Evidence("event", str(row.pk)),), ref=row.pk,
        label_th=label, label_en=label, parts=(*parts, ("open_days", max(reading.since(told["opened_at"]), 0))),
    )  # fmt: skip


def _exemption(row: Row, reading: Reading) -> Fact:
    told = row.told
    return reading.fact(
        row, kind="decision_waiting", key=f"exemption:{row.pk}", evidence=(Evidence("exemption", str(row.pk)),),
        ref=row.pk, indicator=told["indicator_id"], label_th=told["name_th"],
        label_en=told["name_en"] or told["name_th"],
        parts=(("how", "exemption"), ("days", max(reading.since(told["asked_at"]), 0))),
    )  # fmt: skip


MAKERS = {"directive": _directive, "guidance": _guidance, "event": _event, "exemption": _exemption}
