"""The life of a referral: from a counter to an outcome, declined with a way on, asked back, not done after all."""

import contextlib
import datetime as dt
import random

import pytest

from prasan.directory.models import Seat
from prasan.platform.commands import COMMANDS, SYSTEM, Refused, RuleBroken
from prasan.platform.journal.models import Entry
from prasan.referrals import commands as c
from prasan.referrals import jobs, queries, standing
from prasan.referrals.commands.turn import OfReceiver, Turn
from prasan.referrals.consent import ask
from prasan.referrals.contacts import living
from prasan.referrals.cycle import moves_of
from prasan.referrals.models import Event, Referral
from prasan.registers.commands import MergeWorkers, OpenGlass, WithdrawTie
from prasan.registers.models import Service, Tie, Worker
from tests.referrals import ground
from tests.referrals.ground import MONDAY, at, days, move

TURNS = [one for one in COMMANDS.values() if issubclass(one, Turn)]


def owed(one):
    return one.state, one.owner.code if one.owner else None, one.contact.person.username if one.contact else None


def test_from_the_counter_to_what_the_person_confirms(g):
    one = ground.referral(g)
    assert owed(one) == ("offered", "DOE-92", "doe")
    assert one.due_at == days(2)  # two working days of the office that is asked
    assert (one.level, one.rises_at) == ("contact", one.due_at)
    move(g, "doe", c.Receive, one)
    assert (one.state, one.due_at) == ("received", days(2))  # to be seen is no answer
    move(g, "doe-head", c.Accept, one)
    assert owed(one) == ("accepted", "DOE-92", "doe-head")  # who takes it answers for it
    move(g, "doe", c.Schedule, one, when=days(1))
    assert (one.appointment_at, one.contact.person.username) == (days(1), "doe")
    with at(days(1)):
        move(g, "doe", c.Begin, one)
        move(g, "doe", c.Serve, one)
        move(g, "doe", c.Tell, one, outcome="solved")
        assert owed(one) == ("told", "DOE-92", "doe")
        move(g, "counter", c.Confirm, one)
    assert owed(one) == ("confirmed", None, None)
    assert (one.due_at, one.rises_at, one.level, one.outcome) == (None, None, "", "solved")
    moves = ["create", "receive", "accept", "schedule", "begin", "serve", "tell", "confirm"]
    assert list(one.events.order_by("id").values_list("move", flat=True)) == moves
    assert one.events.get(move="confirm").on_word


def test_what_is_declined_leads_on_and_is_the_senders_turn(g):
    one = ground.referral(g)
    with pytest.raises(RuleBroken, match="ทางเลือกต่อไป"):
        move(g, "doe", c.TurnDown, one, decline="no_capacity")
    move(g, "doe", c.TurnDown, one, decline="no_capacity", next_step="other_office")
    assert owed(one) == ("declined", "OPS-92", "counter")
    assert (one.decline, one.next_step) == ("no_capacity", "other_office")
    with pytest.raises(Refused):
        move(g, "doe", c.Reply, one)
    with pytest.raises(RuleBroken, match="ความยินยอม"):
        move(g, "counter", c.Reroute, one, office_id=g.offices["DOE-80"].pk)
    move(g, "counter", c.Reroute, one, office_id=g.offices["DOE-80"].pk, consent=True)
    assert owed(one) == ("offered", "DOE-80", "doe-80")
    assert (one.area_id, one.decline, one.next_step, one.taker) == (g.offices["DOE-80"].area_id, "", "", None)
    assert Worker.objects.visible_to(g.actors["doe-80"]).filter(pk=one.case.worker_id).exists()


def test_while_the_sender_is_asked_the_receivers_clock_stands(g):
    one = ground.referral(g)
    with at(MONDAY + dt.timedelta(hours=2)):
        move(g, "doe", c.Ask, one)
    assert owed(one) == ("asked", "OPS-92", "counter")
    with at(days(3)):
        move(g, "counter", c.Reply, one)
    assert owed(one) == ("received", "DOE-92", "doe")
    assert one.due_at == days(4) + dt.timedelta(
        hours=6
    )  # twelve of fourteen working hours were left on Thursday morning


def test_not_done_opens_it_again_even_after_its_end(g):
    one = ground.referral(g)
    for what, more in ((c.Accept, {}), (c.Begin, {}), (c.Serve, {}), (c.Tell, {"outcome": "solved"})):
        move(g, "doe", what, one, **more)
    with pytest.raises(Refused, match="หน่วยงานที่ส่งต่อเป็นผู้บันทึก"):
        move(g, "doe", c.Confirm, one)
    move(g, "counter", c.Confirm, one)
    with at(days(7)):
        move(g, "counter", c.NotDone, one, text="ยังไม่ได้รับเงิน")
    assert owed(one) == ("accepted", "DOE-92", "doe")
    assert (one.outcome, one.ended_at) == ("", None)


def test_nobody_gives_up_before_three_tries(g):
    one = ground.referral(g)
    move(g, "doe", c.Accept, one)
    for n in range(3):
        with pytest.raises(RuleBroken), at(days(n)):
            move(g, "doe", c.GiveUp, one)
        for _call in range(2):  # several on one day are one
            with at(days(n)):
                move(g, "doe", c.Miss, one, text=f"โทรวันที่ {n + 1}")
    with at(days(3)):
        move(g, "doe", c.GiveUp, one)
    assert (one.state, one.tries) == ("unreached", 3)


def test_a_service_that_promises_longer_later_moves_no_clock_that_runs(g):
    service = Service.objects.create(
        office=g.offices["DOE-92"], area=g.areas["92"], name_th="หางาน", who=[], sections=[], promises={"answer": 7}
    )
    one = ground.referral(g, service_id=service.pk)
    assert one.due_at == days(1)
    service.promises = {"answer": 2000}
    service.save()
    one = Referral.objects.get(pk=one.pk)
    move(g, "doe", c.Receive, one)
    assert one.due_at == days(1)


def test_nobody_says_yes_or_no_for_the_person_about_the_own_work(g):
    one = ground.referral(g)
    with pytest.raises(Refused):
        move(g, "doe", c.Withdraw, one)
    own = ground.referral(g, to="OPS-92")
    for what, more in ((c.Accept, {}), (c.Begin, {}), (c.Serve, {}), (c.Tell, {"outcome": "solved"})):
        move(g, "counter", what, own, **more)
    with pytest.raises(Refused):
        move(g, "counter", c.Confirm, own)


@pytest.mark.parametrize(("who", "what"), [("doe", c.Revoke), ("doe-80", c.Accept), ("counter", c.Accept)])
def test_each_side_makes_its_own_moves(g, who, what):
    one = ground.referral(g)
    with pytest.raises(Refused):
        move(g, who, what, one)
    assert one.state == "offered"


@pytest.mark.parametrize("state", Referral.State.values)
def test_a_move_that_the_state_does_not_know_is_refused_for_everybody(state):
    turns = [one for one in TURNS if one.move not in moves_of(state)]
    assert turns
    for what in turns:
        told = {"text": "ตามที่ตกลงกัน"} | ({"office_id": 1} if what is c.Reroute else {})
        with pytest.raises(RuleBroken, match="อยู่ในสถานะ"):
            what(target_id=1, **told).check(SYSTEM, Referral(state=state))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_happens_an_open_referral_has_one_owner_one_due_moment_and_one_living_contact(g, seed):
    chance = random.Random(seed)
    one = ground.referral(g)
    moment = MONDAY
    more = {c.TurnDown: {"decline": "other", "next_step": "later"}, c.Tell: {"outcome": "partly"}}
    for _step in range(14):
        moment += dt.timedelta(hours=chance.choice([1, 5, 30, 100]))
        with at(moment):
            jobs.sweep()
            known = [what for what in TURNS if what.move in moves_of(one.state)]
            if not known:
                break
            what = chance.choice(known)
            told = more.get(what, {})
            if what is c.Schedule:
                told = {"when": moment + dt.timedelta(days=2)}
            if what is c.Reroute:
                told = {
                    "office_id": g.offices["DOE-80" if one.office.code == "DOE-92" else "DOE-92"].pk,
                    "consent": True,
                }
            sides = {"receiver": "doe" if one.office.code == "DOE-92" else "doe-80", "sender": "counter"}
            who = sides["receiver" if issubclass(what, OfReceiver) else "sender"]
            with contextlib.suppress(RuleBroken):  # tries come first
                move(g, who, what, one, **told)
            one = Referral.objects.get(pk=one.pk)
            jobs.sweep()
            told_by_events = standing.told_by(one, list(one.events.order_by("id")), moment)
        owner = told_by_events.owner
        assert (one.state, str(one.owner_id or "") or None) == (told_by_events.state, owner)
        assert (one.due_at, one.rises_at) == (told_by_events.due, told_by_events.rises)
        if one.is_open:
            assert living(Seat.objects.filter(pk=one.contact_id), moment.date()).exists()


def test_a_need_is_of_a_person_one_knows_and_in_words(g):
    stranger = ground.worker(g, "OPS-80")
    for who, person, need, field in (("counter", stranger, "หางาน", "worker"), ("counter", None, "  ", "need")):
        with pytest.raises(RuleBroken) as broken:
            ground.case(g, who, person, need=need)
        assert broken.value.field == field
    with pytest.raises(Refused):
        ground.case(g, "minister")


def test_no_office_reads_of_a_person_who_did_not_agree(g):
    made = ground.case(g)
    told = {"case_id": made.pk, "office_id": g.offices["DOE-92"].pk}
    with pytest.raises(RuleBroken) as broken:
        g.do("counter", c.Refer(**told))
    assert (broken.value.field, Referral.objects.count()) == ("consent", 0)
    assert not Worker.objects.visible_to(g.actors["doe"]).exists()
    g.do("counter", c.Refer(**told, consent=True))
    tie = Tie.objects.get(office=g.offices["DOE-92"])
    assert (tie.ground, tie.recorded_by_id) == ("consent", g.actors["counter"].seat_id)
    with pytest.raises(RuleBroken, match="แล้วและยังไม่ยุติ"):
        g.do("counter", c.Refer(**told))


def test_after_a_merge_the_case_is_about_the_entry_that_was_kept(g):
    one = ground.referral(g)
    kept = ground.worker(g)
    g.do("counter", MergeWorkers(kept_id=kept.pk, gone_id=one.case.worker_id))
    assert queries.person_of(g.actors["doe"], one.case) == kept
    move(g, "doe", c.TurnDown, one, decline="other", next_step="other_office")
    move(g, "counter", c.Reroute, one, office_id=g.offices["DOE-80"].pk, consent=True)
    assert queries.person_of(g.actors["doe-80"], one.case) == kept


def test_who_reads_what(g):
    one = ground.referral(g)
    read = {who for who, actor in g.actors.items() if Referral.objects.visible_to(actor).exists()}
    assert read == {"plo", "plo-officer", "counter", "doe", "doe-head"}
    one.level, one.rises_at = "centre", None
    one.save()
    assert Referral.objects.visible_to(g.actors["duty"]).exists()  # it has risen to the centre's desk
    assert not Worker.objects.visible_to(g.actors["duty"]).exists()


def test_the_journal_tells_the_move_and_no_word_of_the_person(g):
    one = ground.referral(g, text="โทรหาหลังห้าโมงเย็น")
    move(g, "doe", c.Accept, one)
    entries = Entry.objects.about(one)
    assert [entry.verb for entry in entries.order_by("id")] == ["referrals.refer", "referrals.accept"]
    assert "ห้าโมงเย็น" not in str([entry.changes for entry in entries])
    assert Event.objects.get(move="create").text == "โทรหาหลังห้าโมงเย็น"


def test_who_opened_an_entry_in_an_emergency_notes_no_consent(g):
    """To read is not to serve: the words that were typed stay, nothing is sent."""
    one = ground.case(g)
    sent = ground.referral(g, of=one)
    tie = Tie.objects.get(office=g.offices["DOE-92"])
    g.do("counter", WithdrawTie(target_id=tie.pk))
    with at(dt.datetime.now(dt.UTC)):  # the hour is the database's
        g.do("doe", OpenGlass(worker_id=one.worker_id, why="หมดสติหน้าสำนักงาน ต้องติดต่อญาติ"))
    assert Worker.objects.visible_to(g.actors["doe"]).filter(pk=one.worker_id).exists()
    with pytest.raises(RuleBroken) as broken:
        ask(g.actors["doe"], one.worker_id, g.offices["DOE-80"], consent=True)
    assert broken.value.field == "consent"
    assert sent.is_open
    assert not Tie.objects.filter(office=g.offices["DOE-80"]).exists()
