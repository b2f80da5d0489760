"""The queue's pages: every key is a form that works without scripts; found things are marked, private ones hidden."""

from __future__ import annotations

import pytest

from prasan.situation.events.commands import Verify
from prasan.situation.models import Correction, Event, Item
from prasan.situation.triage import presence

TEXT = "บริษัทในจังหวัดตรังเลิกจ้าง 120 คน โทร 081-234-5678 นายสมมติ ใจดี"


def read(text: str, word: str) -> list[int]:
    start = text.index(word)
    return [start, start + len(word)]


def read_item(g, **values):
    reading = {
        "provinces": [{"value": "92", "field": "text", "span": read(TEXT, "จังหวัดตรัง")}],
        "counts": [{"value": 120, "field": "text", "span": read(TEXT, "120 คน")}],
        "private": [{"value": "สมมติ ใจดี", "field": "text", "span": read(TEXT, "นายสมมติ ใจดี")}],
        "words": {"layoff": ["เลิกจ้าง"]},
    }
    return g.item("เลิกจ้างที่ตรัง", text=TEXT, reading=reading, **values)


def act(client, item, **told):
    return client.post(f"/situation/triage/{item.pk}", told)


def test_accept_opens_an_event_as_proposed_and_goes_on_to_the_next(g):
    item, behind = read_item(g), g.item("อีกข่าว")
    client = g.client("duty")
    page = client.get("/situation/triage").content.decode()
    assert "ระบบเสนอ: เปิดเหตุการณ์" in page
    assert "เลิกจ้าง</b>" in page
    assert "ตรัง</b>" in page
    assert page.count("data-row") == 2
    answer = act(client, item, do="accept", next=str(behind.pk))
    assert answer.headers["Location"] == f"/situation/triage?item={behind.pk}"
    event = Event.objects.get()
    assert (event.type, event.area.code, event.affected, event.items.get()) == ("layoff", "92", 120, item)


def test_a_story_of_the_same_event_is_proposed_to_join(g):
    event = g.event(items=(g.item("โรงงานถุงมือในตรังเลิกจ้าง 120 คน"),), title="โรงงานถุงมือในตรังเลิกจ้าง 120 คน")
    item = g.item("โรงงานถุงมือในตรังเลิกจ้าง 130 คน")
    client = g.client("duty")
    assert f"ผูกกับเหตุการณ์ {event.code}" in client.get(f"/situation/triage?item={item.pk}").content.decode()
    act(client, item, do="accept")
    item.refresh_from_db()
    assert item.event == event


def test_join_by_choice_and_by_number_and_a_wrong_number_is_told(g):
    event = g.event(area="80")
    one, two = g.item(), g.item("อีกข่าว")
    client = g.client("duty")
    act(client, one, do="join", event=str(event.pk))
    act(client, two, do="join", number=event.code)
    assert event.items.count() == 2
    three = g.item("สาม")
    answer = act(client, three, do="join", number="999/2569")
    assert answer.status_code == 409
    assert "โปรดเลือกเหตุการณ์" in answer.content.decode()


def test_bin_correct_and_undo_are_one_key_each(g):
    item = read_item(g)
    client = g.client("duty")
    act(client, item, do="type", type="closure")
    item.refresh_from_db()
    assert item.types[0] == "closure"
    act(client, item, do="bin")
    item.refresh_from_db()
    assert item.state == "binned"
    assert {one.field for one in Correction.objects.standing()} == {"type", "relevant"}
    answer = client.post("/situation/triage/undo")
    assert answer.headers["Location"] == f"/situation/triage?item={item.pk}"
    item.refresh_from_db()
    assert item.state == "new"
    assert "ไม่มีรายการของท่าน" in client.post("/situation/triage/undo", follow=True).content.decode()


def test_a_colleague_who_was_first_is_told(g):
    item = g.item()
    act(g.client("duty2"), item, do="bin")
    answer = act(g.client("duty"), item, do="bin")
    assert answer.status_code == 409
    assert "แล้ว โปรดเปิดดูข้อมูลล่าสุด" in answer.content.decode()


def test_found_things_are_marked_and_private_ones_hidden(g):
    item = read_item(g)
    for who, plain in (("duty", True), ("plo", False), ("owner", False)):
        page = g.client(who).get(f"/situation/items/{item.pk}").content.decode()
        assert '<mark class="found provinces">จังหวัดตรัง<small>' in page, who
        assert ("081-234-5678" in page, "ใจดี" in page) == (plain, plain), who


def test_who_has_an_item_open_is_seen_by_colleagues(g):
    item = g.item()
    client = g.client("duty2")
    assert client.post(f"/situation/triage/{item.pk}/here").status_code == 204
    assert presence.others(g.actors["duty"], [item.pk]) == {
        item.pk: [g.actors["duty2"].short_name or g.actors["duty2"].name]
    }
    assert "เปิดอยู่" in g.client("duty").get("/situation/triage").content.decode()
    assert presence.others(g.actors["duty2"], [item.pk]) == {}


def test_what_the_machine_binned_is_shown_by_sample(g):
    seen = g.item("ข่าวที่ระบบคัดออก", is_relevant=False, is_sampled=True)
    g.item("ข่าวที่ไม่ได้สุ่ม", is_relevant=False)
    client = g.client("duty")
    page = client.get("/situation/triage/bin").content.decode()
    assert "ข่าวที่ระบบคัดออก" in page
    assert "ข่าวที่ไม่ได้สุ่ม" not in page
    act(client, seen, do="keep", review="1")
    assert list(Item.objects.waiting()) == [seen]


def test_only_the_centre_triages(g):
    item = g.item()
    for who in ("plo", "minister", "doe"):
        assert g.client(who).get("/situation/triage").status_code == 403
        assert act(g.client(who), item, do="bin").status_code in {403, 404}


@pytest.mark.parametrize("count", [1, 30])
def test_the_queue_asks_few_questions(g, count, django_assert_max_num_queries):
    first = read_item(g)
    for _n in range(count):
        g.item()
    g.do("duty", Verify(target_id=g.event(items=(g.item(),)).pk))
    client = g.client("duty")
    client.get("/situation/triage")
    with django_assert_max_num_queries(12):
        client.get(f"/situation/triage?item={first.pk}")
