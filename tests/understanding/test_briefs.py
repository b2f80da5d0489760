"""Briefs: written by who owns the policy, issued whole, renewed; a new version asks only for what changed."""

import datetime as dt

import pytest
from django.utils import timezone

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.registers.models import Policy, PolicySet
from prasan.understanding import commands as c
from prasan.understanding import queries
from prasan.understanding.models import Brief, Item
from tests.understanding.ground import ITEMS, answer, draft, issued

pytestmark = pytest.mark.django_db


def test_the_owner_or_the_lead_department_writes_and_nobody_else_sees_a_draft(m):
    one = draft(m, m.department)
    assert (one.version, one.state, one.items.count()) == (1, "draft", 3)
    for who in (m.other, m.plo, m.officer, m.minister):
        with pytest.raises(Refused):
            perform(who, c.Issue(target_id=one.pk))
    assert Brief.objects.visible_to(m.department).count() == 1
    assert Brief.objects.visible_to(m.plo).count() == Item.objects.visible_to(m.plo).count() == 0
    perform(m.department, c.Issue(target_id=one.pk))
    assert Brief.objects.visible_to(m.plo).count() == 1
    with pytest.raises(RuleBroken):
        draft(m)  # a policy has one


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"aim": " "}, "aim"),
        ({"people": ""}, "people"),
        ({"work": ""}, "work"),
        ({"measure": "ก" * 601}, "measure"),
        ({"due": dt.date(2020, 1, 1)}, "due"),
        ({"groups": []}, "groups"),
        ({"groups": ["everybody"]}, "groups"),
    ],
)
def test_what_no_brief_can_be_is_refused_with_its_field(m, more, field):
    with pytest.raises(RuleBroken) as broken:
        draft(m, **more)
    assert broken.value.field == field


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"text": " "}, "text"),
        ({"question": ""}, "question"),
        ({"options": ["เดียว"]}, "options"),
        ({"options": ["ซ้ำ", "ซ้ำ"]}, "options"),
        ({"options": list("123456")}, "options"),
        ({"right": 2}, "right"),
        ({"right": None}, "right"),
    ],
)
def test_what_no_item_can_be_is_refused_with_its_field(m, more, field):
    one = draft(m, items=0)
    told = {"brief_id": one.pk, "text": "ข้อ", "question": "ถาม", "options": ["ก", "ข"], "right": 0} | more
    with pytest.raises(RuleBroken) as broken:
        perform(m.owner, c.AddItem(values=told))
    assert broken.value.field == field


def test_a_page_has_no_more_than_seven_items_and_those_after_a_dropped_one_move_up(m):
    one = draft(m)
    told = {"brief_id": one.pk, "question": "ถาม", "options": ["ก", "ข"], "right": 0}
    for n in range(4):
        perform(m.owner, c.AddItem(values=told | {"text": f"ข้อ {n}"}))
    with pytest.raises(RuleBroken):
        perform(m.owner, c.AddItem(values=told | {"text": "เกิน"}))
    second = one.items.get(number=2)
    perform(m.owner, c.DropItem(target_id=second.pk))
    assert list(one.items.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert one.items.get(number=2).text == ITEMS[2][0]
    assert Entry.objects.filter(verb="understanding.drop_item", object_id=second.pk).count() == 1


def test_it_is_issued_with_questions_of_an_announced_set_alone_and_then_stays_as_it_is(m):
    empty = draft(m, items=0)
    with pytest.raises(RuleBroken):
        perform(m.owner, c.Issue(target_id=empty.pk))
    told = {"brief_id": empty.pk, "text": "ข้อ", "question": "ถาม", "options": ["ก", "ข"], "right": 0}
    item = perform(m.owner, c.AddItem(values=told))
    PolicySet.objects.filter(pk=m.policy.policy_set_id).update(is_draft=True)
    with pytest.raises(RuleBroken):
        perform(m.owner, c.Issue(target_id=empty.pk))
    PolicySet.objects.filter(pk=m.policy.policy_set_id).update(is_draft=False)
    perform(m.owner, c.Issue(target_id=empty.pk))
    for verb in (
        c.Issue(target_id=empty.pk),
        c.ChangeBrief(target_id=empty.pk, values={"aim": "อื่น"}),
        c.ChangeItem(target_id=item.pk, values={"text": "อื่น"}),
        c.DropItem(target_id=item.pk),
        c.AddItem(values=told),
    ):
        with pytest.raises(RuleBroken):
            perform(m.owner, verb)


def test_a_new_version_asks_only_for_what_changed_and_new_people_for_everything(m):
    first = issued(m)
    assert answer(m, m.plo, first).done_at is not None
    second = perform(m.owner, c.Renew(brief_id=first.pk))
    with pytest.raises(RuleBroken):
        perform(m.owner, c.Renew(brief_id=first.pk))
    changed = second.items.get(number=2)
    perform(m.owner, c.ChangeItem(target_id=changed.pk, values={"text": "นับเมื่อครบ 6 เดือน"}))
    same = second.items.get(number=3)
    perform(m.owner, c.ChangeItem(target_id=same.pk, values={"text": "ชั่วคราว"}))
    perform(m.owner, c.ChangeItem(target_id=same.pk, values={"text": ITEMS[2][0]}))  # and back again
    perform(m.owner, c.Issue(target_id=second.pk))
    assert Brief.objects.get(pk=first.pk).state == "replaced"
    assert list(second.items.order_by("number").values_list("since", flat=True)) == [1, 2, 1]
    assert [one.number for one in queries.owed(m.plo.person_id, second)] == [2]
    assert [one.number for one in queries.owed(m.far_plo.person_id, second)] == [1, 2, 3]
    read = perform(m.plo, c.Understand(brief_id=second.pk))
    assert (read.asked, read.left, read.state) == (1, 1, "read")
    assert answer(m, m.plo, second).state == "done"


def test_where_nothing_changed_reading_is_enough(m):
    first = issued(m)
    answer(m, m.plo, first)
    second = perform(m.owner, c.Renew(brief_id=first.pk))
    perform(m.owner, c.ChangeBrief(target_id=second.pk, values={"aim": "ถ้อยคำใหม่"}))
    perform(m.owner, c.Issue(target_id=second.pk))
    assert queries.owed(m.plo.person_id, second) == []
    assert queries.duties(m.plo)[0].state == "none"  # it is new to them all the same
    assert perform(m.plo, c.Understand(brief_id=second.pk)).state == "done"


def test_the_brief_goes_on_in_the_policy_set_that_takes_the_old_ones_place(m):
    first = issued(m)
    answer(m, m.plo, first, 3)
    old = m.policy.policy_set
    new = PolicySet.objects.create(
        code="next",
        name_th="ชุดใหม่",
        giver_th="รัฐมนตรี",
        fiscal_year=old.fiscal_year,
        version=old.version + 1,
        replaces=old,
    )
    policy = Policy.objects.create(policy_set=new, axis="agenda", number=1, name_th="มีงานทำต่อ", lead_id="DOE")
    stranger = Policy.objects.create(policy_set=old, axis="agenda", number=2, name_th="อื่น", lead_id="DOE")
    with pytest.raises(RuleBroken):
        perform(m.owner, c.Renew(brief_id=first.pk, policy_id=stranger.pk))
    second = perform(m.owner, c.Renew(brief_id=first.pk, policy_id=policy.pk))
    perform(m.owner, c.Issue(target_id=second.pk))
    assert Brief.objects.get(pk=first.pk).state == "replaced"
    assert [one.number for one in queries.owed(m.plo.person_id, second)] == [3]


def test_it_is_withdrawn_with_the_reason(m):
    one = issued(m)
    with pytest.raises(RuleBroken):
        perform(m.owner, c.WithdrawBrief(target_id=one.pk, reason=" "))
    assert perform(m.owner, c.WithdrawBrief(target_id=one.pk, reason="เปลี่ยนนโยบาย")).state == "withdrawn"
    with pytest.raises(RuleBroken):
        answer(m, m.plo, one)
    assert draft(m).version == 2


def test_a_classified_policys_brief_is_for_those_cleared_for_it(m):
    one = issued(m)
    Policy.objects.filter(pk=m.policy.pk).update(classification=2)
    assert not Brief.objects.visible_to(m.officer).filter(pk=one.pk).exists()
    assert Brief.objects.visible_to(m.minister).filter(pk=one.pk).exists()
    with pytest.raises(Refused):
        answer(m, m.officer, one)


def test_days_left_count_to_the_day_the_work_begins(m):
    assert issued(m, due=timezone.localdate()).days_left == 0
