"""Train, promote, roll back: who may, when it is refused, and who serves afterwards."""

import random
import sys

import pytest

from prasan.platform.commands import SYSTEM, Refused, RuleBroken, perform
from prasan.platform.jobs.job import Run
from prasan.platform.journal.models import Entry
from prasan.situation.models import ModelVersion
from prasan.situation.quality import frozen, serving, training
from prasan.situation.quality.commands import KeepTrained, PromoteModel, Retrain, RollBackModel
from prasan.situation.quality.decisions import held
from prasan.situation.quality.jobs import train_challenger
from prasan.situation.quality.rows import training_rows
from prasan.situation.triage.commands import BinItem
from tests.situation.quality.conftest import Word

pytestmark = pytest.mark.django_db


@pytest.fixture
def aside(ground, monkeypatch):
    """Forty judged items, all of them set aside: every second about labour."""
    monkeypatch.setattr(frozen, "held", lambda identity: True)
    for n in range(40):
        if n % 2:
            ground.event(items=(ground.item(title="โรงงานเลิกจ้าง"),))
        else:
            ground.do("duty", BinItem(target_id=ground.item(title="น้ำท่วมถนน").pk))


@pytest.fixture
def models(monkeypatch):
    """Let versions stand for stand-ins by their name."""
    known = {}
    monkeypatch.setattr(serving, "load", lambda pk: known[ModelVersion.objects.get(pk=pk).version])
    return known


def test_the_model_that_came_with_the_program_serves_first(ground):
    assert serving.serving().pk is None
    assert serving.current().version == serving.shipped().version


def test_a_challenger_that_is_not_worse_takes_the_place(aside, ground, version, models):
    old, new = version("old", "champion"), version("new")
    models |= {"old": Word("old", "โรงงาน"), "new": Word("new", "เลิกจ้าง")}
    ground.do("duty", PromoteModel(target_id=new.pk))
    new.refresh_from_db()
    old.refresh_from_db()
    assert (new.state, old.state, new.before) == ("champion", "retired", old)
    assert new.checked["labels"]["relevant"] == {"champion": [20, 0, 0], "challenger": [20, 0, 0]}
    assert new.promoted_by_id == ground.actors["duty"].person_id
    assert Entry.objects.filter(verb="situation.promote_model").count() == 1


def test_a_worse_challenger_is_refused_with_both_figures(aside, ground, version, models):
    version("old", "champion")
    new = version("new")
    models |= {"old": Word("old", "โรงงาน"), "new": Word("new", "น้ำท่วม")}
    with pytest.raises(RuleBroken) as refused:
        ground.do("duty", PromoteModel(target_id=new.pk))
    assert "0.0%" in str(refused.value.text)
    assert "100.0%" in str(refused.value.text)
    assert ModelVersion.objects.champion().get().version == "old"


def test_a_small_set_lets_nobody_in(ground, version, models):
    version("old", "champion")
    new = version("new")
    models |= {"old": Word("old", "ก"), "new": Word("new", "ก")}
    with pytest.raises(RuleBroken, match="ยังบอกไม่ได้"):
        ground.do("duty", PromoteModel(target_id=new.pk))


@pytest.mark.parametrize("state", ["champion", "retired", "training", "failed"])
def test_only_a_challenger_is_promoted(ground, version, state):
    one = version("one", state, **({"fault": "เหตุ"} if state == "failed" else {}))
    with pytest.raises(RuleBroken):
        ground.do("duty", PromoteModel(target_id=one.pk))


def test_rolling_back_returns_to_the_one_before_with_a_reason(aside, ground, version, models):
    old, new = version("old", "champion"), version("new")
    models |= {"old": Word("old", "โรงงาน"), "new": Word("new", "เลิกจ้าง")}
    ground.do("duty", PromoteModel(target_id=new.pk))
    with pytest.raises(RuleBroken, match="เหตุผล"):
        ground.do("duty", RollBackModel(target_id=new.pk, reason=" "))
    ground.do("duty", RollBackModel(target_id=new.pk, reason="พลาดข่าวไฟไหม้"))
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state) == ("champion", "retired")
    with pytest.raises(RuleBroken, match="ไม่มีรุ่นก่อนหน้า"):
        ground.do("duty", RollBackModel(target_id=old.pk, reason="อีกครั้ง"))


@pytest.mark.parametrize("who", ["plo", "doe", "minister", "admin"])
def test_others_do_not_change_the_model(ground, version, who):
    one = version("one")
    for command in (Retrain(), PromoteModel(target_id=one.pk), RollBackModel(target_id=one.pk, reason="เหตุ")):
        with pytest.raises(Refused):
            ground.do(who, command)
    with pytest.raises(Refused):
        ground.do("duty", KeepTrained(target_id=one.pk, fault="เหตุ"))


def test_there_is_one_training_at_a_time(ground):
    ground.do("duty", Retrain())
    with pytest.raises(RuleBroken, match="กำลังฝึก"):
        ground.do("duty", Retrain())


def test_a_training_that_died_blocks_nobody(ground):
    first = ground.do("duty", Retrain())
    ModelVersion.objects.filter(pk=first.pk).update(made_at="2026-01-01T00:00Z")
    ground.do("duty", Retrain())
    first.refresh_from_db()
    assert first.state == "failed"
    assert first.fault


def test_without_the_trainer_it_is_told_what_to_do(ground, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    made = perform(SYSTEM, Retrain())
    train_challenger.function(Run(None), version_id=made.pk)
    made.refresh_from_db()
    assert made.state == "failed"
    assert "scikit-learn" in made.fault


def test_with_nothing_decided_there_is_nothing_to_learn(ground):
    made = perform(SYSTEM, Retrain())
    train_challenger.function(Run(None), version_id=made.pk)
    made.refresh_from_db()
    assert "ยังไม่มีข่าวที่เจ้าหน้าที่ตัดสิน" in made.fault


def test_a_fault_in_the_training_is_kept_and_ends_it(ground, monkeypatch):
    def broken(*_given, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr("prasan.situation.quality.jobs.trained", broken)
    made = perform(SYSTEM, Retrain())
    with pytest.raises(ZeroDivisionError):
        train_challenger.function(Run(None), version_id=made.pk)
    made.refresh_from_db()
    assert made.state == "failed"


def test_rows_hold_peoples_word_and_the_champions_but_nothing_set_aside(ground):
    items = [ground.item(title="โรงงานเลิกจ้าง") for _ in range(30)]
    ground.event(items=tuple(items[:10]), type="strike")
    rows, kinds = training_rows(Word("old", "โรงงาน"))
    aside = {str(one.pk) for one in items if held(one.identity)}
    assert aside
    assert {row.id for row in rows} == {str(one.pk) for one in items} - aside
    people = [row for row in rows if row.weight == 1.0]
    assert {row.types for row in people} == {frozenset({"strike"})}
    assert kinds["people"] == kinds["corrected"] == len(people)
    assert kinds["champion"] == len(rows) - len(people)
    assert kinds["aside"] == 10 - len(people)


def test_a_challenger_is_trained_kept_and_compared(ground):
    dice = random.Random(4)
    signs = "กขคงจชซญดตทธนบปพฟมยรลวสหอ"

    def other():
        return " ".join("".join(dice.choices(signs, k=9)) for _ in range(12))

    for n in range(200):
        ground.item(title="โรงงาน " + other(), text=f"เลิกจ้างลูกจ้าง ค่าชดเชย {other()}", identity=f"a{n:063d}")
        ground.item(title="กรมชล " + other(), text=f"เปิดประตูน้ำ รับฤดูฝน {other()}", identity=f"b{n:063d}")
    for item in ground.sources["feed"].items.filter(title__startswith="กรมชล")[:60]:
        ground.do("duty", BinItem(target_id=item.pk))
    for item in ground.sources["feed"].items.filter(title__startswith="โรงงาน")[:20]:
        ground.event(items=(item,))
    made = perform(SYSTEM, Retrain())
    train_challenger.function(Run(None), version_id=made.pk)
    made.refresh_from_db()
    assert (made.state, made.fault) == ("challenger", "")
    assert made.trained_on["people"] > 0
    assert made.metrics["relevant"]["both"] > 0
    assert made.checked["sizes"]["items"] == made.trained_on["aside"]
    model = serving.load(made.pk)
    assert model.version == made.version
    assert model.classify("โรงงาน " + other(), f"เลิกจ้างลูกจ้าง ค่าชดเชย {other()}").relevant
    assert not model.classify("กรมชล " + other(), f"เปิดประตูน้ำ รับฤดูฝน {other()}").relevant


def test_the_sample_counts_where_its_texts_are_at_hand(ground, settings, tmp_path):
    settings.LISTEN_SAMPLE_TEXTS = tmp_path / "nowhere"
    assert frozen.examples()[1] == {"items": 0, "sample": 0}


def test_a_training_needs_enough_texts(ground):
    for _ in range(3):
        ground.do("duty", BinItem(target_id=ground.item().pk))
    with pytest.raises(training.CannotTrain):
        training.trained(Word("old", "โรงงาน"), "new")
