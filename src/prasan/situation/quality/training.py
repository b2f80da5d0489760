"""Make a challenger: rows in, a model's bytes with its figures out; nothing is stored here."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from prasan.kernel.classify import Model
from prasan.situation.quality.decisions import LABELS
from prasan.situation.quality.rows import training_rows

LEAST_ROWS = 200
"""With fewer texts the folds of the cross-validation say nothing."""


class CannotTrain(Exception):
    """No challenger can be made; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Made:
    """A challenger: its bytes, their hash, what it was trained on, its figures on unseen texts, its words."""

    model: Model
    content: bytes
    sha256: str
    trained_on: dict[str, Any]
    metrics: dict[str, Any]
    words: dict[str, Any]


def packed(model: Model) -> tuple[bytes, str]:
    """Return a model as the bytes of its file, and their hash."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.npz"
        model.save(path)
        content = path.read_bytes()
    return content, hashlib.sha256(content).hexdigest()


def trained(champion: Model, version: str, say: Callable[[str], None] = lambda _: None) -> Made:
    """Return a challenger trained on the stored items.

    Parameters: `champion`, who speaks for what nobody judged and whose types and cues are kept; `version`, the
    new name; `say`, told of each step. Raises CannotTrain.
    """
    from prasan.kernel.classify.train import train
    from prasan.kernel.classify.training import NoTrainer, need_trainer

    try:
        need_trainer()
    except NoTrainer as fault:
        raise CannotTrain(
            _("เครื่องนี้ยังไม่ได้ติดตั้งชุดฝึกแบบจำลอง (scikit-learn) โปรดให้ผู้ดูแลระบบติดตั้ง requirements/train.txt แล้วสั่งฝึกใหม่")
        ) from fault
    rows, kinds = training_rows(champion)
    if kinds["people"] == 0:
        raise CannotTrain(_("ยังไม่มีข่าวที่เจ้าหน้าที่ตัดสิน จึงยังไม่มีอะไรให้ฝึก"))
    if len(rows) < LEAST_ROWS:
        raise CannotTrain(_("มีข่าวให้ฝึก %(have)s ข่าว ต้องมีอย่างน้อย %(need)s ข่าว") % {"have": len(rows), "need": LEAST_ROWS})
    try:
        found = train(
            rows, [label for label in champion.labels if label in LABELS], champion.groups, version=version, say=say
        )
    except ValueError as fault:
        raise CannotTrain(_("ฝึกไม่ได้ เพราะข่าวที่มีเป็นชนิดเดียวกันหมด หรือซ้ำกันเกินไป ต้องมีทั้งข่าวแรงงานและข่าวอื่นที่ต่างกัน")) from fault
    content, digest = packed(found.model)
    meta = found.model.meta
    return Made(found.model, content, digest, kinds, meta["metrics"], meta["words"])
