"""Whose right ended, or who came under special protection, goes from every list; who was merged is named anew."""

from __future__ import annotations

from prasan.platform.commands import SYSTEM, Refused, perform
from prasan.platform.commands.errors import PeopleError
from prasan.platform.jobs.listeners import Told, listens
from prasan.referrals.commands.outreach import DropOutreachLine, FollowMerge
from prasan.referrals.models import OutreachLine
from prasan.referrals.models.outreach import with_right


def follow_merges() -> int:
    """Name who was kept on the lists of whom was merged into them, where they are not on it already; returns how many.

    A merge that is undone later leaves the kept entry on the list: the visits were paid to one person.
    """
    moved = 0
    for number in OutreachLine.objects.exclude(worker__merged_into=None).values_list("pk", flat=True):
        try:
            perform(SYSTEM, FollowMerge(target_id=number))
        except PeopleError:  # the kept one is there, or somebody else was first
            continue
        moved += 1
    return moved


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
    follow_merges()
    drop_strangers()
