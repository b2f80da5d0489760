"""`prasan backup` and `prasan restore`: database, stored files and recordings of meetings in one verified file."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from prasan import __version__
from prasan.config.cli import archive, recordings
from prasan.platform.cli import OK, Cli, write_row
from prasan.platform.postgres import Binaries, PostgresError, find_binaries, var_dir
from prasan.platform.postgres.lock import FileLock
from prasan.platform.postgres.urls import for_libpq

CLEAR = b"DROP SCHEMA public CASCADE;\nCREATE SCHEMA public AUTHORIZATION pg_database_owner;\n"
"""Owner and all as PostgreSQL makes it, so that the next dump treats the schema as a standard one."""


def tools() -> Binaries:
    """Programs for dump and restore: PRASAN_PG_BIN, else the embedded ones, else those on the PATH."""
    if folder := os.environ.get("PRASAN_PG_BIN"):
        return find_binaries(folder)
    try:
        return find_binaries()
    except PostgresError:
        found = shutil.which("pg_dump")
        if found is None:
            raise
        folder = str(Path(found).resolve().parent)
        return find_binaries(folder) if (Path(folder) / "postgres").exists() else Binaries(Path(folder), 0, "pg_dump")


def client(url: str) -> tuple[str, dict[str, str]]:
    """The address without its password, and the environment with it: calls are visible to all users."""
    url = for_libpq(url)
    parts = urlsplit(url)
    env = dict(os.environ)
    if parts.password:
        from urllib.parse import unquote

        env["PGPASSWORD"] = unquote(parts.password)
        place = parts.netloc.rpartition("@")[2]
        url = urlunsplit(parts._replace(netloc=f"{parts.username}@{place}"))
    return url, env


def backup(asked: argparse.Namespace) -> int:
    """Write one backup file; returns 0, or 1 with the reason."""
    from django.conf import settings
    from django.db import connection

    now = dt.datetime.now(dt.UTC)
    target = Path(asked.file or var_dir() / "backups" / f"prasan-{now:%Y%m%d-%H%M%S}.tar").absolute()
    if target.exists():
        raise PostgresError(f"มีไฟล์นี้อยู่แล้ว: {target}", f"This file exists already: {target}")
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    url, env = client(os.environ["PRASAN_DATABASE_URL"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        migrations = [f"{app}.{name}" for app, name in cursor.fetchall()]
    facts: dict[str, Any] = {
        "made": now.isoformat(timespec="seconds"),
        "prasan": __version__,
        "postgresql": connection.pg_version,  # type: ignore[attr-defined]
        "key": archive.key_mark(settings.SECRET_KEY),
        "migrations": migrations,
    }
    with tempfile.TemporaryDirectory(prefix=".prasan-backup-", dir=target.parent) as folder:
        dump = Path(folder) / archive.DUMP
        call = [tools().tool("pg_dump"), "--format=custom", "--no-owner", "--no-acl", "--file", str(dump), "-d", url]
        _run(call, env)
        place = Path(settings.MEETINGS_RECORDINGS)
        size = recordings.size_of(place)
        held = Path(folder) / "manifests"
        held.mkdir()
        saved = recordings.members(place, held) if asked.recordings else ()
        manifest = archive.write(
            target, dump, Path(settings.MEDIA_ROOT), facts | {"recordings": asked.recordings}, saved
        )
    archive.verify(target)
    return _tell_backup(asked, target, manifest, size)


def _tell_backup(asked: argparse.Namespace, target: Path, manifest: dict[str, Any], size: int) -> int:
    """Say what was written, and how large the recordings are whether they are in it or not."""
    from django.conf import settings

    told = {
        "file": str(target), "bytes": target.stat().st_size, "files": _count(manifest, archive.FILES),
        "recordings": _count(manifest, archive.RECORDINGS), "recording_bytes": size,
    }  # fmt: skip
    if asked.json:
        write_row(told)
        return OK
    print(f"สำรองแล้ว · backed up: {target} ({told['bytes']:,} B, {told['files']} files)")
    word = "อยู่ในชุดสำรอง · in it" if asked.recordings else "ไม่ได้อยู่ในชุดสำรอง ต้องคัดลอกเอง · NOT in it, copy them"
    print(f"บันทึกการประชุม · recordings of meetings: {size:,} B, {word}: {settings.MEETINGS_RECORDINGS}")
    print(f"เก็บกุญแจแยกไว้ต่างหาก · keep the key apart, it is not in the backup: {var_dir() / 'secret_key'}")
    return OK


def restore(asked: argparse.Namespace) -> int:
    """Verify a backup, then put database and files back, each whole or not at all."""
    from django.conf import settings

    source = Path(asked.file).absolute()
    if not source.is_file():
        raise PostgresError(f"ไม่พบไฟล์ {source}", f"There is no file {source}")
    try:
        manifest = archive.verify(source)
        _refuse_while_running()
        _check_fit(manifest, asked)
        files = Path(settings.MEDIA_ROOT)
        files.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".prasan-restore-", dir=files.parent) as folder:
            dump, fresh, recorded = (Path(folder) / one for one in (archive.DUMP, "files", "recordings"))
            archive.extract(source, dump, fresh, recorded)
            damaged = recordings.damaged(recorded)
            _load(dump)
            kept = _swap(fresh, files)
            former = _put_recordings(manifest, recorded)
    except archive.BadArchive as fault:
        raise PostgresError(f"ไม่ได้กู้คืนอะไร: {fault}", f"Nothing was restored: {fault}") from fault
    former_places = {"former_files": kept, "former_recordings": former}
    told = {
        "restored": str(source), "made": manifest["made"], "files": _count(manifest, archive.FILES),
        "recordings": _count(manifest, archive.RECORDINGS), "damaged": damaged,
    } | {name: str(place) for name, place in former_places.items() if place is not None}  # fmt: skip
    return _tell_restore(asked, told)


def _tell_restore(asked: argparse.Namespace, told: dict[str, Any]) -> int:
    """Say what was restored, where the former things are, and which recordings differ from their manifests."""
    if asked.json:
        write_row(told)
        return OK
    print(f"กู้คืนแล้ว · restored: {told['restored']} ({told['made']})")
    print("ขั้นต่อไป · next: prasan migrate")
    if "former_files" in told:
        print(f"ไฟล์ชุดเดิมอยู่ที่ · the former files are in {told['former_files']}")
    if "former_recordings" in told:
        print(f"บันทึกการประชุมชุดเดิมอยู่ที่ · the former recordings are in {told['former_recordings']}")
    for one in told["damaged"]:
        print(f"บันทึกไม่ตรงบัญชีไฟล์ · not as its manifest says: {one}")
    return OK


def _count(manifest: dict[str, Any], tree: str) -> int:
    """How many members of a backup lie in a tree."""
    return sum(name.startswith(tree) for name in manifest["members"])


def _put_recordings(manifest: dict[str, Any], recorded: Path) -> Path | None:
    """Put restored recordings in place; a backup without them leaves all alone. Returns the former's place."""
    from django.conf import settings

    if not manifest.get("recordings"):
        return None
    place = Path(settings.MEETINGS_RECORDINGS)
    place.parent.mkdir(parents=True, exist_ok=True)
    if recorded.stat().st_dev == place.parent.stat().st_dev:
        return _swap(recorded, place)
    near = place.with_name(f".{place.name}.restored")  # another disk: copied beside it first, put in place whole
    shutil.rmtree(near, ignore_errors=True)
    shutil.copytree(recorded, near)
    return _swap(near, place)


def _refuse_while_running() -> None:
    """A running site would write into what is being replaced."""
    with FileLock(var_dir() / "up.lock") as lock:
        if not lock.take():
            pid = lock.read().get("pid")
            raise PostgresError(
                f"ระบบเปิดอยู่ (pid {pid}) ปิดก่อนแล้วกู้คืนใหม่", f"Prasan is running (pid {pid}); stop it first, then restore"
            )


def _check_fit(manifest: dict[str, Any], asked: argparse.Namespace) -> None:
    """Refuse a database with tables (without --replace), a backup of a newer version, another key."""
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = 'public'")
        tables = cursor.fetchone()[0]
    if tables and not asked.replace:
        raise PostgresError(
            f"ฐานข้อมูลมี {tables} ตารางอยู่แล้ว ใส่ --replace ถ้าต้องการแทนที่ทั้งหมด",
            f"The database has {tables} tables; give --replace to replace everything in it",
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = [name for name in manifest["migrations"] if name not in known]
    if newer and not asked.force:
        raise PostgresError(
            f"ชุดสำรองมาจากรุ่นใหม่กว่า ({newer[0]}) ติดตั้งรุ่นนั้นก่อน",
            f"The backup is of a newer version ({newer[0]}); install that",
        )
    if manifest["key"] != archive.key_mark(settings.SECRET_KEY) and not asked.force:
        raise PostgresError(
            "กุญแจไม่ตรงกับตอนสำรอง ข้อมูลส่วนบุคคลจะอ่านไม่ได้: นำ secret_key เดิมมาไว้ในโฟลเดอร์ var หรือตั้ง PRASAN_SECRET_KEY "
            "(--force เพื่อกู้คืนทั้งที่ไม่มีกุญแจ)",
            "The key is not the one of the backup, personal data would be unreadable: put the former secret_key into "
            "var or set PRASAN_SECRET_KEY (--force restores without it)",
        )
    connection.close()


def _load(dump: Path) -> None:
    """Replace everything in the database by the dump, in one transaction."""
    url, env = client(os.environ["PRASAN_DATABASE_URL"])
    binaries = tools()
    reader = [binaries.tool("pg_restore"), "--no-owner", "--no-acl", "--file=-", str(dump)]
    writer = [binaries.tool("psql"), "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-o", os.devnull, "-d", url]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(reader, stdout=subprocess.PIPE, stderr=said, env=env) as source,
        subprocess.Popen(writer, stdin=subprocess.PIPE, stderr=said, env=env) as sink,
    ):
        try:
            if sink.stdin and source.stdout:
                with sink.stdin as out:
                    out.write(CLEAR)
                    for block in _script(source.stdout):
                        out.write(block)
                    if source.wait() != 0:  # without this an early end would be committed as if it were all
                        out.write(b"\nDO $$ BEGIN RAISE EXCEPTION 'the dump could not be read to its end'; END $$;\n")
        except BrokenPipeError:
            pass  # psql stopped at an error, and tells it below
        failed = source.wait() != 0 or sink.wait() != 0
        said.seek(0)
        text = said.read().decode("utf-8", "replace").strip()[-1500:]
    if failed:
        raise PostgresError(
            f"กู้คืนฐานข้อมูลไม่สำเร็จ ข้อมูลเดิมยังอยู่ครบ: {text}",
            f"The database was not restored, what was there is untouched: {text}",
        )


def _script(stream: Any) -> Iterator[bytes]:
    """The script in blocks, without a setting of its head that servers before PostgreSQL 17 do not know."""
    for _ in range(40):
        line = stream.readline()
        if not line.startswith(b"SET transaction_timeout"):
            yield line
    while block := stream.read(archive.BLOCK):
        yield block


def _swap(fresh: Path, files: Path) -> Path | None:
    """Put the restored files in place; the former ones are kept beside them. Returns where."""
    kept = None
    if files.exists() and any(files.iterdir()):
        kept = files.with_name(f"{files.name}.before-{dt.datetime.now(dt.UTC):%Y%m%d-%H%M%S}")
        files.rename(kept)
    elif files.exists():
        files.rmdir()
    fresh.rename(files)
    files.chmod(0o700)
    return kept


def _run(call: list[str], env: dict[str, str]) -> None:
    done = subprocess.run(call, capture_output=True, text=True, env=env, check=False)
    if done.returncode != 0:
        text = done.stderr.strip()[-1500:]
        raise PostgresError(f"สำรองฐานข้อมูลไม่สำเร็จ: {text}", f"The database could not be dumped: {text}")


def _backup_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", help="ไฟล์ .tar ที่จะเขียน · file to write (var/backups/prasan-….tar)")
    parser.add_argument(
        "--no-recordings",
        dest="recordings",
        action="store_false",
        help="ไม่รวมบันทึกการประชุม ต้องคัดลอกเอง · without recordings of meetings: copy them yourself",
    )


def _restore_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", help="ไฟล์สำรอง · the backup")
    parser.add_argument("--replace", action="store_true", help="แทนที่ข้อมูลที่มีอยู่ทั้งหมด · replace all that is there")
    parser.add_argument("--force", action="store_true", help="แม้กุญแจหรือรุ่นไม่ตรง · even with another key or version")


COMMANDS = [
    Cli(
        "backup",
        "สำรองฐานข้อมูล ไฟล์ และบันทึกการประชุม",
        "back up database, files and recordings",
        backup,
        _backup_arguments,
    ),
    Cli("restore", "กู้คืนจากไฟล์สำรอง", "restore from a backup", restore, _restore_arguments),
]
