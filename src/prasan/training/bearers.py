"""Who answers for an application without an account: the applicant, by the address on their slip."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Applicant:
    """An applicant who holds the address of their own page; they hold no seat and no role.

    Parameters: `application_id`, the one application that it opens.
    """

    application_id: int
    person_id: int | None = None
    seat_id: int | None = None
    office_id: int | None = None
    is_system: bool = False
    role: str = ""
    leads_province: bool = False

    @property
    def label(self) -> str:
        """Return how the journal names them: never by a person's name."""
        return f"ผู้สมัครฝึกอาชีพ (ลิงก์ใบสมัคร {self.application_id})"

    def has(self, *roles: Any) -> bool:
        """Tell that no role is held."""
        return False


def holds(actor: Any, application: int | None) -> bool:
    """Tell whether an actor holds the address of the very application."""
    return isinstance(actor, Applicant) and application is not None and actor.application_id == application
