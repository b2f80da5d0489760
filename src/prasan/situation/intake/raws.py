"""Bytes as they came, kept once under their hash before the ledger speaks of them."""

from __future__ import annotations

import hashlib
import os
import secrets
import time
from pathlib import Path

from django.conf import settings

from prasan.situation.models import Raw

DAY = 86_400


def folder() -> Path:
    """Return the folder of raw bytes."""
    return Path(settings.MEDIA_ROOT) / "raw"


def path_of(sha256: str) -> Path:
    """Return where bytes with a hash lie."""
    return folder() / sha256[:2] / sha256[2:4] / sha256


def keep(content: bytes) -> str:
    """Write bytes and return their hash; on the disk, whole or not at all, before this returns.

    Raises OSError where the disk takes them not.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(sha256)
    if target.exists():
        os.utime(target)
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.parent / f".{secrets.token_hex(8)}"
    try:
        with part.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.chmod(0o640)
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    return sha256


def row(sha256: str, size: int, media_type: str = "") -> Raw:
    """Return the row of kept bytes, made once; call it in the transaction that names it."""
    Raw.objects.bulk_create([Raw(sha256=sha256, size=size, media_type=media_type[:100])], ignore_conflicts=True)
    return Raw(sha256=sha256, size=size, media_type=media_type[:100])


def read(sha256: str) -> bytes:
    """Return kept bytes. Raises FileNotFoundError where they are gone, ValueError where they are others."""
    content = path_of(sha256).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ValueError("the bytes do not fit their hash")
    return content


def sweep() -> int:
    """Remove bytes older than a day that no row names: their transaction never committed. Returns how many."""
    young = time.time() - DAY
    gone = 0
    for place in folder().glob("*/*"):
        old = {one.name: one for one in place.iterdir() if one.stat().st_mtime < young}
        known = set(Raw.objects.filter(pk__in=[name for name in old if len(name) == 64]).values_list("pk", flat=True))
        for name in old.keys() - known:
            old[name].unlink(missing_ok=True)
            gone += 1
    return gone
