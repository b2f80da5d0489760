"""An office without an account answers by a link: looking changes nothing, an answer counts once, a link ends."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext

from prasan.directory.models import Office
from prasan.platform.commands import RuleBroken
from prasan.platform.journal.models import Entry
from prasan.platform.web.traffic import plain_path
from prasan.referrals import commands as c
from prasan.referrals.guests.pages import _initial
from prasan.referrals.models import Event, GuestLink
from prasan.registers.models import Tie
from tests.house import rules
from tests.referrals import ground

NEED = "ตกงาน ต้องการหางานใกล้บ้าน"


@pytest.fixture
def linked(g):
    """Return (ground, a referral to a partner without accounts, the path of its link)."""
    partner = Office.objects.create(
        code="NGO-92", kind=Office.Kind.OUTSIDE, area=g.areas["92"], name_th="มูลนิธิสมมติ", short_th="มูลนิธิ"
    )
    g.offices["NGO-92"] = partner
    person = ground.worker(g)
    person.phone = "0812345678"
    person.save()
    one = ground.referral(g, to="NGO-92", of=ground.case(g, person=person))
    made = c.MakeGuestLink(target_id=one.pk)
    g.do("counter", made)
    return g, one, f"/g/{made.secret}"


def text(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def turn(client, path):
    return re.search(r'name="turn" value="(\d+)"', text(client, path)).group(1)


def answer(client, path, do, one=None, **more):
    got = client.post(path, {"turn": turn(client, path), "do": do, **more})
    if one is not None:
        one.refresh_from_db()
    return got


def test_looking_shows_the_least_and_changes_nothing(linked):
    _g, one, path = linked
    client = Client()
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        shown = text(client, path)
    assert rules.writes(q["sql"] for q in asked) == []
    assert len(asked) <= 12
    assert "ตกงาน ต้องการหางานใกล้บ้าน" in shown
    assert "ส. ท." in shown
    assert "ทดลอง" not in shown
    assert "0812345678" not in shown
    assert not re.search(r"<script|\sstyle=", shown)
    one.refresh_from_db()
    assert one.state == "offered"


def test_an_answer_is_three_taps_and_counts_once(linked):
    _g, one, path = linked
    client = Client()
    number = turn(client, path)
    assert answer(client, path, "accept", one).status_code == 302
    assert (one.state, one.is_open, one.contact_id is not None) == ("accepted", True, True)
    event = Event.objects.filter(referral=one).latest("id")
    assert (event.move, event.origin, event.seat_id) == ("accept", "guest", None)
    assert Entry.objects.latest("id").actor_label == "หน่วยงานปลายทาง (ลิงก์)"
    again = client.post(path, {"turn": number, "do": "miss", "text": "โทรไม่ติด"})
    assert (again.status_code, "แบบนี้ส่งแล้ว" in again.content.decode()) == (409, True)
    one.refresh_from_db()
    assert one.state == "accepted"
    assert "สมมติ ทดลอง" in text(client, path)  # it serves them now


def test_a_decline_says_why_and_what_next_and_is_no_end(linked):
    _g, one, path = linked
    client = Client()
    told = {"decline": "no_capacity", "text": "เต็มถึงสิ้นเดือน"}
    wrong = answer(client, path, "decline", one, **told)
    assert (wrong.status_code, "โปรดเลือกทางเลือกต่อไป" in wrong.content.decode()) == (409, True)
    assert "เต็มถึงสิ้นเดือน" in wrong.content.decode()
    assert answer(client, path, "decline", one, next_step="other_office", **told).status_code == 302
    assert (one.state, one.owner_id) == ("declined", one.sender_id)


def test_what_came_of_it_is_one_answer(linked):
    _g, one, path = linked
    client = Client()
    answer(client, path, "accept", one)
    wrong = answer(client, path, "done", one, text="ช่วยแล้ว")
    assert (wrong.status_code, one.state) == (409, "accepted")  # no outcome: none of the three moves stands
    assert answer(client, path, "done", one, text="ช่วยแล้ว", outcome="solved").status_code == 302
    assert (one.state, one.outcome) == ("told", "solved")


def test_a_link_ends_by_time_by_word_by_another_and_when_the_matter_goes_elsewhere(linked):
    g, one, path = linked
    client = Client()
    with ground.at(ground.days(15)):
        over = text(client, path, 404)
    g.do("counter", c.RevokeGuestLink(target_id=one.pk))
    assert text(client, path, 404) == over == text(client, "/g/unknown", 404)
    made = c.MakeGuestLink(target_id=one.pk)
    g.do("counter", made)
    another = c.MakeGuestLink(target_id=one.pk)
    g.do("counter", another)
    text(client, f"/g/{made.secret}", 404)
    text(client, f"/g/{another.secret}")
    ground.move(g, "counter", c.Reroute, one, office_id=g.offices["DOE-92"].pk, consent=True)
    text(client, f"/g/{another.secret}", 404)


def test_without_consent_it_stays_with_initials(linked):
    _g, one, path = linked
    client = Client()
    answer(client, path, "accept", one)
    Tie.objects.filter(office=one.office).update(withdrawn_at=Now())
    shown = text(client, path)
    assert "ทดลอง" not in shown
    assert NEED not in shown


def test_the_need_is_told_while_it_is_open(linked):
    g, one, path = linked
    client = Client()
    assert NEED in text(client, path)
    ground.move(g, "counter", c.Revoke, one)
    shown = text(client, path)
    assert NEED not in shown
    assert "เพราะเรื่องยุติแล้ว" in shown


def test_to_ask_for_facts_is_not_to_take_the_matter(linked):
    g, one, path = linked
    client = Client()
    answer(client, path, "ask", one, text="เคยทำงานอะไร")
    shown = text(client, path)
    assert (one.state, "ทดลอง" in shown, "0812345678" in shown) == ("asked", False, False)
    ground.move(g, "counter", c.Reply, one)
    answer(client, path, "accept", one)
    answer(client, path, "ask", one, text="ขอสำเนาหนังสือเลิกจ้าง")
    shown = text(client, path)
    assert (one.state, "สมมติ ทดลอง" in shown, "0812345678" in shown) == ("asked", True, True)


def test_an_answer_locks_the_referral_before_its_link(linked):
    _g, one, path = linked
    client = Client()
    number = turn(client, path)
    with CaptureQueriesContext(connection) as asked:
        client.post(path, {"turn": number, "do": "accept"})
    locked = [q["sql"] for q in asked if " FOR " in q["sql"] and "UPDATE" in q["sql"]]
    tables = [sql.partition(' FROM "')[2].partition('"')[0] for sql in locked]
    # who makes or ends a link locks in this order too: in another they would wait for each other
    assert tables.index("referrals_referral") < tables.index("referrals_guest_link")
    one.refresh_from_db()
    assert one.state == "accepted"


def test_only_the_hash_is_kept_and_only_offices_without_accounts_get_one(linked):
    g, _one, path = linked
    kept = GuestLink.objects.get()
    assert path.removeprefix("/g/") not in kept.secret_hash
    assert plain_path(path) == "/g/…"
    with pytest.raises(RuleBroken, match="มีผู้ใช้ที่เข้าระบบได้แล้ว"):
        g.do("counter", c.MakeGuestLink(target_id=ground.referral(g).pk))


def test_wrong_links_and_a_busy_one_are_throttled(linked, monkeypatch):
    from prasan.referrals.tracking import attempts

    _g, one, path = linked
    monkeypatch.setattr(attempts, "LINK", attempts.Limit("link", 3))
    client = Client()
    number = turn(client, path)
    assert [client.post(path, {"turn": "x"}).status_code for _n in range(4)] == [409] * 3 + [429]
    assert client.post(path, {"turn": number, "do": "accept"}).status_code == 429
    assert [client.post("/g/unknown", {}).status_code for _n in range(4)] == [404] * 3 + [429]
    one.refresh_from_db()
    assert one.state == "offered"


def test_an_officer_makes_and_revokes_it_by_page(linked):
    g, one, _path = linked
    counter = g.client("counter")
    assert "ออกลิงก์ให้ตอบ" in counter.get(f"/referrals/{one.pk}").content.decode()
    shown = counter.post(f"/referrals/{one.pk}/link", {"do": "make"}).content.decode()
    path = re.search(r"/g/[\w-]{32}", shown).group(0)
    text(Client(), path)
    assert counter.post(f"/referrals/{one.pk}/link", {"do": "revoke"}).status_code == 302
    text(Client(), path, 404)


@pytest.mark.parametrize(("name", "first"), [("เสมอ", "ส"), ("สมมติ", "ส"), ("Aung", "A"), ("ไพร", "พ")])
def test_an_initial_is_the_consonant(name, first):
    assert _initial(name) == first
