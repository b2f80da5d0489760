"""Twenty holes such as a hurried change would leave; the comparison of rights has to find every one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from prasan.directory.roles import Role
from prasan.directory.scope import Scope
from prasan.platform.commands import COMMANDS
from prasan.progress import policy as progress_policy
from prasan.progress.models import ReportQuerySet
from prasan.registers import policy as registers_policy


@dataclass(frozen=True)
class Hole:
    """A named breach and how it is planted; `verb`, the one whose own policy it is, so that no other can show it."""

    name: str
    plant: Callable[[Any], None]
    verb: str = ""


def _verb(name: str, policy: Callable[[Any, Any], Any]) -> Hole:
    def plant(monkeypatch: Any) -> None:
        monkeypatch.setattr(COMMANDS[name], "allowed", policy)

    return Hole(f"{name} {policy.__name__}", plant, name)


def everybody(actor: Any, subject: Any) -> None:
    """Allow all."""


def nobody(actor: Any, subject: Any) -> str:
    """Refuse all."""
    return "no"


def any_plo(actor: Any, subject: Any) -> str | None:
    """Forget that a labour officer decides for one province only."""
    return None if actor.has(Role.PLO) else "no"


def any_province(actor: Any, subject: Any) -> str | None:
    """Forget the role: whoever sits in the province."""
    return None if actor.area_id == 920_000 else "no"


def any_officer(actor: Any, subject: Any) -> str | None:
    """Forget the office: any officer."""
    return None if actor.has(Role.AGENCY_OFFICER, Role.AGENCY_HEAD) else "no"


def same_agency(actor: Any, subject: Any) -> str | None:
    """Take the agency for the office."""
    return None if actor.has(Role.AGENCY_OFFICER, Role.AGENCY_HEAD) and actor.agency == "DOE" else "no"


def executives_too(actor: Any, subject: Any) -> str | None:
    """Let executives do what they only watch."""
    return None if actor.has(Role.MINISTER) or progress_policy.can_approve(actor, subject) is None else "no"


def secretaries_too(actor: Any, subject: Any) -> str | None:
    """Let the executive's secretary approve: they prepare, they never approve."""
    return None if actor.has(Role.SECRETARY) or registers_policy.can_change_policy(actor, subject) is None else "no"


def auditors_too(actor: Any, subject: Any) -> str | None:
    """Let who reads everything write."""
    return None if actor.has(Role.AUDITOR) or progress_policy.can_return(actor, subject) is None else "no"


def administrators_too(actor: Any, subject: Any) -> str | None:
    """Let who runs the machine touch the data."""
    return (
        None if actor.has(Role.ADMINISTRATOR) or registers_policy.can_change_setting(actor, subject) is None else "no"
    )


def any_department(actor: Any, subject: Any) -> str | None:
    """Forget which department leads."""
    known = {Role.DIRECTOR_GENERAL, Role.DEPARTMENT_OFFICER}
    return None if actor.role in known or registers_policy.can_set_target(actor, subject) is None else "no"


def _no_scope(monkeypatch: Any) -> None:
    monkeypatch.setattr(ReportQuerySet, "visible_to", lambda self, actor: self)
    monkeypatch.setattr(COMMANDS["progress.approve"], "allowed", any_plo)


def _empty_scope(monkeypatch: Any) -> None:
    monkeypatch.setattr(ReportQuerySet, "visible_to", lambda self, actor: self.none())


def _everything_in_scope(monkeypatch: Any) -> None:
    monkeypatch.setattr(Scope, "condition", lambda self, **columns: _all())
    monkeypatch.setattr(COMMANDS["progress.return"], "allowed", any_plo)


def _all() -> Any:
    from django.db.models import Q

    return Q()


HOLES = [
    _verb("progress.open", everybody),
    _verb("progress.open", any_officer),
    _verb("progress.open", same_agency),
    _verb("progress.submit", any_province),
    _verb("progress.submit", everybody),
    _verb("progress.approve", any_province),
    _verb("progress.approve", executives_too),
    _verb("progress.approve", nobody),
    _verb("progress.return", auditors_too),
    _verb("progress.open_month", everybody),
    _verb("progress.chase", any_plo),
    _verb("progress.chase", any_province),
    _verb("registers.add_policy", everybody),
    _verb("registers.change_policy", secretaries_too),
    _verb("registers.set_owner", everybody),
    _verb("registers.set_target", any_department),
    _verb("registers.change_setting", administrators_too),
    _verb("registers.load_policy_set", everybody),
    Hole("reports without scope", _no_scope),
    Hole("reports out of everybody's scope", _empty_scope),
    Hole("scope without a condition", _everything_in_scope),
]
