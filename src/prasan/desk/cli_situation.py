"""`prasan situation …`: the labour situation report of a province for scripts, under the rights of an account."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    """Write a report as a row, or for a person."""
    if asked.json:
        write_row(row)
        return
    number = f"{row['number']}/{row['span'] // 100}" if row["number"] else "–"
    print(f"{row['id']:>6}  {row['province']}  {row['span']}  {row['state']:<6} {number:<8} v{row['version']}")
    for chapter in row.get("chapters", []):
        print(f"\n{chapter['title']} [{chapter['code']}]\n{chapter['text']}")
    for one in row.get("differences", []):
        print(f"* {one['name']}: {one['was']['text']} → {one['now']['text']}")


def _list(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.desk.api_situation import listed, row_of

    for one in listed(actor, asked.province, asked.year):
        _tell(row_of(one), asked)


def _show(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.desk.api_situation import whole_of
    from prasan.desk.pages.situation import found_report

    _tell(whole_of(found_report(actor, asked.report)), asked)


def _draft(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.desk.api_situation import area_of, whole_of
    from prasan.desk.commands import DraftSituation
    from prasan.platform.commands import perform

    _tell(whole_of(perform(actor, DraftSituation(area_id=area_of(asked.province), span=asked.span))), asked)


def _save(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.desk.api_situation import whole_of, words_of
    from prasan.desk.commands import SaveSituation
    from prasan.desk.pages.situation import found_report
    from prasan.platform.commands import perform

    found = found_report(actor, asked.report)
    texts = words_of(_read_words(asked))
    _tell(whole_of(perform(actor, SaveSituation(target_id=found.pk, version=asked.version, texts=texts))), asked)


def _read_words(asked: argparse.Namespace) -> dict[str, str]:
    """Return words by chapter, of the file and of every --text. Raises ValueError for what is no such thing."""
    found: dict[str, str] = {}
    if asked.file:
        raw = sys.stdin.read() if asked.file == "-" else Path(asked.file).read_text(encoding="utf-8")
        told = json.loads(raw)
        if not isinstance(told, dict) or not all(isinstance(words, str) for words in told.values()):
            raise ValueError('ไฟล์ต้องเป็น {"บท": "ถ้อยคำ"} · the file must be {"chapter": "words"}')
        found |= told
    for text in asked.text:
        code, equals, words = text.partition("=")
        if not equals:
            raise ValueError(f"ใส่ --text บท=ถ้อยคำ · give --text chapter=words: {text}")
        found[code.strip()] = words
    if not found:
        raise ValueError("ใส่ --text หรือ --file · give --text or --file")
    return found


def _publish(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.desk.api_situation import whole_of
    from prasan.desk.commands import IssueSituation
    from prasan.desk.pages.situation import found_report
    from prasan.platform.commands import perform

    found = found_report(actor, asked.report)
    _tell(whole_of(perform(actor, IssueSituation(target_id=found.pk, version=asked.version))), asked)


def _file(actor: Any, asked: argparse.Namespace) -> None:
    from prasan.desk.documents.situation_files import FILES
    from prasan.desk.pages.situation import found_report

    found = found_report(actor, asked.report)
    path = Path(asked.file or f"situation-{found.area.code}-{found.span}.{asked.format}")
    content = FILES[asked.format][0](found)
    path.write_bytes(content)
    write_row({"file": str(path), "bytes": len(content)}) if asked.json else print(path)


def _listing(parser: argparse.ArgumentParser) -> None:
    who_asks(parser)
    parser.add_argument("--province", default="", help="รหัสจังหวัด · code of the province")
    parser.add_argument("--year", type=int, help="ปีปฏิทิน พ.ศ. · calendar year (BE)")


def _reading(parser: argparse.ArgumentParser) -> None:
    who_asks(parser)
    parser.add_argument("report", type=int, help="เลขที่รายงาน · number of the report")


def _writing(parser: argparse.ArgumentParser) -> None:
    _reading(parser)
    parser.add_argument("--file", help="เขียนลงแฟ้มนี้ · write to this file")
    parser.add_argument("--format", choices=("pdf", "docx"), default="pdf", help="ชนิดไฟล์ · kind of file")


def _drafting(parser: argparse.ArgumentParser) -> None:
    who_asks(parser, required=True)
    parser.add_argument("province", help="รหัสจังหวัด · code of the province")
    parser.add_argument("span", type=int, help="256903 = ไตรมาส 3 ปีปฏิทิน 2569, 256900 = ทั้งปี · calendar quarter or year")


def _changing(parser: argparse.ArgumentParser) -> None:
    who_asks(parser, required=True)
    parser.add_argument("report", type=int, help="เลขที่รายงาน · number of the report")
    parser.add_argument("--version", type=int, required=True, help="ฉบับที่อ่านมา · the version that was read")


def _saving(parser: argparse.ArgumentParser) -> None:
    _changing(parser)
    parser.add_argument("--text", action="append", default=[], help="บท=ถ้อยคำ ใส่ซ้ำได้ · chapter=words, again for more")
    parser.add_argument("--file", help='ไฟล์ {"บท": "ถ้อยคำ"}, - = stdin · words by chapter as JSON')


COMMANDS = [
    Cli("situation list", "รายงานสถานการณ์แรงงานจังหวัด", "labour situation reports", run_as(_list), _listing),
    Cli("situation show", "รายงานหนึ่งฉบับ", "one report with its chapters", run_as(_show), _reading),
    Cli("situation file", "รายงานเป็นไฟล์ PDF หรือ Word", "a report as PDF or DOCX", run_as(_file), _writing),
    Cli("situation draft", "ร่างหรือปรับตัวเลข", "draft a report, or renew its figures", run_as(_draft), _drafting),
    Cli("situation save", "บันทึกถ้อยคำ", "keep the words of a draft", run_as(_save), _saving),
    Cli("situation publish", "เผยแพร่พร้อมเลขที่", "publish under a number", run_as(_publish), _changing),
]
