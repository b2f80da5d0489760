"""`prasan doctor`: what is missing or wrong on this machine, and how to mend it."""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from prasan.platform.cli import OK, PROBLEMS, Cli, write_row
from prasan.platform.postgres import data_dir, ensure_running, external_url, find_binaries, var_dir
from prasan.platform.postgres.binaries import OLDEST
from prasan.platform.postgres.lock import FileLock
from prasan.platform.postgres.place import remembered
from prasan.platform.postgres.urls import for_libpq

FINE, LOOK, WRONG = "ok", "warn", "fail"
LOW_MEGABYTES, FULL_MEGABYTES = 2048, 300
MARKS = {FINE: "✓", LOOK: "!", WRONG: "✗"}


@dataclass(frozen=True)
class Finding:
    """One check: its name, state (ok, warn, fail), what was found, and how to mend it, in both languages."""

    check: str
    state: str
    thai: str
    english: str
    mend_th: str = ""
    mend_en: str = ""


def doctor(asked: argparse.Namespace) -> int:
    """Run every check, each by itself; exit code 1 when one failed. Changes nothing."""
    worst = OK
    for finding in findings():
        if finding.state == WRONG:
            worst = PROBLEMS
        if asked.json:
            write_row(asdict(finding))
            continue
        print(f"{MARKS[finding.state]} {finding.check}: {finding.thai} · {finding.english}")
        if finding.mend_th:
            print(f"    → {finding.mend_th} · {finding.mend_en}")
    return worst


def findings() -> Iterator[Finding]:
    """All checks in order; a check that breaks is itself a finding."""
    for check in (python, disk, programs, front, translations, settings_ok, running, ports):
        yield from _guarded(check)
    yield from _guarded(database)
    yield from _guarded(mail)
    yield from _guarded(keys)


def _guarded(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from check()
    except Exception as fault:
        text = str(fault).strip() or type(fault).__name__
        thai, _, english = text.partition("\n")
        yield Finding(check.__name__, WRONG, thai, english or thai)


def python() -> Iterator[Finding]:
    """The interpreter's version."""
    have = ".".join(map(str, sys.version_info[:3]))
    good = sys.version_info >= (3, 11)
    mend = ("", "") if good else ("ใช้ Python 3.11 ขึ้นไป", "use Python 3.11 or newer")
    yield Finding("python", FINE if good else WRONG, have, have, *mend)


def disk() -> Iterator[Finding]:
    """Room on the disks of var and of the data, and whether we may write."""
    var = var_dir()
    there = next(path for path in (var, *var.parents) if path.exists())
    if not os.access(there, os.W_OK):
        yield Finding(
            "disk", WRONG, f"เขียน {there} ไม่ได้", f"cannot write {there}", "แก้เจ้าของโฟลเดอร์หรือตั้ง PRASAN_VAR",
            "mend the folder's owner or set PRASAN_VAR",
        )  # fmt: skip
    known = remembered(data_dir())
    for place in {str(there), str(known.data)} if known and known.data.exists() else {str(there)}:
        free = shutil.disk_usage(place).free // (1024 * 1024)
        state = WRONG if free < FULL_MEGABYTES else LOOK if free < LOW_MEGABYTES else FINE
        mend = ("", "") if state == FINE else ("เพิ่มเนื้อที่หรือย้ายไฟล์สำรองออก", "make room or move backups away")
        yield Finding("disk", state, f"{place} เหลือ {free:,} MB", f"{place} has {free:,} MB left", *mend)


def programs() -> Iterator[Finding]:
    """The programs of PostgreSQL."""
    if external_url():
        yield Finding("postgresql", FINE, "ตาม PRASAN_DATABASE_URL", "the server of PRASAN_DATABASE_URL")
    else:
        binaries = find_binaries()
        yield Finding("postgresql", FINE, f"ที่มากับระบบ: {binaries.text}", f"embedded: {binaries.text}")


def front() -> Iterator[Finding]:
    """What browsers get."""
    package = Path(__file__).resolve().parents[2] / "front"
    for name in ("map_thailand.json", "static/staticfiles.json"):
        if not (package / name).is_file():
            yield Finding(
                "front", WRONG, f"ไม่มี {name}", f"{name} is missing", "./run หรือ python3 tools/dev.py setup",
                "./run or python3 tools/dev.py setup",
            )  # fmt: skip
            return
    yield Finding("front", FINE, "ไฟล์หน้าเว็บครบ", "front-end files are there")


def translations() -> Iterator[Finding]:
    """Compiled translations."""
    package = Path(__file__).resolve().parents[2]
    missing = [
        str(source.relative_to(package))
        for source in package.glob("*/locale/*/LC_MESSAGES/*.po")
        if not source.with_suffix(".mo").exists()
    ]
    if missing:
        yield Finding(
            "translations", WRONG, f"ยังไม่แปลง {missing[0]}", f"not compiled: {missing[0]}",
            "python3 tools/dev.py setup", "python3 tools/dev.py setup",
        )  # fmt: skip
    else:
        yield Finding("translations", FINE, "คำแปลครบ", "translations are compiled")


def settings_ok() -> Iterator[Finding]:
    """Whether every setting can be read."""
    from prasan.config.cli import prepare_django
    from prasan.config.env import SettingError

    try:
        prepare_django()
    except SettingError as fault:
        thai, _, english = str(fault).partition(" | ")
        mend = ("แก้ตัวแปรนี้ ดู docs/operations.md", "mend this variable, see docs/operations.md")
        yield Finding("settings", WRONG, thai, english or thai, *mend)
        return
    from django.conf import settings

    yield Finding("settings", FINE, "อ่านค่าตั้งได้ทุกตัว", "all settings can be read")
    if settings.BASE_URL.startswith("http://") and "127.0.0.1" not in settings.BASE_URL:
        yield Finding(
            "settings", LOOK, "PRASAN_BASE_URL ไม่ใช่ https", "PRASAN_BASE_URL is not https",
            "ตั้ง TLS ที่ nginx แล้วใช้ https://", "put TLS on nginx and use https://",
        )  # fmt: skip


def running() -> Iterator[Finding]:
    """Whether a copy runs on this data."""
    lock = FileLock(var_dir() / "up.lock")
    if not lock.path.exists():
        yield Finding("running", FINE, "ยังไม่เคยเปิด", "not started yet")
        return
    with lock:
        if lock.take():
            yield Finding("running", FINE, "ปิดอยู่", "not running")
        else:
            told = lock.read()
            yield Finding(
                "running", FINE, f"เปิดอยู่ที่ {told.get('address')} (pid {told.get('pid')})",
                f"runs at {told.get('address')} (pid {told.get('pid')})",
            )  # fmt: skip


def ports() -> Iterator[Finding]:
    """Whether the port is free, or ours."""
    raw = os.environ.get("PRASAN_PORT", "8000")
    port = int(raw) if raw.isdigit() else 0
    if not 0 < port < 65_536:
        yield Finding("port", WRONG, f"PRASAN_PORT={raw!r} ใช้ไม่ได้", f"PRASAN_PORT={raw!r} is no port number")
        return
    told = FileLock(var_dir() / "up.lock").read()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((os.environ.get("PRASAN_HOST", "127.0.0.1"), port))
        except OSError as fault:
            if str(told.get("address", "")).endswith(f":{port}"):
                yield Finding("port", FINE, f"{port} ระบบนี้ใช้อยู่", f"{port} is ours")
            else:
                yield Finding(
                    "port", LOOK, f"{port} ไม่ว่าง ({fault.strerror})", f"{port} is taken ({fault.strerror})",
                    "ระบบจะใช้พอร์ตถัดไป หรือตั้ง PRASAN_PORT", "the next one will be used, or set PRASAN_PORT",
                )  # fmt: skip
        else:
            yield Finding("port", FINE, f"{port} ว่าง", f"{port} is free")


def database() -> Iterator[Finding]:
    """Reachable, of a version that we know, complete; what loaded, and whether somebody does the jobs."""
    known = remembered(data_dir())
    if not external_url() and not (known and (known.data / "PG_VERSION").exists()):
        yield Finding(
            "database", LOOK, "ยังไม่ได้สร้าง", "not made yet", "./run หรือ prasan up สร้างให้", "./run or prasan up makes it"
        )
        return
    with ensure_running(seconds=60) as url:
        import psycopg

        try:
            link = psycopg.connect(for_libpq(url), connect_timeout=5, autocommit=True)
        except psycopg.OperationalError as fault:
            text = str(fault).strip().splitlines()[-1]
            yield Finding(
                "database", WRONG, f"ติดต่อไม่ได้: {text}", f"cannot be reached: {text}",
                "ตรวจ PRASAN_DATABASE_URL เครือข่าย และเซิร์ฟเวอร์", "check PRASAN_DATABASE_URL, network and server",
            )  # fmt: skip
            return
        with link:
            yield from _server(link)
            yield from _tables(link, url)


def _server(link: Any) -> Iterator[Finding]:
    version = link.info.server_version
    text = f"PostgreSQL {version // 10000}.{version % 10000}"
    if version // 10000 < OLDEST:
        yield Finding(
            "database", WRONG, f"{text} เก่าเกินไป", f"{text} is too old", f"ใช้ PostgreSQL {OLDEST} ขึ้นไป",
            f"use PostgreSQL {OLDEST} or newer",
        )  # fmt: skip
    else:
        yield Finding("database", FINE, text, text)
    encoding = link.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        yield Finding(
            "database", WRONG, f"รหัสอักขระเป็น {encoding}", f"its encoding is {encoding}",
            "สร้างฐานข้อมูลใหม่ด้วย ENCODING 'UTF8'", "make the database anew with ENCODING 'UTF8'",
        )  # fmt: skip


def _tables(link: Any, url: str) -> Iterator[Finding]:
    os.environ["PRASAN_DATABASE_URL"] = url
    from django.conf import settings
    from django.db import connections

    from prasan.config.cli.database import pending

    if not settings.configured:
        return
    names = pending()
    connections.close_all()
    if names:
        yield Finding(
            "migrations", WRONG, f"ค้าง {len(names)} ขั้น เริ่มที่ {names[0]}", f"{len(names)} pending, first {names[0]}",
            "prasan migrate", "prasan migrate",
        )  # fmt: skip
        return
    yield Finding("migrations", FINE, "โครงสร้างเป็นรุ่นนี้แล้ว", "tables are of this version")
    packs = [row[0] for row in link.execute("SELECT code FROM directory_pack ORDER BY code").fetchall()]
    if "thailand" in packs:
        yield Finding("packs", FINE, ", ".join(packs), ", ".join(packs))
    else:
        yield Finding(
            "packs", LOOK, "ยังไม่โหลดชุดข้อมูลไทย", "the Thai pack is not loaded", "prasan pack load thailand",
            "prasan pack load thailand",
        )  # fmt: skip
    yield from _jobs(link)


def _jobs(link: Any) -> Iterator[Finding]:
    alive = link.execute(
        "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '1 minute'"
    ).fetchone()[0]
    waiting, failed, oldest = link.execute(
        "SELECT count(*) FILTER (WHERE status = 'todo'), count(*) FILTER (WHERE status = 'failed'),"
        " coalesce(extract(epoch FROM now() - min(scheduled_at) FILTER (WHERE status = 'todo')), 0)"
        " FROM procrastinate_jobs"
    ).fetchone()
    if alive:
        yield Finding("worker", FINE, f"ทำงานอยู่ {alive} · รอ {waiting} งาน", f"{alive} running, {waiting} jobs wait")
    else:
        late = waiting > 0 and oldest > 300
        yield Finding(
            "worker", WRONG if late else LOOK, f"ไม่มีตัวทำงาน · รอ {waiting} งาน", f"none running, {waiting} jobs wait",
            "เปิด prasan up หรือ prasan worker", "start prasan up or prasan worker",
        )  # fmt: skip
    if failed:
        yield Finding(
            "jobs", LOOK, f"ล้มเหลว {failed} งาน", f"{failed} jobs failed", "ดูหน้าผู้ดูแลระบบ หรือบันทึกของ worker",
            "see the administrator's page or the worker's log",
        )  # fmt: skip


def mail() -> Iterator[Finding]:
    """Where notices go."""
    host = os.environ.get("PRASAN_SMTP_HOST", "")
    if not host:
        folder = var_dir() / "mail"
        yield Finding(
            "mail", LOOK, f"ไม่ได้ตั้ง PRASAN_SMTP_HOST อีเมลเก็บเป็นไฟล์ที่ {folder}",
            f"no PRASAN_SMTP_HOST: letters are kept in {folder}",
            "ตั้ง PRASAN_SMTP_HOST เพื่อส่งจริง", "set PRASAN_SMTP_HOST to send them",
        )  # fmt: skip
        return
    port = int(os.environ.get("PRASAN_SMTP_PORT") or 587)
    try:
        socket.create_connection((host, port), timeout=5).close()
    except OSError as fault:
        yield Finding(
            "mail", WRONG, f"ติดต่อ {host}:{port} ไม่ได้ ({fault})", f"{host}:{port} cannot be reached ({fault})",
            "ตรวจ PRASAN_SMTP_HOST, PRASAN_SMTP_PORT และไฟร์วอลล์", "check PRASAN_SMTP_HOST, PRASAN_SMTP_PORT, firewall",
        )  # fmt: skip
    else:
        yield Finding("mail", FINE, f"ติดต่อ {host}:{port} ได้", f"{host}:{port} answers")


def keys() -> Iterator[Finding]:
    """The secret key: given or kept, and closed to others."""
    if os.environ.get("PRASAN_SECRET_KEY"):
        yield Finding("key", FINE, "จาก PRASAN_SECRET_KEY", "from PRASAN_SECRET_KEY")
        return
    kept = var_dir() / "secret_key"
    if kept.is_file() and stat.S_IMODE(kept.stat().st_mode) & 0o077:
        mend = f"chmod 600 {kept}"
        yield Finding("key", WRONG, f"ผู้อื่นอ่าน {kept} ได้", f"others can read {kept}", mend, mend)
    elif kept.is_file():
        yield Finding("key", FINE, f"อยู่ใน {kept} (สำรองแยกไว้)", f"kept in {kept} (back it up apart)")
    else:
        yield Finding("key", LOOK, "ยังไม่มี จะสร้างเมื่อเปิดครั้งแรก", "none yet, made at the first start")


COMMANDS = [Cli("doctor", "ตรวจว่าขาดอะไรและแก้อย่างไร", "what is missing and how to mend it", doctor, needs="nothing")]
