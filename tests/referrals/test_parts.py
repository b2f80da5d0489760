"""The boxes are read in parts: together they are what `visible_to` says, and no row stands in two."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from prasan.platform import compiled
from prasan.platform.commands import SYSTEM
from prasan.referrals import queries
from prasan.referrals.models import Referral
from tests.referrals import ground

pytestmark = pytest.mark.django_db
WHO = ("counter", "doe", "plo", "doe-80", "plo-80", "minister", "duty")


@pytest.fixture
def g(db):
    with ground.at(ground.MONDAY):
        small = ground.build()
        elsewhere = ground.case(small, who="doe-80", person=ground.worker(small, "DOE-80"))
        ground.referral(small)
        ground.referral(small, who="doe-80", of=elsewhere, to="OPS-80")
        # out of the province by its sender, by the office asked, and by a place that an office has left
        moved = ground.referral(small, of=ground.case(small), to="DOE-92")
        Referral.objects.filter(pk=moved.pk).update(area=small.areas["80"])
        sent = ground.referral(
            small, who="doe-80", of=ground.case(small, who="doe-80", person=elsewhere.worker), to="OPS-80"
        )
        Referral.objects.filter(pk=sent.pk).update(sender=small.offices["OPS-92"])
        yield small


@pytest.mark.parametrize("who", WHO)
def test_the_parts_are_what_is_visible_and_have_no_row_in_common(g, who):
    actor = g.actors[who]
    found = [pk for part in Referral.objects.parts_visible_to(actor) for pk in part.values_list("pk", flat=True)]
    assert sorted(found) == sorted(Referral.objects.visible_to(actor).values_list("pk", flat=True))
    assert len(found) == len(set(found))


def test_the_parts_differ_between_readers(g):
    seen = {who: Referral.objects.visible_to(g.actors[who]).count() for who in WHO}
    assert seen["plo"] > seen["doe"] > 0
    assert seen["minister"] == 0
    assert [part.count() for part in Referral.objects.parts_visible_to(SYSTEM)] == [4]


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("view", [*queries.VIEWS, ""])
def test_a_box_shows_and_counts_the_same_rows(g, who, view):
    actor = g.actors[who]
    with ground.at(ground.days(9)):
        rows = Referral.objects.visible_to(actor)
        told = rows.filter(queries.in_view(actor, view)) if view else rows
        page = g.client(who).get(f"/referrals?view={view}")
        assert page.status_code == 200
        text = page.content.decode()
        assert {one.pk for one in Referral.objects.all() if f'href="/referrals/{one.pk}"' in text} == set(
            told.values_list("pk", flat=True)
        )
        if view in queries.BOXES:
            assert queries.counts(actor)[view] == told.count()


def test_late_is_as_of_the_moment_of_asking(g, monkeypatch):
    monkeypatch.setattr(compiled, "CHECK", False)  # the text is kept; the moment is put in anew
    one = Referral.objects.filter(office__code="DOE-92").earliest("pk")
    path = f'href="/referrals/{one.pk}"'
    Referral.objects.filter(pk=one.pk).update(due_at=timezone.now() + dt.timedelta(hours=1))

    def shown():
        return path in g.client("doe").get("/referrals?view=late").content.decode()

    assert not shown()
    with ground.at(timezone.now() + dt.timedelta(hours=2)):
        assert shown()
    assert not shown()


def test_an_index_holds_all_that_the_boxes_ask(g):
    held = {one.name: {*one.fields, *one.include} for one in Referral._meta.indexes if one.name.endswith("_boxes")}
    assert set(held) == {"referral_area_boxes", "referral_office_boxes", "referral_sender_boxes"}
    asked = "".join(str(queries._lying(g.actors["plo"], timezone.now(), own).query) for own in (True, False))
    columns = set(re.findall(r'"referrals_referral"\."(\w+?)(?:_id)?"', asked))
    assert columns == {"area", "sender", "state", "due_at", "level", "owner", "office"}
    for names in held.values():
        assert columns <= names, columns - names
