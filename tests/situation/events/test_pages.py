"""The pages of events: three views of one set, one event with its acts, forms that keep what was typed."""

from __future__ import annotations

import pytest

from prasan.situation.events import commands as c
from prasan.situation.events import queries
from prasan.situation.models import Event, EventTask, HeadCount, Operation


def do(client, event, **told):
    return client.post(f"/situation/events/{event.pk}/do", told)


def test_list_map_and_timeline_are_views_of_one_set(g):
    here, there = g.event(title="ที่ตรัง"), g.event(area="80", title="ที่นคร")
    abroad = g.event("counsellor", area="TW", title="ที่ไต้หวัน", type="overseas_distress")
    client = g.client("duty")
    for view in ("list", "timeline", "map"):
        page = client.get(f"/situation/events?view={view}").content.decode()
        assert abroad.title in page, view
        assert view == "map" or (here.title in page and there.title in page), view
        narrow = client.get(f"/situation/events?view={view}&area=92").content.decode()
        assert there.title not in narrow, view
        assert abroad.title not in narrow, view
    assert here.title in client.get("/situation/events?type=layoff&q=ตรัง").content.decode()
    assert here.title not in client.get("/situation/events?state=closed").content.decode()


def test_a_province_reads_its_own_events(g):
    here, there = g.event(title="ที่ตรัง"), g.event(area="80", title="ที่นคร")
    page = g.client("plo").get("/situation/events").content.decode()
    assert here.title in page
    assert there.title not in page
    assert g.client("plo").get(f"/situation/events/{there.pk}").status_code == 404
    assert [one.pk for one in queries.live_events(g.actors["plo"])] == [here.pk]
    assert [one.pk for one in queries.latest(g.actors["duty"], 1)] == [there.pk]


def test_an_event_is_opened_by_hand_and_what_was_typed_stays(g):
    client = g.client("plo")
    told = {"title": "คนงานตกนั่งร้าน", "type": "accident", "area": "เมืองตรัง ตรัง", "day": "1 ม.ค. 2569", "time": "14.25"}
    told |= {"affected": "๓", "point": "7.55, 99.61"}
    answer = client.post("/situation/events/new", {**told, "area": "ไม่มีที่นี่"})
    assert answer.status_code == 409
    assert "คนงานตกนั่งร้าน" in answer.content.decode()
    assert "ไม่รู้จักพื้นที่นี้" in answer.content.decode()
    client.post("/situation/events/new", told)
    event = Event.objects.get()
    assert (event.area.code, event.affected, str(event.longitude)) == ("9201", 3, "99.61000")
    edit = client.get(f"/situation/events/{event.pk}/edit").content.decode()
    assert 'value="14.25"' in edit
    assert 'value="9201"' in edit
    client.post(f"/situation/events/{event.pk}/edit", {**told, "title": "คนงานตกนั่งร้าน 2 คน"})
    event.refresh_from_db()
    assert event.title == "คนงานตกนั่งร้าน 2 คน"
    assert str(event.happened_at.astimezone().date()).startswith("2026-01-01")


def test_the_whole_life_by_the_page(g):
    event = g.event(items=(g.item(),))
    client = g.client("plo")
    do(client, event, do="verify")
    do(client, event, do="assess", severity="severe", urgency="immediate", certainty="observed", digit="2")
    do(client, event, do="task", office="DOE-92", kind="other", text="สำรวจ", hours="7")
    page = client.get(f"/situation/events/{event.pk}").content.decode()
    assert "กำลังแก้ไข" in page
    assert "สำรวจ" in page
    refused = do(client, event, do="close", lesson="แจ้งเร็วขึ้น")
    assert refused.status_code == 409
    assert "แจ้งเร็วขึ้น" in refused.content.decode()
    doe = g.client("doe")
    task = EventTask.objects.get()
    assert queries.open_tasks(g.actors["doe"]) == [task]
    assert "บันทึกผล" in g.client("duty").get(f"/situation/events/{event.pk}").content.decode()
    do(doe, event, do="done", task=str(task.pk), note="120 คน")
    do(client, event, do="close", lesson="แจ้งเร็วขึ้น")
    event.refresh_from_db()
    assert event.state == "closed"


def test_people_and_heads_by_the_page(g):
    event = g.event("counsellor", area="TW", type="overseas_distress")
    client = g.client("counsellor")
    do(client, event, do="people", tab="event_people", people="ตรัง 3\nนครศรีธรรมราช ๒ คน")
    assert EventTask.objects.count() == 4
    told = {"do": "heads", "tab": "event_people", "dimension": "legality", "day": "1 ม.ค. 2569", "total": "150"}
    answer = do(client, event, **told, cells="ถูกกฎหมาย 50\nผิดกฎหมาย 76")
    assert answer.status_code == 409
    assert "รวมได้ 126 คน" in answer.content.decode()
    do(client, event, **told, cells="ถูกกฎหมาย 50\nผิดกฎหมาย 76\nไม่ทราบ: 24 คน")
    assert HeadCount.objects.get().total == 150
    page = client.get(f"/situation/events/{event.pk}/people").content.decode()
    assert "นครศรีธรรมราช" in page
    assert "150" in page


def test_the_log_takes_back_and_redoes(g):
    event = g.event(items=(g.item(),))
    client = g.client("duty")
    do(client, event, do="plan", tab="event_plan", before="ซ้อมแผน | สสค.", during="", after="")
    assert "ซ้อมแผน" in client.get(f"/situation/events/{event.pk}/plan").content.decode()
    g.do("duty", c.EditEvent(target_id=event.pk, values={"title": "ชื่อใหม่"}))
    edit = Operation.objects.order_by("-pk")[0]
    do(client, event, do="undo", tab="event_log", act=str(edit.pk))
    event.refresh_from_db()
    assert event.title != "ชื่อใหม่"
    page = client.get(f"/situation/events/{event.pk}/log").content.decode()
    assert "ทำซ้ำ" in page
    assert "ถูกเลิกทำ" in page
    do(client, event, do="undo", tab="event_log", act=str(Operation.objects.order_by("-pk")[0].pk))
    event.refresh_from_db()
    assert event.title == "ชื่อใหม่"


def test_the_brief_is_a_paper(g):
    event = g.event(items=(g.item(),))
    answer = g.client("plo").get(f"/situation/events/{event.pk}/brief.pdf")
    assert answer.content.startswith(b"%PDF")


@pytest.mark.parametrize("tab", ["", "/people", "/plan", "/log"])
def test_the_pages_of_an_event_ask_few_questions(g, tab, django_assert_max_num_queries):
    event = g.event(items=tuple(g.item(f"ข่าว {n}") for n in range(4)))
    for n in range(4):
        g.do("duty", c.EditEvent(target_id=event.pk, values={"title": f"ชื่อ {n}"}))
    client = g.client("duty")
    client.get(f"/situation/events/{event.pk}{tab}")
    with django_assert_max_num_queries(12):
        client.get(f"/situation/events/{event.pk}{tab}")
