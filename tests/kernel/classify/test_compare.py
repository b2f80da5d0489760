"""Champion and challenger: what may replace the served model."""

import pytest

from prasan.kernel.classify import compare
from prasan.kernel.classify.model import Classification, TypeScore
from prasan.kernel.classify.rows import Row


class Said:
    """Stands in for a model: says what a table says of each title."""

    labels = ("layoff", "strike")

    def __init__(self, table, words=()):
        self.table = table
        self.meta = {"words": {"layoff": [[word, 1.0] for word in words]}}

    def classify(self, title, text, *, explain=True):
        codes = self.table.get(title, "").split()
        types = tuple(TypeScore(code, 0.9) for code in codes if code != "relevant")
        return Classification("relevant" in codes, 0.9, types)


TRUTH = {f"l{n}": "relevant layoff" for n in range(6)} | {f"s{n}": "relevant strike" for n in range(6)}
TRUTH |= {f"o{n}": "" for n in range(6)}
FROZEN = [
    Row(title, title, "ข้อความ", "relevant" in said, frozenset(said.split()) - {"relevant"})
    for title, said in TRUTH.items()
]


def test_the_same_model_may_replace_itself():
    verdict = compare.compare(Said(TRUTH), Said(TRUTH), FROZEN)
    assert verdict.replace
    assert verdict.rows == 18
    assert all(one.champion == one.challenger and not one.won and not one.lost for one in verdict.labels)


def test_one_more_relevant_text_missed_keeps_the_champion():
    verdict = compare.compare(Said(TRUTH), Said(TRUTH | {"l0": ""}), FROZEN)
    assert not verdict.replace
    assert verdict.against == ("relevant", "all")
    assert verdict.labels[0].lost == ("l0",)


def test_missing_one_and_finding_another_does_not_help():
    champion = Said(TRUTH | {"o0": "relevant", "o1": "relevant"})
    challenger = Said(TRUTH | {"l0": ""})
    assert "relevant" in compare.compare(champion, challenger, FROZEN).against


def test_a_type_may_lose_one_row_but_not_two_and_never_all_together():
    better = {"s0": "relevant", "s1": "relevant", "s2": "relevant"}
    champion = Said(TRUTH | better)
    one = compare.compare(champion, Said(TRUTH | {"l0": "relevant"}), FROZEN)
    two = compare.compare(champion, Said(TRUTH | {"l0": "relevant", "l1": "relevant"}), FROZEN)
    assert one.replace
    assert two.against == ("layoff",)
    assert compare.compare(Said(TRUTH), Said(TRUTH | {"l0": "relevant"}), FROZEN).against == ("all",)


def test_what_people_said_nothing_of_does_not_count():
    silent = [Row("l0", "l0", "", True, None), Row("o0", "o0", "", None, None)]
    verdict = compare.compare(Said(TRUTH), Said(TRUTH | {"l0": "relevant", "o0": "relevant"}), silent)
    assert verdict.replace


def test_both_figures_and_the_words_behind_are_told():
    verdict = compare.compare(Said(TRUTH, ["เลิกจ้าง"]), Said(TRUTH, ["ตกงาน"]), FROZEN)
    layoff = next(one for one in verdict.labels if one.label == "layoff")
    assert layoff.champion.recall.value == layoff.challenger.recall.value == 1.0
    assert (layoff.champion_words, layoff.challenger_words) == (("เลิกจ้าง",), ("ตกงาน",))


def test_nothing_is_replaced_unseen():
    with pytest.raises(ValueError, match="empty"):
        compare.compare(Said(TRUTH), Said(TRUTH), [])
