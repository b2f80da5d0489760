"""`prasan referrals languages` and `language-…`: the languages of the person's pages, for scripts."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
        return
    seen = row["read_on"] or "-"
    print(f"{row['code']:<4} {row['state']:<9} {row['have']:>4}/{row['wanted']:<4} v{row['version']:<4} {seen!s:<10}")


def _list(actor: Any, asked: argparse.Namespace) -> None:
    """Write the languages, a row each."""
    from prasan.referrals.api_languages import row_of
    from prasan.referrals.models import PageLanguage

    for one in PageLanguage.objects.visible_to(actor):
        _tell(row_of(one), asked)


def _texts(actor: Any, asked: argparse.Namespace) -> None:
    """Write the texts of a language into a CSV file, or set them from one."""
    from prasan.kernel.pagetexts import write_table
    from prasan.platform.commands import perform
    from prasan.referrals.api_languages import found, row_of
    from prasan.referrals.commands import SetPageTexts
    from prasan.referrals.commands.languages import lines_of
    from prasan.referrals.tracking.texts import wanted

    one = found(actor, asked.code)
    if asked.set:
        lines = lines_of(asked.set.read_bytes())
        one = perform(actor, SetPageTexts(target_id=one.pk, lines=lines, version=asked.version or one.version))
    if asked.file:
        asked.file.write_bytes(write_table((thai, one.texts.get(thai, "")) for thai in wanted()))
    _tell(row_of(one), asked)


def _read(actor: Any, asked: argparse.Namespace) -> None:
    """Note that a native speaker read every text."""
    from prasan.platform.commands import perform
    from prasan.referrals.api_languages import found, row_of
    from prasan.referrals.commands import MarkLanguageRead

    one = found(actor, asked.code)
    told = {"reader": asked.reader, "on": asked.on, "version": asked.version}
    _tell(row_of(perform(actor, MarkLanguageRead(target_id=one.pk, **told))), asked)


def _release(actor: Any, asked: argparse.Namespace) -> None:
    """Show a language that was read to people."""
    from prasan.platform.commands import perform
    from prasan.referrals.api_languages import found, row_of
    from prasan.referrals.commands import ReleaseLanguage

    one = found(actor, asked.code)
    _tell(row_of(perform(actor, ReleaseLanguage(target_id=one.pk, version=asked.version))), asked)


def _withdraw(actor: Any, asked: argparse.Namespace) -> None:
    """Take a language back from people."""
    from prasan.platform.commands import perform
    from prasan.referrals.api_languages import found, row_of
    from prasan.referrals.commands import WithdrawLanguage

    one = found(actor, asked.code)
    _tell(row_of(perform(actor, WithdrawLanguage(target_id=one.pk, reason=asked.reason))), asked)


def _of_one(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("code", help="รหัสภาษา เช่น my · code of a language, as my")
    who_asks(parser, required=True)


def _of_texts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--file", type=Path, help="เขียนตารางลงไฟล์นี้ · write the table to this file")
    parser.add_argument("--set", type=Path, help="ตั้งข้อความจากไฟล์ CSV · set the texts from a CSV file")
    parser.add_argument("--version", type=int, default=0, help="รุ่นที่อ่านมา · version, by default the present")
    _of_one(parser)


def _of_version(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--version", type=int, required=True, help="รุ่นของข้อความ · version of the texts")
    _of_one(parser)


def _of_reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reader", required=True, help="ชื่อเจ้าของภาษา · the native speaker's name")
    parser.add_argument("--on", type=dt.date.fromisoformat, required=True, help="วันที่อ่าน (ISO) · day (ISO)")
    _of_version(parser)


def _of_withdrawal(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reason", required=True, help="เหตุที่ถอน · the reason")
    _of_one(parser)


COMMANDS = [
    Cli("referrals languages", "ภาษาของหน้าติดตาม", "languages of the tracking page", run_as(_list), who_asks),
    Cli("referrals language-texts", "ตารางข้อความของภาษา", "texts of a language", run_as(_texts), _of_texts),
    Cli("referrals language-read", "เจ้าของภาษาอ่านแล้ว", "a native speaker read it", run_as(_read), _of_reading),
    Cli("referrals language-release", "เผยแพร่ภาษา", "release a language", run_as(_release), _of_version),
    Cli("referrals language-withdraw", "ถอนภาษากลับเป็นร่าง", "withdraw a language", run_as(_withdraw), _of_withdrawal),
]
