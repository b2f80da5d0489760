"""Who answers a survey without an account: a labour volunteer, by their own address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class VolunteerBearer:
    """A labour volunteer who holds their own address; they hold no seat and no role. `volunteer_id`, whose it is."""

    volunteer_id: int
    person_id: int | None = None
    seat_id: int | None = None
    office_id: int | None = None
    is_system: bool = False
    role: str = ""
    leads_province: bool = False

    @property
    def label(self) -> str:
        """Return how the journal names them: never by a person's name."""
        return f"อาสาสมัครแรงงานหมายเลข {self.volunteer_id}"

    def has(self, *roles: Any) -> bool:
        """Tell that no role is held."""
        return False


def holds(actor: Any, volunteer: int | None) -> bool:
    """Tell whether an actor holds the address of the very volunteer."""
    return isinstance(actor, VolunteerBearer) and volunteer is not None and actor.volunteer_id == volunteer
