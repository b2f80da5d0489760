"""One subject for every verb of the watch."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from prasan.situation.models import Claim, DayReport, DaySheet, Event, HandOver, LogEntry, Rung, Shift, Swap, Urgent
from tests.house.rights import Sample
from tests.house.world import World


def _who(world: World, role: str) -> int:
    return world.actors[(role, "own")].person_id


def shift(world: World) -> Shift:
    """A turn of the subject's office, stood by its officer."""
    return Shift(office=world.offices["DOE-92"], area=world.areas["92"], person_id=_who(world, "agency-officer"))


def swap(world: World) -> Swap:
    """The officer asks the head of the office."""
    return Swap(
        office=world.offices["DOE-92"], area=world.areas["92"], shift=shift(world),
        asked_by_id=_who(world, "agency-officer"), to_id=_who(world, "agency-head"),
    )  # fmt: skip


def shown(world: World) -> dict[str, Any]:
    """Return values for the addresses of the watch: rows of DOE-92 that are there."""
    if "watch_rows" not in world.extra:
        now, who = timezone.now(), _who(world, "agency-officer")
        here = {"office": world.offices["DOE-92"], "area": world.areas["92"]}
        turn = {"starts": now, "ends": now + dt.timedelta(hours=8)}
        world.extra["watch_rows"] = {
            "entry": LogEntry.objects.create(**here, text="รับแจ้งเหตุ", happened_at=now, by_id=who).pk,
            "sheet": HandOver.objects.create(**here, made_by_id=who, sheet=EMPTY).pk,
            "shift": Shift.objects.create(**here, **turn, person_id=who).pk,
            "claim": Claim.objects.create(**here, text="ข่าวลือ", asked_by_id=who, asked_at=now, check_by=now).pk,
            "day": DaySheet.objects.get_or_create(
                day=now.date(), defaults={"since": now, "until": now, "sheet": EMPTY_DAY}
            )[0].day.isoformat(),
            "swap": 0, "urgent": 0,
        }  # fmt: skip
    found: dict[str, Any] = world.extra["watch_rows"]
    return found


NOTHING = {"count": 0, "rows": []}
EMPTY = {
    "events": NOTHING,
    "tasks": [],
    "urgent": NOTHING,
    "queue": {"count": 0, "oldest": None},
    "claims": [],
    "log": [],
}
EMPTY_DAY = {
    "events": {"opened": [], "opened_classified": 0, "closed": 0, "live": 0, "by_severity": {}},
    "days": {"day": "2026-01-01", "normal": 0, "something": [], "silent": [], "asked": 0},
    "items": {"received": 0, "relevant": 0, "reprints": 0, "linked": 0}, "claims": {"asked": 0, "open": []},
    "urgent": {"raised": 0, "in_time": 0, "unread": 0, "open": 0},
}  # fmt: skip

WATCH: dict[str, Sample] = {
    "situation.accept_hand_over": lambda world: HandOver(office=world.offices["DOE-92"]),
    "situation.answer_swap": swap,
    "situation.ask_check": lambda world: Claim(),
    "situation.ask_swap": swap,
    "situation.change_shift": shift,
    "situation.confirm_urgent": lambda world: Urgent(person_id=_who(world, "agency-officer")),
    "situation.correct_claim": lambda world: Claim(),
    "situation.hand_over": lambda world: HandOver(office=world.offices["DOE-92"]),
    "situation.judge_claim": lambda world: Claim(),
    "situation.mark_log": lambda world: LogEntry(office=world.offices["DOE-92"]),
    "situation.plan_rota": shift,
    "situation.raise_urgent": lambda world: Event(area=world.areas["92"], owner=world.offices["DOE-92"]),
    "situation.report_day": lambda world: DayReport(office=world.offices["OPS-92"]),
    "situation.save_rung": lambda world: Rung(),
    "situation.withdraw_swap": swap,
    "situation.write_log": lambda world: LogEntry(office=world.offices["DOE-92"]),
}
