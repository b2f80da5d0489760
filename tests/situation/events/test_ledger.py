"""The log on its tables: any act is undone in any order and the screens come back the same; nothing is rewritten."""

from __future__ import annotations

import random
import threading

import pytest
from django.db import DatabaseError, connection, transaction

from prasan.platform.commands import RuleBroken
from prasan.situation.events import ledger
from prasan.situation.events.commands import EditEvent, LinkItems, Merge, OpenEvent, Split, Undo, UnlinkItems
from prasan.situation.models import Correction, Event, Item, Operation
from prasan.situation.triage.commands import BinItem, TakeBack
from tests.situation import ground
from tests.situation.events import acts


def latest() -> int:
    found = Operation.objects.order_by("-pk").values_list("pk", flat=True).first()
    assert found is not None
    return found


def test_random_acts_undone_in_any_order_leave_identical_screens(g):
    rng = random.Random(2569)
    items = [g.item(state="binned" if n % 5 == 0 else "new").pk for n in range(12)]
    acts.many(g, rng, items, 15)
    before = acts.picture()
    done = acts.many(g, rng, items, 60)
    middle = acts.picture()
    assert middle != before
    undos = acts.undo_all(g, rng, done)
    assert acts.picture() == before
    for undo in rng.sample(undos, len(undos)):
        g.do("duty", Undo(target_id=undo))
    assert acts.picture() == middle
    ledger.rebuild()
    assert acts.picture() == middle


def test_the_log_cannot_be_changed_or_deleted(g):
    g.event(items=(g.item(),))
    for statement in ("UPDATE situation_operation SET kind = 'bin'", "DELETE FROM situation_operation"):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_opening_takes_the_items_with_their_reprints_and_an_undo_leaves_no_event(g):
    item = g.item()
    reprint = g.item(root=item)
    event = g.event(items=(item,))
    assert set(event.items.values_list("pk", flat=True)) == {item.pk, reprint.pk}
    g.do("duty", Undo(target_id=latest()))
    event.refresh_from_db()
    assert event.is_void
    assert not Event.objects.standing().exists()
    assert set(Item.objects.values_list("state", flat=True)) == {"new"}
    again = g.event()
    assert again.number == event.number + 1, "the number of an undone opening is not used twice"


def test_numbers_have_no_gap_where_an_opening_is_refused(g):
    first = g.event()
    with pytest.raises(RuleBroken):
        g.do("duty", OpenEvent(values={"title": "ก", "type": "layoff", "area_id": g.areas["92"].pk}, items=[999]))
    assert g.event().number == first.number + 1


def test_merge_and_split_move_what_is_seen(g):
    one, two = g.item(), g.item("อีกข่าว")
    first, second = g.event(items=(one,)), g.event(items=(two,))
    g.do("duty", Merge(target_id=second.pk, into=first.pk))
    assert set(first.items.all()) == {one, two}
    merge = latest()
    with pytest.raises(RuleBroken, match="รวมเข้ากับ"):
        g.do("duty", EditEvent(target_id=second.pk, values={"title": "ใหม่"}))
    command = Split(target_id=first.pk, items=[two.pk], title="แยก")
    g.do("duty", command)
    assert set(command.made.items.all()) == {two}
    g.do("duty", Undo(target_id=merge))
    assert set(Event.objects.get(pk=second.pk).items.all()) == set(), "the split still holds the item"
    g.do("duty", Undo(target_id=latest() - 1))
    assert set(Event.objects.get(pk=second.pk).items.all()) == {two}


def test_an_undone_act_is_not_undone_twice(g):
    g.event(items=(g.item(),))
    act = latest()
    g.do("duty", Undo(target_id=act))
    with pytest.raises(RuleBroken, match="เลิกทำไปแล้ว"):
        g.do("duty", Undo(target_id=act))


def test_an_edit_is_taken_back_with_its_values_typed_as_they_were(g):
    event = g.event()
    values = {"affected": 120, "latitude": "7.55", "longitude": "99.61", "place": "ห้วยยอด"}
    g.do("duty", EditEvent(target_id=event.pk, values=values))
    event.refresh_from_db()
    assert (event.affected, str(event.latitude), event.place) == (120, "7.55000", "ห้วยยอด")
    g.do("duty", Undo(target_id=latest()))
    event.refresh_from_db()
    assert (event.affected, event.latitude, event.place) == (None, None, "")


def test_what_people_decide_otherwise_is_kept_to_train_on_until_they_take_it_back(g):
    item = g.item(types=["layoff"])
    g.event(items=(item,), type="closure")
    kept = Correction.objects.get()
    assert (kept.field, kept.before, kept.after, kept.is_standing) == ("type", "layoff", "closure", True)
    g.do("duty", Undo(target_id=latest()))
    kept.refresh_from_db()
    assert not kept.is_standing
    g.do("duty", BinItem(target_id=item.pk))
    assert Correction.objects.standing().get().field == "relevant"


def test_a_binned_item_is_taken_back(g):
    item = g.item(is_relevant=False, state="binned")
    g.do("duty", TakeBack(target_id=item.pk))
    item.refresh_from_db()
    assert (item.state, item.is_relevant) == ("new", True)
    assert Correction.objects.get().after is True


def test_unlinked_items_wait_again(g):
    item = g.item()
    event = g.event(items=(item,))
    g.do("duty", UnlinkItems(target_id=event.pk, items=[item.pk]))
    item.refresh_from_db()
    assert (item.state, item.event_id, item.decided_by_id) == ("new", None, None)
    with pytest.raises(RuleBroken, match="ไม่ได้ผูก"):
        g.do("duty", UnlinkItems(target_id=event.pk, items=[item.pk]))
    g.do("duty", LinkItems(target_id=event.pk, items=[item.pk]))
    item.refresh_from_db()
    assert item.event_id == event.pk


@pytest.mark.django_db(transaction=True)
def test_openings_at_the_same_moment_have_numbers_without_gap_or_twin():
    g = ground.build()
    faults: list[BaseException] = []

    def opened() -> None:
        try:
            for _n in range(3):
                g.event()
        except BaseException as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=opened) for _n in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert faults == []
    assert sorted(Event.objects.values_list("number", flat=True)) == list(range(1, 13))
