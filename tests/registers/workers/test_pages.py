"""Pages of people: the look comes before the entry, what was typed stays, what is masked stays masked."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.utils import timezone

from prasan.registers.models import NotSame, Tie, Worker
from tests.registers.workers.people import make, thai_id

pytestmark = pytest.mark.django_db
TYPED = {
    "title": "นางสาว", "given_name": "อรุณี", "family_name": "แก้วมั่นคง", "birth_year": "2530", "id_kind": "none",
    "nationality": "TH", "channel": "none", "definition": "nso", "purpose": "service", "ground": "consent",
    "notice_version": "2569-1",
}  # fmt: skip


def client(g, who):
    found = Client()
    found.force_login(g.person(who), "allauth.account.auth_backends.AuthenticationBackend")
    return found


def text(answer):
    return answer.content.decode()


def check_of(page):
    return re.search(r'name="check" value="(\d+)"', page).group(1)


def test_somebody_is_looked_for_and_then_entered(g):
    officer = client(g, "officer")
    number = thai_id()
    page = text(officer.post("/workers/new", TYPED | {"id_number": number, "home": "92 ตรัง", "act": "check"}))
    assert "ไม่พบรายการซ้ำ" in page
    assert f'value="{number}"' in page
    saved = TYPED | {"id_number": number, "home": "92 ตรัง", "check": check_of(page), "act": "save"}
    answer = officer.post("/workers/new", saved)
    worker = Worker.objects.get()
    assert answer["Location"] == f"/workers/{worker.pk}"
    assert (worker.given_name, worker.home_area_id, worker.id_number) == ("อรุณี", g.areas["92"].pk, number)
    shown = text(officer.get(f"/workers/{worker.pk}"))
    assert "อรุณี" in shown
    assert number not in shown
    assert "พ.ศ. 2530" in shown
    assert worker.given_name in text(officer.get("/workers"))
    found = text(officer.post("/workers", {"q": number}))
    assert f"/workers/{worker.pk}" in found
    assert f"/workers/{worker.pk}" in text(officer.post("/workers", {"q": "อรุนี แก้วมั่นคง"}))
    assert f"/workers/{worker.pk}" not in text(client(g, "far-plo").post("/workers", {"q": number}))


def test_a_wrong_value_is_told_and_what_was_typed_stays(g):
    answer = client(g, "officer").post("/workers/new", TYPED | {"id_number": "1101700230700", "act": "check"})
    assert answer.status_code == 422
    assert "หลักตรวจสอบไม่ตรงกัน" in text(answer)
    assert 'value="อรุณี"' in text(answer)
    answer = client(g, "officer").post("/workers/new", TYPED | {"home": "ดาวอังคาร", "act": "check"})
    assert "โปรดใส่รหัส" in text(answer)


def test_an_entry_of_another_province_is_used_or_told_apart_without_being_seen(g):
    number = thai_id()
    told = TYPED | {"id_number": number, "act": "check"}
    far = client(g, "far-plo")
    page = text(far.post("/workers/new", told))
    far.post("/workers/new", told | {"act": "save", "check": check_of(page)})
    first = Worker.objects.get()
    officer = client(g, "officer")
    page = text(officer.post("/workers/new", told))
    assert "อ••• แก•••" in page
    assert "2530" in page
    assert f"/workers/{first.pk}" not in page
    page = text(officer.post("/workers/new", told | {"act": "save", "check": check_of(page)}))
    assert Worker.objects.count() == 1
    assert 'value="อรุณี"' in page
    answer = officer.post("/workers/new", told | {"act": f"use-{first.pk}", "check": check_of(page)})
    assert answer["Location"] == f"/workers/{first.pk}"
    assert "อรุณี" in text(officer.get(f"/workers/{first.pk}"))
    second = client(g, "neighbour")
    page = text(second.post("/workers/new", told))
    second.post("/workers/new", told | {"act": "save", "check": check_of(page), "apart": "on"})
    assert NotSame.objects.count() == 1


def test_a_number_entered_since_the_look_is_told_on_the_page(g):
    number = thai_id()
    told = TYPED | {"id_number": number, "act": "check"}
    officer = client(g, "officer")
    page = text(officer.post("/workers/new", told))
    make(g.offices["OPS-80"], id_kind="thai", id_number=number)
    answer = officer.post("/workers/new", told | {"act": "save", "check": check_of(page)})
    assert answer.status_code == 422
    assert "มีผู้ลงทะเบียนเลขประจำตัวนี้หลังจากที่ท่านตรวจ" in text(answer)
    assert check_of(text(answer)) != check_of(page)
    assert Worker.objects.count() == 1


def test_a_change_leaves_what_is_masked_and_a_reveal_shows_it_for_a_reason(g):
    worker = make(g.offices["DOE-92"], phone="0812345678", title="นางสาว")
    officer = client(g, "officer")
    page = text(officer.get(f"/workers/{worker.pk}/change"))
    assert "0812345678" not in page
    given = {name: value for name, value in TYPED.items() if name not in {"purpose", "ground", "notice_version"}}
    assert officer.post(f"/workers/{worker.pk}/change", given | {"section": "40", "option": "1"}).status_code == 302
    worker = Worker.objects.get()
    assert (worker.given_name, worker.phone, worker.option) == ("อรุณี", "0812345678", 1)
    reveal = f"/workers/{worker.pk}/reveal"
    assert "0812345678" not in text(officer.get(reveal))
    officer.post(reveal, {"fields": ["phone"], "reason": "โทรนัดหมาย"})
    assert "0812345678" in text(officer.get(reveal))
    assert "โทรนัดหมาย" in text(officer.get(f"/workers/{worker.pk}"))
    assert officer.get(reveal)["Cache-Control"] == "no-store"


def test_another_channel_is_not_agreed_to_by_itself(g):
    agreed = timezone.now() - dt.timedelta(days=9)
    worker = make(g.offices["DOE-92"], phone="0812345678", channel="sms", consented_at=agreed, title="นางสาว")
    officer = client(g, "officer")
    address = f"/workers/{worker.pk}/change"
    box = re.search(r'<input[^>]*name="consented"[^>]*>', text(officer.get(address))).group(0)
    assert "checked" not in box
    given = {name: value for name, value in TYPED.items() if name not in {"purpose", "ground", "notice_version"}}
    assert officer.post(address, given | {"channel": "call"}).status_code == 422
    assert officer.post(address, given | {"channel": "sms"}).status_code == 302
    worker = Worker.objects.get()
    assert (worker.given_name, worker.channel, worker.consented_at) == ("อรุณี", "sms", agreed)


def test_a_tie_is_added_and_withdrawn_on_the_page(g):
    worker = make(g.offices["DOE-92"])
    officer = client(g, "officer")
    tie = {"purpose": "referral", "ground": "public-task", "notice_version": "2569-1"}
    assert officer.post(f"/workers/{worker.pk}/ties", tie | {"office": "nowhere"}).status_code == 422
    officer.post(f"/workers/{worker.pk}/ties", tie | {"office": "ops-80 สรจ."})
    assert client(g, "far-plo").get(f"/workers/{worker.pk}").status_code == 200
    own = Tie.objects.get(office=g.offices["DOE-92"])
    assert officer.post(f"/workers/ties/{own.pk}/withdraw")["Location"] == "/workers"
    assert officer.get(f"/workers/{worker.pk}").status_code == 404


def test_who_reads_sums_sees_no_person_and_no_form(g):
    worker = make(g.offices["DOE-92"])
    minister = client(g, "minister")
    assert minister.get(f"/workers/{worker.pk}").status_code == 404
    assert minister.get("/workers/new").status_code == 403
    assert "สมหมาย" not in text(minister.get("/workers"))
