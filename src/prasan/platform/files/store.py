"""Keep a file: refuse what is too large or unknown, take place data out, write it once under its checksum."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from prasan.platform.commands.errors import RuleBroken
from prasan.platform.files.models import File
from prasan.platform.files.pictures import cleaned
from prasan.platform.files.sniff import PICTURES, TYPES, sniffed

CHUNK = 256 * 1024
MayRead = Callable[[Any, File], Any]


@dataclass(frozen=True)
class Kind:
    """What files belong to: `may_read(actor, file)` returns None or the reason; `types` that it takes."""

    may_read: MayRead
    types: frozenset[str]


KINDS: dict[str, Kind] = {}
"""Every kind of file by its dotted name."""


def file_kind(name: str, may_read: MayRead, types: frozenset[str] = frozenset(TYPES)) -> None:
    """Register a kind of file with the rule of its room; a file of an unknown kind is read by nobody."""
    KINDS[name] = Kind(may_read, types)


def path_of(sha256: str, *, quarantined: bool = False) -> Path:
    """Return where the bytes with a checksum lie."""
    root = Path(settings.MEDIA_ROOT) / ("quarantine" if quarantined else "kept")
    return root / sha256[:2] / sha256[2:4] / sha256


def too_large() -> RuleBroken:
    """Return the refusal of a file over the limit, with the limit in it."""
    limit = settings.UPLOAD_LIMIT // (1024 * 1024)
    return RuleBroken(
        _("ไฟล์ใหญ่เกิน %(limit)s MB โปรดย่อขนาดหรือแบ่งเป็นหลายไฟล์ แล้วลองใหม่") % {"limit": limit}, status=413, field="file"
    )


def keep(
    actor: Any,
    upload: IO[bytes],
    name: str,
    *,
    kind: str,
    office_id: int | None = None,
    area_id: int | None = None,
    classification: int = 0,
) -> File:
    """Keep an uploaded file and return its row; call it inside the command that attaches it.

    Parameters: `upload`, opened and seekable (a Django UploadedFile is); `kind`, a registered kind;
    `classification`, 0 to 2. Raises RuleBroken: 413 too large, 415 not a type that is taken, 400 a
    broken picture, 507 no room on the disk; then nothing is kept.
    """
    upload.seek(0, os.SEEK_END)
    size = upload.tell()
    if size > settings.UPLOAD_LIMIT:
        raise too_large()
    shown = clean_name(name)
    mime = _known(upload, shown, kind, size)
    source = upload
    if mime in PICTURES:
        source = cleaned(upload, mime, unreadable=_("เปิดภาพนี้ไม่ได้ ไฟล์อาจเสียหายหรือใหญ่ผิดปกติ โปรดบันทึกภาพใหม่แล้วลองอีกครั้ง"))
    sha256, size = write(source)
    made = File.objects.create(
        kind=kind,
        name=shown,
        mime=mime,
        size=size,
        sha256=sha256,
        office_id=office_id if office_id is not None else actor.office_id,
        area_id=area_id,
        classification=classification,
        person_id=actor.person_id,
        state=File.State.WAITING if settings.SCAN_COMMAND else File.State.UNSCANNED,
    )
    if settings.SCAN_COMMAND:
        from prasan.platform.files.scan import scan

        scan.defer(key=sha256, sha256=sha256)
    return made


def _known(upload: IO[bytes], name: str, kind: str, size: int) -> str:
    """Return what a file is; raises RuleBroken 415 unless its kind takes that."""
    mime = sniffed(upload, name)
    if mime is None or mime not in KINDS[kind].types or size == 0:
        endings = ", ".join(sorted({TYPES[one][0] for one in KINDS[kind].types}))
        raise RuleBroken(
            _("ไฟล์นี้ว่างเปล่า หรือไม่ใช่ชนิดที่รับได้ โปรดใช้ไฟล์ชนิด %(endings)s") % {"endings": endings}, status=415, field="file"
        )
    return mime


def clean_name(name: str) -> str:
    """Return a file's name fit to be shown and downloaded: composed, without folders or control signs."""
    base = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    shown = "".join(letter for letter in base if unicodedata.category(letter) not in {"Cc", "Cf", "Co", "Cs"}).strip(
        ". "
    )
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: 199 - len(ending)]}.{ending}" if dot and stem else (shown[:200] or "file")


def write(source: IO[bytes]) -> tuple[str, int]:
    """Write bytes under their checksum and return (checksum, size); a full disk leaves nothing behind."""
    folder = Path(settings.MEDIA_ROOT) / "incoming"
    part = folder / secrets.token_hex(16)
    digest, size = hashlib.sha256(), 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        source.seek(0)
        with part.open("wb") as out:
            while chunk := source.read(CHUNK):
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            out.flush()
            os.fsync(out.fileno())
        target = path_of(digest.hexdigest())
        target.parent.mkdir(parents=True, exist_ok=True)
        part.chmod(0o640)
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise RuleBroken(
                _("เครื่องแม่ข่ายไม่มีที่ว่างเก็บไฟล์ ยังไม่ได้บันทึกไฟล์นี้ ข้อมูลอื่นที่กรอกยังอยู่ โปรดแจ้งผู้ดูแลระบบแล้วลองใหม่"), status=507
            ) from error
        raise
    return digest.hexdigest(), size


def open_file(file: File) -> IO[bytes]:
    """Open a kept file for reading; raises FileNotFoundError when its bytes are gone."""
    return path_of(file.sha256).open("rb")
