"""From labelled rows to a candidate model: cross-validation by groups, thresholds, the model, its figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from prasan.kernel.classify import cues, grams, told
from prasan.kernel.classify.model import BODY_BITS, FORMAT, RELEVANT, RULE_SCORE, TITLE_BITS, Head, Model
from prasan.kernel.classify.quality import Counts, count
from prasan.kernel.classify.rows import Row, near_duplicates
from prasan.kernel.classify.training import (
    CUE_SCALE,
    STRENGTH,
    TYPE_BODY_BITS,
    TYPE_TITLE_BITS,
    Floats,
    fit,
    head_of,
    need_trainer,
    passing_words,
    shortened,
    tabulate,
)

FOLDS = 5
SEED = 2560
FEW = 15
"""Types with fewer examples are also given by rule: one of their cues in the title."""
LEAST_PRECISION, LEAST_RECALL = 0.985, 0.996
"""Relevance: what is kept is right this often on unseen texts, and so much of the relevant ones is found."""

LEAST_SAID = 10
"""Texts of either kind that people must have judged before their word alone draws the line of relevance."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Trained:
    """A candidate and how it did on texts that it had not seen: counts per label, probabilities by row and label."""

    model: Model
    counts: dict[str, Counts]
    unseen: dict[str, dict[str, float]] = field(repr=False)


def train(
    rows: Sequence[Row],
    labels: Sequence[str],
    groups: tuple[cues.Group, ...],
    *,
    version: str,
    seed: int = SEED,
    say: Say = lambda _: None,
) -> Trained:
    """Return a candidate trained on labelled rows.

    Parameters: `rows`, those without a word about relevance or types are left out of that part; `labels`, codes of
    types in their order; `groups` of cues; `version`, written into the model; `say`, told of each step.
    Raises NoTrainer without scikit-learn, ValueError where there is nothing to learn from.
    """
    need_trainer()
    judged = [row for row in rows if row.relevant is not None and row.weight > 0]
    if not any(row.relevant for row in judged) or all(row.relevant for row in judged):
        raise ValueError("ต้องมีทั้งข่าวแรงงานและข่าวอื่น · both texts about labour and others are needed")
    typed = [row for row in rows if row.types is not None and row.relevant is not False]
    first = _relevance(judged, groups, seed, say)
    second = _types(typed, labels, groups, seed, say)
    counts = {RELEVANT: first.counts[RELEVANT], **second.counts}
    meta = _meta(version, labels, groups, _sizes(judged, typed, labels), counts)
    meta["rules"] = [label for label in labels if 0 < meta["rows"][label] < FEW]
    heads = [
        head_of(part.labels, part.coefficients, part.bits, part.thresholds, CUE_SCALE[name])
        for name, part in (("relevance", first), ("types", second))
    ]
    say("คำที่อยู่เบื้องหลัง · the words behind")
    meta["words"] = _told(heads, judged, typed, groups)
    unseen = {row: dict(found) for row, found in first.unseen.items()}
    for row, found in second.unseen.items():
        unseen.setdefault(row, {}).update(found)
    return Trained(Model(meta, *heads), counts, unseen)


def _meta(
    version: str,
    labels: Sequence[str],
    groups: tuple[cues.Group, ...],
    sizes: dict[str, int],
    counts: dict[str, Counts],
) -> dict[str, Any]:
    """Return what the file says of its model besides the weights; the words behind come later."""
    return {
        "format": FORMAT,
        "hash": grams.HASH_VERSION,
        "version": version,
        "labels": list(labels),
        "cues": [[group.name, list(group.phrases)] for group in groups],
        "rows": sizes,
        "metrics": {label: figures(one) for label, one in counts.items()},
        "words": {},
    }


def figures(one: Counts) -> dict[str, Any]:
    """Return the counts of a label with precision, recall and their intervals, ready for JSON."""
    shares = {name: getattr(one, name) for name in ("precision", "recall")}
    return {
        "both": one.both,
        "machine_only": one.machine_only,
        "people_only": one.people_only,
    } | {
        name: None if share.value is None else [round(x, 4) for x in (share.value, share.low, share.high)]
        for name, share in shares.items()
    }


@dataclass(frozen=True, slots=True)
class _Part:
    labels: tuple[str, ...]
    bits: tuple[int, int]
    coefficients: list[Floats]
    thresholds: list[float]
    counts: dict[str, Counts]
    unseen: dict[str, dict[str, float]]


def _sizes(judged: Sequence[Row], typed: Sequence[Row], labels: Sequence[str]) -> dict[str, int]:
    """Return how many rows stood behind each label."""
    sizes = {"judged": len(judged), RELEVANT: sum(bool(row.relevant) for row in judged), "typed": len(typed)}
    return sizes | {label: sum(label in (row.types or ()) for row in typed) for label in labels}


def _relevance(rows: Sequence[Row], groups: tuple[cues.Group, ...], seed: int, say: Say) -> _Part:
    """Return the relevance head: texts, made passing words, and shortened copies."""
    made = [*passing_words(rows, 0.5, seed), *shortened(rows, 0.5, seed + 1)]
    said = np.array([[int(bool(row.relevant))] for row in (*rows, *made)])
    return _fit_head((RELEVANT,), rows, made, said, groups, (TITLE_BITS, BODY_BITS), "relevance", seed, say)


def _types(rows: Sequence[Row], labels: Sequence[str], groups: tuple[cues.Group, ...], seed: int, say: Say) -> _Part:
    """Return the head of the types, one label against the others."""
    bits = (TYPE_TITLE_BITS, TYPE_BODY_BITS)
    if len(rows) < FOLDS * 2:
        rows_of = {label: Counts(0, 0, 0) for label in labels}
        size = (1 << bits[0]) + (1 << bits[1]) + len(groups) * cues.PER_GROUP
        silent = [np.concatenate([np.zeros(size), [-8.0]]) for _label in labels]
        return _Part(tuple(labels), bits, silent, [0.5] * len(labels), rows_of, {})
    made = shortened(rows, 0.3, seed + 2)
    said = np.array([[int(label in (row.types or ())) for label in labels] for row in (*rows, *made)])
    return _fit_head(tuple(labels), rows, made, said, groups, bits, "types", seed, say)


def _fit_head(
    labels: tuple[str, ...],
    rows: Sequence[Row],
    made: Sequence[Row],
    said: npt.NDArray[np.int64],
    groups: tuple[cues.Group, ...],
    bits: tuple[int, int],
    name: str,
    seed: int,
    say: Say,
) -> _Part:
    """Return fitted labels: folds first (unseen scores, thresholds, counts), then everything together.

    Made copies follow their original: they are never trained on while it is being tested, and are not counted.
    """
    table = tabulate((*rows, *made), groups)
    matrix = table.matrix(*bits, CUE_SCALE[name])
    weights = np.array([row.weight for row in (*rows, *made)])
    group = near_duplicates(rows)
    if len(set(group.tolist())) < FOLDS:
        raise ValueError("ข่าวที่ต่างกันมีน้อยเกินไป · too few texts that differ to test on")
    number = {row.id: n for n, row in enumerate(rows)}
    group_of_all = np.concatenate([group, np.array([group[number[row.id]] for row in made], dtype=np.int64)])
    logits = _unseen(matrix, said, weights, group_of_all, name, seed, say)
    say(f"{name}: ฝึกจากทุกแถว · fitting all rows")
    chances = 1 / (1 + np.exp(-np.clip(logits, -40, 40)))
    if name == "types":
        chances = _ruled(chances, table.cue, labels, groups, said[: len(rows)])
    chances, truth = chances[: len(rows)], said[: len(rows)].astype(bool)
    sure = weights[: len(rows)] >= 1.0
    if name == "relevance":
        thresholds = [_relevance_threshold(*_said_by_people(chances[:, 0], truth[:, 0], sure))]
    else:
        thresholds = [_type_threshold(chances[:, n], truth[:, n]) for n in range(len(labels))]
    counts = {
        label: count(zip((chances[:, n] >= thresholds[n]).tolist(), truth[:, n].tolist(), strict=True))
        for n, label in enumerate(labels)
    }
    unseen = {
        row.id: {label: float(chances[n, column]) for column, label in enumerate(labels)} for n, row in enumerate(rows)
    }
    coefficients = [fit(matrix, said[:, n], weights, STRENGTH[name], seed) for n in range(len(labels))]
    return _Part(labels, bits, coefficients, thresholds, counts, unseen)


def _few(labels: Sequence[str], said: npt.NDArray[np.int64]) -> list[str]:
    """Return the labels with too few examples to learn from alone."""
    return [label for label, many in zip(labels, said.sum(axis=0).tolist(), strict=True) if 0 < many < FEW]


def _ruled(
    chances: Floats,
    cue: npt.NDArray[np.float32],
    labels: Sequence[str],
    groups: tuple[cues.Group, ...],
    said: npt.NDArray[np.int64],
) -> Floats:
    """Return chances with the rule of a cue in the title where examples are few, as the model serves them."""
    names = [group.name for group in groups]
    changed = chances.copy()
    for label in _few(labels, said):
        if label in names:
            column, at = labels.index(label), names.index(label) * cues.PER_GROUP
            changed[:, column] = np.maximum(changed[:, column], RULE_SCORE * (cue[:, at] > 0))
    return changed


def _unseen(
    matrix: Any,
    said: npt.NDArray[np.int64],
    weights: Floats,
    group: npt.NDArray[np.int64],
    name: str,
    seed: int,
    say: Say,
) -> Floats:
    """Return the log odds that each row gets from a model that has not seen its group."""
    from sklearn.model_selection import GroupKFold

    logits = np.zeros(said.shape)
    folds = GroupKFold(FOLDS, shuffle=True, random_state=seed).split(group, groups=group)
    for turn, (learn, test) in enumerate(folds, 1):
        say(f"{name}: รอบ {turn}/{FOLDS} · fold {turn}/{FOLDS}")
        for column in range(said.shape[1]):
            found = fit(matrix[learn], said[learn, column], weights[learn], STRENGTH[name], seed)
            logits[test, column] = matrix[test] @ found[:-1] + found[-1]
    return logits


def _said_by_people(
    chances: Floats, truth: npt.NDArray[np.bool_], sure: npt.NDArray[np.bool_]
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return the rows of full weight where both kinds are among them LEAST_SAID times, else all.

    What a machine said of texts that nobody looked at teaches, but does not decide where the line is drawn.
    """
    enough = min(int(truth[sure].sum()), int((~truth[sure]).sum())) >= LEAST_SAID
    return (chances[sure], truth[sure]) if enough else (chances, truth)


def _relevance_threshold(chances: Floats, truth: npt.NDArray[np.bool_]) -> float:
    """Return the middle of the scores (0.02–0.95) that keep LEAST_PRECISION and find LEAST_RECALL on unseen texts.

    The middle, because either end is where a few unseen texts happened to lie. Where no score does both, the highest
    that finds LEAST_RECALL: a missed text costs more than a look at one too many.
    """
    steps = np.arange(0.02, 0.95, 0.005)
    complete = [score for score in steps if (chances[truth] >= score).mean() >= LEAST_RECALL]
    both = [score for score in complete if truth[chances >= score].mean() >= LEAST_PRECISION]
    if both:
        return float(round((both[0] + both[-1]) / 2, 4))
    return float(round(complete[-1], 3)) if complete else 0.02


def _type_threshold(chances: Floats, truth: npt.NDArray[np.bool_]) -> float:
    """Return the score (0.15–0.6) with the best F1 on unseen texts; of equals the one nearest to 0.35.

    Few examples make a lower or higher threshold look good by chance: hence the narrow range.
    """
    best, chosen = -1.0, 0.35
    for score in sorted(np.arange(0.15, 0.6, 0.025), key=lambda one: abs(one - 0.35)):
        f1 = count(zip((chances >= score).tolist(), truth.tolist(), strict=True)).f1
        if f1 > best + 1e-9:
            best, chosen = f1, float(round(score, 3))
    return chosen


def _told(
    heads: Sequence[Head], judged: Sequence[Row], typed: Sequence[Row], groups: tuple[cues.Group, ...]
) -> dict[str, Any]:
    """Return the words behind each label, for people."""
    relevant = [row for row in judged if row.relevant]
    names = told.all_names(judged)
    words = told.vocabulary(relevant, names)
    about = {group.name for group in groups}
    everywhere = told.numbers_of(words, judged)
    found = {
        RELEVANT: told.readable(heads[0], 0, groups, about - set(heads[1].labels), everywhere, relevant, len(judged))
    }
    among = told.numbers_of(words, typed)
    for column, label in enumerate(heads[1].labels):
        rows = [row for row in typed if label in (row.types or ())]
        found[label] = told.readable(heads[1], column, groups, {label}, among, rows, len(typed)) if rows else []
    return found
