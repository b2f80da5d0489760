"""What a seat leaves open is told before it goes, and goes on with somebody else of the office."""

import pytest

from prasan.directory.handover import open_at_seats
from prasan.directory.models import Seat
from prasan.referrals import commands as c
from prasan.referrals import handover, jobs
from prasan.referrals.models import Referral
from tests.referrals import ground

pytestmark = pytest.mark.django_db


def told_of(seat):
    return [
        (source.code, item) for source, item in open_at_seats([seat]).get(seat.pk, []) if source.code == "referrals"
    ]


def test_who_is_asked_hands_over_what_is_open_by_the_number_alone(g, monkeypatch, django_assert_num_queries):
    first, second = ground.referral(g), ground.referral(g)
    for one in (first, second):
        ground.move(g, "doe", c.Accept, one)
    seat = Seat.objects.select_related("office").get(pk=g.actors["doe"].seat_id)
    with django_assert_num_queries(1):
        items = handover.of_seats([seat])[seat.pk]
    assert [item.href for item in items] == [f"/referrals/{first.pk}", f"/referrals/{second.pk}"]
    assert first.case.code in items[0].what
    assert "ทดลอง" not in " ".join(item.what for item in items)
    assert all(item.due for item in items)
    assert len(told_of(seat)) == 2
    monkeypatch.setattr(handover, "MOST", 1)
    assert [item.what for _code, item in told_of(seat)][1] == "และอีก 1 เรื่อง"
    ground.move(g, "counter", c.Revoke, first)
    assert len(told_of(seat)) == 1


def test_what_was_handed_over_is_anothers_once_the_seat_ends(g):
    one = ground.referral(g)
    ground.move(g, "doe", c.Accept, one)
    seat = Seat.objects.select_related("office").get(pk=g.actors["doe"].seat_id)
    with ground.at(ground.days(2)):
        Seat.objects.filter(pk=seat.pk).update(end=ground.MONDAY.date())
        assert jobs.sweep()["restaffed"] == 1
        assert told_of(seat) == []
        heir = Seat.objects.select_related("office").get(pk=Referral.objects.get(pk=one.pk).contact_id)
        assert heir.pk != seat.pk
        assert len(told_of(heir)) == 1
