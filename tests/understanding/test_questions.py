"""Questions of officers: answered once, read by all; the same again points to the answer."""

import pytest

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.understanding import commands as c
from prasan.understanding.models import Question
from prasan.understanding.pages.questions import similar
from tests.understanding.ground import draft

pytestmark = pytest.mark.django_db


def ask(m, actor=None, text="นับแรงงานต่างด้าวหรือไม่", **more):
    return perform(actor or m.officer, c.AskOwner(policy_id=m.policy.pk, text=text, **more))


def test_it_is_answered_once_for_all(m):
    one = ask(m)
    for who in (m.plo, m.officer, m.other):
        with pytest.raises(Refused):
            perform(who, c.Reply(target_id=one.pk, text="นับ"))
    with pytest.raises(RuleBroken):
        perform(m.owner, c.Reply(target_id=one.pk, text=" "))
    with pytest.raises(RuleBroken):
        perform(m.owner, c.Reply(target_id=one.pk, text="ก" * 3001))
    perform(m.department, c.Reply(target_id=one.pk, text="นับรวม"))
    assert Question.objects.visible_to(m.twin).get().answer == "นับรวม"
    assert Question.objects.visible_to(m.administrator).count() == 0
    perform(m.owner, c.Reply(target_id=one.pk, text="นับรวม แยกกลุ่ม"))
    assert Question.objects.get().answer == "นับรวม แยกกลุ่ม"


def test_the_same_words_are_not_asked_twice_and_like_ones_are_shown(m):
    one = ask(m)
    with pytest.raises(RuleBroken) as broken:
        ask(m, m.twin)
    assert str(one.pk) in str(broken.value.text)
    assert similar(m.twin, m.policy.pk, "แรงงานต่างด้าวนับไหม") == []  # not answered yet
    perform(m.owner, c.Reply(target_id=one.pk, text="นับรวม"))
    assert [found.pk for found in similar(m.twin, m.policy.pk, "แรงงานต่างด้าว นับไหม")] == [one.pk]


def test_a_question_joins_one_of_the_same_policy_that_has_an_answer(m):
    one, again = ask(m), ask(m, m.twin, "ต่างด้าวนับไหม")
    with pytest.raises(RuleBroken):
        perform(m.owner, c.Join(target_id=again.pk, other_id=one.pk))
    perform(m.owner, c.Reply(target_id=one.pk, text="นับรวม"))
    with pytest.raises(RuleBroken):
        perform(m.owner, c.Join(target_id=again.pk, other_id=again.pk))
    assert perform(m.owner, c.Join(target_id=again.pk, other_id=one.pk)).same_as_id == one.pk
    with pytest.raises(RuleBroken):
        perform(m.owner, c.Reply(target_id=again.pk, text="อีก"))


def test_it_may_be_about_an_item_of_a_brief_that_the_asker_reads(m):
    hidden = draft(m)
    with pytest.raises(Refused):
        ask(m, item_id=hidden.items.get(number=1).pk)
    perform(m.owner, c.Issue(target_id=hidden.pk))
    item = hidden.items.get(number=1)
    assert ask(m, item_id=item.pk).item == item.key
    with pytest.raises(Refused):
        ask(m, m.partner, "ถามได้ไหม")
    with pytest.raises(RuleBroken):
        ask(m, text=" ")
