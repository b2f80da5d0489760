"""Training: learns what it is shown, the same rows give the same model, says clearly what is missing."""

import random
import sys

import numpy as np
import pytest

from prasan.kernel.classify import Model, told, training
from prasan.kernel.classify.cues import Group
from prasan.kernel.classify.model import RELEVANT
from prasan.kernel.classify.rows import Row
from prasan.kernel.classify.train import train

GROUPS = (Group.of("layoff", ["เลิกจ้าง"]), Group.of("strike", ["นัดหยุดงาน"]), Group.of("word", ["แรงงาน"]))
LABELS = ("layoff", "strike")
LETTERS = "กขคงจชดตทนบปพมยรลวสห"


def piece(dice):
    """A word that nobody has written before."""
    return "".join(dice.choice(LETTERS) for _ in range(dice.randint(4, 9)))


def sentence(dice, *words):
    """A text of such words with some in between."""
    found = [piece(dice) for _ in range(40)]
    for word in words:
        found.insert(dice.randrange(len(found)), word)
    return " ".join(found)


def made(count=40, seed=1):
    """Rows of three kinds: lay-offs, strikes, and what is not about labour."""
    dice = random.Random(seed)
    rows = []
    for n in range(count):
        for kind, words in (("layoff", ("เลิกจ้าง", "แรงงานไทย")), ("strike", ("นัดหยุดงาน", "แรงงานไทย")), ("", ())):
            types = frozenset({kind}) if kind else frozenset()
            text = sentence(dice, *words, *words)
            rows.append(
                Row(
                    f"{kind or 'other'}{n}",
                    f"{piece(dice)} {' '.join(words[:1])} {piece(dice)}",
                    text,
                    bool(kind),
                    types,
                )
            )
    return rows


@pytest.fixture(scope="module")
def trained():
    return train(made(), LABELS, GROUPS, version="test")


def test_it_learns_relevance_and_types_of_texts_it_has_not_seen(trained):
    dice = random.Random(99)
    layoff = trained.model.classify("ข่าว", sentence(dice, "เลิกจ้าง", "เลิกจ้าง", "แรงงานไทย"))
    other = trained.model.classify("ข่าว", sentence(dice))
    assert layoff.relevant
    assert [one.code for one in layoff.types] == ["layoff"]
    assert "เลิกจ้าง" in layoff.types[0].words
    assert not other.relevant
    assert trained.counts[RELEVANT].recall.value > 0.95
    assert trained.counts["strike"].f1 > 0.9


def test_the_model_says_what_stood_behind_it(trained):
    meta = trained.model.meta
    assert meta["rows"] == {"judged": 120, RELEVANT: 80, "typed": 80, "layoff": 40, "strike": 40}
    assert set(meta["metrics"]) == {RELEVANT, *LABELS}
    assert set(trained.unseen["layoff0"]) == {RELEVANT, *LABELS}


def test_the_same_rows_give_the_same_model_and_it_survives_its_file(trained, tmp_path):
    again = train(made(), LABELS, GROUPS, version="test")
    assert again.model.meta == trained.model.meta
    assert np.array_equal(again.model.relevance.body, trained.model.relevance.body)
    trained.model.save(tmp_path / "model.npz")
    served = Model.load(tmp_path / "model.npz")
    for row in made(5, seed=3):
        assert served.classify(row.title, row.text) == trained.model.classify(row.title, row.text)


def test_a_label_without_examples_is_never_given(trained):
    found = train(made(), (*LABELS, "fraud"), GROUPS, version="test").model
    assert all("fraud" not in [t.code for t in found.classify(r.title, r.text).types] for r in made(5))


def test_without_types_relevance_is_trained_alone():
    rows = [Row(row.id, row.title, row.text, row.relevant) for row in made()]
    found = train(rows, LABELS, GROUPS, version="test").model
    layoff = rows[0]
    assert found.classify(layoff.title, layoff.text).relevant
    assert found.classify(layoff.title, layoff.text).types == ()


def test_only_one_kind_of_row_is_not_enough():
    with pytest.raises(ValueError, match="both"):
        train([row for row in made() if row.relevant], LABELS, GROUPS, version="test")


def test_without_the_trainer_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(training.NoTrainer, match="setup --train"):
        train(made(5), LABELS, GROUPS, version="test")


def test_passing_words_are_drawn_from_relevant_rows_and_stay_irrelevant():
    rows = [
        Row("a", "ก", "กระทรวงแรงงานเตือนนายจ้างทุกแห่งทั่วประเทศ " * 30, True),
        Row("b", "ข", "ขุดลอกคลองและซ่อมถนนในหมู่บ้าน " * 60, False),
    ]
    (copy,) = training.passing_words(rows, 1.0, 1)
    assert "แรงงาน" in copy.text
    assert copy.relevant is False
    assert copy.text.index("แรงงาน") > 100
    assert training.passing_words(rows[1:], 1.0, 1) == []


def test_words_told_are_in_many_texts_and_never_names():
    dice = random.Random(5)
    rows = [Row(str(n), "", f"{piece(dice)}เลิกจ้าง{piece(dice)} นายสมศักดิ์ มั่นคง", True) for n in range(60)]
    found = told.vocabulary(rows, told.all_names(rows))
    assert "เลิกจ้าง" in found
    assert not any("สมศักดิ์" in word or "มั่นคง" in word for word in found)
    assert told.vocabulary(rows[: told.IN_TEXTS - 1], frozenset()) == {}
