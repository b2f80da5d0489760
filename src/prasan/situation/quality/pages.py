"""Pages of quality: the panel for all, the items behind a number, and what the centre does with the models."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prasan.platform.commands import Command, RuleBroken, perform
from prasan.platform.web.asking import actor_of
from prasan.situation.models import ModelVersion
from prasan.situation.quality import queries
from prasan.situation.quality.commands import PromoteModel, Retrain, RollBackModel
from prasan.situation.quality.decisions import CELLS, LABELS, RELEVANT
from prasan.situation.quality.figures import WINDOWS, Line, known, panel
from prasan.situation.quality.policy import can_change_model
from prasan.situation.quality.verdict import verdict
from prasan.situation.quality.words import cell_name, drift_name, figure, label_name, pair_name, plain_words, said

USUAL = 90
DRIFT_STATUS = {"steady": "on_plan", "moving": "late", "shifted": "very_late", "unknown": "not_applicable"}


def days_of(request: HttpRequest) -> int:
    """Return how far back the reader looks."""
    asked = request.GET.get("days", "")
    return int(asked) if asked.isdigit() and int(asked) in WINDOWS else USUAL


def items_url(line: Line, cell: str, days: int) -> str:
    """Return where the items behind a number are listed."""
    asked = {"label": line.label, "cell": cell, "days": days}
    if line.source is not None:
        asked["source"] = line.source
    return f"{reverse('listening_items')}?{urlencode(asked)}"


def told(line: Line, name: str, days: int) -> dict[str, Any]:
    """Return a line as the table draws it."""
    share = line.quality
    word = line.drift.word if line.drift else "unknown"
    return {
        "name": name,
        "precision": figure(share.precision) if known(share.precision) else _("ยังบอกไม่ได้"),
        "recall": figure(share.recall) if known(share.recall) else _("ยังบอกไม่ได้"),
        "cells": [(cell, line.cells[cell], items_url(line, cell, days)) for cell in CELLS if cell != "neither"],
        "drift": (DRIFT_STATUS[word], drift_name(word)),
        "rates": line.drift and [figure(line.drift.rate_before), figure(line.drift.rate_now)],
    }


@require_safe
def listening_quality(request: HttpRequest) -> HttpResponse:
    """Show how well the machine judges, by label and source, and its models side by side."""
    return _quality(request)


def _quality(request: HttpRequest, error: str = "", field: str = "") -> HttpResponse:
    days = days_of(request)
    found = panel(days)
    versions = queries.versions()
    champion, challenger = queries.champion(versions), queries.challenger(versions)
    relevant = found.labels[0].quality
    context = {
        "panel": found, "days": days, "error": error, "error_field": field,
        "labels": [told(line, label_name(line.label), days) for line in found.labels],
        "sources": [told(line, found.names.get(line.source or 0, "–"), days) for line in found.sources],
        "missed": relevant.unseen, "known_recall": known(relevant.recall),
        "recall": figure(relevant.recall), "precision": figure(relevant.precision),
        "known_precision": known(relevant.precision),
        "day_choices": [(one, _("%(n)s วัน") % {"n": one}) for one in WINDOWS],
        "champion": champion, "challenger": challenger, "versions": versions,
        "training": next((one for one in versions if one.state == ModelVersion.State.TRAINING), None),
        "comparison": _comparison(challenger), "words": _words(champion, challenger),
        "may": can_change_model(actor_of(request), ModelVersion()) is None, "reason": request.POST.get("reason", ""),
        "shipped": queries.shipped() if champion is None else None,
    }  # fmt: skip
    return render(request, "situation/quality/panel.html", context, status=409 if error else 200, using="jinja2")


def _comparison(challenger: ModelVersion | None) -> dict[str, Any] | None:
    found = verdict(challenger.checked) if challenger is not None else None
    if challenger is None or found is None:
        return None
    sizes = challenger.checked["sizes"]
    return {
        "verdict": found, "sizes": sizes, "at": queries.moment(challenger.checked),
        "rows": [
            (pair_name(one.name), figure(one.champion), figure(one.challenger), one.is_worse) for one in found.pairs
        ],
    }  # fmt: skip


def _words(champion: ModelVersion | None, challenger: ModelVersion | None) -> list[tuple[str, str, str]]:
    """Return (label, the champion's words, the challenger's words) of each label that has some."""
    ours = champion.words if champion is not None else queries.shipped()["words"]
    theirs = challenger.words if challenger is not None else {}
    rows = []
    for label in LABELS:
        pair = " · ".join(plain_words(ours, label)), " · ".join(plain_words(theirs, label))
        if any(pair):
            rows.append((label_name(label), *pair))
    return rows


@require_safe
def listening_items(request: HttpRequest) -> HttpResponse:
    """List the items behind a number, as far as the reader may see them."""
    days = days_of(request)
    label = request.GET.get("label", RELEVANT)
    label = label if label in LABELS else RELEVANT
    cell = request.GET.get("cell", "both")
    cell = cell if cell in CELLS else "both"
    source = request.GET.get("source", "")
    after = request.GET.get("after", "")
    found = queries.behind(
        actor_of(request), label, cell, days, int(source) if source.isdigit() and len(source) < 10 else None,
        int(after) if after.isdigit() and len(after) < 18 else None,
    )  # fmt: skip
    more = None
    if found.next is not None:
        kept = {name: request.GET[name] for name in ("label", "cell", "source", "days") if name in request.GET}
        more = f"?{urlencode(kept | {'after': found.next})}"
    context = {
        "found": found, "label": label_name(label), "cell": cell_name(cell), "days": days, "more": more,
        "asks_type": label != RELEVANT, "said": said,
    }  # fmt: skip
    return render(request, "situation/quality/items.html", context, using="jinja2")


def _do(request: HttpRequest, command: Command[Any], done: Callable[[], str]) -> HttpResponse:
    try:
        perform(actor_of(request), command)
    except RuleBroken as broken:
        return _quality(request, str(broken.text), broken.field)
    messages.success(request, done())
    return redirect("listening_quality")


@require_POST
def listening_retrain(request: HttpRequest) -> HttpResponse:
    """Train a challenger."""
    return _do(request, Retrain(), lambda: _("เริ่มฝึกแล้ว เมื่อเสร็จผลจะอยู่ในหน้านี้"))


@require_POST
def listening_promote(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a challenger serve."""
    return _do(request, PromoteModel(target_id=pk), lambda: _("เปลี่ยนรุ่นแล้ว ข่าวที่เข้ามาใหม่ใช้รุ่นนี้"))


@require_POST
def listening_roll_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Go back to the version before."""
    reason = request.POST.get("reason", "")[:500]
    done = RollBackModel(target_id=pk, reason=reason)
    return _do(request, done, lambda: _("ย้อนกลับแล้ว ข่าวที่เข้ามาใหม่ใช้รุ่นก่อนหน้า"))
