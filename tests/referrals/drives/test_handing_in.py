"""What volunteers send: nothing lost, nothing doubled, nothing told of who is known, links that end."""

import json
import logging
import re
import uuid

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry
from prasan.platform.web.traffic import plain_path
from prasan.referrals import commands as c
from prasan.referrals.bearers import VOLUNTEER, Bearer
from prasan.referrals.commands import drive_entries
from prasan.referrals.drives import opening, tidy
from prasan.referrals.figures import reach
from prasan.referrals.models import DriveEntry, DriveVolunteer
from prasan.registers.models import Tie, Worker
from tests.house import rules
from tests.referrals.drives import ground
from tests.referrals.drives.ground import PERSON, begin, link, phone, send
from tests.referrals.ground import MONDAY, at, days

TYPED = {name: "on" if value is True else value for name, value in PERSON.items()}


@pytest.fixture
def d(g):
    """Return (ground, a drive, the path of a volunteer's link)."""
    drive = begin(g)
    return g, drive, link(g, drive)


def typed(client, path, **more):
    shown = client.get(path).content.decode()
    number = re.search(r'name="uuid" value="([0-9a-f-]{36})"', shown).group(1)
    return {"uuid": number} | TYPED | more


def test_looking_changes_nothing_and_holds_nobodys_data(d):
    _g, drive, path = d
    send(path, phone(drive))
    client = Client()
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        shown = client.get(path)
    assert rules.writes(q["sql"] for q in asked) == []
    assert len(asked) <= 12
    text = shown.content.decode()
    assert not any(str(value) in text for value in (PERSON["given_name"], PERSON["phone"], "มานะ"))
    assert ground.NOTICE in text
    assert "no-store" in shown["Cache-Control"]
    assert "script-src 'self'" in shown["Content-Security-Policy"]
    assert not re.search(r"<script(?![^>]* src=)|\sstyle=", text)
    assert len(shown.content) < 110_000


def test_an_envelope_becomes_a_person_of_the_registry(d):
    g, drive, path = d
    answer = send(path, phone(drive, home_area_id=g.areas["920201"].pk, section="40"))
    assert (answer.status_code, answer.json()["number"]) == (200, 1)
    entry = DriveEntry.objects.get()
    worker = Worker.objects.get(pk=entry.worker_id)
    assert (entry.state, entry.told, entry.found, entry.recorded_at is not None) == ("taken", "", [], True)
    assert (worker.full_name, worker.employment, worker.section) == ("นางขนิษฐา เย็บผ้า", "informal", "40")
    assert (worker.channel, worker.consented_at is not None) == ("call", True)
    tie = Tie.objects.get(worker=worker)
    assert (tie.office, tie.purpose, tie.ground, tie.notice_version) == (
        g.offices["OPS-92"], "outreach", "consent", "2569-1",
    )  # fmt: skip
    labels = list(Entry.objects.filter(model="referrals.driveentry").order_by("pk").values_list("verb", "actor_label"))
    assert labels == [
        ("referrals.hand_in", f"อาสาสมัครแรงงาน (ลิงก์) {entry.volunteer_id}"), ("referrals.settle_entry", "ระบบ"),
    ]  # fmt: skip


def test_who_is_registered_counts_in_the_figures_of_the_district(d):
    g, drive, path = d
    send(path, phone(drive, home_area_id=g.areas["920201"].pk))
    send(path, phone(drive, given_name="ประยูร", family_name="กรีดยาง", phone="", channel="none", title="นาย", sex=""))
    with at(days(1)):
        rows = reach.of_places(g.areas["92"], MONDAY.date(), days(5).date())
    assert [(row.place, row.known, row.reached) for row in rows] == [(g.areas["9202"].pk, 1, 1)]


def test_section_40_counts_by_its_option(d):
    g, drive, path = d
    send(path, phone(drive, home_area_id=g.areas["9202"].pk, section="40", option="2"))
    with at(days(1)):
        rows = reach.of_places(g.areas["92"], MONDAY.date(), days(5).date())
    assert [(row.option_1, row.option_2, row.option_3, row.option_unknown) for row in rows] == [(0, 1, 0, 0)]


def test_the_same_again_changes_nothing(d):
    _g, drive, path = d
    told = phone(drive)
    first, again = send(path, told), send(path, told)
    assert first.json() == again.json()
    assert again.status_code == 200
    assert (DriveEntry.objects.count(), Worker.objects.count()) == (1, 1)
    assert Entry.objects.filter(verb="referrals.hand_in").count() == 1


def test_through_another_link_of_the_drive_it_is_the_same_entry_too(d):
    g, drive, path = d
    told = phone(drive)
    send(path, told)
    DriveVolunteer.objects.update(revoked_at=MONDAY)
    assert send(link(g, drive), told).json()["number"] == 1
    assert DriveEntry.objects.count() == 1


def test_the_answer_never_says_whether_somebody_is_known(d):
    _g, drive, path = d
    new, same = send(path, phone(drive)), send(path, phone(drive))
    assert (set(new.json()), new.status_code) == (set(same.json()), same.status_code)
    assert [one.state for one in DriveEntry.objects.order_by("pk")] == ["taken", "needs_look"]
    second = DriveEntry.objects.latest("pk")
    assert (second.verdict, second.reason, second.found) == ("same", "second", [Worker.objects.get().pk])
    assert PERSON["given_name"] in second.told


def test_who_may_be_the_same_waits_too(d):
    _g, drive, path = d
    send(path, phone(drive, phone="", channel="none"))
    send(path, phone(drive, phone="", channel="none", birth_year="", family_name="เย็บผา"))
    assert DriveEntry.objects.latest("pk").state == "needs_look"
    assert Worker.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "field"),
    [({"id_number": "1100700000000"}, "id_number"), ({"birth_year": "3999"}, "birth_year"),
     ({"given_name": ""}, "given_name"), ({"consented": False}, "consented"), ({"phone": "12"}, "phone"),
     ({"home_area_id": "77"}, "home_area"), ({"section": "99"}, "section"),
     ({"section": "33", "option": "2"}, "option"), ({"given_name": "ก" * 900}, "given_name")],
)  # fmt: skip
def test_what_the_registry_does_not_take_is_asked_again_and_not_lost(d, more, field):
    _g, drive, path = d
    assert send(path, phone(drive, **more)).status_code == 200
    entry = DriveEntry.objects.get()
    assert (entry.state, entry.reason, entry.field) == ("needs_look", "data", field)
    assert entry.told
    assert "สำนักงานต้องถามใหม่ 1 คน ลำดับที่ 1" in Client().get(path).content.decode()
    assert Worker.objects.count() == 0


def test_without_consent_or_unreadable_nothing_is_kept(d):
    _g, drive, path = d
    send(path, phone(drive, agreed=False))
    broken = phone(drive)
    broken["uuid"] = str(uuid.uuid4())  # sealed as another
    assert send(path, broken).status_code == 200
    assert list(DriveEntry.objects.order_by("pk").values_list("state", "reason", "told")) == [
        ("refused", "consent", ""), ("refused", "unreadable", ""),
    ]  # fmt: skip
    assert Worker.objects.count() == 0


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b'{"uuid": 1}', b'{"uuid": "x", "sealed": "1"}', b"\xff", b"x" * 30_000]
)
def test_what_is_no_envelope_is_refused(d, body):
    _g, _drive, path = d
    answer = Client().post(f"{path}/entries", body, content_type="application/json")
    assert (answer.status_code, DriveEntry.objects.count()) == (422, 0)


@pytest.mark.parametrize("moment", [None, 5, "yesterday", "2026-11-23", "1999-01-01T00:00:00Z", "9999-99-99T00:00:00Z"])
def test_a_wrong_clock_of_the_phone_is_no_reason_to_lose_somebody(d, moment):
    _g, drive, path = d
    assert send(path, phone(drive) | {"at": moment}).status_code == 200
    assert DriveEntry.objects.get().recorded_at is None


def test_the_form_works_without_scripts(d):
    _g, _drive, path = d
    client = Client()
    told = typed(client, path)
    answer = client.post(path, told)
    assert (answer.status_code, answer["Location"]) == (302, f"{path}?n=1")
    assert "รับแล้ว ลำดับที่ 1" in client.get(answer["Location"]).content.decode()
    assert client.post(path, told)["Location"] == f"{path}?n=1"
    assert Worker.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "says"),
    [({"section": "33", "option": "1"}, "เฉพาะผู้ประกันตนมาตรา 40"),
     ({"agreed": ""}, "เมื่อเจ้าตัวยินยอม"), ({"birth_year": "20"}, "ปีเกิด 4 หลัก"), ({"given_name": " "}, "โปรดใส่ชื่อ"),
     ({"id_number": "1100700000000"}, "หลักตรวจสอบไม่ตรงกัน"), ({"uuid": "x"}, "เปิดหน้านี้ใหม่"),
     ({"given_name": "ก\0ข", "birth_year": "x"}, "ปีเกิด 4 หลัก")],
)  # fmt: skip
def test_what_was_typed_stays_where_it_is_refused(d, more, says):
    _g, _drive, path = d
    client = Client()
    answer = client.post(path, typed(client, path, **more))
    shown = answer.content.decode()
    assert answer.status_code in {400, 409}
    assert says in shown
    assert "เย็บผ้า" in shown
    assert DriveEntry.objects.count() == 0


def test_a_link_ends_by_time_and_by_word(d):
    g, drive, path = d
    told = phone(drive)
    volunteer = DriveVolunteer.objects.get()
    with at(days(40)):
        assert (Client().get(path).status_code, send(path, told).status_code) == (404, 404)
    g.do("coordinator", c.RevokeVolunteer(target_id=volunteer.pk))
    over = Client().get(path)
    assert (over.status_code, send(path, told).status_code) == (404, 404)
    assert over.content == Client().get("/v/unknown").content
    assert DriveEntry.objects.count() == 0
    assert send(link(g, drive), told).status_code == 200  # nothing is lost: another link takes what the phone holds


def test_what_was_written_down_before_the_drive_was_closed_still_comes_and_waits(d):
    g, drive, path = d
    g.do("coordinator", c.CloseDrive(target_id=drive.pk))
    with at(days(1)):
        shown = Client().get(path).content.decode()
        assert "data-form" not in shown
        assert send(path, phone(drive)).status_code == 200
        client = Client()
        assert client.post(path, TYPED | {"uuid": str(uuid.uuid4())}).status_code == 409
    entry = DriveEntry.objects.get()
    assert (entry.state, entry.reason, Worker.objects.count()) == ("needs_look", "late", 0)


def test_a_drive_has_a_limit_and_a_link_a_pace(d, monkeypatch):
    g, _drive, _path = d
    small = begin(g, most=2)
    path = link(g, small)
    told = [phone(small, given_name=name) for name in ("หนึ่ง", "สอง", "สาม")]
    assert [send(path, one).status_code for one in told] == [200, 200, 409]
    assert send(path, told[0]).status_code == 200  # what is there already is confirmed whatever the limit
    monkeypatch.setattr(drive_entries, "PACE", 1)
    other = begin(g)
    path = link(g, other)
    assert [send(path, phone(other, given_name=name)).status_code for name in ("ก", "ข")] == [200, 429]


def test_wrong_links_are_throttled(d, monkeypatch):
    from prasan.referrals.tracking import attempts

    monkeypatch.setattr(attempts, "LINK", attempts.Limit("link", 3))
    assert [send("/v/unknown", {}).status_code for _n in range(4)] == [404] * 3 + [429]
    assert Client().post("/v/unknown", {}).status_code == 429
    assert Client().get("/v/unknown").status_code == 404


def test_a_fault_while_it_is_settled_loses_nobody(d, monkeypatch, caplog):
    _g, drive, path = d

    def broken(*_args):
        raise DatabaseError("ขนิษฐา")

    monkeypatch.setattr(drive_entries, "look", broken)
    with caplog.at_level(logging.DEBUG):
        assert send(path, phone(drive)).status_code == 200
    assert DriveEntry.objects.get().state == "waiting"
    assert PERSON["given_name"] not in caplog.text
    monkeypatch.undo()
    with at(days(1)):
        assert (tidy.settle_waiting(), tidy.settle_waiting()) == (1, 0)
    assert DriveEntry.objects.get().state == "taken"


def test_one_entry_that_cannot_be_settled_keeps_no_other_from_it(d, monkeypatch):
    _g, drive, path = d
    whole = drive_entries.look
    monkeypatch.setattr(drive_entries, "look", lambda *_args: 1 / 0)
    assert [
        send(path, phone(drive, given_name=name, phone="", channel="none")).status_code for name in ("ก้อย", "เดือน")
    ] == [
        200,
        200,
    ]

    def first_fails(claims):
        if claims[0].given == "ก้อย":
            raise ZeroDivisionError
        return whole(claims)

    monkeypatch.setattr(drive_entries, "look", first_fails)
    with at(days(1)):
        assert tidy.settle_waiting() == 1
    assert [one.state for one in DriveEntry.objects.order_by("number")] == ["waiting", "taken"]


def test_nothing_personal_stands_in_addresses_journal_or_columns(d, caplog):
    _g, drive, path = d
    with caplog.at_level(logging.DEBUG):
        send(path, phone(drive))
        send(path, phone(drive))
    assert plain_path(f"{path}/entries") == "/v/…"
    canaries = (PERSON["given_name"], PERSON["phone"], "มานะ", path.removeprefix("/v/"))
    assert not any(word in caplog.text for word in canaries)
    rows = json.dumps(list(Entry.objects.values_list("changes", flat=True)), ensure_ascii=False)
    assert not any(word in rows for word in canaries)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT to_jsonb(e)::text || to_jsonb(v)::text FROM referrals_drive_entry e, referrals_drive_volunteer v"
        )
        stored = " ".join(row[0] for row in cursor.fetchall())
    assert not any(word in stored for word in canaries)


def test_a_bearer_hands_in_for_itself_alone(d):
    g, drive, _path = d
    volunteer = DriveVolunteer.objects.get()
    told = {"drive_id": drive.pk, "volunteer_id": volunteer.pk, "told": dict(PERSON)}
    for actor in (
        Bearer(VOLUNTEER, drive_id=drive.pk, volunteer_id=volunteer.pk + 1),
        Bearer(VOLUNTEER, drive_id=drive.pk + 1, volunteer_id=volunteer.pk),
        g.actors["coordinator"],
    ):
        with pytest.raises(Refused):
            perform(actor, c.HandIn(**told))
    other = begin(g)
    with pytest.raises(RuleBroken, match="ขอลิงก์ใหม่"):  # a volunteer of one drive is none of another
        perform(
            Bearer(VOLUNTEER, drive_id=other.pk, volunteer_id=volunteer.pk),
            c.HandIn(**told | {"drive_id": other.pk}),
        )
    assert DriveEntry.objects.count() == 0


def test_a_secret_opens_what_it_was_made_for(d):
    _g, drive, path = d
    found = opening.found_by(path.removeprefix("/v/"))
    assert found is not None
    assert found.drive == drive
    assert opening.found_by("") is None
    assert path.removeprefix("/v/") not in DriveVolunteer.objects.get().secret_hash
