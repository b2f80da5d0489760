"""The room's own scheduled work: finished recordings get their hash into the database, deleted ones leave no file."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from prasan.meetings.commands.recordings import SealRecording
from prasan.meetings.media.recording.kept import is_finished
from prasan.meetings.models import Briefing, Recording
from prasan.meetings.models.briefing import Mode
from prasan.meetings.playback.place import folder_of, kept_of, take_away
from prasan.platform.commands import SYSTEM, RuleBroken, perform
from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import every_minutes

BATCH = 200


def seal() -> int:
    """Keep the hash of every recording that is finished and has none yet; return how many."""
    closed = Briefing.objects.filter(state=Briefing.State.CLOSED, kept_recording=None, mode__in=[Mode.VIDEO, Mode.BOTH])
    done = 0
    for one in closed.order_by("-closed_at")[:BATCH]:
        kept = kept_of(one)
        if kept is None or not kept.parts or not is_finished(kept):
            continue
        seconds = int((kept.end or 0) - (kept.start or 0))
        try:
            perform(
                SYSTEM,
                SealRecording(
                    briefing_id=one.pk, digest=kept.digest, files=len(kept.parts), size=kept.size, seconds=seconds
                ),
            )
        except RuleBroken:  # sealed meanwhile
            continue
        done += 1
    return done


def finish_deleting() -> int:
    """Take away the files of deleted recordings that a crash has left; return how many."""
    rows = Recording.objects.filter(deleted_at__isnull=False).select_related("briefing").order_by("-deleted_at")[:BATCH]
    return sum(take_away(folder_of(one.briefing)) for one in rows)


@job("meetings.recordings", title=_("เก็บรหัสของบันทึกการประชุม"), every=every_minutes(5))
def recordings(run: Any) -> None:
    """Seal what is finished, finish what was deleted."""
    seal()
    finish_deleting()
