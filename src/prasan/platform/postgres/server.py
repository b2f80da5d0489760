"""One embedded PostgreSQL server over one data folder: make, start, watch, stop."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from prasan.platform.postgres import conf
from prasan.platform.postgres.account import server_account
from prasan.platform.postgres.binaries import find_binaries, usable_by
from prasan.platform.postgres.errors import AlreadyRunning, NotReady, PostgresError, WrongVersion
from prasan.platform.postgres.lock import FileLock
from prasan.platform.postgres.place import PORT, find_place, make_socket_folder, remove_socket_folder
from prasan.platform.postgres.process import (
    read_pid_file,
    runs_here,
    start_postmaster,
    stop_process,
    wait_until,
)
from prasan.platform.postgres.urls import DATABASE, ROLE, socket_url

NEEDED_MEGABYTES = 200
"""Free space below which no new cluster is made."""
LOG_BYTES = 10 * 1024 * 1024
"""Size at which the server's log is cut; one older part is kept beside it."""


@dataclass(frozen=True)
class Status:
    """State of the server: stopped, starting, ready or stopping; pid of its main process or None."""

    state: str
    pid: int | None


def _say_on_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


class Server:
    """The embedded server of one data folder.

    data_dir: the folder we would like (see place.py for when it lives elsewhere); bin_dir: programs to
    use, default the wheel's; throwaway: a test cluster without safety against power cuts; outside:
    parent for data that the server's user cannot reach at data_dir; start_seconds: until the server
    process shows a sign of life; recovery_seconds: until a crash recovery must be over; stop_seconds:
    patience for a clean stop; extra: settings of PostgreSQL that win over ours; say: prints one line.
    """

    def __init__(
        self,
        data_dir: str | Path,
        bin_dir: str | Path | None = None,
        *,
        throwaway: bool = False,
        outside: str | Path | None = None,
        log_dir: str | Path | None = None,
        start_seconds: float = 60.0,
        recovery_seconds: float = 3600.0,
        stop_seconds: float = 60.0,
        extra: dict[str, str] | None = None,
        say: Callable[[str], None] = _say_on_stderr,
    ) -> None:
        named = Path(os.path.abspath(data_dir))
        self.account = server_account()
        self.binaries = find_binaries(bin_dir)
        self.place = find_place(named, self.account, Path(outside) if outside else None)
        self.throwaway = throwaway
        self.log_path = Path(log_dir or named.parent / "log") / "postgres.log"
        self.start_seconds = start_seconds
        self.recovery_seconds = recovery_seconds
        self.stop_seconds = stop_seconds
        self.extra = extra or {}
        self.say = say
        self.lock = FileLock(self.place.lock)
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """The real data folder."""
        return self.place.data

    @property
    def url(self) -> str:
        """The address for clients; the same at every start of the same data."""
        return socket_url(self.place.sockets, PORT)

    @property
    def status(self) -> Status:
        """What the server does now, whoever started it."""
        seen = read_pid_file(self.data)
        if seen is None or not runs_here(seen.pid, self.data):
            return Status("stopped", None)
        return Status(seen.state or "starting", seen.pid)

    def claim(self, role: str = "server", address: str = "", seconds: float = 0.0) -> None:
        """Take the data folder for us; raises AlreadyRunning when another copy holds it.

        role: "server" for a standing one, "command" for a short one, for which others wait up to `seconds`.
        """
        if self.lock.held:
            return
        if not self.lock.take():
            told = self.lock.read()
            if told.get("role") != "command" or not self.lock.take(seconds):
                told = self.lock.read()
                pid = told.get("pid")
                known = pid if isinstance(pid, int) else None
                raise AlreadyRunning(str(self.place.named), known, str(told.get("address") or ""))
        self.lock.write(role=role, address=address)

    def start(self, role: str = "server", address: str = "", seconds: float = 15.0) -> str:
        """Start the server, making the cluster the first time; returns its address when it takes connections.

        Raises AlreadyRunning, WrongVersion, NotReady or PostgresError, and then leaves nothing running.
        """
        self.claim(role, address, seconds)
        try:
            self._prepare()
            self._settle_previous()
            self._launch()
        except BaseException:
            self._kill()
            self.lock.free()
            raise
        return self.url

    def stop(self) -> None:
        """Stop the server that we started and give the data folder free; harmless when it is stopped."""
        try:
            if self.process and not stop_process(self.process.pid, self._ended, self.stop_seconds):
                raise NotReady(
                    f"หยุดฐานข้อมูลไม่สำเร็จ (pid {self.process.pid})",
                    f"The database did not stop (pid {self.process.pid})",
                )
            if self.process:
                remove_socket_folder(self.place.sockets)
            self.process = None
        finally:
            self.lock.free()

    def alive(self) -> bool:
        """Whether the server that we started still runs."""
        return self.process is not None and not self._ended()

    def restart_after_crash(self) -> None:
        """Start it again under the lock that we still hold; raises as `start` does but keeps the lock."""
        try:
            self._prepare()
            self._settle_previous()
            self._launch()
        except BaseException:
            self._kill()
            raise

    def trim_log(self) -> None:
        """Keep the log small: above its limit the content moves to one older part (the server appends on)."""
        try:
            if self.log_path.stat().st_size > LOG_BYTES:
                shutil.copyfile(self.log_path, self.log_path.with_suffix(".log.1"))
                os.truncate(self.log_path, 0)
        except OSError:
            return

    def log_tail(self, lines: int = 12) -> str:
        """The last lines of the server's log."""
        try:
            with self.log_path.open("rb") as file:
                file.seek(max(0, self.log_path.stat().st_size - 8192))
                return "\n".join(file.read().decode("utf-8", "replace").splitlines()[-lines:])
        except OSError:
            return ""

    # making the cluster

    def _prepare(self) -> None:
        self.binaries, copied = usable_by(self.binaries, self.account, self._outside_home())
        self._check_space()
        if not (self.data / "PG_VERSION").is_file():
            if self.place.home:
                who, there = self.account.name, self.place.named.parent
                self.say(
                    f"ผู้ใช้ {who} เข้าถึง {there} ไม่ได้ จึงเก็บฐานข้อมูลไว้ที่ {self.data} · "
                    f"user {who} cannot reach {there}: the database is kept in {self.data}"
                )
            elif copied:
                self.say(f"คัดลอกโปรแกรมฐานข้อมูลไปที่ · database programs copied to {self.binaries.folder}")
            self._make_cluster()
        self._check_data_version()
        make_socket_folder(self.place.sockets, self.account)
        self.place.remember()

    def _outside_home(self) -> Path:
        """Where a copy of the programs goes: beside the data, where the account can reach it."""
        return self.place.home or self.data.parent

    def _check_space(self) -> None:
        free = shutil.disk_usage(self.place.home or self.place.named.parent).free // conf.MEGABYTE
        needed = 16 if (self.data / "PG_VERSION").is_file() else NEEDED_MEGABYTES
        if free < needed:
            raise PostgresError(
                f"เนื้อที่ดิสก์เหลือ {free} MB ไม่พอสำหรับฐานข้อมูล (ต้องมีอย่างน้อย {needed} MB): {self.data}",
                f"Only {free} MB of disk space left, the database needs at least {needed} MB: {self.data}",
            )

    def _make_cluster(self) -> None:
        """initdb beside the target, then one rename: an interrupted start leaves no half-made cluster."""
        if self.data.is_dir() and any(self.data.iterdir()):
            raise PostgresError(
                f"โฟลเดอร์ {self.data} ไม่ว่างแต่ไม่ใช่ฐานข้อมูล โปรดย้ายออกก่อน",
                f"The folder {self.data} is not empty and is no database; move it away first",
            )
        fresh = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        self.account.own(fresh)
        self._run(self._initdb(fresh))
        self._run(
            [self.binaries.tool("postgres"), "--single", "-D", str(fresh), "-c", "fsync=off", "postgres"],
            stdin=f"CREATE DATABASE {DATABASE}\n",
        )
        if self.data.is_dir():
            self.data.rmdir()
        fresh.rename(self.data)

    def _initdb(self, folder: Path) -> list[str]:
        call = [self.binaries.tool("initdb"), "-D", str(folder), "-U", ROLE]
        call += ["--encoding=UTF8", "--auth=trust", "--data-checksums", "--no-instructions"]
        if self.throwaway:
            call += ["--no-sync"]
        if self.binaries.major >= 17:  # the server's own order of letters: no system update changes it
            return [*call, "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return [*call, "--locale=C.UTF-8"]

    def _run(self, call: list[str], stdin: str = "") -> None:
        done = subprocess.run(  # type: ignore[call-overload]
            call,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
            cwd="/",
            env=self.account.environment(),
            **self.account.popen_options(),
        )
        if done.returncode != 0:
            raise self._fault(done.stderr.strip()[-1500:] or f"{call[0]}: exit {done.returncode}")

    def _check_data_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        if made_by != str(self.binaries.major):
            raise WrongVersion(
                f"ข้อมูลใน {self.data} สร้างโดย PostgreSQL {made_by} แต่โปรแกรมที่มีคือ {self.binaries.text} "
                "ให้สำรองข้อมูลด้วยโปรแกรมเดิมแล้วใช้ prasan restore",
                f"The data in {self.data} are of PostgreSQL {made_by}, the programs {self.binaries.text}; "
                "make a backup with the old programs and use prasan restore",
            )

    # starting and stopping

    def _settle_previous(self) -> None:
        """Stop an orphan of a killed copy, and clear a pid file that names a stranger's process."""
        seen = read_pid_file(self.data)
        if seen is None:
            return
        if runs_here(seen.pid, self.data):
            self.say(f"รอฐานข้อมูลชุดก่อนหยุด · waiting for the previous database to stop (pid {seen.pid})")
            if not stop_process(seen.pid, lambda: not runs_here(seen.pid, self.data), self.stop_seconds):
                raise NotReady(
                    f"ฐานข้อมูลชุดก่อนไม่ยอมหยุด (pid {seen.pid})",
                    f"The previous database did not stop (pid {seen.pid})",
                )
        else:
            (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _launch(self) -> None:
        values = conf.settings(
            self.binaries.major, self.place.sockets, PORT, throwaway=self.throwaway, extra=self.extra
        )
        self._write("postgresql.conf", conf.text(values))
        self._write("pg_hba.conf", conf.HBA)
        self.log_path.parent.mkdir(parents=True, exist_ok=True)
        self.trim_log()
        end = time.monotonic() + self.start_seconds
        while True:
            mark = self.log_path.stat().st_size if self.log_path.exists() else 0
            with self.log_path.open("ab") as log:
                options = {"env": self.account.environment(), **self.account.popen_options()}
                self.process = start_postmaster(self.binaries.tool("postgres"), self.data, log, options)
            if self._wait_ready(self.process):
                return
            told = self._log_since(mark)
            # the workers of a killed server need a moment to see that it is gone
            if "pre-existing shared memory block" not in told or time.monotonic() > end:
                raise self._fault(told or f"exit {self.process.returncode}")
            time.sleep(0.3)

    def _wait_ready(self, process: subprocess.Popen[bytes]) -> bool:
        """Wait until it takes connections; False when the process ended. Recovery is waited for, aloud."""
        begun = time.monotonic()
        spoken = begun
        while process.poll() is None:
            now = time.monotonic()
            seen = read_pid_file(self.data)
            mine = seen is not None and seen.pid == process.pid
            if mine and seen is not None and seen.state == "ready":
                return True
            if now - begun > (self.recovery_seconds if mine else self.start_seconds):
                raise NotReady(
                    f"ฐานข้อมูลไม่พร้อมภายใน {now - begun:.0f} วินาที ดู {self.log_path}",
                    f"The database was not ready within {now - begun:.0f} s; see {self.log_path}",
                )
            if now - spoken > 5:
                spoken = now
                past = f"{now - begun:.0f}"
                self.say(f"ฐานข้อมูลกำลังกู้คืน {past} วินาที · the database is recovering, {past} s")
            time.sleep(0.02)
        return False

    def _write(self, name: str, text: str) -> None:
        path = self.data / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o600)
        self.account.own(path)

    def _log_since(self, mark: int) -> str:
        try:
            with self.log_path.open("rb") as file:
                file.seek(mark)
                return file.read()[-4000:].decode("utf-8", "replace").strip()
        except OSError:
            return ""

    def _ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def _kill(self) -> None:
        """Leave nothing running after a failed start."""
        if self.process:
            stop_process(self.process.pid, self._ended, 5.0)
            self.process = None

    def _fault(self, told: str) -> PostgresError:
        if "No space left on device" in told:
            return PostgresError(
                f"ดิสก์เต็ม ฐานข้อมูลจึงเริ่มไม่ได้ โปรดเพิ่มเนื้อที่แล้วเริ่มใหม่ ข้อมูลเดิมไม่หาย: {self.data}",
                "The disk is full, so the database cannot start; make room and start again, nothing is lost: "
                f"{self.data}\n{told}",
            )
        return PostgresError(
            f"เริ่มฐานข้อมูลไม่สำเร็จ ดู {self.log_path}", f"The database did not start; see {self.log_path}\n{told}"
        )

    def wait_ready(self, seconds: float) -> bool:
        """Wait for a server that somebody else starts."""
        return wait_until(lambda: self.status.state == "ready", seconds, 0.05)
