"""`prasan listen train`: a candidate model from labelled rows, with its figures beside those of the served one.

Needs neither Django nor a database, but the training set of packages; writes one file and replaces nothing.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prasan.platform.cli import BAD_CALL, OK, PROBLEMS, problem, write_row

if TYPE_CHECKING:
    from prasan.kernel.classify.compare import Verdict
    from prasan.kernel.classify.rows import Row
    from prasan.kernel.classify.train import Trained


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("rows", nargs="+", type=Path, help="JSON Lines (.gz ได้) · labelled rows, may be .gz")
    parser.add_argument("--out", required=True, type=Path, help="ไฟล์แบบจำลองที่จะเขียน · the model file to write")
    parser.add_argument("--corrections", type=Path, help="คำแก้ของเจ้าหน้าที่ JSON Lines · officers' corrections")
    parser.add_argument("--frozen", type=Path, help="ชุดตรึงที่คนติดป้าย ไม่ใช้ฝึก · frozen set, never trained on")
    parser.add_argument("--leave-out", type=Path, help="รหัสที่ห้ามใช้ฝึก บรรทัดละรหัส · ids never to train on")
    parser.add_argument("--champion", type=Path, help="แบบจำลองที่ใช้อยู่ · the model to compare with")
    parser.add_argument("--model-version", default="", help="ชื่อรุ่น · name of the version (today)")
    parser.add_argument("--seed", type=int, help="เมล็ดสุ่ม · seed of all draws")


def train(asked: argparse.Namespace) -> int:
    """Train on the rows, write the candidate, tell its figures; compare on the frozen set where one is given."""
    from prasan.kernel.classify.train import SEED
    from prasan.kernel.classify.train import train as fit
    from prasan.kernel.classify.training import NoTrainer
    from prasan.packs.thailand import listening

    try:
        frozen = list(_rows(asked.frozen)) if asked.frozen else []
        rows = _training_rows(asked, {row.id for row in frozen})
        labels = [one.code for one in listening.event_types()]
        version = asked.model_version or date.today().isoformat()
        seed = SEED if asked.seed is None else asked.seed
        found = fit(rows, labels, listening.cue_groups(), version=version, seed=seed, say=_say)
    except NoTrainer as fault:
        return _failed(asked, "no-trainer", fault, PROBLEMS)
    except (OSError, ValueError) as fault:
        return _failed(asked, "rows", fault, BAD_CALL)
    found.model.save(asked.out)
    _tell(asked, found)
    if frozen:
        from prasan.kernel.classify import Model
        from prasan.kernel.classify.compare import compare

        champion = Model.load(asked.champion) if asked.champion else listening.model()
        _tell_verdict(asked, compare(champion, found.model, frozen))
    return OK


def _training_rows(asked: argparse.Namespace, never: set[str]) -> list[Row]:
    """Return the rows to train on: the pack's labels and officers' corrections over what the files say."""
    from prasan.kernel.classify.rows import correct
    from prasan.packs.thailand import listening

    if asked.leave_out:
        never |= {line.strip().rpartition("-")[2] for line in asked.leave_out.read_text("utf-8").splitlines()}
    rows = {row.id: row for file in asked.rows for row in _rows(file) if row.id not in never}
    said = listening.labels_by_reading()
    if asked.corrections:
        later = {row.id: row for row in _rows(asked.corrections, text_needed=False) if row.id not in never}
        rows |= {name: row for name, row in later.items() if name not in rows and (row.title or row.text)}
        said = said | {name: _over(said.get(name), row) for name, row in later.items()}
    return correct(rows.values(), said)


def _over(before: Row | None, later: Row) -> Row:
    """Return a correction with what was said before where it is silent."""
    if before is None:
        return later
    return replace(
        later,
        relevant=before.relevant if later.relevant is None else later.relevant,
        types=before.types if later.types is None else later.types,
    )


def _rows(file: Path, *, text_needed: bool = True) -> Iterator[Row]:
    """Yield the rows of a JSON Lines file; ValueError names file and line of one that cannot be read."""
    from prasan.kernel.classify.rows import read_row

    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield read_row(json.loads(line), text_needed=text_needed)
            except (ValueError, TypeError, AttributeError) as fault:
                raise ValueError(f"{file.name} บรรทัด/line {number}: {fault}") from fault


def _say(step: str) -> None:
    print(step, file=sys.stderr, flush=True)


def _failed(asked: argparse.Namespace, code: str, fault: Exception, exit_code: int) -> int:
    print(fault, file=sys.stderr, flush=True)
    if asked.json:
        write_row(problem(code, str(fault)))
    return exit_code


def _tell(asked: argparse.Namespace, found: Trained) -> None:
    """Write the figures of the candidate on texts that it had not seen."""
    told: dict[str, Any] = {"file": str(asked.out.name), "version": found.model.version}
    told |= {"rows": found.model.meta["rows"], "metrics": found.model.meta["metrics"]}
    if asked.json:
        write_row(told)
        return
    print(f"เขียนแล้ว · written: {asked.out}")
    print("ป้าย label\tถูก both\tเกิน extra\tพลาด missed\tความแม่น precision\tความครบ recall")
    for label, one in told["metrics"].items():
        shares = "\t".join(_share(one[name]) for name in ("precision", "recall"))
        print(f"{label}\t{one['both']}\t{one['machine_only']}\t{one['people_only']}\t{shares}")


def _share(value: list[float] | None) -> str:
    return "–" if value is None else f"{value[0]:.3f} ({value[1]:.3f}–{value[2]:.3f})"


def _tell_verdict(asked: argparse.Namespace, verdict: Verdict) -> None:
    """Write how champion and challenger did on the frozen set."""
    from prasan.kernel.classify.train import figures

    if asked.json:
        labels = {
            one.label: {"champion": figures(one.champion), "challenger": figures(one.challenger)}
            | {"won": one.won, "lost": one.lost, "worse": one.worse}
            | {"champion_words": one.champion_words, "challenger_words": one.challenger_words}
            for one in verdict.labels
        }
        write_row({"replace": verdict.replace, "against": verdict.against, "rows": verdict.rows, "labels": labels})
        return
    print(f"ชุดตรึง {verdict.rows} แถว · frozen set, {verdict.rows} rows")
    for one in verdict.labels:
        mark = "แย่ลง worse" if one.worse else ""
        print(
            f"{one.label}\tF1 {one.champion.f1:.3f} → {one.challenger.f1:.3f}\t+{len(one.won)} −{len(one.lost)}\t{mark}"
        )
    answer = (
        "ใช้แทนได้ · may replace" if verdict.replace else f"ไม่ควรแทน · keep the champion: {', '.join(verdict.against)}"
    )
    print(answer)
