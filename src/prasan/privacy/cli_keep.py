"""`prasan privacy records`, `record`, `retention`, `term` and `documents`, for scripts."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(row, default=str, ensure_ascii=False))


def _say(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(_plain(row))
    else:
        seen = row["reviewed_at"].date() if row["reviewed_at"] else "-"
        print(f"{row['code']:<22} {row['version']:>2}  {seen!s:<10}  {row['activity_th']}")


def _records(actor: Any, asked: argparse.Namespace) -> None:
    """Write the records in force, or all versions of one."""
    from prasan.platform.commands import Refused
    from prasan.privacy import policy, queries
    from prasan.privacy.api_keep import record_row
    from prasan.privacy.models import ProcessingRecord

    refusal = policy.can_read_records(actor)
    if refusal is not None:
        raise Refused(refusal)
    if asked.code:
        rows = queries.found_record(actor, asked.code)
    else:
        rows = list(ProcessingRecord.objects.visible_to(actor).living().select_related("owner").order_by("code"))
    for one in rows:
        _say(record_row(one), asked)


def _record(actor: Any, asked: argparse.Namespace) -> None:
    """Add, change, review or end a record."""
    from prasan.platform.commands import perform
    from prasan.privacy import commands as c
    from prasan.privacy import queries
    from prasan.privacy.api_keep import record_row

    told = json.loads(Path(asked.file).read_text(encoding="utf-8-sig")) if asked.file else {}
    if not isinstance(told, dict):
        raise ValueError(f"{asked.file}: ต้องเป็นวัตถุ JSON · a JSON object is needed")
    if asked.what == "add":
        _say(record_row(perform(actor, c.AddRecord(code=asked.code, told=told))), asked)
        return
    pk = queries.found_record(actor, asked.code)[0].pk
    verbs: dict[str, Any] = {
        "change": lambda: c.ChangeRecord(target_id=pk, told=told, text=asked.text),
        "review": lambda: c.ReviewRecord(target_id=pk), "end": lambda: c.EndRecord(target_id=pk, text=asked.text),
    }  # fmt: skip
    _say(record_row(perform(actor, verbs[asked.what]())), asked)


def _retention(actor: Any, asked: argparse.Namespace) -> None:
    """Write what is due today; with --run empty it here and now."""
    from prasan.platform.commands import perform
    from prasan.privacy.api_keep import retention_now, run_row, runs_of
    from prasan.privacy.commands import StartRetention
    from prasan.privacy.emptying import at_once

    if asked.run:
        one = perform(actor, StartRetention(text=asked.text, sure=asked.sure, at_once=True))
        at_once(actor, one)
        row = run_row(runs_of(actor).get(pk=one.pk))
        if asked.json:
            write_row(_plain(row))
        else:
            print(f"{row['id']:>6}  {row['done']}/{row['total']}  kept {row['kept']}")
        return
    found = retention_now(actor)
    if asked.json:
        write_row(_plain(found))
        return
    print(f"due {found['due_people']}, held {found['held_people']}")
    for name, count in (found["due"] | found["held"]).items():
        print(f"  {name:<8} {count}")


def _term(actor: Any, asked: argparse.Namespace) -> None:
    """Change the years of one kind of day."""
    from prasan.platform.commands import Refused, perform
    from prasan.privacy.commands import SetTerm
    from prasan.privacy.models import RetentionTerm

    one = RetentionTerm.objects.visible_to(actor).filter(kind=asked.kind).first()
    if one is None:
        raise Refused("ไม่พบกำหนดเวลานี้ · no such term", status=404)
    done = perform(actor, SetTerm(target_id=one.pk, years=asked.years, by_itself=asked.by_itself, reason=asked.text))
    row = {"kind": done.kind, "years": done.years, "by_itself": done.by_itself}
    if asked.json:
        write_row(row)
    else:
        print(f"{done.kind} {done.years}")


def _documents(actor: Any, asked: argparse.Namespace) -> None:
    """Write the lists of documents to be destroyed, begin one, or make a step told as JSON."""
    from prasan.platform.commands import Refused, perform
    from prasan.privacy import policy
    from prasan.privacy.api_destruction import PaperStepIn, command_of, row_of, whole_of
    from prasan.privacy.commands import ListDocuments
    from prasan.privacy.models import DestructionList

    refusal = policy.can_read_lists(actor)
    if refusal is not None:
        raise Refused(refusal)
    if asked.begin:
        found = [whole_of(actor, perform(actor, ListDocuments(title=asked.begin)).pk)]
    elif asked.list:
        if asked.step:
            told = PaperStepIn(**json.loads(Path(asked.step).read_text(encoding="utf-8-sig")))
            perform(actor, command_of(asked.list, told))
        found = [whole_of(actor, asked.list)]
    else:
        found = [row_of(one) for one in DestructionList.objects.visible_to(actor).select_related("office")]
    for row in found:
        if asked.json:
            write_row(_plain(row))
        else:
            print(f"{row['id']:>6}  {row['state']:<8} {row['office']:<8} {row['title']}")


def _reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--code", default="", help="ทุกฉบับของกิจกรรมนี้ · all versions of this record")
    who_asks(parser, required=True)


def _writing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("add", "change", "review", "end"), help="ทำอะไร · what")
    parser.add_argument("code", help="รหัสกิจกรรม · code of the record")
    parser.add_argument("--file", default="", help="ข้อความเป็น JSON · the texts as JSON")
    parser.add_argument("--text", default="", help="แก้อะไรหรือเหตุผล · what is new, or why")
    who_asks(parser, required=True)


def _retaining(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--run", action="store_true", help="ลบที่ครบกำหนดเดี๋ยวนี้ · empty what is due, now")
    parser.add_argument("--text", default="", help="เหตุผล · reason")
    parser.add_argument("--sure", action="store_true", help="ลบแล้วเรียกคืนไม่ได้ · it cannot be undone")
    who_asks(parser, required=True)


def _listing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("list", type=int, nargs="?", default=None, help="บัญชี (id) · list (id)")
    parser.add_argument("--begin", default="", help="เริ่มบัญชีของหนังสือกลุ่มนี้ · begin a list of these documents")
    parser.add_argument("--step", default="", help="ไฟล์ JSON ของขั้นตอน · JSON file of a step")
    who_asks(parser, required=True)


def _setting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", choices=("entry", "tie", "case"), help="นับจากวันใด · from which day")
    parser.add_argument("years", type=int, help="กี่ปี · years")
    parser.add_argument("text", help="เหตุผล · reason")
    parser.add_argument("--by-itself", action="store_true", help="ระบบลบเองทุกคืน · emptied every night")
    who_asks(parser, required=True)


COMMANDS = [
    Cli("privacy records", "บันทึกรายการกิจกรรมการประมวลผล", "records of processing", run_as(_records), _reading),
    Cli("privacy record", "เพิ่ม แก้ ทบทวน ยุติกิจกรรม", "add, change, review, end a record", run_as(_record), _writing),
    Cli("privacy retention", "ข้อมูลที่ครบกำหนดเก็บรักษา", "what is due by the schedule", run_as(_retention), _retaining),
    Cli("privacy term", "กำหนดเวลาเก็บรักษา", "set a term of the schedule", run_as(_term), _setting),
    Cli("privacy documents", "บัญชีหนังสือขอทำลาย", "lists of documents to destroy", run_as(_documents), _listing),
]
