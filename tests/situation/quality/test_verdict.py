"""A challenger replaces the champion only where nothing gets worse and the set is large enough to say so."""

import pytest

from prasan.situation.quality.decisions import LABELS
from prasan.situation.quality.verdict import verdict


def checked(champion, challenger, *, texts=100, relevant=40, types=((20, 5, 5), (20, 5, 5))):
    labels = {label: {"champion": [0, 0, 0], "challenger": [0, 0, 0]} for label in LABELS}
    labels["relevant"] = {"champion": list(champion), "challenger": list(challenger)}
    labels["layoff"] = {"champion": list(types[0]), "challenger": list(types[1])}
    return {"labels": labels, "sizes": {"all": texts, "relevant": relevant, "items": texts, "sample": 0}}


def test_equal_figures_may_replace():
    found = verdict(checked((38, 2, 2), (38, 2, 2)))
    assert found.may_replace
    assert found.worse == ()


@pytest.mark.parametrize(
    ("challenger", "types", "worse"),
    [
        ((36, 1, 4), (20, 5, 5), ["recall"]),
        ((38, 3, 2), (20, 5, 5), ["precision"]),
        ((40, 8, 0), (20, 5, 5), ["precision"]),  # more found, but paid for with more that is wrong
        ((38, 2, 2), (19, 5, 6), ["types"]),
        ((0, 0, 40), (0, 0, 25), ["recall", "precision", "types"]),
    ],
)
def test_what_gets_worse_is_named(challenger, types, worse):
    found = verdict(checked((38, 2, 2), challenger, types=((20, 5, 5), types)))
    assert [one.name for one in found.worse] == worse
    assert not found.may_replace


def test_better_in_one_and_equal_in_the_others_may_replace():
    assert verdict(checked((38, 2, 2), (39, 2, 1))).may_replace


@pytest.mark.parametrize(("texts", "relevant"), [(29, 20), (100, 9)])
def test_a_small_set_cannot_tell(texts, relevant):
    found = verdict(checked((9, 0, 0), (9, 0, 0), texts=texts, relevant=relevant))
    assert not found.is_enough
    assert not found.may_replace


def test_without_a_comparison_there_is_no_verdict():
    assert verdict({}) is None
