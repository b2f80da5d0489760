"""A ticket by oneself: a kiosk's link takes tickets and nothing else, asks nothing, leaves nobody's slip behind."""

from __future__ import annotations

import datetime as dt
import re
import threading
from io import BytesIO

import pytest
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.counter import commands as c
from prasan.counter import kiosking, links
from prasan.counter.bearers import KIOSK, KioskBearer
from prasan.counter.commands.kiosks import A_MINUTE, IN_TEN, KEPT_FOR_OFFICERS
from prasan.counter.commands.tickets import MOST_A_DAY
from prasan.counter.models import Desk, Kiosk, Place, Ticket
from prasan.directory.models import Holiday
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.platform.web import links as attempts
from prasan.platform.web.traffic import plain_path
from prasan.referrals.models import PageLanguage
from tests.counter import ground
from tests.counter.ground import MONDAY, at, desk, later, place
from tests.house import rules

pytestmark = pytest.mark.django_db


@pytest.fixture
def kiosk(g) -> Kiosk:
    made: Kiosk = g.do("counter", c.OpenKiosk(place_id=place().pk, title="โถง", days=7, prints=True))
    return made


def address(kiosk):
    return f"/kiosk/key/{links.token_of(links.KIOSK, kiosk.nonce)}"


def bearer(kiosk):
    return KioskBearer(KIOSK, kiosk_id=kiosk.pk, place_id=kiosk.place_id)


def tap(client, kiosk, office=0, priority="none", key=None):
    """Go the way of a finger: what for, who, and the form that this page bears."""
    who = client.get(f"{address(kiosk)}?for={office}")
    key = key or re.search(r'name="key" value="([^"]+)"', who.content.decode())[1]
    return client.post(address(kiosk), {"for": office, "priority": priority, "key": key})


def test_a_person_takes_a_ticket_and_is_told_their_place_without_a_word_about_them(g, kiosk):
    ground.take(g, "DOE-92")
    tablet = Client()
    start = tablet.get(address(kiosk)).content.decode()
    assert "<script" not in start
    assert "มาเรื่องอะไร" in start
    assert f"?for={g.offices['DOE-92'].pk}" in start
    gone = tap(tablet, kiosk, g.offices["DOE-92"].pk, "elderly")
    ticket = Ticket.objects.latest("pk")
    assert (gone.status_code, gone["Location"]) == (302, f"{address(kiosk)}/slip")
    assert (ticket.priority, ticket.declared, ticket.kiosk_id, ticket.worker_id) == ("elderly", True, kiosk.pk, None)
    slip = tablet.get(gone["Location"])
    text = slip.content.decode()
    assert ticket.label in text
    assert "ท่านเป็นลำดับถัดไป" in text  # fifteen minutes of a head start
    assert "<svg" in text
    assert f'content="25;url={address(kiosk)}"' in text
    assert "no-store" in slip["Cache-Control"]
    told = Entry.objects.get(verb="counter.take_alone")
    assert (told.person_id, told.seat_id, told.actor_label) == (None, None, f"ผู้รับบริการที่ตู้ออกบัตรคิว {kiosk.pk}")
    assert "key/…" in plain_path(f"{address(kiosk)}/slip")


def test_nothing_of_the_person_before_stays_on_the_tablet(g, kiosk):
    tablet = Client()
    slip = tap(tablet, kiosk)["Location"]
    label = Ticket.objects.get().label
    assert label in tablet.get(slip).content.decode()
    assert label not in tablet.get(address(kiosk)).content.decode()  # the start, by itself or by a press
    for path in (slip, f"{slip}.pdf"):  # back, and the paper of who stood here before
        back = tablet.get(path)
        assert (back.status_code, back["Location"]) == (302, address(kiosk))
    assert Client().get(slip).status_code == 302  # another browser with the same link


def test_a_slip_is_forgotten_by_time_alone(g, kiosk, monkeypatch):
    tablet = Client()
    slip = tap(tablet, kiosk)["Location"]
    monkeypatch.setattr("prasan.counter.pages.kiosk.SHOWN", -11)
    assert tablet.get(slip).status_code == 302


def test_two_taps_are_one_ticket(g, kiosk):
    tablet = Client()
    for _n in range(2):
        assert tap(tablet, kiosk, key="once")["Location"].endswith("/slip")
    assert Ticket.objects.count() == 1
    tap(tablet, kiosk)
    assert Ticket.objects.count() == 2


def test_who_is_not_sure_is_met_by_the_office_that_runs_the_counter_else_by_the_first_desk(g, kiosk):
    tap(Client(), kiosk)
    assert Ticket.objects.latest("pk").office.code == "OPS-92"
    Ticket.objects.update(state="left", ended_at=timezone.now(), desk=None)
    g.do("counter", c.StaffDesk(target_id=desk(1).pk, is_open=False))
    tap(Client(), kiosk)
    assert Ticket.objects.latest("pk").office.code == "DOE-92"


def test_looking_writes_nothing_and_costs_little(g, kiosk):
    tablet = Client()
    for path in (address(kiosk), f"{address(kiosk)}?for=0", f"{address(kiosk)}/slip"):
        with CaptureQueriesContext(connection) as queries:
            assert tablet.get(path).status_code in {200, 302}
        assert rules.writes(q["sql"] for q in queries) == []
        assert len(queries) <= 8
    assert Ticket.objects.count() == 0


def test_a_child_gets_no_flood_of_tickets(g, kiosk):
    tablet = Client()
    for _n in range(A_MINUTE):
        assert tap(tablet, kiosk).status_code == 302
    stopped = tap(tablet, kiosk)
    assert stopped.status_code == 429
    assert "ถี่เกินไป" in stopped.content.decode()
    assert Ticket.objects.count() == A_MINUTE
    ground.take(g)  # an officer gives tickets all the same
    other = g.do("counter", c.OpenKiosk(place_id=place().pk, title="ชั้น 2"))
    assert tap(tablet, other).status_code == 302
    with later(1.1):
        assert tap(tablet, kiosk).status_code == 302
    for n in range(IN_TEN):
        with later(2 + n / 5):
            tap(tablet, kiosk)
    assert Ticket.objects.filter(kiosk=kiosk).count() == IN_TEN
    with later(30):
        assert tap(tablet, kiosk).status_code == 302


def test_kiosks_leave_the_last_numbers_to_officers(g, kiosk):
    ticket = ground.take(g)
    Ticket.objects.filter(pk=ticket.pk).update(number=MOST_A_DAY - KEPT_FOR_OFFICERS)
    full = tap(Client(), kiosk)
    assert full.status_code == 429
    assert "ครบจำนวนแล้ว" in full.content.decode()
    assert ground.take(g).number == MOST_A_DAY - KEPT_FOR_OFFICERS + 1


@pytest.mark.parametrize(
    ("moment", "opens"),
    [(MONDAY.replace(hour=0, minute=30), "08:30"), (MONDAY.replace(hour=16, minute=30), "24 พ.ย."),
     (MONDAY + dt.timedelta(days=5), "30 พ.ย.")],
)  # fmt: skip
def test_a_closed_counter_says_when_it_opens(g, kiosk, moment, opens):
    moment = moment.astimezone(timezone.get_current_timezone())
    moment = moment.replace(hour=7, minute=30) if opens == "08:30" else moment.replace(hour=16, minute=30)
    with at(moment):
        tablet = Client()
        text = tablet.get(address(kiosk)).content.decode()
        assert "ขณะนี้ปิดรับบัตรคิว" in text
        assert opens.replace(":", ".") in text or opens in text
        sent = tablet.post(address(kiosk), {"for": "0", "priority": "none", "key": "late"})
        assert sent.status_code == 409
        assert "เปิดอีกครั้ง" in sent.content.decode()
    assert Ticket.objects.count() == 0


def test_holidays_close_and_every_day_opens(g, kiosk):
    Holiday.objects.create(day=MONDAY.date(), area=g.areas["92"], name_th="วันหยุดจังหวัด")
    assert "ขณะนี้ปิดรับบัตรคิว" in Client().get(address(kiosk)).content.decode()
    one = place()
    told = {"title": one.name, "carries": True, "opens": "8.30", "closes": "20:00", "every_day": True}
    g.do("plo", c.ChangePlace(target_id=one.pk, **told))
    assert tap(Client(), kiosk).status_code == 302
    for wrong in ({"opens": "ครึ่งวัน"}, {"opens": "17.00", "closes": "9.00"}):
        with pytest.raises(RuleBroken):
            g.do("plo", c.ChangePlace(target_id=one.pk, **(told | wrong)))


def test_a_shut_counter_and_one_without_desks_say_so(g, kiosk):
    Desk.objects.update(is_open=False)
    assert "ขณะนี้ไม่มีช่องบริการเปิดอยู่" in Client().get(address(kiosk)).content.decode()
    assert Client().post(address(kiosk), {"for": "0", "priority": "none", "key": "k"}).status_code == 409
    Desk.objects.update(is_open=True)
    Place.objects.update(is_open=False)
    assert "ศูนย์บริการร่วมนี้ปิดอยู่" in Client().get(address(kiosk)).content.decode()
    assert Client().post(address(kiosk), {"for": "0", "priority": "none", "key": "k2"}).status_code == 409


@pytest.mark.parametrize(
    "sent",
    [{}, {"for": "0"}, {"for": "x", "priority": "none"}, {"for": "999999", "priority": "none"},
     {"for": "0", "priority": "appointment"}, {"for": "0", "priority": "child"}, {"for": "9" * 30, "priority": "none"},
     {"for": "0\0", "priority": "no\0ne"}, {"for": "-1", "priority": "none"}],
)  # fmt: skip
def test_what_no_finger_sends_is_refused_in_words(g, kiosk, sent):
    answer = Client().post(address(kiosk), sent)
    if sent.get("for", "").startswith("0\0"):
        assert answer.status_code == 302  # what no database takes is left out, the rest is right
        return
    assert answer.status_code == 409
    assert "wrong" in answer.content.decode()
    assert Ticket.objects.count() == 0


def test_a_link_ends_by_time_and_by_hand_and_opens_nothing_then(g, kiosk):
    attempts._wrong.clear()
    with at(MONDAY + dt.timedelta(days=7, seconds=1)):
        assert Client().get(address(kiosk)).status_code == 404
    slip = tap(Client(), kiosk)["Location"]
    g.do("doe", c.EndKiosk(target_id=kiosk.pk))
    for path in (address(kiosk), slip, f"{slip}.pdf"):
        assert Client().get(path).status_code == 404
    assert Client().post(address(kiosk), {"for": "0", "priority": "none", "key": "k"}).status_code == 404
    with pytest.raises(RuleBroken) as broken:
        perform(bearer(kiosk), c.TakeAlone(kiosk_id=kiosk.pk))
    assert broken.value.status == 404
    attempts._wrong.clear()


def test_who_holds_a_link_does_nothing_else_and_nobody_with_a_seat_takes_a_ticket_there(g, kiosk):
    mine = perform(bearer(kiosk), c.TakeAlone(kiosk_id=kiosk.pk))
    other = g.do("counter", c.OpenKiosk(place_id=place().pk, title="ชั้น 2"))
    for actor in (bearer(other), KioskBearer(KIOSK, kiosk_id=kiosk.pk, place_id=kiosk.place_id + 1)):
        with pytest.raises(Refused, match="เฉพาะที่ตู้"):
            perform(actor, c.TakeAlone(kiosk_id=kiosk.pk))
    for who in ("counter", "plo"):
        with pytest.raises(Refused, match="เฉพาะที่ตู้"):
            g.do(who, c.TakeAlone(kiosk_id=kiosk.pk))
    for command in (c.TakeTicket(place_id=place().pk), c.Leave(target_id=mine.pk), c.EndKiosk(target_id=kiosk.pk),
                    c.CallNext(desk_id=desk(1).pk), c.SeePriority(target_id=mine.pk)):  # fmt: skip
        with pytest.raises(Refused, match="ลงชื่อ"):
            perform(bearer(kiosk), command)
    assert not Ticket.objects.visible_to(bearer(kiosk)).exists()


def test_kiosks_are_kept_by_who_works_at_the_counter(g, kiosk):
    pages = f"/counter/{place().pk}/kiosks"
    for who in ("counter", "doe", "plo"):
        assert links.token_of(links.KIOSK, kiosk.nonce) in g.client(who).get(pages).content.decode()
    for who in ("doe-80", "duty"):
        assert g.client(who).get(pages).status_code in {403, 404}
        assert g.client(who).post(f"/counter/kiosks/{kiosk.pk}/end").status_code in {403, 404}
        assert g.client(who).get(f"/api/v1/counter-places/{place().pk}/kiosks").status_code in {403, 404}
    officer = g.client("counter")
    bad = officer.post(pages, {"title": "", "days": "7"})
    assert (bad.status_code, "โปรดบอกว่าตู้ตั้งอยู่ที่ใด" in bad.content.decode()) == (409, True)
    assert officer.post(pages, {"title": "ชั้น 2", "days": "400"}).status_code == 409
    assert officer.post(pages, {"title": "ชั้น 2", "days": "7", "key": "a"}).status_code == 302
    assert officer.post(pages, {"title": "ชั้น 2", "days": "7", "key": "a"}).status_code == 302
    assert Kiosk.objects.count() == 2
    assert officer.post(f"/counter/kiosks/{kiosk.pk}/end").status_code == 302
    assert links.token_of(links.KIOSK, kiosk.nonce) not in officer.get(pages).content.decode()
    token = links.token_of(links.KIOSK, kiosk.nonce)
    assert not [
        one for one in Entry.objects.values_list("changes", flat=True) if token in str(one) or kiosk.nonce in str(one)
    ]


def test_an_officer_sees_who_it_is_and_takes_off_what_does_not_hold(g, kiosk):
    tablet = Client()
    tap(tablet, kiosk, priority="pregnant")
    tap(tablet, kiosk, priority="disabled")
    officer, here = g.client("counter"), f"/counter/desks/{desk(1).pk}"
    g.do("counter", c.CallNext(desk_id=desk(1).pk))
    mine = Ticket.objects.get(state="called")
    assert "แจ้งเองที่ตู้ว่าเป็น หญิงมีครรภ์" in officer.get(here).content.decode()
    with pytest.raises(Refused):
        g.do("doe", c.SeePriority(target_id=mine.pk))
    done = officer.post(f"/counter/tickets/{mine.pk}/do", {"do": "holds_not", "desk": desk(1).pk})
    assert done["Location"] == here
    mine.refresh_from_db()
    assert (mine.priority, mine.declared, mine.state) == ("none", False, "called")
    assert "แจ้งเองที่ตู้" not in officer.get(here).content.decode()
    with pytest.raises(RuleBroken):
        g.do("counter", c.SeePriority(target_id=mine.pk))
    g.do("counter", c.Begin(target_id=mine.pk))
    g.do("counter", c.Finish(target_id=mine.pk))  # as any ticket without a person
    g.do("counter", c.CallNext(desk_id=desk(1).pk))
    theirs = Ticket.objects.get(state="called")
    seen = f"/api/v1/counter-tickets/{theirs.pk}/priority"
    assert officer.post(seen, {"holds": True}, content_type="application/json").json()["declared"] is False
    theirs.refresh_from_db()
    assert theirs.priority == "disabled"


def test_the_paper_is_the_slip_of_the_counter(g, kiosk):
    from pypdf import PdfReader

    tablet = Client()
    slip = tap(tablet, kiosk)["Location"]
    assert re.search(r"counter/kiosk[.\w]*\.js", tablet.get(slip).content.decode())
    paper = tablet.get(f"{slip}.pdf")
    assert paper["Content-Type"] == "application/pdf"
    page = PdfReader(BytesIO(paper.content)).pages[0]
    assert round(float(page.mediabox.width) / 72 * 25.4) == 80
    assert Ticket.objects.get().label in page.extract_text()


def test_english_goes_along_and_is_forgotten_and_a_language_without_the_words_is_not_offered(g, kiosk):
    tablet = Client()
    told = {"version": 1, "state": "released", "read_by": "x", "read_on": MONDAY.date()}
    PageLanguage.objects.create(code="my", name="မြန်မာ", texts={"ภาษา": "x"}, **told)
    PageLanguage.objects.create(code="km", name="ខ្មែរ", texts={one: f"km:{one}" for one in kiosking.WORDS}, **told)
    start = tablet.get(address(kiosk)).content.decode()
    assert "English" in start
    assert "မြန်မာ" not in start
    assert "ខ្មែរ" in start
    assert "km:มาเรื่องอะไร" in tablet.get(f"{address(kiosk)}?l=km").content.decode()
    assert "มาเรื่องอะไร" in tablet.get(f"{address(kiosk)}?l=my").content.decode()
    who = tablet.get(f"{address(kiosk)}?for=0&l=en").content.decode()
    assert "Who are you" in who
    assert f'action="{address(kiosk)}?l=en"' in who
    sent = tablet.post(f"{address(kiosk)}?l=en", {"for": "0", "priority": "none", "key": "k"})
    assert "Your number" in tablet.get(sent["Location"]).content.decode()
    assert "มาเรื่องอะไร" in tablet.get(address(kiosk)).content.decode()


@pytest.mark.django_db(transaction=True)
def test_many_fingers_at_once_get_no_more_than_the_limit(db):
    with at(MONDAY):
        g = ground.build()
        kiosk = g.do("counter", c.OpenKiosk(place_id=place().pk, title="โถง"))
        got: list[object] = []

        def press(number):
            try:
                got.append(perform(bearer(kiosk), c.TakeAlone(kiosk_id=kiosk.pk, key=f"n{number}")).label)
            except RuleBroken as broken:
                got.append(broken.status)
            finally:
                connections.close_all()

        fingers = [threading.Thread(target=press, args=(n,)) for n in range(A_MINUTE + 3)]
        for one in fingers:
            one.start()
        for one in fingers:
            one.join()
    assert sorted(map(str, got)) == sorted([f"A{n:03d}" for n in range(1, A_MINUTE + 1)] + ["429"] * 3)
