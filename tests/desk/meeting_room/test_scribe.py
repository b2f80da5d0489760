"""The scribe's form: sentences read in the meeting, confirmed one by one, given in the chair's name."""

import pytest
from django.utils.html import escape

from prasan.directives.models import Directive, Guidance
from prasan.meetings import commands as c
from prasan.meetings.playback.plan import _given
from prasan.meetings.stage import beside
from tests.directives import sent
from tests.meetings import ground

ORDERS = "ให้สำนักงานแรงงานจังหวัดตรังสำรวจตำแหน่งงานว่าง ภายใน 7 วัน ให้จัดหางานจังหวัดตรังรายงานผลทุกสัปดาห์จนกว่าจะมีคำสั่งเปลี่ยนแปลง"


@pytest.fixture
def g(db):
    with ground.at(ground.MONDAY):
        yield ground.build()


@pytest.fixture
def province(g):
    """The monthly meeting of a province: its labour officer in the chair, an officer of the office writes."""
    made = g.do("plo-officer", c.CallBriefing(
        kind="province", title="ประชุมหัวหน้าส่วนราชการสังกัดกระทรวงแรงงาน", starts_at=ground.MONDAY, minutes=60,
        chair_id=g.actors["plo"].seat_id, to=[g.offices["DOE-92"].pk],
    ))  # fmt: skip
    g.do("plo-officer", c.OpenMeeting(target_id=made.pk))
    return made


def taken_up(g, made, who):
    item = ground.item(g, made, who)
    g.do(who, c.TakeUp(target_id=item.pk))
    return item


def as_sent(page):
    return sent.as_sent(page, "scribe-form")


def post(g, made, who, told):
    return g.client(who).post(f"/meetings/{made.pk}/scribe", told, headers={"HX-Request": "true"})


def test_two_orders_in_one_breath_are_given_one_after_the_other(g):
    made = ground.running(g)
    item = taken_up(g, made, "duty")
    page = post(g, made, "duty", {"do": "read", "sentences": ORDERS})
    told = as_sent(page)
    assert told["p0-lead"] == "สำนักงาน OPS-92"
    page = post(g, made, "duty", told | {"do": "confirm-0"})
    first = Directive.objects.get()
    assert (first.giver_id, first.origin, first.origin_ref) == (made.chair_id, "briefing", item.pk)
    page = post(g, made, "duty", as_sent(page) | {"do": "confirm-1"})
    assert Directive.objects.count() == 2
    assert Directive.objects.exclude(pk=first.pk).get().every == "week"
    assert "2/2569" in page.content.decode()


def test_what_was_read_before_stays_when_more_is_read(g):
    made = ground.running(g)
    taken_up(g, made, "duty")
    told = as_sent(post(g, made, "duty", {"do": "read", "sentences": ORDERS}))
    told = as_sent(
        post(g, made, "duty", told | {"do": "read", "sentences": "ให้แรงงานจังหวัดนครศรีธรรมราชรายงานผลภายใน 3 วัน"})
    )
    assert told["count"] == "3"
    assert [told[f"p{n}-lead"] for n in (0, 2)] == ["สำนักงาน OPS-92", "สำนักงาน OPS-80"]


def test_the_form_is_filled_by_hand_from_what_was_typed(g):
    made = ground.running(g)
    taken_up(g, made, "duty")
    g.do("duty", c.CallToStage(target_id=made.pk, attendee_id=ground.line(made, g, "OPS-92").pk))
    told = as_sent(post(g, made, "duty", {"do": "blank", "sentences": "ช่วยกันดูแลลูกจ้าง"}))
    assert (told["p0-text"], told["p0-lead"]) == ("ช่วยกันดูแลลูกจ้าง", "สำนักงาน OPS-92")
    page = post(g, made, "duty", told | {"do": "confirm-0"})
    assert "กำหนดเวลา" in page.content.decode()
    assert not Directive.objects.exists()
    assert as_sent(page)["p0-text"] == "ช่วยกันดูแลลูกจ้าง"
    post(g, made, "duty", told | {"do": "confirm-0", "p0-due_kind": "days", "p0-due_amount": "๗"})
    assert Directive.objects.get().due_amount == 7


def test_guidance_is_given_in_the_meeting_too(g):
    made = ground.running(g)
    item = taken_up(g, made, "duty")
    told = as_sent(post(g, made, "duty", {"do": "read", "sentences": ORDERS}))
    told = as_sent(post(g, made, "duty", told | {"do": "turn-0"}))
    post(g, made, "duty", told | {"do": "confirm-0", "p0-review_on": "30 ก.ย. 2570"})
    given = Guidance.objects.get()
    assert (given.giver_id, given.origin_ref) == (made.chair_id, item.pk)
    shown = g.client("minister").get(f"/meetings/{made.pk}/room/part/given").content.decode()
    assert f"/guidance/{given.pk}" in shown
    assert "แนวทางถึง 1 หน่วยงาน" in shown
    (row,) = beside.directives(g.actors["minister"], made.pk)
    assert _given(row, 0.0).words.startswith(f"แนวทาง {given.code}: ")  # beside what was recorded


def test_everybody_in_the_meeting_reads_what_was_given_and_only_whom_it_concerns_is_led_to_it(g):
    made = ground.running(g)
    taken_up(g, made, "duty")
    told = as_sent(post(g, made, "duty", {"do": "read", "sentences": "ให้แรงงานจังหวัดนครศรีธรรมราชรายงานผลภายใน 3 วัน"}))
    post(g, made, "duty", told | {"do": "confirm-0"})
    given = Directive.objects.get()
    for who, led in (("minister", True), ("plo", False)):
        shown = g.client(who).get(f"/meetings/{made.pk}/room/part/given").content.decode()
        assert given.code in shown
        assert given.text in shown
        assert (f"/directives/{given.pk}" in shown) is led
        assert (g.client(who).get(f"/directives/{given.pk}").status_code == 200) is led
    assert not beside.directives(g.actors["doe-80"], made.pk)  # who is not of the meeting


def test_a_listener_reads_nothing_of_what_was_given_under_a_secret_item(g):
    made = ground.running(g, to=("OPS-80",))
    g.do("duty", c.AddAttendees(target_id=made.pk, to=[g.offices["OPS-92"].pk], duty="listener"))
    item = ground.item(g, made, secret=True)
    g.do("duty", c.TakeUp(target_id=item.pk))
    told = as_sent(post(g, made, "duty", {"do": "read", "sentences": "ให้แรงงานจังหวัดนครศรีธรรมราชรายงานผลภายใน 3 วัน"}))
    post(g, made, "duty", told | {"do": "confirm-0"})
    assert Directive.objects.count() == 1
    assert not beside.directives(g.actors["plo"], made.pk)


def test_nothing_is_given_before_an_item_is_taken_up_and_nothing_is_lost(g):
    made = ground.running(g)
    told = as_sent(post(g, made, "duty", {"do": "read", "sentences": ORDERS}))
    page = post(g, made, "duty", told | {"do": "confirm-0"})
    assert "โปรดเข้าสู่วาระก่อน" in page.content.decode()
    assert as_sent(page)["p0-text"] == told["p0-text"]
    assert not Directive.objects.exists()


def test_an_officer_writes_what_the_labour_officer_orders_in_the_meeting_alone(g, province):
    item = taken_up(g, province, "plo-officer")
    told = as_sent(post(g, province, "plo-officer", {"do": "read", "sentences": "ให้จัดหางานจังหวัดตรังรายงานผลภายใน 7 วัน"}))
    post(g, province, "plo-officer", told | {"do": "confirm-0"})
    given = Directive.objects.get()
    assert (given.giver_id, given.lead.code, given.origin_ref) == (g.actors["plo"].seat_id, "DOE-92", item.pk)
    split = {"reading": "another", "p0-split": "on", "p0-areas": "ตรัง", "p0-text": "ให้ช่วยกันสำรวจ", "do": "confirm-0"}
    post(g, province, "plo-officer", told | split)
    assert [one.lead.code for one in Directive.objects.filter(whole__isnull=False)] == ["OPS-92"]
    told = as_sent(
        post(g, province, "plo-officer", {"do": "read", "sentences": "ให้แรงงานจังหวัดนครศรีธรรมราชรายงานผลภายใน 7 วัน"})
    )
    page = post(g, province, "plo-officer", told | {"do": "confirm-0"})
    assert page.status_code == 403  # as far as the labour officer reaches, and no farther
    assert Directive.objects.filter(whole=None).count() == 2


def test_a_stranger_reads_no_form(g):
    made = ground.running(g)
    assert g.client("doe-80").get(f"/meetings/{made.pk}/scribe").status_code in {403, 404}
    assert g.client("plo").get(f"/meetings/{made.pk}/scribe").status_code == 403
    assert escape(made.title) in g.client("duty").get(f"/meetings/{made.pk}/scribe").content.decode()
