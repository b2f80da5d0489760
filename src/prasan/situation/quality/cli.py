"""`prasan listen quality`, `retrain`, `promote`, `roll-back`: the model's figures and verbs for scripts."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, Cli, problem, write_row


def _days(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--days", type=int, choices=(30, 90, 365), default=90, help="ย้อนหลังกี่วัน · days back")
    parser.add_argument("--models", action="store_true", help="รุ่นของแบบจำลอง · versions of the model instead")


def show(asked: argparse.Namespace) -> int:
    """Write the panel, one line a label and source, or the versions of the model."""
    from prasan.situation.quality import queries
    from prasan.situation.quality.api import panel_row, version_row

    if asked.models:
        for one in queries.versions():
            row = version_row(one)
            write_row(row) if asked.json else print(f"{row['id']:>5}  {row['state']:<10}  {row['version']}")
        return OK
    found = panel_row(asked.days)
    lines = found.pop("lines")
    if not asked.json:
        print(f"ณ {found['as_of']:%Y-%m-%d %H:%M} · {found['items']} ข่าว คนดูแล้ว {found['looked']}")
    for row in lines:
        if asked.json:
            write_row(found | row)
        else:
            name = row["source_name"] or row["label"]
            print(f"{name:<34} {_share(row['precision'])}  {_share(row['recall'])}  {row['drift']}")
    return OK


def _share(share: dict[str, Any]) -> str:
    if share["value"] is None or share["whole"] < 30:
        return f"{'ยังบอกไม่ได้':<22}"
    return f"{share['value']:.3f} ({share['low']:.3f}–{share['high']:.3f})"


def _act(asked: argparse.Namespace, command: Any) -> int:
    from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
    from prasan.situation.quality.api import version_row

    try:
        found = version_row(perform(SYSTEM, command))
    except (Refused, RuleBroken) as broken:
        print(str(broken.text), file=sys.stderr)
        if asked.json:
            write_row(problem("refused", str(broken.text)))
        return PROBLEMS
    write_row(found) if asked.json else print(f"{found['id']}  {found['state']}  {found['version']}")
    return OK


def retrain(asked: argparse.Namespace) -> int:
    """Queue the training of a challenger; with --wait train it here and now."""
    from prasan.platform.jobs.job import Run
    from prasan.situation.quality.commands import Retrain
    from prasan.situation.quality.jobs import train_challenger

    if not asked.wait:
        return _act(asked, Retrain())
    from prasan.platform.commands import SYSTEM, RuleBroken, perform
    from prasan.situation.models import ModelVersion
    from prasan.situation.quality.api import version_row

    try:
        made = perform(SYSTEM, Retrain())
    except RuleBroken as broken:
        print(str(broken.text), file=sys.stderr)
        return PROBLEMS
    train_challenger.function(Run(None), version_id=made.pk)
    done = ModelVersion.objects.light().get(pk=made.pk)
    write_row(version_row(done)) if asked.json else print(f"{done.pk}  {done.state}  {done.version}  {done.fault}")
    return PROBLEMS if done.fault else OK


def promote(asked: argparse.Namespace) -> int:
    """Let a challenger serve, the newest unless one is named."""
    from prasan.situation.models import ModelVersion
    from prasan.situation.quality.commands import PromoteModel

    number = asked.id or ModelVersion.objects.challengers().values_list("pk", flat=True).first()
    return _none(asked) if number is None else _act(asked, PromoteModel(target_id=number))


def roll_back(asked: argparse.Namespace) -> int:
    """Go back from the champion to the version before."""
    from prasan.situation.models import ModelVersion
    from prasan.situation.quality.commands import RollBackModel

    number = ModelVersion.objects.champion().values_list("pk", flat=True).first()
    return _none(asked) if number is None else _act(asked, RollBackModel(target_id=number, reason=asked.reason))


def _none(asked: argparse.Namespace) -> int:
    text = "ไม่มีรุ่นของแบบจำลองให้ทำรายการนี้ · there is no version of the model to do this with"
    print(text, file=sys.stderr)
    if asked.json:
        write_row(problem("no-version", text))
    return BAD_CALL


def _wait(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--wait", action="store_true", help="ฝึกที่นี่จนเสร็จ · train here until it is done")


def _id(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--id", type=int, help="เลขของรุ่น · number of the version (the newest challenger)")


def _reason(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reason", required=True, help="เหตุผล · why")


COMMANDS = [
    Cli("listen quality", "คุณภาพการคัดข่าว", "precision, recall and drift", show, _days),
    Cli("listen retrain", "ฝึกแบบจำลองคัดข่าว", "train a challenger", retrain, _wait),
    Cli("listen promote", "ให้ใช้แบบจำลองรุ่นใหม่", "let a challenger serve", promote, _id),
    Cli("listen roll-back", "ย้อนแบบจำลองคัดข่าว", "go back to the version before", roll_back, _reason),
]
