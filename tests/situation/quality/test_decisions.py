"""Machine's word and people's word: what stood before, what stands last, and who looked at all."""

import datetime as dt

import pytest
from django.utils import timezone

from prasan.situation.events.commands import LinkItems
from prasan.situation.models import Correction
from prasan.situation.quality.decisions import LABELS, cell_of, held, judged
from prasan.situation.triage.commands import BinItem, CorrectItem, TakeBack

pytestmark = pytest.mark.django_db


def one(item):
    [found] = [one for one in judged() if one.pk == item.pk]
    return found


def test_nobody_has_decided_about_a_new_item(ground):
    found = one(ground.item())
    assert (found.machine, found.machine_type, found.people, found.people_type) == (True, "layoff", None, None)
    assert cell_of(found, "relevant") == cell_of(found, "layoff") == "waiting"


def test_an_item_that_became_an_event_is_about_labour_and_of_the_events_type(ground):
    item = ground.item()
    ground.event(items=(item,))
    found = one(item)
    assert (found.people, found.people_type) == (True, "layoff")
    assert [cell_of(found, label) for label in ("relevant", "layoff", "strike")] == ["both", "both", "neither"]


def test_an_event_of_another_type_corrects_the_machine(ground):
    item = ground.item()
    ground.event(items=(item,), type="strike")
    found = one(item)
    assert (found.machine_type, found.people_type) == ("layoff", "strike")
    assert [cell_of(found, label) for label in ("layoff", "strike")] == ["machine_only", "people_only"]


def test_an_item_that_people_bin_is_not_about_labour(ground):
    item = ground.item()
    ground.do("duty", BinItem(target_id=item.pk))
    found = one(item)
    assert (found.machine, found.people, found.people_type) == (True, False, None)
    assert cell_of(found, "relevant") == "machine_only"


def test_what_the_machine_binned_and_people_took_back_was_missed(ground):
    item = ground.item(is_relevant=False, is_sampled=True, types=[], score=0.1)
    assert cell_of(one(item), "relevant") == "waiting"
    ground.do("duty", TakeBack(target_id=item.pk))
    found = one(item)
    assert (found.machine, found.people, found.chance) == (False, True, 0.01)
    assert cell_of(found, "relevant") == "people_only"
    assert cell_of(found, "layoff") == ""


def test_a_miss_that_was_found_by_chance_stands_for_itself(ground):
    item = ground.item(is_relevant=False, types=[], score=0.1)
    assert cell_of(one(item), "relevant") == ""
    ground.do("duty", TakeBack(target_id=item.pk))
    assert one(item).chance == 1.0


def test_the_machines_word_is_what_stood_before_anybody_changed_it(ground):
    item = ground.item()
    for kind in ("strike", "closure"):
        ground.do("duty", CorrectItem(target_id=item.pk, field="type", value=kind))
    found = one(item)
    assert (found.machine_type, found.people_type, found.people) == ("layoff", "closure", True)


def test_a_correction_that_was_taken_back_stands_no_more(ground):
    item = ground.item()
    ground.do("duty", BinItem(target_id=item.pk))
    Correction.objects.update(is_standing=False)
    assert one(item).people is False  # the item lies in the bin still
    item.state, item.decided_by = "new", None
    item.save()
    assert one(item).people is None


def test_only_decided_items_and_only_recent_ones(ground):
    old = ground.item(received_at=timezone.now() - dt.timedelta(days=50))
    ground.item()
    event = ground.event()
    ground.do("duty", LinkItems(target_id=event.pk, items=[old.pk]))
    assert [found.pk for found in judged(decided=True)] == [old.pk]
    assert old.pk not in {found.pk for found in judged(timezone.now() - dt.timedelta(days=30))}


def test_a_reprint_is_no_second_witness(ground):
    first = ground.item()
    again = ground.item(root=first)
    assert again.pk not in {found.pk for found in judged()}


def test_one_in_five_is_set_aside_always_the_same(settings):
    names = [f"{n:064d}" for n in range(2_000)]
    aside = [name for name in names if held(name)]
    assert 320 < len(aside) < 480
    assert aside == [name for name in names if held(name)]
    settings.SECRET_KEY = "another" * 10
    assert aside != [name for name in names if held(name)]


def test_labels_are_relevance_and_the_fourteen_types():
    assert LABELS[0] == "relevant"
    assert len(LABELS) == 15
