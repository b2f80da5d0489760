"""Whose case may be opened: a person whom the actor serves, by a number that stood on an older slip too."""

import pytest

from prasan.platform.commands import RuleBroken
from prasan.referrals import commands as c
from prasan.referrals.models import Case, TrackKey
from prasan.registers.commands import MergeWorkers
from prasan.registers.models import Tie, Worker
from tests.referrals import ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def g(db):
    with ground.at(ground.MONDAY):
        yield ground.build()


def opening(g, who, number, **more):
    return g.do(who, c.OpenCase(worker_id=number, need="หางาน", **more))


def test_a_number_of_an_entry_that_was_merged_means_the_kept_one(g):
    kept, twin = ground.worker(g), ground.worker(g)
    g.do("counter", MergeWorkers(kept_id=kept.pk, gone_id=twin.pk))
    assert opening(g, "counter", twin.pk).worker_id == kept.pk


def test_nobody_opens_a_case_of_whom_they_do_not_serve(g):
    stranger = ground.worker(g, "DOE-80")
    gone, kept = ground.worker(g), ground.worker(g)
    g.do("counter", MergeWorkers(kept_id=kept.pk, gone_id=gone.pk))
    Tie.objects.filter(worker=kept).update(office=g.offices["DOE-80"])  # the kept one is out of reach now
    erased = ground.worker(g)
    Worker.objects.filter(pk=erased.pk).update(erased_at=ground.MONDAY, given_name="", family_name="", birth_year=None)
    for number in (stranger.pk, gone.pk, kept.pk, erased.pk, 0, 10**9):
        with pytest.raises(RuleBroken) as refused:
            opening(g, "counter", number)
        assert refused.value.field == "worker"
    assert not Case.objects.exists()


def test_a_place_is_the_offices_own_or_one_that_there_is(g):
    person = ground.worker(g)
    assert opening(g, "counter", person.pk).area_id == g.actors["counter"].area_id
    assert opening(g, "counter", person.pk, area_id=g.areas["80"].pk).area_id == g.areas["80"].pk
    with pytest.raises(RuleBroken) as refused:
        opening(g, "counter", person.pk, area_id=123)
    assert refused.value.field == "area"


def test_the_first_pin_is_the_first_and_the_next_replaces_it(g):
    made = ground.case(g)
    assert TrackKey.objects.get(case=made).serial == TrackKey._meta.get_field("serial").get_default()
    g.do("counter", c.MakePin(target_id=made.pk))
    assert TrackKey.objects.get(case=made).serial == TrackKey._meta.get_field("serial").get_default() + 1


def test_the_form_names_the_person_and_keeps_what_was_typed(g):
    person = ground.worker(g)
    page = g.client("counter").get(f"/cases/new?worker={person.pk}").content.decode()
    assert person.full_name in page
    assert f'value="{person.pk}"' in page
    refused = g.client("counter").post("/cases/new", {"worker": person.pk, "need": "  ", "channel": "counter"})
    assert refused.status_code == 409
    assert f'value="{person.pk}"' in refused.content.decode()
