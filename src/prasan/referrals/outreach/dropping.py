"""Whose right ended, or who came under special protection, goes from every list; the note goes with the line."""

from __future__ import annotations

from prasan.platform.commands import SYSTEM, Refused, perform
from prasan.platform.jobs.listeners import Told, listens
from prasan.referrals.commands.outreach import DropOutreachLine
from prasan.referrals.models import OutreachLine
from prasan.referrals.models.outreach import with_right


def drop_strangers() -> int:
    """Take off every line whose office may no longer use the person's data; returns how many."""
    gone = 0
    for number in OutreachLine.objects.exclude(with_right("worker", "list__office")).values_list("pk", flat=True):
        try:
            perform(SYSTEM, DropOutreachLine(target_id=number))
        except Refused:  # somebody else was first
            continue
        gone += 1
    return gone


@listens(
    "registers.withdraw_tie", "referrals.take_back_consent", "registers.change_worker", "registers.merge_workers",
    name="referrals.outreach-dropped",
)  # fmt: skip
def dropped(event: Told) -> None:
    """Look through the lists after anything that can end a right; the same event again finds nothing."""
    drop_strangers()
