"""Who answers for a policy: that person alone sets its targets, and hands it over on leaving or moving."""

import datetime as dt

import pytest
from django.utils import timezone

from prasan.directory.handover import open_items
from prasan.directory.models import Seat, TransferLine, TransferOrder
from prasan.platform.commands import SYSTEM, Refused, perform
from prasan.platform.journal.models import Entry
from prasan.registers import policy as may
from prasan.registers.commands import ChangePolicy, SetTarget, WithdrawPolicy
from prasan.registers.handover import items, move
from prasan.registers.models import Policy, Target

pytestmark = pytest.mark.django_db
today = timezone.localdate


@pytest.fixture
def owner(g):
    """Return the person who answers for the policy of the ground."""
    actor = g.actors["owner"]
    Policy.objects.filter(pk=g.policy.pk).update(owner_id=actor.person_id)
    return actor


def other(g):
    return g.actors["other-owner"]


def test_an_owned_policys_targets_are_set_by_its_owner_and_others_are_told_why_not(g, owner):
    target = Target.objects.filter(indicator=g.indicators["jobs"]).select_related("indicator__policy").first()
    about = {"indicator_id": target.indicator_id, "area_id": target.area_id, "fiscal_year": target.fiscal_year}
    with pytest.raises(Refused) as refused:
        perform(other(g), SetTarget(value=24, path=None, baseline=None, **about))
    assert refused.value.text == may.ANOTHERS
    perform(owner, SetTarget(value=24, path=None, baseline=None, **about))
    Policy.objects.filter(pk=g.policy.pk).update(owner_id=None)
    perform(other(g), SetTarget(value=36, path=None, baseline=None, **about))
    target.refresh_from_db()
    assert target.value == 36


def test_owned_policies_stand_on_the_list_without_classified_words(g, owner):
    (item,) = items([owner.person_id])[owner.person_id]
    assert item.what == g.policy.name
    assert item.href == f"/policies/{g.policy.pk}"
    assert [source.code for source, _item in open_items([owner.person_id])[owner.person_id]] == ["policies"]
    perform(SYSTEM, ChangePolicy(target_id=g.policy.pk, values={"classification": 1, "headline": None}))
    (item,) = items([owner.person_id])[owner.person_id]
    assert g.policy.name not in item.what
    perform(SYSTEM, WithdrawPolicy(target_id=g.policy.pk, reason="ยุบรวม"))
    assert items([owner.person_id]) == {}


def test_policies_go_to_the_taker_unless_the_giver_stays_a_policy_owner(g, owner):
    taker = other(g).person_id
    move(owner, owner.person_id, taker)
    g.policy.refresh_from_db()
    assert g.policy.owner_id == owner.person_id
    Seat.objects.filter(person_id=owner.person_id).update(end=today())
    move(owner, owner.person_id, taker)
    g.policy.refresh_from_db()
    assert g.policy.owner_id == taker
    told = Entry.objects.about(g.policy).filter(verb="registers.set_owner").latest("id")
    assert told.person_id is None
    assert g.person("owner").full_name in told.reason


def test_who_accepts_the_hand_over_answers_for_the_policies(g, owner, client):
    seat = Seat.objects.get(pk=owner.seat_id)
    yesterday = today() - dt.timedelta(days=1)
    Seat.objects.filter(pk=seat.pk).update(end=yesterday)
    order = TransferOrder.objects.create(number="9/2569", date=yesterday, effective=today())
    line = TransferLine.objects.create(order=order, person_id=owner.person_id, leaves=seat)
    client.force_login(g.person("other-owner"), "allauth.account.auth_backends.AuthenticationBackend")
    assert g.policy.name in client.get(f"/handovers/{line.pk}").content.decode()
    assert client.post(f"/handovers/{line.pk}", {"remark": ""}).status_code == 302
    g.policy.refresh_from_db()
    assert g.policy.owner_id == other(g).person_id
    line.refresh_from_db()
    assert [what for _kind, what, _due in line.handed] == [g.policy.name]
