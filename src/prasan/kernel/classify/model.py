"""The served classifier: plain arrays, no trainer. Is a text about labour, and which types of event does it tell?

The file is an .npz without pickled objects: `meta` (JSON as bytes: version, labels, thresholds, cues, counts,
metrics, the words behind each label) and int8 weights with one scale per label. Layout and reasons:
docs/algorithms/classifying.md.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from prasan.kernel.classify import cues, grams

FORMAT = 1
RELEVANT = "relevant"
MOST_WORDS = 5
MOST_BYTES = 8_000_000
"""A model file is about a megabyte: a larger one is not ours."""

RULE_SCORE = 0.6
"""What a cue in the title is worth for a type with too few examples to learn from (`rules` in the meta)."""

Weights = npt.NDArray[np.float32]


class NotAModel(ValueError):
    """The file is no model of this format; the text says why."""


@dataclass(frozen=True, slots=True)
class TypeScore:
    """One type of event that a text tells: its code, the probability 0–1, the words that spoke for it."""

    code: str
    score: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Classification:
    """What the machine thinks of a text; `types` is empty for what is not about labour."""

    relevant: bool
    score: float
    types: tuple[TypeScore, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """Weights of some labels over one way of cutting a text: columns are labels.

    `title` and `body` are what int8 numbers times `scale` (one for each label) give: so they are stored.
    """

    labels: tuple[str, ...]
    title_bits: int
    body_bits: int
    title: Weights
    body: Weights
    scale: Weights
    cue: Weights
    bias: Weights
    threshold: Weights


@dataclass(frozen=True, slots=True)
class Parts:
    """A text cut once, used by both heads."""

    title: grams.Buckets
    body: grams.Buckets
    cue: npt.NDArray[np.float32]
    phrases: dict[str, bool]


TITLE_BITS, BODY_BITS = 16, 16


def cut(title: str, text: str, finder: cues.Finder) -> Parts:
    """Return a text cut into buckets and cue numbers."""
    title_codes = grams.title_codes(title)
    body_codes = grams.codes(text, grams.MOST_BODY)
    cue, phrases = finder.look(grams.letters(title_codes), grams.letters(body_codes))
    return Parts(
        grams.distinct(grams.positions(title_codes, TITLE_BITS, grams.TITLE_SALT), TITLE_BITS),
        grams.distinct(grams.positions(body_codes, BODY_BITS, grams.BODY_SALT), BODY_BITS),
        cue,
        phrases,
    )


def coarse(buckets: grams.Buckets, bits: int, fewer: int) -> grams.Buckets:
    """Return sorted distinct buckets of a board of 2**bits as those of a smaller board of 2**fewer."""
    if bits == fewer:
        return buckets
    smaller = buckets >> (bits - fewer)
    keep = np.ones(smaller.size, dtype=bool)
    keep[1:] = smaller[1:] != smaller[:-1]
    return smaller[keep]


def _pull(weights: Weights, buckets: grams.Buckets) -> Weights:
    """Return the weights of the buckets added up per label, divided by the root of their number."""
    if buckets.size == 0:
        return np.zeros(weights.shape[1], dtype=np.float32)
    taken = weights.take(buckets, axis=0)
    return np.asarray(np.ones(buckets.size, dtype=np.float32) @ taken / np.float32(math.sqrt(buckets.size)))


def logits(head: Head, parts: Parts) -> Weights:
    """Return the log odds of each label of a head for a text."""
    by_title = _pull(head.title, coarse(parts.title, TITLE_BITS, head.title_bits))
    by_body = _pull(head.body, coarse(parts.body, BODY_BITS, head.body_bits))
    return np.asarray(by_title + by_body + parts.cue @ head.cue + head.bias, dtype=np.float32)


def probability(logit: float) -> float:
    """Return the probability 0–1 of a log odd."""
    return 1.0 / (1.0 + math.exp(-min(max(logit, -40.0), 40.0)))


class Model:
    """A classifier ready to serve; never changed after it is made, so threads may share it."""

    def __init__(self, meta: dict[str, Any], relevance: Head, types: Head) -> None:
        self.meta = meta
        self.version = str(meta["version"])
        self.labels = types.labels
        self.groups = tuple(cues.Group(name, tuple(phrases)) for name, phrases in meta["cues"])
        self.relevance, self.types = relevance, types
        by_name = {group.name: group.phrases for group in self.groups}
        self._rules = [(self.labels.index(label), by_name.get(label, ())) for label in meta.get("rules", ())]
        self._told = {label: dict(words) for label, words in meta["words"].items()}
        self._finder = cues.Finder(self.groups, (word for words in self._told.values() for word in words))

    @classmethod
    def load(cls, path: str | Path) -> Model:
        """Return the model of a file. Raises NotAModel for a file that is not one of this format."""
        file = Path(path)
        if file.stat().st_size > MOST_BYTES:
            raise NotAModel(f"ไฟล์ใหญ่เกินกว่าจะเป็นแบบจำลอง · larger than any model: {file.name}")
        try:
            with np.load(file, allow_pickle=False) as held:
                meta = json.loads(bytes(held["meta"]).decode())
                if meta["format"] != FORMAT or meta["hash"] != grams.HASH_VERSION:
                    raise NotAModel(f"แบบจำลองรุ่นอื่น · a model of another format: {file.name}")
                heads = [_head(held, name, meta) for name in ("relevance", "types")]
        except (KeyError, OSError, ValueError) as fault:
            if isinstance(fault, NotAModel):
                raise
            raise NotAModel(f"ไม่ใช่ไฟล์แบบจำลอง · not a model file: {file.name}") from fault
        return cls(meta, *heads)

    def save(self, path: str | Path) -> None:
        """Write the model; the same model gives the same bytes of arrays."""
        arrays: dict[str, npt.NDArray[Any]] = {
            "meta": np.frombuffer(json.dumps(self.meta, ensure_ascii=False, sort_keys=True).encode(), dtype=np.uint8)
        }
        for name, head in (("relevance", self.relevance), ("types", self.types)):
            for part in ("title", "body"):
                arrays[f"{name}_{part}"] = np.round(getattr(head, part) / head.scale).astype(np.int8)
            for part in ("scale", "cue", "bias", "threshold"):
                arrays[f"{name}_{part}"] = getattr(head, part)
        with Path(path).open("wb") as file:
            np.savez_compressed(file, **arrays)  # type: ignore[arg-type]

    def classify(self, title: str, text: str, *, explain: bool = True) -> Classification:
        """Return whether a text is about labour and which types of event it tells.

        Parameters: `title` may be empty; `text`, of any length (its first page is read); `explain`, whether the
        words behind are wanted.
        """
        parts = cut(title, text, self._finder)
        if not parts.title.size and not parts.body.size:
            return Classification(relevant=False, score=0.0)
        score = probability(float(logits(self.relevance, parts)[0]))
        if score < self.relevance.threshold[0]:
            return Classification(relevant=False, score=round(score, 4))
        chances = self._chances(parts)
        types = []
        for code, chance, least in sorted(
            zip(self.labels, chances, self.types.threshold.tolist(), strict=True), key=lambda one: -one[1]
        ):
            if chance >= least:
                types.append(TypeScore(code, round(chance, 4), self._words(code, parts) if explain else ()))
        words = self._words(RELEVANT, parts) if explain else ()
        return Classification(relevant=True, score=round(score, 4), types=tuple(types), words=words)

    def scores(self, title: str, text: str) -> dict[str, float]:
        """Return the probability of relevance and of every type, whatever the thresholds: for drift and for study."""
        parts = cut(title, text, self._finder)
        found = {RELEVANT: probability(float(logits(self.relevance, parts)[0]))}
        return found | dict(zip(self.labels, self._chances(parts), strict=True))

    def _chances(self, parts: Parts) -> list[float]:
        """Return the probability of every type; where examples are few, a cue in the title is a rule."""
        chances = [probability(odds) for odds in logits(self.types, parts).tolist()]
        for number, phrases in self._rules:
            if any(parts.phrases.get(phrase) for phrase in phrases):
                chances[number] = max(chances[number], RULE_SCORE)
        return chances

    def _words(self, label: str, parts: Parts) -> tuple[str, ...]:
        """Return at most five words of this text that spoke most for a label, those of the title before others."""
        told = self._told[label]
        weighed = [
            (told[word] * (2 if in_title else 1), word) for word, in_title in parts.phrases.items() if word in told
        ]
        found: list[str] = []
        for _weight, word in sorted(weighed, reverse=True):
            if not any(word in other or other in word for other in found):
                found.append(word)
        return tuple(found[:MOST_WORDS])


def _head(held: Any, name: str, meta: dict[str, Any]) -> Head:
    """Return one head of an open file. Raises NotAModel where the sizes of its arrays do not fit together."""
    title, body = held[f"{name}_title"], held[f"{name}_body"]
    labels = (RELEVANT,) if name == "relevance" else tuple(meta["labels"])
    bits = [size.bit_length() - 1 for size in (title.shape[0], body.shape[0])]
    rest = [np.asarray(held[f"{name}_{part}"], dtype=np.float32) for part in ("scale", "cue", "bias", "threshold")]
    rows = len(meta["cues"]) * cues.PER_GROUP
    fits = title.shape == (1 << bits[0], len(labels)) and body.shape == (1 << bits[1], len(labels))
    fits = fits and rest[1].shape == (rows, len(labels)) and all(one.shape == (len(labels),) for one in rest[2:])
    if not fits or title.dtype != np.int8 or body.dtype != np.int8 or bits[0] > TITLE_BITS or bits[1] > BODY_BITS:
        raise NotAModel(f"ขนาดของตารางไม่ลงตัว · arrays do not fit together: {name}")
    return Head(labels, bits[0], bits[1], title * rest[0], body * rest[0], *rest)
