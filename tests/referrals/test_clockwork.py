"""Silence rises to the minute and ends nothing; who leaves is replaced; what nobody does is nobody's end."""

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, connection

from prasan.directory.models import Seat
from prasan.directory.roles import Role
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.vault.rotate import rotate
from prasan.referrals import commands as c
from prasan.referrals import jobs
from prasan.referrals.models import Event, Referral
from tests.referrals import ground
from tests.referrals.ground import at, behind_the_door, days, move


def sweep(moment):
    with at(moment):
        return jobs.sweep()["escalated"]


def test_silence_rises_from_the_contact_to_the_centre_and_ends_nothing(g):
    one = ground.referral(g)
    due = one.due_at
    assert sweep(due - dt.timedelta(seconds=1)) == 0
    for n, level in enumerate(["head", "province", "centre"]):
        moment = days(2 + n)
        assert (sweep(moment), sweep(moment)) == (1, 0)
        one.refresh_from_db()
        assert (one.level, one.state, one.due_at) == (level, "offered", due)
        assert one.owner.code == "DOE-92"
    assert one.rises_at is None
    assert sweep(days(300)) == 0
    assert list(Event.objects.filter(move="rise").order_by("id").values_list("code", flat=True)) == [
        "head", "province", "centre",
    ]  # fmt: skip


def test_a_sweep_that_was_away_for_days_asks_the_right_level_at_once(g):
    one = ground.referral(g)
    assert sweep(days(9)) == 1
    one.refresh_from_db()
    assert one.level == "centre"


def test_holidays_of_the_office_count_and_a_move_brings_it_down_again(g):
    with at(days(14)):  # Monday 7 December; Tuesday is a holiday of Trang, Thursday of the nation
        one = ground.referral(g)
        assert one.due_at == days(18)
    sweep(days(19))
    with at(days(19)):
        move(g, "doe", c.Accept, one)
    assert (one.level, one.rises_at) == ("contact", one.due_at)


def test_whom_silence_has_risen_to_may_send_it_elsewhere(g):
    one = ground.referral(g)
    told = {"office_id": g.offices["OPS-92"].pk, "text": "สำนักงานไม่ตอบ"}
    with pytest.raises(Refused):
        g.do("duty", c.Reroute(target_id=one.pk, **told))
    sweep(days(4))
    with at(days(4)):
        move(g, "duty", c.Reroute, one, **told)
    assert (one.state, one.owner.code, one.level) == ("offered", "OPS-92", "contact")


def test_who_leaves_is_replaced_and_an_office_without_anybody_has_the_labour_officer(g):
    one = ground.referral(g)
    move(g, "doe", c.Accept, one)
    assert one.contact_id == g.actors["doe"].seat_id
    Seat.objects.filter(pk=g.actors["doe"].seat_id).update(end=dt.date(2026, 11, 24))
    with at(days(2)):
        assert jobs.sweep()["restaffed"] == 1
    one.refresh_from_db()
    assert one.contact_id == g.actors["doe-head"].seat_id
    Seat.objects.filter(office=g.offices["DOE-92"]).update(end=dt.date(2026, 11, 25))
    with at(days(3)):
        assert jobs.sweep()["restaffed"] == 1
        assert jobs.sweep()["restaffed"] == 0
    one.refresh_from_db()
    assert (one.contact_id, one.owner.code) == (g.actors["plo"].seat_id, "DOE-92")


def test_who_stands_in_for_an_office_without_anybody_can_act_for_it(g):
    Seat.objects.filter(office=g.offices["DOE-92"]).update(end=dt.date(2026, 11, 20))
    one = ground.referral(g)
    assert one.contact_id == g.actors["plo"].seat_id
    move(g, "plo", c.Accept, one)
    move(g, "plo", c.TurnDown, ground.referral(g), decline="other", next_step="later")
    abroad = ground.referral(g, to="ABROAD-TW-TAIPEI")
    Seat.objects.filter(office=g.offices["ABROAD-TW-TAIPEI"]).update(end=dt.date(2026, 11, 20))
    jobs.sweep()
    abroad.refresh_from_db()
    assert abroad.contact_id == g.actors["duty"].seat_id
    move(g, "duty", c.Accept, abroad)


def test_words_of_events_are_written_anew_under_another_key_and_no_other_way(g, settings):
    one = ground.referral(g, text="โทรหา")
    settings.VAULT_KEYS = ["a-new-key-for-the-vault-of-32-letters", *settings.VAULT_KEYS]
    rotate()
    settings.VAULT_KEYS = settings.VAULT_KEYS[:1]
    assert Event.objects.get(referral=one).text == "โทรหา"
    with connection.cursor() as cursor:  # the rotation's own leave ends with it, here with the test's one transaction
        cursor.execute("SET LOCAL prasan.rotating = ''")
    with pytest.raises(DatabaseError, match="stay as written"):
        behind_the_door("UPDATE referrals_event SET text = 'x'")


def test_the_office_names_its_contact_and_nobody_elses(g):
    one = ground.referral(g)
    other = ground.seat(g, "doe-two", Role.AGENCY_OFFICER, "DOE-92")
    with pytest.raises(RuleBroken):
        g.do("doe", c.Restaff(target_id=one.pk, seat_id=g.actors["doe-80"].seat_id))
    g.do("doe", c.Restaff(target_id=one.pk, seat_id=other.pk))
    one.refresh_from_db()
    assert (one.contact_id, one.taker_id) == (other.pk, other.pk)


@pytest.mark.parametrize(
    "what",
    [
        "owner_id = NULL", "contact_id = NULL", "due_at = NULL", "rises_at = NULL", "level = ''", "state = 'confirmed'",
        "state = 'declined'", "state = 'asked'", "state = 'scheduled'", "state = 'told'", "owner_id = sender_id",
    ],
)  # fmt: skip
def test_the_database_itself_lets_no_open_referral_be_nobodys(g, what):
    ground.referral(g)
    with pytest.raises(IntegrityError):
        behind_the_door(f"UPDATE referrals_referral SET {what}")


@pytest.mark.parametrize(
    "sql",
    ["DELETE FROM referrals_referral", "DELETE FROM referrals_event", "UPDATE referrals_event SET move = 'accept'"],
)
def test_what_happened_stays_as_written(g, sql):
    ground.referral(g, text="โทรหา")
    with pytest.raises(DatabaseError, match=r"append-only|stay as written"):
        behind_the_door(sql)
    behind_the_door("UPDATE referrals_event SET text = ''")  # what was said of a person can be forgotten
    assert Event.objects.get().text == ""
    assert Referral.objects.count() == 1
