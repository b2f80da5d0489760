"""The desk's ground, and models small enough to be told apart at a glance."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import pytest

from prasan.kernel.classify import Model
from prasan.situation.models import ModelVersion
from prasan.situation.quality import serving
from prasan.situation.quality.training import packed
from tests.situation.ground import Ground, build


@pytest.fixture
def ground(db: None) -> Ground:
    return build()


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """No process remembers the champion of another test."""
    serving.forget()
    yield
    serving.forget()


@pytest.fixture
def version(db: None) -> Callable[..., ModelVersion]:
    """Return a maker of stored versions; by default each holds the model that came with the program."""

    def make(name: str, state: str = "challenger", model: Model | None = None, **values: object) -> ModelVersion:
        content, digest = packed(model or serving.shipped())
        return ModelVersion.objects.create(
            version=name, state=state, content=content, sha256=hashlib.sha256(content).hexdigest() or digest, **values
        )

    return make


class Word:
    """A stand-in for a model: a text is about labour where it holds a word, and tells the types after it."""

    def __init__(self, name: str, word: str, kind: str = "layoff") -> None:
        self.version, self.word, self.kind = name, word, kind
        self.meta = {"version": name, "rows": {}, "metrics": {}, "words": {"relevant": [[word, 1.0]]}}

    def classify(self, title: str, text: str, *, explain: bool = True) -> object:
        from prasan.kernel.classify import Classification, TypeScore

        if self.word in title + text:
            return Classification(True, 0.9, (TypeScore(self.kind, 0.8, (self.word,)),), (self.word,))
        return Classification(False, 0.1)
