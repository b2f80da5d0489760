"""Everything on one machine: database, front door, web, worker, media; started in order, watched, stopped in order."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from prasan.config.cli.children import Child, end_leftovers, say
from prasan.platform.cli import OK, PROBLEMS
from prasan.platform.postgres import AlreadyRunning, PostgresError, Server, data_dir, external_url, var_dir
from prasan.platform.postgres.account import Account
from prasan.platform.postgres.lock import FileLock
from prasan.platform.postgres.place import make_socket_folder, remove_socket_folder, socket_folder
from prasan.platform.postgres.process import die_with_parent

READY_SECONDS = 180.0
STOP_SECONDS = 15.0
PORTS_TRIED = 50


@dataclass(frozen=True)
class Options:
    """host and port of the one address; demo: load the demonstration ministry; threads of the web server."""

    host: str
    port: int
    demo: bool
    threads: int


class Stopping(BaseException):
    """Ctrl-C or SIGTERM came while starting."""


class Failed(Exception):
    """A step of the start failed; its own words have been printed."""


class Everything:
    """One running Prasan. `run` returns the exit code: 0 after a wanted stop, 1 when it could not start."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.var = var_dir()
        self.lock = FileLock(self.var / "up.lock")
        self.server: Server | None = None
        self.children: list[Child] = []
        self.stop = threading.Event()
        self.serving = False
        self.address = ""
        self.sign_ins: list[dict[str, object]] = []
        self.web_folder: Path | None = None

    def run(self) -> int:
        """Start, watch until a signal, stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        code = OK
        try:
            self._start()
            self.serving = True
            self._announce()
            self._watch()
        except Stopping:
            pass
        except Failed:
            code = PROBLEMS
        except (PostgresError, OSError) as fault:
            print(fault, file=sys.stderr, flush=True)
            code = PROBLEMS
        finally:
            self.serving = True  # from here on a signal no longer interrupts: we are stopping already
            self._stop()
        return code

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        first = not self.stop.is_set()
        self.stop.set()
        if first and not self.serving:
            raise Stopping

    # starting

    def _start(self) -> None:
        began = time.monotonic()
        self._claim()
        env = self._environment(self._database())
        self._prepare(env)
        backend = f"unix:{self._web_socket()}"
        python = [sys.executable, "-m", "prasan"]
        threads = str(self.options.threads)
        live_env = env | {
            "PRASAN_LISTEN": f"{_bracketed(self.options.host)}:{self.port}",
            "PRASAN_BACKEND": backend,
            # more links than the web has threads would leave some of them starving
            "PRASAN_BACKEND_CONNECTIONS": threads,
        }
        self.children = [
            Child("web", [*python, "serve", "--listen", backend, "--threads", threads], env, say),
            Child("live", [*python, "live"], live_env, say),
            Child("worker", [*python, "worker"], env, say),
            Child("media", [*python, "media"], env, say),
        ]
        for child in self.children:
            child.start()
        self._note()
        self._wait_ready()
        say("prasan", f"พร้อมใน {time.monotonic() - began:.1f} วินาที · ready")

    def _claim(self) -> None:
        """Take this data folder and a port."""
        self.var.mkdir(parents=True, exist_ok=True)
        before = self.lock.read()
        if not self.lock.take():
            pid = before.get("pid")
            raise AlreadyRunning(str(self.var), pid if isinstance(pid, int) else None, str(before.get("address") or ""))
        left = before.get("children")
        end_leftovers([pid for pid in left if isinstance(pid, int)] if isinstance(left, list) else [])
        self.port = free_port(self.options.host, self.options.port)
        if self.port != self.options.port:
            asked = self.options.port
            say("prasan", f"พอร์ต {asked} ไม่ว่าง ใช้ {self.port} แทน · port {asked} is taken, using {self.port}")
        shown = "127.0.0.1" if self.options.host in {"0.0.0.0", "::"} else self.options.host  # noqa: S104 - to show
        self.address = f"http://{_bracketed(shown)}:{self.port}"
        self._note()

    def _note(self) -> None:
        """Write for others, and for the next start, who runs here."""
        self.lock.write(address=self.address, children=[child.pid for child in self.children if child.pid])

    def _database(self) -> str:
        if url := external_url():
            return url
        self.server = Server(data_dir(), say=lambda line: say("data", line))
        if not (self.server.data / "PG_VERSION").is_file():
            say("data", "สร้างฐานข้อมูลครั้งแรก · making the database for the first time")
        return self.server.start(address=self.address)

    def _environment(self, url: str) -> dict[str, str]:
        env = dict(os.environ)
        env |= {"PRASAN_DATABASE_URL": url, "PRASAN_VAR": str(self.var), "PYTHONUNBUFFERED": "1"}
        env.setdefault("PRASAN_BASE_URL", self.address)
        return env

    def _prepare(self, env: dict[str, str]) -> None:
        """Migrations, pack and demo in a process of their own, so that we stay small."""
        call = [sys.executable, "-m", "prasan", "prepare", *([] if self.options.demo else ["--no-demo"])]
        hook = die_with_parent(signal.SIGTERM)
        with subprocess.Popen(
            call,
            env=env,
            stdout=subprocess.PIPE,
            start_new_session=True,
            preexec_fn=hook,  # noqa: PLW1509 - the hook takes no lock
        ) as process:
            try:
                out, _ = process.communicate()
            except BaseException:
                process.terminate()
                raise
        if process.returncode != 0:
            say("prasan", "เตรียมข้อมูลไม่สำเร็จ ลอง prasan doctor · preparing the data failed, try prasan doctor")
            raise Failed
        self.sign_ins = [json.loads(line) for line in out.decode().splitlines() if line.startswith("{")]

    def _web_socket(self) -> Path:
        me = Account(os.geteuid(), os.getegid(), "", other=False)
        folder = socket_folder(self.var / "web", me)
        make_socket_folder(folder, me)
        self.web_folder = folder
        return folder / "web.sock"

    def _wait_ready(self) -> None:
        """Ask the front door until it answers for database and pages."""
        end = time.monotonic() + READY_SECONDS
        while time.monotonic() < end:
            for child in self.children:
                child.watch()
            if self._healthy():
                return
            time.sleep(0.05)
        say("prasan", f"ระบบไม่ตอบภายใน {READY_SECONDS:.0f} วินาที · no answer within {READY_SECONDS:.0f} s")
        raise Failed

    def _healthy(self) -> bool:
        """Whether the front door, the web behind it and the database answer; no proxy of the caller is asked."""
        host = self.options.host
        shown = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - names of "everywhere"
        link = http.client.HTTPConnection(shown, self.port, timeout=5)
        try:
            link.request("GET", "/healthz")
            return link.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            link.close()

    def _announce(self) -> None:
        lines = ["", f"  ประสาน · Prasan   {self.address}", ""]
        lines += table(self.sign_ins)
        kept = self.var / "demo_password"
        if self.sign_ins and kept.is_file():
            lines += [f"  รหัสผ่านทุกบัญชีตัวอย่าง · password of every demo account   {kept.read_text().strip()}", ""]
        lines += ["  กด Ctrl-C เพื่อปิด · Ctrl-C stops everything", ""]
        print("\n".join(lines), flush=True)

    # watching and stopping

    def _watch(self) -> None:
        trimmed = time.monotonic()
        pause, again_at = 0.5, 0.0
        while not self.stop.wait(0.5):
            started = [child.name for child in self.children if child.watch()]
            if started:
                self._note()
            if self.server is None:
                continue
            now = time.monotonic()
            if not self.server.alive() and now >= again_at:
                say("data", "ฐานข้อมูลหยุดเอง กำลังเริ่มใหม่ · the database ended, starting it again")
                try:
                    self.server.restart_after_crash()
                    pause = 0.5
                    say("data", "ฐานข้อมูลกลับมาแล้ว · the database is back")
                except PostgresError as fault:
                    say("data", str(fault).replace("\n", " · "))
                    again_at, pause = now + pause, min(pause * 2, 30.0)
            if now - trimmed > 60:
                trimmed = now
                self.server.trim_log()

    def _stop(self) -> None:
        if self.children or self.server:
            say("prasan", "กำลังปิด · stopping")
        for child in self.children:
            child.ask_to_stop()
        end = time.monotonic() + STOP_SECONDS
        for child in self.children:
            child.stop(end - time.monotonic())
        if self.web_folder:
            (self.web_folder / "web.sock").unlink(missing_ok=True)
            remove_socket_folder(self.web_folder)
        if self.server:
            try:
                self.server.stop()
            except PostgresError as fault:
                print(fault, file=sys.stderr, flush=True)
        if self.lock.held:
            self.lock.write(address="", children=[])
        self.lock.free()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def free_port(host: str, wanted: int) -> int:
    """The wanted port or the next one that is free; raises OSError when none of fifty is."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    fault: OSError | None = None
    for port in range(wanted, min(wanted + PORTS_TRIED, 65_536)):
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as refused:
                fault = refused
            else:
                return port
    raise OSError(f"ไม่มีพอร์ตว่าง · no free port from {wanted} on {host}: {fault}")


def _width(text: str) -> int:
    """Columns on a terminal: Thai vowels and tone marks above and below take none."""
    return sum(unicodedata.category(letter) not in {"Mn", "Me", "Cf"} for letter in text)


def table(rows: Sequence[dict[str, object]]) -> list[str]:
    """Rows as aligned lines, names of the columns first; no line for no rows."""
    if not rows:
        return []
    names = list(rows[0])
    cells = [names, *[["" if row.get(name) is None else str(row.get(name)) for name in names] for row in rows]]
    widths = [max(_width(line[column]) for line in cells) for column in range(len(names))]
    lines = [
        "  " + "  ".join(text + " " * (wide - _width(text)) for text, wide in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
    return [*lines, ""]
