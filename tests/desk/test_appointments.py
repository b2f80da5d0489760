"""Appointments: who puts them in for whom, who sees them, what stands in the calendar and its feed, pages, API."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from prasan.config.cli import build_parser
from prasan.connect.commands import MakeFeed
from prasan.desk.appointments import notices  # noqa: F401 - registers the listener
from prasan.desk.appointments.commands import AddAppointment, CancelAppointment, ChangeAppointment
from prasan.desk.appointments.models import Appointment
from prasan.desk.appointments.reading import hour_of
from prasan.desk.cli import COMMANDS
from prasan.desk.journal_words import sentences
from prasan.directory.roles import REACH, Reach
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.jobs.listeners import LISTENERS, dispatch, number
from prasan.platform.jobs.models import FailedEvent
from prasan.platform.journal.models import Entry
from prasan.platform.notices.models import Notice
from tests.desk.test_calendar import titles
from tests.progress import ground
from tests.progress.calls.test_call_pages import page_of


@pytest.fixture
def g(db):
    return ground.build()


def day(n=3):
    return timezone.localdate() + dt.timedelta(days=n)


def add(g, who="plo", **more):
    usual = {"subject_th": "ประชุมประจำเดือน", "start": day(), "start_time": dt.time(9, 30), "end_time": dt.time(12)}
    return perform(g.actors[who], AddAppointment(**(usual | more)))


def told(one):
    return {
        "subject_th": one.subject, "start": one.start, "end": one.end, "start_time": one.start_time,
        "end_time": one.end_time, "audience": one.audience, "version": one.version,
        "link": one.link,
    }  # fmt: skip


PEOPLE = ("officer", "neighbour", "plo", "far-plo", "department", "foreign-department", "duty", "minister", "admin")
SEEN = {
    ("officer", "office"): {"officer", "plo", "department", "duty", "minister"},
    ("plo", "province"): {"officer", "neighbour", "plo", "duty", "minister"},
    ("department", "agency"): {"officer", "department", "duty", "minister"},
    ("duty", "all"): set(PEOPLE) - {"admin"},
}


@pytest.mark.parametrize(("who", "audience"), SEEN)
def test_those_who_are_asked_and_those_whose_scope_it_is_see_it(g, who, audience):
    one = add(g, who, audience=audience)
    seen = {name for name in PEOPLE if Appointment.objects.visible_to(g.actors[name]).filter(pk=one.pk).exists()}
    assert seen == SEEN[who, audience]


def test_an_office_outside_the_ministry_is_not_meant_by_all(g):
    add(g, "duty", audience="all")
    g.offices["DSD-92"].kind = "outside"
    outside = g.actors["neighbour"].__class__
    actor = outside(**{name: getattr(g.actors["neighbour"], name) for name in outside.__slots__} | {
        "office_kind": "outside"
    })  # fmt: skip
    assert not Appointment.objects.visible_to(actor).exists()


@pytest.mark.parametrize(
    ("who", "audience"),
    [("officer", "province"), ("officer", "all"), ("plo", "all"), ("plo", "agency"), ("department", "all"),
     ("duty", "province"), ("minister", "office"), ("admin", "office")],
)  # fmt: skip
def test_nobody_asks_wider_than_their_office_coordinates(g, who, audience):
    with pytest.raises(Refused):
        add(g, who, audience=audience)
    assert not Appointment.objects.exists()


def test_a_change_does_not_widen_it_beyond_the_seat_either(g):
    one = add(g, "officer", audience="office")
    with pytest.raises(Refused):
        perform(g.actors["officer"], ChangeAppointment(target_id=one.pk, **told(one) | {"audience": "all"}))


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"subject_th": " "}, "subject_th"), ({"start": None}, "start"), ({"end": day(1)}, "end"),
        ({"end": day(90)}, "end"), ({"start_time": None}, "start_time"), ({"end_time": dt.time(9, 30)}, "end_time"),
        ({"link": "http://meet.example.org/x"}, "link"), ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "https://"}, "link"), ({"link": "https://a.example/" + "x" * 600}, "link"),
        ({"place": "ก" * 301}, "place"), ({"remark": "ก" * 2001}, "remark"), ({"subject_th": "ก" * 201}, "subject_th"),
    ],
)  # fmt: skip
def test_what_is_no_appointment_is_refused_at_its_field(g, more, field):
    with pytest.raises(RuleBroken) as broken:
        add(g, **more)
    assert broken.value.field == field


def test_the_database_holds_the_same_rules(g):
    office = g.offices["DOE-92"]
    base = {"office": office, "area": office.area, "subject": "x", "start": day(), "end": day()}
    for wrong in (
        {"end": day(1)}, {"end_time": dt.time(9)}, {"start_time": dt.time(9), "end_time": dt.time(8)},
        {"link": "http://a.example"}, {"cancelled_at": timezone.now()},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Appointment.objects.create(**(base | wrong))


def test_every_change_is_a_line_of_the_journal_in_words(g):
    one = add(g, link="HTTPS://meet.example.org/abc")
    assert one.link == "https://meet.example.org/abc"
    perform(g.actors["plo"], ChangeAppointment(target_id=one.pk, **told(one) | {"start": day(5), "end": day(5)}))
    with pytest.raises(RuleBroken):
        perform(g.actors["plo"], ChangeAppointment(target_id=one.pk, **told(one)))
    with pytest.raises(RuleBroken):
        perform(g.actors["plo"], CancelAppointment(target_id=one.pk, reason=" "))
    with pytest.raises(Refused):
        perform(g.actors["far-plo"], CancelAppointment(target_id=one.pk, reason="x"))
    perform(g.actors["plo-officer"], CancelAppointment(target_id=one.pk, reason="ติดภารกิจน้ำท่วม"))
    one.refresh_from_db()
    assert (one.version, one.cancelled_why) == (3, "ติดภารกิจน้ำท่วม")
    again = told(one)
    with pytest.raises(RuleBroken):
        perform(g.actors["plo"], ChangeAppointment(target_id=one.pk, **again))
    lines = sentences(Entry.objects.filter(model="desk.appointment").order_by("pk"))
    assert [line.verb for line in lines] == ["ลงนัดหมาย", "แก้นัดหมาย", "ยกเลิกนัดหมาย"]
    assert {change.name for change in lines[1].changes} == {"ตั้งแต่วันที่", "ถึงวันที่"}
    assert lines[2].reason == "ติดภารกิจน้ำท่วม"


def test_the_calendar_shows_it_on_each_of_its_days_to_those_whom_it_concerns(g):
    add(g, subject_th="อบรมสามวัน", start=day(1), end=day(3), audience="province", start_time=None, end_time=None)
    assert "อบรมสามวัน" in titles(g, "neighbour")
    assert "อบรมสามวัน" not in titles(g, "far-plo", "all")
    page = page_of(g, "officer").get("/calendar?view=list").content.decode()
    assert page.count("อบรมสามวัน") == 3
    add(g, "neighbour", subject_th="ประชุมภายใน", audience="office")
    assert "ประชุมภายใน" not in titles(g, "plo")
    assert "ประชุมภายใน" in titles(g, "plo", "province")


def test_the_feed_gives_hours_changes_and_cancelling_without_a_typed_word(g):
    one = add(g, audience="province", place="ห้องประชุมชั้น 2", link="https://meet.example.org/abc")
    command = MakeFeed(width="mine")
    perform(g.actors["officer"], command)

    def entry():
        body = Client().get(f"/feeds/key/{command.secret}.ics").content.decode().replace("\r\n ", "")
        (found,) = [part for part in body.split("BEGIN:VEVENT") if f"UID:appointment-{one.pk}@prasan" in part]
        return found

    first = entry()
    assert f"DTSTART:{day():%Y%m%d}T023000Z\r\nDTEND:{day():%Y%m%d}T050000Z" in first
    assert "STATUS:CONFIRMED" in first
    assert "SEQUENCE:0" in first
    assert f"URL:http://testserver/appointments/{one.pk}" in first
    for word in ("ประชุมประจำเดือน", "ชั้น 2", "meet.example.org"):
        assert word not in first
    perform(g.actors["plo"], CancelAppointment(target_id=one.pk, reason="เลื่อน"))
    later = entry()
    assert "STATUS:CANCELLED" in later
    assert "SEQUENCE:1" in later
    assert "เลื่อน" not in later


@pytest.mark.parametrize(
    ("typed", "hour"),
    [("9", dt.time(9)), ("09.30", dt.time(9, 30)), ("๑๓.๐๐ น.", dt.time(13)), ("8:05", dt.time(8, 5)), ("", None)],
)
def test_hours_are_read_as_thais_write_them(typed, hour):
    assert hour_of(typed, "x") == hour


@given(st.text(max_size=12))
def test_any_other_text_is_an_hour_or_is_refused(text):
    try:
        found = hour_of(text, "x")
    except RuleBroken:
        return
    assert (found is None) == (not text.strip())


FORM = {
    "subject_th": "ประชุมศูนย์", "start": "5 ม.ค. 2570", "start_time": "๐๙.๓๐", "end": "", "end_time": "",
    "audience": "province", "place": "ศาลากลาง", "link": "", "remark": "นำข้อมูลมาด้วย", "key": "k-1",
}  # fmt: skip


def test_the_pages_add_change_and_cancel_and_keep_what_was_typed(g):
    client = page_of(g, "plo")
    assert "/appointments/new" in client.get("/calendar").content.decode()
    assert client.get("/appointments/new?day=2027-01-05").context is None
    wrong = client.post("/appointments/new", FORM | {"start": "วันดี"})
    assert wrong.status_code == 409
    assert "นำข้อมูลมาด้วย" in wrong.content.decode()
    assert client.post("/appointments/new", FORM).status_code == 302
    assert client.post("/appointments/new", FORM).status_code == 302
    one = Appointment.objects.get()
    assert (one.start, one.start_time, one.area.code) == (dt.date(2027, 1, 5), dt.time(9, 30), "92")
    page = client.get(f"/appointments/{one.pk}").content.decode()
    assert "ศาลากลาง" in page
    assert "09.30" in page
    form = client.get(f"/appointments/{one.pk}/change").content.decode()
    assert 'value="09.30"' in form
    changed = FORM | {"version": "1", "place": "ห้องประชุม"}
    assert client.post(f"/appointments/{one.pk}/change", changed).status_code == 302
    assert client.post(f"/appointments/{one.pk}/change", changed).status_code == 409
    assert client.post(f"/appointments/{one.pk}/cancel", {"reason": ""}).status_code == 409
    assert client.post(f"/appointments/{one.pk}/cancel", {"reason": "เลื่อน"}).status_code == 302
    assert "เลื่อน" in client.get(f"/appointments/{one.pk}").content.decode()
    other = page_of(g, "neighbour")
    seen = other.get(f"/appointments/{one.pk}").content.decode()
    assert "/cancel" not in seen
    assert other.get(f"/appointments/{one.pk}/change").status_code == 403
    assert page_of(g, "far-plo").get(f"/appointments/{one.pk}").status_code == 404
    assert page_of(g, "minister").get("/appointments/new").status_code == 403
    assert "/appointments/new" not in page_of(g, "minister").get("/calendar").content.decode()


def test_the_api_does_the_same(g):
    client = page_of(g, "plo")
    url = "/api/v1/appointments"

    def send(method, path, body):
        return getattr(client, method)(path, json.dumps(body), content_type="application/json")

    body = {"subject": "ประชุม", "start": str(day()), "start_time": "09:30", "audience": "province"}
    made = send("post", url, body).json()
    assert (made["start"], made["end"], made["start_time"], made["office"]) == (
        str(day()), str(day()), "09:30:00", "OPS-92",
    )  # fmt: skip
    assert [one["id"] for one in client.get(url).json()["items"]] == [made["id"]]
    assert client.get(f"{url}?first=2001-01-01&last=2001-02-01").json()["items"] == []
    path = f"{url}/{made['id']}"
    assert send("put", path, body | {"version": 1, "place": "ที่ใหม่"}).json()["place"] == "ที่ใหม่"
    assert send("put", path, body | {"version": 1}).status_code == 409
    assert send("post", f"{path}/cancel", {"reason": ""}).status_code == 409
    assert send("post", f"{path}/cancel", {"reason": "งด"}).json()["cancelled_why"] == "งด"
    assert page_of(g, "far-plo").get(path).status_code == 404


def run(capsys, *words):
    asked = build_parser(COMMANDS).parse_args([*words, "--json"])
    code = asked._cli.run(asked)
    out = capsys.readouterr().out
    return code, [json.loads(line) for line in out.splitlines()]


def test_the_command_line_does_the_same(g, capsys):
    who = ("--as", "plo")
    code, (made,) = run(capsys, "calendar", "add", *who, "--subject", "ประชุม", "--start", "5 ม.ค. 2570")
    assert (code, made["start"], made["audience"]) == (0, "2027-01-05", "office")
    number = str(made["id"])
    code, (changed,) = run(capsys, "calendar", "change", number, *who, "--start-time", "13.00")
    assert (code, changed["start_time"], changed["subject"]) == (0, "13:00:00", "ประชุม")
    asked = ("--from", "2027-01-01", "--to", "2027-01-31", "--kind", "appointments")
    code, rows = run(capsys, "calendar", "list", *who, *asked)
    assert [(one["key"], one["cancelled"]) for one in rows] == [(f"appointment-{number}", False)]
    assert number in {one["key"].removeprefix("appointment-") for one in run(capsys, "calendar", "list", *asked[:4])[1]}
    assert run(capsys, "calendar", "cancel", number, *who)[0] == 1
    assert run(capsys, "calendar", "cancel", number, *who, "--reason", "งด")[0] == 0
    assert run(capsys, "calendar", "list", *who, *asked)[1][0]["cancelled"] is True
    assert run(capsys, "calendar", "add", *who, "--subject", "x", "--start", "ไม่รู้")[0] == 1
    assert run(capsys, "calendar", "add", "--as", "nobody", "--subject", "x", "--start", "2027-01-05")[0] == 1


def unread(kind):
    """Bring what happened to the listener; return who has a notice of a kind that still asks something."""
    number()
    dispatch([LISTENERS["desk.appointment-notices"]])
    assert not FailedEvent.objects.exists()
    return set(Notice.objects.filter(kind=kind, read=None).values_list("person_id", flat=True))


@pytest.mark.parametrize(("who", "audience"), SEEN)
def test_those_whose_own_it_is_are_told_and_nobody_else(g, who, audience):
    one = add(g, who, audience=audience)
    mine = {a.person_id for a in g.actors.values() if Appointment.objects.of_office(a).filter(pk=one.pk).exists()}
    told = unread("appointments.made")
    assert told
    assert told == (mine & reads(g)) - {g.actors[who].person_id}


def reads(g):
    """Return the people whose role reads anything of the domain."""
    return {a.person_id for a in g.actors.values() if REACH[a.role] is not Reach.NOTHING}


def test_a_later_word_takes_the_place_of_an_earlier_one(g):
    one = add(g, audience="province")
    told_first = unread("appointments.made")
    changed = perform(
        g.actors["plo"], ChangeAppointment(target_id=one.pk, **(told(one) | {"start": day(4), "end": day(4)}))
    )
    assert (unread("appointments.made"), unread("appointments.changed")) == (set(), told_first)
    perform(g.actors["plo"], CancelAppointment(target_id=changed.pk, reason="ฝนตกหนัก"))
    assert (unread("appointments.changed"), unread("appointments.cancelled")) == (set(), told_first)
    assert "ฝนตก" not in str(list(Notice.objects.values_list("args", flat=True)))


def test_nobody_is_told_of_what_is_over(g):
    add(g, start=day(-3))
    assert unread("appointments.made") == set()
