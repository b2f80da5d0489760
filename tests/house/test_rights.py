"""The permission matrix (verbs × roles × places) equals the hand-written table, and planted holes are found."""

from __future__ import annotations

import pytest

from tests.house import rights, rules
from tests.house.holes import HOLES
from tests.house.samples import SAMPLES
from tests.house.world import World, build

pytestmark = pytest.mark.django_db

OURS = rights.our_verbs()


@pytest.fixture
def world() -> World:
    return build()


def test_every_verb_has_a_sample():
    assert set(SAMPLES) == OURS


def test_rights_equal_the_hand_written_table(world):
    expected = rights.expected(rights.TABLE.read_text(), OURS)
    assert len(expected) == len(OURS) * 22 * 8
    assert rules.differing(expected, rights.found(world, SAMPLES, OURS)) == []


def test_a_slip_in_the_table_is_an_error():
    with pytest.raises(ValueError, match="no such right"):
        rights.expected("progress.approve: plo@nowhere", OURS)


@pytest.mark.parametrize("hole", HOLES, ids=lambda hole: hole.name)
def test_a_planted_hole_is_found(world, hole, monkeypatch):
    expected = rights.expected(rights.TABLE.read_text(), OURS)
    hole.plant(monkeypatch)

    def shows_at(verb: str) -> bool:
        here = {cell: may for cell, may in expected.items() if cell[0] == verb}
        return bool(rules.differing(here, rights.found(world, SAMPLES, {verb})))

    verbs = [hole.verb] if hole.verb else sorted(OURS)
    assert any(shows_at(verb) for verb in verbs), f"{hole.name} went unseen"  # one verb that tells is enough


def test_there_are_twenty_holes():
    assert len({hole.name for hole in HOLES}) >= 20
