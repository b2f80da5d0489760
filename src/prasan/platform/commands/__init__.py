"""The one door for change: a verb is a Command, `perform` runs it.

    perform(actor, Approve(target_id=report.pk))

checks scope, permission, lock and rule, makes the change, writes the journal and the events, all in
one transaction. Page, API, job and shell use the same door; `perform_many` is its set form.
"""

from prasan.platform.commands.actor import SYSTEM, Actor
from prasan.platform.commands.command import COMMANDS, Command, Create, Policy, Step
from prasan.platform.commands.errors import Refused, RuleBroken
from prasan.platform.commands.perform import perform

__all__ = [
    "COMMANDS",
    "SYSTEM",
    "Actor",
    "Command",
    "Create",
    "Policy",
    "Refused",
    "RuleBroken",
    "Step",
    "perform",
]
