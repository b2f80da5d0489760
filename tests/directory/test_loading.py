"""Sending files by the pages: preview, acceptance, a transfer order with its hand-over list."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from prasan.directory import handover
from prasan.directory.models import Person, Seat, TransferOrder, Upload
from tests.directory.test_pages import enter, text_of
from tests.house.world import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = build()
    Person.objects.filter(pk=world.person.pk).update(email="s@example.go.th")
    return world


def file(text: str, name: str = "รายชื่อ.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


class TestImports:
    LIST = "ชื่อ-นามสกุล,อีเมล,หน่วยงาน,บทบาท\nนายใหม่ จริง,new@example.go.th,DSD-92,agency-officer\n"

    def send(self, client, text=LIST, kind="people"):
        return client.post(reverse("imports"), {"kind": kind, "file": file(text)})

    def test_sent_previewed_and_loaded(self, world):
        client = enter(world, "user-administrator", "lead")
        answer = self.send(client)
        assert answer.status_code == 302
        assert not Person.objects.filter(email="new@example.go.th").exists()
        text = client.get(answer["Location"]).content.decode()
        assert "new@example.go.th" in text
        assert "ใหม่ 1" in text
        assert client.post(answer["Location"]).status_code == 302
        assert Person.objects.get(email="new@example.go.th").seats.get().office.code == "DSD-92"
        assert client.post(answer["Location"]).status_code == 409

    def test_bad_rows_are_listed_and_there_is_no_button(self, world):
        client = enter(world, "user-administrator", "lead")
        answer = self.send(client, self.LIST + "นายไม่ดี จริง,ผิด,DSD-92,agency-officer\n")
        text = client.get(answer["Location"]).content.decode()
        assert ">B3<" in text
        assert "นำเข้าตามที่แสดง" not in text
        assert client.post(answer["Location"]).status_code == 409

    def test_what_is_no_list_is_refused_on_the_form(self, world):
        client = enter(world, "administrator", "ministry")
        answer = self.send(client, "อะไรก็ไม่รู้\n1,2,3\n")
        assert answer.status_code == 422
        assert "หัวตาราง" in answer.content.decode()
        assert not Upload.objects.exists()

    def test_kinds_follow_the_role_and_files_are_ones_own(self, world):
        trang, admin = enter(world, "user-administrator", "lead"), enter(world, "administrator", "ministry")
        assert self.send(trang, kind="offices").status_code == 422
        assert enter(world, "plo", "lead").get(reverse("imports")).status_code == 403
        address = self.send(admin)["Location"]
        assert trang.get(address).status_code == 404


class TestOrders:
    def test_an_order_moves_people_and_prints_what_they_hand_over(self, world, monkeypatch):
        item = handover.OpenItem("รายงานเดือนกันยายน", "/reports", "5 ต.ค. 2569")
        waiting = handover.HandoverSource("reports", "รายงาน", lambda ids: {one: [item] for one in ids})
        monkeypatch.setattr(handover, "_sources", {"reports": waiting})
        client = enter(world, "administrator", "ministry")
        form = {"number": "รง 9/2569", "date": "1 ก.ย. 2569", "effective": "1 ต.ค. 2569", "title": "ย้ายข้าราชการ"}
        rows = "ชื่อ-นามสกุล,อีเมล,หน่วยงานเดิม,หน่วยงานใหม่,ตำแหน่งใหม่\nผู้ถูกกระทำ สมมติ,s@example.go.th,DOE-92,DSD-92,นักวิชาการ\n"
        answer = client.post(reverse("order_add"), form | {"file": file(rows)})
        assert answer.status_code == 302, answer.content.decode()[-3000:]
        assert "DSD-92" in client.get(answer["Location"]).content.decode()
        done = client.post(answer["Location"])
        order = TransferOrder.objects.get()
        assert done["Location"] == reverse("order", args=[order.pk])
        seats = {seat.office.code: seat for seat in Seat.objects.filter(person=world.person)}
        assert seats["DOE-92"].end.isoformat() == "2026-09-30"
        assert (seats["DSD-92"].start.isoformat(), seats["DSD-92"].order_no) == ("2026-10-01", "รง 9/2569")
        assert "รายงานเดือนกันยายน" in text_of(client, "order", order.pk)
        content = client.get(reverse("order_handover", args=[order.pk])).content
        table = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
        assert table[1][0] == "ผู้ถูกกระทำ สมมติ"
        assert "รายงานเดือนกันยายน" in table[1][3]

    def test_unknown_people_and_offices_are_told_by_cell(self, world):
        client = enter(world, "administrator", "ministry")
        form = {"number": "1", "date": "1 ก.ย. 2569", "effective": "1 ต.ค. 2569"}
        rows = "อีเมล,หน่วยงานเดิม,หน่วยงานใหม่,ชื่อ\nx@example.go.th,,DSD-92,ใครก็ไม่รู้\n"
        rows += "s@example.go.th,DOE-80,DSD-92,ก\ns@example.go.th,,ดาวอังคาร,ก\n"
        address = client.post(reverse("order_add"), form | {"file": file(rows)})["Location"]
        kept = Upload.objects.get().content
        assert [one["cell"] for one in kept["bad"]] == ["A2", "B3", "A4"]
        assert client.post(address).status_code == 409
        assert Seat.objects.filter(person=world.person).count() == 1

    def test_only_who_oversees_reads_it(self, world):
        today = timezone.localdate()
        order = TransferOrder.objects.create(number="1", date=today, effective=today)
        order.lines.create(person=world.person, leaves=world.seat)
        assert enter(world, "plo", "lead").get(reverse("order", args=[order.pk])).status_code == 200
        assert enter(world, "plo", "far").get(reverse("order", args=[order.pk])).status_code == 403
        assert enter(world, "plo", "far").get(reverse("order_handover", args=[order.pk])).status_code == 403
