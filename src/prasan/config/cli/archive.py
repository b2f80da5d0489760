"""The backup file: a tar with the database, the stored files, the recordings, and a manifest that vouches for each.

`database.dump` is PostgreSQL's custom format; `files/…` are as stored, `recordings/…` what was recorded of meetings.
`manifest.json` comes last and holds size and SHA-256 of every other member. Keys are never in it: who has the backup
alone cannot read personal data.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

FORMAT = 1
DUMP = "database.dump"
MANIFEST = "manifest.json"
FILES = "files/"
RECORDINGS = "recordings/"
TREES = (FILES, RECORDINGS)
BLOCK = 1024 * 1024


class BadArchive(Exception):
    """The backup is damaged, incomplete or not one of ours; the text says which part."""


class _Hashing:
    """A reader that hashes what passes through it."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source = source
        self.total = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read and hash."""
        data = self.source.read(size)
        self.total.update(data)
        return data


def key_mark(secret: str) -> str:
    """Sixteen letters that tell one secret key from another without telling the key."""
    return hashlib.pbkdf2_hmac("sha256", secret.encode(), b"prasan backup", 50_000).hex()[:16]


def write(
    target: Path, dump: Path, files: Path, facts: dict[str, Any], recordings: Iterable[tuple[str, Path]] = ()
) -> dict[str, Any]:
    """Write a backup; it appears under its name only when it is whole. Returns the manifest.

    facts: what else the manifest tells (versions, time, key mark); recordings: name within the folder of recordings,
    and where it lies.
    """
    part = target.with_name(f"{target.name}.part")
    members: dict[str, dict[str, Any]] = {}
    try:
        with (
            open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out,
            tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar,
        ):
            members[DUMP] = _add(tar, DUMP, dump)
            for path in stored(files):
                members[f"{FILES}{path.relative_to(files).as_posix()}"] = _add(
                    tar, f"{FILES}{path.relative_to(files).as_posix()}", path
                )
            for name, path in recordings:
                members[f"{RECORDINGS}{name}"] = _add(tar, f"{RECORDINGS}{name}", path)
            manifest = {"format": FORMAT, **facts, "members": members}
            raw = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
            info = tarfile.TarInfo(MANIFEST)
            info.size, info.mode = len(raw), 0o600
            tar.addfile(info, io.BytesIO(raw))
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def stored(files: Path) -> Iterator[Path]:
    """Stored files in a fixed order; none when nothing was ever stored."""
    if files.is_dir():
        yield from sorted(path for path in files.rglob("*") if path.is_file() and not path.is_symlink())


def _add(tar: tarfile.TarFile, name: str, path: Path) -> dict[str, Any]:
    info = tarfile.TarInfo(name)
    with path.open("rb") as file:
        info.size = os.fstat(file.fileno()).st_size
        info.mtime, info.mode = int(path.stat().st_mtime), 0o600
        reader = _Hashing(file)
        tar.addfile(info, reader)
    return {"size": info.size, "sha256": reader.total.hexdigest()}


def verify(source: Path) -> dict[str, Any]:
    """Read the whole backup and compare it with its manifest; returns the manifest. Raises BadArchive."""
    seen: dict[str, dict[str, Any]] = {}
    manifest: dict[str, Any] | None = None
    try:
        with tarfile.open(source, mode="r:") as tar:
            for info in tar:
                if not info.isfile() or not _safe(info.name):
                    raise BadArchive(f"ส่วนแปลกปลอม · strange member: {info.name!r}")
                file = tar.extractfile(info)
                if file is None:
                    raise BadArchive(f"อ่านไม่ได้ · cannot be read: {info.name!r}")
                if info.name == MANIFEST:
                    manifest = json.loads(file.read())
                else:
                    seen[info.name] = {"size": info.size, "sha256": _hash(file)}
    except (tarfile.TarError, EOFError, ValueError) as fault:
        raise BadArchive(f"ไฟล์สำรองเสียหายหรือไม่ครบ · damaged or incomplete: {fault}") from fault
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BadArchive("ไม่มีบัญชีรายการหรือเป็นรุ่นอื่น · no manifest, or one of another format")
    told = manifest["members"]
    wrong = sorted(name for name in seen.keys() | told.keys() if seen.get(name) != told.get(name))
    if wrong or DUMP not in seen:
        raise BadArchive(f"ไม่ตรงบัญชีรายการ · not as the manifest says: {', '.join(wrong[:5]) or DUMP}")
    return manifest


def _safe(name: str) -> bool:
    """Whether a name stays inside: no absolute path, no way up."""
    path = PurePosixPath(name)
    return name in {DUMP, MANIFEST} or (
        name.startswith(TREES) and not path.is_absolute() and ".." not in path.parts and "\\" not in name
    )


def _hash(file: IO[bytes]) -> str:
    total = hashlib.sha256()
    while block := file.read(BLOCK):
        total.update(block)
    return total.hexdigest()


def extract(source: Path, dump: Path, files: Path, recordings: Path) -> None:
    """Write the dump, the files and the recordings of a verified backup to the given places; each tree is made."""
    places = {FILES: files, RECORDINGS: recordings}
    for place in places.values():
        place.mkdir(parents=True, exist_ok=True)
    with tarfile.open(source, mode="r:") as tar:
        for info in tar:
            if info.name == MANIFEST:
                continue
            if not info.isfile() or not _safe(info.name):
                raise BadArchive(f"ส่วนแปลกปลอม · strange member: {info.name!r}")
            tree, _slash, rest = info.name.partition("/")
            target = dump if info.name == DUMP else places[f"{tree}/"] / rest
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            file = tar.extractfile(info)
            with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                while file and (block := file.read(BLOCK)):
                    out.write(block)
