"""The clock of a personal data breach (เหตุละเมิดข้อมูลส่วนบุคคล) and the duties that are still open.

Personal Data Protection Act B.E. 2562, section 37 (4): the office of the committee is told without delay and within 72
hours of becoming aware, unless the breach is unlikely to be a risk to rights and freedoms; the persons are told without
delay where the risk is high. A late notice gives its reasons and comes within 15 days of becoming aware.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from prasan.kernel.cycle import LifeCycle, Move

Risk = Literal["", "none", "risk", "high"]
Stage = Literal["", "near", "over", "past"]
Duty = Literal["assess", "contain", "notify_office", "tell_persons"]

TERM = dt.timedelta(hours=72)
"""From becoming aware to the notice to the office: hours of the clock, holidays count."""
WARN = dt.timedelta(hours=48)
"""When it is said that the term comes near: a working day before its end."""
LATEST = dt.timedelta(days=15)
"""From becoming aware to the last moment of a late notice."""

DONE = ("contain", "notify_office", "tell_persons")
"""What is done for a breach: it moves no state."""
BREACH = LifeCycle(
    "reported",
    Move("assess", {"reported", "assessed"}, "assessed"),
    *(Move(name, {state}, state) for name in DONE for state in ("reported", "assessed")),
    Move("close", {"assessed"}, "closed"),
    Move("reopen", {"closed"}, "assessed"),
)
"""reported → assessed → closed, and open again."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a breach; moments are aware, `risk` is "" until it was assessed."""

    aware_at: dt.datetime
    risk: Risk = ""
    contained_at: dt.datetime | None = None
    notified_at: dt.datetime | None = None
    told_at: dt.datetime | None = None


def due_at(aware_at: dt.datetime) -> dt.datetime:
    """Return until when the office has to be told."""
    return aware_at + TERM


def latest_at(aware_at: dt.datetime) -> dt.datetime:
    """Return until when a late notice is still heard."""
    return aware_at + LATEST


def is_late(aware_at: dt.datetime, notified_at: dt.datetime) -> bool:
    """Tell whether a notice came after the term: its reason is asked for."""
    return notified_at > due_at(aware_at)


def owed(facts: Facts) -> tuple[Duty, ...]:
    """Return the duties that are open, the order in which they are done.

    While nobody assessed the risk the notice to the office is owed: the clock waits for no assessment.
    """
    found: list[Duty] = []
    if not facts.risk:
        found.append("assess")
    if facts.contained_at is None:
        found.append("contain")
    if facts.risk != "none" and facts.notified_at is None:
        found.append("notify_office")
    if facts.risk == "high" and facts.told_at is None:
        found.append("tell_persons")
    return tuple(found)


def stage(facts: Facts, now: dt.datetime) -> Stage:
    """Return how far the clock of the notice to the office is: "" (or nothing owed), near, over, past the last term."""
    if "notify_office" not in owed(facts):
        return ""
    passed = now - facts.aware_at
    if passed > LATEST:
        return "past"
    if passed > TERM:
        return "over"
    return "near" if passed >= WARN else ""
