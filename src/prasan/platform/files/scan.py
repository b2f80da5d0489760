"""The virus scan: a command of the operator's choice, run in the background on each new file."""

from __future__ import annotations

import logging
import shlex
import subprocess
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from prasan.platform.files.models import File
from prasan.platform.files.store import path_of
from prasan.platform.jobs.job import job
from prasan.platform.jobs.schedule import daily

log = logging.getLogger("prasan.files")
CLEAN, FOUND = 0, 1
"""Exit codes as clamscan and clamdscan give them; anything else is a fault of the scanner."""
SCAN_SECONDS = 300
ORPHAN_SECONDS = 86_400


class ScannerFault(Exception):
    """The scanner could not judge; the file waits and is tried again."""


@job("files.scan", title=_("ตรวจไวรัสไฟล์แนบ"))
def scan(run: Any, sha256: str) -> None:
    """Scan the bytes with a checksum; what is infected goes to quarantine and is handed out no more."""
    target = path_of(sha256)
    if not target.exists():
        return
    command = [part.replace("{path}", str(target)) for part in shlex.split(settings.SCAN_COMMAND)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SCAN_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ScannerFault(type(error).__name__) from error
    rows = File.objects.filter(sha256=sha256)
    if done.returncode == CLEAN:
        rows.filter(state=File.State.WAITING).update(state=File.State.CLEAN)
    elif done.returncode == FOUND:
        rows.update(state=File.State.QUARANTINED)
        away = path_of(sha256, quarantined=True)
        away.parent.mkdir(parents=True, exist_ok=True)
        target.replace(away)
        log.error("file quarantined", extra={"sha256": sha256})
    else:
        raise ScannerFault(f"exit code {done.returncode}")


@job("files.orphans", title=_("ลบไฟล์ที่ไม่มีรายการใดใช้"), every=daily("03:40"))
def orphans(run: Any) -> None:
    """Remove bytes that no row names: their transaction was rolled back, or their rows are gone."""
    root = Path(settings.MEDIA_ROOT)
    young = time.time() - ORPHAN_SECONDS
    for part in (root / "incoming").glob("*"):
        if part.stat().st_mtime < young:
            part.unlink(missing_ok=True)
    for folder in (root / "kept").glob("*/*"):
        old = {one.name: one for one in folder.iterdir() if one.stat().st_mtime < young}
        known = set(File.objects.filter(sha256__in=list(old)).values_list("sha256", flat=True))
        for name in old.keys() - known:
            old[name].unlink(missing_ok=True)
