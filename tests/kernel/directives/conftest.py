"""The gazetteer of the pack, built once, and a short way to read a text."""

import pytest

from prasan.kernel.directives import read_directives
from prasan.packs.thailand.directives import directive_gazetteer

MEETING = "2018-02-07"
"""A Wednesday: what the texts of these tests count from."""


@pytest.fixture(scope="session")
def gazetteer():
    return directive_gazetteer()


@pytest.fixture
def read(gazetteer):
    def of(text, published=MEETING):
        return read_directives(text, published, gazetteer)

    return of


@pytest.fixture
def only(read):
    def of(text, published=MEETING):
        (one,) = read(text, published)
        return one

    return of
