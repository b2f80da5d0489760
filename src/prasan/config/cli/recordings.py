"""Recordings in a backup: what is finished goes in, what was restored is compared with its manifests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

from prasan.meetings.media.recording.kept import DELETED, BadManifest, check, read
from prasan.meetings.media.recording.manifest import NAME


def size_of(folder: Path) -> int:
    """Return how many bytes lie in the folder of recordings, 0 where there is none."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else 0


def members(folder: Path, held: Path) -> Iterator[tuple[str, Path]]:
    """Yield (name, path) of what is to be saved, room by room: the manifest as it is now, and the parts that it names.

    Parts that are still written are left out, and so is what a manifest says after this: a meeting may be running.
    Parameters: `folder`, of all rooms; `held`, an empty folder for copies of manifests.
    """
    rooms = (
        sorted(one for one in folder.iterdir() if one.is_dir() and (one / NAME).is_file()) if folder.is_dir() else []
    )
    for room in rooms:
        copy = held / room.name
        copy.mkdir()
        shutil.copyfile(room / NAME, copy / NAME)
        try:
            kept = read(copy)
        except BadManifest:
            kept = None  # saved as it is: a broken manifest is evidence too
        yield f"{room.name}/{NAME}", copy / NAME
        names = [one.file for one in kept.parts] if kept is not None else []
        yield from ((f"{room.name}/{one}", room / one) for one in [*names, DELETED] if (room / one).is_file())


def damaged(folder: Path) -> list[str]:
    """Return what of restored recordings is not as its manifest says, a line for each fault; deleted ones are not."""
    found = []
    for room in sorted(one for one in folder.iterdir() if one.is_dir()):
        faults = [one for one in check(room).faults if one.code not in {"deleted", "unfinished"}]
        found += [f"{room.name} {one.file or NAME}: {one.text}" for one in faults]
    return found
