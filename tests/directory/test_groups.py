"""Redrawing regions: the preview says who moves, yesterday stays readable, seats follow their number."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from prasan.directory import commands as do
from prasan.directory.actor import actor_for
from prasan.directory.models import AreaGroup, Membership, Seat
from prasan.platform.commands import perform
from prasan.platform.journal.models import Entry
from tests.directory.test_pages import enter, text_of
from tests.house.world import build

pytestmark = pytest.mark.django_db
KIND = "inspection-region"


@pytest.fixture
def world():
    return build()


def order(**changes):
    """The order as the form sends it: region 6 loses Trang to a new region 7, which takes Nakhon as well."""
    typed = {
        "order_no": "9/2570",
        "effective": "1 ม.ค. 2570",
        "source": "ราชกิจจานุเบกษา",
        "number-0": "6",
        "name_th-0": "ภาคใต้ฝั่งอันดามัน",
        "number-1": "๗",
        "name_th-1": "ภาคใต้ฝั่งอ่าวไทย",
        "name_en-1": "Gulf Coast",
        "p-920000": "7",
        "p-800000": "๗",
        "do": "preview",
    }
    return typed | changes


def apply(client, **changes):
    """Look at the preview and press its button, as a person does."""
    url = reverse("groups_redraw", args=[KIND])
    seen = client.post(url, order(**changes)).content.decode()
    stamp = re.search(r'name="stamp" value="(\w+)"', seen).group(1)
    return client.post(url, order(do="apply", stamp=stamp, **changes))


class TestPage:
    def test_everybody_reads_the_groups_of_any_day(self, world):
        client = enter(world, "agency-officer", "own")
        now = text_of(client, "area_groups", KIND)
        assert "ภาคใต้ฝั่งอันดามัน" in now
        assert "ตรัง" in now
        assert reverse("groups_redraw", args=[KIND]) not in now
        before = text_of(client, "area_groups", KIND, query="?on=9 ก.ย. 2561")
        assert "ไม่ทราบ ณ วันนั้น" in before
        assert "32 ม.ค." in text_of(client, "area_groups", KIND, query="?on=32 ม.ค. 2561", status=422)
        text_of(client, "area_groups", "no-such-kind", status=404)

    def test_only_the_administrator_redraws(self, world):
        for role, place, status in (("administrator", "ministry", 200), ("user-administrator", "lead", 403)):
            assert enter(world, role, place).get(reverse("groups_redraw", args=[KIND])).status_code == status
        client = enter(world, "minister", "ministry")
        assert client.post(reverse("groups_redraw", args=[KIND]), order(do="apply")).status_code == 403
        assert not AreaGroup.objects.filter(order_no="9/2570").exists()

    def test_the_preview_names_who_moves_and_saves_nothing(self, world):
        client = enter(world, "administrator", "ministry")
        text = client.post(reverse("groups_redraw", args=[KIND]), order()).content.decode()
        assert "จังหวัดที่ย้าย 2 จังหวัด" in text
        assert "เลขที่ที่ยกเลิก" in text  # region 6 has no province left
        assert "ไม่เหลือเขตใด" in text  # its inspectors would read nothing
        assert 'value="apply"' in text
        assert not AreaGroup.objects.filter(order_no="9/2570").exists()

    def test_the_order_is_carried_out_and_yesterday_stays(self, world):
        client = enter(world, "administrator", "ministry")
        answer = apply(client)
        assert answer["Location"] == reverse("area_groups", args=[KIND]) + "?on=2027-01-01"
        made = AreaGroup.objects.get(order_no="9/2570")
        assert (made.number, made.name_en) == (7, "Gulf Coast")
        assert "ภาคใต้ฝั่งอ่าวไทย" in text_of(client, "area_groups", KIND, query="?on=2027-01-01")
        yesterday = text_of(client, "area_groups", KIND, query="?on=31 ธ.ค. 2569")
        assert yesterday.index("ภาคใต้ฝั่งอันดามัน") < yesterday.index("ประวัติการจัด")
        assert "9/2570" in yesterday  # the history tells what comes
        assert Entry.objects.filter(verb="directory.apply_regrouping_order").count() == 1

    def test_what_was_changed_after_the_preview_is_shown_again_first(self, world):
        client = enter(world, "administrator", "ministry")
        answer = client.post(reverse("groups_redraw", args=[KIND]), order(do="apply", stamp="0" * 16))
        assert "จังหวัดที่ย้าย 2 จังหวัด" in answer.content.decode()
        assert not AreaGroup.objects.filter(order_no="9/2570").exists()

    def test_an_order_older_than_the_last_one_is_refused(self, world):
        answer = apply(enter(world, "administrator", "ministry"), effective="1 ม.ค. 2550")
        assert "มีคำสั่งที่มีผลในวันนี้หรือหลังจากนี้อยู่แล้ว" in answer.content.decode()
        assert not AreaGroup.objects.filter(order_no="9/2570").exists()

    @pytest.mark.parametrize(
        ("changes", "text"),
        [
            ({"p-920000": "9"}, "ไม่มีเขตหรือกลุ่มเลขที่ 9"),
            ({"number-1": "6"}, "เลขที่ 6 มีสองแถว"),
            ({"name_th-1": ""}, "เลขที่ 7 ไม่มีชื่อไทย"),
            ({"p-920000": "เจ็ด"}, "1–99"),
            ({"effective": "เมื่อวาน ๆ"}, "เป็นวันที่ไม่ได้"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_is_kept(self, world, changes, text):
        client = enter(world, "administrator", "ministry")
        answer = client.post(reverse("groups_redraw", args=[KIND]), order(**changes))
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert text in shown
        assert "Gulf Coast" in shown
        assert not AreaGroup.objects.filter(order_no="9/2570").exists()

    def test_twelve_queries_are_enough(self, world):
        client = enter(world, "administrator", "ministry")
        url = reverse("groups_redraw", args=[KIND])
        client.get(url)
        for send in (lambda: client.get(url), lambda: client.post(url, order())):
            with CaptureQueriesContext(connection) as seen:
                assert send().status_code == 200
            assert len(seen) <= 12, [q["sql"][:120] for q in seen]


class TestSeatsFollowTheirNumber:
    def regroup(self, world, number):
        groups = [{"number": number, "name_th": "ใหม่", "provinces": [800_000]}]
        command = do.ApplyRegroupingOrder(kind=KIND, order_no="2/2569", effective=dt.date(2026, 1, 1), groups=groups)
        perform(world.actors["administrator", "ministry"], command)

    def ranges(self, world):
        seat = Seat.objects.get(pk=world.actors["inspector", "ministry"].seat_id)
        return actor_for(seat).scope

    def test_the_inspector_of_region_six_reads_the_new_region_six(self, world):
        assert self.ranges(world).ranges == ((920_000, 929_999),)
        self.regroup(world, 6)
        assert self.ranges(world).ranges == ((800_000, 809_999),)

    def test_a_region_that_ends_leaves_no_province_rather_than_the_country(self, world):
        self.regroup(world, 1)
        assert self.ranges(world).ranges == ()
        assert not self.ranges(world).covers(area=800_000)

    def test_the_day_decides(self, world):
        Membership.objects.filter(group=world.region).update(valid_from=dt.date(2090, 1, 1))
        assert self.ranges(world).ranges == ()
