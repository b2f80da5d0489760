"""Training: fits the linear model with scikit-learn and writes it as the plain arrays that are served.

Serving never imports this module. Everything is drawn from one seed, so the same rows give the same model.
What is done and why stands in docs/algorithms/classifying.md.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from prasan.kernel.classify import cues, grams
from prasan.kernel.classify.model import BODY_BITS, TITLE_BITS, Head, coarse, cut
from prasan.kernel.classify.rows import Row, without_names

STRENGTH = {"relevance": 30.0, "types": 30.0}
"""Inverse strength of the ridge; chosen by cross-validation among 3, 10, 30, 100."""

TYPE_TITLE_BITS, TYPE_BODY_BITS = 14, 15
CUE_SCALE = {"relevance": 0.2, "types": 0.4}
"""Cue numbers are of the size of a whole text otherwise: scaled down so that the ridge weighs them fairly."""

MOST_WEIGHT = 6.0
"""A rare label's examples count up to so many times: the root of how many others stand against each."""

Floats = npt.NDArray[np.float64]


class NoTrainer(RuntimeError):
    """scikit-learn is not installed here."""


def need_trainer() -> None:
    """Raise NoTrainer where the extra is missing, in words that say what to do."""
    try:
        import sklearn  # noqa: F401 - only whether it is here
    except ImportError as fault:
        raise NoTrainer(
            "ฝึกแบบจำลองไม่ได้: ยังไม่ได้ติดตั้งชุดฝึก ให้สั่ง python3 tools/dev.py setup --train ก่อน\n"
            "Cannot train: install the training set first, python3 tools/dev.py setup --train"
        ) from fault


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as numbers: buckets of the full boards and cue numbers."""

    titles: list[grams.Buckets]
    bodies: list[grams.Buckets]
    cue: npt.NDArray[np.float32]

    def matrix(self, title_bits: int, body_bits: int, cue_scale: float) -> Any:
        """Return the sparse matrix title | body | cues, each text's grams divided by the root of their number."""
        import scipy.sparse as sp

        parts = []
        for kept, full, bits in ((self.titles, TITLE_BITS, title_bits), (self.bodies, BODY_BITS, body_bits)):
            small = [coarse(one, full, bits) for one in kept]
            ends = np.concatenate(([0], np.cumsum([one.size for one in small])))
            values = np.concatenate([np.full(one.size, 1 / max(one.size, 1) ** 0.5) for one in small])
            parts.append(sp.csr_matrix((values, np.concatenate(small), ends), shape=(len(small), 1 << bits)))
        return sp.hstack([*parts, sp.csr_matrix(self.cue * cue_scale)]).tocsr()

    def take(self, which: Sequence[int]) -> Table:
        """Return some rows."""
        return Table([self.titles[n] for n in which], [self.bodies[n] for n in which], self.cue[list(which)])


def tabulate(rows: Sequence[Row], groups: tuple[cues.Group, ...]) -> Table:
    """Return rows as numbers; names of persons are taken out first."""
    finder = cues.Finder(groups)
    titles, bodies, numbers = [], [], []
    for row in rows:
        parts = cut(without_names(row.title), without_names(row.text), finder)
        titles.append(parts.title)
        bodies.append(parts.body)
        numbers.append(parts.cue)
    return Table(titles, bodies, np.array(numbers, dtype=np.float32))


def passing_words(rows: Sequence[Row], share: float, seed: int) -> list[Row]:
    """Return copies of irrelevant rows with one to three sentences of relevant ones put behind their beginning.

    A passing word about workers in a release about something else does not make it one about labour; the texts
    that came with a label by rule hold no such case, so it has to be made.
    Parameters: `share` of the irrelevant rows that get such a copy; `seed`.
    """
    dice = random.Random(seed)  # noqa: S311 - a draw of examples, not a secret
    sentences = [
        piece
        for row in rows
        if row.relevant
        for piece in row.text.split()
        if "แรงงาน" in piece and 20 <= len(piece) <= 160
    ]
    others = [row for row in rows if row.relevant is False and len(row.text) > 600]
    made = []
    for row in dice.sample(others, int(len(others) * share)) if sentences else []:
        words = row.text.split(" ")
        for sentence in dice.sample(sentences, min(len(sentences), dice.randint(1, 3))):
            words.insert(dice.randint(len(words) // 4, len(words)), sentence)
        made.append(replace(row, text=" ".join(words), weight=row.weight * 0.5))
    return made


def shortened(rows: Sequence[Row], share: float, seed: int) -> list[Row]:
    """Return copies without a title, with the title alone, or with the first words alone.

    A call or a pasted note has only one of them.
    """
    dice = random.Random(seed)  # noqa: S311 - a draw of examples, not a secret
    made = []
    for row in dice.sample(list(rows), int(len(rows) * share)):
        cut = dice.choice(("title", "text", "words"))
        if cut == "title":
            made.append(replace(row, title="", weight=row.weight * 0.3))
        elif cut == "text":
            made.append(replace(row, text="", weight=row.weight * 0.3))
        elif not row.relevant:  # the first words of a release about labour may not say so yet
            made.append(replace(row, title="", text=row.text[: dice.randint(0, 200)], weight=row.weight * 0.3))
    return made


def fit(matrix: Any, said: npt.NDArray[np.int64], weights: Floats, strength: float, seed: int) -> Floats:
    """Return the coefficients of one label and, last, its bias."""
    from sklearn.linear_model import LogisticRegression

    if said.min() == said.max():  # nothing to learn from: the bias says no
        return np.concatenate([np.zeros(matrix.shape[1]), [8.0 if said.min() else -8.0]])
    weights = np.where(
        said == 1, weights * min(MOST_WEIGHT, max(1.0, ((said == 0).sum() / said.sum()) ** 0.5)), weights
    )
    learner = LogisticRegression(C=strength, solver="liblinear", dual=True, random_state=seed, max_iter=400)
    learner.fit(matrix, said, sample_weight=weights)
    return np.concatenate([learner.coef_[0], learner.intercept_])


def head_of(
    labels: Sequence[str],
    found: Sequence[Floats],
    bits: tuple[int, int],
    thresholds: Sequence[float],
    cue_scale: float,
) -> Head:
    """Return fitted coefficients as the arrays that are served, rounded to 255 steps with one scale per label."""
    first, second = 1 << bits[0], 1 << bits[1]
    table = np.stack(found, axis=1)
    scale = np.maximum(np.abs(table[: first + second]).max(axis=0), 1e-9) / 127
    small = (np.round(table[: first + second] / scale) * scale).astype(np.float32)
    return Head(
        tuple(labels), bits[0], bits[1], small[:first], small[first:],
        scale.astype(np.float32), (table[first + second : -1] * cue_scale).astype(np.float32),
        table[-1].astype(np.float32), np.array(thresholds, dtype=np.float32),
    )  # fmt: skip
