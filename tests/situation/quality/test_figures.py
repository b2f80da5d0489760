"""Figures of the panel, counted by hand."""

import datetime as dt

import pytest
from django.utils import timezone

from prasan.situation.quality.figures import known, panel
from prasan.situation.triage.commands import BinItem, TakeBack

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged_items(ground):
    """Forty that the machine kept (36 right), two of its sampled bin: one missed, one rightly binned."""
    for n in range(40):
        item = ground.item(title=f"ข่าว {n}")
        if n < 4:
            ground.do("duty", BinItem(target_id=item.pk))
        else:
            ground.event(items=(item,))
    common = {"is_relevant": False, "is_sampled": True, "types": [], "score": 0.1}
    missed, right = ground.item(**common), ground.item(**common, source=ground.sources["call"])
    ground.do("duty", TakeBack(target_id=missed.pk))
    ground.do("duty", BinItem(target_id=right.pk))
    return missed, right


def test_precision_and_recall_weigh_the_sample_of_the_bin(judged_items):
    found = panel(90)
    relevant = found.labels[0]
    assert relevant.label == "relevant"
    assert relevant.quality.precision.value == pytest.approx(36 / 40)
    assert relevant.quality.unseen == pytest.approx(100)  # one of a hundred was looked at
    assert relevant.quality.recall.value == pytest.approx(36 / 136)
    assert dict(relevant.cells) == {"both": 36, "machine_only": 4, "people_only": 1, "neither": 1}
    assert (found.items, found.looked, found.sampled, found.sampled_looked) == (42, 42, 2, 2)


def test_types_are_asked_of_what_people_kept(judged_items):
    [layoff] = [line for line in panel(90).labels if line.label == "layoff"]
    assert layoff.quality.precision.value == 1.0
    assert layoff.cells["both"] == 36
    assert layoff.cells["waiting"] == 4  # binned by people: nobody said a type


def test_every_source_has_its_line(ground, judged_items):
    lines = {line.source: line for line in panel(90).sources}
    assert set(lines) == {ground.sources["feed"].pk, ground.sources["call"].pk}
    assert lines[ground.sources["call"].pk].cells == {"neither": 1}
    assert not known(lines[ground.sources["call"].pk].quality.precision)


def test_few_items_are_no_figure(ground):
    ground.event(items=(ground.item(),))
    relevant = panel(90).labels[0]
    assert relevant.quality.precision.value == 1.0
    assert not known(relevant.quality.precision)


def test_what_is_older_than_the_window_is_not_counted(ground):
    ground.item(received_at=timezone.now() - dt.timedelta(days=100))
    assert panel(90).items == 0
    assert panel(365).items == 1


def test_a_source_that_sends_something_else_now_is_seen(ground):
    before = timezone.now() - dt.timedelta(days=50)
    for n in range(40):
        ground.item(received_at=before, score=0.9)
        ground.item(score=0.05, is_relevant=n % 10 == 0)
    drift = panel(90).labels[0].drift
    assert drift.word == "shifted"
    assert (drift.rate_before.value, drift.rate_now.value) == (1.0, 0.1)
