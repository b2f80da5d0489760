"""Who acts: what the door needs to know of a person in a seat, without knowing people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Actor(Protocol):
    """A person in one seat (directory.actor.SeatActor), or the system itself."""

    @property
    def person_id(self) -> int | None:
        """The person, None for the system."""

    @property
    def seat_id(self) -> int | None:
        """The seat the person acts from."""

    @property
    def office_id(self) -> int | None:
        """The office of that seat."""

    @property
    def label(self) -> str:
        """Name and seat as the journal writes them."""


@dataclass(frozen=True)
class SystemActor:
    """The machine acting by itself: jobs, clocks, packs. It passes every policy that asks `actor.is_system`."""

    label: str = "ระบบ"
    person_id: int | None = None
    seat_id: int | None = None
    office_id: int | None = None
    is_system: bool = True


SYSTEM = SystemActor()
