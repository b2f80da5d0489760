"""The command line `prasan`: finds the rooms' commands, makes ready what one needs, runs it."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import importlib.util
import os
import sys
from collections.abc import Sequence

from prasan import __version__
from prasan.platform.cli import BAD_CALL, PROBLEMS, Cli, problem, write_row

ROOMS = (
    "prasan.config.cli.service",
    "prasan.config.cli.database",
    "prasan.config.cli.safety",
    "prasan.config.cli.checkup",
    "prasan.config.cli.logs",
    "prasan.config.cli.users",
    "prasan.platform.vault.cli",
    "prasan.platform.comments.cli",
    "prasan.config.cli.dates",
    "prasan.packs.cli",
    "prasan.directory.cli",
    "prasan.registers.cli",
    "prasan.progress.cli",
    "prasan.progress.calls.cli",
    "prasan.plans.cli",
    "prasan.plans.cascade.cli",
    "prasan.situation.alarms.cli",
    "prasan.directives.cli",
    "prasan.referrals.cli",
    "prasan.training.cli",
    "prasan.resources.cli",
    "prasan.networks.cli",
    "prasan.understanding.cli",
    "prasan.counter.cli",
    "prasan.privacy.cli",
    "prasan.privacy.cli_keep",
    "prasan.meetings.cli",
    "prasan.situation.cap.cli",
    "prasan.situation.intake.cli",
    "prasan.situation.events.cli",
    "prasan.situation.quality.cli",
    "prasan.situation.watch.cli",
    "prasan.config.cli.listen",
    "prasan.config.cli.directives_read",
    "prasan.config.cli.people_match",
    "prasan.desk.cli",
    "prasan.connect.cli",
)
"""Modules that may hold COMMANDS, in the order of the help; a room without the module has none yet."""

GROUPS = {
    "pack": "ชุดข้อมูลอ้างอิง · reference packs",
    "demo": "กระทรวงตัวอย่าง · demonstration ministry",
    "user": "ผู้ใช้งาน · people who sign in",
    "logs": "ข้อมูลจราจร · traffic logs",
    "plans": "แผนปฏิบัติการ · action plans",
    "cascade": "การถ่ายทอดนโยบาย · cascading policies",
    "brief": "เอกสารสรุป · briefs",
    "comments": "ความเห็น · comments",
    "years": "ปีงบประมาณ · fiscal years",
    "calls": "คำขอข้อมูล · data calls",
    "figures": "ตัวเลขรายงาน · reported figures",
    "people": "ผู้มารับบริการ · people who are served",
    "services": "ทำเนียบบริการ · the service directory",
    "reports": "รายงานประจำเดือน · monthly reports",
    "areas": "พื้นที่ · areas",
    "directory": "ทำเนียบ · offices and people",
    "vault": "ข้อมูลส่วนบุคคล · personal data",
    "watch": "เวรเฝ้าฟัง · the watch",
    "listen": "เฝ้าฟังข่าว · the listening desk",
    "directives": "ข้อสั่งการ · directives",
    "referrals": "การส่งต่อ · referrals",
    "training": "การฝึกอาชีพ · vocational training",
    "resources": "บูรณาการทรัพยากร · shared resources",
    "understanding": "การรับรู้และความเข้าใจร่วมกัน · one understanding",
    "networks": "เครือข่าย · networks",
    "counter": "ศูนย์บริการร่วม · the joint service counter",
    "privacy": "การคุ้มครองข้อมูลส่วนบุคคล · protection of personal data",
    "agenda": "ระเบียบวาระการประชุม · agendas of meetings",
    "meetings": "การประชุม · meetings",
    "dates": "วันที่ · dates",
}


def commands() -> list[Cli]:
    """Every command of every room."""
    found: list[Cli] = []
    for name in ROOMS:
        if importlib.util.find_spec(name) is not None:
            found.extend(importlib.import_module(name).COMMANDS)
    return found


def build_parser(known: Sequence[Cli]) -> argparse.ArgumentParser:
    """The parser of the whole command line; commands of two words become groups."""
    parser = argparse.ArgumentParser(
        prog="prasan",
        description="ประสาน ศูนย์ปฏิบัติการกระทรวงแรงงาน · Prasan, a labour ministry's operations centre",
        epilog="รหัสจบ: 0 เรียบร้อย 1 พบปัญหา 2 เรียกผิด · exit codes: 0 fine, 1 found problems, 2 bad call",
    )
    parser.add_argument("--version", action="version", version=f"prasan {__version__}")
    top = parser.add_subparsers(metavar="คำสั่ง/command", required=True)
    groups: dict[str, argparse._SubParsersAction[argparse.ArgumentParser]] = {}
    for cli in known:
        *group, word = cli.name.split(" ")
        where = top
        if group:
            if group[0] not in groups:
                branch = top.add_parser(group[0], help=GROUPS.get(group[0], group[0]))
                groups[group[0]] = branch.add_subparsers(metavar="คำสั่ง/command", required=True)
            where = groups[group[0]]
        leaf = where.add_parser(word, help=cli.help.replace("%", "%%"), description=cli.help)
        leaf.add_argument("--json", action="store_true", help="JSON Lines")
        cli.configure(leaf)
        leaf.set_defaults(_cli=cli)
    return parser


def call(arguments: Sequence[str]) -> int:
    """Run one command with these arguments; returns the exit code 0, 1 or 2."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        asked = build_parser(commands()).parse_args(arguments)
    except SystemExit as leaving:  # argparse has said what is wrong, or has printed the help
        return BAD_CALL if leaving.code else 0
    try:
        return _run(asked._cli, asked)
    except BrokenPipeError:
        # the reader of our pipe has gone (`| head`): say nothing more, also not when Python closes the stream
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    except KeyboardInterrupt:
        return PROBLEMS


def _run(cli: Cli, asked: argparse.Namespace) -> int:
    """Make ready what the command needs and run it; faults that a person can mend are told in plain words."""
    from prasan.config.env import SettingError
    from prasan.platform.postgres import PostgresError, ensure_running

    try:
        with contextlib.ExitStack() as stack:
            if cli.needs == "database":
                os.environ["PRASAN_DATABASE_URL"] = stack.enter_context(ensure_running())
            if cli.needs != "nothing":
                prepare_django()
            return cli.run(asked)
    except (PostgresError, SettingError) as fault:
        return fail(str(fault), as_json=asked.json, code=type(fault).__name__)
    except Exception as fault:
        if cli.needs == "nothing" or not _is_database_fault(fault):
            raise
        text = f"ใช้ฐานข้อมูลไม่ได้ ลอง prasan doctor · the database cannot be used, try prasan doctor\n{fault}"
        return fail(text, as_json=asked.json, code="database")


def _is_database_fault(fault: Exception) -> bool:
    from django.db import OperationalError, ProgrammingError

    return isinstance(fault, OperationalError | ProgrammingError)


def prepare_django() -> None:
    """Load Django with our settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prasan.config.settings")
    import django

    django.setup()


def fail(text: str, *, as_json: bool = False, code: str = "failed") -> int:
    """Say what went wrong on standard error (with --json also as a row); returns the exit code 1."""
    print(text, file=sys.stderr, flush=True)
    if as_json:
        write_row(problem(code, text))
    return PROBLEMS
