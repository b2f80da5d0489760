"""Notices and tasks of referrals: whose turn it is hears it, silence is told upwards, what is done asks nobody."""

import pytest

from prasan.desk import referral_notices
from prasan.directory.models import Person
from prasan.platform.jobs.listeners import LISTENERS, dispatch, number
from prasan.platform.jobs.models import FailedEvent
from prasan.platform.notices.models import Notice
from prasan.referrals import commands as c
from prasan.referrals import jobs
from tests.referrals import ground
from tests.referrals.ground import at, days, move

LATE = referral_notices.LATE.name


@pytest.fixture
def g(db):
    with ground.at(ground.MONDAY):
        yield ground.build()


def spread():
    """Bring what was committed to the listeners, as the worker does."""
    number()
    dispatch([LISTENERS["desk.referral-turns"], LISTENERS["desk.referral-late"]])
    assert not FailedEvent.objects.exists()


def waiting(one):
    rows = Notice.objects.unread().filter(url=f"/referrals/{one.pk}")
    return {(row.kind.rpartition(".")[2], Person.objects.get(pk=row.person_id).username) for row in rows}


def test_each_turn_is_told_to_its_contact_and_taken_back_from_the_former(g):
    one = ground.referral(g)
    spread()
    assert waiting(one) == {("turn", "doe")}
    move(g, "doe", c.Ask, one)
    spread()
    assert waiting(one) == {("turn", "counter")}
    move(g, "counter", c.Revoke, one)
    spread()
    assert waiting(one) == set()  # who ended it is told nothing


def test_an_end_by_the_other_side_is_told_to_who_referred(g):
    one = ground.referral(g)
    move(g, "doe", c.Accept, one)
    for n in range(3):
        with at(days(n)):
            move(g, "doe", c.Miss, one)
    with at(days(3)):
        move(g, "doe", c.GiveUp, one)
        spread()
    assert waiting(one) == {("ended", "counter")}


def test_what_is_late_when_it_comes_back_is_told_to_the_head_too(g):
    one = ground.referral(g)
    with at(days(3)):
        jobs.sweep()
        move(g, "doe", c.Ask, one)
    with at(days(4)):
        move(g, "counter", c.Reply, one)
        spread()
    assert waiting(one) >= {("turn", "doe"), ("turn", "doe-head")}


def test_the_office_it_was_taken_from_is_asked_no_more(g):
    one = ground.referral(g)
    spread()
    move(g, "counter", c.Reroute, one, office_id=g.offices["DOE-80"].pk, consent=True)
    spread()
    assert waiting(one) == {("turn", "doe-80")}


def test_silence_is_told_to_the_head_the_province_and_the_centre_once_each(g):
    one = ground.referral(g)
    spread()
    for n, who in enumerate(["doe-head", "plo", "duty"]):
        with at(days(2 + n)):
            jobs.sweep()
            jobs.sweep()
            spread()
        assert Notice.objects.filter(kind=LATE, person_id=g.actors[who].person_id).count() == 1
    words = [notice.text for notice in Notice.objects.filter(kind=LATE)]
    assert all(one.case.code in text for text in words)
    assert not any("สมมติ" in text or "ตกงาน" in text for text in words)
    with at(days(5)):
        move(g, "doe", c.Accept, one)
        spread()
    assert waiting(one) == {("turn", "doe")}


def test_my_work_lists_what_one_is_the_contact_of(g):
    one = ground.referral(g)
    for who, listed in (("doe", True), ("doe-head", False), ("counter", False)):
        assert (f"/referrals/{one.pk}" in g.client(who).get("/work").content.decode()) is listed


def test_one_place_is_marked_in_the_navigation_though_addresses_begin_alike(g):
    for address in ("/workers", "/work", "/counter"):
        nav = g.client("counter").get(address).content.decode().partition("</nav>")[0]
        assert nav.count('aria-current="page"') == 1
        assert f'<a href="{address}" aria-current="page"' in nav


def test_heads_hear_when_an_office_forgot_a_paper(g):
    one = ground.referral(g)

    def ask(**more):
        move(g, "doe", c.Ask, one, papers=["ใบรับรองแพทย์"], **more)
        move(g, "counter", c.Reply, one)
        number()
        dispatch([LISTENERS["desk.referral-papers"]])
        assert not FailedEvent.objects.exists()
        return {who for kind, who in waiting(one) if kind == "asked_twice"}

    assert ask() == ask(again="new_fact") == set()
    assert ask(again="slip") == {"doe-head"}
