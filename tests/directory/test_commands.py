"""The directory's verbs: what they change, what they refuse, and what they tell."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from prasan.directory import commands as do
from prasan.directory import handover
from prasan.directory.jobs import send_invitation
from prasan.directory.middleware import seats_of
from prasan.directory.models import Delegation, Holiday, Office, Person, Seat, TransferLine
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.platform.journal.models import Entry, Outbox
from tests.house.world import build

pytestmark = pytest.mark.django_db
START = dt.date(2026, 10, 1)
today = timezone.localdate


@pytest.fixture
def world():
    return build()


@pytest.fixture
def admin(world):
    return world.actors["administrator", "ministry"]


def topics(name):
    return Outbox.objects.filter(name=name).latest("id").topics


def give(world, **changes):
    values = {
        "person_id": world.person.pk,
        "office_id": world.offices["DSD-92"].pk,
        "role": "agency-officer",
        "start": START,
    }
    return do.GiveSeat(**values | changes)


class TestSeats:
    def test_a_seat_is_given_journalled_and_closes_live_streams(self, world, admin):
        seat = perform(admin, give(world))
        entry = Entry.objects.latest("id")
        assert (entry.verb, entry.object_id, entry.office_id) == ("directory.give_seat", seat.pk, seat.office_id)
        assert topics("directory.give_seat") == [f"revoke:person:{world.person.pk}"]

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"role": "minister"}, "role"),
            ({"role": "no-such-role"}, "role"),
            ({"role": "plo"}, "role"),
            ({"end": START - dt.timedelta(days=1)}, "end"),
            ({"capacity": "acting"}, "order_no"),
            ({"groups": [1]}, "groups"),
            ({"office_id": 0}, "office"),
            ({"person_id": 0}, "person"),
        ],
    )
    def test_impossible_seats_are_refused_at_the_field(self, world, admin, changes, field):
        with pytest.raises(RuleBroken) as told:
            perform(admin, give(world, **changes))
        assert told.value.field == field
        assert not Seat.objects.filter(start=START).exists()

    def test_an_administrator_needs_an_end_within_a_year_and_a_reason(self, world, admin):
        office = world.offices["OPS"].pk
        for changes, field in (
            ({"reason": "ย้ายระบบ"}, "end"),
            ({"reason": "ย้ายระบบ", "end": START + dt.timedelta(days=400)}, "end"),
            ({"end": START + dt.timedelta(days=30)}, "reason"),
        ):
            with pytest.raises(RuleBroken) as told:
                perform(admin, give(world, role="administrator", office_id=office, **changes))
            assert told.value.field == field
        ends = START + dt.timedelta(days=30)
        perform(admin, give(world, role="administrator", office_id=office, end=ends, reason="ย้ายระบบ"))

    def test_the_database_repeats_the_rule_about_administrators(self, world):
        with pytest.raises(IntegrityError), transaction.atomic():
            Seat.objects.create(person=world.person, office=world.offices["OPS"], role="administrator", start=START)

    def test_an_office_has_one_head_but_others_may_act(self, world, admin):
        head = {"role": "agency-head"}
        with pytest.raises(RuleBroken, match="มีผู้ดำรงอยู่แล้ว"):
            perform(admin, give(world, **head))
        seat = perform(admin, give(world, **head, capacity="acting", order_no="รง 0201/5"))
        assert seat.title == "รักษาราชการแทน หัวหน้าหน่วยงานในจังหวัด"

    def test_nobody_gives_themselves_a_role(self, world, admin):
        with pytest.raises(Refused, match="ตนเอง"):
            perform(admin, give(world, person_id=admin.person_id))

    def test_the_same_seat_is_not_given_twice(self, world, admin):
        perform(admin, give(world))
        with pytest.raises(RuleBroken, match="อยู่แล้ว"):
            perform(admin, give(world, start=START + dt.timedelta(days=1)))

    def test_a_seat_in_a_closed_office_is_refused(self, world, admin):
        Office.objects.filter(code="DSD-92").update(valid_to=START)
        with pytest.raises(RuleBroken, match="ไม่ได้เปิดอยู่"):
            perform(admin, give(world))

    def test_ending_a_seat_ends_its_delegations_and_tells_both(self, world, admin):
        to = world.actors["agency-officer", "own"].person_id
        Delegation.objects.create(
            seat=world.seat, to_id=to, start=dt.date(2026, 1, 1), end=dt.date(2026, 12, 31), order_no="1/2569"
        )
        last = dt.date(2026, 6, 30)
        perform(admin, do.EndSeat(target_id=world.seat.pk, on=last))
        world.seat.refresh_from_db()
        assert world.seat.end == last == Delegation.objects.get().end
        assert set(topics("directory.end_seat")) == {f"revoke:person:{world.person.pk}", f"revoke:person:{to}"}
        with pytest.raises(RuleBroken, match="สิ้นสุดแล้ว"):
            perform(admin, do.EndSeat(target_id=world.seat.pk, on=last))

    def test_the_last_administrator_cannot_be_ended(self, world, admin):
        Seat.objects.filter(role="administrator").exclude(pk=admin.seat_id).delete()
        with pytest.raises(RuleBroken, match="คนสุดท้าย"):
            perform(admin, do.EndSeat(target_id=admin.seat_id, on=today()))


class TestUserAdministrators:
    def test_a_province_administers_all_its_offices_but_no_other(self, world):
        trang = world.actors["user-administrator", "lead"]
        perform(trang, give(world))
        with pytest.raises(Refused):
            perform(trang, give(world, office_id=world.offices["DOE-80"].pk))

    def test_a_department_administers_its_own_offices_everywhere(self, world):
        employment = world.actors["user-administrator", "department"]
        perform(employment, give(world, office_id=world.offices["DOE-80"].pk))
        with pytest.raises(Refused):
            perform(employment, give(world))

    def test_they_give_no_role_that_reads_the_nation(self, world):
        department = world.actors["user-administrator", "department"]
        for role in ("policy-owner", "auditor", "user-administrator", "administrator", "deputy"):
            with pytest.raises(Refused):
                perform(department, give(world, office_id=world.offices["DOE"].pk, role=role))

    def test_they_cannot_take_over_an_account_from_above(self, world):
        trang = world.actors["user-administrator", "lead"]
        perform(trang, do.ChangePerson(target_id=world.person.pk, values={"email": "a@example.go.th"}))
        Seat.objects.create(
            person=world.person, office=world.offices["OPS"], role="permanent-secretary", start=dt.date(2020, 1, 1)
        )
        with pytest.raises(Refused):
            perform(trang, do.ChangePerson(target_id=world.person.pk, values={"email": "b@example.go.th"}))

    def test_a_new_person_is_seated_in_their_office_at_once(self, world):
        trang = world.actors["user-administrator", "lead"]
        seat = {"office_id": world.offices["DSD-92"].pk, "role": "agency-officer", "start": START}
        with pytest.raises(RuleBroken):
            perform(trang, do.AddPerson(given_name="ใหม่", email="new@example.go.th"))
        elsewhere = seat | {"office_id": world.offices["DOE-80"].pk}
        with pytest.raises(Refused):
            perform(trang, do.AddPerson(given_name="ใหม่", email="new@example.go.th", seat=elsewhere))
        assert not Person.objects.filter(email="new@example.go.th").exists()
        person = perform(trang, do.AddPerson(given_name="ใหม่", email="new@example.go.th", seat=seat))
        assert person.seats.get().role == "agency-officer"
        assert person.sort_th
        assert not person.has_usable_password()

    def test_managed_rows_are_those_of_the_policy(self, world):
        trang = world.actors["user-administrator", "lead"]
        codes = set(Office.objects.manageable_by(trang).values_list("code", flat=True))
        assert codes == {"DOE-92", "OPS-92", "DSD-92"}
        assert world.person in Person.objects.manageable_by(trang)
        assert not Office.objects.manageable_by(world.actors["plo", "lead"]).exists()


class TestPeople:
    def test_an_address_belongs_to_one_account(self, world, admin):
        perform(admin, do.AddPerson(given_name="ก", email="x@example.go.th"))
        with pytest.raises(RuleBroken) as told:
            perform(admin, do.AddPerson(given_name="ข", email="X@example.go.th"))
        assert told.value.field == "email"

    def test_an_invitation_is_queued_with_the_account_and_sends_one_letter(self, world, admin, settings):
        person = perform(admin, do.AddPerson(given_name="ก", email="x@example.go.th", invite=True))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT args->>'person_id' FROM procrastinate_jobs WHERE task_name = %s", [do.people.INVITE_JOB]
            )
            assert cursor.fetchall() == [(str(person.pk),)]
        send_invitation(person.pk)
        letter = mail.outbox[0]
        assert letter.to == ["x@example.go.th"]
        assert f"{settings.BASE_URL}/accounts/password/reset/key/" in letter.body

    def test_a_closed_account_gets_no_letter(self, world, admin):
        Person.objects.filter(pk=world.person.pk).update(is_active=False, email="x@example.go.th")
        send_invitation(world.person.pk)
        assert mail.outbox == []

    def test_an_account_closes_when_no_seat_is_held(self, world, admin):
        with pytest.raises(RuleBroken, match="ยังดำรงตำแหน่ง"):
            perform(admin, do.CloseAccount(target_id=world.person.pk))
        Seat.objects.filter(pk=world.seat.pk).update(end=dt.date(2025, 1, 1))
        perform(admin, do.CloseAccount(target_id=world.person.pk))
        world.person.refresh_from_db()
        assert not world.person.is_active
        perform(admin, do.OpenAccount(target_id=world.person.pk))

    def test_nobody_closes_their_own_account(self, admin):
        with pytest.raises(Refused):
            perform(admin, do.CloseAccount(target_id=admin.person_id))

    def test_a_profile_is_changed_by_its_person_alone(self, world, admin):
        person = perform(world.actors["plo", "lead"], do.ChangeProfile(
            target_id=world.actors["plo", "lead"].person_id, keys_off=True
        ))  # fmt: skip
        assert person.keys_off
        with pytest.raises(Refused):
            perform(admin, do.ChangeProfile(target_id=world.person.pk, keys_off=True))


class TestLeaving:
    @pytest.fixture
    def open_thing(self, world, monkeypatch):
        moved = []
        item = handover.OpenItem("รายงานเดือนมิถุนายน", "/x")
        source = handover.HandoverSource(
            "reports",
            "รายงาน",
            lambda ids: {world.person.pk: [item]} if world.person.pk in ids else {},
            lambda actor, left, taker: moved.append((left, taker)),
        )
        monkeypatch.setattr(handover, "_sources", {"reports": source})
        return moved

    def test_leaving_ends_every_seat_on_the_day(self, world, admin):
        perform(admin, do.Leave(target_id=world.person.pk, on=today(), reason="เกษียณ", close=True))
        assert world.person.seats.get().end == today()
        assert not Person.objects.get(pk=world.person.pk).is_active
        assert Entry.objects.filter(verb="directory.end_seat").count() == 1

    def test_open_work_needs_somebody_in_the_same_office(self, world, admin, open_thing):
        with pytest.raises(RuleBroken, match="งานค้าง"):
            perform(admin, do.Leave(target_id=world.person.pk, on=today()))
        stranger = world.actors["agency-officer", "far"].person_id
        with pytest.raises(RuleBroken, match="หน่วยงานเดียวกัน"):
            perform(admin, do.Leave(target_id=world.person.pk, on=today(), receiver_id=stranger))
        colleague = world.actors["agency-head", "own"].person_id
        perform(admin, do.Leave(target_id=world.person.pk, on=today(), receiver_id=colleague))
        assert open_thing == [(world.person.pk, colleague)]

    def test_a_seat_that_begins_later_stops_leaving(self, world, admin):
        perform(admin, give(world, start=today() + dt.timedelta(days=30)))
        with pytest.raises(RuleBroken, match="เริ่มหลังวันสุดท้าย"):
            perform(admin, do.Leave(target_id=world.person.pk, on=today()))


class TestDelegation:
    def command(self, world, actor, **changes):
        values = {
            "seat_id": actor.seat_id,
            "to_id": world.person.pk,
            "start": today(),
            "end": today() + dt.timedelta(days=7),
            "order_no": "รง 0201/9",
        }
        return do.Delegate(**values | changes)

    def test_the_delegate_acts_from_the_seat_until_it_is_taken_back(self, world):
        plo = world.actors["plo", "lead"]
        delegation = perform(plo, self.command(world, plo))
        assert (plo.seat_id, True) in [(seat.pk, lent) for seat, lent in seats_of(world.person.pk)]
        perform(plo, do.RevokeDelegation(target_id=delegation.pk))
        assert (plo.seat_id, True) not in [(seat.pk, lent) for seat, lent in seats_of(world.person.pk)]
        assert topics("directory.revoke_delegation") == [f"revoke:person:{world.person.pk}"]

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"order_no": " "}, "order_no"),
            ({"end": dt.date(2020, 1, 1)}, "end"),
            ({"start": dt.date(2019, 1, 1)}, "end"),
        ],
    )
    def test_impossible_delegations_are_refused(self, world, changes, field):
        plo = world.actors["plo", "lead"]
        with pytest.raises(RuleBroken) as told:
            perform(plo, self.command(world, plo, **changes))
        assert told.value.field == field

    def test_not_onwards_not_to_oneself_and_never_an_administrators_seat(self, world, admin):
        plo = world.actors["plo", "lead"]
        with pytest.raises(Refused):
            perform(admin, self.command(world, admin))
        with pytest.raises(Refused):
            perform(admin, self.command(world, plo, to_id=admin.person_id))
        other = world.actors["plo", "far"]
        with pytest.raises(Refused):
            perform(other, self.command(world, plo))


class TestTransferOrder:
    def order(self, world, lines, **changes):
        values = {"number": "รง 1/2569", "date": dt.date(2026, 9, 1), "effective": START, "lines": lines}
        return do.ApplyTransferOrder(**values | changes)

    def test_two_heads_change_places_in_one_order(self, world, admin):
        here, there = world.actors["plo", "lead"], world.actors["plo", "far"]
        Seat.objects.filter(role="plo").exclude(pk__in=[here.seat_id, there.seat_id]).delete()
        lines = [
            do.Transfer(here.person_id, (here.seat_id,), {"office_id": there.office_id, "role": "plo"}),
            do.Transfer(there.person_id, (there.seat_id,), {"office_id": here.office_id, "role": "plo"}),
        ]
        order = perform(admin, self.order(world, lines))
        assert Seat.objects.get(pk=here.seat_id).end == START - dt.timedelta(days=1)
        new = Seat.objects.held_on(START).get(person_id=here.person_id)
        assert (new.office_id, new.order_no) == (there.office_id, "รง 1/2569")
        assert TransferLine.objects.filter(order=order).count() == 2
        with pytest.raises(RuleBroken, match="ดำเนินการแล้ว"):
            perform(admin, self.order(world, lines))

    def test_one_bad_line_and_nothing_changes(self, world, admin):
        here = world.actors["plo", "lead"]
        lines = [
            do.Transfer(here.person_id, (here.seat_id,), row="แถว 2"),
            do.Transfer(world.person.pk, (), {"office_id": here.office_id, "role": "minister"}, row="แถว 3"),
        ]
        with pytest.raises(RuleBroken, match="แถว 3"):
            perform(admin, self.order(world, lines))
        assert Seat.objects.get(pk=here.seat_id).end is None
        assert not TransferLine.objects.exists()

    def test_each_line_is_judged_by_itself(self, world):
        trang = world.actors["user-administrator", "lead"]
        far = world.actors["agency-officer", "far"]
        with pytest.raises(RuleBroken, match="นอกความดูแล"):
            perform(trang, self.order(world, [do.Transfer(far.person_id, (far.seat_id,))]))


class TestOffices:
    def add(self, world, **changes):
        values = {
            "code": "SSO-92",
            "kind": "provincial",
            "area_id": 920_000,
            "agency_id": "SSO",
            "name_th": "สำนักงานประกันสังคมจังหวัดตรัง",
            "parent_id": world.offices["OPS"].pk,
        }
        return do.AddOffice(**values | changes)

    def test_an_office_is_opened_renamed_moved_and_closed(self, world, admin):
        office = perform(admin, self.add(world))
        assert office.sort_th
        perform(admin, do.RenameOffice(target_id=office.pk, name_th="สำนักงานใหม่", source="คำสั่ง"))
        perform(admin, do.MoveOffice(target_id=office.pk, area_id=800_000))
        perform(admin, do.ChangeOfficeContact(target_id=office.pk, phone="075-000000"))
        perform(admin, do.CloseOffice(target_id=office.pk, on=today()))
        office.refresh_from_db()
        assert (office.name_th, office.area_id, office.valid_to) == ("สำนักงานใหม่", 800_000, today())
        changes = Entry.objects.get(verb="directory.rename_office").changes
        assert changes["name_th"] == ["สำนักงานประกันสังคมจังหวัดตรัง", "สำนักงานใหม่"]

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"code": "ตรัง"}, "code"),
            ({"code": "DOE-92"}, "code"),
            ({"kind": "castle"}, "kind"),
            ({"name_th": " "}, "name_th"),
            ({"area_id": 5}, "area"),
            ({"time_zone": "Asia/Nowhere"}, "time_zone"),
        ],
    )
    def test_impossible_offices_are_refused(self, world, admin, changes, field):
        with pytest.raises(RuleBroken) as told:
            perform(admin, self.add(world, **changes))
        assert told.value.field == field

    def test_an_office_with_people_does_not_close_and_none_is_below_itself(self, world, admin):
        with pytest.raises(RuleBroken, match="ยังมีผู้ดำรงตำแหน่ง"):
            perform(admin, do.CloseOffice(target_id=world.offices["DOE-92"].pk, on=today()))
        with pytest.raises(RuleBroken, match="วนกลับ"):
            perform(admin, do.MoveOffice(target_id=world.offices["OPS"].pk, parent_id=world.offices["DOE"].pk))


class TestHolidays:
    def test_a_province_keeps_its_own_holidays_only(self, world):
        trang = world.actors["user-administrator", "lead"]
        holiday = perform(trang, do.AddHoliday(day=today(), area_id=920_000, name_th="งานประจำปี"))
        perform(trang, do.ChangeHoliday(target_id=holiday.pk, day=today(), name_th="งานฉลอง"))
        for area in (1, 800_000):
            with pytest.raises(Refused):
                perform(trang, do.AddHoliday(day=today(), area_id=area, name_th="งานประจำปี"))
        perform(trang, do.RemoveHoliday(target_id=holiday.pk))
        assert not Holiday.objects.filter(pk=holiday.pk).exists()
        entry = Entry.objects.get(verb="directory.remove_holiday")
        assert entry.changes["name_th"] == ["งานฉลอง", None]

    def test_it_is_not_added_twice(self, world, admin):
        perform(admin, do.AddHoliday(day=today(), area_id=1, name_th="วันหยุดพิเศษ"))
        with pytest.raises(RuleBroken):
            perform(admin, do.AddHoliday(day=today(), area_id=1, name_th="วันหยุดพิเศษ"))


class TestRegrouping:
    def order(self, **changes):
        values = {
            "kind": "inspection-region",
            "order_no": "9/2570",
            "effective": dt.date(2027, 1, 1),
            "groups": [
                {"number": 1, "name_th": "ใต้", "provinces": [920_000]},
                {"number": 2, "name_th": "ใต้ตอนบน", "provinces": [800_000]},
            ],
        }
        return do.ApplyRegroupingOrder(**values | changes)

    def test_old_memberships_end_the_day_before_and_history_stays(self, world, admin):
        from prasan.directory.queries import group_of

        perform(admin, self.order())
        trang = world.areas["92"]
        before = group_of(trang, "inspection-region", dt.date(2026, 12, 31))
        after = group_of(trang, "inspection-region", dt.date(2027, 1, 1))
        assert (before.group.number, before.valid_to) == (6, dt.date(2026, 12, 31))
        assert (after.group.number, after.valid_from) == (1, dt.date(2027, 1, 1))

    def test_a_province_in_two_groups_and_an_older_order_are_refused(self, world, admin):
        twice = [{"number": n, "name_th": "ก", "provinces": [920_000]} for n in (1, 2)]
        with pytest.raises(RuleBroken, match="ตรัง"):
            perform(admin, self.order(groups=twice))
        with pytest.raises(RuleBroken, match="อยู่แล้ว"):
            perform(admin, self.order(effective=dt.date(2018, 1, 1)))
