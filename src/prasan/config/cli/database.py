"""Commands on the database itself: migrate, prepare, and Django's own commands."""

from __future__ import annotations

import argparse
import sys

from prasan.platform.cli import OK, PROBLEMS, Cli, write_row

OLDEST = 150000
"""Oldest server version, in PostgreSQL's numbering, that Prasan is tested with."""


def pending() -> list[str]:
    """Names of migrations that the database still lacks; also checks the server's version.

    Raises WrongVersion below PostgreSQL 15.
    """
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from prasan.platform.postgres.binaries import check_version

    connection.ensure_connection()
    version = connection.pg_version  # type: ignore[attr-defined]
    check_version(version // 10000, f"PostgreSQL {version // 10000}.{version % 10000}")
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def migrate(asked: argparse.Namespace) -> int:
    """Bring the tables up to this version; one process at a time, others wait for it."""
    names = pending()
    if getattr(asked, "check", False):
        for name in names:
            write_row({"pending": name}) if asked.json else print(name)
        return PROBLEMS if names else OK
    if names:
        _migrate_alone()
    if asked.json:
        write_row({"migrated": names})
    else:
        print(f"ปรับโครงสร้างฐานข้อมูล {len(names)} ขั้น · {len(names)} migrations applied")
    return OK


def _migrate_alone() -> None:
    """Migrate under an advisory lock: two starts at once must not race. An empty database gets its tables at once."""
    from django.core.management import call_command
    from django.db import connection

    from prasan.config import baseline

    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(7727, 1)")
    try:
        baseline.load()
        call_command("migrate", interactive=False, verbosity=0)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(7727, 1)")
            cursor.execute("RESET lock_timeout")


def prepare(asked: argparse.Namespace) -> int:
    """What `up` needs before it serves: migrations, the Thai pack, the demonstration ministry, sign-ins.

    Loaders record their version in the database and do nothing when it is loaded. The table of sign-ins goes
    to standard output, everything else to standard error.
    """
    from prasan.config.cli import commands

    names = pending()
    if names:
        print(f"ปรับโครงสร้างฐานข้อมูล {len(names)} ขั้น · applying {len(names)} migrations", file=sys.stderr)
        _migrate_alone()
    known = {cli.name: cli for cli in commands()}
    wanted = [("pack load", ["thailand"])] + ([("demo load", [])] if asked.demo else [])
    for name, words in wanted:
        if name in known:
            parser = argparse.ArgumentParser(prog=f"prasan {name}")
            parser.add_argument("--json", action="store_true")
            known[name].configure(parser)
            if code := _quietly(known[name], parser.parse_args(words)):
                return code
    if asked.demo:
        _print_sign_ins()
    return OK


def _quietly(cli: Cli, asked: argparse.Namespace) -> int:
    """Run a loader with its words on standard error: standard output is for the table of sign-ins."""
    import contextlib

    with contextlib.redirect_stdout(sys.stderr):
        return cli.run(asked)


def _print_sign_ins() -> None:
    import importlib.util

    if importlib.util.find_spec("prasan.packs.demo") is None:
        return
    from prasan.packs.demo import load as demo

    for row in demo.sign_ins():
        write_row(row)


def manage(asked: argparse.Namespace) -> int:
    """Run a command of Django."""
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line(["prasan manage", *asked.words])
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else PROBLEMS
    return OK


def _migrate_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="ดูเท่านั้น · only tell what is pending, exit 1 if any")


def _prepare_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="ไม่โหลดกระทรวงตัวอย่าง · no demo")


def _manage_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs=argparse.REMAINDER, help="คำสั่งของ Django · Django's command")


COMMANDS = [
    Cli("migrate", "ปรับโครงสร้างฐานข้อมูล", "bring the tables up to this version", migrate, _migrate_arguments),
    Cli("prepare", "เตรียมข้อมูลก่อนเปิดระบบ", "migrations, packs and demo before serving", prepare, _prepare_arguments),
    Cli("manage", "คำสั่งของ Django", "Django's own commands, for developers", manage, _manage_arguments),
]
