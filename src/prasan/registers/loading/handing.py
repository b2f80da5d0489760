"""Take a file in: its rows are kept, its work is queued, and the same file is known again."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from prasan.platform.commands import Refused, perform
from prasan.registers import policy_workers as may
from prasan.registers.commands.people_loads import LoadPeople, digest_of, known
from prasan.registers.loading import work
from prasan.registers.loading.reading import read
from prasan.registers.models import Load


def hand_in(actor: Any, name: str, content: bytes, right: dict[str, Any]) -> Load:
    """Return the file with its work queued, or the same one that the office handed in before; as `take_in`."""
    with transaction.atomic():
        load, fresh = take_in(actor, name, content, right)
        if fresh:
            work.queue(actor, load)
    return load


def take_in(actor: Any, name: str, content: bytes, right: dict[str, Any]) -> tuple[Load, bool]:
    """Return the file, nothing queued, and whether it is new; else it is the one that was handed in before.

    Parameters: `right`, purpose, ground, notice_version and dry; a file to look through alone is always new. Raises
    RuleBroken for a file that cannot be read, and Refused for whoever may hand none in, before the file is looked at.
    """
    refusal = may.can_load(actor, Load(office_id=actor.office_id))
    if refusal is not None:
        raise Refused(refusal)
    digest = digest_of(content, dry=right["dry"])
    found = known(actor.office_id, digest, dry=right["dry"])
    if found is not None:
        return found, False
    command = LoadPeople(lines=read(name, content), digest=digest, file_name=name, **right)
    try:
        with transaction.atomic():
            return perform(actor, command), True
    except IntegrityError:  # the same file was handed in at the same moment
        found = known(actor.office_id, digest, dry=right["dry"])
        if found is None:
            raise
        return found, False


def otherwise(load: Load, right: dict[str, Any]) -> dict[str, str]:
    """Return what a known file was handed in with, by name, where that is not what is told now."""
    kept = {name: getattr(load, name) for name in ("purpose", "ground", "notice_version")}
    return {name: value for name, value in kept.items() if value != right[name].strip()}
