"""The model that serves: the champion's bytes, opened once in each process and kept until another one is champion."""

from __future__ import annotations

import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from prasan.kernel.classify import Model
from prasan.situation.models import Item, ModelVersion

LOOK_AGAIN = 5.0
"""Seconds after which a process asks again who is champion: web and worker follow a promotion within them."""


@dataclass(frozen=True, slots=True)
class Served:
    """The champion's row (None: the model that came with the program serves) and the model itself."""

    pk: int | None
    model: Model


class _Kept:
    """What this process knows of the champion; threads share it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.served: Served | None = None
        self.asked = float("-inf")


_kept = _Kept()


def opened(content: bytes) -> Model:
    """Return the model of a file's bytes. Raises NotAModel for other bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.npz"
        path.write_bytes(content)
        return Model.load(path)


def shipped() -> Model:
    """Return the model that came with the program."""
    model: Model = import_string(settings.LISTEN_MODEL)()
    return model


def serving() -> Served:
    """Return the champion; one question every LOOK_AGAIN seconds, and the bytes only when it changed."""
    with _kept.lock:
        now = time.monotonic()
        if _kept.served is not None and now - _kept.asked < LOOK_AGAIN:
            return _kept.served
        pk = ModelVersion.objects.champion().values_list("pk", flat=True).first()
        if _kept.served is None or _kept.served.pk != pk:
            _kept.served = Served(pk, shipped() if pk is None else load(pk))
        _kept.asked = now
        return _kept.served


def load(pk: int) -> Model:
    """Return the model of a version."""
    content = ModelVersion.objects.values_list("content", flat=True).get(pk=pk)
    return opened(bytes(content or b""))


def current() -> Model:
    """Return the model that serves."""
    return serving().model


def forget() -> None:
    """Ask anew at the next item: after this process promoted a version itself."""
    with _kept.lock:
        _kept.served, _kept.asked = None, float("-inf")


def judge(item: Item) -> Any:
    """Say of an item whether it is about labour and which types it tells: the classifier of the intake."""
    from prasan.situation.intake.pipeline import Judgement

    model = serving().model
    found = model.classify(item.title, item.text)
    words = {"relevant": found.words, **{one.code: one.words for one in found.types}}
    return Judgement(
        found.relevant,
        found.score,
        tuple(one.code for one in found.types),
        model.version[:40],
        {label: list(said) for label, said in words.items() if said},
    )
