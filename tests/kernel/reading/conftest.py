"""The gazetteer of the pack, built once, and a short way to read a text."""

import pytest

from prasan.kernel.reading import Document, read
from prasan.packs.thailand.gazetteer import reading_gazetteer


@pytest.fixture(scope="session")
def gazetteer():
    return reading_gazetteer()


@pytest.fixture
def reading(gazetteer):
    def of(text, title="", published=None):
        return read(Document(title, text, published), gazetteer)

    return of


@pytest.fixture
def values(reading):
    def of(field, text, title="", published=None):
        return [one.value for one in getattr(reading(text, title, published), field)]

    return of
