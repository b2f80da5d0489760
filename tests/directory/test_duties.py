"""Who acts in a seat: delegation and acting capacity from the seat's page and one's own, until their last day."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from prasan.directory import handover
from prasan.directory.models import Delegation, Person, Seat, TransferLine, TransferOrder
from prasan.platform.journal.models import Entry
from tests.directory.test_pages import enter, text_of
from tests.house.world import build

pytestmark = pytest.mark.django_db
today = timezone.localdate
DAY = dt.timedelta(days=1)


@pytest.fixture
def world():
    return build()


def lend(world, start=None, end=None):
    """The labour officer of Trang lends the seat to an officer of the employment office."""
    officer = world.actors["agency-officer", "own"]
    seat = world.actors["plo", "lead"].seat_id
    days = {"start": start or today(), "end": end or today()}
    return Delegation.objects.create(seat_id=seat, to_id=officer.person_id, order_no="7/2569", **days)


class TestDelegation:
    def test_it_is_given_from_ones_own_page_and_seen_by_both(self, world):
        plo, officer = world.actors["plo", "lead"], world.actors["agency-officer", "own"]
        client = enter(world, "plo", "lead")
        assert reverse("delegate", args=[plo.seat_id]) in text_of(client, "my_seats")
        to = Person.objects.get(pk=officer.person_id).username
        form = {
            "to": to,
            "start": today().isoformat(),
            "end": today().isoformat(),
            "order_no": "7/2569",
            "reason": "ลาพักผ่อน",
        }
        answer = client.post(reverse("delegate", args=[plo.seat_id]), form)
        assert answer["Location"] == reverse("seat_page", args=[plo.seat_id])
        assert "7/2569" in text_of(client, "my_seats")
        theirs = text_of(enter(world, "agency-officer", "own"), "my_seats")
        assert "7/2569" in theirs
        assert "ลาพักผ่อน" in theirs
        assert f'value="{plo.seat_id}"' in theirs  # the button that works from it

    @pytest.mark.parametrize(("start", "end"), [(-2, -1), (1, 2)])
    def test_outside_its_days_it_gives_no_seat(self, world, start, end):
        lent = lend(world, today() + start * DAY, today() + end * DAY)
        client = enter(world, "agency-officer", "own")
        text = text_of(client, "my_seats")
        assert ("7/2569" in text) == (end > 0)
        assert f'value="{lent.seat_id}"' not in text
        assert client.post(reverse("switch_seat"), {"seat": lent.seat_id}).status_code == 403

    def test_who_works_from_a_lent_seat_falls_back_to_the_own_one_when_it_ends(self, world):
        lent = lend(world)
        client = enter(world, "agency-officer", "own")
        client.post(reverse("switch_seat"), {"seat": lent.seat_id})
        assert "แรงงานจังหวัด" in text_of(client, "directory")
        Delegation.objects.update(start=today() - 2 * DAY, end=today() - DAY)
        officer = world.actors["agency-officer", "own"]
        assert client.get(reverse("directory")).wsgi_request.actor.seat_id == officer.seat_id

    def test_the_seat_page_offers_what_the_reader_may_do(self, world):
        seat = world.actors["plo", "lead"].seat_id
        for role, place, delegates, acts in (
            ("plo", "lead", True, False),
            ("user-administrator", "lead", True, True),
            ("agency-officer", "own", False, False),
        ):
            text = text_of(enter(world, role, place), "seat_page", seat)
            assert (reverse("delegate", args=[seat]) in text) == delegates, role
            assert (reverse("seat_act", args=[seat]) in text) == acts, role

    def test_it_is_taken_back_from_the_page(self, world):
        lent = lend(world)
        client = enter(world, "plo", "lead")
        assert reverse("delegation_revoke", args=[lent.pk]) in text_of(client, "my_seats")
        answer = client.post(reverse("delegation_revoke", args=[lent.pk]))
        assert answer["Location"] == reverse("seat_page", args=[lent.seat_id])
        assert "7/2569" not in text_of(enter(world, "agency-officer", "own"), "my_seats")


class TestActing:
    def test_an_acting_seat_is_given_by_order_and_ends_on_its_day(self, world):
        seat = world.actors["plo", "lead"].seat_id
        form = {
            "to": "subject", "capacity": "acting", "order_no": "รง 12/2569", "start": "1 ต.ค. 2569",
            "end": "31 ต.ค. 2569",
        }  # fmt: skip
        client = enter(world, "user-administrator", "lead")
        assert client.post(reverse("seat_act", args=[seat]), form | {"order_no": ""}).status_code == 422
        answer = client.post(reverse("seat_act", args=[seat]), form)
        made = Seat.objects.get(order_no="รง 12/2569")
        assert answer["Location"] == reverse("seat_page", args=[made.pk])
        assert (made.role, made.office.code, made.capacity) == ("plo", "OPS-92", "acting")
        assert list(Seat.objects.held_on(dt.date(2026, 10, 31)).filter(pk=made.pk)) == [made]
        assert not Seat.objects.held_on(dt.date(2026, 11, 1)).filter(pk=made.pk).exists()
        assert "รักษาราชการแทน" in text_of(client, "seat_page", made.pk)
        assert "รง 12/2569" in text_of(client, "person", world.person.pk)

    def test_only_who_administers_the_office(self, world):
        seat = world.actors["plo", "lead"].seat_id
        for role, place in (("plo", "lead"), ("user-administrator", "far"), ("agency-head", "own")):
            assert enter(world, role, place).get(reverse("seat_act", args=[seat])).status_code == 403

    def test_ones_own_page_names_who_records_a_leave(self, world):
        Person.objects.filter(username="user-administrator.lead").update(given_name="ผู้ช่วยบัญชี", email="h@example.go.th")
        text = text_of(enter(world, "agency-officer", "own"), "my_seats")
        assert "mailto:h@example.go.th" in text


class TestHandover:
    @pytest.fixture
    def line(self, world, monkeypatch):
        item = handover.OpenItem("รายงานกันยายน", "/r/1", "5 ต.ค. 2569")
        source = handover.HandoverSource(
            "reports", "รายงาน", of_seats=lambda seats: {seat.pk: [item] for seat in seats if seat.office_id}
        )
        monkeypatch.setattr(handover, "_sources", {"reports": source})
        Seat.objects.filter(pk=world.seat.pk).update(end=today() - DAY)
        order = TransferOrder.objects.create(number="รง 9/2569", date=today(), effective=today())
        return order.lines.create(person=world.person, leaves=world.seat)

    def test_the_successor_sees_and_accepts_it_once(self, world, line):
        client = enter(world, "agency-officer", "own")
        assert reverse("handover", args=[line.pk]) in text_of(client, "my_seats")
        assert "รายงานกันยายน" in text_of(client, "handover", line.pk)
        answer = client.post(reverse("handover", args=[line.pk]), {"remark": "รับกุญแจตู้แล้ว"})
        assert answer.status_code == 302
        line.refresh_from_db()
        assert line.accepted_by_id == world.actors["agency-officer", "own"].person_id
        assert line.handed == [["รายงาน", "รายงานกันยายน", "5 ต.ค. 2569"]]
        entry = Entry.objects.latest("id")
        assert (entry.verb, entry.office_id) == ("directory.accept_handover", world.seat.office_id)
        assert client.post(reverse("handover", args=[line.pk])).status_code == 409
        handover._sources["reports"] = handover.HandoverSource("reports", "รายงาน")
        assert "รายงานกันยายน" in text_of(client, "handover", line.pk)  # kept as it stood
        assert reverse("handover", args=[line.pk]) not in text_of(client, "my_seats")
        assert "รับมอบแล้ว" in text_of(enter(world, "plo", "lead"), "order", line.order_id)

    def test_nobody_else_accepts_and_nobody_before_the_day(self, world, line):
        url = reverse("handover", args=[line.pk])
        assert enter(world, "agency-officer", "sibling").get(url).status_code == 403
        overseer = enter(world, "plo", "lead")
        assert overseer.get(url).status_code == 200
        assert overseer.post(url).status_code == 403
        TransferOrder.objects.update(effective=today() + DAY)
        assert enter(world, "agency-officer", "own").post(url).status_code == 409
        assert not TransferLine.objects.exclude(accepted_at=None).exists()
