"""`prasan understanding …`: read and issue briefs, answer them, see who understood what, ask and reply, for scripts."""

from __future__ import annotations

import argparse
from typing import Any

from prasan.directory.cli_who import run_as, who_asks
from prasan.platform.cli import Cli, write_row

MOST = 1000


def _tell(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
    else:
        print(f"{row['id']:>6}  {row['state']:<10} {row['version']:>2}  {row['due']}  {row['name']}")


def _briefs(actor: Any, asked: argparse.Namespace) -> None:
    """Write the briefs."""
    from prasan.understanding.api import brief_row, briefs_of

    for one in briefs_of(actor).order_by("due", "pk")[:MOST]:
        _tell(brief_row(one), asked)


def _brief(actor: Any, asked: argparse.Namespace) -> None:
    """Write one brief with its items."""
    from prasan.understanding.api import brief_whole

    row = brief_whole(actor, asked.number)
    if asked.json:
        write_row(row)
        return
    _tell(row, asked)
    for name in ("aim", "people", "work", "measure"):
        print(f"  {row[name]}")
    for item in row["items"]:
        print(f"  {item['number']}. [{item['id']}] {item['text']}\n     {item['question']}")
        for at, option in enumerate(item["options"]):
            print(f"     {at}) {option}")


def _act(actor: Any, asked: argparse.Namespace) -> None:
    """Issue, withdraw or renew."""
    from prasan.platform.commands import perform
    from prasan.understanding import commands as c
    from prasan.understanding.api import brief_whole

    verbs: dict[str, Any] = {
        "issue": c.Issue(target_id=asked.number),
        "withdraw": c.WithdrawBrief(target_id=asked.number, reason=asked.reason),
        "renew": c.Renew(brief_id=asked.number),
    }  # fmt: skip
    _tell(brief_whole(actor, perform(actor, verbs[asked.move]).pk), asked)


def _duties(actor: Any, asked: argparse.Namespace) -> None:
    """Write what the seat has to understand."""
    from prasan.understanding.api import duty_rows

    for row in duty_rows(actor):
        if asked.json:
            write_row(row)
        else:
            print(f"{row['brief']:>6}  {row['state']:<6} {row['due']}  {row['name']}")


def _answer(actor: Any, asked: argparse.Namespace) -> None:
    """Read a brief and answer items."""
    from prasan.platform.commands import perform
    from prasan.understanding.api import reading_row
    from prasan.understanding.commands import Understand

    pairs = (one.partition("=") for one in asked.choices)
    choices = {int(item): int(option) for item, _equals, option in pairs}
    row = reading_row(perform(actor, Understand(brief_id=asked.number, choices=choices)))
    write_row(row) if asked.json else print(f"{row['brief']:>6}  {row['state']}  {row['left']} {row['wrong']}")


def _map(actor: Any, asked: argparse.Namespace) -> None:
    """Write who understood what."""
    from prasan.understanding.api import map_rows

    for row in map_rows(actor, asked.number, asked.item):
        if asked.json:
            write_row(row)
        else:
            told = f"{row['done']}/{row['all']}  {row['wrong']}  {row['open']}"
            print(f"{row['area'] or '*':<4} {row['group'] or '*':<12} {told}")


def _statistics(actor: Any, asked: argparse.Namespace) -> None:
    """Write what the first answers tell of every item."""
    from prasan.understanding.api import facts_rows

    for row in facts_rows(actor, asked.number):
        if asked.json:
            write_row(row)
        else:
            told = "-" if row["discrimination"] is None else f"{row['discrimination']:.2f}"
            flag = "!" if row["misunderstood"] else " "
            print(f"{flag}{row['number']:>2}  {row['right']}/{row['answered']}  {told}  {row['chosen']}")


def _tell_question(row: dict[str, Any], asked: argparse.Namespace) -> None:
    if asked.json:
        write_row(row)
    else:
        print(f"{row['id']:>6}  {row['state']:<8} {row['office']:<10} {row['text']}\n        {row['answer']}")


def _questions(actor: Any, asked: argparse.Namespace) -> None:
    """Write the questions, or those that hold some words."""
    from prasan.platform.search import matching
    from prasan.understanding.api import question_row, questions_of

    rows = questions_of(actor).order_by("pk")
    rows = matching(rows, asked.words) if asked.words else rows
    for one in rows[:MOST]:
        _tell_question(question_row(one), asked)


def _ask(actor: Any, asked: argparse.Namespace) -> None:
    """Ask the owner of a policy."""
    from prasan.platform.commands import perform
    from prasan.understanding.api import question_row
    from prasan.understanding.commands import AskOwner

    _tell_question(question_row(perform(actor, AskOwner(policy_id=asked.number, text=asked.text))), asked)


def _reply(actor: Any, asked: argparse.Namespace) -> None:
    """Answer a question once for all."""
    from prasan.platform.commands import perform
    from prasan.understanding.api import question_row
    from prasan.understanding.commands import Reply

    _tell_question(question_row(perform(actor, Reply(target_id=asked.number, text=asked.text))), asked)


def _numbered(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("number", type=int, help="หมายเลข · number")


def _reading(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    who_asks(parser)


def _moving(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("move", choices=("issue", "withdraw", "renew"), help="ทำอะไร · what to do")
    _numbered(parser)
    parser.add_argument("--reason", default="", help="เหตุผล · why")
    who_asks(parser, required=True)


def _answering(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument("choices", nargs="*", metavar="ITEM=OPTION", help="ข้อ=ตัวเลือก · item=option, from nought")
    who_asks(parser, required=True)


def _mapping(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument("--item", type=int, help="ข้อที่ · number of an item")
    who_asks(parser)


def _finding(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="?", default="", help="คำค้น · words to find")
    who_asks(parser)


def _writing(parser: argparse.ArgumentParser) -> None:
    _numbered(parser)
    parser.add_argument("text", help="ข้อความ · text")
    who_asks(parser, required=True)


COMMANDS: list[Cli] = [
    Cli("understanding briefs", "เอกสารสรุปนโยบาย", "briefs of policies", run_as(_briefs), who_asks),
    Cli("understanding brief", "เอกสารสรุปหนึ่งฉบับ", "one brief with its items", run_as(_brief), _reading),
    Cli("understanding move", "เผยแพร่ ยกเลิก หรือทำฉบับใหม่", "issue, withdraw or renew", run_as(_act), _moving),
    Cli("understanding duties", "ที่ต้องเข้าใจ", "what the seat has to understand", run_as(_duties), who_asks),
    Cli("understanding answer", "รับทราบและตอบ", "read a brief and answer items", run_as(_answer), _answering),
    Cli("understanding map", "ใครเข้าใจอะไร", "who understood what", run_as(_map), _mapping),
    Cli("understanding statistics", "สถิติรายข้อ", "what first answers tell of items", run_as(_statistics), _reading),
    Cli("understanding questions", "คำถามเรื่องนโยบาย", "questions about policies", run_as(_questions), _finding),
    Cli("understanding ask", "ถามผู้รับผิดชอบ", "ask the owner of a policy", run_as(_ask), _writing),
    Cli("understanding reply", "ตอบคำถาม", "answer once for all", run_as(_reply), _writing),
]
