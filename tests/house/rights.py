"""Read the hand-written rights, and find the rights that the product really gives."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.apps import apps

from prasan.directory.roles import Role
from prasan.platform.commands import COMMANDS, Refused
from prasan.platform.commands.perform import refuse_strangers
from tests.house.world import PLACES, World

TABLE = Path(__file__).with_name("expected_rights.txt")
Cell = tuple[str, str, str]
Sample = Callable[[World], Any]


def our_verbs() -> set[str]:
    """Return every verb of the product: all rooms' commands are imported first."""
    for config in apps.get_app_configs():
        name = f"{config.name}.commands"
        if config.name.startswith("prasan.") and find_spec(name) is not None:
            import_module(name)
    return {verb for verb, command in COMMANDS.items() if command.__module__.startswith("prasan.")}


def expected(text: str, verbs: set[str]) -> dict[Cell, bool]:
    """Read the table: `verb: role@place+place role@*`; what is not named is refused.

    Raises ValueError for a verb, role or place that does not exist: a slip in the table is no right.
    """
    cells = {(verb, str(role), place): False for verb in verbs for role in Role for place in PLACES}
    for raw in text.splitlines():
        line = raw.partition("#")[0].strip()
        if not line:
            continue
        verb, _, grants = line.partition(":")
        for grant in grants.split():
            roles, _, places = grant.partition("@")
            wanted = [str(r) for r in Role] if roles == "*" else roles.split("+")
            where = list(PLACES) if places == "*" else places.split("+")
            for role in wanted:
                for place in where:
                    cell = (verb.strip(), role, place)
                    if cell not in cells:
                        raise ValueError(f"no such right: {cell}")
                    cells[cell] = True
    return cells


def may(actor: Any, verb: str, subject: Any) -> bool:
    """Tell whether an actor gets through the door: the subject in scope, and the policy content.

    The policy is asked first, as it costs no query; the door needs both.
    """
    command = COMMANDS[verb]
    try:
        refuse_strangers(actor, command)
    except Refused:
        return False
    if command.allowed(actor, subject) is not None:
        return False
    if subject.pk is not None and not subject._state.adding:
        manager: Any = type(subject)._default_manager
        if not manager.visible_to(actor).filter(pk=subject.pk).exists():
            return False
    return True


def found(world: World, samples: dict[str, Sample], verbs: set[str]) -> dict[Cell, bool]:
    """Return the rights that the product gives, for every verb, role and place."""
    cells = {}
    for verb in sorted(verbs):
        subject = samples[verb](world)
        for (role, place), actor in world.actors.items():
            cells[(verb, role, place)] = may(actor, verb, subject)
    return cells
