"""The drop folder: files that are put there, or named on the command line, are taken in and then removed."""

from __future__ import annotations

import logging
import os
import time
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from prasan.kernel.feeds import Parsed
from prasan.situation.intake import ledger, pipeline, raws, readers, ways
from prasan.situation.models import Fetch, Source

log = logging.getLogger("prasan.situation")
QUIET_SECONDS = 2
"""A file that changed within so many seconds is still being written."""
MOST_FILES = 500


def take_file(path: Path, extra: ledger.Extra = ledger.NOTHING) -> Fetch:
    """Take a file in and return its delivery; e-mails come from the source mail, others from the source file.

    Raises OSError where it cannot be read.
    """
    size = path.stat().st_size
    if size > settings.LISTEN_LIMIT:
        return take_bytes(b"", path.name, extra, fault="too-large")
    return take_bytes(path.read_bytes(), path.name, extra)


def take_bytes(content: bytes, name: str, extra: ledger.Extra = ledger.NOTHING, *, fault: str = "") -> Fetch:
    """Take the bytes of a file in. Parameters: `name`, its ending tells how to read it; `fault`, why it is not read."""
    kind = Source.Kind.MAIL if name.lower().endswith(".eml") else Source.Kind.FILE
    source = ways.way_in(kind)
    parsed = Parsed(fault=fault)
    if not fault:
        parsed = readers.read(source.kind, readers.Delivery(content, timezone.now(), name=name))
    raw = raws.row(raws.keep(content), len(content))
    fetch, new = ledger.take(source, raw, parsed.entries, parsed.fault, extra)
    pipeline.settle(new)
    return fetch


def folder() -> Path:
    """Return the folder that is watched."""
    return Path(settings.LISTEN_INBOX)


def sweep() -> list[Fetch]:
    """Take in what lies in the drop folder: each file once, removed when the ledger holds it.

    A process that dies between the two leaves the file, which then comes again and is a duplicate. What
    is too large is set aside in `refused`.
    """
    done: list[Fetch] = []
    if not folder().is_dir():
        return done
    quiet = time.time() - QUIET_SECONDS
    for path in sorted(folder().iterdir())[:MOST_FILES]:
        try:
            if path.name.startswith(".") or not path.is_file() or path.stat().st_mtime > quiet:
                continue
            fetch = take_file(path)
            if fetch.reason == "too-large":
                (folder().parent / "refused").mkdir(parents=True, exist_ok=True)
                path.replace(folder().parent / "refused" / path.name)
            else:
                os.unlink(path)
            done.append(fetch)
        except OSError:
            log.exception("a dropped file cannot be read", extra={"file": path.name})
    return done
