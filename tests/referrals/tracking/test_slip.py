"""The slip: number, QR and notice always, the PIN only in the moment in which it was made."""

from __future__ import annotations

import io
import re

import pytest
from django.test import Client
from pypdf import PdfReader

from prasan.referrals import commands as c
from prasan.referrals.models import TrackKey
from prasan.referrals.tracking.slip import address, data_of, slip
from tests.referrals import ground


def words(pdf):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_a_slip_names_the_number_and_the_notice_and_leads_to_one_address_for_all(g):
    case = ground.case(g)
    told = data_of(case, "80mm")
    assert told["url"] == address()
    assert case.code not in told["qr"]
    assert told["url"].endswith("/t/")
    assert told["pin"] == ""
    assert any("ถอนความยินยอม" in line for line in told["notice"])
    made = PdfReader(io.BytesIO(slip(case, "80mm", "123456")))
    assert len(made.pages) == 1
    width = float(made.pages[0].mediabox.width) / 72 * 25.4
    assert width == pytest.approx(80, abs=0.5)
    assert case.code in made.pages[0].extract_text()
    assert "123456" in "".join(made.pages[0].extract_text().split())  # it stands wide


def test_the_page_prints_a_new_pin_and_never_an_old_one(g):
    case = ground.case(g)
    counter = g.client("counter")
    before = TrackKey.objects.get().pin_hash
    answer = counter.get(f"/cases/{case.pk}/slip.pdf?paper=a5")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in answer["Cache-Control"]
    assert "รหัสติดตาม" not in words(answer.content)
    assert TrackKey.objects.get().pin_hash == before
    answer = counter.post(f"/cases/{case.pk}/keep", {"do": "pin", "paper": "a5"})
    assert answer["Content-Type"] == "application/pdf"
    assert TrackKey.objects.get().pin_hash != before
    assert g.client("doe").post(f"/cases/{case.pk}/keep", {"do": "pin"}).status_code == 404


def test_the_office_notes_a_helper_and_answers_about_data_by_page(g):
    case = ground.case(g)
    counter = g.client("counter")
    told = {"do": "helper", "helper": "สมศรี", "relation": "relative", "authority": "หนังสือมอบอำนาจ", "days": "30"}
    answer = counter.post(f"/cases/{case.pk}/keep", told)
    (pin,) = re.findall(r"<code>(\d{6})</code>", answer.content.decode())
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies.get("messages")
    page = counter.get(f"/cases/{case.pk}").content.decode()
    assert "สมศรี" in page
    assert pin not in page
    assert Client().post("/t/", {"code": case.code, "word": pin}).status_code == 302
    g.do("counter", c.AskAboutData(target_id=case.pk, kind="erase", text="ลบทั้งหมด"))
    asked = case.data_requests.get()
    counter.post(f"/cases/{case.pk}/keep", {"do": "answer", "number": asked.pk, "text": "กฎหมายให้เก็บไว้สองปี"})
    asked.refresh_from_db()
    assert asked.answer == "กฎหมายให้เก็บไว้สองปี"
    assert counter.post(f"/cases/{case.pk}/keep", {"do": "dance"}).status_code == 409
