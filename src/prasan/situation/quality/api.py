"""Quality of listening as data: the panel, the versions of the model, and their verbs."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router

from prasan.kernel.classify.quality import Share
from prasan.platform.web.api import Strict, act, answers
from prasan.situation.models import ModelVersion
from prasan.situation.quality import queries
from prasan.situation.quality.commands import PromoteModel, Retrain, RollBackModel
from prasan.situation.quality.figures import Line, panel
from prasan.situation.quality.verdict import verdict
from prasan.situation.quality.words import plain_words

router = Router(tags=["listening"])
Days = Literal["30", "90", "365"]


class ShareOut(Strict):
    """A share with its 95 % interval; `value` is null where the whole is zero. Below a whole of 30 it says nothing."""

    value: float | None
    low: float
    high: float
    part: float
    whole: float


class CellsOut(Strict):
    """How many items are behind a line: both said yes, machine alone, people alone, neither, nobody looked."""

    both: int
    machine_only: int
    people_only: int
    neither: int
    waiting: int


class LineOut(Strict):
    """One label, of all sources or of one: precision and recall (binned sample weighted), and how it drifted.

    `missed`, estimated number of items about labour among what was binned; `drift` steady, moving, shifted, unknown.
    """

    label: str
    source: int | None
    source_name: str
    precision: ShareOut
    recall: ShareOut
    missed: float
    looked: int
    cells: CellsOut
    drift: str
    rate_before: ShareOut | None
    rate_now: ShareOut | None


class PanelOut(Strict):
    """Figures of the last days as of a moment."""

    as_of: dt.datetime
    days: int
    items: int
    looked: int
    sampled: int
    sampled_looked: int
    is_cut: bool
    lines: list[LineOut]


def share(one: Share) -> dict[str, Any]:
    """Return a share as data."""
    return {name: getattr(one, name) for name in ("value", "low", "high", "part", "whole")}


def line_row(one: Line, names: dict[int, str]) -> dict[str, Any]:
    """Return a line as data."""
    drift = one.drift
    return {
        "label": one.label, "source": one.source, "source_name": names.get(one.source or 0, ""),
        "precision": share(one.quality.precision), "recall": share(one.quality.recall), "missed": one.quality.unseen,
        "looked": one.quality.looked,
        "cells": {name: one.cells[name] for name in CellsOut.model_fields}, "drift": drift.word if drift else "unknown",
        "rate_before": share(drift.rate_before) if drift else None,
        "rate_now": share(drift.rate_now) if drift else None,
    }  # fmt: skip


def panel_row(days: int) -> dict[str, Any]:
    """Return the panel as data."""
    found = panel(days)
    names = ("as_of", "days", "items", "looked", "sampled", "sampled_looked", "is_cut")
    return {name: getattr(found, name) for name in names} | {
        "lines": [line_row(one, found.names) for one in (*found.labels, *found.sources)]
    }


@router.get("/situation/quality", response=answers(PanelOut))
def listening_quality(request: HttpRequest, days: Days = "90") -> dict[str, Any]:
    """Return precision, recall and drift per label and source."""
    return panel_row(int(days))


class PairOut(Strict):
    """One figure of the comparison: recall, precision, or agreement on types."""

    name: str
    champion: ShareOut
    challenger: ShareOut
    worse: bool


class VersionOut(Strict):
    """A version of the model; `compared` on `texts` of the frozen set, empty where it was not."""

    id: int
    version: str
    state: str
    origin: str
    sha256: str
    made_at: dt.datetime
    promoted_at: dt.datetime | None
    before: int | None
    trained_on: dict[str, int]
    words: dict[str, list[str]]
    fault: str
    texts: int
    may_replace: bool
    compared: list[PairOut]


def version_row(one: ModelVersion) -> dict[str, Any]:
    """Return a version as data."""
    found = verdict(one.checked)
    names = ("id", "version", "state", "origin", "sha256", "made_at", "promoted_at", "trained_on", "fault")
    return {name: getattr(one, name) for name in names} | {
        "words": {label: plain_words(one.words, label) for label in one.words}, "before": one.before_id,
        "texts": found.texts if found else 0,
        "may_replace": bool(found and found.may_replace and one.state == ModelVersion.State.CHALLENGER),
        "compared": [
            {"name": pair.name, "champion": share(pair.champion), "challenger": share(pair.challenger),
             "worse": pair.is_worse}
            for pair in (found.pairs if found else ())
        ],
    }  # fmt: skip


@router.get("/situation/models", response=answers(list[VersionOut]))
def listening_models(request: HttpRequest) -> list[dict[str, Any]]:
    """List the newest versions of the model and the one that serves."""
    return [version_row(one) for one in queries.versions()]


@router.post("/situation/models/train", response=answers(VersionOut))
def train_listening_model(request: HttpRequest) -> dict[str, Any]:
    """Train a challenger in the background from what people decided."""
    return version_row(act(request, Retrain()))


@router.post("/situation/models/{pk}/promote", response=answers(VersionOut))
def promote_listening_model(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Let a challenger serve; 409 with both figures where the frozen set would get worse."""
    return version_row(act(request, PromoteModel(target_id=pk)))


class BackIn(Strict):
    """Why."""

    reason: str


@router.post("/situation/models/{pk}/roll-back", response=answers(VersionOut))
def roll_back_listening_model(request: HttpRequest, pk: int, told: BackIn) -> dict[str, Any]:
    """Go back from the champion to the version that it replaced."""
    return version_row(act(request, RollBackModel(target_id=pk, reason=told.reason)))
