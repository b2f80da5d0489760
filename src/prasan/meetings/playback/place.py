"""The folder of a meeting's recording, and taking it away."""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from prasan.meetings.media.recording.kept import DELETED, BadManifest, Kept, is_name, read
from prasan.meetings.models import Briefing


def folder_of(briefing: Briefing) -> Path:
    """Return where a meeting's recording lies, whether there is one or not."""
    return Path(settings.MEETINGS_RECORDINGS) / briefing.room


def kept_of(briefing: Briefing) -> Kept | None:
    """Return what is recorded of a meeting so far, None where nothing is or the manifest cannot be read."""
    try:
        return read(folder_of(briefing))
    except BadManifest:
        return None


def take_away(folder: Path) -> int:
    """Delete the files of a recording, return how many; the manifest stays, beside it when. Safe as often as wanted."""
    if not folder.is_dir():
        return 0
    found = [folder / one for one in sorted(os.listdir(folder)) if is_name(one)]
    found += sorted((folder / "raw").glob("*.mjr"))
    for path in found:
        path.unlink(missing_ok=True)
    mark = folder / DELETED
    if found or not mark.exists():
        mark.write_text(json.dumps({"at": timezone.now().isoformat(timespec="seconds"), "files": len(found)}) + "\n")
    return len(found)
