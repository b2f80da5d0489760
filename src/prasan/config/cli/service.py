"""Commands that run Prasan: everything at once (`up`), or one process each (`serve`, `live`, `worker`, `media`)."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli
from prasan.platform.postgres import resolve_url, var_dir

DEFAULT_PORT = 8000
SPARE_SECONDS = 5.0
"""After a start of the media, until a second process stands ready: not while everybody connects."""


def up(asked: argparse.Namespace) -> int:
    """Run everything on this machine until Ctrl-C: database, web, live updates, worker."""
    from prasan.config.cli.up import Everything, Options

    host = asked.host or os.environ.get("PRASAN_HOST", "127.0.0.1")
    port = asked.port or _port_setting()
    if port is None:
        return BAD_CALL
    demo = asked.demo and os.environ.get("PRASAN_DEMO", "1") not in {"0", "no", "false", "off"}
    return Everything(Options(host=host, port=port, demo=demo, threads=asked.threads)).run()


def _port_setting() -> int | None:
    raw = os.environ.get("PRASAN_PORT", str(DEFAULT_PORT))
    if raw.isascii() and raw.isdigit() and 0 < int(raw) < 65_536:
        return int(raw)
    print(f"PRASAN_PORT={raw!r} ต้องเป็นเลขพอร์ต 1–65535 · must be a port number 1 to 65535", file=sys.stderr)
    return None


def serve(asked: argparse.Namespace) -> int:
    """Run the web server alone, for pages and API."""
    from granian import Granian
    from granian.constants import Interfaces

    listen = asked.listen
    where: dict[str, object] = {}
    if listen.startswith("unix:"):
        path = Path(listen.removeprefix("unix:"))
        path.unlink(missing_ok=True)  # a killed server leaves its socket behind
        where = {"uds": path, "uds_permissions": 0o660}
    else:
        host, _, port = listen.rpartition(":")
        if not port.isdigit():
            print("--listen: host:port หรือ unix:/path", file=sys.stderr)
            return BAD_CALL
        where = {"address": host.strip("[]") or "127.0.0.1", "port": int(port)}
    Granian(
        "prasan.config.cli.web:application",
        interface=Interfaces.WSGI,
        workers=asked.workers,
        blocking_threads=asked.threads,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=15,
        **where,  # type: ignore[arg-type]
    ).serve()
    return OK


def live(asked: argparse.Namespace) -> int:
    """Run the live process: the front door with event streams, the rest passed on to the web server."""
    import logging

    from prasan.platform.live.process import main
    from prasan.platform.live.settings import SettingWrong, from_environment

    logging.basicConfig(level=os.environ.get("PRASAN_LOG_LEVEL", "INFO"), format="%(name)s %(message)s")
    env = dict(os.environ)
    env.setdefault("PRASAN_DATABASE_URL", resolve_url())
    if not env.get("PRASAN_SECRET_KEY"):
        kept = var_dir() / "secret_key"
        if kept.is_file():
            env["PRASAN_SECRET_KEY"] = kept.read_text(encoding="utf-8").strip()
    if asked.listen:
        env["PRASAN_LISTEN"] = asked.listen
    if asked.backend:
        env["PRASAN_BACKEND"] = asked.backend
    try:
        main(from_environment(env))
    except SettingWrong as fault:
        print(f"ค่าตั้งผิด · wrong setting: {fault}", file=sys.stderr)
        return BAD_CALL
    except OSError as fault:
        print(f"เปิดกระบวนการสดไม่ได้ · the live process cannot start: {fault}", file=sys.stderr)
        return PROBLEMS
    return OK


def worker(asked: argparse.Namespace) -> int:
    """Run jobs, the schedule and the listeners until stopped; a job in hand gets its time to end."""
    from prasan.platform.jobs.worker import main

    return main(concurrency=asked.concurrency)


def media(asked: argparse.Namespace) -> int:
    """Run the media of meetings: the engine that forwards pictures and sounds, and its keeper, until stopped."""
    import shutil
    import signal
    import threading

    from django.conf import settings

    from prasan.meetings.media.embedded.client import Sidecar
    from prasan.meetings.media.janus.client import JanusProcess
    from prasan.meetings.stage.engine import casts, engine, folder
    from prasan.meetings.stage.tend import Keeper, tend

    options = ["--recordings", str(asked.recordings or settings.MEETINGS_RECORDINGS)]
    for name, flag in (("PRASAN_MEDIA_ADDRESS", "--address"), ("PRASAN_MEDIA_SHOWN", "--shown")):
        for told in os.environ.get(name, "").split():
            options += [flag, told]
    options += ["--ports", asked.ports] if asked.ports else []
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_told: stop.set())
    shutil.rmtree(casts(), ignore_errors=True)  # of an engine before; one that makes streams makes it anew
    options += ["--casts", str(casts())] if asked.engine == "janus" else []
    kind = JanusProcess if asked.engine == "janus" else Sidecar
    tend(Keeper(engine(), kind(folder(), options, spare=SPARE_SECONDS)), stop)
    return OK


def _up_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", help="PRASAN_HOST, 127.0.0.1")
    parser.add_argument("--port", type=int, help="PRASAN_PORT, 8000")
    parser.add_argument("--threads", type=int, default=4, help="งานพร้อมกันของเว็บ · requests at a time")
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="ไม่โหลดกระทรวงตัวอย่าง · no demo ministry")


def _serve_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--listen", default="127.0.0.1:8001", help="host:port | unix:/path")
    parser.add_argument("--workers", type=int, default=1, help="จำนวนโปรเซส · processes")
    parser.add_argument("--threads", type=int, default=4, help="งานพร้อมกันต่อโปรเซส · requests at a time in each")


def _live_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--listen", help="host:port | unix:/path (PRASAN_LISTEN)")
    parser.add_argument("--backend", help="เว็บที่ส่งหน้าอื่นต่อไป · where other pages go (PRASAN_BACKEND)")


def _worker_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--concurrency", type=int, default=2, help="งานพร้อมกัน · jobs at a time")


def _media_arguments(parser: argparse.ArgumentParser) -> None:
    ports = os.environ.get("PRASAN_MEDIA_PORTS", "")
    parser.add_argument("--ports", default=ports, help="ช่วงพอร์ต UDP · range of UDP ports, 40000-40999")
    engine = os.environ.get("PRASAN_MEDIA_ENGINE", "embedded")
    parser.add_argument("--engine", choices=("embedded", "janus"), default=engine, help="ระบบส่งต่อ · the engine")
    parser.add_argument("--recordings", type=Path, help="ที่เก็บบันทึกการประชุม · where recordings go")


COMMANDS = [
    Cli("up", "เปิดทั้งระบบบนเครื่องนี้", "run everything on this machine", up, _up_arguments, "nothing"),
    Cli("serve", "เปิดเว็บเซิร์ฟเวอร์อย่างเดียว", "run the web server alone", serve, _serve_arguments, "nothing"),
    Cli("live", "เปิดประตูหน้าและการปรับสด", "run the front door and live updates", live, _live_arguments, "nothing"),
    Cli("worker", "ทำงานในคิว", "run jobs from the queue", worker, _worker_arguments, "django"),
    Cli(
        "media",
        "ส่งต่อภาพและเสียงของการประชุม",
        "forward pictures and sounds of meetings",
        media,
        _media_arguments,
        "django",
    ),
]
