"""Erasing a person: nothing of them is left in any column, what is counted stays, holds and duties stand against it."""

import datetime as dt
import uuid

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models.functions import Now

from prasan.directory.models import Area
from prasan.platform.commands import Refused, RuleBroken
from prasan.platform.journal.models import Entry
from prasan.platform.vault import ring
from prasan.platform.vault.keys import opened
from prasan.privacy import commands as c
from prasan.privacy.models import Erasure, Hold
from prasan.referrals import commands as r
from prasan.referrals.figures import reach
from prasan.referrals.models import (
    Case,
    DataRequest,
    DriveEntry,
    DriveVolunteer,
    Event,
    LineCode,
    OutreachLine,
    OutreachList,
    Referral,
    RegistrationDrive,
    TrackKey,
)
from prasan.registers import commands as reg
from prasan.registers.models import Glass, LoadRow, Merge, Tie, Worker
from tests.privacy.ground import MONDAY, at, case, days, referral, worker

BIRD = "นกขมิ้น"


def words(n):
    """Words that nobody else uses."""
    return f"{BIRD}คำที่{n}"


def life(g):
    """A person with two entries that were merged, a case, a referral to its end, helper, rating, requests, opening."""
    kept, gone = worker(g), worker(g)
    for n, row in enumerate((kept, gone)):
        row.given_name, row.family_name, row.name_latin = words(n), words(f"สกุล{n}"), "Khamin"
        row.phone, row.contact = f"081234567{n}", f"{BIRD}{n}@example.org"
        row.line_id, row.line_at = f"U{BIRD}{n}", MONDAY
        row.home_area, row.employment, row.definition, row.definition_source = g.areas["9201"], "informal", "x", "y"
        row.sex = "female"
        row.save()
    case_of_gone = case(g, person=gone, need=words("เรื่องเดิม"))
    g.do("counter", reg.MergeWorkers(kept_id=kept.pk, gone_id=gone.pk))
    one = case(g, person=kept, need=words("เรื่อง"))
    sent = referral(g, of=one, text=words("ส่งต่อ"))
    g.do("counter", r.AddHelper(target_id=one.pk, helper=words("ผู้ช่วย"), relation="relative", authority=words("อำนาจ")))
    g.do("doe", r.Ask(target_id=sent.pk, text=words("ขอ"), papers=[words("เอกสาร")]))
    g.do("counter", r.Revoke(target_id=sent.pk, text=words("ถอน")))
    visits = OutreachList.objects.create(
        office=g.offices["OPS-92"],
        area=g.areas["92"],
        title="ลงพื้นที่",
        made_by_id=g.actors["counter"].seat_id,
        made_at=MONDAY,
    )
    OutreachLine.objects.create(list=visits, worker=kept, state="not_found", tried_at=MONDAY, note=words("บ้านปิด"))
    written_down(g, kept)
    LineCode.objects.create(case=one, code_hash="0" * 64, until=days(1))
    DataRequest.objects.create(
        case=one, kind="erase", text=words("ขอลบ"), asked_at=MONDAY, due_on=dt.date(2026, 12, 23)
    )
    Glass.objects.create(
        worker=kept, person_id=g.actors["doe"].person_id, seat_id=g.actors["doe"].seat_id, why=words("ฉุกเฉิน"),
        office=g.offices["DOE-92"], at=MONDAY, until=MONDAY + dt.timedelta(hours=1),
    )  # fmt: skip
    return kept, gone, one, case_of_gone


def written_down(g, person):
    """Let a volunteer have written down the same person again; nobody has decided about it yet."""
    seat = g.actors["counter"].seat_id
    drive = RegistrationDrive.objects.create(
        office=g.offices["OPS-92"], area=g.areas["92"], title="รอบ", first_day=MONDAY.date(), last_day=MONDAY.date(),
        notice="คำแจ้ง", notice_version="1", public_key="A", private_key="B", made_by_id=seat, made_at=MONDAY,
    )  # fmt: skip
    volunteer = DriveVolunteer.objects.create(
        drive=drive, name="อาสา", secret_hash="x", made_by_id=seat, made_at=MONDAY, expires_at=MONDAY
    )
    DriveEntry.objects.create(
        drive=drive, volunteer=volunteer, uuid=uuid.uuid4(), number=1, told=words("จดไว้"), state="needs_look",
        reason="second", verdict="same", found=[person.pk], received_at=MONDAY,
    )  # fmt: skip


def erase(g, person, who="dpo", **more):
    return g.do(who, c.EraseWorker(target_id=person.pk, **{"basis": "request", "sure": True} | more))


def said_of(numbers):
    """Return every text and every ciphertext of the whole database that says a canary once it is opened."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT to_jsonb(t) FROM "{table}" AS t')
            for (row,) in cursor.fetchall():
                found += [(table, column) for column, value in _plain(row) if _tells(value)]
    changes = Entry.objects.values_list("pk", "changes")
    found += [("platform_journal", pk) for pk, told in changes for one in opened([told]) if _tells(str(one))]
    return found


def _plain(row):
    import json

    told = json.loads(row) if isinstance(row, str) else row
    for column, value in told.items():
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield column, text
        if isinstance(value, str) and value:
            try:
                yield column, ring.decrypt(value)
            except Exception:
                continue


def _tells(text):
    return any(word in text for word in (BIRD, "Khamin", "08123456", "081234567"))


def test_nothing_of_a_person_is_left_anywhere_and_what_is_counted_stays(g):
    kept, gone, one, _other = life(g)
    with at(days(1)):
        assert {table for table, _column in said_of([kept.pk])} >= {
            "registers_worker", "registers_merge", "registers_glass", "referrals_case", "referrals_event",
            "referrals_helper", "referrals_data_request", "referrals_paper_list", "referrals_outreach_line",
            "referrals_drive_entry",
            "platform_journal",
        }  # fmt: skip
        keys = [ring.lookups(text)[0] for text in ("+66812345670", "0812345670")]
        trang, year = Area.objects.get(code="92"), (dt.date(2026, 10, 1), dt.date(2027, 9, 30))
        before = (reach.of_places(trang, *year), Event.objects.count(), Referral.objects.count(), Case.objects.count())
        assert sum(row.known for row in before[0]) == 1
        erase(g, kept)
        after = (reach.of_places(trang, *year), Event.objects.count(), Referral.objects.count(), Case.objects.count())
    assert said_of([kept.pk]) == []
    assert after == before
    for row in Worker.objects.filter(pk__in=[kept.pk, gone.pk]):
        assert (row.keys, row.phone_key, row.contact_key, row.sex, row.birth_year) == ([], "", "", "", None)
        assert (row.line_key, row.line_at) == ("", None)
        assert not {row.phone_key} & set(keys)
        assert row.erased_at == days(1)
    assert not Tie.objects.living().filter(worker__in=[kept, gone]).exists()
    assert not TrackKey.objects.exists()
    assert not LineCode.objects.exists()
    assert DataRequest.objects.get(case=one).answered_at == days(1)
    done = Erasure.objects.get()
    assert (done.worker_id, done.entries, done.cases, done.basis) == (kept.pk, 2, 2, "request")


def test_every_table_that_speaks_of_a_person_is_known_to_erasing():
    """A new table with words about a worker has to be emptied too: it is named here once it is."""
    emptied = {
        "registers.Worker", "registers.Merge", "registers.Glass", "registers.LoadRow", "referrals.Case",
        "referrals.Event", "referrals.Helper", "referrals.LateWeek", "referrals.Rating", "referrals.DataRequest",
        "referrals.PaperList", "referrals.OutreachLine", "referrals.DriveEntry", "privacy.Hold",
        "training.Claim", "training.Certificate", "training.FollowUp",
    }  # fmt: skip
    people = {"registers.Worker", "referrals.Case", "referrals.Referral", "training.Application"}
    speaking = {
        model._meta.label
        for model in apps.get_models()
        if getattr(model, "personal", None)
        and (
            model._meta.label in people
            or any(f.is_relation and f.related_model and f.related_model._meta.label in people for f in
                   model._meta.concrete_fields)
        )
    }  # fmt: skip
    assert speaking == emptied


def test_an_open_case_a_legal_duty_and_a_request_stand_against_it_and_are_named(g):
    person = worker(g)
    one = case(g, person=person)
    sent = referral(g, of=one)
    Tie.objects.create(worker=person, office=g.offices["DOE-92"], ground="legal-duty", notice_version="t/1")
    DataRequest.objects.create(case=one, kind="correct", text="-", asked_at=MONDAY, due_on=dt.date(2026, 12, 23))
    with pytest.raises(RuleBroken) as refused:
        erase(g, person)
    told = str(refused.value.text)
    assert one.code in told
    assert "ต้องเก็บตามกฎหมาย" in told
    assert "ยังไม่ได้ตอบ" in told
    g.do("counter", r.Revoke(target_id=sent.pk, text="-"))
    DataRequest.objects.update(answered_at=MONDAY)
    Tie.objects.filter(ground="legal-duty").update(withdrawn_at=Now())
    with pytest.raises(RuleBroken):
        erase(g, person, sure=False)
    with pytest.raises(RuleBroken):
        erase(g, person, basis="")
    erase(g, person)
    with pytest.raises(RuleBroken):
        erase(g, person)


@pytest.mark.parametrize("over", ["worker", "case", "merged"])
def test_a_hold_stands_against_it_until_it_is_lifted(g, over):
    kept, gone, one, _other = life(g)
    told = {"case_code": one.code.lower()} if over == "case" else {"worker_id": (gone if over == "merged" else kept).pk}
    hold = g.do("dpo", c.PlaceHold(order_no="ศาลแรงงาน 12/2569", text=words("คดี"), **told))
    with pytest.raises(RuleBroken) as refused:
        erase(g, kept)
    assert "ศาลแรงงาน 12/2569" in str(refused.value.text)
    with pytest.raises(RuleBroken):
        g.do("dpo", c.LiftHold(target_id=hold.pk))
    g.do("dpo", c.LiftHold(target_id=hold.pk, text=words("คดีถึงที่สุด")))
    erase(g, kept)
    assert said_of([kept.pk]) == []


def test_a_hold_needs_one_thing_an_order_and_a_reason(g):
    person = worker(g)
    one = case(g, person=person)
    full = {"worker_id": person.pk, "order_no": "1", "text": "คดี"}
    for less in ({"worker_id": None}, {"case_code": one.code}, {"order_no": " "}, {"text": ""}, {"worker_id": 0}):
        with pytest.raises(RuleBroken):
            g.do("dpo", c.PlaceHold(**full | less))
    g.do("dpo", c.PlaceHold(**full))
    assert Hold.objects.living().count() == 1


def test_nobody_but_the_officer_erases_or_holds(g):
    person = worker(g)
    for who, status in (("counter", 403), ("plo", 403), ("doe", 404)):
        with pytest.raises(Refused) as refused:
            erase(g, person, who)
        assert refused.value.status == status
        with pytest.raises(Refused):
            g.do(who, c.PlaceHold(worker_id=person.pk, order_no="1", text="x"))
    assert not Erasure.objects.exists()


def test_who_was_erased_is_never_filled_again(g):
    person = worker(g)
    erase(g, person)
    with pytest.raises(IntegrityError), transaction.atomic():
        Worker.objects.filter(pk=person.pk).update(given_name="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        Tie.objects.create(worker=person, office=g.offices["DOE-92"], ground="consent", notice_version="t/1")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM privacy_erasure")
    with pytest.raises(RuleBroken):
        case(g, person=person)
    assert not LoadRow.objects.exists()
    assert not Merge.objects.exists()


def test_a_protected_person_is_counted_in_the_province_alone(g):
    person = worker(g)
    Worker.objects.filter(pk=person.pk).update(protected="trafficking", home_area=g.areas["9201"])
    erase(g, person)
    person.refresh_from_db()
    assert (person.home_area, person.protected) == (g.areas["92"], "")
