"""What officers do with drives: begin, give links, decide by hand; what is past its term is forgotten."""

import datetime as dt
import json
import re
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from prasan.desk.pages.clocked import read
from prasan.desk.pages.referral_tasks import drive_parts, drive_tasks
from prasan.directory.models import Area
from prasan.directory.roles import Role
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.journal.models import Entry
from prasan.referrals import commands as c
from prasan.referrals import erasing
from prasan.referrals.commands import drive_entries
from prasan.referrals.drives import tidy
from prasan.referrals.models import DriveEntry, DriveVolunteer, OutreachList, RegistrationDrive
from prasan.registers.models import Tie, Worker
from tests.house import rules
from tests.referrals import ground as referrals
from tests.referrals.drives import ground
from tests.referrals.drives.ground import GOOD_ID, NOTICE, PERSON, begin, link, phone, send, valid_id
from tests.referrals.ground import MONDAY, at, days


@pytest.fixture
def d(g):
    """Return (ground, a drive, the path of a volunteer's link)."""
    drive = begin(g)
    return g, drive, link(g, drive)


def waiting(d, **more):
    """Send somebody and the same person again; return the entry that waits."""
    _g, drive, path = d
    send(path, phone(drive, **more))
    send(path, phone(drive, **more))
    return DriveEntry.objects.get(state="needs_look")


def decide(g, entry, do, who="coordinator", **more):
    return g.do(who, c.DecideEntry(target_id=entry.pk, do=do, **more))


def test_the_same_person_gets_no_second_entry_and_nothing_is_overwritten(d):
    g, _drive, _path = d
    entry = waiting(d)
    before = Worker.objects.get()
    decide(g, entry, "same", worker_id=before.pk)
    entry.refresh_from_db()
    after = Worker.objects.get()
    assert (entry.state, entry.worker, entry.told, entry.found) == ("taken", before, "", [])
    assert entry.decided_by_id == g.actors["coordinator"].seat_id
    assert after.changed == before.changed
    assert Tie.objects.living().count() == 1


def test_a_stranger_of_another_office_is_tied_where_number_or_telephone_proves_it(d):
    g, drive, path = d
    send(path, phone(drive))
    other = Worker.objects.get()
    Tie.objects.all().delete()
    Tie.objects.create(worker=other, office=g.offices["DOE-80"], ground="consent", notice_version="1")
    send(path, phone(drive, given_name="ขนิษฐา"))
    entry = DriveEntry.objects.get(state="needs_look")
    decide(g, entry, "same", worker_id=other.pk)
    assert Tie.objects.living().filter(worker=other, office=g.offices["OPS-92"], purpose="outreach").exists()
    assert Worker.objects.count() == 1


def test_by_name_and_year_alone_nobody_takes_over_a_strangers_entry(d):
    g, drive, path = d
    send(path, phone(drive, phone="", channel="none"))
    other = Worker.objects.get()
    Tie.objects.all().delete()
    Tie.objects.create(worker=other, office=g.offices["DOE-80"], ground="consent", notice_version="1")
    send(path, phone(drive, phone="", channel="none"))
    entry = DriveEntry.objects.get(state="needs_look")
    with pytest.raises((RuleBroken, Refused)):
        decide(g, entry, "same", worker_id=other.pk)
    entry.refresh_from_db()
    assert (entry.state, Tie.objects.living().count()) == ("needs_look", 1)


def test_somebody_else_becomes_a_person_and_the_two_are_told_apart(d):
    g, _drive, _path = d
    entry = waiting(d)
    decide(g, entry, "new")
    assert Worker.objects.count() == 2
    assert Entry.objects.filter(verb="registers.register_worker").latest("id").person_id


def test_who_came_in_since_the_look_is_not_passed_over(d):
    g, _drive, _path = d
    entry = waiting(d)
    DriveEntry.objects.filter(pk=entry.pk).update(found=[])
    with pytest.raises(RuleBroken, match="ตรวจรายการซ้ำอีกครั้ง"):
        decide(g, entry, "new")
    g.do("coordinator", c.SettleEntry(target_id=entry.pk))  # the officer looks again; nobody is entered by that
    entry.refresh_from_db()
    assert (entry.state, entry.verdict, len(entry.found), Worker.objects.count()) == ("needs_look", "same", 1, 1)
    decide(g, entry, "new")
    assert Worker.objects.count() == 2


def test_what_was_asked_anew_mends_the_entry(d):
    g, drive, path = d
    send(path, phone(drive, id_number="1100700000000"))
    entry = DriveEntry.objects.get()
    with pytest.raises(RuleBroken, match="หลักตรวจสอบไม่ตรงกัน"):
        decide(g, entry, "new")
    good = valid_id(GOOD_ID[:12])
    decide(g, entry, "new", mended={"id_number": good})
    assert Worker.objects.get().id_number == good


def test_a_refusal_says_why_and_empties(d):
    g, _drive, _path = d
    entry = waiting(d)
    for wrong in ("", "expired", "nonsense"):
        with pytest.raises(RuleBroken, match="เหตุที่ไม่รับ"):
            decide(g, entry, "refuse", reason_code=wrong)
    decide(g, entry, "refuse", reason_code="withdrew")
    entry.refresh_from_db()
    assert (entry.state, entry.reason, entry.told, entry.worker) == ("refused", "withdrew", "", None)
    with pytest.raises(RuleBroken, match="มีผลแล้ว"):
        decide(g, entry, "new")


def test_nobody_but_the_own_office_reads_or_decides(d):
    g, drive, _path = d
    entry = waiting(d)
    referrals.seat(g, "other-office", Role.AGENCY_OFFICER, "DOE-92")
    for who in ("other-office", "minister", "far" if "far" in g.actors else "other-office"):
        with pytest.raises(Refused):
            decide(g, entry, "new", who=who)
        with pytest.raises(Refused):
            g.do(who, c.CloseDrive(target_id=drive.pk))
        assert not DriveEntry.objects.visible_to(g.actors[who]).exists()
        client = g.client(who)
        assert client.get(f"/drives/{drive.pk}").status_code in {403, 404}
        assert client.get(f"/drives/entries/{entry.pk}").status_code in {403, 404}
        assert client.post(f"/drives/entries/{entry.pk}/do", {"do": "new"}).status_code in {403, 404}


@pytest.mark.parametrize(
    ("more", "field"),
    [({"title": " "}, "title"), ({"area_id": 0}, "area"), ({"area_id": 800_000}, "area"), ({"group": "x"}, "group"),
     ({"first_day": None}, "first_day"), ({"last_day": dt.date(2026, 11, 1)}, "last_day"),
     ({"last_day": dt.date(2027, 11, 1)}, "last_day"), ({"notice": "สั้น"}, "notice"),
     ({"notice_version": ""}, "notice_version"),
     ({"most": 0}, "most"), ({"most": 9999}, "most"), ({"purpose": "x"}, "purpose"), ({"visits_id": 99}, "visits")],
)  # fmt: skip
def test_a_drive_says_where_when_and_what_is_read(g, more, field):
    with pytest.raises(RuleBroken) as broken:
        begin(g, **more)
    assert broken.value.field == field
    assert RegistrationDrive.objects.count() == 0


def test_the_pages_of_an_officer(d):
    g, drive, path = d
    client = g.client("coordinator")
    assert drive.title in client.get("/drives").content.decode()
    shown = client.get(f"/drives/{drive.pk}").content.decode()
    assert "มานะ ใจดี" in shown
    assert path not in shown
    answer = client.post(f"/drives/{drive.pk}/do", {"do": "add", "who": "สมหญิง รักงาน"})
    page = answer.content.decode()
    made = re.search(r"/v/[\w-]{32}", page).group(0)
    assert ("<svg" in page, "no-store" in answer["Cache-Control"]) == (True, True)
    assert Client().get(made).status_code == 200
    wrong = client.post(f"/drives/{drive.pk}/do", {"do": "add", "who": " "})
    assert (wrong.status_code, "โปรดใส่ชื่ออาสาสมัคร" in wrong.content.decode()) == (409, True)
    volunteer = DriveVolunteer.objects.latest("pk")
    assert client.post(f"/drives/{drive.pk}/do", {"do": f"revoke-{volunteer.pk}"}).status_code == 302
    assert Client().get(made).status_code == 404
    assert client.post(f"/drives/{drive.pk}/do", {"do": "close"}).status_code == 302
    drive.refresh_from_db()
    assert drive.closed_at is not None


def test_a_drive_is_begun_by_page_and_from_an_outreach_list(g):
    client = g.client("coordinator")
    visits = OutreachList.objects.create(
        office=g.offices["OPS-92"], area=Area.objects.get(code="9202"), title="หาบเร่กันตัง", group="vendor",
        made_by_id=g.actors["coordinator"].seat_id, made_at=MONDAY,
    )  # fmt: skip
    shown = client.get(f"/drives/new?visits={visits.pk}").content.decode()
    assert "หาบเร่กันตัง" in shown
    told = {
        "title": "หาบเร่กันตัง", "area": "9202", "group": "vendor", "first_day": "23/11/2569", "last_day": "30 พ.ย. 2569",
        "most": "๕๐", "purpose": "outreach", "notice_version": "2569-1", "notice": NOTICE, "visits": str(visits.pk),
    }  # fmt: skip
    wrong = client.post("/drives/new", told | {"last_day": "เมื่อไรก็ได้"})
    assert (wrong.status_code, "อ่านวันที่ไม่ได้" in wrong.content.decode(), "๕๐" in wrong.content.decode()) == (
        409,
        True,
        True,
    )
    answer = client.post("/drives/new", told)
    made = RegistrationDrive.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/drives/{made.pk}")
    assert (made.visits, made.most, made.area.code, made.last_day) == (visits, 50, "9202", dt.date(2026, 11, 30))
    assert '<option value="920201 บ่อน้ำร้อน">กันตัง</option>' in shown
    assert client.post("/drives/new", told | {"tambon": "920201 บ่อน้ำร้อน"}).status_code == 302
    assert RegistrationDrive.objects.latest("pk").area.code == "920201"
    for typed in ("บ่อน้ำร้อน", "9202", "100101"):
        wrong = client.post("/drives/new", told | {"tambon": typed})
        assert (wrong.status_code, f'value="{typed}"' in wrong.content.decode()) == (409, True)
        assert "ไม่พบตำบลนี้" in wrong.content.decode()
    elsewhere = client.post("/drives/new", told | {"area": "92", "tambon": "920201"})
    assert elsewhere.status_code == 302
    mid = {"id": 920_100, "last": 920_199, "kind": "district", "parent": g.areas["92"], "name_th": "เมืองตรัง"}
    Area.objects.get_or_create(code="9201", defaults=mid | {"name_en": "M"})
    assert (
        "ไม่อยู่ในจังหวัดหรืออำเภอที่เลือก"
        in client.post("/drives/new", told | {"area": "9201", "tambon": "920201"}).content.decode()
    )


def test_a_place_is_shown_by_its_district_until_it_is_opened(d):
    g, _drive, _path = d
    entry = waiting(d, home_area_id=g.areas["920201"].pk, section="40", option="3")
    client = g.client("coordinator")
    shown = client.get(f"/drives/entries/{entry.pk}").content.decode()
    assert ("กันตัง" in shown, "บ่อน้ำร้อน" in shown) == (True, False)
    client.post(f"/drives/entries/{entry.pk}/do", {"do": "read", "why": "ถามเจ้าตัวอีกครั้ง"})
    assert "บ่อน้ำร้อน" in client.get(f"/drives/entries/{entry.pk}").content.decode()


def test_who_has_to_be_looked_at_stands_in_my_work_until_decided(d):
    g, drive, _path = d
    client = g.client("coordinator")
    assert drive.title not in client.get("/work").content.decode()
    entry = waiting(d)
    shown = client.get("/work").content.decode()
    assert drive.title in shown
    assert "1 คนรอเจ้าหน้าที่ดู" in shown
    assert f'href="/drives/{drive.pk}"' in shown
    assert drive.title not in g.client("doe").get("/work").content.decode()
    decide(g, entry, "refuse", reason_code="withdrew")
    assert drive.title not in client.get("/work").content.decode()


def test_the_closer_the_end_of_the_term_the_louder_the_line(d):
    g, _drive, _path = d
    waiting(d)
    told = []
    for day in (1, 8, 24):
        with at(days(day)):
            told += [row["status"] for row in drive_tasks(read(drive_parts(g.actors["coordinator"])))]
    assert told == ["info", "late", "very_late"]


def test_an_entry_is_masked_until_somebody_says_why_and_looking_writes_nothing(d):
    g, drive, _path = d
    entry = waiting(d)
    client = g.client("coordinator")
    address = f"/drives/entries/{entry.pk}"
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        shown = client.get(address).content.decode()
    assert rules.writes(q["sql"] for q in asked) == []
    assert len(asked) <= 12
    assert "ขนิษฐา" not in shown
    assert PERSON["phone"] not in shown
    assert client.post(f"{address}/do", {"do": "read", "why": " "}).status_code == 400
    assert client.post(f"{address}/do", {"do": "read", "why": "โทรถามเจ้าตัวว่าเป็นคนเดียวกันหรือไม่"}).status_code == 302
    assert "ขนิษฐา" in client.get(address).content.decode()
    line = Entry.objects.filter(verb="referrals.read_entry").get()
    assert line.reason
    referrals.seat(g, "colleague", Role.COUNTER_OFFICER, "OPS-92")
    assert "ขนิษฐา" not in g.client("colleague").get(address).content.decode()
    worker = Worker.objects.get()
    assert client.post(f"{address}/do", {"do": f"same-{worker.pk}"}).status_code == 302
    shown = client.get(address).content.decode()
    assert "ลบออกจากรายการนี้แล้ว" in shown
    assert "ส่งมาแล้ว" in client.get(f"/drives/{drive.pk}").content.decode()


def test_a_wrong_value_is_mended_by_page(d):
    g, drive, path = d
    send(path, phone(drive, birth_year="3999"))
    entry = DriveEntry.objects.get()
    client = g.client("coordinator")
    shown = client.get(f"/drives/entries/{entry.pk}").content.decode()
    assert "ค่าที่ถามใหม่: ปีเกิด" in shown
    wrong = client.post(f"/drives/entries/{entry.pk}/do", {"do": "new", "mended": "25155"})
    assert (wrong.status_code, "25155" in wrong.content.decode()) == (409, True)
    assert client.post(f"/drives/entries/{entry.pk}/do", {"do": "new", "mended": "๒๕๑๕"}).status_code == 302
    assert Worker.objects.get().birth_year == 1972


def test_what_is_past_its_term_is_emptied(d):
    g, drive, _path = d
    entry = waiting(d)
    with at(days(29)):
        assert tidy.forget() == {"entries": 0, "names": 0, "keys": 0}
    with at(days(31)):
        assert tidy.forget()["entries"] == 1
        assert tidy.forget()["entries"] == 0
    entry.refresh_from_db()
    assert (entry.state, entry.reason, entry.told) == ("refused", "expired", "")
    with at(days(300)):
        assert tidy.forget() == {"entries": 0, "names": 1, "keys": 1}
        assert tidy.forget() == {"entries": 0, "names": 0, "keys": 0}
    drive.refresh_from_db()
    assert (DriveVolunteer.objects.get().name, drive.private_key) == ("", "")
    assert "ลบชื่อแล้ว" in g.client("coordinator").get(f"/drives/{drive.pk}").content.decode()


def test_what_is_over_cannot_keep_anything_even_past_the_door(d):
    entry = waiting(d)
    with pytest.raises(IntegrityError, match="drive_entry_forgets"), transaction.atomic():
        DriveEntry.objects.filter(pk=entry.pk).update(state="refused", reason="wrong", found=[])


def test_erasing_a_person_empties_what_volunteers_wrote_down_of_them(d):
    entry = waiting(d)
    worker = Worker.objects.get()
    erasing.empty([worker.pk], MONDAY, None)
    entry.refresh_from_db()
    assert (entry.state, entry.reason, entry.told, entry.found) == ("refused", "erased", "", [])


@pytest.mark.django_db(transaction=True)
def test_two_calls_at_once_with_one_number_make_one_person():
    with at(MONDAY):
        g = ground.build()
        drive = begin(g)
        path = link(g, drive)
        told = phone(drive)
        answers: list[int] = []
        gate = threading.Barrier(4)

        def call() -> None:
            gate.wait()
            try:
                answers.append(send(path, told).status_code)
            finally:
                connection.close()

        runs = [threading.Thread(target=call) for _n in range(4)]
        for run in runs:
            run.start()
        for run in runs:
            run.join()
        assert answers == [200] * 4
        assert (DriveEntry.objects.count(), Worker.objects.count()) == (1, 1)
        assert Entry.objects.filter(verb="referrals.hand_in").count() == 1


@pytest.mark.django_db(transaction=True)
def test_one_person_from_two_phones_at_once_is_entered_once(monkeypatch):
    slow = drive_entries.look

    def looked(*told):
        found = slow(*told)
        threading.Event().wait(0.2)
        return found

    monkeypatch.setattr(drive_entries, "look", looked)
    with at(MONDAY):
        g = ground.build()
        drive = begin(g)
        paths = [link(g, drive, f"คนที่ {n}") for n in range(2)]
        told = [phone(drive) for _n in range(2)]
        gate = threading.Barrier(2)

        def call(n: int) -> None:
            gate.wait()
            try:
                send(paths[n], told[n])
            finally:
                connection.close()

        runs = [threading.Thread(target=call, args=(n,)) for n in range(2)]
        for run in runs:
            run.start()
        for run in runs:
            run.join()
        assert sorted(DriveEntry.objects.values_list("state", flat=True)) == ["needs_look", "taken"]
        assert Worker.objects.count() == 1


def test_the_journal_of_a_drive_names_no_key(d):
    _g, drive, _path = d
    told = json.dumps(list(Entry.objects.filter(model="referrals.registrationdrive").values_list("changes", flat=True)))
    assert drive.public_key not in told
    assert "private_key" not in told
