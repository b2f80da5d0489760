"""A cascade is prepared, checked, sent in one act, supplemented and recalled."""

import pytest
from django.utils import timezone

from prasan.plans.cascade.commands import (
    AcceptOffer,
    BeginCascade,
    ChangeCascade,
    ChaseOffer,
    CloseCascade,
    OfferAll,
    RecallCascade,
    RecallOffer,
    RemoveExpected,
    SaveExpected,
    SendOffer,
    SplitExpected,
)
from prasan.plans.models import Cascade, Item, Offer
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.commands.bulk import perform_many
from prasan.platform.commands.proof import differences
from prasan.platform.journal.models import Entry, Outbox
from tests.plans.cascade.scene import BEGIN, DUE
from tests.plans.ground import LAST, YEAR


def test_sending_reaches_every_province_in_one_act_with_one_entry_each(draft):
    assert {one.state for one in Offer.objects.all()} == {"draft"}
    draft.send()
    assert {one.state for one in Offer.objects.all()} == {"offered"}
    assert Entry.objects.filter(verb="plans.send_offer").count() == 3
    assert Entry.objects.filter(verb="plans.cascade").count() == 1
    assert Outbox.objects.filter(name="plans.send_offer").count() == 1
    with pytest.raises(RuleBroken, match="ไม่มีสิ่งใหม่"):
        draft.send()


def test_it_is_not_sent_before_weights_and_sums_are_right(g, draft):
    draft.g.do("owner", SaveExpected(
        target_id=draft.cascade.pk, row=draft.expected(2).pk, name_th="x", agency_id="DSD", start=BEGIN, end=LAST,
        weight=30,
    ))  # fmt: skip
    with pytest.raises(RuleBroken, match="รวมได้ 90"):
        draft.send()
    assert Cascade.objects.get().state == "draft"


def test_the_sum_of_a_split_is_checked(draft):
    with pytest.raises(RuleBroken, match="ต่างกัน 1") as caught:
        draft.split(total=301)
    assert caught.value.field == "total"
    with pytest.raises(RuleBroken, match="ตรัง"):
        draft.g.do("owner", SplitExpected(target_id=draft.cascade.pk, row=draft.expected().pk, total=0, values={}))


def test_a_province_where_it_has_no_meaning_is_left_out_with_the_reason(draft):
    draft.split(total=150, v80=None)
    item = draft.item("80")
    assert (item.state, item.asked, item.reason) == ("excluded", None, "ไม่มีชายฝั่ง")
    with pytest.raises(RuleBroken) as caught:
        draft.g.do("owner", SplitExpected(
            target_id=draft.cascade.pk, row=draft.expected().pk, total=150,
            values={
                one.offer.area_id: None if one.pk == item.pk else 75
                for one in Item.objects.filter(expected=item.expected)
            },
        ))  # fmt: skip
    assert caught.value.field == "reason"


def test_only_the_policys_owner_cascades(g, draft):
    with pytest.raises(Refused):
        g.do("minister", OfferAll(target_id=draft.cascade.pk))
    with pytest.raises(Refused):
        g.do("plo", OfferAll(target_id=draft.cascade.pk))  # a draft is out of a province's sight
    g.policies[0].owner_id = g.person("minister")
    g.policies[0].save()
    with pytest.raises(Refused, match="คนอื่น"):
        g.do("owner", OfferAll(target_id=draft.cascade.pk))
    g.do("secretary", OfferAll(target_id=draft.cascade.pk))


def test_sent_cascades_are_supplemented_but_answered_activities_stay(g, sent):
    g.do("plo", AcceptOffer(target_id=sent.offer("92").pk))
    with pytest.raises(RuleBroken, match="ตอบกิจกรรมนี้แล้ว"):
        g.do("owner", RemoveExpected(target_id=sent.cascade.pk, row=sent.expected().pk))
    with pytest.raises(RuleBroken, match="ตอบแล้ว ค่าที่ขอเปลี่ยนไม่ได้: ตรัง"):
        sent.split(total=310, v92=110)
    sent.split(total=310, v80=160)  # a province that has not answered may still be asked for another number
    assert sent.item("80").asked == 160
    sent.add("เพิ่มเติม", weight=10, measured=False)
    with pytest.raises(RuleBroken, match="110"):
        sent.send()
    change = SaveExpected(
        target_id=sent.cascade.pk, row=sent.expected(3).pk, name_th="เพิ่มเติม", agency_id="DOE", start=BEGIN, end=LAST,
        weight=1,
    )  # fmt: skip
    g.do("owner", change)
    with pytest.raises(RuleBroken, match="101"):
        sent.send()


def test_what_is_added_reaches_the_provinces_when_it_is_sent_again(g, sent):
    g.do("owner", RemoveExpected(target_id=sent.cascade.pk, row=sent.expected(2).pk))
    sent.add("เพิ่มเติม", weight=40, measured=False)
    offer = sent.offer("92").pk
    g.do("plo", AcceptOffer(target_id=offer))
    assert sent.states("92") == ["accepted", "open"]
    with pytest.raises(RuleBroken):
        g.do("plo", AcceptOffer(target_id=offer))  # the new one is not asked yet
    sent.send()
    g.do("plo", AcceptOffer(target_id=offer))
    assert sent.states("92") == ["accepted", "accepted"]


def test_recall_takes_back_what_nobody_answered(g, sent):
    with pytest.raises(RuleBroken, match="เหตุผล"):
        g.do("owner", RecallCascade(target_id=sent.cascade.pk))
    g.do("plo", AcceptOffer(target_id=sent.offer("92").pk))
    command = RecallCascade(target_id=sent.cascade.pk, reason="ตัวเลขผิด")
    g.do("owner", command)
    assert (command.recalled, command.kept) == (2, 1)
    assert [sent.offer(code).state for code in ("92", "80", "93")] == ["offered", "recalled", "recalled"]
    with pytest.raises(RuleBroken):
        g.do("plo-80", AcceptOffer(target_id=sent.offer("80").pk))
    sent.send()
    assert sent.offer("80").state == "offered"


def test_a_cascade_recalled_whole_is_a_draft_again(g, sent):
    g.do("owner", RecallCascade(target_id=sent.cascade.pk, reason="ตัวเลขผิด"))
    sent.cascade.refresh_from_db()
    assert sent.cascade.state == "draft"
    sent.send()


def test_reminders_go_once_a_day_to_those_who_owe_an_answer(g, sent):
    g.do("plo", AcceptOffer(target_id=sent.offer("92").pk))
    every = [{"target_id": one.pk} for one in Offer.objects.all()]
    outcome = perform_many(g.actors["owner"], ChaseOffer, every, all_or_nothing=False)
    assert (outcome.done, [one.code for one in outcome.refused]) == (2, ["answered"])
    again = perform_many(g.actors["owner"], ChaseOffer, every, all_or_nothing=False)
    assert (again.done, {one.code for one in again.refused}) == (0, {"answered", "today"})


def test_set_forms_equal_their_single_forms(g, sent, monkeypatch):
    moment = timezone.now().replace(microsecond=580470)  # the database writes it without the last nought
    monkeypatch.setattr(timezone, "now", lambda: moment)
    g.do("plo", AcceptOffer(target_id=sent.offer("92").pk))
    rows = [{"target_id": one.pk} for one in Offer.objects.order_by("pk")] + [{"target_id": 0}]
    Offer.objects.filter(area=g.areas["93"]).update(state="recalled")
    for who in ("owner", "secretary", "minister", "plo"):
        for command in (SendOffer, RecallOffer, ChaseOffer):
            assert differences(g.actors[who], command, rows) == []


def test_closing_ends_the_answers(g, sent):
    g.do("owner", CloseCascade(target_id=sent.cascade.pk))
    with pytest.raises(RuleBroken):
        g.do("plo", AcceptOffer(target_id=sent.offer("92").pk))
    with pytest.raises(RuleBroken):
        g.do("owner", ChangeCascade(target_id=sent.cascade.pk, name_th="x", goal_th="x", due=DUE))


def test_a_cascade_needs_a_standing_policy_and_a_head(g):
    told = {"policy_id": g.policies[0].pk, "fiscal_year": YEAR, "name_th": "ก", "goal_th": "ข", "due": DUE}
    for name, value in (("name_th", " "), ("goal_th", ""), ("due", None), ("due", BEGIN), ("fiscal_year", 25)):
        with pytest.raises(RuleBroken) as caught:
            g.do("owner", BeginCascade(**told | {name: value}))
        assert name in caught.value.errors
    with pytest.raises(Refused):
        g.do("dg", BeginCascade(**told))
