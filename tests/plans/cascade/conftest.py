"""The cascade's scenes."""

import pytest

from tests.plans import ground
from tests.plans.cascade import scene


@pytest.fixture
def g(db):
    return ground.build()


@pytest.fixture
def draft(g):
    return scene.draft(g)


@pytest.fixture
def sent(g):
    return scene.sent(g)
