"""Run one command: scope → permission → lock → rule → change → journal → events, one transaction."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import connection, models, transaction
from django.utils.translation import gettext as _

from prasan.platform.commands.command import Command
from prasan.platform.commands.errors import Refused
from prasan.platform.journal.changes import changed, snapshot
from prasan.platform.journal.models import Receipt
from prasan.platform.journal.write import write
from prasan.platform.vault.keys import sealed

M = TypeVar("M", bound=models.Model)


def perform(actor: Any, command: Command[M]) -> M:
    """Carry out a verb for an actor and return the changed row.

    Parameters: `actor`, a person in a seat or SYSTEM; `command`, the verb with what it was told.
    Raises Refused (404 out of scope, 403 with the policy's reason) or RuleBroken (409); then nothing
    has changed. A command with an idempotency key that ran before returns the row it made then.
    Round trips: begin, (receipt when a key is given), lock, change, journal with events, commit.
    """
    refuse_strangers(actor, type(command))
    with transaction.atomic():
        if command.key:
            earlier = _claim(actor, command)
            if earlier is not None:
                return earlier
        subject = command.subject(actor)
        adding = subject._state.adding
        before = {} if adding else snapshot(subject)
        refusal = type(command).allowed(actor, subject)
        if refusal is not None:
            raise Refused(refusal)
        command.check(actor, subject)
        result = command.handle(actor, subject)
        command.announce(actor, result)
        changes = sealed(result, changed(before, snapshot(result)) | command.details)
        write(actor, command, result, changes, command.events)
        if command.key:
            _answer(actor, command, result)
    return result


def refuse_strangers(actor: Any, command: type[Command[Any]]) -> None:
    """Raise Refused where nobody, or who acts without an account, comes to a verb that is not made for them.

    The policy judges after it: this lock holds for a policy that forgot them.
    """
    if actor is None or (actor.person_id is None and not actor.is_system and not command.without_account):
        raise Refused(_("ต้องลงชื่อเข้าใช้ก่อน"))


def _answer(actor: Any, command: Command[M], result: M) -> None:
    """Note what the key's first use made."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE platform_receipt SET object_id = %s WHERE person_id = %s AND key = %s",
            [result.pk, actor.person_id or 0, command.key],
        )


def _claim(actor: Any, command: Command[M]) -> M | None:
    """Take the idempotency key, or return the row that its first use made.

    A second call with the same key waits on the unique index until the first has committed.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO platform_receipt (person_id, key, command, created) VALUES (%s, %s, %s, now())"
            " ON CONFLICT (person_id, key) DO NOTHING",
            [actor.person_id or 0, command.key, command.name],
        )
        if cursor.rowcount:
            return None
    receipt = Receipt.objects.get(person_id=actor.person_id or 0, key=command.key)
    if receipt.command != command.name or receipt.object_id is None:
        raise Refused(_("รหัสกันซ้ำนี้ถูกใช้กับรายการอื่นแล้ว"), status=409)
    manager: Any = command.model._default_manager
    found: M = manager.get(pk=receipt.object_id)
    return found
